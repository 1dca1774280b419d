package apigateway

import (
	"slices"
	"strings"
	"testing"
)

// manyDomains are more than a message lists.
func manyDomains() (all []Domain) {
	for base := range strings.SplitSeq("abcdefghi", "") {
		all = append(all, Domain{Name: "many.example.com", BasePath: base})
	}
	return all
}

// testAPIs are what the tables below call.
var testAPIs = map[string]API{
	"rest": {Account: "111122223333", Region: "us-east-1", Type: REST, Endpoint: Regional, Stages: []string{"prod", "dev"},
		Routes: []Route{{Route: "GET /"}, {Route: "GET /pets"}, {Route: "GET /pets/{petId}"}, {Route: "ANY /pets/top"}, {Route: "GET /pets/{petId}/toys/{toyId}"},
			{Route: "ANY /files/{rest+}"}, {Route: "POST /files/new"}, {Route: "GET /{any}/one"}},
		Domains: []Domain{{Name: "api.example.com", BasePath: "orders", Stage: "prod"}, {Name: "multi.example.com", BasePath: "orders/v2/items", Stage: "prod"},
			{Name: "open.example.com"}, {Name: "*.wild.example.com", Stage: "prod"}}},
	"wide":   {Account: "111122223333", Region: "us-east-1", Type: REST, Domains: []Domain{{Name: "api.example.com", Stage: "v1"}, {Name: "multi.example.com", BasePath: "orders", Stage: "v1"}, {Name: "x.wild.example.com", Stage: "v1"}}},
	"one":    {Account: "111122223333", Region: "us-east-1", Type: REST, Stages: []string{"only"}, Domains: []Domain{{Name: "one.example.com"}, {Name: "one.example.com", BasePath: "far", Stage: "gone"}}},
	"web":    {Account: "111122223333", Region: "us-east-1", Type: HTTP, Stages: []string{"$default", "dev"}, Routes: []Route{{Route: "GET /pets"}, {Route: "GET /pets/{id}"}, {Route: "$default"}}, Domains: []Domain{{Name: "web.example.com", Stage: "$default"}}},
	"bare":   {Account: "111122223333", Region: "us-east-1", Type: HTTP, Domains: manyDomains()},
	"strict": {Account: "111122223333", Region: "us-east-1", Type: HTTP, Stages: []string{"dev"}, Routes: []Route{{Route: "GET /pets"}, {Route: "ANY /a/{rest+}"}}},
	"chat":   {Account: "111122223333", Region: "us-east-1", Type: WebSocket, Stages: []string{"prod"}, Routes: []Route{{Route: "$connect"}, {Route: "send"}}, Domains: []Domain{{Name: "chat.example.com", BasePath: "ws", Stage: "prod"}}},
	"quiet":  {Account: "111122223333", Region: "us-east-1", Type: WebSocket, Routes: []Route{{Route: "send"}}},
	"priv":   {Account: "111122223333", Region: "us-east-1", Type: REST, Endpoint: Private, Domains: []Domain{{Name: "private.example.com", ID: "f4g5h6", Stage: "prod"}, {Name: "twice.example.com", ID: "a1", Stage: "prod"}, {Name: "twice.example.com", ID: "b2", Stage: "prod"}, {Name: "public.example.com"}, {Name: "mixed.example.com", ID: "a1"}, {Name: "mixed.example.com"}}},
	"china":  {Account: "111122223333", Region: "cn-north-1", Type: REST, Domains: []Domain{{Name: "api.example.cn", Stage: "prod"}, {Name: "same.example.cn", Stage: "prod"}}},
	"gov":    {Account: "111122223333", Region: "us-gov-west-1", Type: REST, Domains: []Domain{{Name: "hidden.example.com", ID: "z9"}, {Name: "same.example.cn", Stage: "dev"}}},
}

// described is what a row expects: the ARN, the route, its parameters, and what is set. X: is the beginning of most ARNs.
func described(i Invocation) string {
	words := []string{strings.Replace(i.Resource, "arn:aws:execute-api:us-east-1:111122223333:", "X:", 1)}
	if i.Route != nil {
		words = append(words, "["+i.Route.Route+"]")
	}
	for _, p := range i.Parameters {
		words = append(words, p.Name+"="+p.Value)
	}
	for _, key := range []string{"aws:SourceVpce", "execute-api:viaDomainArn", "aws:UserAgent", "aws:Referer"} {
		if v, ok := i.Context[key]; ok {
			words = append(words, key+"="+v.Strings[0])
		}
	}
	for _, flag := range []struct {
		name string
		set  bool
	}{{"NoRoute", i.NoRoute}, {"NoStage", i.NoStage}, {"Unlisted", !i.Listed}, {"Invalidates", i.InvalidatesCache}} {
		if flag.set {
			words = append(words, flag.name)
		}
	}
	return strings.Join(words, " ")
}

