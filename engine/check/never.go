package check

import (
	"strings"

	"github.com/iam-policy-playground/playground/engine"
	"github.com/iam-policy-playground/playground/engine/internal/jsontree"
)

// impossible notes a test that never holds, alone or beside another of its statement: the statement never applies.
//
// AWS: IAM User Guide, "IAM JSON policy elements: Condition operators"; "AWS global condition context keys".
func impossible(s *subject, in *statement, t *test) {
	if why := s.contradiction(in.condition, t); why != "" {
		s.note(engine.Warning, ConditionNeverHolds, t.key, why+", so the statement never applies")
	}
}

// contradiction says why a test never holds, or "".
func (s *subject) contradiction(tests []test, t *test) string {
	absent := t.wantsAbsence()
	switch {
	case len(tests)*len(tests) > mostPairs || !absent && !t.op.needsPresence():
		return ""
	case absent && engine.AlwaysPresent(t.name):
		return t.name + " is in every request"
	case !absent && grantsToItsHolder(s.kind) && isOneOf(t.name, sourceKeys):
		return t.name + " is present only where an AWS service calls, and the policy is about users and roles"
	case !absent && isOneOf(t.name, s.absent):
		return "none of whom the policy is attached to has " + t.name
	}
	for i := range tests {
		switch other := &tests[i]; {
		case !strings.EqualFold(t.name, other.name):
		case absent && other.op.needsPresence():
			return t.name + " has to be absent here and present in another test"
		case t.op.excludedBy(other.op) && allCovered(t, other.values):
			return "all values of " + t.name + " that this test lets in are excluded by another"
		}
	}
	return ""
}

// wantsAbsence reports whether a test is Null with the value true.
func (t *test) wantsAbsence() bool {
	return t.op.base == "null" && t.op.set == "" && len(t.values) == 1 && strings.EqualFold(scalar(t.values[0]), "true")
}

// needsPresence reports whether the operator fails for a request without the key.
func (o operator) needsPresence() bool {
	return o.family() != "null" && o.family() != "" && !o.holdsIfAbsent()
}

// excludedBy reports whether p is the negation of o for a key of one value.
func (o operator) excludedBy(p operator) bool {
	return o.set == "" && p.set == "" && !o.negated() && p.base == strings.Replace(o.base, "string", "stringnot", 1) && p.base != o.base
}

// allCovered reports whether each value of a test is equal to one of others, or covered by one if they are patterns.
func allCovered(t *test, by []jsontree.Value) bool {
	for _, v := range t.values {
		if !t.covered(scalar(v), by) {
			return false
		}
	}
	return len(t.values) > 0
}

func (t *test) covered(text string, by []jsontree.Value) bool {
	for _, v := range by {
		pattern := scalar(v)
		if pattern == text || t.op.wildcards() && !strings.Contains(text+pattern, "${") && covers(pattern, text) {
			return true
		}
	}
	return false
}
