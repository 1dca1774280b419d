// Package explain puts the evaluator's trace into words: a sentence for each step, a sentence for the result, and the
// whole as indented text. It decides nothing and looks at nothing but the trace.
//
// Goals: a person who knows IAM a little understands each sentence without AWS's documentation; the page, the command
// and the golden traces show the same words. Non-goals: other languages, markup.
package explain

import (
	"strconv"
	"strings"

	"github.com/iam-policy-playground/playground/engine"
)

// Say returns one plain sentence for s.
func Say(s *engine.Step) string {
	switch s.Op {
	case engine.OpRequest:
		return s.Want + " on " + s.Got + ": " + outcomeWord(s.Outcome) + "."
	case engine.OpContext:
		return sayOwner(s)
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

// meaning is the documented sentence of a reason.
func meaning(why engine.Code) string { return engine.Describe(why).Means }

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
		text = "Nothing says whose the resource is; it is taken to be in the caller's account " + s.Want
	default:
		text = "Nothing says whose the resource is"
	}
	switch {
	case s.Got == "" || s.Want == "":
		return text + "."
	case s.Got == s.Want:
		return text + "; the caller is in the same account."
	}
	return text + "; the caller is in " + s.Got + ", so both accounts must allow."
}

func sayContextKey(s *engine.Step) string {
	switch {
	case s.Answer == engine.Unknown:
		return s.Name + " is not known."
	case s.Notes&engine.Derived != 0:
		return s.Name + " is " + shown(s.Got) + ", which follows from the principal, the resource or their accounts."
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

// LayerName names a layer, or a policy of it, in a sentence.
func LayerName(layer string) string {
	switch layer {
	case "scp":
		return "SCP"
	case "rcp":
		return "RCP"
	case "boundary":
		return "permissions boundary"
	case "endpoint":
		return "VPC endpoint policy"
	}
	return layer + " policy"
}

func layerPlural(layer string) string {
	switch layer {
	case "scp":
		return "Service control policies"
	case "rcp":
		return "Resource control policies"
	case "boundary":
		return "Permissions boundaries"
	case "endpoint":
		return "VPC endpoint policies"
	case "trust":
		return "Trust policies"
	}
	return strings.ToUpper(layer[:1]) + layer[1:] + " policies"
}

func sayLayer(s *engine.Step) string {
	name := layerPlural(s.Name)
	switch s.Outcome {
	case engine.OutcomeAllowed:
		return name + " allow it" + firstNames(s, engine.OutcomeAllowed) + "."
	case engine.OutcomeExplicitDeny:
		return name + " deny it" + firstNames(s, engine.OutcomeExplicitDeny) + "."
	case engine.OutcomeImplicitDeny:
		return name + " do not allow it."
	case engine.OutcomeDepends:
		return name + " leave it open: an unknown key decides."
	}
	return name + " take no part: " + lowerFirst(meaning(s.Why))
}

// firstNames names the policies below a layer that have an outcome.
func firstNames(s *engine.Step, o engine.Outcome) string {
	var names []string
	for _, child := range s.Steps {
		if child.Op == engine.OpLevel {
			for _, p := range child.Steps {
				if p.Outcome == o {
					names = append(names, p.Name+" at "+child.Name)
				}
			}
		} else if child.Outcome == o {
			names = append(names, child.Name)
		}
	}
	switch {
	case len(names) == 0:
		return ""
	case len(names) > 3:
		return ": " + strings.Join(names[:3], ", ") + " and " + strconv.Itoa(len(names)-3) + " more"
	}
	return ": " + strings.Join(names, ", ")
}

func sayLevel(s *engine.Step) string {
	assumed := ""
	if s.Notes&engine.Assumed != 0 {
		assumed = "; FullAWSAccess is taken to be attached here, as AWS does by default"
	}
	switch s.Outcome {
	case engine.OutcomeAllowed:
		return s.Name + " allows it" + assumed + "."
	case engine.OutcomeExplicitDeny:
		return s.Name + " denies it" + assumed + "."
	case engine.OutcomeDepends:
		return s.Name + " leaves it open: an unknown key decides."
	}
	return s.Name + " has no Allow for it, and every level must allow."
}

func sayPolicy(s *engine.Step) string {
	switch s.Outcome {
	case engine.OutcomeAllowed:
		return s.Name + " allows it in " + applying(s, "Allow") + "."
	case engine.OutcomeExplicitDeny:
		return s.Name + " denies it in " + applying(s, "Deny") + "."
	case engine.OutcomeImplicitDeny:
		return s.Name + " does not allow it: no Allow statement applies."
	case engine.OutcomeDepends:
		return s.Name + " leaves it open: an unknown key decides."
	}
	if s.Want != "" {
		return s.Name + " takes no part; it is attached to " + s.Want + "."
	}
	return s.Name + " takes no part. " + meaning(s.Why)
}

// applying names the first statement of an effect that applies.
func applying(policy *engine.Step, effect string) string {
	for _, s := range policy.Steps {
		if s.Effect == effect && s.Answer == engine.Yes {
			return s.Name
		}
	}
	return "a statement"
}

func sayStatement(s *engine.Step) string {
	name := s.Effect + " " + s.Name
	switch s.Answer {
	case engine.Yes:
		return name + " applies: all its elements match."
	case engine.Unknown:
		return "Whether " + name + " applies depends on " + unknownKey(s) + "."
	}
	return name + " does not apply: " + FailingElement(s) + "."
}

// unknownKey names the first unknown key below s.
func unknownKey(s *engine.Step) string {
	for _, child := range s.Steps {
		if child.Answer != engine.Unknown {
			continue
		}
		if child.Op == engine.OpKey {
			return child.Name
		}
		return unknownKey(child)
	}
	return "the value of a variable"
}

// FailingElement says in a clause which element keeps a statement from applying.
func FailingElement(statement *engine.Step) string {
	for _, e := range statement.Steps {
		if e.Op != engine.OpElement || e.Answer != engine.No {
			continue
		}
		if e.Name == "Condition" {
			if key := failingKey(e); key != nil {
				return strings.TrimSuffix(sayKey(key), ".")
			}
		}
		return strings.TrimSuffix(sayElement(e), ".")
	}
	return "one of its elements does not match"
}

func failingKey(s *engine.Step) *engine.Step {
	for _, child := range s.Steps {
		if child.Answer != engine.No {
			continue
		}
		if child.Op == engine.OpKey {
			return child
		}
		if key := failingKey(child); key != nil {
			return key
		}
	}
	return nil
}

// lowerFirst makes the first letter of a sentence small, except before a name.
func lowerFirst(s string) string {
	if s == "" {
		return s
	}
	return strings.ToLower(s[:1]) + s[1:]
}
