package reference

import "strings"

// A Context is what a request carries: values by condition key. Keys are kept in lower case. Section 3.1.
type Context map[string]Value

// get gives the value of a key. A list without values is as good as no key. Section 3.3, last rows.
func (c Context) get(key string) (Value, bool) {
	value, ok := c[strings.ToLower(key)]
	return value, ok && len(value.Texts) > 0
}

// A segment is a part of a policy's text: characters as written, or what stands between ${ and }.
type segment struct {
	text     string
	variable bool
}

// segments splits a text at its variables. A ${ that nothing closes is text. Section 4.1.
func segments(text string) (parts []segment) {
	for {
		before, rest, found := strings.Cut(text, "${")
		inside, after, closed := strings.Cut(rest, "}")
		if !found || !closed {
			return append(parts, segment{text: text})
		}
		parts = append(parts, segment{text: before}, segment{inside, true})
		text = after
	}
}

// expand replaces the variables of a policy's text; what they stand for is literal, also its wildcards. Sections 4.3 and 4.4. It
// fails when a variable has no value.
func (c Context) expand(text string, variables, literal bool) (pattern []sign, ok bool) {
	if !variables {
		return signs(text, literal), true
	}
	for _, part := range segments(text) {
		if !part.variable {
			pattern = append(pattern, signs(part.text, literal)...)
			continue
		}
		value, ok := c.variable(part.text)
		if !ok {
			return nil, false
		}
		pattern = append(pattern, signs(value, true)...)
	}
	return pattern, true
}

// variable gives what a variable stands for: *, ? and $ for themselves, a key for its value, and its default for a key that is
// absent or empty. A key with several values cannot be a variable. Section 4.1.
func (c Context) variable(inside string) (string, bool) {
	if inside == "*" || inside == "?" || inside == "$" {
		return inside, true
	}
	key, fallback, hasFallback := strings.Cut(inside, ", '")
	value, ok := c.get(key)
	switch {
	case Multivalued(key) || value.List:
		return "", false
	case ok && value.Texts[0] != "":
		return value.Texts[0], true
	case hasFallback && strings.HasSuffix(fallback, "'"):
		return strings.TrimSuffix(fallback, "'"), true
	}
	return "", false
}

// fields splits a policy's text at its first colons into at most six fields; colons of a variable do not count. Section 4.4.
func fields(text string, variables bool) []string {
	out := []string{""}
	parts := []segment{{text: text}}
	if variables {
		parts = segments(text)
	}
	for _, part := range parts {
		if part.variable {
			out[len(out)-1] += "${" + part.text + "}"
			continue
		}
		pieces := strings.SplitN(part.text, ":", 7-len(out))
		out[len(out)-1] += pieces[0]
		out = append(out, pieces[1:]...)
	}
	return out
}
