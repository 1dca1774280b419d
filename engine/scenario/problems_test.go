package scenario

import (
	"strconv"
	"strings"
	"testing"

	"github.com/iam-policy-playground/playground/engine"
)

// whole returns a scenario with that member beside the required ones.
func whole(member string) string {
	return `{"scenario": 1, ` + member + `, "policies": [], "requests": []}`
}

// ofPolicy returns a scenario with one good policy and one with these members.
func ofPolicy(members string) string {
	return `{"scenario": 1, "policies": [{"type": "resource", "document": {}}, {` + members + `}], "requests": []}`
}

// ofRequest returns a scenario with one request of these members.
func ofRequest(members string) string {
	return `{"scenario": 1, "policies": [], "requests": [{` + members + `}]}`
}

// asks returns a scenario with one request that is complete and has these members too.
func asks(members string) string {
	return ofRequest(`"principal": "anonymous", "action": "s3:GetObject", "resource": "arn:aws:s3:::b/k", ` + members)
}

// calls returns a scenario with one request of an anonymous caller and these members.
func calls(members string) string { return ofRequest(`"principal": "anonymous", ` + members) }

// ofAPI returns a scenario with the API a1 of that type and with these members.
func ofAPI(kind, members string) string {
	return whole(`"apis": {"a1": {"account": "111122223333", "region": "us-east-1", "type": "` + kind + `", ` + members + `}}`)
}

// routed returns a scenario with an API of that type and that route.
func routed(kind, route string) string { return ofAPI(kind, `"routes": [{"route": "`+route+`"}]`) }

// attached returns a scenario with a policy of that type attached to that.
func attached(kind, to string) string {
	return ofPolicy(`"type": "` + kind + `", "document": {}, "attachedTo": ["` + to + `"]`)
}

const alice = "arn:aws:iam::111122223333:user/alice"

