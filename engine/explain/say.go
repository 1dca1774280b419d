// Package explain puts the evaluator's trace into words: a sentence for each step, a sentence for the result, and the
// whole as indented text. It decides nothing and looks at nothing but the trace.
//
// Goals: a person who knows IAM a little understands each sentence without AWS's documentation; the page, the command
// and the golden traces show the same words. Non-goals: other languages, markup.
package explain

import (
	"strings"

	"github.com/iam-policy-playground/playground/engine"
	"github.com/iam-policy-playground/playground/engine/apigateway"
)

// Say returns one plain sentence for s.
func Say(s *engine.Step) string {
	switch s.Op {
	case engine.OpRequest:
		return s.Want + " on " + s.Got + ": " + outcomeWord(s.Outcome) + "."
	case engine.OpContext:
		return sayOwner(s)
	case engine.OpGate:
		return sayGate(s)
	case engine.OpRemark:
		return s.Name
	case engine.OpContextKey:
		return sayContextKey(s)
	case engine.OpLayer:
		return sayLayer(s)
	case engine.OpLevel:
		return sayLevel(s)
	case engine.OpPolicy:
		return sayPolicy(s)
	case engine.OpStatement:
		return sayStatement(s)
	case engine.OpElement, engine.OpEntry:
		return sayElement(s)
	case engine.OpOperator:
		return s.Name + holds(s.Answer) + "."
	case engine.OpKey, engine.OpValue:
		return sayKey(s)
	}
	return meaning(s.Why)
}

// phrases say what a code stands for in a sentence, or a layer's name.
type phrases []struct {
	code  engine.Code
	words string
}

// of returns the words for a code, or "".
func (p phrases) of(code engine.Code) string {
	for i := range p {
		if p[i].code == code {
			return p[i].words
		}
	}
	return ""
}

// meaning is the documented sentence of a reason.
func meaning(why engine.Code) string {
	return engine.Describe(why).Means + apigateway.Describe(why).Means
}

func holds(a engine.Answer) string {
	switch a {
	case engine.Yes:
		return " holds"
	case engine.Unknown:
		return " may hold or not"
	}
	return " does not hold"
}

func outcomeWord(o engine.Outcome) string {
	switch o {
	case engine.OutcomeAllowed:
		return "allowed"
	case engine.OutcomeExplicitDeny:
		return "explicit deny"
	case engine.OutcomeImplicitDeny:
		return "implicit deny"
	case engine.OutcomeDepends:
		return "depends on context"
	case engine.OutcomeError:
		return "not evaluated"
	case engine.OutcomeUnauthenticated:
		return "unauthenticated"
	case engine.OutcomeRefused:
		return "refused"
	}
	return "no part in it"
}

func sayOwner(s *engine.Step) string {
	text := ""
	switch s.Why {
	case engine.ReasonOwnerGiven:
		text = "The resource is in account " + s.Want + ", as the request says"
	case engine.ReasonOwnerInARN:
		text = "The resource is in account " + s.Want + ", as its ARN says"
	case engine.ReasonOwnerListed:
		text = "The resource is in account " + s.Want + ", as the scenario lists it"
	case engine.ReasonOwnerAssumed:
		text = "Nothing says which account owns the resource, so the caller's, " + s.Want + ", is assumed"
	default:
		text = "Nothing says whose the resource is"
	}
	switch {
	case s.Got == "" || s.Want == "" || s.Why == engine.ReasonOwnerAssumed:
		return text + "."
	case s.Got == s.Want:
		return text + "; the caller is in the same account."
	}
	return text + "; the caller is in " + s.Got + ", so both accounts must allow."
}

func sayContextKey(s *engine.Step) string {
	switch {
	case s.Notes&engine.Withheld != 0:
		return s.Name + " is " + shown(s.Got) + " in the request, but it counts as absent here: " + lowerFirst(meaning(s.Why))
	case s.Answer == engine.Unknown && s.Name == "*":
		return "No key is known that is neither given nor follows from the principal or the resource."
	case s.Answer == engine.Unknown:
		return s.Name + " is not known."
	case s.Notes&engine.Derived != 0 && strings.HasPrefix(s.Name, "aws:Resource"):
		return s.Name + " is " + shown(s.Got) + ", which follows from the resource."
	case s.Notes&engine.Derived != 0 && !strings.HasPrefix(s.Name, "aws:Principal") && !strings.EqualFold(s.Name, "aws:userid") && !strings.EqualFold(s.Name, "aws:username") && s.Name != "aws:FederatedProvider":
		return s.Name + " is " + shown(s.Got) + ", which follows from the call."
	case s.Notes&engine.Derived != 0:
		return s.Name + " is " + shown(s.Got) + ", which follows from the principal."
	}
	return s.Name + " is " + shown(s.Got) + ", as the request gives it."
}

// shown makes an empty value visible.
func shown(text string) string {
	if text == "" {
		return "empty"
	}
	return text
}

// lowerFirst makes the first letter of a sentence small, except before a name.
func lowerFirst(s string) string {
	if s == "" {
		return s
	}
	return strings.ToLower(s[:1]) + s[1:]
}
