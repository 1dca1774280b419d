package scenario

import (
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/iam-policy-playground/playground/engine"
	"github.com/iam-policy-playground/playground/engine/apigateway"
	"github.com/iam-policy-playground/playground/engine/internal/jsontree"
)

// complete has a value for every field.
const complete = `{
  "scenario": 1,
  "title": "Tïtle",
  "description": "line\nline",
  "accounts": {
    "111122223333": {"organization": "o-exampleorg1", "path": ["r-root", "ou-root-apps"], "management": true, "fullAWSAccess": false},
    "444455556666": {"fullAWSAccess": true, "management": false, "path": []},
    "777788889999": {}
  },
  "principals": {
    "arn:aws:iam::111122223333:user/team/alice": {"groups": ["devs", "a+b=c,d.e@f-g_h"], "tags": {"team": "pets", "Team": "", "": "x"}, "id": "AIDAEXAMPLEALICE00001"},
    "arn:aws-cn:iam::111122223333:role/aws-service-role/x.amazonaws.com/R": {"serviceLinked": true, "id": "AROAEXAMPLEROLE000001"},
    "arn:aws:sts::111122223333:assumed-role/R/s@1": {"tags": {"t": "1"}, "transitiveTags": ["t"]},
    "arn:aws:sts::111122223333:federated-user/bob": {"user": "arn:aws:iam::111122223333:user/alice"}
  },
  "resources": {
    "arn:aws:s3:::amzn-s3-demo-bucket": {"account": "111122223333", "tags": {"env": "prod"}},
    "arn:aws:sqs:us-east-1:111122223333:q": {"account": "111122223333"},
    "arn:aws:apigateway:us-east-1::/restapis/a1b2c3d4e5": {"endpointType": "PRIVATE", "priority": 1.50, "disableExecuteApiEndpoint": false, "apiKeyRequired": ["true"]}
  },
  "endpoints": {
    "vpce-0123456789abcdef0": {},
    "vpce-1": {"type": "gateway", "vpc": "vpc-1", "account": "111122223333"},
    "vpce-2": {"type": "interface"}
  },
  "apis": {
    "a1b2c3d4e5": {"account": "111122223333", "region": "us-east-1", "type": "REST", "endpoint": "PRIVATE", "stages": ["prod", "test_1-b"],
      "disableExecuteApiEndpoint": true, "domains": ["private.example.com+abcd1234/pets -> prod", "private.example.com+abcd1234"],
      "cacheInvalidation": "SUCCEED_WITH_RESPONSE_HEADER", "apiKeySource": "AUTHORIZER",
      "routes": [{"route": "GET /pets/{petId}", "authorization": "COGNITO_USER_POOLS", "apiKeyRequired": true}, {"route": "ANY /{proxy+}"}, {"route": "GET /"}]},
    "h1": {"type": "HTTP", "account": "111122223333", "region": "eu-west-1", "stages": ["$default"], "domains": ["api.example.com -> $default", "api.example.com/v1/x"],
      "routes": [{"route": "$default", "authorization": "JWT"}]},
    "w1": {"type": "WEBSOCKET", "account": "111122223333", "region": "eu-west-1", "endpoint": "REGIONAL", "apiKeySource": "HEADER", "disableExecuteApiEndpoint": false,
      "routes": [{"route": "$connect", "authorization": "CUSTOM"}, {"route": "sendMessage"}, {"route": "a{b}"}, {"route": "a{c}"}]},
    "0": {"account": "111122223333", "region": "us-east-1", "type": "REST", "stages": [], "routes": []}
  },
  "policies": [
    {"name": "A", "type": "identity", "attachedTo": ["arn:aws:iam::111122223333:group/devs", "arn:aws:iam::111122223333:user/a", "arn:aws:iam::111122223333:role/p/r"], "document": { "Version" : "2012-10-17" }},
    {"name": "A", "type": "boundary", "attachedTo": [], "document": "{ \"broken\n"},
    {"type": "scp", "document": ""},
    {"type": "rcp", "attachedTo": ["r-root", "ou-root-apps", "111122223333"], "document": {"a": 1, "a": 2, "b": "\ud800"}},
    {"type": "session", "attachedTo": ["arn:aws:sts::111122223333:assumed-role/R/s", "arn:aws:sts::111122223333:federated-user/bob"], "document": {}},
    {"type": "resource", "attachedTo": ["arn:aws:execute-api:us-east-1:111122223333:a1b2c3d4e5"], "document": {}},
    {"type": "trust", "attachedTo": ["arn:aws:iam::111122223333:role/R"], "document": {}},
    {"type": "endpoint", "attachedTo": ["vpce-1"], "document": {}},
    {"type": "authorizer", "attachedTo": ["a1b2c3d4e5"], "document": {"principalId": "p", "policyDocument": {}}}
  ],
  "requests": [
    {"name": "n", "principal": "arn:aws:iam::111122223333:user/team/alice", "action": "s3:GetObject", "resource": "arn:aws:s3:::amzn-s3-demo-bucket/ä b:*?",
     "resourceAccount": "111122223333",
     "context": {"aws:SourceIp": "203.0.113.7", "aws:SecureTransport": true, "aws:MultiFactorAuthAge": 1.0e2, "aws:TagKeys": [], "aws:PrincipalTag/Cost Center": ["a", "b"], "s3:x": false},
     "unknown": ["aws:CurrentTime", "*"], "expect": "denied"},
    {"principal": "anonymous", "action": "sts:GetCallerIdentity", "resource": "*"},
    {"principal": "anonymous", "http": "POST https://api.example.com/v1\nHost: x", "body": {"a": [1]}, "authorization": "JWT", "token": "invalid", "signature": "valid"},
    {"principal": "arn:aws:iam::111122223333:root", "signature": "invalid",
     "operation": {"api": "apigatewayv2", "region": "eu-west-1", "name": "GetApi", "parameters": {"ApiId": "h1"}}},
    {"principal": "anonymous", "operation": {"api": "apigateway", "name": "GetAccount"}},
    {"principal": "anonymous", "action": "Execute-API:Invoke", "resource": "arn:aws:execute-api:us-east-1:111122223333:0/prod/GET/", "authorization": "NONE"}
  ]
}`

