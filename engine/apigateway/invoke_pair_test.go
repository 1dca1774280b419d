package apigateway

import (
	"strings"
	"testing"
)

const testX = "arn:aws:execute-api:us-east-1:111122223333:"

// fullARN writes X: out.
func fullARN(s string) string {
	if rest, ok := strings.CutPrefix(s, "X:"); ok {
		return testX + rest
	}
	return s
}

func TestCallsInPairs(t *testing.T) {
	for _, c := range []struct{ action, resource, want string }{
		{"execute-api:Invoke", "X:rest/prod/GET/pets/7", "[GET /pets/{petId}] petId=7"},
		{"EXECUTE-API:invoke", "X:rest/prod/GET/pets", "[GET /pets]"},
		{"execute-api:Invoke", "ARN:AWS:Execute-Api:US-EAST-1:111122223333:rest/prod/GET/pets", "[GET /pets]"},
		{"execute-api:Invoke", "X:rest/prod/GET/", "[GET /]"},
		{"execute-api:Invoke", "X:rest/prod/GET/pets/", "[GET /pets]"},
		{"execute-api:Invoke", "X:rest/prod/GET/pets/{petId}", "[GET /pets/{petId}] petId={petId}"},
		{"execute-api:Invoke", "X:rest/prod/PUT/pets", "NoRoute"},
		{"execute-api:Invoke", "X:rest/beta/GET/pets", "[GET /pets] NoStage"},
		{"execute-api:Invoke", "X:rest/prod/GET/PETS", "NoRoute"},
		{"execute-api:InvalidateCache", "X:rest/prod/GET/pets", "[GET /pets]"},
		{"execute-api:Invoke", "X:wide/prod/PUT/v1/GET/pets:1", ""},
		{"execute-api:Invoke", "arn:aws-cn:execute-api:cn-north-1:111122223333:china/prod/GET/pets", ""},

		{"execute-api:Invoke", "X:web/$default/GET/pets", "[GET /pets]"},
		{"execute-api:Invoke", "X:web/$default/GET/other", "[$default]"},
		{"execute-api:Invoke", "X:web/$default/$default", "[$default]"},
		{"execute-api:Invoke", "X:web/dev/$default", "[$default]"},
		{"execute-api:Invoke", "X:web/prod/$default", "[$default] NoStage"},
		{"execute-api:Invoke", "X:strict/dev/$default", "NoRoute"},
		{"execute-api:Invoke", "X:bare/dev/$default", ""},

		{"execute-api:Invoke", "X:chat/prod/$connect", "[$connect]"},
		{"execute-api:Invoke", "X:chat/prod/send", "[send]"},
		{"execute-api:Invoke", "X:chat/prod/other", "NoRoute"},
		{"execute-api:Invoke", "X:chat/dev/send", "[send] NoStage"},
		{"execute-api:Invoke", "X:quiet/dev/$connect", "[$connect]"},
		{"execute-api:ManageConnections", "X:chat/prod/POST/@connections/KO7%3D", ""},
		{"execute-api:ManageConnections", "X:chat/prod/POST/@connections", ""},
		{"execute-api:ManageConnections", "X:chat/dev/DELETE/@connections/a", "NoStage"},

		{"execute-api:Invoke", "X:new/prod/GET/pets", "Unlisted"},
		{"execute-api:Invoke", "X:new/prod/GET/", "Unlisted"},
		{"execute-api:Invoke", "X:new/prod/$connect", "Unlisted"},
		{"execute-api:Invoke", "X:new/prod/secret", "Unlisted"},
		{"execute-api:Invoke", "X:new/prod/GET", "Unlisted"},
		{"execute-api:ManageConnections", "X:new/prod/POST/@connections/a=", "Unlisted"},
	} {
		i, is, p := InvocationOf(testAPIs, c.action, fullARN(c.resource))
		if p != nil || !is {
			t.Errorf("%s %s: %t %v", c.action, c.resource, is, p)
			continue
		}
		want := strings.TrimSpace(c.resource + " " + c.want)
		if got := described(i); got != want || i.DefaultEndpoint || i.Context == nil || !strings.EqualFold(i.Action, c.action) {
			t.Errorf("%s %s:\n got %s\nwant %s", c.action, c.resource, got, want)
		}
	}
	i, _, _ := InvocationOf(testAPIs, "execute-api:invoke", "ARN:AWS:Execute-Api:US-EAST-1:111122223333:rest/prod/GET/pets/7")
	if i.Partition != "aws" || i.Region != "us-east-1" || i.Account != "111122223333" || i.APIID != "rest" || i.Stage != "prod" || i.Method != "GET" || i.Path != "/pets/7" || i.Action != "execute-api:Invoke" {
		t.Errorf("%+v", i)
	}
	i, _, _ = InvocationOf(testAPIs, "execute-api:Invoke", testX+"chat/prod/send")
	if i.Method != "" || i.Path != "send" {
		t.Errorf("%+v", i)
	}
	checkNote(t, "a message", i.Notes, "authorizes a client of a WebSocket API when it connects", false)
	i, _, _ = InvocationOf(testAPIs, "execute-api:Invoke", testX+"new/prod/GET")
	checkNote(t, "a root without its slash", i.Notes, "as in GET/", false)
}

