package scenario

import (
	"bytes"
	"encoding/json"
	"strconv"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

func compiled(t *testing.T) *jsonschema.Schema {
	t.Helper()
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(Schema()))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("scenario.schema.json", doc); err != nil {
		t.Fatal(err)
	}
	schema, err := c.Compile("scenario.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	return schema
}

// valid holds text against the schema; text that is not JSON counts as refused.
func valid(schema *jsonschema.Schema, text string) error {
	doc, err := jsonschema.UnmarshalJSON(strings.NewReader(text))
	if err != nil {
		return err
	}
	return schema.Validate(doc)
}

func TestSchemaAcceptsWhatParseAccepts(t *testing.T) {
	schema := compiled(t)
	for _, text := range []string{
		complete,
		`{"scenario": 1, "policies": [], "requests": []}`,
	} {
		if err := valid(schema, text); err != nil {
			t.Errorf("%s:\n%v", text, err)
		}
	}
}

func TestSchemaRefusesWhatParseRefuses(t *testing.T) {
	schema := compiled(t)
	for _, c := range problems {
		if err := valid(schema, c.text); (err == nil) != c.lax {
			t.Errorf("%s: %v", c.text, err)
		}
	}
	for _, c := range malformed {
		values := map[string]string{"principal": "anonymous", "action": "s3:GetObject", "resource": "arn:aws:s3:::b/k", c.field: c.value}
		text, _ := json.Marshal(map[string]any{"scenario": 1, "policies": []any{}, "requests": []any{values}})
		if valid(schema, string(text)) == nil {
			t.Errorf("the schema accepts the %s %q", c.field, c.value)
		}
	}
	for _, text := range []string{
		ofRequest(`"principal": "anonymous", "action": "s3:GetObject", "http": "GET /"`),
		ofRequest(`"principal": "anonymous", "http": "GET /", "operation": {"api": "apigateway", "name": "x"}`),
		ofRequest(`"principal": "anonymous", "action": "s3:GetObject", "resource": "*", "body": {}`),
	} {
		if valid(schema, text) == nil {
			t.Errorf("the schema accepts %s", text)
		}
	}
}

func TestFormsMatchAsTheirExpressionsDo(t *testing.T) {
	schema := jsonschema.NewCompiler()
	for i, f := range []*form{
		accountID, orgID, rootID, unitID, endpointID, vpcID, apiID, uniqueID, userARN, groupARN, roleARN, rootARN, sessionARN, federatedARN, providerARN,
		resourceARN, requestResource, serviceName, builtInProvider, listedPrincipal, caller, groupName, action, contextKey, unknownKey, regionName,
		identityHolder, boundaryHolder, sessionHolder, organizationLevel, message, domainText, stageName, namedStage, restRoute, httpRoute, routeKey,
	} {
		if f.noun == "" || !f.matches(f.example) {
			t.Errorf("%s: the example %q does not match", f.noun, f.example)
		}
		name := "form" + strconv.Itoa(i) + ".json"
		doc, _ := jsonschema.UnmarshalJSON(strings.NewReader(string(appendJSON(nil, formSchema(f), "\n"))))
		if err := schema.AddResource(name, doc); err != nil {
			t.Fatal(err)
		}
		expression := schema.MustCompile(name)
		for _, s := range variants(f.example) {
			if got, want := f.matches(s), expression.Validate(s) == nil; got != want {
				t.Errorf("%s: %q matches: %v, its expression: %v", f.noun, s, got, want)
			}
		}
	}
}

// variants returns s with each character left out, doubled, and replaced by several.
func variants(s string) []string {
	all := []string{s, "", s + s}
	for i := range s {
		for _, by := range []string{"", s[i:i+1] + s[i:i+1], "*", "é", " ", "\n", "A", "a", "-", "0", ":", "/", "."} {
			all = append(all, s[:i]+by+s[i+1:])
		}
	}
	return all
}

func TestTypesAndSchemaHaveEveryFieldOnce(t *testing.T) {
	types, schema := TypeScript(), string(Schema())
	for _, rec := range records() {
		if strings.Count(types, "export interface "+rec.name+" {") != 1 {
			t.Errorf("interface %s", rec.name)
		}
		if rec != &scenarioRecord && strings.Count(schema, "\n    "+`"`+rec.name+`": {`) != 1 {
			t.Errorf("definition %s", rec.name)
		}
		if len(rec.fields) > 64 || rec.noun == "" || !strings.HasSuffix(rec.doc, ".") {
			t.Errorf("%s: %d fields, %q, %q", rec.name, len(rec.fields), rec.noun, rec.doc)
		}
		for i, f := range rec.fields {
			if rec.index(f.name) != i || !strings.HasSuffix(f.doc, ".") || strings.Contains(f.doc, "*/") {
				t.Errorf("%s.%s: %q", rec.name, f.name, f.doc)
			}
			if !strings.Contains(types, "  /** "+f.describe()+" */\n  "+f.name) {
				t.Errorf("%s.%s has no type", rec.name, f.name)
			}
		}
	}
	for _, w := range allWords() {
		if strings.Count(types, "export type "+w.name+" = ") != 1 {
			t.Errorf("union %s", w.name)
		}
	}
	for _, name := range []string{"Scenario", "Account", "Principal", "ResourceInfo", "Endpoint", "Api", "Route", "Policy", "Request", "Operation"} {
		if !strings.Contains(types, "export interface "+name+" {") {
			t.Errorf("no interface %s", name)
		}
	}
}

func TestSchemaIsJSONAndStable(t *testing.T) {
	if !json.Valid(Schema()) || !bytes.Equal(Schema(), Schema()) || TypeScript() != TypeScript() {
		t.Error("the schema is not JSON, or differs from call to call")
	}
}
