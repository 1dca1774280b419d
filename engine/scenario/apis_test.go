package scenario

import (
	"slices"
	"strings"
	"testing"

	"github.com/iam-policy-playground/playground/engine/apigateway"
)

func TestRoutesOfEveryKindAreRead(t *testing.T) {
	for kind, routes := range map[string][]string{
		"REST": {"GET /", "ANY /{proxy+}", "DELETE /a/b/c", "HEAD /a.b-c_d~e", "OPTIONS /{a}/{b}", "PATCH /pets/{petId}/{rest+}", "POST /events:batch",
			"PUT /a%20b/@c", "GET /pets/"},
		"HTTP":      {"$default", "GET /", "ANY /{proxy+}", "GET /pets/", "POST /v1/{user.id}"},
		"WEBSOCKET": {"$connect", "$disconnect", "$default", "sendMessage", "a/b", "a$b", "{x}"},
	} {
		for _, route := range routes {
			s := accepts(t, routed(kind, route))
			if got := s.APIs["a1"].Routes; len(got) != 1 || got[0].Route != route {
				t.Errorf("%s %q: %+v", kind, route, got)
			}
		}
	}
}

func TestRoutesThatTheirWordsTellApartAreDifferent(t *testing.T) {
	for kind, routes := range map[string]string{
		"REST":      `{"route": "GET /a/{x}"}, {"route": "GET /a/{x+}"}, {"route": "ANY /a/{x}"}, {"route": "GET /a/x"}, {"route": "GET /{a}/x"}`,
		"HTTP":      `{"route": "GET /a"}, {"route": "GET /A"}, {"route": "GET /a/"}, {"route": "$default"}`,
		"WEBSOCKET": `{"route": "{a}"}, {"route": "{b}"}, {"route": "$default"}`,
	} {
		accepts(t, ofAPI(kind, `"routes": [`+routes+`]`))
	}
}

func TestFaultyRoutesKeepTheIndexesOfTheOthers(t *testing.T) {
	s, ds := Parse(ofAPI("REST", `"routes": [7, {"route": "GET /a"}, {}, {"route": "GET /b"}]`))
	if got := s.APIs["a1"].Routes; len(ds) != 2 || len(got) != 4 || got[1].Route != "GET /a" || got[3].Route != "GET /b" {
		t.Errorf("%+v, %v", got, ds)
	}
}

func TestDomainNamesLeadToOneAPIEach(t *testing.T) {
	s := accepts(t, whole(`"apis": {
		"a1": {"account": "111122223333", "region": "us-east-1", "type": "REST", "domains": ["api.example.com", "API.example.com/v1", "*.example.com -> a"]},
		"b1": {"account": "111122223333", "region": "us-east-1", "type": "HTTP", "domains": ["api.example.com/V1", "api.example.com/v1/x -> $default"]},
		"c1": {"account": "111122223333", "region": "us-east-1", "type": "REST", "endpoint": "PRIVATE", "stages": ["p"], "domains": ["api.example.com+abcd1234 -> p"]},
		"d1": {"account": "111122223333", "region": "us-east-1", "type": "REST", "endpoint": "PRIVATE", "domains": ["api.example.com+efgh5678"]}}`))
	same(t, "domains of a1", s.APIs["a1"].Domains, []apigateway.Domain{
		{Name: "api.example.com"}, {Name: "api.example.com", BasePath: "v1"}, {Name: "*.example.com", Stage: "a"}})
	same(t, "domains of c1", s.APIs["c1"].Domains, []apigateway.Domain{{Name: "api.example.com", ID: "abcd1234", Stage: "p"}})
}

// The form is at least as wide as what ParseDomain reads, but for blanks: one stands on each side of the arrow, and no other.
func TestFormOfDomainsIsThatOfAPIGateway(t *testing.T) {
	good := 0
	for _, text := range append(variants("api.example.com+abcd1234/v1/x -> prod"), variants("*.example.com/(none)")...) {
		_, problem := apigateway.ParseDomain(text)
		name, stage, _ := strings.Cut(text, " -> ")
		if problem != nil || strings.ContainsAny(name+stage, " \n") || strings.Contains(name, "->") {
			continue
		}
		good++
		if !domainText.matches(text) {
			t.Errorf("%q is a custom domain name, but not of the form", text)
		}
	}
	if good < 100 {
		t.Errorf("only %d names to compare", good)
	}
}

func TestAPIsUpToTheLimitsAreRead(t *testing.T) {
	if s := accepts(t, whole(`"apis": {`+manyAPIs(MaxAPIs)+`}`)); len(s.APIs) != MaxAPIs {
		t.Errorf("%d APIs", len(s.APIs))
	}
	if s := accepts(t, ofAPI("WEBSOCKET", `"routes": [`+manyRoutes(MaxRoutes)+`]`)); len(s.APIs["a1"].Routes) != MaxRoutes {
		t.Errorf("%d routes", len(s.APIs["a1"].Routes))
	}
}

func TestWordsAreThoseOfAPIGateway(t *testing.T) {
	if !slices.Equal(invalidations.list, apigateway.CacheInvalidations) {
		t.Errorf("%v, want %v", invalidations.list, apigateway.CacheInvalidations)
	}
}

// A call names what a signed or tokened one needs, in all forms in which it can be asked for.
func TestCallsMayBeAskedForWithTheirCredentials(t *testing.T) {
	invoke := `"action": "execute-api:Invoke", "resource": "arn:aws:execute-api:us-east-1:111122223333:a1/prod/GET/pets"`
	for _, members := range []string{
		invoke + `, "authorization": "JWT", "token": "invalid"`,
		invoke + `, "authorization": "COGNITO_USER_POOLS", "token": "valid"`,
		invoke + `, "token": "valid", "resourceAccount": "111122223333"`,
		`"http": "GET https://a1.execute-api.us-east-1.amazonaws.com/prod", "authorization": "CUSTOM"`,
		`"http": "GET https://a1.execute-api.us-east-1.amazonaws.com/prod", "signature": "valid"`,
	} {
		accepts(t, calls(members))
	}
	accepts(t, ofRequest(`"principal": "`+alice+`", "action": "s3:GetObject", "resource": "*", "signature": "invalid"`))
}