// problems has a text for every way in which a scenario is wrong: the path, code and bytes of its only diagnostic, and
// words of the message. lax: the schema cannot say it.
var problems = []struct {
	text, path string
	code       engine.Code
	span       string
	words      string
	lax        bool
}{
	// The whole text.
	{``, "$", InvalidScenario, "", "the text is empty", false},
	{`{"scenario": 1,}`, "$", InvalidScenario, "}", "the comma at line 1, column 15", false},
	{`{"scenario": 1, "policies": [], "requests": [`, "$", InvalidScenario, "", "is not closed", false},
	{"\ufeff{}", "$", InvalidScenario, "\ufeff", "byte order mark", false},
	{`[]`, "$", InvalidScenario, "[]", "an object, this is a list", false},
	{`null`, "$", InvalidScenario, "null", "an object, this is null", false},
	{`{"scenario": 2, "policy": [{"a": 1}]}`, "scenario", InvalidScenario, "2", "version 1 of the format", false},
	{`{"scenario": 1e999}`, "scenario", InvalidScenario, "1e999", "version 1 of the format", false},
	{`{"scenario": "1", "policies": [], "requests": []}`, "scenario", WrongType, `"1"`, "the number 1, this is a string", false},
	{`{"policies": [], "requests": []}`, "$", MissingField, "{", `a scenario needs "scenario"`, false},
	{`{"scenario": 1, "requests": []}`, "$", MissingField, "{", `a scenario needs "policies"`, false},
	{`{"scenario": 1, "policies": []}`, "$", MissingField, "{", `a scenario needs "requests"`, false},
	{`{"scenario": 1, "scenario": 1, "policies": [], "requests": []}`, "scenario", engine.DuplicateKey, `"scenario"`, "twice", true},
	{whole(`"titel": ""`), "titel", UnknownField, `"titel"`, `did you mean "title"`, false},
	{whole(`"Title": ""`), "Title", UnknownField, `"Title"`, `did you mean "title"`, false},
	{whole(`"": ""`), `[""]`, UnknownField, `""`, "is not a field of a scenario", false},
	{whole(`"a.b": {"x": [1]}`), `["a.b"]`, UnknownField, `"a.b"`, "is not a field of a scenario", false},
	{whole(`"\u0061\"": 1`), `["a\""]`, UnknownField, `"\u0061\""`, "is not a field", false},
	{whole(`"title": 7`), "title", WrongType, "7", `"title" takes a string, this is a number`, false},
	{whole(`"title": null`), "title", WrongType, "null", "this is null", false},
	{whole(`"description": ["a"]`), "description", WrongType, `["a"]`, "takes a string", false},
	{whole(`"title": "\ud800"`), "title", engine.InvalidUnicode, `"\ud800"`, "surrogate", true},
	{whole("\"title\": \"\xff\""), "title", engine.InvalidUnicode, "\xff", "UTF-8", true},
	{`{"scenario": 1, "policies": {}, "requests": []}`, "policies", WrongType, "{}", "takes a list", false},
	{`{"scenario": 1, "policies": [7], "requests": []}`, "policies[0]", WrongType, "7", `an element of "policies" takes an object`, false},
	{`{"scenario": 1, "policies": [], "requests": ["x"]}`, "requests[0]", WrongType, `"x"`, `an element of "requests" takes an object`, false},

	// Accounts.
	{whole(`"accounts": []`), "accounts", WrongType, "[]", "takes an object, this is a list", false},
	{whole(`"accounts": {"11112222333": {}}`), `accounts["11112222333"]`, MalformedID, `"11112222333"`, "an account id of 12 digits", false},
	{whole(`"accounts": {"11112222333x": {"x": 1}}`), `accounts["11112222333x"]`, MalformedID, `"11112222333x"`, "12 digits", false},
	{whole(`"accounts": {"111122223333": 1}`), `accounts["111122223333"]`, WrongType, "1", "takes an object", false},
	{whole(`"accounts": {"111122223333": {"organisation": "o-a"}}`), `accounts["111122223333"].organisation`, UnknownField, `"organisation"`, `did you mean "organization"`, false},
	{whole(`"accounts": {"111122223333": {"organization": "example"}}`), `accounts["111122223333"].organization`, MalformedID, `"example"`, "the id of an organization", false},
	{whole(`"accounts": {"111122223333": {"organization": "o-"}}`), `accounts["111122223333"].organization`, MalformedID, `"o-"`, "the id of an organization", false},
	{whole(`"accounts": {"111122223333": {"path": "r-a"}}`), `accounts["111122223333"].path`, WrongType, `"r-a"`, "takes a list", false},
	{whole(`"accounts": {"111122223333": {"path": ["ou-a-b"]}}`), `accounts["111122223333"].path[0]`, MalformedID, `"ou-a-b"`, "root, such as r-ab12", false},
	{whole(`"accounts": {"111122223333": {"path": ["r-a", "r-b"]}}`), `accounts["111122223333"].path[1]`, MalformedID, `"r-b"`, "organizational unit", false},
	{whole(`"accounts": {"111122223333": {"path": ["r-a", "ou-a"]}}`), `accounts["111122223333"].path[1]`, MalformedID, `"ou-a"`, "organizational unit", false},
	{whole(`"accounts": {"111122223333": {"management": "yes"}}`), `accounts["111122223333"].management`, WrongType, `"yes"`, "true or false", false},
	{whole(`"accounts": {"111122223333": {"fullAWSAccess": 0}}`), `accounts["111122223333"].fullAWSAccess`, WrongType, "0", "true or false", false},
	{whole(`"accounts": {"111122223333": {}, "111122223333": {}}`), `accounts["111122223333"]`, engine.DuplicateKey, `"111122223333"`, "twice", true},

	// Principals.
	{whole(`"principals": {"alice": {}}`), "principals.alice", MalformedARN, `"alice"`, "the ARN of a user, role or session", false},
	{whole(`"principals": {"arn:aws:iam::111122223333:group/g": {}}`), `principals["arn:aws:iam::111122223333:group/g"]`, MalformedARN, `"arn:aws:iam::111122223333:group/g"`, "user, role or session", false},
	{whole(`"principals": {"arn:aws:iam::111122223333:root": {}}`), `principals["arn:aws:iam::111122223333:root"]`, MalformedARN, `"arn:aws:iam::111122223333:root"`, "user, role or session", false},
	{whole(`"principals": {"` + alice + `": {"groups": "devs"}}`), `principals["` + alice + `"].groups`, WrongType, `"devs"`, "takes a list", false},
	{whole(`"principals": {"` + alice + `": {"groups": [1]}}`), `principals["` + alice + `"].groups[0]`, WrongType, "1", `an element of "groups" takes a string`, false},
	{whole(`"principals": {"` + alice + `": {"groups": ["arn:aws:iam::111122223333:group/g"]}}`), `principals["` + alice + `"].groups[0]`, MalformedARN, `"arn:aws:iam::111122223333:group/g"`, "the name of a group", false},
	{whole(`"principals": {"` + alice + `": {"groups": ["a b"]}}`), `principals["` + alice + `"].groups[0]`, WrongValue, `"a b"`, "the name of a group", false},
	{whole(`"principals": {"` + alice + `": {"tags": {"team": 1}}}`), `principals["` + alice + `"].tags.team`, WrongType, "1", `"team" takes a string`, false},
	{whole(`"principals": {"` + alice + `": {"tags": ["team"]}}`), `principals["` + alice + `"].tags`, WrongType, `["team"]`, "takes an object", false},
	{whole(`"principals": {"` + alice + `": {"id": "alice"}}`), `principals["` + alice + `"].id`, MalformedID, `"alice"`, "unique id", false},
	{whole(`"principals": {"` + alice + `": {"serviceLinked": true}}`), `principals["` + alice + `"].serviceLinked`, WrongValue, `"serviceLinked"`, "only roles", true},
	{whole(`"principals": {"` + alice + `": {"transitiveTags": []}}`), `principals["` + alice + `"].transitiveTags`, WrongValue, `"transitiveTags"`, "only role sessions", true},
	{whole(`"principals": {"` + alice + `": {"user": "` + alice + `"}}`), `principals["` + alice + `"].user`, WrongValue, `"user"`, "only a federated-user session", true},
	{whole(`"principals": {"arn:aws:iam::111122223333:role/r": {"groups": []}}`), `principals["arn:aws:iam::111122223333:role/r"].groups`, WrongValue, `"groups"`, "only users", true},
	{whole(`"principals": {"arn:aws:sts::111122223333:assumed-role/r/s": {"id": "AROAEXAMPLEROLE000001"}}`), `principals["arn:aws:sts::111122223333:assumed-role/r/s"].id`, WrongValue, `"id"`, "only users and roles", true},
	{whole(`"principals": {"arn:aws:sts::111122223333:federated-user/f": {"user": "arn:aws:iam::111122223333:role/r"}}`), `principals["arn:aws:sts::111122223333:federated-user/f"].user`, MalformedARN, `"arn:aws:iam::111122223333:role/r"`, "the ARN of a user", false},
	{whole(`"principals": {"` + alice + `": {"tag": {}}}`), `principals["` + alice + `"].tag`, UnknownField, `"tag"`, `did you mean "tags"`, false},

	// Resources.
	{whole(`"resources": {"bucket": {}}`), "resources.bucket", MalformedARN, `"bucket"`, "the ARN of a resource", false},
	{whole(`"resources": {"*": {}}`), `resources["*"]`, MalformedARN, `"*"`, "the ARN of a resource", false},
	{whole(`"resources": {"arn:aws:s3:::b": {"account": "1"}}`), `resources["arn:aws:s3:::b"].account`, MalformedID, `"1"`, "12 digits", false},
	{whole(`"resources": {"arn:aws:sqs:us-east-1:111122223333:q": {"account": "444455556666"}}`), `resources["arn:aws:sqs:us-east-1:111122223333:q"].account`, WrongValue, `"444455556666"`, "is not the one in the ARN", true},
	{whole(`"resources": {"arn:aws:s3:::b": {"tags": {"a": null}}}`), `resources["arn:aws:s3:::b"].tags.a`, WrongType, "null", "takes a string", false},
	{whole(`"resources": {"arn:aws:s3:::b": {"endpointTypes": "PRIVATE"}}`), `resources["arn:aws:s3:::b"].endpointTypes`, UnknownField, `"endpointTypes"`, `did you mean "endpointType"`, false},
	{whole(`"resources": {"arn:aws:s3:::b": {"endpointType": {"a": 1}}}`), `resources["arn:aws:s3:::b"].endpointType`, WrongType, `{"a": 1}`, "a string, a number", false},

	// Endpoints.
	{whole(`"endpoints": {"vpc-1": {}}`), `endpoints["vpc-1"]`, MalformedID, `"vpc-1"`, "VPC endpoint", false},
	{whole(`"endpoints": {"vpce-1": {"type": "Gateway"}}`), `endpoints["vpce-1"].type`, WrongValue, `"Gateway"`, `did you mean "gateway"`, false},
	{whole(`"endpoints": {"vpce-1": {"vpc": "vpce-1"}}`), `endpoints["vpce-1"].vpc`, MalformedID, `"vpce-1"`, "the id of a VPC", false},
	{whole(`"endpoints": {"vpce-1": {"account": "12345678901"}}`), `endpoints["vpce-1"].account`, MalformedID, `"12345678901"`, "12 digits", false},

	// APIs.
	{whole(`"apis": []`), "apis", WrongType, "[]", "takes an object, this is a list", false},
	{whole(`"apis": {"A1": {}}`), "apis.A1", MalformedID, `"A1"`, "the id of an API, such as a1b2c3d4e5", false},
	{whole(`"apis": {"a1": 7}`), "apis.a1", WrongType, "7", "takes an object", false},
	{whole(`"apis": {"a1": {"region": "us-east-1", "type": "REST"}}`), "apis.a1", MissingField, "{", `an API needs "account"`, false},
	{whole(`"apis": {"a1": {"account": "111122223333", "type": "REST"}}`), "apis.a1", MissingField, "{", `an API needs "region"`, false},
	{whole(`"apis": {"a1": {"account": "111122223333", "region": "us-east-1"}}`), "apis.a1", MissingField, "{", `an API needs "type"`, false},
	{whole(`"apis": {"a1": {"account": "111122223333", "region": "us-east-1", "type": "rest", "routes": [{"route": "x"}]}}`), "apis.a1.type", WrongValue, `"rest"`, `did you mean "REST"`, false},
	{ofAPI("REST", `"endpoint": "EDGE", "endpoint": "REGIONAL"`), "apis.a1.endpoint", engine.DuplicateKey, `"endpoint"`, "twice", true},
	{ofAPI("REST", `"type": "REST"`), "apis.a1.type", engine.DuplicateKey, `"type"`, "twice", true},
	{ofAPI("REST", `"endpoint": "Private"`), "apis.a1.endpoint", WrongValue, `"Private"`, `did you mean "PRIVATE"`, false},
	{ofAPI("HTTP", `"endpoint": "private"`), "apis.a1.endpoint", WrongValue, `"private"`, `did you mean "PRIVATE"`, false},
	{ofAPI("HTTP", `"endpoint": "PRIVATE"`), "apis.a1.endpoint", WrongValue, `"PRIVATE"`, `does not go with "type" "HTTP": only REST APIs can be EDGE or PRIVATE`, false},
	{ofAPI("WEBSOCKET", `"endpoint": "PRIVATE"`), "apis.a1.endpoint", WrongValue, `"PRIVATE"`, `"WEBSOCKET": only REST APIs`, false},
	{ofAPI("HTTP", `"endpoint": "EDGE"`), "apis.a1.endpoint", WrongValue, `"EDGE"`, "only REST APIs", false},
	{ofAPI("WEBSOCKET", `"endpoint": "EDGE"`), "apis.a1.endpoint", WrongValue, `"EDGE"`, "only REST APIs", false},
	{ofAPI("REST", `"stages": "prod"`), "apis.a1.stages", WrongType, `"prod"`, "takes a list", false},
	{ofAPI("REST", `"stages": ["a", "b/c"]`), "apis.a1.stages[1]", WrongValue, `"b/c"`, "the name of a stage, such as prod", false},
	{ofAPI("REST", `"stages": ["$default"]`), "apis.a1.stages[0]", WrongValue, `"$default"`, "only HTTP APIs have a stage $default", false},
	{ofAPI("WEBSOCKET", `"stages": ["$default"]`), "apis.a1.stages[0]", WrongValue, `"$default"`, "only HTTP APIs have a stage $default", false},
	{ofAPI("REST", `"stages": ["a", "b", "a"]`), "apis.a1.stages[2]", WrongValue, `"a"`, `the stage "a" stands here twice`, true},
	{ofAPI("REST", `"disableExecuteApiEndpoint": "yes"`), "apis.a1.disableExecuteApiEndpoint", WrongType, `"yes"`, "true or false", false},
	{ofAPI("REST", `"cacheInvalidation": "FAIL"`), "apis.a1.cacheInvalidation", WrongValue, `"FAIL"`, "FAIL_WITH_403, SUCCEED_WITH_RESPONSE_HEADER, SUCCEED_WITHOUT_RESPONSE_HEADER, ANYONE", false},
	{ofAPI("HTTP", `"cacheInvalidation": "ANYONE"`), "apis.a1.cacheInvalidation", WrongValue, `"cacheInvalidation"`, "only REST APIs have a cache", false},
	{ofAPI("WEBSOCKET", `"cacheInvalidation": "ANYONE"`), "apis.a1.cacheInvalidation", WrongValue, `"cacheInvalidation"`, "only REST APIs have a cache", false},
	{ofAPI("REST", `"apiKeySource": "header"`), "apis.a1.apiKeySource", WrongValue, `"header"`, `did you mean "HEADER"`, false},
	{ofAPI("HTTP", `"apiKeySource": "HEADER"`), "apis.a1.apiKeySource", WrongValue, `"apiKeySource"`, "HTTP APIs have no API keys", false},
	{ofAPI("REST", `"keySource": "HEADER"`), "apis.a1.keySource", UnknownField, `"keySource"`, "is not a field of an API", false},

	// Custom domain names.
	{ofAPI("REST", `"domains": {}`), "apis.a1.domains", WrongType, "{}", "takes a list", false},
	{ofAPI("REST", `"domains": [1]`), "apis.a1.domains[0]", WrongType, "1", "takes a string", false},
	{ofAPI("REST", `"domains": [""]`), "apis.a1.domains[0]", WrongValue, `""`, "is no custom domain name", false},
	{ofAPI("REST", `"domains": ["https://api.example.com"]`), "apis.a1.domains[0]", WrongValue, `"https://api.example.com"`, "leave off the scheme", false},
	{ofAPI("REST", `"domains": ["api.example.com/a b"]`), "apis.a1.domains[0]", WrongValue, `"api.example.com/a b"`, "a base path has", false},
	{ofAPI("REST", `"domains": ["api.example.com->prod"]`), "apis.a1.domains[0]", WrongValue, `"api.example.com->prod"`, "such as api.example.com/v1 -> prod", false},
	{ofAPI("REST", `"domains": ["example"]`), "apis.a1.domains[0]", WrongValue, `"example"`, "write the name of a host", true},
	{ofAPI("REST", `"domains": ["api.example.com//a"]`), "apis.a1.domains[0]", WrongValue, `"api.example.com//a"`, "leave no part of the base path empty", true},
	{ofAPI("REST", `"domains": ["a.example.com/v1", "b.example.com/v1", "A.example.com/v1/ -> prod"]`), "apis.a1.domains[2]", WrongValue, `"A.example.com/v1/ -> prod"`, "the API has this domain name with this base path twice", true},
	{whole(`"apis": {"a1": {"account": "111122223333", "region": "us-east-1", "type": "REST", "domains": ["a.example.com/v1 -> x"]},
		"b1": {"account": "111122223333", "region": "us-east-1", "type": "HTTP", "domains": ["a.example.com", "a.example.com/v1 -> y"]}}`),
		"apis.b1.domains[1]", WrongValue, `"a.example.com/v1 -> y"`, "leads to the API a1 already", true},
	{ofAPI("REST", `"domains": ["a.example.com+abcd1234"]`), "apis.a1.domains[0]", WrongValue, `"a.example.com+abcd1234"`, `only to APIs with the "endpoint" "PRIVATE"`, true},
	{ofAPI("HTTP", `"domains": ["a.example.com+abcd1234"]`), "apis.a1.domains[0]", WrongValue, `"a.example.com+abcd1234"`, `only to APIs with the "endpoint" "PRIVATE"`, true},
	{ofAPI("REST", `"endpoint": "PRIVATE", "domains": ["a.example.com"]`), "apis.a1.domains[0]", WrongValue, `"a.example.com"`, "only a private custom domain name", true},
	{ofAPI("REST", `"domains": ["a.example.com -> test"], "stages": ["prod"]`), "apis.a1.domains[0]", WrongValue, `"a.example.com -> test"`, `no stage "test" in "stages"`, true},

	// Routes.
	{ofAPI("REST", `"routes": {}`), "apis.a1.routes", WrongType, "{}", "takes a list", false},
	{ofAPI("REST", `"routes": ["GET /"]`), "apis.a1.routes[0]", WrongType, `"GET /"`, "takes an object", false},
	{ofAPI("HTTP", `"routes": [["route", "apiKeyRequired"]]`), "apis.a1.routes[0]", WrongType, `["route", "apiKeyRequired"]`, "takes an object", false},
	{ofAPI("REST", `"routes": [{}]`), "apis.a1.routes[0]", MissingField, "{", `a route needs "route"`, false},
	{ofAPI("REST", `"routes": [{"route": 1}]`), "apis.a1.routes[0].route", WrongType, "1", "takes a string", false},
	{ofAPI("REST", `"routes": [{"route": "GET /", "apiKey": true}]`), "apis.a1.routes[0].apiKey", UnknownField, `"apiKey"`, "is not a field of a route", false},
	{ofAPI("REST", `"routes": [{"route": "GET /", "authorization": "IAM"}]`), "apis.a1.routes[0].authorization", WrongValue, `"IAM"`, "NONE, AWS_IAM, CUSTOM, COGNITO_USER_POOLS, JWT", false},
	{ofAPI("REST", `"routes": [{"route": "GET /"}, {"route": "PUT /", "authorization": "JWT"}]`), "apis.a1.routes[1].authorization", WrongValue, `"JWT"`, `does not go with "type" "REST": only HTTP APIs have JWT authorizers`, false},
	{ofAPI("WEBSOCKET", `"routes": [{"route": "$connect", "authorization": "JWT"}]`), "apis.a1.routes[0].authorization", WrongValue, `"JWT"`, "WebSocket APIs have neither", false},
	{ofAPI("WEBSOCKET", `"routes": [{"route": "$connect", "authorization": "COGNITO_USER_POOLS"}]`), "apis.a1.routes[0].authorization", WrongValue, `"COGNITO_USER_POOLS"`, "WebSocket APIs have neither", false},
	{ofAPI("HTTP", `"routes": [{"route": "GET /", "authorization": "COGNITO_USER_POOLS"}]`), "apis.a1.routes[0].authorization", WrongValue, `"COGNITO_USER_POOLS"`, "checks a user pool's tokens with JWT", false},
	{ofAPI("WEBSOCKET", `"routes": [{"route": "send", "authorization": "CUSTOM"}]`), "apis.a1.routes[0].authorization", WrongValue, `"CUSTOM"`, "only on its route $connect", true},
	{ofAPI("HTTP", `"routes": [{"route": "GET /", "apiKeyRequired": true}]`), "apis.a1.routes[0].apiKeyRequired", WrongValue, `"apiKeyRequired"`, "HTTP APIs have no API keys", false},
	{ofAPI("REST", `"routes": [{"route": "GET /a"}, {"route": "GET /b"}, {"route": "GET /a"}]`), "apis.a1.routes[2].route", WrongValue, `"GET /a"`, `the route "GET /a" stands here twice`, true},
	{ofAPI("HTTP", `"routes": [{"route": "GET /a/{x}/b"}, {"route": "GET /a/{y}/b"}]`), "apis.a1.routes[1].route", WrongValue, `"GET /a/{y}/b"`, `the same calls as "GET /a/{x}/b"`, true},
	{ofAPI("WEBSOCKET", `"routes": [{"route": "$connect"}, {"route": "$connect"}]`), "apis.a1.routes[1].route", WrongValue, `"$connect"`, "twice", true},
	{routed("REST", ""), "apis.a1.routes[0].route", WrongValue, `""`, "it is empty", false},
	{routed("REST", "pets"), "apis.a1.routes[0].route", WrongValue, `"pets"`, "is not a method and a path, such as GET /pets/{petId}", false},
	{routed("REST", "/pets"), "apis.a1.routes[0].route", WrongValue, `"/pets"`, "the method is missing; ANY stands for all", false},
	{routed("REST", "GET pets"), "apis.a1.routes[0].route", WrongValue, `"GET pets"`, "a method and a path", false},
	{routed("REST", "get /pets"), "apis.a1.routes[0].route", WrongValue, `"get /pets"`, "methods are written in capital letters", false},
	{routed("REST", "CONNECT /pets"), "apis.a1.routes[0].route", WrongValue, `"CONNECT /pets"`, "DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT, or ANY", false},
	{routed("HTTP", "* /pets"), "apis.a1.routes[0].route", WrongValue, `"* /pets"`, "DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT, or ANY", false},
	{routed("HTTP", "GET /pets?a=b"), "apis.a1.routes[0].route", WrongValue, `"GET /pets?a=b"`, "a route has no query", false},
	{routed("HTTP", "GET /pets /x"), "apis.a1.routes[0].route", WrongValue, `"GET /pets /x"`, "a method and a path", false},
	{routed("REST", "$default"), "apis.a1.routes[0].route", WrongValue, `"$default"`, "REST APIs have no $default", false},
	{routed("REST", "$connect"), "apis.a1.routes[0].route", WrongValue, `"$connect"`, "route keys are for WebSocket APIs", false},
	{routed("HTTP", "$connect"), "apis.a1.routes[0].route", WrongValue, `"$connect"`, "route keys are for WebSocket APIs", false},
	{routed("WEBSOCKET", "GET /pets"), "apis.a1.routes[0].route", WrongValue, `"GET /pets"`, "WebSocket APIs have no methods and paths", false},
	{routed("WEBSOCKET", "$conect"), "apis.a1.routes[0].route", WrongValue, `"$conect"`, "only $connect, $disconnect and $default begin with $", false},
	{routed("WEBSOCKET", "send message"), "apis.a1.routes[0].route", WrongValue, `"send message"`, "a route key of a WebSocket API", false},
	{routed("REST", "GET /pets//x"), "apis.a1.routes[0].route", WrongValue, `"GET /pets//x"`, "nothing between two slashes", true},
	{routed("REST", "GET //"), "apis.a1.routes[0].route", WrongValue, `"GET //"`, "nothing between two slashes", true},
	{routed("REST", "GET /{petId"), "apis.a1.routes[0].route", WrongValue, `"GET /{petId"`, `a parameter has a name and stands alone between two slashes, as in {petId}; this is "{petId"`, true},
	{routed("REST", "GET /petId}/x"), "apis.a1.routes[0].route", WrongValue, `"GET /petId}/x"`, `this is "petId}"`, true},
	{routed("HTTP", "GET /pets-{petId}"), "apis.a1.routes[0].route", WrongValue, `"GET /pets-{petId}"`, "stands alone", true},
	{routed("HTTP", "GET /{petId}.json"), "apis.a1.routes[0].route", WrongValue, `"GET /{petId}.json"`, "stands alone", true},
	{routed("HTTP", "GET /{}"), "apis.a1.routes[0].route", WrongValue, `"GET /{}"`, "has a name", true},
	{routed("HTTP", "GET /{+}"), "apis.a1.routes[0].route", WrongValue, `"GET /{+}"`, "has a name", true},
	{routed("HTTP", "GET /{a}{b}"), "apis.a1.routes[0].route", WrongValue, `"GET /{a}{b}"`, "stands alone", true},
	{routed("HTTP", "GET /{{a}}"), "apis.a1.routes[0].route", WrongValue, `"GET /{{a}}"`, "stands alone", true},
	{routed("HTTP", "GET /{a++}"), "apis.a1.routes[0].route", WrongValue, `"GET /{a++}"`, "has a name", true},
	{routed("HTTP", "GET /{proxy+}/x"), "apis.a1.routes[0].route", WrongValue, `"GET /{proxy+}/x"`, "the greedy parameter {proxy+} takes the rest of the path", true},

	// Policies.
	{ofPolicy(`"document": {}`), "policies[1]", MissingField, "{", `a policy needs "type"`, false},
	{ofPolicy(`"type": "scp"`), "policies[1]", MissingField, "{", `a policy needs "document"`, false},
	{ofPolicy(`"type": "SCP", "document": {}`), "policies[1].type", WrongValue, `"SCP"`, `did you mean "scp"`, false},
	{ofPolicy(`"type": "managed", "document": {}`), "policies[1].type", WrongValue, `"managed"`, "identity, boundary, session, resource, trust, scp, rcp, endpoint, authorizer", false},
	{ofPolicy(`"type": "managed", "attachedTo": ["x"], "document": {}`), "policies[1].type", WrongValue, `"managed"`, "is none of", false},
	{ofPolicy(`"type": "scp", "document": []`), "policies[1].document", WrongType, "[]", "an object or the text of one in a string", false},
	{ofPolicy(`"type": "scp", "document": null`), "policies[1].document", WrongType, "null", "this is null", false},
	{ofPolicy(`"type": "scp", "document": "\udc00"`), "policies[1].document", engine.InvalidUnicode, `"\udc00"`, "surrogate", true},
	{ofPolicy(`"type": "scp", "document": {}, "name": 1`), "policies[1].name", WrongType, "1", "takes a string", false},
	{ofPolicy(`"type": "scp", "document": {}, "attachedTo": "r-a"`), "policies[1].attachedTo", WrongType, `"r-a"`, "takes a list", false},
	{ofPolicy(`"type": "scp", "document": {}, "attachedTo": [1]`), "policies[1].attachedTo[0]", WrongType, "1", "takes a string", false},
	{ofPolicy(`"type": "scp", "document": {}, "attachedto": []`), "policies[1].attachedto", UnknownField, `"attachedto"`, `did you mean "attachedTo"`, false},
	{ofPolicy(`"type": "scp", "document": {}, "Statement": []`), "policies[1].Statement", UnknownField, `"Statement"`, "is not a field of a policy", false},
	{attached("authorizer", "arn:aws:execute-api:us-east-1:111122223333:a1"), "policies[1].attachedTo[0]", MalformedARN, `"arn:aws:execute-api:us-east-1:111122223333:a1"`, "the id of an API", false},
	{attached("authorizer", "A1"), "policies[1].attachedTo[0]", MalformedID, `"A1"`, "the id of an API, such as a1b2c3d4e5", false},
	{attached("identity", "alice"), "policies[1].attachedTo[0]", MalformedARN, `"alice"`, "the ARN of a user, group or role", false},
	{attached("identity", "arn:aws:sts::111122223333:assumed-role/r/s"), "policies[1].attachedTo[0]", MalformedARN, `"arn:aws:sts::111122223333:assumed-role/r/s"`, "the ARN of a user, group or role", false},
	{attached("identity", "arn:aws:iam::111122223333:user/*"), "policies[1].attachedTo[0]", MalformedARN, `"arn:aws:iam::111122223333:user/*"`, "a wildcard names nobody", false},
	{attached("boundary", "arn:aws:iam::111122223333:group/g"), "policies[1].attachedTo[0]", MalformedARN, `"arn:aws:iam::111122223333:group/g"`, "the ARN of a user or role", false},
	{attached("session", "arn:aws:iam::111122223333:role/r"), "policies[1].attachedTo[0]", MalformedARN, `"arn:aws:iam::111122223333:role/r"`, "not to its role", false},
	{attached("resource", "b"), "policies[1].attachedTo[0]", MalformedARN, `"b"`, "the ARN of a resource", false},
	{attached("resource", "*"), "policies[1].attachedTo[0]", MalformedARN, `"*"`, "the ARN of a resource", false},
	{attached("trust", alice), "policies[1].attachedTo[0]", MalformedARN, `"` + alice + `"`, "the role that it lets others assume", false},
	{attached("scp", "o-a"), "policies[1].attachedTo[0]", MalformedID, `"o-a"`, "root, organizational unit or account", false},
	{attached("rcp", "1234"), "policies[1].attachedTo[0]", MalformedID, `"1234"`, "root, organizational unit or account", false},
	{attached("endpoint", "vpce-"), "policies[1].attachedTo[0]", MalformedID, `"vpce-"`, "VPC endpoint", false},

	// Requests.
	{ofRequest(`"action": "s3:GetObject", "resource": "*"`), "requests[0]", MissingField, "{", `a request needs "principal"`, false},
	{ofRequest(`"principal": "anonymous"`), "requests[0]", MissingField, "{", `"action" with "resource", or "http", or "operation"`, false},
	{ofRequest(`"principal": "anonymous", "action": "s3:GetObject"`), "requests[0]", MissingField, "{", `needs "resource"`, false},
	{ofRequest(`"principal": "anonymous", "resource": "*"`), "requests[0]", MissingField, "{", `needs "action"`, false},
	{calls(`"http": ""`), "requests[0].http", WrongValue, `""`, "it is empty", false},
	{calls(`"http": {"method": "GET"}`), "requests[0].http", WrongType, `{"method": "GET"}`, "takes a string", false},
	{calls(`"http": "GET /", "body": "{}"`), "requests[0].body", WrongType, `"{}"`, "an object, this is a string", false},
	{calls(`"http": "GET /", "body": {"a": 1, "a": 2}`), "requests[0].body", engine.DuplicateKey, `"a"`, "twice", true},
	{calls(`"body": {}`), "requests[0]", MissingField, "{", `or "http", or`, false},
	{calls(`"token": "valid"`), "requests[0]", MissingField, "{", `or "http", or`, false},
	{calls(`"http": "GET /", "resourceAccount": "111122223333"`), "requests[0].resourceAccount", WrongValue, `"resourceAccount": "111122223333"`, `cannot stand beside "http": it goes with "action"`, false},
	{calls(`"operation": {"api": "apigateway", "name": "GetAccount"}, "resourceAccount": "111122223333"`), "requests[0].resourceAccount", WrongValue, `"resourceAccount": "111122223333"`, `beside "operation": it goes with "action"`, false},
	{calls(`"operation": {"api": "apigateway", "name": "GetAccount"}, "authorization": "AWS_IAM"`), "requests[0].authorization", WrongValue, `"authorization": "AWS_IAM"`, `it goes with "action" or "http"`, false},
	{calls(`"operation": {"api": "apigateway", "name": "GetAccount"}, "token": "valid"`), "requests[0].token", WrongValue, `"token": "valid"`, `it goes with "action" or "http"`, false},
	{calls(`"operation": "GetAccount"`), "requests[0].operation", WrongType, `"GetAccount"`, "takes an object", false},
	{calls(`"operation": {"name": "GetAccount"}`), "requests[0].operation", MissingField, "{", `an operation needs "api"`, false},
	{calls(`"operation": {"api": "apigateway"}`), "requests[0].operation", MissingField, "{", `an operation needs "name"`, false},
	{calls(`"operation": {"api": "apigatewayV2", "name": "GetApi"}`), "requests[0].operation.api", WrongValue, `"apigatewayV2"`, `did you mean "apigatewayv2"`, false},
	{calls(`"operation": {"api": "apigateway", "name": "GetAccount", "region": "us east"}`), "requests[0].operation.region", WrongValue, `"us east"`, "a Region, such as us-east-1", false},
	{calls(`"operation": {"api": "apigateway", "name": "GetAccount", "parameter": {}}`), "requests[0].operation.parameter", UnknownField, `"parameter"`, `did you mean "parameters"`, false},
	{calls(`"operation": {"api": "apigateway", "name": "GetAccount", "parameters": []}`), "requests[0].operation.parameters", WrongType, "[]", "takes an object", false},
	{calls(`"http": "GET /", "authorization": "none"`), "requests[0].authorization", WrongValue, `"none"`, `did you mean "NONE"`, false},
	{calls(`"http": "GET /", "authorization": "NONE", "token": "valid"`), "requests[0].token", WrongValue, `"token"`, `does not go with "authorization" "NONE": only COGNITO_USER_POOLS and JWT`, false},
	{calls(`"http": "GET /", "token": "invalid", "authorization": "AWS_IAM"`), "requests[0].token", WrongValue, `"token"`, `"AWS_IAM"`, false},
	{calls(`"http": "GET /", "token": "invalid", "authorization": "CUSTOM"`), "requests[0].token", WrongValue, `"token"`, `"CUSTOM"`, false},
	{calls(`"http": "GET /", "token": "expired"`), "requests[0].token", WrongValue, `"expired"`, "valid, invalid", false},
	{calls(`"http": "GET /", "signature": true`), "requests[0].signature", WrongType, "true", "takes a string", false},
	{calls(`"http": "GET /", "signature": "none"`), "requests[0].signature", WrongValue, `"none"`, "valid, invalid", false},
	{calls(`"http": "GET /", "signature": "invalid"`), "requests[0].signature", WrongValue, `"invalid"`, "signs nothing", false},
	{asks(`"authorization": "NONE"`), "requests[0].authorization", WrongValue, `"authorization"`, `the action "s3:GetObject" is none`, true},
	{asks(`"token": "valid"`), "requests[0].token", WrongValue, `"token"`, "is for calls to an API", true},
	{asks(`"name": 7`), "requests[0].name", WrongType, "7", "takes a string", false},
	{asks(`"nam": ""`), "requests[0].nam", UnknownField, `"nam"`, `did you mean "name"`, false},
	{asks(`"Principal": "*"`), "requests[0].Principal", UnknownField, `"Principal"`, `did you mean "principal"`, false},
	{asks(`"condition": {}`), "requests[0].condition", UnknownField, `"condition"`, "is not a field of a request", false},
	{asks(`"expect": "deny"`), "requests[0].expect", WrongValue, `"deny"`, "denied", false},
	{asks(`"expect": "Allowed"`), "requests[0].expect", WrongValue, `"Allowed"`, `did you mean "allowed"`, false},
	{asks(`"resourceAccount": "1111-2222-3333"`), "requests[0].resourceAccount", MalformedID, `"1111-2222-3333"`, "12 digits", false},
	{asks(`"resourceAccount": 111122223333`), "requests[0].resourceAccount", WrongType, "111122223333", "takes a string", false},
	{ofRequest(`"principal": "anonymous", "action": "sqs:SendMessage", "resource": "arn:aws:sqs:us-east-1:111122223333:q", "resourceAccount": "444455556666"`),
		"requests[0].resourceAccount", WrongValue, `"444455556666"`, "111122223333", true},
	{asks(`"context": []`), "requests[0].context", WrongType, "[]", "takes an object", false},
	{asks(`"context": {"SourceIp": "203.0.113.1"}`), "requests[0].context.SourceIp", WrongValue, `"SourceIp"`, "a context key, such as aws:SourceIp", false},
	{asks(`"context": {"aws:": "x"}`), `requests[0].context["aws:"]`, WrongValue, `"aws:"`, "a context key", false},
	{asks(`"context": {"aws:SourceIp": null}`), `requests[0].context["aws:SourceIp"]`, WrongType, "null", "a list of strings, this is null", false},
	{asks(`"context": {"aws:SourceIp": {}}`), `requests[0].context["aws:SourceIp"]`, WrongType, "{}", "this is an object", false},
	{asks(`"context": {"aws:TagKeys": ["a", 1]}`), `requests[0].context["aws:TagKeys"][1]`, WrongType, "1", `an element of "aws:TagKeys" takes a string`, false},
	{asks(`"context": {"aws:SourceIp": "a", "aws:sourceip": "b"}`), `requests[0].context["aws:sourceip"]`, engine.DuplicateKey, `"aws:sourceip"`, "letter case", true},
	{asks(`"context": {"aws:TagKeys": ["\ud800"]}`), `requests[0].context["aws:TagKeys"][0]`, engine.InvalidUnicode, `"\ud800"`, "surrogate", true},
	{asks(`"unknown": "*"`), "requests[0].unknown", WrongType, `"*"`, "takes a list", false},
	{asks(`"unknown": ["SourceIp"]`), "requests[0].unknown[0]", WrongValue, `"SourceIp"`, "a context key", false},
	{asks(`"context": {"aws:SourceIp": "a"}, "unknown": ["*", "aws:SOURCEIP"]`), "requests[0].unknown[1]", WrongValue, `"aws:SOURCEIP"`, "is not unknown", true},
}

