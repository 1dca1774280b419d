package reference

import (
	"fmt"
	"strings"
)

// Seen tells what a request of a scenario meets, in words to be counted: "operator StringLike: true", "layer scp: explicitDeny".
func (s Scenario) Seen(r Request) (seen []string) {
	d, err := s.Decide(r)
	if err != nil {
		return nil
	}
	note := func(format string, args ...any) { seen = append(seen, fmt.Sprintf(format, args...)) }
	kind := d.Asked.Caller.Kind
	note("caller %s: %s", kind, d.Verdict)
	note("accounts %s: %s", accountsOf(d), d.Verdict)
	for layer, verdict := range d.Layers {
		note("layer %s: %s", layer, verdict)
	}
	for _, grant := range d.Grants {
		note("grant to %s by %s: %s", kind, grant, d.Verdict)
	}
	for _, policy := range s.Policies {
		part := Part{policy.Type, policy.read}
		for _, statement := range part.Document.Statements {
			note("policy %s %s: %t", part.Type, statement.Effect, len(part.applies(statement, d.Asked)) > 0)
			seen = append(seen, part.elementsSeen(statement, d.Asked)...)
			seen = append(seen, part.conditionsSeen(statement, d.Asked.Context)...)
		}
	}
	return seen
}

func accountsOf(d Decision) string {
	switch {
	case d.Asked.otherPartition():
		return "of two partitions"
	case d.Cross:
		return "differ"
	case d.Asked.Caller.isGlobal():
		return "of the resource only"
	}
	return "same"
}

func (p Part) elementsSeen(s Statement, a Asked) (seen []string) {
	note := func(element string, yes bool) { seen = append(seen, fmt.Sprintf("element %s: %t", element, yes)) }
	note(named(s.NotAction != nil, "Action"), s.actionMatches(a.Request.Action))
	if p.Type != "trust" {
		note(named(s.NotResource != nil, "Resource"), p.resourceMatches(s, a.Context, a.Request.Resource))
	}
	if s.Principal != nil || s.NotPrincipal != nil {
		note(named(s.NotPrincipal != nil, "Principal"), len(p.principalMatches(s, a)) > 0)
	}
	for _, list := range []*[]string{s.Resource, s.NotResource} {
		if list != nil {
			for _, entry := range *list {
				seen = append(seen, p.entrySeen(entry, a)...)
			}
		}
	}
	return seen
}

func named(negated bool, element string) string {
	if negated {
		return "Not" + element
	}
	return element
}

// entrySeen tells by which rule of section 2.3 a resource entry was compared.
func (p Part) entrySeen(entry string, a Asked) []string {
	written, matches := fields(entry, p.Document.hasVariables()), p.matchResource(entry, a.Context, a.Request.Resource)
	_, padded := pad(written, p.Type)
	rule := "whole"
	switch {
	case entry == "*":
		return []string{"resource *"}
	case len(written) < 6 && !padded:
		rule = "too short"
	case len(written) < 6:
		rule = "padded"
	case strings.Contains(entry, "${") && !p.Document.hasVariables():
		rule = "old variable"
	case strings.Contains(entry, "${"):
		rule = "variable"
	}
	seen := []string{fmt.Sprintf("resource %s: %t", rule, matches)}
	last, _ := a.Context.expand(written[len(written)-1], p.Document.hasVariables(), false)
	if got, ok := arnFields(a.Request.Resource); ok && matches && len(written) == 6 && !fieldwise(written, last, got) {
		seen = append(seen, "resource across colons")
	}
	return append(seen, variablesSeen(entry, p, a.Context)...)
}

func variablesSeen(text string, p Part, c Context) (seen []string) {
	for _, part := range segments(text) {
		if !part.variable || !p.Document.hasVariables() {
			continue
		}
		_, ok := c.variable(part.text)
		_, given := c.get(part.text)
		switch {
		case len(part.text) == 1:
			seen = append(seen, "variable ${"+part.text+"}")
		case ok && !given:
			seen = append(seen, "variable with its default")
		default:
			seen = append(seen, fmt.Sprintf("variable: %t", ok))
		}
	}
	return seen
}

// conditionsSeen tells how each test came out, and what the request carried for its key.
func (p Part) conditionsSeen(s Statement, c Context) (seen []string) {
	for _, test := range s.Condition {
		f, _ := parseOperator(test.Operator)
		value, present := c.get(test.Key)
		written, suffix := f.Name, ""
		if f.set != "" {
			written = f.set + ":" + written
		}
		if f.ifExists {
			suffix = "IfExists"
		}
		holds, carried := p.testHolds(test, c), carriedAs(value, present, Multivalued(test.Key))
		seen = append(seen, fmt.Sprintf("operator %s%s: %t", written, suffix, holds))
		seen = append(seen, fmt.Sprintf("key %s under %s%s: %t", carried, polarity(f), orPlain(f.set), holds))
		for _, text := range test.Values {
			seen = append(seen, variablesSeen(text, p, c)...)
		}
	}
	return seen
}

// carriedAs is a row of the tables in sections 3.3 and 3.4.
func carriedAs(v Value, present, multi bool) string {
	switch {
	case !present:
		return "missing"
	case multi || v.List:
		return "list"
	case v.Texts[0] == "":
		return "empty"
	}
	return "single"
}

func polarity(f form) string {
	switch {
	case f.Name == "Null":
		return "Null "
	case f.Negated:
		return "negated "
	}
	return "positive "
}

func orPlain(set string) string {
	if set == "" {
		return "alone"
	}
	return set
}
