package apigateway

import (
	"slices"
	"strings"

	"github.com/iam-policy-playground/playground/engine/internal/jsontree"
)

// ManagementHTTP reads an HTTP request to the management plane as the operation it stands for, with the parameters of
// its path, its query and its body. The body, if there is one, is a JSON object. Calls to the @connections of a WebSocket
// API at its own endpoint are read too. Account is left empty.
//
// AWS: API Gateway API Reference and Version 2 API Reference, "Request syntax" of each action.
func ManagementHTTP(method, url string, body jsontree.Value) (Call, *Problem) {
	rest, found := strings.CutPrefix(url, "https://")
	if !found {
		return Call{}, problem("url", quote(url)+" does not begin with https://")
	}
	if strings.ContainsAny(rest, "# \t\r\n") {
		return Call{}, problem("url", quote(url)+" holds a space or a fragment, which cannot be sent")
	}
	rest, query, _ := strings.Cut(rest, "?")
	name, path, _ := strings.Cut(rest, "/")
	h, wrong := parseHost(name)
	if wrong != nil {
		return Call{}, wrong
	}
	api, path := h.api, "/"+path
	switch {
	case api == Connections:
		path = "/" + h.apiID + path
	case path == "/v2" || strings.HasPrefix(path, "/v2/"):
		api, path = V2, path[len("/v2"):]
	default:
		api = V1
	}
	p := sent{text: []byte{'{'}}
	p.readQuery(query)
	m := match{api: api, method: method, path: path}
	if m.find(slices.Contains(p.values("mode"), "import")); m.problem != nil {
		return Call{}, m.problem
	}
	p.operation = m.found
	p.addPath(path)
	p.addQuery()
	p.addBody(body)
	if p.problem != nil {
		return Call{}, p.problem
	}
	parameters, _ := jsontree.Parse(string(p.text)+"}", maxDepth)
	return Call{API: api, Operation: m.found.Name, Region: h.region, Partition: h.partition, Parameters: parameters.Root(), Path: path}, nil
}

// maxDepth is how deep parameters and imported documents may nest; scenarios allow less.
const maxDepth = 256

// A match looks for the operation behind a method and a path.
type match struct {
	api, method, path string
	found             Operation
	problem           *Problem

	methods []string // what the path takes, if not the method
	other   string   // version of the API that has the path, if this one does not
	depth   int      // segments at the beginning of the path that some path has
	base    string   // that path, up to there
	below   []string // what there is below it
}

// find sets found or problem. An import shares its path and method with a create.
func (m *match) find(imports bool) {
	for c := (cursor{}); c.next(); {
		n, rest, matches := agree(c.Path, m.path)
		switch {
		case c.API != m.api:
			if matches {
				m.other = c.API
			}
		case !matches:
			m.near(n, c.Path, rest)
		case c.Method != m.method:
			m.methods = appendNew(m.methods, c.Method)
		case m.found.Name == "" || imports && strings.HasPrefix(c.Name, "Import"):
			m.found = c.Operation
		}
	}
	if m.found.Name == "" {
		m.problem = problem(m.explain())
	}
}

// near remembers the template if none agrees with more of the path.
func (m *match) near(n int, template, rest string) {
	if n > m.depth {
		m.depth, m.below = n, nil
	}
	if n == m.depth {
		m.base = template[:len(template)-len(rest)]
		if segment, _ := cutSegment(rest); segment != "" {
			m.below = appendNew(m.below, segment)
		}
	}
}

func appendNew(list []string, s string) []string {
	if slices.Contains(list, s) {
		return list
	}
	return append(list, s)
}

// agree compares a path with a template: at how many segments they agree, what of the template is left, and whether the
// path is of its form. An ARN at the end may hold slashes that should have been encoded.
func agree(template, path string) (n int, rest string, matches bool) {
	for rest = template; rest != ""; n++ {
		want, tail := cutSegment(rest)
		got, after := cutSegment(path)
		if got == "" || want != got && want[0] != '{' {
			return n, rest, false
		}
		if strings.HasSuffix(want, "Arn}") {
			after = ""
		}
		rest, path = tail, after
	}
	return n, "", path == ""
}

// cutSegment cuts the first segment off a path that begins with a slash; the rest begins with the next slash.
func cutSegment(path string) (segment, rest string) {
	if path == "" {
		return "", ""
	}
	path = path[1:]
	if i := strings.IndexByte(path, '/'); i >= 0 {
		return path[:i], path[i:]
	}
	return path, ""
}

// explain says why there is no operation: the method, or the path and what is near it.
func (m *match) explain() (field, message string) {
	o := Operation{API: m.api, Path: m.path}
	wire := o.WirePath()
	if len(m.methods) > 0 {
		return "method", quote(m.method) + " is no method of " + wire + "; it takes " + and(m.methods)
	}
	if m.api == Connections {
		return "url", quote(wire[1:]) + " is no management call; the endpoint of an API takes those to /{stage}/@connections/{connectionId} only"
	}
	message = "there is no " + quote(wire) + "; "
	switch {
	case m.other == V2:
		return "url", message + "HTTP and WebSocket APIs are at /v2" + m.path
	case m.other == V1:
		return "url", message + "REST APIs and what belongs to them have no /v2: " + m.path
	case m.base == "":
		return "url", message + "at the top" + thereAre(m.below)
	case m.below == nil:
		return "url", message + "nothing is below " + m.base
	}
	return "url", message + "below " + m.base + thereAre(m.below)
}

// thereAre is the end of a sentence that lists words.
func thereAre(words []string) string {
	if len(words) == 1 {
		return " there is " + words[0]
	}
	return " there are " + and(words)
}

// and joins words as a sentence does.
func and(words []string) string {
	last := len(words) - 1
	if last == 0 {
		return words[0]
	}
	return strings.Join(words[:last], ", ") + " and " + words[last]
}