func TestPairsThatAreNoCalls(t *testing.T) {
	for _, c := range []struct{ action, resource string }{
		{"execute-api:Invoke", "*"},
		{"execute-api:Invoke", "X:rest/*"},
		{"execute-api:Invoke", "X:rest/prod/GET/pets/*"},
		{"execute-api:Invoke", "X:rest/prod/GET/pet?"},
		{"execute-api:Invoke", "X:*/prod/GET/pets"},
		{"execute-api:Invoke", "X:web/*/$default"},
		{"execute-api:Invoke", "arn:aws:execute-api:*:111122223333:rest/prod/GET/pets"},
		{"execute-api:Invoke", "X:/domainnames/private.example.com+f4g5h6"},
		{"execute-api:Invoke", "execute-api:/prod/GET/pets"},
		{"execute-api:Invoke", "arn:aws:apigateway:us-east-1::/restapis/rest"},
		{"execute-api:Invoke", "arn:aws:s3:::bucket/key"},
		{"execute-api:Invoke", "arn:aws:execute-api:us-east-1:111122223333"},
		{"execute-api:Invoke", ""},
		{"execute-api:Invoke", "X:new"},
		{"execute-api:Invoke", "X:new/prod"},
		{"execute-api:Invoke", "X:new/prod/"},
		{"execute-api:Invoke", "X:new/prod/get/pets"},
		{"execute-api:Invoke", "X:new/prod/send/it"},
		{"execute-api:Invoke", "arn:aws:execute-api:us-east-1::new/prod/GET/pets"},
		{"execute-api:ManageConnections", "X:new/prod/$connect"},
		{"execute-api:*", "X:rest/prod/GET/pets"},
		{"execute-api:Sing", "X:rest/prod/GET/pets"},
		{"apigateway:GET", "X:rest/prod/GET/pets"},
		{"s3:GetObject", "X:rest/prod/GET/pets"},
	} {
		if i, is, p := InvocationOf(testAPIs, c.action, fullARN(c.resource)); is || p != nil || i.Resource != "" {
			t.Errorf("%s %s: %t %v %s", c.action, c.resource, is, p, i.Resource)
		}
	}
}

func TestWrongPairs(t *testing.T) {
	for _, c := range []struct{ action, resource, want string }{
		{"execute-api:Invoke", "arn:aws:execute-api:us-east-1:999988887777:rest/prod/GET/pets", `names the account "999988887777", and the API rest of apis belongs to 111122223333`},
		{"execute-api:Invoke", "arn:aws:execute-api:us-east-1::rest/prod/GET/pets", `names the account ""`},
		{"execute-api:Invoke", "arn:aws:execute-api:eu-west-1:111122223333:rest/prod/GET/pets", `names the Region "eu-west-1"`},
		{"execute-api:Invoke", "arn:aws-cn:execute-api:us-east-1:111122223333:rest/prod/GET/pets", `names the partition "aws-cn"`},
		{"execute-api:ManageConnections", "arn:aws:execute-api:us-east-1:999988887777:chat/prod/POST/@connections/a", "names the account"},
		{"execute-api:Invoke", "X:rest", "names no call to the API; write rest/{stage}/{METHOD}/{path}"},
		{"execute-api:Invoke", "X:rest/prod", "write rest/prod/{METHOD}/{path}, as in rest/prod/GET/pets"},
		{"execute-api:Invoke", "X:chat/prod/", "chat/prod/$connect"},
		{"execute-api:Invoke", "X:rest/prod/GET", "ends in a slash; write rest/prod/GET/"},
		{"execute-api:Invoke", "X:rest/prod/get/pets", "in capitals, as GET"},
		{"execute-api:Invoke", "X:rest/prod/ANY/pets", "ANY is a setting"},
		{"execute-api:Invoke", "X:rest/prod/pets/7", `"pets" is no method`},
		{"execute-api:Invoke", "X:rest/authorizers/a1b2", `"a1b2" is no method`},
		{"execute-api:Invoke", "X:rest/prod/$connect", "is a route of a WebSocket API, and the API rest of apis is REST"},
		{"execute-api:Invoke", "X:rest/prod/$default", "is a route of a WebSocket API"},
		{"execute-api:Invoke", "X:web/dev/$connect", "is a route of a WebSocket API"},
		{"execute-api:Invoke", "X:chat/prod/POST/@connections/a", "are the action execute-api:ManageConnections"},
		{"execute-api:ManageConnections", "X:rest/prod/POST/@connections/a", "only WebSocket APIs have @connections"},
		{"execute-api:ManageConnections", "X:chat/prod/$connect", "names no @connections"},
		{"execute-api:ManageConnections", "X:chat/prod/post/@connections/a", "in capitals"},
		{"execute-api:InvalidateCache", "X:web/dev/GET/pets", "only REST APIs have a cache"},
		{"execute-api:InvalidateCache", "X:chat/prod/$connect", "only REST APIs have a cache"},
		{"execute-api:Invoke", "X:rest/prod/GET/" + strings.Repeat("x", 1600), "answers 414"},
		{"execute-api:Invoke", "X:new/prod/GET/" + strings.Repeat("x", 1600), "answers 414"},
		{"execute-api:Invoke", "X:new/prod/GET/" + strings.Repeat("x", 9000), "longer than 8 KiB"},
	} {
		_, is, p := InvocationOf(testAPIs, c.action, fullARN(c.resource))
		if p == nil || is {
			t.Errorf("%s %.200s: no problem", c.action, c.resource)
		} else if p.Field != "resource" || !strings.Contains(p.Message, c.want) {
			t.Errorf("%s %.200s: %s: %s\nwant %s", c.action, c.resource, p.Field, p.Message, c.want)
		}
	}
}