func TestEveryProblemIsReportedAtItsPathAndBytes(t *testing.T) {
	for _, c := range problems {
		s, ds := Parse(c.text)
		if s == nil || len(ds) != 1 {
			t.Errorf("%s:\n%v, want one problem", c.text, ds)
			continue
		}
		d := ds[0]
		if d.Path != c.path || d.Code != c.code || d.Policy != -1 || d.Severity != engine.Error {
			t.Errorf("%s:\n%+v, want %s at %s", c.text, d, c.code, c.path)
		}
		if got := c.text[d.Span.Start:d.Span.End]; got != c.span {
			t.Errorf("%s:\nspan %v holds %s, want %s", c.text, d.Span, got, c.span)
		}
		if !strings.Contains(d.Message, c.words) || strings.HasSuffix(d.Message, ".") {
			t.Errorf("%s:\nmessage %q, want %q", c.text, d.Message, c.words)
		}
		checkDiagnostics(t, c.text, s, ds)
	}
}

// malformed has principals, actions and resources of requests that are none, with words of the message.
var malformed = []struct{ field, value, words string }{
	{"principal", "", "it is empty"},
	{"principal", "alice", "the ARN of a user"},
	{"principal", "*", "the ARN of a user"},
	{"principal", "Anonymous", "the ARN of a user"},
	{"principal", "111122223333", "the ARN of a user"},
	{"principal", " " + alice, "a blank before or behind it"},
	{"principal", "lambda.amazonaws.cmo", "a service name"},
	{"principal", ".amazonaws.com", "a service name"},
	{"principal", "arn:aws:iam::111122223333", "six parts with colons between them, this has 5"},
	{"principal", "arn:AWS:iam::111122223333:user/a", "the partition"},
	{"principal", "arn:aws:iam::11112222333:user/a", `"11112222333" does not have 12 digits`},
	{"principal", "arn:aws:iam:::user/a", "the account id is missing"},
	{"principal", "arn:aws:iam::111122223333:", "its last part is empty"},
	{"principal", "arn:aws:iam::111122223333:user", "the ARN of a user"},
	{"principal", "arn:aws:iam::111122223333:user/", "the ARN of a user"},
	{"principal", "arn:aws:iam::111122223333:user/a*", "a wildcard names nobody"},
	{"principal", "arn:aws:iam:us-east-1:111122223333:user/a", "no Region"},
	{"principal", "arn:aws:iam::111122223333:group/g", "the ARN of a user"},
	{"principal", "arn:aws:iam::111122223333:assumed-role/r/s", "has the service sts"},
	{"principal", "arn:aws:sts::111122223333:role/r", "has the service iam"},
	{"principal", "arn:aws:sts::111122223333:assumed-role/r", "and the session name"},
	{"principal", "arn:aws:sts::111122223333:assumed-role/path/r/s", "without the role's path"},
	{"principal", "arn:aws:iam::111122223333:saml-provider/", "the ARN of a user"},
	{"action", "", "it is empty"},
	{"action", "*", "a request is for one action"},
	{"action", "s3:*", "a request is for one action"},
	{"action", "s3:Get*", "a request is for one action"},
	{"action", "GetObject", "an action, such as s3:GetObject"},
	{"action", "s3:", "an action"},
	{"action", "s3:Get:Object", "an action"},
	{"action", "s3: GetObject", "an action"},
	{"resource", "", "it is empty"},
	{"resource", "b/k", "the ARN of a resource"},
	{"resource", "**", "the ARN of a resource"},
	{"resource", "arn:aws:s3", "this has 3"},
	{"resource", "arn:aws:s3:::", "its last part is empty"},
	{"resource", "arn:aws:S3:::b", "the ARN of a resource"},
	{"resource", "arn:*:s3:::b", "the partition"},
	{"resource", "arn:aws:sqs:us-east-1:1111:q", "12 digits"},
	{"resource", "arn:aws:sqs:*:111122223333:q", "the ARN of a resource"},
}

