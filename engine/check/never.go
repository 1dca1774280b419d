package check

import (
	"strings"

	"github.com/iam-policy-playground/playground/engine"
	"github.com/iam-policy-playground/playground/engine/internal/jsontree"
)

// impossible notes tests that never hold, alone or beside another of their statement: the statement never applies.
//
// AWS: IAM User Guide, "IAM JSON policy elements: Condition operators"; "AWS global condition context keys".
func impossible(s *subject) {
	for i := range s.statements {
		tests := s.statements[i].condition
		if len(tests)*len(tests) > mostPairs {
			continue
		}
		for j := range tests {
			if why := s.contradiction(tests, &tests[j]); why != "" {
				s.note(engine.Warning, ConditionNeverHolds, tests[j].key, why+", so the statement never applies")
			}
		}
	}
}

// contradiction says why a test never holds, or "".
func (s *subject) contradiction(tests []test, t *test) string {
	o := operatorOf(t.operator.Str())
	switch {
	case t.wantsAbsence(o) && engine.AlwaysPresent(t.name):
		return t.name + " is in every request"
	case !t.wantsAbsence(o) && !o.needsPresence():
		return ""
	case !t.wantsAbsence(o) && grantsToItsHolder(s.kind) && among(sourceKeys, t.name):
		return t.name + " is present only where an AWS service calls, and the policy is about users and roles"
	}
	for i := range tests {
		other := &tests[i]
		p := operatorOf(other.operator.Str())
		switch {
		case !strings.EqualFold(t.name, other.name):
		case t.wantsAbsence(o) && p.needsPresence():
			return t.name + " has to be absent here and present in another test"
		case o.excludedBy(p) && allCovered(o, t.values, other.values):
			return "all values of " + t.name + " that this test lets in are excluded by another"
		}
	}
	return ""
}

// wantsAbsence reports whether a test is Null with the value true.
func (t *test) wantsAbsence(o operator) bool {
	return o.base == "null" && o.set == "" && len(t.values) == 1 && strings.EqualFold(scalar(t.values[0]), "true")
}

// needsPresence reports whether the operator fails for a request without the key.
func (o operator) needsPresence() bool {
	return o.family() != "null" && o.family() != "" && !o.holdsIfAbsent()
}

// excludedBy reports whether p is the negation of o for a key of one value.
func (o operator) excludedBy(p operator) bool {
	return o.set == "" && p.set == "" && !o.negated() && p.base == strings.Replace(o.base, "string", "stringnot", 1) && p.base != o.base
}

// allCovered reports whether each of some values is equal to one of others, or covered by one if they are patterns.
func allCovered(o operator, values, by []jsontree.Value) bool {
	for _, v := range values {
		if !valueCovered(o, scalar(v), by) {
			return false
		}
	}
	return len(values) > 0
}

func valueCovered(o operator, text string, by []jsontree.Value) bool {
	for _, v := range by {
		pattern := scalar(v)
		if pattern == text || o.wildcards() && !strings.Contains(text+pattern, "${") && covers(pattern, text) {
			return true
		}
	}
	return false
}
