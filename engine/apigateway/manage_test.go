package apigateway

import (
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/iam-policy-playground/playground/engine"
	"github.com/iam-policy-playground/playground/engine/internal/jsontree"
)

// written prints a check as checks.txt has it.
func written(c *Check) string {
	var b strings.Builder
	b.WriteString(c.Part + ": " + c.Action + " " + c.Resource)
	if c.ResourceAccount != testAccount {
		b.WriteString(" of " + c.ResourceAccount)
	}
	b.WriteString("\n")
	for _, key := range slices.Sorted(maps.Keys(c.Context)) {
		v := c.Context[key]
		text := strings.Join(v.Strings, " ")
		if v.Multi {
			text = "[" + text + "]"
		}
		b.WriteString(" " + key + "=" + text + "\n")
	}
	for _, key := range slices.Sorted(slices.Values(c.Unknown)) {
		b.WriteString(" ?? " + key + "\n")
	}
	var open []string
	for _, n := range c.Notes {
		if n.Unsettled && n.Key == "" {
			open = append(open, " note all\n")
		} else if n.Unsettled {
			open = append(open, " note "+n.Key+"\n")
		}
	}
	slices.Sort(open)
	b.WriteString(strings.Join(open, ""))
	return b.String()
}

// readCase reads the lines of a case: the call, the environment, what is wanted.
func readCase(t *testing.T, text string) (call Call, env engine.Environment, want string) {
	t.Helper()
	env.Resources = map[string]engine.ResourceInfo{}
	lines := strings.SplitAfter(strings.TrimSpace(text)+"\n", "\n")
	words := strings.SplitN(strings.TrimSpace(lines[0]), " ", 3)
	call = Call{API: words[0], Operation: words[1], Account: testAccount, Parameters: object(t, words[2])}
	for i, line := range lines[1:] {
		words := strings.SplitN(strings.TrimSpace(line), " ", 3)
		if words[0] != "stored" && words[0] != "tags" && words[0] != "account" {
			return call, env, strings.Join(lines[1+i:], "")
		}
		info := env.Resources[words[1]]
		switch words[0] {
		case "stored":
			info.State = stateOf(object(t, words[2]))
		case "tags":
			info.Tags = map[string]string{}
			for k := object(t, words[2]).First(); k.OK(); k = k.Next() {
				info.Tags[k.Str()] = k.Of().Str()
			}
		default:
			info.Account = words[2]
		}
		env.Resources[words[1]] = info
	}
	return call, env, ""
}

func stateOf(v jsontree.Value) map[string]engine.Value {
	state := map[string]engine.Value{}
	for k := v.First(); k.OK(); k = k.Next() {
		if k.Of().Kind() == jsontree.Array {
			state[k.Str()] = engine.Value{Strings: parameters{root: v}.all(k.Str()), Multi: true}
		} else {
			state[k.Str()] = engine.Value{Strings: []string{scalar(k.Of())}}
		}
	}
	return state
}

func TestChecks(t *testing.T) {
	text, err := os.ReadFile("../testdata/management/checks.txt")
	if err != nil {
		t.Fatal(err)
	}
	cases := strings.Split(string(text), "\n== ")[1:]
	if len(cases) < 60 {
		t.Fatalf("checks.txt has %d cases", len(cases))
	}
	for _, c := range cases {
		title, rest, _ := strings.Cut(c, "\n")
		t.Run(title, func(t *testing.T) {
			call, env, want := readCase(t, rest)
			checks, problem := call.Checks(env)
			if problem != nil {
				t.Fatalf("%s: %s", problem.Field, problem.Message)
			}
			got := ""
			for i := range checks {
				got += written(&checks[i])
				for _, n := range checks[i].Notes {
					checkSentence(t, n.Text)
				}
			}
			if got != want {
				t.Errorf("got\n%s\nwant\n%s", got, want)
			}
		})
	}
}

// checkSentence holds messages to the project's form.
func checkSentence(t *testing.T, s string) {
	t.Helper()
	if s == "" || strings.HasSuffix(s, ".") || strings.HasPrefix(s, "error") {
		t.Errorf("message %q", s)
	}
}

func TestStoredStateThatIsNotGivenIsNoted(t *testing.T) {
	call := Call{API: V2, Operation: "DeleteRoutingRule", Account: testAccount, Parameters: object(t, `{"DomainName": "example.com", "RoutingRuleId": "r"}`)}
	checks, problem := call.Checks(engine.Environment{})
	if problem != nil {
		t.Fatal(problem.Message)
	}
	notes := map[string]bool{}
	for _, n := range checks[0].Notes {
		notes[n.Key] = n.Unsettled
	}
	for _, key := range []string{"apigateway:Resource/Priority", "apigateway:Resource/ConditionBasePaths"} {
		if unsettled, found := notes[key]; !found || unsettled {
			t.Errorf("%s: found %v, unsettled %v", key, found, unsettled)
		}
	}
}

func TestConsumersOfPartsThatTheCallDoesNotShow(t *testing.T) {
	for _, c := range []struct{ api, operation, parameters, says string }{
		{V1, "DeleteDomainName", `{"domainName": "example.com"}`, "RemoveCertificateFromDomain"},
		{V2, "PublishPortal", `{"PortalId": "p"}`, "GetPortalProduct"},
		{V2, "ImportApi", `{}`, "no definition"},
	} {
		call := Call{API: c.api, Operation: c.operation, Account: testAccount, Parameters: object(t, c.parameters)}
		checks, problem := call.Checks(engine.Environment{})
		if problem != nil {
			t.Fatal(problem.Message)
		}
		if len(checks) != 1 || !slices.ContainsFunc(checks[0].Notes, func(n Note) bool { return strings.Contains(n.Text, c.says) && !n.Unsettled }) {
			t.Errorf("%s: %d checks, notes %v", c.operation, len(checks), checks[0].Notes)
		}
	}
}

