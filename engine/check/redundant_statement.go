package check

import (
	"strconv"
	"strings"

	"github.com/iam-policy-playground/playground/engine"
	"github.com/iam-policy-playground/playground/engine/internal/jsontree"
)

// A reach is a statement with its patterns read once.
type reach struct {
	*statement
	actions, resources []pattern
}

// redundantStatements notes statements that say nothing beyond another of the same effect.
//
// AWS: IAM User Guide, "IAM policy validation check reference", Redundant statement.
func redundantStatements(s *subject) {
	all := s.reaches()
	for i := range all {
		if by := pointless(i, upTo(len(all)), func(j, i int) bool { return all[j].covers(&all[i]) }); by >= 0 {
			s.noteBrace(engine.Suggestion, RedundantStatement, s.statements[i].value,
				"the statement says nothing beyond "+s.nameOf(by)+"; remove it", s.removeStatement(&s.statements[i])...)
		}
	}
}

// reaches reads the patterns of all statements; none if there are too many to compare them.
func (s *subject) reaches() []reach {
	if len(s.statements)*len(s.statements) > mostPairs {
		return nil
	}
	all := make([]reach, len(s.statements))
	actions, resources := 0, 0
	for i := range all {
		st := &s.statements[i]
		all[i] = reach{st, actionPatterns(&st.action), s.resourcePatterns(&st.resource)}
		actions += len(all[i].actions)
		resources += len(all[i].resources)
	}
	if actions*actions+resources*resources > mostPairs {
		return nil
	}
	return all
}

// covers reports whether a statement applies wherever another does, with the same effect.
func (r *reach) covers(other *reach) bool {
	return (r.allows() && other.allows() || r.denies() && other.denies()) &&
		principalCovers(&r.principal, &other.principal) && r.coversRest(other)
}

// coversRest is covers for action, resource and condition.
func (r *reach) coversRest(other *reach) bool {
	return elementCovers(&r.action, &other.action, r.actions, other.actions) &&
		elementCovers(&r.resource, &other.resource, r.resources, other.resources) &&
		conditionCovers(r.condition, other.condition)
}

// elementCovers compares Action or Resource, with their patterns a and b. An empty list never applies, so that it is left out.
func elementCovers(x, y *element, a, b []pattern) bool {
	switch {
	case !x.present() && !y.present():
		return true
	case len(a) == 0 || len(b) == 0:
		return false
	case !x.negated && y.negated:
		return covered(a, &pattern{text: "*", fields: []string{"*"}, any: true}) >= 0
	case x.negated != y.negated:
		return false
	case x.negated: // what leaves out less applies to more
		a, b = b, a
	}
	for i := range b {
		if covered(a, &b[i]) < 0 {
			return false
		}
	}
	return true
}

// principalCovers compares principals as written. "*" does not cover a role: a grant to everyone counts differently beside a
// permissions boundary.
func principalCovers(x, y *element) bool {
	if x.present() != y.present() || x.negated != y.negated {
		return false
	}
	if x.negated {
		x, y = y, x
	}
	for _, e := range y.entries {
		if !hasPrincipal(x, e.kind, e.text) {
			return false
		}
	}
	return !x.present() || len(y.entries) > 0
}

func hasPrincipal(e *element, kind, text string) bool {
	for i := range e.entries {
		if e.entries[i].kind == kind && e.entries[i].text == text {
			return true
		}
	}
	return false
}

// conditionCovers reports whether each test of a stands in b too. All tests have to hold, so b holds more rarely.
func conditionCovers(a, b []test) bool {
	for i := range a {
		if !hasTest(b, &a[i]) {
			return false
		}
	}
	return true
}

func hasTest(all []test, t *test) bool {
	for i := range all {
		if all[i].op == t.op && strings.EqualFold(all[i].name, t.name) && sameValues(all[i].values, t.values) {
			return true
		}
	}
	return false
}

// sameValues reports whether two lists are equal, in the same order.
func sameValues(a, b []jsontree.Value) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if scalar(a[i]) != scalar(b[i]) {
			return false
		}
	}
	return true
}

// nameOf calls statement i by its Sid, or else counts from 1.
func (s *subject) nameOf(i int) string {
	if sid := s.statements[i].sid.Str(); sid != "" {
		return "the statement " + quote(sid)
	}
	return "statement " + strconv.Itoa(i+1)
}

// removeStatement is the fix that takes a statement out of its list.
func (s *subject) removeStatement(in *statement) []Fix {
	if s.list.Kind() != jsontree.Array {
		return nil
	}
	return remove("Remove the statement", s.list, in.value)
}