func TestEveryFieldIsRead(t *testing.T) {
	s, ds := Parse(complete)
	if len(ds) > 0 {
		t.Fatal(ds)
	}
	offset := strings.Index(complete, `{ "Version"`)
	same(t, "title", s.Title, "Tïtle")
	same(t, "description", s.Description, "line\nline")
	same(t, "accounts", s.Environment.Accounts, map[string]engine.Account{
		"111122223333": {Organization: "o-exampleorg1", Path: []string{"r-root", "ou-root-apps"}, Management: true, NoFullAWSAccess: true},
		"444455556666": {Path: []string{}},
		"777788889999": {},
	})
	same(t, "principals", s.Environment.Principals, map[string]engine.Principal{
		"arn:aws:iam::111122223333:user/team/alice": {
			Groups: []string{"devs", "a+b=c,d.e@f-g_h"}, Tags: map[string]string{"team": "pets", "Team": "", "": "x"}, ID: "AIDAEXAMPLEALICE00001"},
		"arn:aws-cn:iam::111122223333:role/aws-service-role/x.amazonaws.com/R": {ServiceLinked: true, ID: "AROAEXAMPLEROLE000001"},
		"arn:aws:sts::111122223333:assumed-role/R/s@1":                         {Tags: map[string]string{"t": "1"}, TransitiveTags: []string{"t"}},
		"arn:aws:sts::111122223333:federated-user/bob":                         {User: "arn:aws:iam::111122223333:user/alice"},
	})
	same(t, "resources", s.Environment.Resources, map[string]engine.ResourceInfo{
		"arn:aws:s3:::amzn-s3-demo-bucket":     {Account: "111122223333", Tags: map[string]string{"env": "prod"}},
		"arn:aws:sqs:us-east-1:111122223333:q": {Account: "111122223333"},
		"arn:aws:apigateway:us-east-1::/restapis/a1b2c3d4e5": {State: map[string]engine.Value{
			"endpointType": {Strings: []string{"PRIVATE"}, Multi: true}, "priority": {Strings: []string{"1.50"}},
			"disableExecuteApiEndpoint": {Strings: []string{"false"}}, "apiKeyRequired": {Strings: []string{"true"}, Multi: true},
		}},
	})
	same(t, "endpoints", s.Environment.Endpoints, map[string]engine.EndpointInfo{
		"vpce-0123456789abcdef0": {}, "vpce-1": {Gateway: true, VPC: "vpc-1", Account: "111122223333"}, "vpce-2": {},
	})
	same(t, "policies", s.Policies, []Policy{
		{"A", engine.Identity, []string{"arn:aws:iam::111122223333:group/devs", "arn:aws:iam::111122223333:user/a", "arn:aws:iam::111122223333:role/p/r"}, false, `{ "Version" : "2012-10-17" }`, offset, offset},
		{"A", engine.Boundary, []string{}, false, "{ \"broken\n", -1, strings.Index(complete, `"{ \"broken`)},
		{"policy 3", engine.SCP, nil, true, "", -1, s.Policies[2].Begin},
		{"policy 4", engine.RCP, []string{"r-root", "ou-root-apps", "111122223333"}, false, `{"a": 1, "a": 2, "b": "\ud800"}`, strings.Index(complete, `{"a": 1, "a"`), strings.Index(complete, `{"a": 1, "a"`)},
		{"policy 5", engine.Session, []string{"arn:aws:sts::111122223333:assumed-role/R/s", "arn:aws:sts::111122223333:federated-user/bob"}, false, "{}", s.Policies[4].Offset, s.Policies[4].Offset},
		{"policy 6", engine.Resource, []string{"arn:aws:execute-api:us-east-1:111122223333:a1b2c3d4e5"}, false, "{}", s.Policies[5].Offset, s.Policies[5].Offset},
		{"policy 7", engine.Trust, []string{"arn:aws:iam::111122223333:role/R"}, false, "{}", s.Policies[6].Offset, s.Policies[6].Offset},
		{"policy 8", engine.Endpoint, []string{"vpce-1"}, false, "{}", s.Policies[7].Offset, s.Policies[7].Offset},
		{"policy 9", engine.Authorizer, []string{"a1b2c3d4e5"}, false, `{"principalId": "p", "policyDocument": {}}`, s.Policies[8].Offset, s.Policies[8].Offset},
	})
	same(t, "APIs", s.APIs, map[string]apigateway.API{
		"a1b2c3d4e5": {Account: "111122223333", Region: "us-east-1", Type: apigateway.REST, Endpoint: apigateway.Private, Stages: []string{"prod", "test_1-b"},
			Disabled: true, Invalidation: "SUCCEED_WITH_RESPONSE_HEADER", KeyFromCall: true,
			Domains: []apigateway.Domain{
				{Name: "private.example.com", ID: "abcd1234", BasePath: "pets", Stage: "prod"}, {Name: "private.example.com", ID: "abcd1234"}},
			Routes: []apigateway.Route{
				{Route: "GET /pets/{petId}", Authorization: apigateway.AuthCognito, APIKeyRequired: true}, {Route: "ANY /{proxy+}"}, {Route: "GET /"}}},
		"h1": {Account: "111122223333", Region: "eu-west-1", Type: apigateway.HTTP, Stages: []string{"$default"},
			Domains: []apigateway.Domain{{Name: "api.example.com", Stage: "$default"}, {Name: "api.example.com", BasePath: "v1/x"}},
			Routes:  []apigateway.Route{{Route: "$default", Authorization: apigateway.AuthJWT}}},
		"w1": {Account: "111122223333", Region: "eu-west-1", Type: apigateway.WebSocket, Endpoint: apigateway.Regional,
			Routes: []apigateway.Route{{Route: "$connect", Authorization: apigateway.AuthCustom}, {Route: "sendMessage"}, {Route: "a{b}"}, {Route: "a{c}"}}},
		"0": {Account: "111122223333", Region: "us-east-1", Type: apigateway.REST, Stages: []string{}, Routes: []apigateway.Route{}},
	})
	body, parameters := s.Requests[2].Body, jsontree.Value{}
	if operation := s.Requests[3].Operation; operation != nil {
		parameters = operation.Parameters
	}
	same(t, "body", body.Raw(), `{"a": [1]}`)
	same(t, "parameters", parameters.Raw(), `{"ApiId": "h1"}`)
	same(t, "requests", s.Requests, []Request{
		{Request: engine.Request{
			Name: "n", Principal: "arn:aws:iam::111122223333:user/team/alice", Action: "s3:GetObject", Resource: "arn:aws:s3:::amzn-s3-demo-bucket/ä b:*?",
			ResourceAccount: "111122223333", Unknown: []string{"aws:CurrentTime", "*"},
			Context: map[string]engine.Value{
				"aws:SourceIp": {Strings: []string{"203.0.113.7"}}, "aws:SecureTransport": {Strings: []string{"true"}}, "s3:x": {Strings: []string{"false"}},
				"aws:MultiFactorAuthAge": {Strings: []string{"1.0e2"}}, "aws:TagKeys": {Strings: []string{}, Multi: true},
				"aws:PrincipalTag/Cost Center": {Strings: []string{"a", "b"}, Multi: true},
			}}, Expect: "denied", Path: "requests[0]"},
		{Request: engine.Request{Name: "request 2", Principal: "anonymous", Action: "sts:GetCallerIdentity", Resource: "*"}, Path: "requests[1]"},
		{Request: engine.Request{Name: "request 3", Principal: "anonymous"}, HTTP: "POST https://api.example.com/v1\nHost: x", Body: body,
			Authorization: "JWT", Token: "invalid", Signature: "valid", Path: "requests[2]"},
		{Request: engine.Request{Name: "request 4", Principal: "arn:aws:iam::111122223333:root"}, Signature: "invalid",
			Operation: &Operation{"apigatewayv2", "eu-west-1", "GetApi", parameters}, Path: "requests[3]"},
		{Request: engine.Request{Name: "request 5", Principal: "anonymous"}, Operation: &Operation{API: "apigateway", Name: "GetAccount"}, Path: "requests[4]"},
		{Request: engine.Request{Name: "request 6", Principal: "anonymous", Action: "Execute-API:Invoke", Resource: "arn:aws:execute-api:us-east-1:111122223333:0/prod/GET/"},
			Authorization: "NONE", Path: "requests[5]"},
	})
	checkDiagnostics(t, complete, s, ds)
}

