package check

import (
	"strings"

	"github.com/iam-policy-playground/playground/engine"
	"github.com/iam-policy-playground/playground/engine/internal/jsontree"
)

// mostPairs bounds how many pairs of entries, or of statements, are compared, so that a policy of the size of AWS's largest is
// checked between two keystrokes. What has more is not checked.
const mostPairs = 1 << 20

// redundantEntries notes entries of Action and Resource that another entry of their list covers.
//
// AWS: IAM User Guide, "IAM policy validation check reference", Redundant action; Redundant resource.
func redundantEntries(s *subject, in *statement) {
	s.redundantIn(&in.action, actionPatterns(&in.action), RedundantAction)
	s.redundantIn(&in.resource, s.resourcePatterns(&in.resource), RedundantResource)
}

func (s *subject) redundantIn(e *element, patterns []pattern, code engine.Code) {
	first := map[string]int{} // of each text
	var wild []int            // only what has a wildcard covers anything but its like
	for i := range patterns {
		if _, ok := first[patterns[i].text]; !ok {
			first[patterns[i].text] = i
		}
		if patterns[i].wild() {
			wild = append(wild, i)
		}
	}
	for i := range patterns {
		by := first[patterns[i].text]
		if by == i && len(wild)*len(patterns) <= mostPairs {
			by = pointless(i, wild, func(j, i int) bool { return patterns[j].covers(&patterns[i]) })
		}
		if by == i || by < 0 {
			continue
		}
		entry, other := e.entries[i], e.entries[by]
		message := quote(entry.text) + " is covered by " + quote(other.text) + " in the same list; remove it"
		if entry.text == other.text {
			message = quote(entry.text) + " stands in its list twice; remove one"
		}
		s.note(engine.Suggestion, code, entry.value, message, remove("Remove "+quote(entry.text), e.key.Of(), entry.value)...)
	}
}

// pointless returns which of some candidates covers thing i, or -1. Of things that cover each other the first is not pointless.
func pointless(i int, candidates []int, covers func(j, i int) bool) int {
	for _, j := range candidates {
		if j != i && covers(j, i) && (j < i || !covers(i, j)) {
			return j
		}
	}
	return -1
}

// redundantNumbers notes numbers that change nothing beside another of their list: one of the values has to match.
//
// AWS: IAM User Guide, "IAM policy validation check reference", Redundant condition value num.
func redundantNumbers(s *subject, _ *statement, t *test) {
	if t.op.family() != "numeric" || len(t.values)*len(t.values) > mostPairs || !allNumbers(t.values) {
		return
	}
	for i, v := range t.values {
		by := pointless(i, upTo(len(t.values)), func(j, i int) bool {
			c, _ := engine.CompareNumbers(scalar(t.values[j]), scalar(t.values[i]))
			return c == 0 || c > 0 && strings.Contains(t.op.base, "less") || c < 0 && strings.Contains(t.op.base, "greater")
		})
		if by >= 0 {
			message := scalar(v) + " changes nothing beside " + scalar(t.values[by]) + ", which matches all that it does; remove it"
			s.note(engine.Suggestion, RedundantConditionValueNum, v, message, remove("Remove "+scalar(v), t.key.Of(), v)...)
		}
	}
}

func allNumbers(values []jsontree.Value) bool {
	for _, v := range values {
		if _, ok := engine.CompareNumbers(scalar(v), "0"); !ok {
			return false
		}
	}
	return true
}

// scalar returns a value of a condition key as text: a string, or a number or boolean as written.
func scalar(v jsontree.Value) string {
	if v.Kind() == jsontree.String {
		return v.Str()
	}
	return v.Raw()
}

// upTo returns the numbers from 0 to n-1.
func upTo(n int) []int {
	all := make([]int, n)
	for i := range all {
		all[i] = i
	}
	return all
}