// at cuts "GET rest/prod/pets" into a request to the default endpoint of the API.
func at(text string) string {
	method, rest, _ := strings.Cut(text, " ")
	id, path, found := strings.Cut(rest, "/")
	if !found || !isID(id) {
		return text
	}
	return method + " https://" + id + ".execute-api.us-east-1.amazonaws.com/" + path
}

func read(text, account string) (Invocation, *Problem) {
	m, p := ParseMessage(text)
	if p != nil {
		return Invocation{}, p
	}
	return Invoke(testAPIs, m, account)
}

func TestCallsOverHTTP(t *testing.T) {
	const vpce = "https://vpce-0a1b2c-abcdefgh.execute-api.us-east-1.vpce.amazonaws.com"
	const viaPrivate = " aws:SourceVpce=vpce-0a1b2c execute-api:viaDomainArn=arn:aws:execute-api:us-east-1:111122223333:/domainnames/private.example.com+f4g5h6"
	for _, c := range []struct{ request, want string }{
		// Default endpoints.
		{"GET rest/prod/pets", "X:rest/prod/GET/pets [GET /pets]"},
		{"GET rest/prod/pets/7", "X:rest/prod/GET/pets/7 [GET /pets/{petId}] petId=7"},
		{"GET rest/prod", "X:rest/prod/GET/ [GET /]"},
		{"GET rest/prod/", "X:rest/prod/GET/ [GET /]"},
		{"GET rest/prod?x=1", "X:rest/prod/GET/ [GET /]"},
		{"GET rest/prod/pets?limit=5&x=/prod", "X:rest/prod/GET/pets [GET /pets]"},
		{"GET rest/prod/pets/", "X:rest/prod/GET/pets/ [GET /pets]"},
		{"GET rest/prod/pets//", "X:rest/prod/GET/pets// NoRoute"},
		{"GET rest/prod/Pets", "X:rest/prod/GET/Pets NoRoute"},
		{"GET rest/Prod/pets", "X:rest/Prod/GET/pets [GET /pets] NoStage"},
		{"GET rest/test-invoke-stage/pets", "X:rest/test-invoke-stage/GET/pets [GET /pets] NoStage"},
		{"DELETE rest/prod/pets", "X:rest/prod/DELETE/pets NoRoute"},
		{"GET rest/prod/photos%3Fexpand%3D1", "X:rest/prod/GET/photos%3Fexpand%3D1 NoRoute"},
		{"GET rest/prod/pets/a%2Fb", "X:rest/prod/GET/pets/a%2Fb [GET /pets/{petId}] petId=a%2Fb"},
		{"GET https://REST.Execute-Api.US-EAST-1.AmazonAWS.com/prod/pets", "X:rest/prod/GET/pets [GET /pets]"},
		{"GET HTTPS://rest.execute-api.us-east-1.amazonaws.com:443/prod/pets", "X:rest/prod/GET/pets [GET /pets]"},
		{"GET https://rest.execute-api.us-east-1.api.aws/prod/pets", "X:rest/prod/GET/pets [GET /pets]"},
		{"GET https://china.execute-api.cn-north-1.amazonaws.com.cn/prod/pets", "arn:aws-cn:execute-api:cn-north-1:111122223333:china/prod/GET/pets"},
		{"GET https://gov.execute-api.us-gov-west-1.amazonaws.com/prod/pets", "arn:aws-us-gov:execute-api:us-gov-west-1:111122223333:gov/prod/GET/pets"},
		{"  GET   https://rest.execute-api.us-east-1.amazonaws.com/prod/pets \r\n", "X:rest/prod/GET/pets [GET /pets]"},
		{"HEAD wide/any/where/..", "X:wide/any/HEAD/where/.."},
		{"OPTIONS wide/any/*", "X:wide/any/OPTIONS/*"},
		{"PATCH wide/any//x", "X:wide/any/PATCH//x"},
		{"PUT a1b2c3d4e5/prod/x", "arn:aws:execute-api:us-east-1:999988887777:a1b2c3d4e5/prod/PUT/x Unlisted"},

		// Which route.
		{"GET rest/prod/pets/top", "X:rest/prod/GET/pets/top [ANY /pets/top]"},
		{"PUT rest/prod/pets/top", "X:rest/prod/PUT/pets/top [ANY /pets/top]"},
		{"PUT rest/prod/pets/7", "X:rest/prod/PUT/pets/7 NoRoute"},
		{"GET rest/prod/pets/7/toys/9", "X:rest/prod/GET/pets/7/toys/9 [GET /pets/{petId}/toys/{toyId}] petId=7 toyId=9"},
		{"GET rest/prod/pets/7/toys", "X:rest/prod/GET/pets/7/toys NoRoute"},
		{"GET rest/prod/files", "X:rest/prod/GET/files NoRoute"},
		{"GET rest/prod/files/", "X:rest/prod/GET/files/ NoRoute"},
		{"GET rest/prod/files/a", "X:rest/prod/GET/files/a [ANY /files/{rest+}] rest=a"},
		{"GET rest/prod/files/a/b/c", "X:rest/prod/GET/files/a/b/c [ANY /files/{rest+}] rest=a/b/c"},
		{"POST rest/prod/files/new", "X:rest/prod/POST/files/new [POST /files/new]"},
		{"GET rest/prod/files/new", "X:rest/prod/GET/files/new [ANY /files/{rest+}] rest=new"},

		// HTTP APIs.
		{"GET web/pets", "X:web/$default/GET/pets [GET /pets]"},
		{"GET web/pets/7", "X:web/$default/GET/pets/7 [GET /pets/{id}] id=7"},
		{"GET web/", "X:web/$default/$default [$default]"},
		{"GET https://web.execute-api.us-east-1.amazonaws.com", "X:web/$default/$default [$default]"},
		{"GET web/dev/pets", "X:web/dev/GET/pets [GET /pets]"},
		{"GET web/dev", "X:web/dev/$default [$default]"},
		{"GET web/prod/pets", "X:web/$default/$default [$default]"},
		{"POST web/pets", "X:web/$default/$default [$default]"},
		{"GET web/pets/", "X:web/$default/$default [$default]"},
		{"GET bare/pets", "X:bare/pets/GET/"},
		{"GET bare/prod/pets", "X:bare/prod/GET/pets"},
		{"GET bare/", "X:bare/$default/GET/"},
		{"GET bare/a.html", "X:bare/$default/GET/a.html"},
		{"GET strict/dev/pets/", "X:strict/dev/GET/pets/ NoRoute"},
		{"GET strict/dev/a/", "X:strict/dev/GET/a/ NoRoute"},
		{"GET strict/dev/a/b/", "X:strict/dev/GET/a/b/ [ANY /a/{rest+}] rest=b/"},
		{"GET strict/prod/pets", "X:strict/prod/GET/pets [GET /pets] NoStage"},

		// WebSocket APIs.
		{"GET wss://chat.execute-api.us-east-1.amazonaws.com/prod", "X:chat/prod/$connect [$connect]"},
		{"GET wss://chat.execute-api.us-east-1.amazonaws.com/prod/", "X:chat/prod/$connect [$connect]"},
		{"GET wss://chat.execute-api.us-east-1.amazonaws.com/prod?token=1", "X:chat/prod/$connect [$connect]"},
		{"GET wss://chat.execute-api.us-east-1.amazonaws.com/dev", "X:chat/dev/$connect [$connect] NoStage"},
		{"GET wss://quiet.execute-api.us-east-1.amazonaws.com/dev", "X:quiet/dev/$connect [$connect]"},
		{"GET wss://chat.example.com/ws", "X:chat/prod/$connect [$connect]"},
		{"GET wss://new.execute-api.us-east-1.amazonaws.com/prod", "arn:aws:execute-api:us-east-1:999988887777:new/prod/$connect Unlisted"},

		// Private endpoints.
		{"GET https://priv-vpce-0a1b2c.execute-api.us-east-1.amazonaws.com/prod/pets", "X:priv/prod/GET/pets aws:SourceVpce=vpce-0a1b2c"},
		{"GET https://priv.execute-api.us-east-1.amazonaws.com/prod/pets", "X:priv/prod/GET/pets"},
		{"GET https://new-vpce-0a1b2c.execute-api.us-east-1.amazonaws.com/prod/pets", "arn:aws:execute-api:us-east-1:999988887777:new/prod/GET/pets aws:SourceVpce=vpce-0a1b2c Unlisted"},
		{"GET " + vpce + "/prod/pets\nHost: priv.execute-api.us-east-1.amazonaws.com", "X:priv/prod/GET/pets aws:SourceVpce=vpce-0a1b2c"},
		{"GET " + vpce + "/prod/pets\nhost:PRIV.execute-api.us-east-1.amazonaws.com:443", "X:priv/prod/GET/pets aws:SourceVpce=vpce-0a1b2c"},
		{"GET " + vpce + "/prod/pets\nX-Apigw-Api-Id: priv", "X:priv/prod/GET/pets aws:SourceVpce=vpce-0a1b2c"},
		{"GET " + vpce + "/prod/pets\nX-Apigw-Api-Id: priv\nHost: priv-vpce-0a1b2c.execute-api.us-east-1.amazonaws.com", "X:priv/prod/GET/pets aws:SourceVpce=vpce-0a1b2c"},
		{"GET " + vpce + "/prod/pets\nX-Apigw-Api-Id: priv\nHost: vpce-0a1b2c-abcdefgh.execute-api.us-east-1.vpce.amazonaws.com", "X:priv/prod/GET/pets aws:SourceVpce=vpce-0a1b2c"},
		{"GET https://vpce-0a1b2c-abcdefgh-us-east-1a.execute-api.us-east-1.vpce.amazonaws.com/prod/\nX-Apigw-Api-Id: priv", "X:priv/prod/GET/ aws:SourceVpce=vpce-0a1b2c"},
		{"GET " + vpce + "/pets\nHost: private.example.com", "X:priv/prod/GET/pets" + viaPrivate},
		{"GET https://private.example.com/pets", "X:priv/prod/GET/pets" + strings.TrimPrefix(viaPrivate, " aws:SourceVpce=vpce-0a1b2c")},

		// Custom domain names.
		{"GET https://api.example.com/orders/pets/7?x", "X:rest/prod/GET/pets/7 [GET /pets/{petId}] petId=7"},
		{"GET https://api.example.com/orders", "X:rest/prod/GET/ [GET /]"},
		{"GET https://API.Example.com/orders/", "X:rest/prod/GET/ [GET /]"},
		{"GET https://api.example.com/ordersandmore", "X:wide/v1/GET/ordersandmore"},
		{"GET https://api.example.com/Orders/pets", "X:wide/v1/GET/Orders/pets"},
		{"GET https://api.example.com", "X:wide/v1/GET/"},
		{"GET https://api.example.com/pets\nHost: API.example.com:443", "X:wide/v1/GET/pets"},
		{"GET https://multi.example.com/orders/v2/items/pets", "X:rest/prod/GET/pets [GET /pets]"},
		{"GET https://multi.example.com/orders/v2", "X:wide/v1/GET/v2"},
		{"GET https://multi.example.com/ordersandmore", "X:wide/v1/GET/andmore"},
		{"GET https://open.example.com/dev/pets", "X:rest/dev/GET/pets [GET /pets]"},
		{"GET https://open.example.com/pets/dev", "X:rest/pets/GET/dev NoRoute NoStage"},
		{"GET https://one.example.com/pets", "X:one/only/GET/pets"},
		{"GET https://one.example.com/far/pets", "X:one/gone/GET/pets NoStage"},
		{"GET https://web.example.com/pets", "X:web/$default/GET/pets [GET /pets]"},
		{"GET https://a.wild.example.com/pets", "X:rest/prod/GET/pets [GET /pets]"},
		{"GET https://x.wild.example.com/pets", "X:wide/v1/GET/pets"},
		{"GET https://api.example.cn/pets", "arn:aws-cn:execute-api:cn-north-1:111122223333:china/prod/GET/pets"},

		// Headers.
		{"GET rest/prod/pets\nUser-Agent: curl/8: x\nReferer: https://example.com/", "X:rest/prod/GET/pets [GET /pets] aws:UserAgent=curl/8: x aws:Referer=https://example.com/"},
		{"GET rest/prod/pets\nCache-Control: max-age=0", "X:rest/prod/GET/pets [GET /pets] Invalidates"},
		{"GET rest/prod/pets\r\ncache-control: no-store, Max-Age=0\r\n\r\n", "X:rest/prod/GET/pets [GET /pets] Invalidates"},
		{"GET rest/prod/pets\nCache-Control: max-age=00", "X:rest/prod/GET/pets [GET /pets]"},
		{"GET rest/prod/pets\nCache-Control: no-cache", "X:rest/prod/GET/pets [GET /pets]"},
		{"POST wide/prod/pets\nCache-Control: max-age=0", "X:wide/prod/POST/pets"},
		{"GET web/pets\nCache-Control: max-age=0", "X:web/$default/GET/pets [GET /pets]"},
		{"GET new/prod/pets\nCache-Control: max-age=0", "arn:aws:execute-api:us-east-1:999988887777:new/prod/GET/pets Unlisted Invalidates"},
	} {
		i, p := read(at(c.request), "999988887777")
		if p != nil {
			t.Errorf("%q: %s: %s", c.request, p.Field, p.Message)
		} else if got := described(i); got != c.want {
			t.Errorf("%q:\n got %s\nwant %s", c.request, got, c.want)
		}
	}
}

