package check

import (
	"strings"

	"github.com/iam-policy-playground/playground/engine"
	"github.com/iam-policy-playground/playground/engine/internal/jsontree"
)

// A mapping leads from the text that a broken policy was repaired to, in mind, back to the text as it stands. Without edits
// the two are the same.
type mapping struct {
	repaired string
	edits    []jsontree.Edit
}

// newMapping repairs a text if it is broken and there is hope.
func newMapping(text string) mapping {
	if len(text) > engine.MaxDocumentSize {
		return mapping{repaired: text}
	}
	repaired, edits := jsontree.Repair(text, maxDepth)
	return mapping{repaired, edits}
}

// maxMistakes bounds the findings about the JSON of one policy, as the evaluator's are bounded.
const maxMistakes = 100

// mistakes are the findings about the JSON: one for each edit, with it as the fix. The first can repair all.
func (m *mapping) mistakes(text string) (list []Finding) {
	var all []Edit
	for _, e := range m.edits {
		edit := Edit{engine.Span{Start: e.Start, End: e.End}, e.Text}
		all = append(all, edit)
		if len(all) <= maxMistakes {
			list = append(list, Finding{
				Diagnostic: engine.Diagnostic{Span: edit.Span, Severity: engine.Error, Code: engine.JSONSyntaxError, Message: e.Message},
				Fixes:      []Fix{{mending(text[e.Start:e.End], e.Text), []Edit{edit}}},
			})
		}
	}
	if len(all) > 1 {
		list[0].Fixes = append(list[0].Fixes, Fix{"Repair all of the JSON", all})
	}
	return list
}

// mending is the title of the fix that writes a text in the place of another one.
func mending(old, text string) string {
	switch {
	case text == "":
		return "Remove " + shown(old)
	case old == "":
		return "Insert " + shown(text)
	}
	return "Write " + shown(text)
}

// shown puts quotation marks around a text that has none.
func shown(text string) string {
	if trimmed := strings.TrimSpace(text); strings.Contains(trimmed, `"`) {
		return trimmed
	} else if trimmed != "" {
		return quote(trimmed)
	}
	return "a blank"
}

// original leads findings about the repaired text back. Those about an empty string that the repair put in are left out:
// the finding about the JSON says that something is missing.
func (m *mapping) original(findings []Finding) (list []Finding) {
	if len(m.edits) == 0 {
		return findings
	}
	for _, f := range findings {
		invented := m.repaired[f.Span.Start:f.Span.End] == `""`
		f.Span = m.span(f.Span)
		if invented && f.Span.Start == f.Span.End {
			continue
		}
		f.Fixes = m.fixes(f.Fixes)
		list = append(list, f)
	}
	return list
}

// fixes leads fixes back, without those that change a part of what the repair changes.
func (m *mapping) fixes(fixes []Fix) (list []Fix) {
	for _, fix := range fixes {
		edits := make([]Edit, 0, len(fix.Edits))
		for _, e := range fix.Edits {
			if m.cuts(e.Span.Start) || m.cuts(e.Span.End) {
				break
			}
			edits = append(edits, Edit{m.span(e.Span), e.Text})
		}
		if len(edits) == len(fix.Edits) {
			list = append(list, Fix{fix.Title, edits})
		}
	}
	return list
}

// span leads a span of the repaired text back.
func (m *mapping) span(s engine.Span) engine.Span {
	start := m.offset(s.Start, false)
	return engine.Span{Start: start, End: max(start, m.offset(s.End, true))}
}

// offset leads an offset of the repaired text back: of an end, which belongs to what stands before it, or of a start, which
// belongs to what stands behind.
func (m *mapping) offset(at int, end bool) int {
	longer := 0 // by how much the repaired text is longer up to here
	for _, e := range m.edits {
		from := e.Start + longer
		to := from + len(e.Text)
		switch {
		case at < from || at == from && end:
			return at - longer
		case end && at <= to:
			return e.End
		case !end && at < to:
			return e.Start
		}
		longer += len(e.Text) - (e.End - e.Start)
	}
	return at - longer
}

// cuts reports whether an offset of the repaired text lies inside what an edit wrote.
func (m *mapping) cuts(at int) bool {
	longer := 0
	for _, e := range m.edits {
		from := e.Start + longer
		if from < at && at < from+len(e.Text) {
			return true
		}
		longer += len(e.Text) - (e.End - e.Start)
	}
	return false
}
