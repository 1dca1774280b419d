package apigateway

import (
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
		return Call{}, &Problem{"url", quote(url) + " does not begin with https://"}
	}
	if strings.ContainsAny(rest, "# \t\r\n") {
		return Call{}, &Problem{"url", quote(url) + " holds a space or a fragment, which cannot be sent"}
	}
	rest, query, _ := strings.Cut(rest, "?")
	name, path, _ := strings.Cut(rest, "/")
	h, problem := parseHost(name)
	if problem != nil {
		return Call{}, problem
	}
	m := match{api: h.api, method: method, path: "/" + path, query: query}
	switch {
	case h.api == Connections:
		m.path = "/" + h.apiID + m.path
	case m.path == "/v2" || strings.HasPrefix(m.path, "/v2/"):
		m.api, m.path = V2, strings.TrimPrefix(m.path, "/v2")
	default:
		m.api = V1
	}
	o, problem := m.operation()
	if problem != nil {
		return Call{}, problem
	}
	p := sent{operation: &o, text: []byte{'{'}}
	p.path(m.path)
	p.query(m.query)
	p.body(body)
	if p.problem != nil {
		return Call{}, p.problem
	}
	parameters, _ := jsontree.Parse(string(p.text)+"}", maxDepth)
	return Call{API: m.api, Operation: o.Name, Region: h.region, Partition: h.partition, Parameters: parameters.Root(), Path: m.path}, nil
}

// maxDepth is how deep parameters and imported documents may nest; scenarios allow less.
const maxDepth = 256

// A match looks for the operation behind a method and a path.
type match struct {
	api, method, path, query string
	methods                  []string // what the path takes, if not the method
}

func (m *match) operation() (o Operation, problem *Problem) {
	mode, _ := queryValue(m.query, "mode")
	for candidate := range Operations() {
		if candidate.API != m.api || !matchesPath(candidate.Path, m.path) {
			continue
		}
		if candidate.Method != m.method {
			if !containsString(m.methods, candidate.Method) {
				m.methods = append(m.methods, candidate.Method)
			}
			continue
		}
		if o.Name == "" || mode == "import" && strings.HasPrefix(candidate.Name, "Import") {
			o = candidate
		}
	}
	if o.Name == "" {
		return o, m.problem()
	}
	return o, nil
}

// matchesPath reports whether the path is of the form of the template. An ARN at the end may hold slashes that should
// have been encoded.
func matchesPath(template, path string) bool {
	for template != "" {
		template, path = strings.TrimPrefix(template, "/"), strings.TrimPrefix(path, "/")
		var want, got string
		want, template = cutSegment(template)
		if strings.HasSuffix(want, "Arn}") {
			return path != ""
		}
		got, path = cutSegment(path)
		if want != got && want[0] != '{' || got == "" {
			return false
		}
	}
	return path == ""
}

// cutSegment cuts path in front of its next slash.
func cutSegment(path string) (segment, rest string) {
	if i := strings.IndexByte(path, '/'); i >= 0 {
		return path[:i], path[i:]
	}
	return path, ""
}

// problem says why there is no operation: the method, or the path and what is near it.
func (m *match) problem() *Problem {
	wire := m.path
	if m.api == V2 {
		wire = "/v2" + m.path
	}
	if len(m.methods) > 0 {
		return &Problem{"method", quote(m.method) + " is no method of " + wire + "; it takes " + and(m.methods)}
	}
	switch {
	case m.api == Connections:
		return &Problem{"url", quote(wire[1:]) + " is no management call; the endpoint of an API takes those to /{stage}/@connections/{connectionId} only"}
	case m.api == V1 && m.exists(V2):
		return &Problem{"url", "there is no " + quote(wire) + "; HTTP and WebSocket APIs are at /v2" + m.path}
	case m.api == V2 && m.exists(V1):
		return &Problem{"url", "there is no " + quote(wire) + "; REST APIs and what belongs to them have no /v2: " + m.path}
	}
	base, below := m.nearest()
	if base == "" {
		base = "at the top"
	} else {
		base = "below " + base
	}
	if below == nil {
		return &Problem{"url", "there is no " + quote(wire) + "; nothing is " + base}
	}
	return &Problem{"url", "there is no " + quote(wire) + "; " + base + thereAre(below)}
}

// exists reports whether the other version has the path.
func (m *match) exists(api string) bool {
	for o := range Operations() {
		if o.API == api && matchesPath(o.Path, m.path) {
			return true
		}
	}
	return false
}

// nearest returns the longest beginning of the path that is one of a known path, and the segments known below it.
func (m *match) nearest() (base string, below []string) {
	longest := -1
	for o := range Operations() {
		if o.API != m.api {
			continue
		}
		n, at, next := common(o.Path, m.path)
		if n > longest {
			longest, base, below = n, at, nil
		}
		if n == longest && next != "" && !containsString(below, next) {
			below = append(below, next)
		}
	}
	return base, below
}

// common counts the segments at which template and path agree, and returns that part of the template and what follows.
func common(template, path string) (n int, base, next string) {
	whole := template
	for template != "" {
		at := len(whole) - len(template)
		want, rest := cutSegment(template[1:])
		got, tail := cutSegment(strings.TrimPrefix(path, "/"))
		if got == "" || want != got && want[0] != '{' {
			return n, whole[:at], want
		}
		template, path = rest, tail
		n++
	}
	return n, whole, ""
}

func containsString(list []string, s string) bool {
	for _, e := range list {
		if e == s {
			return true
		}
	}
	return false
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
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	last := len(words) - 1
	return strings.Join(words[:last], ", ") + " and " + words[last]
}
