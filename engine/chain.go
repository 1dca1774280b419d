package engine

import "github.com/iam-policy-playground/playground/engine/internal/order"

// A Chain is one call that raises several questions: the phases in which a service authorizes it, or the permissions it
// needs together. The zero Chain asks nothing and allows nothing.
type Chain struct {
	Name  string // of the request
	Gates []Gate
	All   bool // every gate is asked and the worst answer counts; else the first gate that does not let the call through ends it
}

// A Gate is one question of a Chain: policies decide it, or its outcome is Fixed.
type Gate struct {
	Name    string // the last part of its step's id
	Title   string // of its step
	Why     Code   // what the gate asks, or why its outcome is fixed
	Detail  string // what Why is about: a route, a host, a kind of authorization
	Remarks []Remark

	Fixed  Outcome // a gate that asks no policy: OutcomeAllowed lets the call through, OutcomeNone only tells something; NoOutcome for policies
	Status int     // HTTP status of a call that ends here, 0 for none

	Request    Request
	Rule       Rule
	Layers     []Type          // whose policies take part; nil for all that IAM asks
	Authorizer string          // id by which authorizer policies are attached
	Absent     map[string]Code // keys in lower case that cannot be there, and why; one that ends in "/" stands for all that begin with it
}

// A Remark is what a reader of the trace should know about a gate.
type Remark struct {
	Text  string // a sentence
	Notes Notes
}

// A Rule says how the layers of a gate come to an answer. An explicit Deny in any of them always decides.
type Rule uint8

const (
	ByIAM    Rule = iota // as IAM combines identity side, resource side and guardrails
	NoDeny               // nothing but an explicit Deny stops the call
	EachSays             // each layer that has policies must allow
	OneSays              // an Allow in one layer is enough
)

// A ChainQuery is a Chain in one Set, prepared. It is immutable and safe for concurrent use.
type ChainQuery struct {
	chain   Chain
	queries []*Query // of the gates; nil for one whose outcome is fixed
}

// Failure says in a sentence why the chain cannot be evaluated, or "".
func (c *ChainQuery) Failure() string {
	for _, q := range c.queries {
		if q != nil && q.failure != "" {
			return q.failure
		}
	}
	return ""
}

// MissingKeys is that of Query for all gates together.
func (c *ChainQuery) MissingKeys() []string {
	all := map[string]bool{}
	for _, q := range c.queries {
		if q == nil {
			continue
		}
		for _, key := range q.MissingKeys() {
			all[key] = true
		}
	}
	return order.Keys(all)
}

// Decide returns the decision. It is Evaluate without the trace.
func (c *ChainQuery) Decide() Decision {
	if len(c.queries) == 0 {
		return ImplicitDeny
	}
	if d, ok := c.settle(way{}); ok {
		return d
	}
	if d := c.alone(); d != Depends {
		return d
	}
	return c.explore().decide()
}

// severity orders decisions by how much they weigh in a chain that needs all of its gates.
var severity = [...]uint8{Allowed: 0, Depends: 1, ImplicitDeny: 2, ExplicitDeny: 3, Refused: 4, Unauthenticated: 5, Failed: 6}

// alone asks each gate on its own, as far as the call gets: the worst of gates that are all needed, and Failed where one
// that the call may reach cannot be evaluated. Depends leaves the decision to all gates together.
func (c *ChainQuery) alone() Decision {
	worst := Allowed
	for i, q := range c.queries {
		own := decisionOf(c.chain.Gates[i].Fixed)
		if q != nil {
			own = q.Decide()
		}
		if severity[own] > severity[worst] {
			worst = own
		}
		if own != Allowed && own != Depends && !c.chain.All {
			break
		}
	}
	if c.chain.All || worst == Failed {
		return worst
	}
	return Depends
}

// decisionOf is the decision of a gate whose outcome is fixed.
func decisionOf(o Outcome) Decision {
	for d, other := range outcomeOf {
		if other == o {
			return Decision(d)
		}
	}
	return Allowed // OutcomeNone: it only tells something
}

// settle decides a chain that has gates in one way. It returns false where unknown keys leave it open.
func (c *ChainQuery) settle(w way) (Decision, bool) {
	worst, open := Allowed, false
	for i, q := range c.queries {
		var d Decision
		ok := true
		switch {
		case q == nil:
			d = decisionOf(c.chain.Gates[i].Fixed)
		case q.failure != "":
			d = Failed
		default:
			d, ok = q.settleWay(w)
		}
		switch {
		case !ok && !c.chain.All:
			return Depends, false
		case !ok:
			open = true
		case d != Allowed && !c.chain.All:
			return d, true
		case severity[d] > severity[worst]:
			worst = d
		}
	}
	if open && severity[worst] < severity[ExplicitDeny] {
		return Depends, false
	}
	return worst, true
}

// explore finds the unknown keys of all gates that the call can reach.
func (c *ChainQuery) explore() *explorer {
	var reached []*Query
	for i, q := range c.queries {
		if q != nil {
			reached = append(reached, q)
		}
		if !c.chain.All {
			if d, ok := (&ChainQuery{Chain{Gates: c.chain.Gates[i : i+1]}, c.queries[i : i+1]}).settle(way{}); ok && d != Allowed {
				break
			}
		}
	}
	return explore(reached, c.settle)
}

