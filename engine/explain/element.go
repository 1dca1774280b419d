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
		return sayCondition(s)
	}
	name := elementName(s)
	switch s.Why {
	case engine.ReasonActionMatches, engine.ReasonResourceMatches:
		return sayCovered(s, name)
	case engine.ReasonActionMismatch:
		return name + " does not cover " + s.Got + "."
	case engine.ReasonExcluded:
		return sayExcluded(s, name)
	case engine.ReasonNotExcluded:
		return sayNotExcluded(s, name)
	case engine.ReasonEmptyList:
		return s.Name + " is an empty list, so the statement never applies."
	case engine.ReasonUnknownKey:
		return sayOpenElement(s, name)
	case engine.ReasonVariableUnresolved:
		return name + " covers nothing, as " + variableMissing(s.Want) + "."
	case engine.ReasonNoResourceType:
		return name + " does not cover this call, which is about no single resource: only * does."
	case engine.ReasonARNIncomplete:
		return sayNever(s, name)
	}
	if field := mismatchedField.of(s.Why); field != "" {
		return sayMismatch(s, name, field)
	}
	return sayPrincipal(s, name)
}

// elementName is the element with its only entry, or the entry alone.
func elementName(s *engine.Step) string {
	name := s.Want
	if s.Op == engine.OpElement {
		name = strings.TrimSpace(s.Name + " " + s.Want)
	}
	if s.Notes&engine.Expanded != 0 {
		name += ", written out in full,"
	}
	return name
}

func sayCovered(s *engine.Step, name string) string {
	switch {
	case s.Notes&engine.Unsettled != 0 && hasCapitals(s.Want):
		return name + " covers " + s.Got + " if capitals before the fifth colon do not count; AWS's pages do not say so."
	case s.Notes&engine.Unsettled != 0:
		return name + " covers " + s.Got + " if its * may run over a colon, on which AWS's pages disagree."
	case s.Got == "*":
		return name + " covers this call, which is about no single resource."
	case s.Want == s.Got && s.Op == engine.OpElement:
		return s.Name + " is exactly " + s.Got + "."
	case s.Want == s.Got:
		return name + " is exactly it."
	}
	return name + " covers " + s.Got + "."
}

func sayExcluded(s *engine.Step, name string) string {
	text := name + " lists " + caller(s.Got) + ", so the statement is not about it"
	if s.Notes&engine.Unsettled != 0 && s.Segment == "principal" {
		return text + "; AWS advises to list its account and its role too, as a service may look for each."
	}
	return text + "."
}

// hasCapitals reports whether one of the first five fields of an ARN has a capital letter.
func hasCapitals(arn string) bool {
	parts := strings.SplitAfterN(arn, ":", 6)
	head := strings.Join(parts[:min(len(parts), 5)], "")
	return head != strings.ToLower(head)
}

func sayNotExcluded(s *engine.Step, name string) string {
	if s.Notes&engine.Unsettled != 0 && variableIn(s.Want) != "" {
		return name + " excludes nothing, as " + variableMissing(s.Want) + ", so the statement is about " + s.Got + "."
	}
	return name + " does not list " + caller(s.Got) + ", so the statement is about it."
}

func sayOpenElement(s *engine.Step, name string) string {
	if key := variableIn(s.Want); key != "" {
		return "Whether " + name + " covers " + s.Got + " depends on " + key + ", which is not known."
	}
	return "Whether " + name + " covers " + s.Got + " depends on an unknown key."
}

// sayMismatch names the field of the ARN in which a single entry differs.
func sayMismatch(s *engine.Step, name, field string) string {
	if s.Want == "" {
		return name + " does not cover " + s.Got + ": none of its entries does."
	}
	return name + " does not cover " + s.Got + " (the " + field + " differs)."
}

// sayNever speaks for an entry that covers nothing in any request.
func sayNever(s *engine.Step, name string) string {
	if variableIn(s.Want) != "" {
		return name + " covers nothing: variables are replaced only after the fifth colon of an ARN."
	}
	return name + " is no complete ARN, so it covers nothing."
}

// variableMissing says that a variable of text has no value: its key is absent, empty, or holds several values.
func variableMissing(text string) string {
	if key := variableIn(text); key != "" {
		return key + " has no single value in this request"
	}
	return "a variable has no single value in this request"
}

var mismatchedField = phrases{
	{engine.ReasonResourceMismatch, "resource part"}, {engine.ReasonPartitionMismatch, "partition"}, {engine.ReasonServiceMismatch, "service"},
	{engine.ReasonRegionMismatch, "Region"}, {engine.ReasonAccountMismatch, "account"},
}

