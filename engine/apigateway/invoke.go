package apigateway

import (
	"slices"
	"strings"

	"github.com/iam-policy-playground/playground/engine"
)

// An Invocation is a call to an API, before anybody asked whether it is allowed.
type Invocation struct {
	APIID  string
	API    API  // the zero API if Listed is false
	Listed bool // the scenario lists the API

	Partition, Region, Account, Stage string

	Method     string      // as in GET; "" for a route of a WebSocket API, and for a pair's $default route of an HTTP API
	Path       string      // behind the stage, as sent, with its leading slash; for a WebSocket API the key of the route
	Route      *Route      // the one that takes the call; nil if the API lists none, or none does
	Parameters []Parameter // of the route's path, in its order

	Action   string                  // execute-api:Invoke; of a pair also execute-api:InvalidateCache or execute-api:ManageConnections
	Resource string                  // ARN
	Context  map[string]engine.Value // keys that follow from the call: aws:SourceVpce, aws:UserAgent, aws:Referer, execute-api:viaDomainArn

	DomainARN        string // of the private custom domain name that the call came through
	DefaultEndpoint  bool   // the URL is one of the API's default endpoint
	InvalidatesCache bool   // the call asks API Gateway to drop what it has cached
	NoRoute          bool   // the API lists routes, and none takes the call
	NoStage          bool   // the API lists stages, and this is none of them
	Notes            []Note
}

// Actions on APIs.
const (
	invoke            = "execute-api:Invoke"
	invalidateCache   = "execute-api:InvalidateCache"
	manageConnections = "execute-api:ManageConnections"
)

// maxARN is how many bytes the ARN of a method may have in a call; API Gateway answers 414 to a longer one.
//
// AWS: API Gateway Developer Guide, "Quotas for configuring and running a REST API in API Gateway".
const maxARN = 1600

// Invoke reads an HTTP request as the call to an API that it is. A default endpoint of an API that the scenario does not
// list belongs to the account, the caller's. What Context holds follows from the request: aws:SourceVpce, aws:UserAgent,
// aws:Referer and execute-api:viaDomainArn.
//
// AWS: API Gateway Developer Guide, "Invoke REST APIs in API Gateway", "Invoke a private API", "Create stages for HTTP APIs
// in API Gateway", "Use API Gateway WebSocket APIs" and "Control access for invoking an API".
func Invoke(apis map[string]API, m Message, account string) (Invocation, *Problem) {
	if p := checkMethod("http", m.Method); p != nil {
		return Invocation{}, p
	}
	u, p := cutURL(m.URL)
	if p != nil {
		return Invocation{}, p
	}
	s, p := m.serverOf(u)
	if p != nil {
		return Invocation{}, p
	}
	c := call{apis: apis, message: m, url: u, server: s, path: u.path}
	c.Action, c.Method, c.Account, c.Context = invoke, m.Method, account, map[string]engine.Value{}
	for _, step := range []func() *Problem{c.findAPI, c.checkAPI, c.cutStage, c.readPath, c.readHeaders} {
		if p := step(); p != nil {
			return Invocation{}, p
		}
	}
	if p := c.complete("http"); p != nil {
		return Invocation{}, p
	}
	return c.Invocation, nil
}

// note adds what a reader should know; open what AWS's documentation leaves open.
func (i *Invocation) note(text string) { i.Notes = append(i.Notes, Note{Text: text}) }
func (i *Invocation) open(text string) { i.Notes = append(i.Notes, Note{Text: text, Unsettled: true}) }

func (i *Invocation) put(key, value string) {
	if value != "" {
		i.Context[key] = engine.Value{Strings: []string{value}}
	}
}

// arn returns the ARN of what belongs to execute-api in the account and Region of the call.
func (i *Invocation) arn(resource string) string {
	return "arn:" + i.Partition + ":execute-api:" + i.Region + ":" + i.Account + ":" + resource
}

// complete finds the route, writes the ARN unless there is one, and says what is open.
func (i *Invocation) complete(field string) *Problem {
	i.NoStage = i.Listed && i.API.Stages != nil && !slices.Contains(i.API.Stages, i.Stage)
	isWebSocket := i.Method == "" && i.API.Type != HTTP
	switch {
	case i.Action == manageConnections:
	case isWebSocket:
		i.findKey()
	default:
		i.findPath()
	}
	if i.Resource == "" {
		i.Resource = i.arn(i.APIID + "/" + i.Stage + "/" + i.behindStage())
	}
	if len(i.Resource) > maxARN {
		return problem(field, "the ARN of the method has more than 1600 bytes; API Gateway answers 414 to such a call")
	}
	if !isWebSocket {
		i.openPath()
	}
	if i.Stage == "test-invoke-stage" {
		i.open("test-invoke-stage is what a test call of the console shows to the backend; the guide does not say which policies are asked then")
	}
	return nil
}

// behindStage returns what the ARN names behind the stage.
func (i *Invocation) behindStage() string {
	switch {
	case i.Method == "":
		return i.Path
	case i.API.Type == HTTP && i.Route != nil && i.Route.Route == defaultRoute:
		return defaultRoute
	}
	return i.Method + i.Path
}

// findKey finds the route of a WebSocket API.
func (i *Invocation) findKey() {
	if i.API.Routes != nil {
		i.Route = i.API.routeNamed(i.Path)
		i.NoRoute = i.Route == nil
	}
	switch {
	case i.Path != connectRoute:
		i.note("API Gateway authorizes a client of a WebSocket API when it connects, at $connect; nobody is asked again about its messages")
	case i.NoRoute:
		i.Route, i.NoRoute = &Route{Route: connectRoute}, false
		i.open("the API lists no route $connect; the guide does not say what happens then, and the call is taken to meet one without authorization")
	}
}

// findPath finds the route of a REST or HTTP API.
func (i *Invocation) findPath() {
	if i.API.Routes == nil {
		return
	}
	if i.Method == "" {
		i.Route = i.API.routeNamed(defaultRoute)
		i.NoRoute = i.Route == nil
		return
	}
	r := i.API.findRoute(i.Method, i.Path)
	i.Route, i.Parameters, i.NoRoute = r.route, r.parameters, r.route == nil
	if r.disputed && i.API.Type != HTTP {
		i.open("several routes fit the path; the guide says for HTTP APIs only that one without a greedy parameter comes first, and that is taken to hold here")
	}
}

// openPath says what AWS's documentation leaves open about the path in the ARN.
func (i *Invocation) openPath() {
	if i.Route != nil && i.API.Type == HTTP && i.Route.Route == defaultRoute {
		i.open("the guide gives the ARN of the $default route as {api}/*/$default, without method and path; no other page says what a call that the route takes is checked against")
	}
	if strings.Contains(i.Path, "%") {
		i.open("the guide does not say whether percent-encoded characters are decoded in the ARN; messages of API Gateway show them as sent, and so they are kept")
	}
	switch {
	case i.Path == "/" || !strings.HasSuffix(i.Path, "/"):
	case i.API.Type == HTTP:
		i.open("the guide does not say whether the slash at the end of the path counts; it is kept in the ARN, and a route without it is taken not to fit")
	default:
		i.open("the guide does not say whether the slash at the end of the path counts; it is kept in the ARN, and a route without it is taken to fit")
	}
	for segment := range strings.SplitSeq(i.Path, "/") {
		if segment == "." || segment == ".." {
			i.note("most clients resolve . and .. before they send a path; this one is taken as it is")
			break
		}
	}
}
