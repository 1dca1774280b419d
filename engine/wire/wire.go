// Package wire is the byte form of the engine: a scenario goes in as JSON, results come out as JSON. It is the only
// place that knows the field names of results, and every host calls it: the module, the native server and the tests.
//
// Goals: the same bytes for the same scenario on every host; no reflection. Non-goals: other encodings, streaming.
package wire

import (
	"slices"
	"strconv"
	"strings"

	"github.com/iam-policy-playground/playground/engine"
	"github.com/iam-policy-playground/playground/engine/apigateway"
	"github.com/iam-policy-playground/playground/engine/check"
	"github.com/iam-policy-playground/playground/engine/explain"
	"github.com/iam-policy-playground/playground/engine/internal/jsontree"
	"github.com/iam-policy-playground/playground/engine/scenario"
)

// Version is the version of the engine that results carry.
const Version = "0.1.0"

// Operations of Serve.
const (
	Evaluate = 1  // scenario → results with traces
	Decide   = 2  // scenario → results without traces, reasons and causes
	Explain  = 3  // scenario → results with the trace as text
	About    = 4  // anything → the version and what each code means
	Catalog  = 5  // prefix of a service → its actions, resource types and condition keys; nothing → the global condition keys
	Learn    = 6  // records of services as engine/catalog/records.go has them, or an index → how many services are known
	Check    = 7  // scenario → findings with fixes, and the services whose records are wanted for more
	Complete = 8  // {"policy":0,"offset":123,"scenario":{…}} → what can stand at a byte of a policy
	Hover    = 9  // the same → what stands there and means
	Summary  = 10 // scenario → a sentence for each statement
)

// Serve answers one call: it appends the answer to out and returns it. The answer never shares memory with in. It is
// safe for concurrent use.
func Serve(op uint32, in, out []byte) []byte {
	switch op {
	case Evaluate, Decide, Explain:
		return serveScenario(op, string(in), out)
	case About:
		return about(out)
	case Catalog:
		return serveCatalog(string(in), out)
	case Learn:
		return serveLearn(string(in), out)
	case Check:
		return serveCheck(string(in), out)
	case Complete, Hover, Summary:
		return serveAssist(op, string(in), out)
	}
	return append(out, `{"engine":"`+Version+`","error":"no operation has this number"}`...)
}

// yield, if set, is called between requests; the module lets the garbage collector work there.
var yield = func() {}

// SetYield sets what is called between requests. It is for the module's start, not safe for concurrent use.
func SetYield(f func()) { yield = f }

func serveScenario(op uint32, text string, out []byte) []byte {
	s, problems := scenario.Parse(text)
	set, problems := compile(s, problems)
	w := writer{buf: append(out, `{"engine":"`+Version+`","results":[`...)}
	blame := newBlame(problems)
	a := newAsker(set, s)
	for i := range s.Requests {
		if i > 0 {
			w.raw(",")
			yield()
		}
		w.result(op, a, s, i, blame.of(s.Requests[i].Path), &problems)
	}
	w.raw(`],"diagnostics":[`)
	diagnostics := append(problems, set.Diagnostics()...)
	diagnostics = append(diagnostics, apigateway.Findings(set, s.APIs)...)
	if w.omitted > 0 {
		diagnostics = append(diagnostics, engine.Diagnostic{Policy: -1, Path: "requests", Severity: engine.Warning, Code: tracesOmitted,
			Message: "the answer is full, so " + explain.Count(w.omitted, "result") + " came without reason and trace; ask for fewer requests at once"})
	}
	diagnostics.Sort()
	for i := range diagnostics {
		if i > 0 {
			w.raw(",")
		}
		w.diagnostic(&diagnostics[i])
	}
	w.raw("]}")
	return w.buf
}

// compile makes the set of a scenario. A policy whose role is not known stands in it as one that is attached to nothing;
// its problem makes every request an error.
func compile(s *scenario.Scenario, problems engine.Diagnostics) (*engine.Set, engine.Diagnostics) {
	policies := make([]engine.Policy, len(s.Policies))
	for i := range s.Policies {
		p := &s.Policies[i]
		kind, attached := p.Type, p.AttachedTo
		if kind == 0 {
			kind, attached = engine.Identity, nil
		}
		policies[i] = engine.Policy{Name: p.Name, Document: documents.get(kind, p.Text), AttachedTo: attached, Everywhere: p.Everywhere && p.Type != 0}
	}
	return engine.New(s.Environment, policies), problems
}

