package engine

import (
	"strconv"
	"strings"
)

// An Op says what kind of question a Step is.
type Op uint8

const (
	OpRequest    Op = iota // the whole request
	OpContext              // what is known about the request
	OpContextKey           // one context key
	OpLayer                // all policies that play one role
	OpLevel                // one root, organizational unit or account
	OpPolicy
	OpStatement
	OpElement  // Principal, Action, Resource, Condition or their negation
	OpEntry    // one entry of an element with several
	OpOperator // a condition operator with its keys
	OpKey      // a condition key with its values
	OpValue    // one value
	OpDecision // how the layers combine, or the gates
	OpGate     // one question of a call that raises several
	OpRemark   // something to know about a gate; the Name is a sentence
)

var opNames = [...]string{"request", "context", "contextKey", "layer", "level", "policy", "statement", "element", "entry",
	"operator", "key", "value", "decision", "gate", "remark"}

// String returns the word of the results for o.
func (o Op) String() string { return opNames[o] }

// An Answer is what became of a question. The zero Answer is No.
type Answer uint8

const (
	No Answer = iota
	Unknown
	Yes
	NotAsked
)

var answerNames = [...]string{No: "no", Unknown: "unknown", Yes: "yes", NotAsked: "notAsked"}

// String returns the word of the results for a.
func (a Answer) String() string { return answerNames[a] }

// Notes are marks on a Step.
type Notes uint16

const (
	Given     Notes = 1 << iota // the request gives the value
	Derived                     // the value follows from the principal, its tags, the resource or the accounts
	Absent                      // the request has no such key
	Assumed                     // taken to be so, as AWS has it by default
	Unsettled                   // AWS's documentation leaves the point open; see RATIONALE.md
	Expanded                    // the text was completed before it was compared
	Truncated                   // what is below was not recorded
	Withheld                    // the key cannot be there at this gate, whatever the request gives
)

// NoteNames are the words of the results, in the order of the bits.
var NoteNames = [...]string{"given", "derived", "absent", "assumed", "unsettled", "expanded", "truncated", "withheld"}

// A Step is one question the evaluator asked, with its answer. The trace is the tree of all questions in the order of
// evaluation. Steps belong to the Result they came with.
type Step struct {
	Op       Op
	Name     string // layer, level, policy, Sid, element, operator or key
	Segment  string // the last part of the step's id: with the segments above it, joined by dots, it stays the same while the question is asked
	Policy   int    // index of the policy, -1 above policies
	Span     Span   // the text that asked, in that policy
	Effect   string // of statements: "Allow" or "Deny"
	Operator string // of keys and values: the condition operator as written
	Answer   Answer
	Why      Code // documented in reasons.go; "" if the answer says it all
	Want     string
	Got      string
	Outcome  Outcome // of layers, levels, policies and the decision
	Side     Side    // of layers, where two accounts are involved
	Decides  bool    // the step is part of what decided
	Status   int     // of a gate that ends the call: the HTTP status the caller sees, 0 for none
	Notes    Notes
	Steps    []*Step

	trace *recorder // that all steps of the tree come from
}

// A recorder makes the steps of one trace, many at a time.
type recorder struct {
	budget int             // steps that may still be recorded
	room   []Step          // steps that are made, and not taken yet
	names  strings.Builder // the segments that are made of a letter and a number
}

// atOnce is how many steps are made at a time.
const atOnce = 16

// newTrace returns the root of a trace.
func newTrace(name string) *Step {
	r := &recorder{budget: MaxSteps}
	root := r.step()
	root.Op, root.Segment, root.Name, root.Policy = OpRequest, "request", name, -1
	return root
}

// step makes a step.
func (r *recorder) step() *Step {
	if len(r.room) == 0 {
		r.room = make([]Step, atOnce)
	}
	s := &r.room[0]
	r.room, s.trace = r.room[1:], r
	return s
}

// segment makes a segment of a letter and a number.
func (r *recorder) segment(letter string, i int) string {
	var digits [20]byte
	start := r.names.Len()
	r.names.WriteString(letter)
	r.names.Write(strconv.AppendInt(digits[:0], int64(i), 10))
	return r.names.String()[start:]
}

// An Outcome is what a layer or a policy says about the request. The zero Outcome is none: it takes no part.
type Outcome uint8

const (
	NoOutcome Outcome = iota
	OutcomeAllowed
	OutcomeExplicitDeny
	OutcomeImplicitDeny
	OutcomeDepends
	OutcomeError
	OutcomeUnauthenticated
	OutcomeRefused
	OutcomeNone // a gate that only tells something
)

var outcomeNames = [...]string{"none", "allowed", "explicitDeny", "implicitDeny", "depends", "error", "unauthenticated", "refused", "none"}

// String returns the word of the results for o.
func (o Outcome) String() string { return outcomeNames[o] }

// A Side tells the two accounts of a cross-account request apart.
type Side uint8

const (
	NoSide       Side = iota
	CallerSide        // the account of the principal
	ResourceSide      // the account of the resource
)

var sideNames = [...]string{"", "caller", "resource"}

// String returns the word of the results for s, or "".
func (s Side) String() string { return sideNames[s] }

const (
	// MaxSteps bounds the details of a trace. Beyond it statements are recorded without what is in them.
	MaxSteps = 20_000
	// maxSubject bounds Want and Got, in bytes.
	maxSubject = 2048
)

// add records a question below s. On a nil Step, which is how recording is switched off, it does nothing.
func (s *Step) add(op Op, segment, name string) *Step {
	if s == nil {
		return nil
	}
	s.trace.budget--
	if s.trace.budget < 0 && op >= OpElement && op < OpDecision {
		s.Notes |= Truncated
		return nil
	}
	child := s.trace.step()
	child.Op, child.Segment, child.Name, child.Policy = op, segment, name, s.Policy
	if s.Steps == nil {
		s.Steps = make([]*Step, 0, 4)
	}
	s.Steps = append(s.Steps, child)
	return child
}

// addIndexed is add with a segment made of a letter and a number.
func (s *Step) addIndexed(op Op, letter string, i int, name string) *Step {
	if s == nil {
		return nil
	}
	return s.add(op, s.trace.segment(letter, i), name)
}

func (s *Step) at(span Span) *Step {
	if s != nil {
		s.Span = span
	}
	return s
}

func (s *Step) under(operator string) *Step {
	if s != nil {
		s.Operator = operator
	}
	return s
}

func (s *Step) answer(t tri, why Code) *Step {
	if s != nil {
		s.Answer, s.Why = Answer(t), why
	}
	return s
}

func (s *Step) skip(why Code) *Step {
	if s != nil {
		s.Answer, s.Why = NotAsked, why
	}
	return s
}

func (s *Step) compare(want, got string) *Step {
	if s != nil {
		s.Want, s.Got = shorten(want), shorten(got)
	}
	return s
}

func (s *Step) note(n Notes) *Step {
	if s != nil {
		s.Notes |= n
	}
	return s
}

// shorten bounds s, and keeps it valid UTF-8.
func shorten(s string) string {
	if len(s) <= maxSubject {
		return s
	}
	end := maxSubject
	for end > 0 && s[end]&0xC0 == 0x80 {
		end--
	}
	return s[:end] + "…"
}