func TestWhatInvocationsSayBesideTheARN(t *testing.T) {
	i, _ := read(at("GET rest/prod/pets/7"), "")
	if i.APIID != "rest" || !i.Listed || i.API.Type != REST || i.Partition != "aws" || i.Region != "us-east-1" || i.Account != "111122223333" || i.Stage != "prod" ||
		i.Method != "GET" || i.Path != "/pets/7" || i.Action != "execute-api:Invoke" || !i.DefaultEndpoint || i.DomainARN != "" || i.Notes != nil {
		t.Errorf("default endpoint: %+v", i)
	}
	if i.Route != &testAPIs["rest"].Routes[2] {
		t.Error("the route is not the API's own")
	}
	i, _ = read("GET https://private.example.com/pets", "")
	if i.DefaultEndpoint || i.DomainARN != "arn:aws:execute-api:us-east-1:111122223333:/domainnames/private.example.com+f4g5h6" {
		t.Errorf("private custom domain name: %+v", i)
	}
	i, _ = read("GET https://priv-vpce-0a1b2c.execute-api.us-east-1.amazonaws.com/prod/pets", "")
	if !i.DefaultEndpoint {
		t.Errorf("default endpoint at a VPC endpoint: %+v", i)
	}
	i, _ = read("GET wss://chat.execute-api.us-east-1.amazonaws.com/prod", "")
	if i.Method != "" || i.Path != "$connect" || i.Context == nil {
		t.Errorf("connection: %+v", i)
	}
	i, _ = read(at("POST web/pets/new"), "")
	if i.Method != "POST" || i.Path != "/pets/new" {
		t.Errorf("$default route: %+v", i)
	}
}

