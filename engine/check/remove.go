package check

import (
	"github.com/iam-policy-playground/playground/engine"
	"github.com/iam-policy-playground/playground/engine/internal/jsontree"
)

// remove returns the fix that takes an element out of its list, or a member with its key out of its object, and one comma with
// it. The only one is not taken out, because most elements of a policy may not be empty.
func remove(title string, container, v jsontree.Value) []Fix {
	last := jsontree.Value{}
	for each := container.First(); each.OK(); last, each = each, each.Next() {
		if each != v {
			continue
		}
		span := engine.Span{Start: spanOf(v).Start, End: endOf(v)}
		switch next := v.Next(); {
		case next.OK():
			span.End = spanOf(next).Start
		case last.OK():
			span.Start = endOf(last)
		default:
			return nil
		}
		return []Fix{{Title: title, Edits: []Edit{{Span: span}}}}
	}
	return nil
}

// endOf returns where an element ends, or a key with its value.
func endOf(v jsontree.Value) int {
	if of := v.Of(); of.OK() {
		return spanOf(of).End
	}
	return spanOf(v).End
}

// respell is the fix that writes the operator of a test otherwise, where that changes no other test.
func (s *statement) respell(t *test, text string) []Fix {
	for i := range s.condition {
		if s.condition[i].op == operatorOf(text) {
			return nil
		}
	}
	if t.operator.Of().Len() > 1 {
		return nil
	}
	return []Fix{rewrite(t.operator, text)}
}