// A blame knows which problems of a scenario keep which requests from being evaluated.
type blame struct {
	all      *engine.Diagnostic
	requests map[string]*engine.Diagnostic // by the path of the request
}

func newBlame(problems engine.Diagnostics) blame {
	b := blame{requests: map[string]*engine.Diagnostic{}}
	for i := range problems {
		d := &problems[i]
		if d.Severity != engine.Error {
			continue
		}
		if request := requestOf(d.Path); request == "" && b.all == nil {
			b.all = d
		} else if request != "" && b.requests[request] == nil {
			b.requests[request] = d
		}
	}
	return b
}

func (b *blame) of(request string) string {
	d := b.requests[request]
	if d == nil {
		d = b.all
	}
	if d == nil {
		return ""
	}
	if d.Path == "$" {
		return "the scenario cannot be read: " + d.Message
	}
	return d.Path + ": " + d.Message
}

// requestOf cuts requests[12].principal down to requests[12]; it returns "" for what does not concern one request.
func requestOf(path string) string {
	end := strings.IndexByte(path, ']')
	if !strings.HasPrefix(path, "requests[") || end < 0 {
		return ""
	}
	return path[:end+1]
}

// maxMissing bounds how many requests are told that they lack a key.
const maxMissing = 20

func (w *writer) result(op uint32, a *asker, s *scenario.Scenario, index int, problem string, diagnostics *engine.Diagnostics) {
	r := &s.Requests[index]
	w.raw(`{"name":`)
	w.string(r.Name)
	var plan *apigateway.Plan
	if problem == "" {
		plan, problem = a.plan(r, diagnostics)
	}
	if problem != "" {
		w.raw(`,"decision":"error","reason":`)
		w.string(problem)
		if op == Explain {
			w.member(`,"text":`, r.Name+": error\n"+problem+"\n")
		}
		w.raw("}")
		return
	}
	q := a.ask(r, plan)
	full := op != Decide && len(w.buf) > MaxTraces
	if full {
		w.omitted++
	}
	if op == Decide || full {
		d := q.Decide()
		w.member(`,"decision":`, d.String())
		if d == engine.Failed {
			w.member(`,"reason":`, q.Failure()+".")
		}
		w.raw("}")
		return
	}
	result := q.Evaluate()
	w.member(`,"decision":`, result.Decision.String())
	w.refusal(plan, result)
	if op == Explain {
		w.member(`,"text":`, explain.Text(r.Name, result))
	} else {
		w.details(result)
	}
	w.raw("}")
	w.missing += noteMissing(q, index, w.missing, diagnostics)
}

// A query is a request that is ready to be decided: one question, or a chain of them.
type query interface {
	Decide() engine.Decision
	Evaluate() *engine.Result
	Failure() string
	MissingKeys() []string
}

// An asker makes the requests of a scenario ready, one after the other in the same memory.
type asker struct {
	engine   *engine.Asker
	gateway  *apigateway.Planner
	question apigateway.Question
}

func newAsker(set *engine.Set, s *scenario.Scenario) *asker {
	return &asker{engine: set.Asker(), gateway: apigateway.NewPlanner(set, s.Environment, s.APIs)}
}

func (a *asker) ask(r *scenario.Request, plan *apigateway.Plan) query {
	if plan == nil {
		return a.engine.Ask(r.Request)
	}
	return a.engine.AskChain(plan.Chain)
}

// plan asks API Gateway how it authorizes a request; nil if that is no call of it. A call that cannot be understood is
// a problem of the scenario.
func (a *asker) plan(r *scenario.Request, diagnostics *engine.Diagnostics) (*apigateway.Plan, string) {
	a.question = questionOf(r)
	plan, wrong := a.gateway.PlanOf(&a.question)
	if wrong == nil {
		return plan, ""
	}
	path := r.Path
	if wrong.Field != "" {
		path += "." + wrong.Field
	}
	*diagnostics = append(*diagnostics, engine.Diagnostic{Policy: -1, Path: path, Severity: engine.Error, Code: scenario.WrongValue, Message: wrong.Message})
	return nil, path + ": " + wrong.Message
}

func questionOf(r *scenario.Request) apigateway.Question {
	q := apigateway.Question{Request: r.Request, HTTP: r.HTTP, Body: r.Body, Authorization: r.Authorization, Token: r.Token, Signature: r.Signature}
	if o := r.Operation; o != nil {
		q.Operation = &apigateway.Call{API: o.API, Operation: o.Name, Region: o.Region, Parameters: o.Parameters}
	}
	return q
}