func TestNotesOfCalls(t *testing.T) {
	for _, c := range []struct{ request, unsettled, note string }{
		{"GET rest/prod/pets", "", ""},
		{"GET rest/prod/pets/", "slash at the end of the path counts; it is kept in the ARN, and a route without it is taken to fit", ""},
		{"GET rest/prod/", "", ""},
		{"GET rest/prod/files/one", "several routes fit the path", ""},
		{"GET rest/prod/pets/a%2Fb", "percent-encoded", ""},
		{"GET rest/prod/pets/..", "", "resolve . and .."},
		{"GET rest/test-invoke-stage/pets", "test-invoke-stage", ""},
		{"GET web/pets/", "$default route", ""},
		{"GET strict/dev/pets/", "is taken not to fit", ""},
		{"GET bare/pets", "", "list $default in stages"},
		{"GET new/prod/pets", "", "does not list the API new; it is taken to be a REST API"},
		{"GET wss://new.execute-api.us-east-1.amazonaws.com/prod", "", "taken to be a WebSocket API"},
		{"GET wss://quiet.execute-api.us-east-1.amazonaws.com/dev", "no route $connect", ""},
		{"GET https://api.example.com/orders/pets", "strips the base path", ""},
		{"GET https://api.example.com/pets", "", ""},
		{"GET https://multi.example.com/ordersandmore", "because it begins the path", ""},
		{"GET rest/prod/pets\nCache-Control: no-cache", "", "only max-age=0"},
		{"GET web/pets\nCache-Control: max-age=0", "", "only REST APIs have a cache"},
		{"PUT rest/prod/pets/top\nCache-Control: max-age=0", "", "holds answers to GET"},
	} {
		i, p := read(at(c.request), "999988887777")
		if p != nil {
			t.Errorf("%q: %s", c.request, p.Message)
			continue
		}
		checkNote(t, c.request, i.Notes, c.unsettled, true)
		checkNote(t, c.request, i.Notes, c.note, false)
	}
}

