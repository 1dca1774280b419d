package apigateway

import (
	"slices"
	"strings"
	"testing"
)

func TestWhichRouteTakesACall(t *testing.T) {
	for _, c := range []struct{ kind, routes, call, want string }{
		{REST, "GET /a", "GET /a", "GET /a"},
		{REST, "GET /a", "GET /b", ""},
		{REST, "GET /a", "GET /a/b", ""},
		{REST, "GET /a/b", "GET /a", ""},
		{REST, "GET /", "GET /", "GET /"},
		{REST, "GET /a", "GET /", ""},
		{REST, "GET /a", "GET /A", ""},
		{REST, "GET /{x}", "GET /", ""},
		{REST, "GET /{x+}", "GET /", ""},
		{REST, "GET /a/{x}", "GET /a/", ""},
		{REST, "GET /a/{x}", "GET /a//", ""},
		{REST, "GET /a/{x}/c", "GET /a//c", ""},
		{REST, "GET /a/{x+}", "GET /a//c", "GET /a/{x+} x=/c"},

		// A segment that is spelled out, a parameter, a greedy one.
		{REST, "GET /{x}; GET /a", "GET /a", "GET /a"},
		{REST, "GET /{x}; GET /a", "GET /b", "GET /{x} x=b"},
		{REST, "GET /{x+}; GET /{x}", "GET /a", "GET /{x} x=a"},
		{REST, "GET /{x+}; GET /{x}", "GET /a/b", "GET /{x+} x=a/b"},
		{REST, "GET /{x+}; GET /a", "GET /a", "GET /a"},
		{REST, "GET /{x+}; GET /a/{y+}", "GET /a/b/c", "GET /a/{y+} y=b/c"},
		{REST, "GET /{x+}; GET /a/{y+}", "GET /a", "GET /{x+} x=a"},
		{REST, "GET /{x}/b; GET /a/{y}", "GET /a/b", "GET /a/{y} y=b"},
		{REST, "GET /{x}/b/c; GET /a/{y}/{z}", "GET /a/b/c", "GET /a/{y}/{z} y=b z=c"},
		{REST, "GET /{x}/b; GET /a/{y+}", "GET /a/b", "GET /{x}/b x=a disputed"},
		{HTTP, "GET /{x}/b; GET /a/{y+}", "GET /a/b", "GET /{x}/b x=a disputed"},
		{REST, "GET /{x}/b; GET /a/{y+}", "GET /a/c", "GET /a/{y+} y=c"},
		{REST, "GET /{x+}/b", "GET /a/b", ""},

		// Methods.
		{REST, "ANY /a; GET /a", "GET /a", "GET /a"},
		{REST, "GET /a; ANY /a", "GET /a", "GET /a"},
		{REST, "GET /a; ANY /a", "PUT /a", "ANY /a"},
		{REST, "GET /{x}; ANY /a", "GET /a", "ANY /a"},
		{REST, "GET /{x}; PUT /a", "GET /a", "GET /{x} x=a"},
		{REST, "ANY /{x+}; OPTIONS /a", "GET /a", "ANY /{x+} x=a"},
		{REST, "ANY /{x+}; GET /a/{y}", "POST /a/b", "ANY /{x+} x=a/b"},
		{REST, "GET /a", "HEAD /a", ""},
		{REST, "get /a", "GET /a", ""},

		// Slashes at the end.
		{REST, "GET /a", "GET /a/", "GET /a"},
		{REST, "GET /a/", "GET /a", "GET /a/"},
		{REST, "GET /a/{x}", "GET /a/b/", "GET /a/{x} x=b"},
		{REST, "GET /a/{x+}", "GET /a/b/", "GET /a/{x+} x=b"},
		{HTTP, "GET /a", "GET /a/", ""},
		{HTTP, "GET /a/{x}", "GET /a/b/", ""},
		{HTTP, "GET /a/{x+}", "GET /a/b/", "GET /a/{x+} x=b/"},
		{HTTP, "GET /a/{x+}", "GET /a/", ""},

		// $default.
		{HTTP, "$default; GET /a", "GET /a", "GET /a"},
		{HTTP, "$default; GET /a", "PUT /a", "$default"},
		{HTTP, "$default; ANY /{x+}", "PUT /a", "ANY /{x+} x=a"},
		{HTTP, "$default; ANY /{x+}", "PUT /", "$default"},
		{REST, "$default", "GET /a", ""},

		// Parameters as sent.
		{REST, "GET /{a}/{b}/{c+}", "GET /1/%2F/3/4", "GET /{a}/{b}/{c+} a=1 b=%2F c=3/4"},
		{REST, "GET pets; /pets; GET", "GET /pets", ""},
	} {
		api := API{Type: c.kind}
		for text := range strings.SplitSeq(c.routes, "; ") {
			api.Routes = append(api.Routes, Route{Route: text})
		}
		for range 2 {
			if got := taken(&api, c.call); got != c.want {
				t.Errorf("%s %q: %s: got %q, want %q", c.kind, c.routes, c.call, got, c.want)
			}
			slices.Reverse(api.Routes)
		}
	}
}