func same(t *testing.T, what string, got, want any) {
	t.Helper()
	if !reflect.DeepEqual(got, want) {
		t.Errorf("%s:\n%#v\nwant\n%#v", what, got, want)
	}
}

func TestCompleteScenarioHasEveryField(t *testing.T) {
	for _, rec := range records() {
		for _, f := range rec.fields {
			if f.state {
				continue // one like the other
			}
			if !strings.Contains(complete, `"`+f.name+`":`) {
				t.Errorf("complete has no %s.%s", rec.name, f.name)
			}
		}
	}
}

func TestPolicyTypesAreThoseOfTheEngine(t *testing.T) {
	var attached []string
	for _, a := range attachments {
		attached = append(attached, a.values...)
	}
	if !slices.Equal(attached, policyTypes.list) {
		t.Errorf("attachments for %v, want %v", attached, policyTypes.list)
	}
	for i, word := range policyTypes.list {
		if kind, ok := engine.TypeOf(word); !ok || int(kind) != i+1 || kind.String() != word {
			t.Errorf("%s is no policy type, or not the one with number %d", word, i)
		}
	}
}

func TestPrincipalsOfEveryKindMayAsk(t *testing.T) {
	for _, principal := range []string{
		"anonymous", "arn:aws:iam::111122223333:root", "arn:aws:iam::111122223333:user/a/b/c", "arn:aws-us-gov:iam::111122223333:role/r",
		"arn:aws:sts::111122223333:assumed-role/r/s", "arn:aws:sts::111122223333:federated-user/f", "apigateway.amazonaws.com",
		"ops.apigateway.amazonaws.com", "ec2.amazonaws.com.cn", "config-multiaccountsetup.amazonaws.com", "accounts.google.com", "cognito-identity.amazonaws.com",
		"graph.facebook.com", "www.amazon.com", "arn:aws:iam::111122223333:saml-provider/Corp", "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com",
		"arn:aws:iam::111122223333:oidc-provider/oidc.eks.us-east-1.amazonaws.com/id/EXAMPLE",
	} {
		accepts(t, ofRequest(`"principal": "`+principal+`", "action": "s3:GetObject", "resource": "*"`))
	}
}

