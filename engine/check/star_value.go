package check

import (
	"github.com/iam-policy-playground/playground/engine"
	"github.com/iam-policy-playground/playground/engine/internal/jsontree"
)

// starValue notes a test against the value "*": one that always holds restricts nothing, one that never holds makes its statement
// pointless. Where the key may be absent, "*" asks for its presence, and nothing is noted.
//
// AWS: IAM User Guide, "IAM policy validation check reference", Redundant key due to wildcard in condition; Redundant statement
// due to wildcard in condition.
func starValue(s *subject, in *statement, t *test) {
	star, always := starOf(t), t.op.set == "" && engine.AlwaysPresent(t.name)
	switch {
	case !star.OK() || t.op.family() != "string" || !t.op.wildcards():
	case !t.op.negated() && (always || t.op.holdsIfAbsent()):
		s.note(engine.Suggestion, RedundantKeyDueToWildcardInCondition, star,
			quote(star.Str())+" matches every value of "+t.name+", so the test restricts nothing; remove the key", removeTest(in, t)...)
	case t.op.negated() && !t.op.ifExists && (always || t.op.set == "foranyvalue"):
		s.note(engine.Suggestion, RedundantStatementDueToWildcardInCondition, star,
			quote(star.Str())+" matches every value of "+t.name+", so the test never holds and the statement never applies; name the values", s.removeStatement(in)...)
	}
}

// starOf returns the value of a test that is a lone star; not OK if none is.
func starOf(t *test) jsontree.Value {
	for _, v := range t.values {
		if isStar(v.Str()) {
			return v
		}
	}
	return jsontree.Value{}
}

// removeTest is the fix that takes a key out of its operator, or the operator or the whole Condition with its last key.
func removeTest(in *statement, t *test) []Fix {
	title := "Remove " + t.name
	condition := member(in.value, "Condition")
	fixes := remove(title, t.operator.Of(), t.key)
	if fixes == nil {
		fixes = remove(title, condition.Of(), t.operator)
	}
	if fixes == nil {
		fixes = remove(title, in.value, condition)
	}
	return fixes
}

// member returns a key of an object, not OK if there is none of the name.
func member(object jsontree.Value, name string) jsontree.Value {
	key := object.First()
	for key.OK() && key.Str() != name {
		key = key.Next()
	}
	return key
}
