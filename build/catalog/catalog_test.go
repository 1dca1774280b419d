package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/iam-policy-playground/playground/engine/catalog"
)

func read(t *testing.T, name string) string {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func TestTableIsUpToDate(t *testing.T) {
	t.Chdir("../..")
	services := read(t, servicesFile)
	want, err := makeTable(services, corrections)
	if err != nil {
		t.Fatal(err)
	}
	if read(t, tableFile) != string(want) {
		t.Errorf("%s is stale: go run ./build catalog writes it anew", tableFile)
	}
	version := headLine(services, versionLine)
	for _, pin := range []string{"package.json", "package-lock.json"} {
		text := read(t, filepath.Join(ownDir, pin))
		if !strings.Contains(text, `"`+packageName+`": "`+version+`"`) || strings.Contains(text, `"resolved"`) {
			t.Errorf("%s does not pin version %s of services.txt, or says where it comes from", pin, version)
		}
	}
}

// TestDataNeedsItsCorrections shows what the data has wrong about API Gateway; engine/catalog tests what came of it. When
// one of these fails after a refresh, the data has changed for the better, and a correction can go.
func TestDataNeedsItsCorrections(t *testing.T) {
	raw, err := find(read(t, filepath.Join("../..", servicesFile)), apiGateway)
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range raw.actions {
		for _, lost := range []string{"Api", "Apis", "Route", "Routes", "Integrations"} {
			if slices.ContainsFunc(a.Types, func(at catalog.ActionType) bool { return at.Name == lost }) {
				t.Errorf("%s has the type %s", a.Name, lost)
			}
		}
	}
	merged := 0
	for _, rt := range raw.types {
		if len(rt.ARNs) == 2 {
			merged++
		}
		if strings.HasPrefix(rt.Name, "Authorizer") && slices.ContainsFunc(rt.Keys, func(k string) bool { return strings.HasSuffix(k, "/AuthorizerUri") }) {
			t.Errorf("%s has the key AuthorizerUri", rt.Name)
		}
	}
	if merged != 10 {
		t.Errorf("%d types stand for two", merged)
	}
}

const dataHead = "# data\n# version: 1.2.3\n# date: 2026-01-02\n"

// The services that every table has, in small.
const (
	smallData = dataHead + `s aws|Global
k aws:A|String
s apigateway|Gateway
a GET|R|Stage
a Put|PW|Portal*
r Stage|arn:p:apigateway:r::/restapis/i/stages/s,arn:p:apigateway:r::/apis/i/stages/s|aws:A
r Portal|arn:p:apigateway:r:a:/portals/p
s execute-api|Data
a Invoke|W
`
	smallCorrections = `s aws|All
k aws:A|ARN
s apigateway|Both
a GET||Stage@2,?Usage@1
r ?Usage@1|arn:p:apigateway:r::/usage
r Stage@2||apigateway:B
k apigateway:B|Bool
s execute-api|Data plane
`
)

func TestTable(t *testing.T) {
	table, err := makeTable(smallData, smallCorrections)
	if err != nil {
		t.Fatal(err)
	}
	_, text, _ := strings.Cut(string(table), "const text = `")
	want := `s aws|All
k aws:A|ARN
s apigateway|Both
a GET|R|Stage@1,Stage@2,?Usage@1
a Put|PW|Portal@2*
r Portal@2|arn:p:apigateway:r:a:/portals/p
r Stage@1|arn:p:apigateway:r::/restapis/i/stages/s|aws:A
r Stage@2|arn:p:apigateway:r::/apis/i/stages/s|apigateway:B,aws:A
r ?Usage@1|arn:p:apigateway:r::/usage
k apigateway:B|Bool
s execute-api|Data plane
a Invoke|W
` + "`\n"
	if text != want {
		t.Errorf("the table is\n%s", text)
	}
	if head := string(table); !strings.Contains(head, `"1.2.3"`) || !strings.Contains(head, `"2026-01-02"`) {
		t.Errorf("the head is %.400s", head)
	}
}

func TestCorrectionsThatDoNotFit(t *testing.T) {
	for _, test := range []struct{ name, data, corrections, want string }{
		{"no version", "s aws|Global\n", smallCorrections, "does not say its version"},
		{"a service that is gone", dataHead + "s aws|Global\n", smallCorrections, `no service "apigateway"`},
		{"a key that is right", strings.Replace(smallData, "A|String", "A|ARN", 1), smallCorrections, "aws:A needs no correction"},
		{"a type that has the key", strings.Replace(smallData, "|aws:A\n", "|aws:A,apigateway:B\n", 1), smallCorrections, "Stage apigatewayv2 needs no such correction"},
		{"a type that is there", smallData, strings.Replace(smallCorrections, "Stage@2||", "Stage@2|arn:2|", 1), "Stage apigatewayv2 needs no such correction"},
		{"an action that has the type", smallData, strings.Replace(smallCorrections, "?Usage@1", "Stage@1", 1), "GET has the type Stage apigateway already"},
		{"an action with an unknown type", smallData, strings.Replace(smallCorrections, "?Usage@1", "?Quota@1", 1), `names the resource type "Quota"`},
	} {
		_, err := makeTable(test.data, test.corrections)
		if err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: %v, want %q", test.name, err, test.want)
		}
	}
}

