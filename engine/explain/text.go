package explain

import (
	"strings"

	"github.com/iam-policy-playground/playground/engine"
)

// Text renders a result as indented text: the decision, the reason, and a line for each step. The marks are + for yes, - for
// no, ? for unknown and . for not asked; steps that decided end in "decides".
func Text(name string, r *engine.Result) string {
	var b strings.Builder
	b.WriteString(name + ": " + r.Decision.String() + "\n" + Reason(r) + "\n")
	for _, d := range r.DependsOn {
		for _, w := range d.Ways {
			b.WriteString("  if " + d.Key + " " + w.When + ": " + w.Decision.String() + "\n")
		}
	}
	for _, s := range r.Trace.Steps {
		writeStep(&b, s, 1)
	}
	return b.String()
}

func writeStep(b *strings.Builder, s *engine.Step, depth int) {
	for range depth {
		b.WriteString("  ")
	}
	b.WriteString(mark(s.Answer))
	b.WriteString(Say(s))
	if names := Notes(s.Notes); len(names) > 0 {
		b.WriteString(" [" + strings.Join(names, ", ") + "]")
	}
	if s.Decides {
		b.WriteString(" (decides)")
	}
	b.WriteString("\n")
	for _, child := range s.Steps {
		writeStep(b, child, depth+1)
	}
}

func mark(a engine.Answer) string {
	switch a {
	case engine.Yes:
		return "+ "
	case engine.Unknown:
		return "? "
	case engine.NotAsked:
		return ". "
	}
	return "- "
}

// Notes returns the words of the notes on a step.
func Notes(n engine.Notes) []string {
	var names []string
	for i, name := range engine.NoteNames {
		if n>>i&1 == 1 {
			names = append(names, name)
		}
	}
	return names
}