func TestMalformedNamesAreRefusedWithAReason(t *testing.T) {
	for _, c := range malformed {
		values := map[string]string{"principal": "anonymous", "action": "s3:GetObject", "resource": "arn:aws:s3:::b/k"}
		values[c.field] = c.value
		text := ofRequest(`"principal": "` + values["principal"] + `", "action": "` + values["action"] + `", "resource": "` + values["resource"] + `"`)
		_, ds := Parse(text)
		if len(ds) != 1 || ds[0].Path != "requests[0]."+c.field || !strings.Contains(ds[0].Message, c.words) {
			t.Errorf("%s %q: %+v, want %q", c.field, c.value, ds, c.words)
			continue
		}
		want := MalformedARN
		if c.field == "action" {
			want = WrongValue
		}
		if ds[0].Code != want {
			t.Errorf("%s %q: %s, want %s", c.field, c.value, ds[0].Code, want)
		}
	}
}

func TestFormsOfACallExcludeEachOther(t *testing.T) {
	for _, c := range []struct{ members, path string }{
		{`"action": "s3:GetObject", "http": "GET /"`, "requests[0].http"},
		{`"resource": "*", "operation": {"api": "apigateway", "name": "x"}`, "requests[0].operation"},
		{`"http": "GET /", "operation": {"api": "apigateway", "name": "x"}`, "requests[0].operation"},
		{`"operation": {"api": "apigateway", "name": "x"}, "body": {}`, "requests[0].body"},
		{`"action": "s3:GetObject", "resource": "*", "body": {}`, "requests[0].body"},
	} {
		_, ds := Parse(ofRequest(`"principal": "anonymous", ` + c.members))
		found := false
		for _, d := range ds {
			if d.Code == WrongValue {
				found = true
				if d.Path != c.path || !strings.Contains(d.Message, "cannot stand beside") {
					t.Errorf("%s: %+v", c.members, d)
				}
			} else {
				t.Errorf("%s: %+v", c.members, d)
			}
		}
		if !found {
			t.Errorf("%s: %v", c.members, ds)
		}
	}
}