func TestResourcesOfEveryKindMayBeAskedFor(t *testing.T) {
	for _, resource := range []string{
		"*", "arn:aws:s3:::b", "arn:aws:s3:::b/k with: * and ${aws:username}", "arn:aws:sns:us-east-1:111122223333:t", "arn:aws:iam::aws:policy/ReadOnlyAccess",
		"arn:aws:apigateway:us-east-1::/restapis", "arn:aws:execute-api:us-east-1:111122223333:a1b2c3d4e5/prod/GET/pets/7",
		"arn:aws:lambda:us-east-1:111122223333:function:f:1", "arn:aws-iso-b:s3:::b",
	} {
		accepts(t, ofRequest(`"principal": "anonymous", "action": "execute-api:Invoke", "resource": "`+resource+`"`))
	}
}

func accepts(t *testing.T, text string) *Scenario {
	t.Helper()
	s, ds := Parse(text)
	if len(ds) > 0 {
		t.Errorf("%s: %v", text, ds)
	}
	return s
}

func TestFaultyElementsKeepTheIndexesOfTheOthers(t *testing.T) {
	s, ds := Parse(`{"scenario": 1, "policies": [7, {"name": "B", "type": "scp", "document": {}}, {"name": "C"}],
		"requests": [null, {"name": "b"}, [], {"name": "d"}]}`)
	if len(s.Policies) != 3 || s.Policies[0].Name != "policy 1" || s.Policies[1].Name != "B" || s.Policies[2].Name != "C" {
		t.Errorf("policies %+v", s.Policies)
	}
	if len(s.Requests) != 4 || s.Requests[0].Name != "request 1" || s.Requests[3].Name != "d" || s.Requests[3].Path != "requests[3]" {
		t.Errorf("requests %+v", s.Requests)
	}
	if len(ds) == 0 {
		t.Error("no problems")
	}
}