func checkNote(t *testing.T, about string, notes []Note, want string, unsettled bool) {
	t.Helper()
	notes = slices.DeleteFunc(slices.Clone(notes), func(n Note) bool { return n.Unsettled != unsettled })
	holds := slices.ContainsFunc(notes, func(n Note) bool { return strings.Contains(n.Text, want) })
	if want == "" && len(notes) > 0 || want != "" && !holds {
		t.Errorf("%q: notes %v, want %q", about, notes, want)
	}
}

func TestWrongCallsOverHTTP(t *testing.T) {
	const vpce = "GET https://vpce-0a1b2c-abcdefgh.execute-api.us-east-1.vpce.amazonaws.com/prod/pets"
	long := strings.Repeat("x", 1600-len("arn:aws:execute-api:us-east-1:111122223333:wide/prod/GET/"))
	if _, p := read(at("GET wide/prod/"+long), ""); p != nil {
		t.Errorf("ARN of 1600 bytes: %s", p.Message)
	}
	for _, c := range []struct{ request, want string }{
		// The first line.
		{"", "first line is empty"},
		{"\nGET https://a.b/", "first line is empty"},
		{"GET", "has no URL"},
		{"https://rest.execute-api.us-east-1.amazonaws.com/prod", "has no method"},
		{"get rest/prod/pets", "in capitals, as GET"},
		{"Post rest/prod/pets", "in capitals, as POST"},
		{"ANY rest/prod/pets", "ANY is a setting of routes"},
		{"FETCH rest/prod/pets", `"FETCH" is no method that API Gateway takes; those are GET, POST, PUT, PATCH, DELETE, HEAD and OPTIONS`},
		{"TRACE rest/prod/pets", "is no method"},
		{"GET rest/prod/pets HTTP/1.1", "leave off \"HTTP/1.1\""},
		{"GET rest/prod/my pets", "write it as %20"},
		{"GET rest/prod/" + strings.Repeat("x", 9000), "longer than 8 KiB"},
		{"GET wide/prod/" + long + "x", "answers 414"},

		// The URL.
		{"GET /prod/pets", "is no whole URL"},
		{"GET https:/a.b/prod", "is no whole URL"},
		{"GET http://rest.execute-api.us-east-1.amazonaws.com/prod", "write https:// for http://"},
		{"GET ws://chat.execute-api.us-east-1.amazonaws.com/prod", "write wss:// for ws://"},
		{"GET ftp://rest.execute-api.us-east-1.amazonaws.com/prod", "leads to no API"},
		{"GET rest/prod/pets#top", "leave off \"#top\""},
		{"GET rest/prod/pets\x01", "control character"},
		{"GET rest/prod/Bär", "beyond ASCII"},
		{"GET rest/prod/pets/{petId}", "holds a brace"},
		{"GET https://user:pw@api.example.com/", "holds a user name"},
		{"GET https://api.example.com:8443/", "port 443 only"},
		{"GET https:///prod", "has no host"},
		{"GET https://?x", "has no host"},
		{"GET https://a_b.example.com/prod", "no name of a host"},
		{"GET https://api..example.com/prod", "no name of a host"},

		// The host.
		{"GET https://apigateway.us-east-1.amazonaws.com/restapis", "takes management calls"},
		{"GET https://execute-api.us-east-1.amazonaws.com/prod", "names no API"},
		{"GET https://rest.execute-api.amazonaws.com/prod", "names no Region"},
		{"GET https://rest.execute-api.us-east-1.example.com/prod", "no endpoint of the Region us-east-1"},
		{"GET https://rest.execute-api.us-east-1/prod", "no endpoint of the Region us-east-1"},
		{"GET https://china.execute-api.cn-north-1.amazonaws.com/prod", "end in amazonaws.com.cn or"},
		{"GET https://a.b.execute-api.us-east-1.amazonaws.com/prod", "is no id of an API"},
		{"GET https://rest.execute-api.eu-west-1.amazonaws.com/prod", "the host names the Region eu-west-1"},
		{"GET https://unknown.example.com/prod", `no API of the scenario has the custom domain name "unknown.example.com"`},
		{"GET https://wild.example.com/prod", "no API of the scenario has"},
		{"GET https://a.b.wild.example.com/prod", "no API of the scenario has"},
		{"GET https://same.example.cn/x", "two mappings for the base path"},
		{"GET https://many.example.com/x", "The base paths of domains are a, b, c, d, e, f, g, h and others"},
		{"GET https://chat.example.com/x", `no mapping of the custom domain name "chat.example.com" fits the path "/x"; API Gateway answers 403 Forbidden. The base paths of domains are ws`},

		// VPC endpoints.
		{"GET https://vpce-0a1b2c.execute-api.us-east-1.amazonaws.com/prod", "{vpce}.execute-api.us-east-1.vpce.amazonaws.com"},
		{"GET https://priv-0a1b2c.execute-api.us-east-1.amazonaws.com/prod", "no id of a VPC endpoint"},
		{"GET https://priv-vpce-0a1b2c-x.execute-api.us-east-1.amazonaws.com/prod", "no id of a VPC endpoint"},
		{"GET https://priv.execute-api.us-east-1.vpce.amazonaws.com/prod", "is no VPC endpoint"},
		{"GET https://rest-vpce-0a1b2c.execute-api.us-east-1.amazonaws.com/prod", "is REGIONAL; make its endpoint PRIVATE, or call rest.execute-api.us-east-1.amazonaws.com"},
		{"GET https://wide-vpce-0a1b2c.execute-api.us-east-1.amazonaws.com/prod", "is REGIONAL, which it is without saying"},
		{vpce, "names no API; add a line Host"},
		{vpce + "\nHost: vpce-0a1b2c-abcdefgh.execute-api.us-east-1.vpce.amazonaws.com", "names no API; add a line Host"},
		{vpce + "\nHost: vpce-9-abcdefgh.execute-api.us-east-1.vpce.amazonaws.com", "another VPC endpoint"},
		{vpce + "\nHost: priv-vpce-9.execute-api.us-east-1.amazonaws.com", "another VPC endpoint"},
		{vpce + "\nHost: priv.execute-api.eu-west-1.amazonaws.com", "names the Region eu-west-1"},
		{vpce + "\nHost: priv.execute-api.amazonaws.com", "names no Region"},
		{vpce + "\nHost: a b", "no name of a host"},
		{vpce + "\nHost: api.example.com", "is REGIONAL, which it is without saying"},
		{vpce + "\nX-Apigw-Api-Id: A1", "is no id of an API"},
		{vpce + "\nX-Apigw-Api-Id: priv\nHost: rest.execute-api.us-east-1.amazonaws.com", "name different APIs"},
		{vpce + "\nX-Apigw-Api-Id: priv\nHost: private.example.com", "name different APIs"},
		{"GET rest/prod/pets\nX-Apigw-Api-Id: rest", "leave off X-Apigw-Api-Id"},
		{"GET rest/prod/pets\nHost: api.example.com", "the header Host differs"},

		// What the API is.
		{"GET https://twice.example.com/x", "several custom domain names, +a1 and +b2"},
		{"GET https://mixed.example.com/x", "several custom domain names, +a1 and a public one"},
		{"GET https://public.example.com/x", "only private custom domain names lead there; write public.example.com+{id}"},
		{"GET https://hidden.example.com/x", "hidden.example.com+z9 leads to private APIs only"},
		{"GET wss://rest.execute-api.us-east-1.amazonaws.com/prod", "is no WebSocket API but REST; write https://"},
		{"GET wss://web.execute-api.us-east-1.amazonaws.com/dev", "is no WebSocket API but HTTP; write https://"},
		{"GET chat/prod", "is a WebSocket API; connect with wss://"},
		{"POST https://chat.example.com/ws/@connections/a", "https://chat.execute-api.us-east-1.amazonaws.com/{stage}/@connections/{connectionId}"},
		{"POST wss://chat.execute-api.us-east-1.amazonaws.com/prod", "write GET for POST"},
		{"GET wss://chat.execute-api.us-east-1.amazonaws.com/prod/send", "a WebSocket API has no paths"},
		{"GET wss://chat.execute-api.us-east-1.amazonaws.com", "begins with no stage"},
		{"GET rest/", "begins with no stage; write one behind the host"},
		{"GET https://rest.execute-api.us-east-1.amazonaws.com?x", "begins with no stage"},
		{"GET strict/", "begins with no stage"},
		{"GET rest/my.stage/pets", `"my.stage", which the path begins with, is no name of a stage`},
		{"GET https://open.example.com/", `"open.example.com" is mapped to no stage`},
		{"GET web/$default/pets", "leave it out"},
		{"GET rest/$default/pets", "leave it out"},

		// Headers.
		{"GET rest/prod/pets\nAuthorization: Bearer x", "principal"},
		{"GET rest/prod/pets\nX-Amz-Date: 20260101T000000Z", "signature"},
		{"GET rest/prod/pets\nx-api-key: k", "API keys count calls"},
		{"GET rest/prod/pets\nX-Forwarded-For: 1.2.3.4", "aws:SourceIp"},
		{"GET rest/prod/pets\nUpgrade: websocket", "wss://"},
		{"GET rest/prod/pets\nAccept: */*", `leave off the header "Accept"`},
		{"GET rest/prod/pets\nReferer: a\nreferer: b", "is there twice"},
		{"GET rest/prod/pets\nReferer:", "has no value"},
		{"GET rest/prod/pets\nReferer", "is no header"},
		{"GET rest/prod/pets\n: x", "is no header"},
		{"GET rest/prod/pets\n\n{}", "the field body"},
	} {
		_, p := read(at(c.request), "999988887777")
		if p == nil {
			t.Errorf("%.200q: no problem", c.request)
		} else if p.Field != "http" || !strings.Contains(p.Message, c.want) {
			t.Errorf("%.200q: %s: %s\nwant %s", c.request, p.Field, p.Message, c.want)
		}
	}
	if _, p := read(at("GET new/prod/pets"), ""); p == nil || !strings.Contains(p.Message, "list it in apis") {
		t.Errorf("unlisted API without an account: %v", p)
	}
	if _, p := Invoke(testAPIs, Message{Method: "GET", URL: "https://a.b/" + strings.Repeat("x", maxMessage)}, ""); p == nil {
		t.Error("long URL: no problem")
	}
	if _, p := Invoke(testAPIs, Message{Method: "get", URL: "https://rest.execute-api.us-east-1.amazonaws.com/prod"}, ""); p == nil {
		t.Error("method in small letters: no problem")
	}
}

