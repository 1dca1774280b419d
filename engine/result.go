package engine

import (
	"strings"

	"github.com/iam-policy-playground/playground/engine/internal/order"
)

// Decide returns the decision. It is Evaluate without the trace.
func (q *Query) Decide() Decision {
	switch {
	case q.set == nil: // the zero Query asks nothing
		return ImplicitDeny
	case q.failure != "":
		return Failed
	}
	if d, _, ok := q.unconditional(); ok {
		return d
	}
	v := q.evaluate(nil)
	d, _, ok := q.settle(&v)
	if !ok {
		return q.explore().decide()
	}
	return d
}

// Evaluate returns the decision with the trace of every question asked.
func (q *Query) Evaluate() *Result {
	root := newTrace(q.request.Name)
	root.compare(q.request.Action, q.request.Resource)
	if q.set == nil { // the zero Query asks nothing
		return &Result{Trace: root, Why: ReasonNothingGrants}
	}
	return q.evaluateInto(root)
}

// evaluateInto is Evaluate below a step.
func (q *Query) evaluateInto(root *Step) *Result {
	r := &Result{Trace: root, Asked: q.request}
	q.recordContext(root)
	if q.failure != "" {
		r.Decision, r.Why, r.Failure = Failed, ReasonCannotEvaluate, q.failure
	} else if d, why, ok := q.unconditional(); ok {
		r.Decision, r.Why = d, why
	} else {
		q.evaluateLayers(r)
	}
	recordDecision(r)
	return r
}

// evaluateLayers fills r from the layers.
func (q *Query) evaluateLayers(r *Result) {
	v := q.evaluate(r.Trace)
	d, c, ok := q.settle(&v)
	r.Decision, r.Why = d, c.why
	switch {
	case !ok:
		q.evaluateWays(r)
	case d == ExplicitDeny:
		r.DecidedBy = v.denials
	case d == Allowed:
		for _, kind := range grantOrder {
			if c.grants.has(kind) {
				r.DecidedBy = append(r.DecidedBy, c.naming(kind, v.grants[kind])...)
			}
		}
	}
	markCauses(r.Trace, r.DecidedBy)
	for _, kind := range layerOrder {
		if c.blocks.has(kind) {
			markLayer(r.Trace, kind)
		}
	}
	if d == Depends {
		markUnknown(r.Trace)
	}
}

// naming returns the causes that name the caller in the way the conclusion rests on; an identity policy names nobody.
func (c *conclusion) naming(kind Type, causes []Cause) []Cause {
	var way grant
	switch c.why {
	case ReasonNamedDirectly:
		way = directGrant
	case ReasonRoleNamed:
		way = viaGrant
	case ReasonDelegatedByOwnPolicy:
		way = accountGrant
	}
	if kind == Identity || way == 0 {
		return causes
	}
	var list []Cause
	for _, cause := range causes {
		if cause.how&way != 0 {
			list = append(list, cause)
		}
	}
	return list
}

// grantOrder is the order in which granting policies are named: first the caller's own.
var grantOrder = []Type{Identity, Authorizer, Resource, Trust, Endpoint}

// evaluateWays decides a request that unknown keys leave open.
func (q *Query) evaluateWays(r *Result) {
	x := q.explore()
	r.Decision, r.Why = x.decide(), ReasonEveryWayAgrees
	if r.Decision != Depends {
		return
	}
	r.leaveOpen(x)
}

// leaveOpen lists the unknown keys that the decision depends on.
func (r *Result) leaveOpen(x *explorer) {
	r.Why = ReasonDepends
	r.DependsOn = x.dependencies()
	if len(r.DependsOn) == 0 || !x.complete {
		r.Why = ReasonTooManyWays
	}
	if len(r.DependsOn) == 0 {
		r.DependsOn = x.openKeys()
	}
}

func (q *Query) recordContext(root *Step) {
	group := root.add(OpContext, "context", "context")
	group.answer(yes, q.ownerWhy).compare(q.owner, q.caller.account)
	if q.ownerWhy == ReasonOwnerAssumed {
		group.note(Assumed)
	}
	for _, k := range q.context() {
		step := group.add(OpContextKey, k.name, k.name)
		step.answer(yes, "")
		step.Got = shorten(joinValues(k.value))
		step.note(sourceNotes[k.from])
		if why := q.withheld(strings.ToLower(k.name)); why != "" {
			step.answer(no, why).note(Withheld)
		} else if k.from == sourceUnknown {
			step.answer(unknown, ReasonUnknownKey)
		}
	}
}

func joinValues(v Value) string {
	if len(v.Strings) == 1 && !v.Multi {
		return v.Strings[0]
	}
	text := "["
	for i, s := range v.Strings {
		if i > 0 {
			text += ", "
		}
		text += s
	}
	return text + "]"
}

// recordDecision records how the layers, or the gates, were combined.
func recordDecision(r *Result) {
	step := r.Trace.add(OpDecision, "decision", r.Decision.String())
	step.Why, step.Decides = r.Why, true
	step.Outcome = outcomeOf[r.Decision]
	step.Answer = answerOf(step.Outcome)
	if r.Why == ReasonFederatedUserLimits || r.Why == ReasonTooManyWays {
		step.note(Unsettled)
	}
	r.Trace.Outcome, r.Trace.Answer, r.Trace.Why = step.Outcome, step.Answer, r.Why
}

var outcomeOf = [...]Outcome{ImplicitDeny: OutcomeImplicitDeny, ExplicitDeny: OutcomeExplicitDeny, Depends: OutcomeDepends,
	Allowed: OutcomeAllowed, Failed: OutcomeError, Unauthenticated: OutcomeUnauthenticated, Refused: OutcomeRefused}

// markCauses marks the statements of causes, what is in them, and the steps above them.
func markCauses(s *Step, causes []Cause) bool {
	for _, c := range causes {
		if c.Step == s {
			markAll(s)
			return true
		}
	}
	if s.Op == OpStatement { // causes are statements
		return false
	}
	marked := false
	for _, child := range s.Steps {
		if markCauses(child, causes) {
			marked = true
		}
	}
	s.Decides = s.Decides || marked
	return marked
}

// markAll marks s and every step below it that says yes.
func markAll(s *Step) {
	s.Decides = true
	for _, child := range s.Steps {
		if child.Answer == Yes {
			markAll(child)
		}
	}
}

// markLayer marks a layer that withholds the permission.
func markLayer(root *Step, kind Type) {
	root.Decides = true
	for _, s := range root.Steps {
		if s.Op == OpLayer && s.Name == kind.String() {
			s.Decides = true
			markSilentLevels(s)
		}
	}
}

// markSilentLevels marks the levels without an Allow.
func markSilentLevels(layer *Step) {
	for _, s := range layer.Steps {
		if s.Op == OpLevel && s.Outcome == OutcomeImplicitDeny {
			s.Decides = true
		}
	}
}

// markUnknown marks the steps whose answer is open, and those above them.
func markUnknown(s *Step) {
	if s.Answer == Unknown && s.Op != OpContextKey {
		s.Decides = true
	}
	for _, child := range s.Steps {
		markUnknown(child)
	}
	if s.Op == OpRequest {
		s.Decides = true
	}
}

// MissingKeys lists the keys, in lower case, that AWS sets in every request, that a policy taking part asks for, and
// that the request does not give.
func (q *Query) MissingKeys() []string {
	w := q.walk()
	w.missing = map[string]bool{}
	if q.failure == "" {
		w.evaluate(nil)
	}
	return order.Keys(w.missing)
}