func TestWhatStandsBeforeASyntaxProblemIsRead(t *testing.T) {
	s, ds := Parse(strings.Replace(complete, `"unknown"`, `unknown`, 1))
	if len(ds) != 1 || ds[0].Code != InvalidScenario {
		t.Fatal(ds)
	}
	if s.Title != "Tïtle" || len(s.Policies) != 9 || len(s.Requests) != 1 || s.Requests[0].Name != "n" || len(s.Environment.Accounts) != 3 {
		t.Errorf("%+v", s)
	}
}

func TestPolicyTextIsHandedOverAsItStands(t *testing.T) {
	nested := deep(5000)
	s := accepts(t, ofPolicy(`"type": "scp", "document": `+nested))
	if p := s.Policies[1]; p.Text != nested || p.Offset < 0 {
		t.Errorf("offset %d, %d bytes of text", p.Offset, len(p.Text))
	}
	text := ofPolicy(`"type": "scp", "document": {"a": "\ud800", "a": {"b": 1, "b": 2}}, "name": "é"`)
	s = accepts(t, text)
	if p := s.Policies[1]; text[p.Offset:p.Offset+len(p.Text)] != p.Text {
		t.Errorf("%+v", p)
	}
	s = accepts(t, ofPolicy(`"type": "scp", "document": "{\"a\": \"\\ud800\",}\r\n\u00e9"`))
	if p := s.Policies[1]; p.Text != "{\"a\": \"\\ud800\",}\r\né" || p.Offset != -1 {
		t.Errorf("%+v", p)
	}
}

// A call's body may nest deeply too; that a policy before it does must not hide it.
func TestObjectOfAnyContentIsBoundedInDepth(t *testing.T) {
	for _, policy := range []string{"{}", deep(MaxDepth)} {
		for n, want := range map[int]int{MaxDepth - 4: 0, MaxDepth - 3: 1} {
			text := `{"scenario": 1, "policies": [{"type": "scp", "document": ` + policy + `}], "requests": [{"principal": "anonymous", "http": "x", "body": ` + deep(n) + `}]}`
			_, ds := Parse(text)
			found := 0
			for _, d := range ds {
				if d.Code == engine.DocumentTooDeep && d.Path == "requests[0].body" {
					found++
				}
			}
			if found != want {
				t.Errorf("%d levels: %v", n, ds)
			}
		}
	}
}

func TestMapsAreNeverNil(t *testing.T) {
	for _, text := range []string{"", "[]", `{"scenario": 1, "policies": [], "requests": []}`} {
		s, _ := Parse(text)
		e := s.Environment
		if e.Accounts == nil || e.Principals == nil || e.Resources == nil || e.Endpoints == nil || s.APIs == nil {
			t.Errorf("%q: %+v", text, s)
		}
	}
}

func TestSuggestionsAreOneEditAway(t *testing.T) {
	names := []string{"title", "tags", "id"}
	got := map[string]string{}
	for _, written := range []string{"titel", "tite", "tittle", "totle", "tiltes", "tag", "TAGS", "ids", "ID", "x", ""} {
		got[written] = strings.TrimPrefix(suggestion(written, names), "; did you mean ")
	}
	want := map[string]string{"titel": `"title"`, "tite": `"title"`, "tittle": `"title"`, "totle": `"title"`, "tiltes": "", "tag": `"tags"`,
		"TAGS": `"tags"`, "ids": `"id"`, "ID": `"id"`, "x": "", "": ""}
	if !maps.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}
