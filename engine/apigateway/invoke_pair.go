package apigateway

import (
	"slices"
	"strings"

	"github.com/iam-policy-playground/playground/engine"
)

// InvocationOf reads an action and a resource as the call to an API that they stand for; with execute-api:InvalidateCache
// that is the call which the caller wants answered afresh, with execute-api:ManageConnections one to the @connections of a
// WebSocket API. It returns false if they stand for none: another action or service, a custom domain name, an ARN with a
// wildcard, or one of an API that the scenario does not list and that has no form of a call's.
//
// AWS: API Gateway Developer Guide, "API Gateway Amazon Resource Name (ARN) reference" and "Control access to WebSocket APIs
// with IAM authorization".
func InvocationOf(apis map[string]API, action, resource string) (Invocation, bool, *Problem) {
	p := pairCall{Invocation: Invocation{Resource: resource, Context: map[string]engine.Value{}}}
	if !p.readAction(action) {
		return Invocation{}, false, nil
	}
	if len(resource) > maxMessage {
		return Invocation{}, false, badPair("the ARN is longer than 8 KiB; API Gateway answers 414 to far shorter ones")
	}
	if !p.readARN() {
		return Invocation{}, false, nil
	}
	p.API, p.Listed = apis[p.APIID]
	if !p.Listed {
		return p.guess()
	}
	if wrong := p.checkAPI(); wrong != nil {
		return Invocation{}, false, wrong
	}
	if wrong := p.readTail(); wrong != nil {
		return Invocation{}, false, wrong
	}
	return p.finish()
}

// A pairCall is an Invocation that is being read from an action and an ARN.
type pairCall struct {
	Invocation
	tail string // what the ARN names behind the stage
}

// readAction reports whether the action is one on APIs. Its case does not count.
func (p *pairCall) readAction(action string) bool {
	for _, one := range []string{invoke, invalidateCache, manageConnections} {
		if strings.EqualFold(action, one) {
			p.Action = one
			return true
		}
	}
	return false
}

// readARN reports whether the ARN names a single thing of an API, and cuts it. The case of its first five fields does not
// count.
func (p *pairCall) readARN() bool {
	fields, ok := fieldsOf(p.Resource)
	if !ok || strings.ContainsAny(p.Resource, "*?") {
		return false
	}
	for i := range 5 {
		fields[i] = strings.ToLower(fields[i])
	}
	p.Partition, p.Region, p.Account = fields[1], fields[3], fields[4]
	var behind string
	p.APIID, behind, _ = strings.Cut(fields[5], "/")
	p.Stage, p.tail, _ = strings.Cut(behind, "/")
	return fields[0] == "arn" && fields[2] == "execute-api" && p.APIID != ""
}

func badPair(message string) *Problem { return problem("resource", message) }

// checkAPI says what the ARN and the scenario's API contradict each other in.
func (p *pairCall) checkAPI() *Problem {
	api := "the API " + p.APIID + " of apis "
	partition, _ := partitionOf(p.Region)
	switch {
	case p.Account != p.API.Account:
		return badPair("the ARN names the account " + quote(p.Account) + ", and " + api + "belongs to " + p.API.Account)
	case p.Region != p.API.Region:
		return badPair("the ARN names the Region " + quote(p.Region) + ", and " + api + "is in " + p.API.Region)
	case p.Partition != partition:
		return badPair("the ARN names the partition " + quote(p.Partition) + ", and the Region " + p.Region + " is in " + partition)
	case p.Stage == "" || p.tail == "":
		return badPair("the ARN names no call to the API; write " + p.form(p.Stage))
	}
	return nil
}

// form is how the ARN of a call to the API ends.
func (p *pairCall) form(stage string) string {
	if stage != defaultStage && !isStage(stage) {
		stage = "{stage}"
	}
	if p.API.Type == WebSocket {
		return p.APIID + "/" + stage + "/{route key}, as in " + p.APIID + "/" + stage + "/$connect"
	}
	return p.APIID + "/" + stage + "/{METHOD}/{path}, as in " + p.APIID + "/" + stage + "/GET/pets"
}

// readTail reads what the ARN names behind the stage of an API that the scenario lists.
func (p *pairCall) readTail() *Problem {
	method, _, slash := strings.Cut(p.tail, "/")
	is := "the API " + p.APIID + " of apis is " + p.API.Type
	switch {
	case p.Action == manageConnections && p.API.Type != WebSocket:
		return badPair("only WebSocket APIs have @connections, and " + is)
	case p.Action == manageConnections && !isConnections(p.tail):
		return badPair("the ARN names no @connections; write " + p.APIID + "/" + p.Stage + "/{METHOD}/@connections/{connectionId}")
	case p.Action == manageConnections:
	case p.Action == invalidateCache && p.API.Type != REST:
		return badPair("only REST APIs have a cache, and " + is)
	case p.API.Type == WebSocket && isConnections(p.tail):
		return badPair("calls to @connections are the action " + manageConnections)
	case p.API.Type == WebSocket, p.API.Type == HTTP && p.tail == defaultRoute:
		p.Path = p.tail
		return nil
	case strings.HasPrefix(p.tail, "$"):
		return badPair(quote(p.tail) + " is a route of a WebSocket API, and " + is + "; write " + p.form(p.Stage))
	}
	if wrong := checkMethod("resource", method); wrong != nil {
		return wrong
	}
	if !slash {
		return badPair("the ARN of the root resource ends in a slash; write " + p.APIID + "/" + p.Stage + "/" + method + "/")
	}
	p.Method, p.Path = method, p.tail[len(method):]
	return nil
}

// isConnections reports whether a method and a path are those of a call to @connections.
func isConnections(tail string) bool {
	_, path, _ := strings.Cut(tail, "/")
	return path == "@connections" || strings.HasPrefix(path, "@connections/")
}

// guess reads what the ARN of an API that the scenario does not list names, by its form.
func (p *pairCall) guess() (Invocation, bool, *Problem) {
	method, _, slash := strings.Cut(p.tail, "/")
	isCall := (p.Action != manageConnections || isConnections(p.tail)) && p.Stage != "" && p.tail != "" && isAccount(p.Account) && p.Partition != "" && p.Region != ""
	switch {
	case !isCall:
		return Invocation{}, false, nil
	case slash && slices.Contains(verbs, method):
		p.Method, p.Path = method, p.tail[len(method):]
	case slash:
		return Invocation{}, false, nil
	default:
		p.Path = p.tail
		if slices.Contains(verbs, method) {
			p.note("the ARN is taken to name the route " + method + " of a WebSocket API; that of the root resource of a REST API ends in a slash, as in " + method + "/")
		}
	}
	return p.finish()
}

// finish completes the Invocation.
func (p *pairCall) finish() (Invocation, bool, *Problem) {
	if wrong := p.complete("resource"); wrong != nil {
		return Invocation{}, false, wrong
	}
	return p.Invocation, true, nil
}

// isAccount reports whether s is the id of an account.
func isAccount(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return len(s) == 12
}
