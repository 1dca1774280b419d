package check

import (
	"strings"

	"github.com/iam-policy-playground/playground/engine"
)

// shadowedStatements notes Allow statements of which a Deny of the same policy leaves nothing.
//
// AWS: IAM User Guide, "Policy evaluation logic".
func shadowedStatements(s *subject) {
	all := s.reaches()
	for i := range all {
		if by := shadow(&all[i], all); by >= 0 {
			s.noteBrace(engine.Warning, UnreachableStatement, s.statements[i].value, "everything that the statement allows is denied by "+s.nameOf(by))
		}
	}
}

// shadow returns which of some statements denies everything that another allows, or -1.
func shadow(allow *reach, by []reach) int {
	for i := range by {
		deny := &by[i]
		if allow.allows() && deny.denies() && deny.coversRest(allow) &&
			(!deny.principal.negated && hasPrincipal(&deny.principal, "", "*") || principalCovers(&deny.principal, &allow.principal)) {
			return i
		}
	}
	return -1
}

// mayMeet reports whether something may be allowed by both of two statements. Conditions are not compared.
func (r *reach) mayMeet(other *reach) bool {
	return elementsMeet(&r.action, &other.action, r.actions, other.actions) && elementsMeet(&r.resource, &other.resource, r.resources, other.resources)
}

// elementsMeet compares Action or Resource, with their patterns a and b.
func elementsMeet(x, y *element, a, b []pattern) bool {
	if x.negated {
		x, y, a, b = y, x, b, a
	}
	for i := range a {
		if x.negated || y.negated && covered(b, &a[i]) < 0 || !y.negated && meets(b, &a[i]) {
			return true
		}
	}
	return false
}

// meets reports whether one of some patterns may match something that p matches.
func meets(by []pattern, p *pattern) bool {
	for i := range by {
		q := &by[i]
		if p.any || q.any || p.fields == nil || q.fields == nil || overlaps(strings.Join(p.fields, ":"), strings.Join(q.fields, ":")) {
			return true
		}
	}
	return false
}
