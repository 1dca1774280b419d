package scenario

import "strings"

// TypeScript returns the types of the format: a union for each closed list of words, an interface for each record.
func TypeScript() string {
	var b strings.Builder
	b.WriteString("/** The value of a condition key. A list makes the key multivalued. */\nexport type ContextValue = string | number | boolean | string[];\n")
	for _, w := range allWords() {
		b.WriteString("\n/** " + w.doc + " */\nexport type " + w.name + " = ")
		for i, word := range w.list {
			if i > 0 {
				b.WriteString(" | ")
			}
			b.WriteString(quote(word))
		}
		b.WriteString(";\n")
	}
	for _, rec := range records() {
		b.WriteString("\n/** " + rec.doc + " */\nexport interface " + rec.name + " {\n")
		for i := range rec.fields {
			f := &rec.fields[i]
			optional := "?"
			if f.required {
				optional = ""
			}
			b.WriteString("  /** " + f.describe() + " */\n  " + f.name + optional + ": " + f.shape.typeScript() + ";\n")
		}
		b.WriteString("}\n")
	}
	return b.String()
}

// allWords returns the closed lists of words, each once, in the order of the tables.
func allWords() []*words {
	var all []*words
	seen := map[*words]bool{}
	for _, rec := range records() {
		for i := range rec.fields {
			if w := rec.fields[i].shape.words; w != nil && !seen[w] {
				seen[w] = true
				all = append(all, w)
			}
		}
	}
	return all
}

// typeScript returns the type of values of the shape.
func (s *shape) typeScript() string {
	switch s.kind {
	case text:
		if s.words != nil {
			return s.words.name
		}
		return "string"
	case flag:
		return "boolean"
	case version:
		return "1"
	case list:
		return s.of.typeScript() + "[]"
	case mapping:
		return "{ [key: string]: " + s.of.typeScript() + " }"
	case fields:
		return s.record.name
	case condition:
		return "ContextValue"
	case document:
		return "{ [element: string]: unknown } | string"
	case anything:
		return "{ [name: string]: unknown }"
	}
	panic("scenario: a shape without a type")
}
