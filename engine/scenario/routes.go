package scenario

import (
	"strings"

	"github.com/iam-policy-playground/playground/engine/apigateway"
	"github.com/iam-policy-playground/playground/engine/internal/jsontree"
)

// What routes look like, by the type of the API. What stands in braces pathFault tells.
//
// AWS: API Gateway Developer Guide, "Methods for REST APIs", "Create routes for HTTP APIs" and "Create routes for WebSocket
// APIs": the prefix $ is reserved for predefined routes.
var (
	restRoute = &form{WrongValue, "a method and a path", "GET /pets/{petId}", nil, patterns{
		"ANY /{template}", "DELETE /{template}", "GET /{template}", "HEAD /{template}",
		"OPTIONS /{template}", "PATCH /{template}", "POST /{template}", "PUT /{template}"}}
	httpRoute = &form{WrongValue, "a method and a path, or $default", "GET /pets/{petId}", forms{restRoute}, patterns{"$default"}}
	routeKey  = &form{WrongValue, "a route key of a WebSocket API", "sendMessage", nil,
		patterns{"$connect", "$disconnect", "$default", "{plain}{printable}"}}
)

// routeHint says what is probably wrong with a route.
func (f *form) routeHint(s string) string {
	method, path, spaced := strings.Cut(s, " ")
	switch {
	case f == routeKey && spaced && strings.HasPrefix(path, "/"):
		return "WebSocket APIs have no methods and paths"
	case f == routeKey && strings.HasPrefix(s, "$"):
		return "only $connect, $disconnect and $default begin with $"
	case f == routeKey:
		return ""
	case s == "$default":
		return "REST APIs have no $default; ANY /{proxy+} matches every path but /"
	case strings.HasPrefix(s, "$"):
		return "route keys are for WebSocket APIs"
	case strings.HasPrefix(s, "/"):
		return "the method is missing; ANY stands for all"
	case !spaced || !strings.HasPrefix(path, "/"):
		return ""
	case strings.ContainsAny(path, "?#"):
		return "a route has no query"
	case method != strings.ToUpper(method):
		return "methods are written in capital letters"
	}
	return "the method is one of DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT, or ANY"
}

// pathFault says what is wrong with the path of a route whose form is right, "" for nothing.
//
// AWS: API Gateway Developer Guide, "Create routes for HTTP APIs": a greedy path variable stands at the end.
func pathFault(route string) string {
	_, path, _ := strings.Cut(route, " /")
	segments := strings.Split(path, "/")
	for i, segment := range segments {
		inside, opened := strings.CutPrefix(segment, "{")
		name, closed := strings.CutSuffix(inside, "}")
		name, greedy := strings.CutSuffix(name, "+")
		last := i == len(segments)-1
		switch {
		case segment == "" && !last:
			return "there is nothing between two slashes"
		case !strings.ContainsAny(segment, "{}"):
		case !opened || !closed || name == "" || strings.ContainsAny(name, "{}+"):
			return "a parameter has a name and stands alone between two slashes, as in {petId}; this is " + quote(segment)
		case greedy && !last:
			return "the greedy parameter " + segment + " takes the rest of the path, so nothing follows it"
		}
	}
	return ""
}

// routes reports routes that match the same calls as one before, and Lambda authorizers where there are none.
//
// AWS: API Gateway Developer Guide, "Control access to WebSocket APIs with AWS Lambda REQUEST authorizers".
func (r *reader) routes(list jsontree.Value) {
	r.push("routes", -1)
	seen := map[string]string{} // routes without the names of parameters → as they are written
	i := 0
	for e := list.First(); e.OK() && !r.stopped(); e = e.Next() {
		r.push("", i)
		route, authorization := member(e, "route").Of(), member(e, "authorization").Of()
		if route.Kind() == jsontree.String {
			r.repeatedRoute(seen, route)
		}
		if r.api.Type == apigateway.WebSocket && authorization.Str() == apigateway.AuthCustom && route.Str() != "$connect" {
			r.push("authorization", -1)
			r.reportAt(authorization, WrongValue, "a WebSocket API asks a Lambda authorizer only on its route $connect")
			r.pop()
		}
		r.pop()
		i++
	}
	r.pop()
}

func (r *reader) repeatedRoute(seen map[string]string, v jsontree.Value) {
	route := v.Str()
	bare := route
	if r.api.Type != apigateway.WebSocket {
		bare = nameless(route)
	}
	earlier, twice := seen[bare]
	if !twice {
		seen[bare] = route
		return
	}
	message := "the route " + quote(route) + " stands here twice"
	if earlier != route {
		message = "the route " + quote(route) + " matches the same calls as " + quote(earlier) + ": the names of parameters tell nothing apart"
	}
	r.push("route", -1)
	r.reportAt(v, WrongValue, message)
	r.pop()
}

// nameless returns a route without the names of its parameters.
func nameless(route string) string {
	var b strings.Builder
	for {
		before, rest, opened := strings.Cut(route, "{")
		name, behind, closed := strings.Cut(rest, "}")
		if !opened || !closed {
			b.WriteString(route)
			return b.String()
		}
		b.WriteString(before + "{")
		if strings.HasSuffix(name, "+") {
			b.WriteByte('+')
		}
		b.WriteByte('}')
		route = behind
	}
}