// sayCondition speaks for the whole Condition of a statement.
func sayCondition(s *engine.Step) string {
	switch {
	case s.Why == engine.ReasonConditionEmpty:
		return "Condition is empty, so it restricts nothing."
	case s.Answer == engine.Unknown:
		return "Whether Condition holds depends on " + unknownKey(s) + "."
	case s.Answer == engine.Yes && len(s.Steps) > 1:
		return "Condition holds: all its operators do."
	case s.Answer == engine.No && len(s.Steps) > 1:
		return "Condition does not hold: all its operators must."
	}
	return "Condition" + holds(s.Answer) + "."
}

// caller names the principal of a request in a sentence.
func caller(principal string) string {
	if principal == "anonymous" {
		return "an anonymous caller"
	}
	return principal
}

func sayPrincipal(s *engine.Step, name string) string {
	switch s.Why {
	case engine.ReasonPrincipalEveryone:
		if s.Notes&engine.Unsettled != 0 {
			return name + " is everyone, which is taken to mean services too."
		}
		return name + " is everyone."
	case engine.ReasonPrincipalExact:
		return name + " names exactly this caller."
	case engine.ReasonPrincipalVia:
		return name + " names the role or user behind this session."
	case engine.ReasonPrincipalAccount:
		return name + " names the caller's account."
	case engine.ReasonBoundaryDefeatsNotPrincipal:
		return "The caller has a permissions boundary, so a Deny with NotPrincipal applies to it whatever is listed."
	}
	return name + " does not name " + caller(s.Got) + "."
}

// sayKey speaks for a condition key, or one value of it.
func sayKey(s *engine.Step) string {
	test := strings.TrimSpace(s.Operator + " " + s.Want)
	if s.Notes&engine.Withheld != 0 {
		return s.Name + " cannot be there in this call, so it is absent, and " + test + holds(s.Answer) + "."
	}
	switch s.Why {
	case engine.ReasonUnknownKey:
		return sayOpenKey(s, test)
	case engine.ReasonKeyMissing:
		return s.Name + " is absent, and " + s.Operator + " needs it."
	case engine.ReasonKeyMissingNegated:
		return s.Name + " is absent, and " + s.Operator + ", a negated operator, holds then."
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
		if s.Answer == engine.Yes {
			return s.Operator + " holds for every request."
		}
		return s.Operator + " holds for no request."
	}
	if s.Op == engine.OpValue {
		return sayValue(s)
	}
	switch s.Why {
	case engine.ReasonVariableUnresolved:
		return upperFirst(variableMissing(s.Want)) + ", so " + s.Want + " matches nothing, and " + s.Operator + holds(s.Answer) + "."
	case engine.ReasonValueUnreadable:
		return s.Name + " is " + shown(s.Got) + ", and that or " + shown(s.Want) + " is no " + valueNoun(s.Operator) + ", so they do not match and " + s.Operator + holds(s.Answer) + "."
	}
	return s.Name + " is " + shown(s.Got) + ", so " + test + holds(s.Answer) + "."
}

// sayOpenKey speaks for a test that an unknown key leaves open: its own, or one in a variable of its values.
func sayOpenKey(s *engine.Step, test string) string {
	if s.Op == engine.OpKey && s.Notes&(engine.Given|engine.Derived) == 0 {
		return s.Name + " is not known, so " + test + " may hold or not."
	}
	key := variableIn(s.Want)
	if key == "" {
		key = "the value of a variable"
	}
	return s.Name + " is " + shown(s.Got) + "; whether " + test + " holds depends on " + key + ", which is not known."
}

// valueNoun says what an operator compares.
func valueNoun(operator string) string {
	name := strings.ToLower(operator)
	for _, kind := range []struct{ part, noun string }{{"numeric", "number"}, {"date", "date"}, {"bool", "boolean"},
		{"binary", "base64 text"}, {"ipaddress", "IP address"}, {"arn", "ARN"}} {
		if strings.Contains(name, kind.part) {
			return kind.noun
		}
	}
	return "such value"
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
		return upperFirst(variableMissing(s.Want)) + ", so " + s.Want + " matches nothing."
	case engine.ReasonValueUnreadable:
		return shown(s.Got) + " or " + shown(s.Want) + " is no " + valueNoun(s.Operator) + ", so they do not match."
	case engine.ReasonValueMatches:
		return shown(s.Got) + " matches " + oneOf(s) + "."
	case engine.ReasonNoValueMatches:
		return shown(s.Got) + " matches none of " + s.Want + "."
	}
	return shown(s.Got) + " does not match " + shown(s.Want) + "."
}

// oneOf shows what a value of the request was compared with: one value of the policy, or all of them.
func oneOf(s *engine.Step) string {
	if s.Segment[0] == 'r' && strings.Contains(s.Want, ", ") {
		return "one of " + s.Want
	}
	return shown(s.Want)
}

// Count says a number with its noun.
func Count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return strconv.Itoa(n) + " " + noun + "s"
}
