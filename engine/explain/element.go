package explain

import (
	"strconv"
	"strings"

	"github.com/iam-policy-playground/playground/engine"
)

// sayElement speaks for Principal, Action, Resource and Condition, their negations, and single entries of them.
func sayElement(s *engine.Step) string {
	if s.Answer == engine.NotAsked {
		return s.Name + " is not asked: the statement is about other actions."
	}
	if s.Name == "Condition" {
		return meaning(s.Why)
	}
	name := strings.TrimSpace(s.Name + " " + s.Want)
	if s.Op == engine.OpEntry {
		name = s.Want
	}
	switch s.Why {
	case engine.ReasonActionMatches, engine.ReasonResourceMatches:
		return name + " covers " + s.Got + "."
	case engine.ReasonActionMismatch:
		return name + " does not cover " + s.Got + "."
	case engine.ReasonExcluded:
		return name + " lists " + s.Got + ", so the statement is not about it."
	case engine.ReasonNotExcluded:
		return name + " does not list " + s.Got + ", so the statement is about it."
	case engine.ReasonEmptyList:
		return s.Name + " is an empty list, so the statement never applies."
	case engine.ReasonUnknownKey:
		return "Whether " + name + " covers " + s.Got + " depends on an unknown key."
	case engine.ReasonVariableUnresolved:
		return name + " has a variable without a value in this request, so it matches nothing."
	case engine.ReasonNoResourceType:
		return name + " does not cover this call, which is about no single resource: only * does."
	case engine.ReasonARNIncomplete:
		return name + " is no complete ARN, so it matches nothing."
	}
	if field, ok := mismatchedField[s.Why]; ok {
		return name + " does not cover " + s.Got + ": the " + field + " differs."
	}
	return sayPrincipal(s, name)
}

var mismatchedField = map[engine.Code]string{
	engine.ReasonResourceMismatch: "resource part", engine.ReasonPartitionMismatch: "partition", engine.ReasonServiceMismatch: "service",
	engine.ReasonRegionMismatch: "Region", engine.ReasonAccountMismatch: "account",
}

func sayPrincipal(s *engine.Step, name string) string {
	switch s.Why {
	case engine.ReasonPrincipalEveryone:
		return name + " is everyone."
	case engine.ReasonPrincipalExact:
		return name + " names exactly this caller."
	case engine.ReasonPrincipalVia:
		return name + " names the role or user behind this session."
	case engine.ReasonPrincipalAccount:
		return name + " names the caller's account, which leaves it to that account's policies."
	case engine.ReasonBoundaryDefeatsNotPrincipal:
		return "The caller has a permissions boundary, so a Deny with NotPrincipal applies to it whatever is listed."
	}
	return name + " does not name " + s.Got + "."
}

// sayKey speaks for a condition key, or one value of it.
func sayKey(s *engine.Step) string {
	test := strings.TrimSpace(s.Operator + " " + s.Want)
	switch s.Why {
	case engine.ReasonUnknownKey:
		return s.Name + " is not known, so " + test + " may hold or not."
	case engine.ReasonKeyMissing:
		return s.Name + " is absent, and " + s.Operator + " needs it."
	case engine.ReasonKeyMissingNegated:
		return s.Name + " is absent, and the negated " + s.Operator + " holds then."
	case engine.ReasonKeyMissingIfExists:
		return s.Name + " is absent, and IfExists makes " + s.Operator + " hold then."
	case engine.ReasonKeyMissingForAll:
		return s.Name + " has no value, and ForAllValues holds for nothing at all."
	case engine.ReasonKeyMissingForAny:
		return s.Name + " has no value, and ForAnyValue needs one."
	case engine.ReasonMissingQualifier:
		return s.Name + " holds several values, and " + s.Operator + " does not hold without ForAllValues or ForAnyValue."
	case engine.ReasonNoValues:
		return s.Operator + " lists no values for " + s.Name + ", so it" + holds(s.Answer) + "."
	case engine.ReasonKeyPresent, engine.ReasonKeyAbsent:
		return sayNull(s)
	case engine.ReasonNullWithSet:
		return s.Operator + holds(s.Answer) + " for every request."
	}
	if s.Op == engine.OpValue {
		return sayValue(s)
	}
	switch s.Why {
	case engine.ReasonVariableUnresolved:
		return s.Want + " has a variable without a value in this request, so it matches nothing, and " + s.Operator + holds(s.Answer) + "."
	case engine.ReasonValueUnreadable:
		return s.Name + " is " + shown(s.Got) + "; that or " + s.Want + " is not of the type " + s.Operator + " compares, so it" + holds(s.Answer) + "."
	}
	return s.Name + " is " + shown(s.Got) + ", so " + test + holds(s.Answer) + "."
}

func sayNull(s *engine.Step) string {
	is := "is there"
	if s.Why == engine.ReasonKeyAbsent {
		is = "is absent"
	}
	return s.Name + " " + is + ", so " + s.Operator + " " + s.Want + holds(s.Answer) + "."
}

func sayValue(s *engine.Step) string {
	switch s.Why {
	case engine.ReasonVariableUnresolved:
		return s.Want + " has a variable without a value in this request, so it matches nothing."
	case engine.ReasonValueUnreadable:
		return shown(s.Got) + " or " + shown(s.Want) + " is not of the type " + s.Operator + " compares, so they do not match."
	case engine.ReasonValueMatches:
		return shown(s.Got) + " matches " + shown(s.Want) + "."
	case engine.ReasonValueDiffers:
		return shown(s.Got) + " does not match " + shown(s.Want) + "."
	}
	passes := " passes "
	if s.Answer == engine.No {
		passes = " does not pass "
	}
	return shown(s.Got) + passes + s.Operator + " " + s.Want + "."
}

// Count says a number with its noun.
func Count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return strconv.Itoa(n) + " " + noun + "s"
}
