package main

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/iam-policy-playground/playground/engine/catalog"
)

// write appends the records of a service, in the order of names. engine/catalog/records.go explains them.
func (s *contents) write(b *strings.Builder) error {
	slices.SortFunc(s.actions, func(x, y catalog.Action) int { return compareNames(x.Name, y.Name) })
	slices.SortFunc(s.types, func(x, y catalog.ResourceType) int {
		return cmp.Or(compareNames(x.Name, y.Name), strings.Compare(x.API, y.API))
	})
	slices.SortFunc(s.keys, func(x, y catalog.Key) int { return compareNames(x.Name, y.Name) })
	w := writer{b: b}
	w.record('s', false, s.prefix, s.name)
	for _, a := range s.actions {
		w.record('a', a.Unlisted, a.Name, letters(a.Levels), w.list(typeRefs(a.Types)), w.list(a.Keys))
	}
	for _, t := range s.types {
		w.record('r', t.Unlisted, typeRef(t), w.list(t.ARNs), w.list(t.Keys))
	}
	for _, k := range s.keys {
		w.record('k', k.Unlisted, k.Name, w.list(k.Types))
	}
	return w.err
}

func compareNames(x, y string) int {
	return cmp.Or(strings.Compare(strings.ToLower(x), strings.ToLower(y)), strings.Compare(x, y))
}

// A writer writes records and keeps the first name that does not fit into one.
type writer struct {
	b   *strings.Builder
	err error
}

func (w *writer) record(kind byte, unlisted bool, name string, fields ...string) {
	line := string(kind) + " "
	if unlisted {
		line += "?"
	}
	line += name + "|" + strings.Join(fields, "|")
	if name == "" || strings.Count(line, "|") != len(fields) || strings.ContainsAny(line, "\r\n\t`") {
		w.err = cmp.Or(w.err, fmt.Errorf("%q cannot be written as a record", line))
	}
	w.b.WriteString(strings.TrimRight(line, "|") + "\n")
}

// part is what a comma may stand beside.
var part = regexp.MustCompile(`^[^,|]+$`)

func (w *writer) list(parts []string) string {
	for _, p := range parts {
		if !part.MatchString(p) {
			w.err = cmp.Or(w.err, fmt.Errorf("%q cannot be part of a list", p))
		}
	}
	return strings.Join(parts, ",")
}

func letters(levels []catalog.Level) (all string) {
	for _, level := range levels {
		all += string(level[0])
	}
	return all
}

func typeRefs(types []catalog.ActionType) []string {
	refs := make([]string, len(types))
	for i, t := range types {
		if t.Unlisted {
			refs[i] = "?"
		}
		refs[i] += typeRef(t.ResourceType)
		if t.Required {
			refs[i] += "*"
		}
	}
	return refs
}

func typeRef(t catalog.ResourceType) string {
	switch t.API {
	case catalog.APIGatewayV1:
		return t.Name + "@1"
	case catalog.APIGatewayV2:
		return t.Name + "@2"
	}
	return t.Name
}
