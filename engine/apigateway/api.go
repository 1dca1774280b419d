package apigateway

// An API is what a scenario says of an API of API Gateway. The zero API says nothing.
//
// AWS: API Gateway Developer Guide, "Control and manage access to REST APIs in API Gateway".
type API struct {
	Account      string // 12 digits
	Region       string
	Type         string   // REST, HTTP or WEBSOCKET
	Endpoint     string   // EDGE, REGIONAL or PRIVATE; "" if the scenario does not say: then a call from a VPC makes it PRIVATE, else it counts as REGIONAL
	Stages       []string // nil: every stage exists
	Routes       []Route  // nil: every path exists
	Domains      []Domain // custom domain names that lead to the API
	Disabled     bool     // the default endpoint is switched off
	KeyFromCall  bool     // the API key comes from the authorizer's answer (apiKeySource AUTHORIZER), not from a header
	Invalidation string   // who may invalidate the cache: a word of CacheInvalidations; "" for the first
}

// Types, endpoints and kinds of authorization, as API Gateway writes them.
const (
	REST      = "REST"
	HTTP      = "HTTP"
	WebSocket = "WEBSOCKET"

	Edge     = "EDGE"
	Regional = "REGIONAL"
	Private  = "PRIVATE"

	AuthNone    = "NONE"
	AuthIAM     = "AWS_IAM"
	AuthCustom  = "CUSTOM"
	AuthCognito = "COGNITO_USER_POOLS"
	AuthJWT     = "JWT"
)

// CacheInvalidations are what a stage does with Cache-Control: max-age=0 of a caller who may not invalidate; with the last
// one everybody may.
//
// AWS: API Gateway Developer Guide, "Cache settings for REST APIs in API Gateway".
var CacheInvalidations = []string{"FAIL_WITH_403", "SUCCEED_WITH_RESPONSE_HEADER", "SUCCEED_WITHOUT_RESPONSE_HEADER", "ANYONE"}

// A Route is a method of a REST API or a route of an HTTP or WebSocket API.
type Route struct {
	Route          string // "GET /pets/{petId}", "ANY /{proxy+}", "$default", or a WebSocket route key
	Authorization  string // one of the Auth constants; "" for NONE
	APIKeyRequired bool
}

// A Domain is a custom domain name with what it maps to an API.
type Domain struct {
	Name     string // api.example.com
	ID       string // of a private custom domain name; "" for a public one
	BasePath string // without slashes at the ends; "" for the root
	Stage    string // "" if the mapping names none: then it is the API's only stage, or the first segment of the path
}