// packageFiles are a data package in small.
func packageFiles() map[string]string {
	return map[string]string{
		"package.json":                "{\"version\": \"1.2.3\", \"updatedAt\": \"2026-01-02T03:04:05Z\"}",
		"data/services.json":          `["two", "one"]`,
		"data/serviceNames.json":      `{"one": "Service One", "two": "Service Two"}`,
		"data/actions/one.json":       `{"tag": {"name": "Tag", "accessLevel": "Tagging, Write", "conditionKeys": ["aws:A"], "resourceTypes": [{"name": "bot alias", "required": true, "conditionKeys": ["aws:A", "one:b", "one:<c>"]}]}, "get": {"name": "Get", "accessLevel": "Read", "resourceTypes": []}}`,
		"data/resourceTypes/one.json": `{"bot alias": {"key": "bot alias", "arn": "arn:1, arn:2", "conditionKeys": ["one:b"]}}`,
		"data/conditionKeys/one.json": `{"one:b": {"key": "one:b", "type": "Bool"}, "aws:a": {"key": "aws:A", "type": "String"}, "one:<c>": {"key": "one:<c>", "type": "ARN"}}`,
		"data/actions/two.json":       `{}`, "data/resourceTypes/two.json": `{}`, "data/conditionKeys/two.json": `{}`,
		"dist/esm/globalConditionKeys.js": "export const x = [" + strings.Repeat("{\n key: 'aws:PrincipalTag/tag-key',\n category: 'principal',\n type: 'String',\n},", 50) + "];",
	}
}

func writeFiles(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func TestReadPackage(t *testing.T) {
	text, err := readPackage(writeFiles(t, packageFiles()))
	if err != nil {
		t.Fatal(err)
	}
	if headLine(text, versionLine) != "1.2.3" || headLine(text, dateLine) != "2026-01-02" {
		t.Errorf("the head is %.300s", text)
	}
	if n := strings.Count(text, "\nk aws:PrincipalTag/${TagKey}|String\n"); n < 25 {
		t.Errorf("%d global keys were read", n)
	}
	_, services, _ := strings.Cut(text, "\ns one")
	want := `|Service One
a Get|R
a Tag|TW|bot alias*|aws:A,one:${c}
r bot alias|arn:1,arn:2|one:b
k one:${c}|ARN
k one:b|Bool
s two|Service Two
`
	if services != want {
		t.Errorf("the services are %s", services)
	}
}

func TestPackageThatChanged(t *testing.T) {
	for _, test := range []struct{ name, file, old, new, want string }{
		{"no date", "package.json", "T03", " 03", "the date"},
		{"a new level", "data/actions/one.json", `"Read"`, `"Admin"`, `access level "Admin"`},
		{"a type without an entry", "data/actions/one.json", `"bot alias"`, `"cat"`, `resource type "cat"`},
		{"a comma in a name", "data/resourceTypes/one.json", "one:b", "one:a,b", "cannot be part of a list"},
		{"a stroke in a name", "data/conditionKeys/one.json", `"one:b", "type"`, `"one:|", "type"`, "cannot be written"},
		{"no JSON", "data/conditionKeys/two.json", "{}", "[", "two.json"},
		{"code of another form", "dist/esm/globalConditionKeys.js", "type: '", "kind: '", "0 can be read"},
	} {
		files := packageFiles()
		changed := strings.Replace(files[test.file], test.old, test.new, 1)
		if test.name == "code of another form" {
			changed = strings.ReplaceAll(files[test.file], test.old, test.new)
		}
		if changed == files[test.file] {
			t.Fatalf("%s: nothing was changed", test.name)
		}
		files[test.file] = changed
		if _, err := readPackage(writeFiles(t, files)); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: %v, want %q", test.name, err, test.want)
		}
	}
}
