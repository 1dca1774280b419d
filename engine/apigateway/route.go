package apigateway

import "strings"

// A Parameter is a parameter of a route's path with the part of the actual path that it stands for, as sent.
type Parameter struct{ Name, Value string }

// Routes that are no method and path.
const (
	defaultRoute = "$default" // of an HTTP or WebSocket API
	connectRoute = "$connect" // of a WebSocket API
)

// A routing is the answer to which route takes a call.
type routing struct {
	route      *Route
	parameters []Parameter
	disputed   bool // going from left to right another route would take it, because the one found is greedy nowhere
}

// findRoute returns the route that takes a call with a method: the method's own or ANY, with the path that fits most
// precisely. A path without a greedy parameter fits better than one with it; then, from left to right, a segment that is
// spelled out fits better than a parameter, and a parameter better than a greedy one; then the method better than ANY.
//
// AWS: API Gateway Developer Guide, "Create routes for HTTP APIs in API Gateway" and "Set up a method using the API Gateway
// console". A REST API takes the next best route if the best path lacks the method (measured by others).
func (api *API) findRoute(method, path string) (found routing) {
	slash := api.Type != HTTP
	if slash {
		path = trimSlash(path)
	}
	var first *Route
	for i := range api.Routes {
		r := &api.Routes[i]
		template, ok := r.template(method, slash)
		if !ok || !fits(template, path) {
			continue
		}
		if found.route == nil || r.before(found.route, slash, true) {
			found.route = r
		}
		if first == nil || r.before(first, slash, false) {
			first = r
		}
	}
	switch {
	case found.route == nil && api.Type == HTTP:
		found.route = api.routeNamed(defaultRoute)
		return found
	case found.route == nil:
		return found
	}
	found.disputed = first != found.route
	found.parameters = parametersOf(found.route.path(slash), path)
	return found
}

// routeNamed returns the route of that text; nil if there is none.
func (api *API) routeNamed(text string) *Route {
	for i := range api.Routes {
		if api.Routes[i].Route == text {
			return &api.Routes[i]
		}
	}
	return nil
}

// method returns GET of GET /pets.
func (r *Route) method() string {
	method, _, _ := strings.Cut(r.Route, " ")
	return method
}

// path returns /pets of GET /pets, without a slash at the end if that does not count.
func (r *Route) path(slash bool) string {
	_, path, _ := strings.Cut(r.Route, " ")
	if slash {
		path = trimSlash(path)
	}
	return path
}

// template returns the path of the route if it takes the method.
func (r *Route) template(method string, slash bool) (path string, ok bool) {
	path = r.path(slash)
	m := r.method()
	return path, strings.HasPrefix(path, "/") && (m == method || m == "ANY")
}

func trimSlash(path string) string {
	if path == "/" {
		return path
	}
	return strings.TrimSuffix(path, "/")
}

// Kinds of segments of a template, the most precise first.
const (
	exact = iota
	parameter
	greedy
)

func segmentKind(segment string) int {
	switch {
	case !strings.HasPrefix(segment, "{"):
		return exact
	case strings.HasSuffix(segment, "+}"):
		return greedy
	}
	return parameter
}

// fits reports whether a path is one of a template's. A parameter stands for a segment that is not empty; a greedy one, at
// the end, for one segment or more.
func fits(template, path string) bool {
	for template != "" && path != "" {
		want, moreWanted := cutSegment(template)
		got, more := cutSegment(path)
		switch segmentKind(want) {
		case greedy:
			return moreWanted == "" && path != "/"
		case parameter:
			if got == "" {
				return false
			}
		default:
			if want != got {
				return false
			}
		}
		template, path = moreWanted, more
	}
	return template == "" && path == ""
}

// before reports whether r takes a call rather than s, where both fit it.
func (r *Route) before(s *Route, slash, fullFirst bool) bool {
	a, b := r.path(slash), s.path(slash)
	if ga, gb := isGreedy(a), isGreedy(b); fullFirst && ga != gb {
		return gb
	}
	for a != "" && b != "" {
		var x, y string
		x, a = cutSegment(a)
		y, b = cutSegment(b)
		if kx, ky := segmentKind(x), segmentKind(y); kx != ky {
			return kx < ky
		}
	}
	return r.method() != "ANY" && s.method() == "ANY"
}

// isGreedy reports whether a template ends in a greedy parameter.
func isGreedy(template string) bool { return strings.HasSuffix(template, "+}") }

// parametersOf returns what the parameters of a template stand for in a path that fits it.
func parametersOf(template, path string) (all []Parameter) {
	for template != "" {
		want, moreWanted := cutSegment(template)
		got, more := cutSegment(path)
		switch segmentKind(want) {
		case parameter:
			all = append(all, Parameter{strings.Trim(want, "{}"), got})
		case greedy:
			return append(all, Parameter{strings.TrimSuffix(want[1:], "+}"), path[1:]})
		}
		template, path = moreWanted, more
	}
	return all
}