// refusal writes what a caller sees of a call that does not get through.
func (w *writer) refusal(plan *apigateway.Plan, r *engine.Result) {
	text := explain.AccessDenied(r)
	if plan != nil {
		text = plan.ErrorText(r, text)
		if r.Gate != nil && r.Gate.Status > 0 {
			w.raw(`,"status":`)
			w.int(r.Gate.Status)
		}
	}
	w.optional(`,"error":`, text)
}

// noteMissing tells of keys that AWS always sets and the request does not give.
func noteMissing(q query, index, before int, diagnostics *engine.Diagnostics) int {
	keys := q.MissingKeys()
	if len(keys) == 0 || before >= maxMissing {
		return 0
	}
	*diagnostics = append(*diagnostics, engine.Diagnostic{
		Policy: -1, Path: "requests[" + strconv.Itoa(index) + "].context", Severity: engine.Warning, Code: engine.MissingContextKey,
		Message: "AWS sets " + strings.Join(keys, ", ") + " in every request, a policy asks for it, and the request does not give it; it counts as absent",
	})
	return 1
}

// MaxTraces bounds the answer, in bytes: beyond it results are decisions only, and a diagnostic says so. The
// module's memory is limited.
const MaxTraces = 8 << 20

// tracesOmitted is the code of that diagnostic.
const tracesOmitted = "TRACES_OMITTED"

func (w *writer) details(r *engine.Result) {
	w.member(`,"reason":`, explain.Reason(r))
	ids := stepIDs(r)
	w.raw(`,"decidedBy":[`)
	for i, c := range r.DecidedBy {
		if i > 0 {
			w.raw(",")
		}
		w.raw(`{"policy":`)
		w.int(c.Policy)
		w.raw(`,"statement":`)
		w.int(c.Statement)
		w.span(c.Span)
		w.member(`,"step":`, ids[i])
		w.raw("}")
	}
	w.raw("]")
	if closest := explain.Closest(r); closest != nil {
		id, _ := idBelow(r.Trace, closest)
		w.member(`,"closest":`, id)
	}
	w.dependencies(r.DependsOn)
	w.raw(`,"trace":`)
	w.step(r.Trace, place{})
}

// stepIDs finds the ids of the steps that decided.
func stepIDs(r *engine.Result) []string {
	ids := make([]string, len(r.DecidedBy))
	var walk func(s *engine.Step, id string)
	walk = func(s *engine.Step, id string) {
		for i := range r.DecidedBy {
			if r.DecidedBy[i].Step == s {
				ids[i] = id
			}
		}
		for _, child := range s.Steps {
			if child.Decides {
				walk(child, childID(id, child))
			}
		}
	}
	walk(r.Trace, "")
	return ids
}

// idBelow finds the id that a step has below s.
func idBelow(s, wanted *engine.Step) (id string, found bool) {
	for _, child := range s.Steps {
		if child == wanted {
			return child.Segment, true
		}
		if id, found = idBelow(child, wanted); found {
			return child.Segment + "." + id, true
		}
	}
	return "", false
}

// childID is the id of a step below one with id: the segments joined by dots, without the root's.
func childID(id string, child *engine.Step) string {
	if id == "" {
		return child.Segment
	}
	return id + "." + child.Segment
}

func (w *writer) dependencies(list []engine.Dependency) {
	if len(list) == 0 {
		return
	}
	w.raw(`,"dependsOn":[`)
	for i, d := range list {
		if i > 0 {
			w.raw(",")
		}
		w.raw(`{"key":`)
		w.string(d.Key)
		w.raw(`,"ways":[`)
		for j, way := range d.Ways {
			if j > 0 {
				w.raw(",")
			}
			w.raw(`{"when":`)
			w.string(way.When)
			if way.Value != nil {
				w.raw(`,"value":`)
				w.strings(way.Value.Strings)
			}
			w.member(`,"decision":`, way.Decision.String())
			w.raw("}")
		}
		w.raw("]}")
	}
	w.raw("]")
}

// A place is where something stands in the answer, in bytes. The zero place is none.
type place struct{ start, end int }

// id writes the id of a step below one whose id stands at above, and returns where it stands, without the closing quote.
// So ids are made where they are written, of those that are there already.
func (w *writer) id(s *engine.Step, above place) place {
	start := len(w.buf)
	w.buf = append(w.buf, w.buf[above.start:above.end]...)
	dot := len(w.buf)
	w.string(s.Segment)
	if dot > start {
		w.buf[dot] = '.' // in place of the quote
	}
	return place{start, len(w.buf) - 1}
}

