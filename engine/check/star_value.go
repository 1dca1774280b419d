package check

import (
	"github.com/iam-policy-playground/playground/engine"
	"github.com/iam-policy-playground/playground/engine/internal/jsontree"
)

// starValues notes tests against the value "*": one that always holds restricts nothing, one that never holds makes its
// statement pointless. Where the key may be absent, "*" asks for its presence, and nothing is noted.
//
// AWS: IAM User Guide, "IAM policy validation check reference", Redundant key due to wildcard in condition; Redundant statement
// due to wildcard in condition.
func starValues(s *subject) {
	for i := range s.statements {
		st := &s.statements[i]
		for j := range st.condition {
			t := &st.condition[j]
			o := operatorOf(t.operator.Str())
			star, ok := starOf(t)
			switch {
			case !ok || !o.wildcards() || o.family() != "string":
			case !o.negated() && (o.holdsIfAbsent() || o.set == "" && engine.AlwaysPresent(t.name)):
				s.note(engine.Suggestion, RedundantKeyDueToWildcardInCondition, star,
					quote(star.Str())+" matches every value of "+t.name+", so the test restricts nothing; remove the key", s.removeTest(st, t)...)
			case o.negated() && !o.ifExists && (o.set == "foranyvalue" || o.set == "" && engine.AlwaysPresent(t.name)):
				s.note(engine.Suggestion, RedundantStatementDueToWildcardInCondition, star,
					quote(star.Str())+" matches every value of "+t.name+", so the test never holds and the statement never applies; name the values", s.removeStatement(i)...)
			}
		}
	}
}

// starOf returns the value of a test that is a lone star.
func starOf(t *test) (v jsontree.Value, ok bool) {
	for _, v := range t.values {
		if isStar(v.Str()) {
			return v, true
		}
	}
	return v, false
}

// removeTest is the fix that takes a key out of its operator, or the operator or the whole Condition with its last key.
func (s *subject) removeTest(st *statement, t *test) []Fix {
	title := "Remove " + t.name
	if fixes := remove(title, t.operator.Of(), t.key); fixes != nil {
		return fixes
	}
	for key := st.value.First(); key.OK(); key = key.Next() {
		if key.Str() != "Condition" {
			continue
		}
		if fixes := remove(title, key.Of(), t.operator); fixes != nil {
			return fixes
		}
		return remove(title, st.value, key)
	}
	return nil
}
