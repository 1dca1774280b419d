package wire

import (
	"strconv"

	"github.com/iam-policy-playground/playground/engine"
	"github.com/iam-policy-playground/playground/engine/assist"
	"github.com/iam-policy-playground/playground/engine/catalog"
	"github.com/iam-policy-playground/playground/engine/internal/jsontree"
	"github.com/iam-policy-playground/playground/engine/scenario"
)

// An assistance is a question about a place of a policy: {"policy": 0, "offset": 123, "scenario": {…}}.
type assistance struct {
	policy assist.Policy
	offset int
	wrong  string // why it cannot be answered, or ""
}

func readAssistance(in string, know *catalog.Inquiry) (a assistance) {
	tree, problems := jsontree.Parse(in, scenario.MaxDepth+1)
	if len(problems) > 0 && problems[0].Kind == jsontree.Syntax {
		a.wrong = "the question is no JSON: " + problems[0].Message
		return a
	}
	policy := -1
	a.offset = -1
	var s *scenario.Scenario
	for key := tree.Root().First(); key.OK() && tree.Root().Kind() == jsontree.Object; key = key.Next() {
		switch v := key.Of(); key.Str() {
		case "policy":
			policy = whole(v)
		case "offset":
			a.offset = whole(v)
		case "scenario":
			s, _ = scenario.Parse(v.Raw())
		}
	}
	switch {
	case s == nil:
		a.wrong = "the question has no scenario"
	case policy < 0 || policy >= len(s.Policies):
		a.wrong = "the scenario has no policy of this number"
	case a.offset < 0 || a.offset > len(s.Policies[policy].Text):
		a.wrong = "the offset is not in the policy"
	default:
		a.policy = policyOf(s, policy, know)
	}
	return a
}

// whole reads a number that is not negative; -1 for anything else.
func whole(v jsontree.Value) int {
	n, err := strconv.Atoi(v.Raw())
	if err != nil || v.Kind() != jsontree.Number {
		return -1
	}
	return n
}

func policyOf(s *scenario.Scenario, i int, know *catalog.Inquiry) assist.Policy {
	p := &s.Policies[i]
	kind := p.Type
	if kind == 0 {
		kind = engine.Identity
	}
	return assist.Policy{Kind: kind, Text: p.Text, Attached: p.AttachedTo, Scenario: s, Know: know}
}

// serveAssist answers Complete, Hover and Summary. Each answer ends with the services whose catalog would make it better.
func serveAssist(op uint32, in string, out []byte) []byte {
	w := writer{buf: append(out, `{"engine":"`+Version+`"`...)}
	withShelf(func(shelf *catalog.Shelf) {
		know := catalog.NewInquiry(shelf)
		if op == Summary {
			w.summary(in, know)
		} else {
			w.assistance(op, in, know)
		}
		w.raw(`,"wants":`)
		w.strings(know.Wants())
	})
	w.raw("}")
	return w.buf
}

func (w *writer) assistance(op uint32, in string, know *catalog.Inquiry) {
	a := readAssistance(in, know)
	switch {
	case a.wrong != "":
		w.member(`,"error":`, a.wrong)
	case op == Complete:
		w.completion(assist.Complete(a.policy, a.offset))
	default:
		w.hint(assist.Hover(a.policy, a.offset))
	}
}

func (w *writer) completion(c assist.Completion) {
	w.span(c.Span)
	w.raw(`,"options":[`)
	for i := range c.Options {
		o := &c.Options[i]
		w.comma(i)
		w.raw(`{"label":`)
		w.string(o.Label)
		w.member(`,"insert":`, o.Insert)
		w.member(`,"kind":`, string(o.Kind))
		w.optional(`,"detail":`, o.Detail)
		if o.Cursor < len(o.Insert) {
			w.raw(`,"cursor":`)
			w.int(o.Cursor)
		}
		w.raw("}")
	}
	w.raw("]")
}

func (w *writer) hint(h assist.Hint) {
	if h.Span.End > 0 {
		w.span(h.Span)
		w.member(`,"title":`, h.Title)
		w.raw(`,"lines":`)
		w.strings(h.Lines)
		w.member(`,"page":`, h.Page)
	}
}

func (w *writer) summary(in string, know *catalog.Inquiry) {
	s, _ := scenario.Parse(in)
	w.raw(`,"policies":[`)
	for i := range s.Policies {
		w.comma(i)
		w.raw(`{"statements":[`)
		for j, sentence := range assist.Summary(policyOf(s, i, know)) {
			w.comma(j)
			w.raw(`{"span":[`)
			w.int(sentence.Span.Start)
			w.raw(",")
			w.int(sentence.Span.End)
			w.raw("]")
			w.member(`,"say":`, sentence.Say)
			w.raw("}")
		}
		w.raw("]}")
	}
	w.raw("]")
}