// taken says which route takes a call.
func taken(api *API, call string) string {
	method, path, _ := strings.Cut(call, " ")
	r := api.findRoute(method, path)
	if r.route == nil {
		return ""
	}
	words := []string{r.route.Route}
	for _, p := range r.parameters {
		words = append(words, p.Name+"="+p.Value)
	}
	if r.disputed {
		words = append(words, "disputed")
	}
	return strings.Join(words, " ")
}

func TestDomains(t *testing.T) {
	for text, want := range map[string]Domain{
		"api.example.com":                          {Name: "api.example.com"},
		"API.Example.com":                          {Name: "api.example.com"},
		" api.example.com ":                        {Name: "api.example.com"},
		"api.example.com/":                         {Name: "api.example.com"},
		"api.example.com/(none)":                   {Name: "api.example.com"},
		"api.example.com/Orders":                   {Name: "api.example.com", BasePath: "Orders"},
		"api.example.com/orders/v2/items/":         {Name: "api.example.com", BasePath: "orders/v2/items"},
		"api.example.com/a+b -> prod":              {Name: "api.example.com", BasePath: "a+b", Stage: "prod"},
		"api.example.com->prod":                    {Name: "api.example.com", Stage: "prod"},
		"api.example.com -> $default":              {Name: "api.example.com", Stage: "$default"},
		"private.example.com+f4g5h6":               {Name: "private.example.com", ID: "f4g5h6"},
		"private.example.com+f4g5h6/base -> prod1": {Name: "private.example.com", ID: "f4g5h6", BasePath: "base", Stage: "prod1"},
		"*.example.com -> prod":                    {Name: "*.example.com", Stage: "prod"},
	} {
		if got, p := ParseDomain(text); p != nil || got != want {
			t.Errorf("%q: %+v %v", text, got, p)
		}
	}
	for text, want := range map[string]string{
		"":                          "write the name of a host",
		"localhost":                 "write the name of a host",
		"api..example.com":          "write the name of a host",
		"api.example.com:443":       "write the name of a host",
		"my_api.example.com":        "write the name of a host",
		"a.*.example.com":           "write the name of a host",
		"https://api.example.com":   "leave off the scheme",
		"api.example.com -> ":       "name of a stage behind ->",
		"api.example.com -> a b":    "name of a stage behind ->",
		"api.example.com -> a -> b": "name of a stage behind ->",
		"private.example.com+":      "id of the private custom domain name",
		"private.example.com+A1":    "id of the private custom domain name",
		"*.example.com+a1":          "has no wildcard",
		"api.example.com//a":        "no part of the base path empty",
		"api.example.com/a//b":      "no part of the base path empty",
		"api.example.com/a b":       "letters, digits and",
		"api.example.com/a%20b":     "letters, digits and",
		"api.example.com/" + strings.Repeat("x", 301): "300 characters",
		strings.Repeat("x", 2000):                     "longer than any",
		"a1.execute-api.us-east-1.amazonaws.com":      "no custom domain name",
		"apigateway.us-east-1.amazonaws.com":          "no custom domain name",
	} {
		if got, p := ParseDomain(text); p == nil || p.Field != "domains" || !strings.Contains(p.Message, want) {
			t.Errorf("%q: %+v %v", text, got, p)
		}
	}
}

func TestOfEqualRoutesTheFirstTakesTheCall(t *testing.T) {
	for _, method := range []string{"GET", "ANY"} {
		api := API{Type: REST, Routes: []Route{{Route: method + " /{a}"}, {Route: method + " /{b}"}}}
		if got, want := taken(&api, "GET /x"), method+" /{a} a=x"; got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}
