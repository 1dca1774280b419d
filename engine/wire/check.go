package wire

import (
	"github.com/iam-policy-playground/playground/engine"
	"github.com/iam-policy-playground/playground/engine/catalog"
	"github.com/iam-policy-playground/playground/engine/check"
	"github.com/iam-policy-playground/playground/engine/scenario"
)

// shelves holds the shelf while nobody uses it. What a host has it learn stays until the process ends.
var shelves = newShelves()

func newShelves() chan *catalog.Shelf {
	c := make(chan *catalog.Shelf, 1)
	c <- &catalog.Shelf{}
	return c
}

// withShelf calls f while nobody else has the shelf.
func withShelf(f func(shelf *catalog.Shelf)) {
	shelf := <-shelves
	defer func() { shelves <- shelf }()
	f(shelf)
}

// serveLearn puts services on the shelf.
func serveLearn(text string, out []byte) []byte {
	w := writer{buf: append(out, `{"engine":"`+Version+`","services":`...)}
	withShelf(func(shelf *catalog.Shelf) {
		shelf.Learn(text)
		w.int(shelf.Loaded())
	})
	w.raw("}")
	return w.buf
}

// serveCheck writes the findings of a scenario: the diagnostics of serveScenario, but for TRACES_OMITTED, and more.
func serveCheck(text string, out []byte) []byte {
	s, problems := scenario.Parse(text)
	set, problems := compile(s, problems)
	problems = append(problems, asked(set, s, problems)...)
	var findings []check.Finding
	for _, d := range problems {
		findings = append(findings, check.Finding{Diagnostic: d})
	}
	w := writer{buf: append(out, `{"engine":"`+Version+`","findings":[`...)}
	var wants []string
	withShelf(func(shelf *catalog.Shelf) {
		know := catalog.NewInquiry(shelf)
		findings = append(findings, check.Scenario(set, s, know)...)
		wants = know.Wants()
	})
	check.Sort(findings)
	for i := range findings {
		w.comma(i)
		w.finding(&findings[i])
	}
	w.raw(`],"wants":`)
	w.strings(wants)
	w.raw("}")
	return w.buf
}

// asked evaluates the requests, and returns what is noted on the way.
func asked(set *engine.Set, s *scenario.Scenario, problems engine.Diagnostics) (noted engine.Diagnostics) {
	blame := newBlame(problems)
	a, missing := newAsker(set, s), 0
	for i := range s.Requests {
		r := &s.Requests[i]
		if blame.of(r.Path) != "" {
			continue
		}
		if plan, problem := a.plan(r, &noted); problem == "" {
			q := a.ask(r, plan)
			q.Evaluate()
			missing += noteMissing(q, i, missing, &noted)
		}
		yield()
	}
	return noted
}

func (w *writer) finding(f *check.Finding) {
	w.raw(`{"policy":`)
	w.int(f.Policy)
	w.optional(`,"path":`, f.Path)
	if f.Policy >= 0 || f.Span.End > 0 {
		w.span(f.Span)
	}
	w.member(`,"severity":`, f.Severity.String())
	w.member(`,"code":`, string(f.Code))
	w.member(`,"message":`, f.Message)
	if len(f.Fixes) > 0 {
		w.raw(`,"fixes":[`)
		for i := range f.Fixes {
			w.comma(i)
			w.fix(&f.Fixes[i])
		}
		w.raw("]")
	}
	w.raw("}")
}

func (w *writer) fix(f *check.Fix) {
	w.raw(`{"title":`)
	w.string(f.Title)
	w.raw(`,"edits":[`)
	for i, e := range f.Edits {
		w.comma(i)
		w.edit(e.Span, e.Text)
	}
	w.raw("]}")
}

func (w *writer) edit(at engine.Span, text string) {
	w.raw(`{"span":[`)
	w.int(at.Start)
	w.raw(",")
	w.int(at.End)
	w.raw("]")
	w.member(`,"text":`, text)
	w.raw("}")
}