func TestCallsThatCannotBeUnderstood(t *testing.T) {
	for _, c := range []struct{ api, operation, parameters, field, message string }{
		{"apigatewayv3", "GetApi", "", "api", `"apigatewayv3" is no API of API Gateway; there are apigateway and apigatewayv2`},
		{V1, "CreateRestAPI", "", "operation", `apigateway has no operation "CreateRestAPI"; did you mean "CreateRestApi"`},
		{V1, "CreateApi", "", "operation", `"CreateApi" is an operation of apigatewayv2, not of apigateway`},
		{V1, "Frobnicate", "", "operation", `apigateway has no operation "Frobnicate"`},
		{V1, "GetRestApi", "", "parameters.restApiId", `GetRestApi needs the parameter "restApiId"`},
		{V1, "GetRestApi", `{"restApiId": null}`, "parameters.restApiId", `GetRestApi needs the parameter "restApiId"`},
		{V1, "GetRestApi", `{"restApiId": ""}`, "parameters.restApiId", `"restApiId" is empty; it must be a string that is not empty`},
		{V1, "GetRestApi", `{"restApiId": []}`, "parameters.restApiId", `"restApiId" is a list; it must be a string that is not empty`},
		{V1, "GetRestApi", `{"RestApiId": "a"}`, "parameters.RestApiId", `GetRestApi has no parameter "RestApiId"; did you mean "restApiId"`},
		{V1, "GetRestApis", `{"stage": "a"}`, "parameters.stage", `GetRestApis has no parameter "stage"; there are limit and position`},
		{V1, "GetAccount", `{"stage": "a"}`, "parameters.stage", `GetAccount has no parameter "stage"; it has none`},
		{V1, "GetAccount", `[]`, "parameters", `the parameters are a list, not an object`},
		{V2, "GetApi", `{}`, "parameters.ApiId", `GetApi needs the parameter "ApiId"`},
		{V2, "CreateApi", `{"Tag": {}}`, "parameters.Tag", `CreateApi has no parameter "Tag"; did you mean "Tags"`},
		{V2, "CreateApi", `{"Tags": []}`, "parameters.Tags", `the tags are a list, not an object`},
		{V2, "CreateApi", `{"Tags": {"a": {}}}`, "parameters.Tags", `the value of the tag "a" is an object, not a string`},
		{V1, "UpdateRestApi", `{"restApiId": "a", "patchOperations": {}}`, "parameters.patchOperations", `patchOperations is an object, not a list`},
		{V1, "UpdateRestApi", `{"restApiId": "a", "patchOperations": [1]}`, "parameters.patchOperations", `an element of patchOperations has no op; it is one of add, remove, replace, move, copy, test`},
		{V1, "UpdateRestApi", `{"restApiId": "a", "patchOperations": [{"op": "add", "path": "policy"}]}`, "parameters.patchOperations", `the path "policy" in patchOperations does not begin with /`},
		{V1, "TagResource", `{"resourceArn": "arn:aws:s3:::b"}`, "parameters.resourceArn", `"arn:aws:s3:::b" is not the ARN of a resource of API Gateway, such as arn:aws:apigateway:us-east-1::/restapis/a1b2c3d4e5`},
		{V1, "CreateDomainNameAccessAssociation", `{}`, "parameters.domainNameArn", `CreateDomainNameAccessAssociation needs the parameter "domainNameArn"`},
		{V2, "CreatePortal", `{"IncludedPortalProductArns": ["pp1"]}`, "parameters.IncludedPortalProductArns", `"pp1" is not the ARN of a resource of API Gateway, such as arn:aws:apigateway:us-east-1::/restapis/a1b2c3d4e5`},
		{V2, "CreateIntegration", `{"ApiId": "a", "CredentialsArn": "me"}`, "parameters.CredentialsArn", `"me" is not the ARN of a role, such as arn:aws:iam::111122223333:role/ApiGateway`},
	} {
		checks, problem := Call{API: c.api, Operation: c.operation, Account: testAccount, Parameters: object(t, c.parameters)}.Checks(engine.Environment{})
		if problem == nil {
			t.Errorf("%s %s: understood as %v", c.operation, c.parameters, checks)
			continue
		}
		if checks != nil || problem.Field != c.field || problem.Message != c.message {
			t.Errorf("%s %s: %s: %s", c.operation, c.parameters, problem.Field, problem.Message)
		}
		checkSentence(t, problem.Message)
	}
}

func TestPartitionFollowsFromTheRegion(t *testing.T) {
	for region, partition := range map[string]string{
		"": "aws", "eu-west-1": "aws", "cn-north-1": "aws-cn", "us-gov-west-1": "aws-us-gov", "us-iso-east-1": "aws-iso",
		"us-isob-east-1": "aws-iso-b", "eu-isoe-west-1": "aws-iso-e", "us-isof-south-1": "aws-iso-f", "eusc-de-east-1": "aws-eusc",
	} {
		checks, problem := Call{API: V1, Operation: "GetRestApis", Region: region, Account: testAccount}.Checks(engine.Environment{})
		if problem != nil {
			t.Fatal(problem.Message)
		}
		if region == "" {
			region = "us-east-1"
		}
		if want := "arn:" + partition + ":apigateway:" + region + "::/restapis"; checks[0].Resource != want {
			t.Errorf("%s, want %s", checks[0].Resource, want)
		}
	}
}