// Evaluate returns the decision with the trace of every question asked: a step for each gate, with the layers below it.
func (c *ChainQuery) Evaluate() *Result {
	root := newTrace(c.chain.Name)
	r := &Result{Decision: Allowed, Trace: root, Why: ReasonNothingGrants}
	ended := false
	for i := range c.chain.Gates {
		g := &c.chain.Gates[i]
		if root.Want == "" && g.Request.Action != "" {
			root.compare(g.Request.Action, g.Request.Resource)
		}
		step := root.add(OpGate, g.Name, g.Title)
		step.compare("", g.Detail)
		if g.Fixed == NoOutcome {
			step.compare(g.Request.Action, g.Detail)
		}
		if ended {
			step.skip(ReasonNotReached)
			continue
		}
		own := c.gate(i, step)
		own.Asked = g.Request
		r.takeGate(own, step, c.chain.All)
		ended = own.Decision != Allowed && own.Decision != Depends && !c.chain.All
	}
	if r.Decision == Depends {
		c.evaluateWays(r)
	}
	finish(r, len(c.chain.Gates) == 0)
	return r
}

// gate evaluates one gate below its step.
func (c *ChainQuery) gate(i int, step *Step) *Result {
	g := &c.chain.Gates[i]
	step.Why = g.Why
	var r *Result
	if q := c.queries[i]; q != nil {
		r = q.evaluateInto(step)
		step.Why = g.Why
	} else {
		r = &Result{Decision: decisionOf(g.Fixed), Why: g.Why, Trace: step}
		step.Outcome, step.Answer = g.Fixed, answerOf(g.Fixed)
	}
	for n, remark := range g.Remarks {
		step.addIndexed(OpRemark, "n", n, remark.Text).skip("").note(remark.Notes)
	}
	switch step.Outcome {
	case OutcomeAllowed, OutcomeNone, OutcomeDepends, OutcomeError:
	default:
		step.Status = g.Status
	}
	return r
}

// takeGate adds the result of a gate to that of the chain.
func (r *Result) takeGate(own *Result, step *Step, all bool) {
	switch {
	case own.Decision == Failed && r.Decision != Failed:
		*r = Result{Decision: Failed, Why: own.Why, Failure: own.Failure, Trace: r.Trace, Gate: step, Asked: own.Asked}
	case r.Decision == Failed:
	case own.Decision == Allowed && r.Decision == Allowed:
		r.DecidedBy = append(r.DecidedBy, own.DecidedBy...)
		if step.Outcome != OutcomeNone {
			r.Why, r.Gate, r.Asked = own.Why, step, own.Asked
		}
	case severity[own.Decision] > severity[r.Decision] && (all || r.Decision == Allowed):
		r.Decision, r.Why, r.DecidedBy, r.Gate, r.Asked = own.Decision, own.Why, own.DecidedBy, step, own.Asked
	}
}

// evaluateWays decides a chain that unknown keys leave open.
func (c *ChainQuery) evaluateWays(r *Result) {
	x := c.explore()
	r.Decision, r.Why, r.DecidedBy = x.decide(), ReasonEveryWayAgrees, nil
	if r.Decision == Depends {
		r.leaveOpen(x)
		return
	}
	c.blame(r, x)
}

// blame finds the gate that ends a call where all ways agree: the one that does in the way in which every unknown key is absent. A
// call that all ways let through has no open gate.
func (c *ChainQuery) blame(r *Result, x *explorer) {
	w := way{assigned: map[string]*Value{}}
	for _, key := range x.keys {
		w.assigned[key] = nil
	}
	for i, q := range c.queries {
		d := decisionOf(c.chain.Gates[i].Fixed)
		if q != nil {
			d, _ = q.settleWay(w)
		}
		if d == r.Decision {
			r.Gate, r.Asked = r.Trace.Steps[i], c.chain.Gates[i].Request
			r.Gate.Status = c.chain.Gates[i].Status
			return
		}
	}
}

// finish writes the decision into the trace, and marks what led to it.
func finish(r *Result, empty bool) {
	if empty {
		r.Decision = ImplicitDeny
	}
	for _, s := range r.Trace.Steps {
		switch {
		case s.Op != OpGate:
		case s == r.Gate || r.Decision == Allowed && s.Outcome == OutcomeAllowed || r.Decision == Depends && s.Outcome == OutcomeDepends:
			s.Decides = true
		default:
			unmark(s)
		}
	}
	own := *r
	if r.Gate != nil && r.Decision != Depends && r.Decision != Failed {
		own.Why = ReasonCallEnds
		if r.Decision == Allowed {
			own.Why = ReasonCallPasses
		}
	}
	recordDecision(&own)
	r.Trace.Why = r.Why
}

// unmark takes back that a gate decides.
func unmark(s *Step) {
	s.Decides = false
	for _, child := range s.Steps {
		unmark(child)
	}
}