func TestAllProblemsAreReportedInTheOrderOfTheText(t *testing.T) {
	text := `{"scenario": 1, "x": 0, "accounts": {"1": {}, "111122223333": {"path": [1, "ou-a-b", "x"], "path": []}},
		"policies": [{"typ": "scp"}, 7], "requests": [{"principal": "p", "context": {"a:b": 1, "a:b": 2}, "unknown": [2]}]}`
	_, ds := Parse(text)
	var got []string
	for _, d := range ds {
		got = append(got, d.Path+" "+string(d.Code))
	}
	want := []string{
		`x UNKNOWN_FIELD`,
		`accounts["1"] MALFORMED_ID`,
		`accounts["111122223333"].path[0] WRONG_TYPE`,
		`accounts["111122223333"].path[2] MALFORMED_ID`,
		`accounts["111122223333"].path DUPLICATE_KEY`,
		`policies[0] MISSING_FIELD`, // type
		`policies[0] MISSING_FIELD`, // document
		`policies[0].typ UNKNOWN_FIELD`,
		`policies[1] WRONG_TYPE`,
		`requests[0] MISSING_FIELD`,
		`requests[0].principal MALFORMED_ARN`,
		`requests[0].context["a:b"] DUPLICATE_KEY`,
		`requests[0].unknown[0] WRONG_TYPE`,
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got:\n%s\nwant:\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestLimitsAreReportedWhereTheyAreExceeded(t *testing.T) {
	long := strings.Repeat("k", MaxKey+1)
	for name, c := range map[string]struct {
		text, path string
		code       engine.Code
	}{
		"APIs":           {whole(`"apis": {` + manyAPIs(MaxAPIs+1) + `}`), "apis", engine.DocumentTooLarge},
		"routes":         {ofAPI("WEBSOCKET", `"routes": [`+manyRoutes(MaxRoutes+1)+`]`), "apis.a1.routes", engine.DocumentTooLarge},
		"size":           {strings.Repeat(" ", MaxSize+1), "$", engine.DocumentTooLarge},
		"policies":       {`{"scenario": 1, "policies": [{"type":"scp","document":{}}` + strings.Repeat(`,{"type":"scp","document":{}}`, MaxPolicies) + `], "requests": []}`, "policies", engine.DocumentTooLarge},
		"requests":       {`{"scenario": 1, "policies": [], "requests": [` + strings.Repeat(`{"principal":"anonymous","action":"s3:GetObject","resource":"*"},`, MaxRequests+1) + `7]}`, "requests", engine.DocumentTooLarge},
		"depth":          {whole(`"title": ` + strings.Repeat("[", MaxDepth) + strings.Repeat("]", MaxDepth)), "title", WrongType},
		"key of a map":   {whole(`"resources": {"` + long + `": {"x": 1}}`), "resources", WrongValue},
		"name of a tag":  {whole(`"principals": {"` + alice + `": {"tags": {"` + long + `": 1}}}`), `principals["` + alice + `"].tags`, WrongValue},
		"unknown field":  {whole(`"` + long + `": {"x": 1}`), "$", UnknownField},
		"after a policy": {`{"scenario": 1, "policies": [{"type": "scp", "document": ` + deep(MaxDepth) + `}], "title": ` + deep(MaxDepth) + `, "requests": []}`, "title", WrongType},
	} {
		_, ds := Parse(c.text)
		found := false
		for _, d := range ds {
			found = found || d.Path == c.path && d.Code == c.code
		}
		if !found || len(ds) > 2 {
			t.Errorf("%s: %.300v, want %s at %s", name, ds, c.code, c.path)
		}
	}
}

func manyAPIs(n int) string {
	apis := make([]string, n)
	for i := range apis {
		apis[i] = `"a` + strconv.Itoa(i) + `": {"account": "111122223333", "region": "us-east-1", "type": "REST"}`
	}
	return strings.Join(apis, ",")
}

func manyRoutes(n int) string {
	routes := make([]string, n)
	for i := range routes {
		routes[i] = `{"route": "r` + strconv.Itoa(i) + `"}`
	}
	return strings.Join(routes, ",")
}

func deep(n int) string { return `{"a":` + strings.Repeat("[", n) + strings.Repeat("]", n) + "}" }

func TestReadingStopsAfterManyProblemsAndSaysSo(t *testing.T) {
	_, ds := Parse(`{"scenario": 1, "policies": [], "requests": [` + strings.Repeat(`{},`, 5000) + `{}]}`)
	if len(ds) != maxProblems+1 {
		t.Fatalf("%d problems", len(ds))
	}
	last := ds[len(ds)-1]
	if last.Path != "$" || last.Code != InvalidScenario || !strings.Contains(last.Message, "more than "+strconv.Itoa(maxProblems)) {
		t.Errorf("%+v", last)
	}
}
