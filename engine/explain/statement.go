package explain

import (
	"strings"

	"github.com/iam-policy-playground/playground/engine"
)

func sayStatement(s *engine.Step) string {
	name := s.Effect + " " + statementName(s)
	switch {
	case s.Answer == engine.Unknown:
		return "Whether " + name + " applies depends on " + unknownKey(s) + "."
	case s.Answer == engine.Yes && s.Effect == "Allow" && naming(s) == engine.ReasonPrincipalAccount:
		return name + " applies; as it names the whole account, the account's own policies must allow too."
	case s.Answer == engine.Yes:
		return name + " applies: all its elements match."
	}
	return name + " does not apply: " + FailingElement(s) + "."
}

// statementName names a statement in a sentence: "statement 2", or "statement KeepPets" after its Sid.
func statementName(s *engine.Step) string {
	if strings.HasPrefix(s.Name, "statement ") {
		return s.Name
	}
	return "statement " + s.Name
}

// naming says how the Principal of a statement names the caller, or "" where it has none.
func naming(statement *engine.Step) engine.Code {
	for _, e := range statement.Steps {
		if e.Op != engine.OpElement || e.Segment != "principal" {
			continue
		}
		for _, entry := range e.Steps {
			if entry.Why == engine.ReasonPrincipalEveryone && e.Answer == engine.Yes && !strings.HasPrefix(e.Name, "Not") {
				return entry.Why
			}
		}
		return e.Why
	}
	return ""
}

// unknownKey names the first key below s whose value is not known, be it tested or in a variable.
func unknownKey(s *engine.Step) string {
	for _, child := range s.Steps {
		if child.Answer != engine.Unknown {
			continue
		}
		if child.Op == engine.OpKey && child.Notes&(engine.Given|engine.Derived) == 0 {
			return child.Name
		}
		if name := variableIn(child.Want); name != "" {
			return name
		}
		return unknownKey(child)
	}
	return "a key that is not known"
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

// variableIn names the key of the first variable in text, or returns "".
func variableIn(text string) string {
	_, rest, _ := strings.Cut(text, "${")
	key, _, closed := strings.Cut(rest, "}")
	key, _, _ = strings.Cut(key, ",")
	if !closed || strings.Trim(key, "*?$") == "" {
		return ""
	}
	return key
}