func TestWhichMessagesAreManagementCalls(t *testing.T) {
	for url, want := range map[string]bool{
		"https://apigateway.us-east-1.amazonaws.com/restapis":                       true,
		"https://ApiGateway.us-east-1.api.aws/restapis":                             true,
		"https://apigateway-fips.us-east-1.amazonaws.com/restapis":                  true,
		"https://apigateway.us-east.amazonaws.com/restapis":                         true,
		"https://apigateway.cn-north-1.amazonaws.com.cn/restapis":                   true,
		"https://apigateway.example.com/restapis":                                   false,
		"https://chat.execute-api.us-east-1.amazonaws.com/prod/@connections/KO7%3D": true,
		"https://chat.execute-api.us-east-1.amazonaws.com/prod/@connections":        true,
		"https://chat.execute-api.us-east-1.amazonaws.com/prod/@connections?x=1":    true,
		"wss://chat.execute-api.us-east-1.amazonaws.com/prod/@connections":          false,
		"https://chat.execute-api.us-east-1.amazonaws.com/prod/x/@connections/a":    false,
		"https://chat.execute-api.us-east-1.amazonaws.com/@connections/a":           false,
		"https://c-vpce-1.execute-api.us-east-1.amazonaws.com/prod/@connections/a":  false,
		"https://chat.example.com/prod/@connections/a":                              false,
		"https://rest.execute-api.us-east-1.amazonaws.com/prod/pets":                false,
		"http://apigateway.us-east-1.amazonaws.com/restapis":                        false,
		"apigateway.us-east-1.amazonaws.com/restapis":                               false,
	} {
		m := Message{Method: "GET", URL: url}
		if m.IsManagement() != want {
			t.Errorf("%s: %t", url, !want)
		}
	}
}