// step writes s, which is below the step whose id stands at above; nothing stands for the root.
func (w *writer) step(s *engine.Step, above place) {
	w.raw(`{"id":`)
	own := w.id(s, above)
	if s.Op == engine.OpRequest {
		own = place{} // ids leave out the root's
	}
	w.word(`,"op":"`, s.Op.String())
	w.optional(`,"name":`, s.Name)
	if s.Policy >= 0 {
		w.raw(`,"policy":`)
		w.int(s.Policy)
		if s.Span.End > 0 {
			w.span(s.Span)
		}
	}
	w.optional(`,"effect":`, s.Effect)
	w.word(`,"answer":"`, s.Answer.String())
	if s.Why != "" {
		w.word(`,"code":"`, string(s.Why))
	}
	w.member(`,"say":`, explain.Say(s))
	w.optional(`,"operator":`, s.Operator)
	w.optional(`,"want":`, s.Want)
	w.optional(`,"got":`, s.Got)
	if s.Decides {
		w.raw(`,"decides":true`)
	}
	if s.Notes != 0 {
		w.raw(`,"notes":`)
		w.strings(explain.Notes(s.Notes))
	}
	switch s.Op {
	case engine.OpRequest, engine.OpLayer, engine.OpLevel, engine.OpPolicy, engine.OpDecision, engine.OpGate:
		w.word(`,"outcome":"`, s.Outcome.String())
	}
	if s.Status > 0 {
		w.raw(`,"status":`)
		w.int(s.Status)
	}
	w.optional(`,"side":`, s.Side.String())
	if len(s.Steps) > 0 {
		w.raw(`,"steps":[`)
		for i, child := range s.Steps {
			if i > 0 {
				w.buf = append(w.buf, ',')
			}
			w.step(child, own)
		}
		w.buf = append(w.buf, ']')
	}
	w.buf = append(w.buf, '}')
}

func (w *writer) diagnostic(d *engine.Diagnostic) {
	w.raw("{")
	if d.Policy >= 0 {
		w.raw(`"policy":`)
		w.int(d.Policy)
		w.span(d.Span)
	} else {
		w.raw(`"path":`)
		w.string(d.Path)
		if d.Span.End > 0 {
			w.span(d.Span)
		}
	}
	w.raw(`,"severity":"` + d.Severity.String() + `","code":"` + string(d.Code) + `","message":`)
	w.string(d.Message)
	w.raw("}")
}

func about(out []byte) []byte {
	w := writer{buf: append(out, `{"engine":"`+Version+`","codes":{`...)}
	for i, d := range slices.Concat(engine.Descriptions(), apigateway.Descriptions(), check.Descriptions()) {
		w.comma(i)
		w.string(string(d.Code))
		w.raw(`:{"means":`)
		w.string(d.Means)
		w.member(`,"page":`, d.Page)
		w.raw("}")
	}
	w.raw("}}")
	return w.buf
}

// A writer appends JSON.
type writer struct {
	buf     []byte
	missing int // requests told so far that they lack a key
	omitted int // results without their trace
}

func (w *writer) raw(s string)    { w.buf = append(w.buf, s...) }
func (w *writer) string(s string) { w.buf = jsontree.AppendString(w.buf, s) }
func (w *writer) int(n int)       { w.buf = strconv.AppendInt(w.buf, int64(n), 10) }

// member appends a member that is not the first of its object; begin is all that stands before its value.
func (w *writer) member(begin, value string) {
	w.buf = jsontree.AppendString(append(w.buf, begin...), value)
}

// optional appends a member unless its value is empty.
func (w *writer) optional(begin, value string) {
	if value != "" {
		w.member(begin, value)
	}
}

// word appends a member whose value needs no escapes; begin is all that stands before its first letter.
func (w *writer) word(begin, value string) {
	w.buf = append(append(append(w.buf, begin...), value...), '"')
}

func (w *writer) span(s engine.Span) {
	b := strconv.AppendInt(append(w.buf, `,"span":[`...), int64(s.Start), 10)
	b = strconv.AppendInt(append(b, ','), int64(s.End), 10)
	w.buf = append(b, ']')
}

func (w *writer) strings(list []string) {
	w.raw("[")
	for i, s := range list {
		if i > 0 {
			w.raw(",")
		}
		w.string(s)
	}
	w.raw("]")
}
