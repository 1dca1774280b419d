package apigateway

import (
	"os"
	"strings"
	"testing"

	"github.com/iam-policy-playground/playground/engine"
	"github.com/iam-policy-playground/playground/engine/internal/jsontree"
)

const testAccount = "111122223333"

// object parses a JSON text that a test writes; "" is no value.
func object(t testing.TB, text string) jsontree.Value {
	t.Helper()
	if text == "" {
		return jsontree.Value{}
	}
	tree, problems := jsontree.Parse(text, maxDepth)
	if len(problems) > 0 {
		t.Fatalf("%s: %s", text, problems[0].Message)
	}
	return tree.Root()
}

// A row is one line of operations.tsv.
type row struct{ api, name, method, path, action, resource, body string }

func rows(t testing.TB) (all []row) {
	t.Helper()
	text, err := os.ReadFile("../testdata/management/operations.tsv")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(text)) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		c := append(strings.Split(strings.TrimSuffix(line, "\n"), "\t"), "")
		all = append(all, row{c[0], c[1], c[2], c[3], c[4], c[5], c[6]})
	}
	return all
}

func (r *row) url() string {
	if r.api == Connections {
		return "https://a123456789.execute-api.us-east-1.amazonaws.com" + r.path
	}
	return "https://apigateway.us-east-1.amazonaws.com" + r.path
}

func TestEveryOperationOverHTTP(t *testing.T) {
	counts := map[string]int{}
	for _, r := range rows(t) {
		counts[r.api]++
		call, problem := ManagementHTTP(r.method, r.url(), object(t, r.body))
		if problem != nil {
			t.Errorf("%s: %s: %s", r.name, problem.Field, problem.Message)
			continue
		}
		if call.API != r.api || call.Operation != r.name || call.Region != "us-east-1" || call.Partition != "aws" {
			t.Errorf("%s %s is %s %s in %s %s", r.method, r.path, call.API, call.Operation, call.Partition, call.Region)
		}
		call.Account = testAccount
		checkOwn(t, "over HTTP", r, call)
		call.Path = ""
		checkOwn(t, "by name", r, call)
	}
	if counts[V1] != 124 || counts[V2] != 103 || counts[Connections] != 3 {
		t.Errorf("operations.tsv has %v operations", counts)
	}
}

// checkOwn compares what the call itself asks for with the row.
func checkOwn(t *testing.T, how string, r row, call Call) {
	t.Helper()
	checks, problem := call.Checks(engine.Environment{})
	if problem != nil {
		t.Errorf("%s %s: %s: %s", r.name, how, problem.Field, problem.Message)
		return
	}
	if c := checks[0]; c.Action != r.action || c.Resource != r.resource || c.ResourceAccount != testAccount || c.Part != ownPart {
		t.Errorf("%s %s asks %s on %s (%s), want %s on %s", r.name, how, c.Action, c.Resource, c.ResourceAccount, r.action, r.resource)
	}
}

func TestOperationsAreThoseOfTheTable(t *testing.T) {
	listed := map[string]bool{}
	for _, r := range rows(t) {
		listed[r.api+" "+r.name] = true
	}
	for o := range Operations() {
		if !listed[o.API+" "+o.Name] {
			t.Errorf("%s %s is not in operations.tsv", o.API, o.Name)
		}
		delete(listed, o.API+" "+o.Name)
	}
	for name := range listed {
		t.Errorf("%s is not among the operations", name)
	}
}

func TestOperationsShowTheirActionAndResource(t *testing.T) {
	want := map[string]string{
		"CreateRestApi":                     "POST /restapis apigateway:POST arn:{partition}:apigateway:{region}::/restapis",
		"ImportApi":                         "PUT /v2/apis apigateway:PUT arn:{partition}:apigateway:{region}::/apis",
		"PutRoutingRule":                    "PUT /v2/domainnames/{domainName}/routingrules/{routingRuleId} apigateway:UpdateRoutingRule arn:{partition}:apigateway:{region}:{account}:/domainnames/{domainName}/routingrules/{routingRuleId}",
		"RejectDomainNameAccessAssociation": "POST /rejectdomainnameaccessassociations apigateway:RejectAccessAssociation {domainNameArn}",
		"PublishPortal":                     "POST /v2/portals/{portalId}/publish apigateway:PublishPortal arn:{partition}:apigateway:{region}:{account}:/portals/{portalId}",
		"PostToConnection":                  "POST /{apiId}/{stage}/@connections/{connectionId} execute-api:ManageConnections arn:{partition}:execute-api:{region}:{account}:{apiId}/{stage}/POST/@connections/{connectionId}",
	}
	for o := range Operations() {
		if w, ok := want[o.Name]; ok {
			if got := o.Method + " " + o.WirePath() + " " + o.Action() + " " + o.Resource(); got != w {
				t.Errorf("%s: got %s, want %s", o.Name, got, w)
			}
			delete(want, o.Name)
		}
	}
	if len(want) > 0 {
		t.Errorf("not found: %v", want)
	}
	for range Operations() {
		break // stopping early is allowed
	}
}
