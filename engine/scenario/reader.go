package scenario

import (
	"strconv"
	"strings"

	"github.com/iam-policy-playground/playground/engine"
	"github.com/iam-policy-playground/playground/engine/apigateway"
	"github.com/iam-policy-playground/playground/engine/internal/jsontree"
)

// A step of the path to a value: a key or, where it is not -1, an index.
type step struct {
	key   string
	index int
}

// A reader walks a tree along the tables of fields. The objects that it is reading lie in account to request: begin
// of their record empties them, set of a field fills them, end moves them to the scenario.
type reader struct {
	scenario *Scenario
	path     []step
	problems engine.Diagnostics
	pending  []jsontree.Problem // of the text, in order, those whose path is not reached yet
	quiet    bool               // the text is not JSON: what is missing or odd from there on is no news

	dismissedDepth bool // the one TooDeep problem was among those dismissed

	account   engine.Account
	principal engine.Principal
	resource  engine.ResourceInfo
	endpoint  engine.EndpointInfo
	api       apigateway.API
	route     apigateway.Route
	policy    Policy
	request   Request
	operation Operation

	matched []match           // the last text of each of the forms that were seen first
	mapped  map[string]string // custom domain names with their base paths → the API that they lead to
}

// document reads the whole scenario. A syntax problem is the only one reported of a text that has one.
func (r *reader) document(root jsontree.Value, pending []jsontree.Problem) {
	if len(pending) > 0 && pending[0].Kind == jsontree.Syntax {
		p := pending[0]
		r.report(InvalidScenario, p.Start, p.End, p.Message)
		r.quiet = true
	} else {
		r.pending = pending
	}
	if !root.OK() {
		return
	}
	if root.Kind() != jsontree.Object {
		r.report(InvalidScenario, root.Start(), root.End(), "a scenario is an object, this is "+root.Kind().String())
		r.settle(root.End())
		return
	}
	if v := member(root, "scenario").Of(); v.Kind() == jsontree.Number && !isVersion(v) {
		r.push("scenario", -1)
		r.report(InvalidScenario, v.Start(), v.End(), "this is version 1 of the format; the scenario is of version "+v.Raw())
		return
	}
	r.record(&scenarioRecord, root)
	r.settle(root.End())
}

// member returns the first key of v with that name.
func member(v jsontree.Value, name string) jsontree.Value {
	for k := v.First(); k.OK(); k = k.Next() {
		if k.Str() == name {
			return k
		}
	}
	return jsontree.Value{}
}

func isVersion(v jsontree.Value) bool {
	whole, fraction, _ := strings.Cut(v.Raw(), ".")
	return whole == "1" && strings.Trim(fraction, "0") == ""
}

// stopped reports that there are so many problems that reading ends.
func (r *reader) stopped() bool { return len(r.problems) > maxProblems }

func (r *reader) push(key string, index int) { r.path = append(r.path, step{key, index}) }

func (r *reader) pop() { r.path = r.path[:len(r.path)-1] }

// key returns the key that leads to the object being read.
func (r *reader) key() string { return r.path[len(r.path)-1].key }

// where returns the path of the value being read.
func (r *reader) where() string {
	if len(r.path) == 0 {
		return "$"
	}
	var b []byte
	for _, s := range r.path {
		switch {
		case s.index >= 0:
			b = append(strconv.AppendInt(append(b, '['), int64(s.index), 10), ']')
		case !isName(s.key):
			b = append(jsontree.AppendString(append(b, '['), s.key), ']')
		case len(b) > 0:
			b = append(append(b, '.'), s.key...)
		default:
			b = append(b, s.key...)
		}
	}
	return string(b)
}

// isName reports whether a key may stand in a path without brackets.
func isName(key string) bool {
	for i := range len(key) {
		c := key[i]
		if !('a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || c == '_' || i > 0 && '0' <= c && c <= '9') {
			return false
		}
	}
	return key != ""
}

// report adds a problem at the current path.
func (r *reader) report(code engine.Code, start, end int, message string) {
	if r.quiet || r.stopped() {
		return
	}
	path := r.where()
	if len(r.problems) == maxProblems {
		code, path = InvalidScenario, "$"
		message = "the scenario has more than " + strconv.Itoa(maxProblems) + " problems; what follows here was not read"
	}
	r.problems = append(r.problems, engine.Diagnostic{
		Policy: -1, Path: path, Span: engine.Span{Start: start, End: end}, Severity: engine.Error, Code: code, Message: message,
	})
}

func (r *reader) reportAt(v jsontree.Value, code engine.Code, message string) {
	r.report(code, v.Start(), v.End(), message)
}

// settle reports the problems of the text before offset end, which belong to the current path.
func (r *reader) settle(end int) {
	for len(r.pending) > 0 && r.pending[0].Start < end {
		p := r.pending[0]
		r.pending = r.pending[1:]
		r.report(codeOf(p.Kind), p.Start, p.End, p.Message)
	}
}

// dismiss drops the problems of the text before offset end: they are those of a policy, which has its own reader.
func (r *reader) dismiss(end int) {
	for len(r.pending) > 0 && r.pending[0].Start < end {
		r.dismissedDepth = r.dismissedDepth || r.pending[0].Kind == jsontree.TooDeep
		r.pending = r.pending[1:]
	}
}

func codeOf(kind jsontree.ProblemKind) engine.Code {
	switch kind {
	case jsontree.TooDeep:
		return engine.DocumentTooDeep
	case jsontree.DuplicateKey:
		return engine.DuplicateKey
	case jsontree.Unicode:
		return engine.InvalidUnicode
	}
	return InvalidScenario
}

// quotedLength is how many bytes of a value a message quotes.
const quotedLength = 80

// quote returns s as messages show it.
func quote(s string) string {
	if len(s) > quotedLength {
		s = strings.ToValidUTF8(s[:quotedLength], "") + "…"
	}
	return string(jsontree.AppendString(nil, s))
}
