package engine

import "strings"

// A template is a policy string in which variables may stand. Without variables it is one literal part.
//
// AWS: IAM User Guide, "IAM policy elements: Variables and tags".
type template struct {
	parts []part
}

// A part is literal text, or a variable with its optional default.
type part struct {
	text       readyPattern // literal text, or the default
	key        string       // lower-case name of the context key; "" for literal text
	name       string       // the key as written
	multi      bool         // the key is multivalued by its type
	hasDefault bool
}

// static returns the text of a template without variables.
func (t *template) static() (pattern, bool) {
	switch {
	case len(t.parts) == 0:
		return "", true
	case len(t.parts) == 1 && t.parts[0].key == "":
		return t.parts[0].text.text, true
	}
	return "", false
}

// literal returns the text before the first wildcard or variable of a template that has one.
func (t *template) literal() string {
	if t.parts[0].key != "" {
		return ""
	}
	return t.parts[0].text.literal()
}

// variableError says what is wrong with a variable's spelling.
type variableError struct {
	code    Code
	message string
}

// parseTemplate reads the variables of text. wildcards says whether * and ? in it are wildcards; in a default and in
// ${*} and ${?} they never are.
func parseTemplate(text string, wildcards bool) (template, *variableError) {
	var t template
	literal := func(s string, wildcards bool) {
		p := pattern(s)
		if wildcards {
			p = wild(s)
		}
		if n := len(t.parts); n > 0 && t.parts[n-1].key == "" {
			t.parts[n-1].text = (t.parts[n-1].text.text + p).ready()
		} else if s != "" {
			t.parts = append(t.parts, part{text: p.ready()})
		}
	}
	for {
		before, rest, found := strings.Cut(text, "${")
		literal(before, wildcards)
		if !found {
			return t, nil
		}
		inside, after, closed := cutVariable(rest)
		if !closed {
			return t, &variableError{MissingBraceInVariable, "the variable that begins with ${ has no closing brace"}
		}
		if inside == "*" || inside == "?" || inside == "$" {
			literal(inside, false)
		} else {
			v, err := parseVariable(inside)
			if err != nil {
				return t, err
			}
			t.parts = append(t.parts, v)
		}
		text = after
	}
}

// cutVariable cuts s after the brace that closes a variable; a brace inside a quoted default does not.
func cutVariable(s string) (inside, after string, ok bool) {
	quoted := false
	for i := range len(s) {
		switch {
		case s[i] == '\'':
			quoted = !quoted
		case s[i] == '}' && !quoted:
			return s[:i], s[i+1:], true
		}
	}
	return strings.Cut(s, "}") // the quote is missing; parseVariable says so
}

// parseVariable reads what stands between ${ and }: a key, or a key, a comma, a blank and a quoted default.
func parseVariable(inside string) (part, *variableError) {
	key, def, hasDefault := strings.Cut(inside, ",")
	switch {
	case strings.TrimSpace(inside) == "":
		return part{}, &variableError{EmptyVariable, "${} names no context key"}
	case strings.ContainsAny(key, " \t\r\n"):
		return part{}, &variableError{UnsupportedSpaceInVariable, "the variable ${" + inside + "} has a blank in its key"}
	case key == "":
		return part{}, &variableError{EmptyVariable, "the variable ${" + inside + "} names no context key"}
	}
	v := part{key: strings.ToLower(key), name: key, hasDefault: hasDefault}
	v.multi = keyTypeOf(v.key) == multiKey
	if !hasDefault {
		return v, nil
	}
	def = strings.TrimPrefix(def, " ")
	if len(def) < 2 || def[0] != '\'' || def[len(def)-1] != '\'' {
		return part{}, &variableError{MissingQuoteInVariable, "the default of ${" + inside + "} must stand between single quotes"}
	}
	v.text = plain(def[1 : len(def)-1])
	return v, nil
}

// A resolution is what became of a template in one request.
type resolution struct {
	text  pattern
	state tri // yes: resolved; no: a variable has no value; unknown: a variable's value is unknown
}

// resolve replaces the variables of t. The text of a value is literal: a star in it is no wildcard.
func (t *template) resolve(q *Query) resolution {
	var space [fewPieces]readyPattern
	pieces, state := t.fill(q, space[:0])
	if state != yes {
		return resolution{state: state}
	}
	return resolution{join(pieces), yes}
}

// fewPieces is how many pieces of a template need no memory of their own.
const fewPieces = 5

// fill appends the parts of t to pieces, values in the place of variables. state is that of a resolution.
func (t *template) fill(q *Query, pieces []readyPattern) (filled []readyPattern, state tri) {
	state = yes
	for i := range t.parts {
		p := &t.parts[i]
		if p.key == "" {
			pieces = append(pieces, p.text)
			continue
		}
		text, known := p.value(q)
		state = min(state, known)
		pieces = append(pieces, text)
	}
	return pieces, state
}

// join makes one pattern of its pieces.
func join(pieces []readyPattern) pattern {
	if len(pieces) == 1 {
		return pieces[0].text
	}
	var b strings.Builder
	for i := range pieces {
		b.WriteString(string(pieces[i].text))
	}
	return pattern(b.String())
}

// covers reports whether the pieces cover all of s, one behind the other. Pieces at both ends that have no wildcard are
// compared where they must stand, which mostly leaves one.
func covers(pieces []readyPattern, s string) (ok bool) {
	for len(pieces) > 1 && pieces[0].shape == plainShape {
		if s, ok = strings.CutPrefix(s, string(pieces[0].text)); !ok {
			return false
		}
		pieces = pieces[1:]
	}
	for last := len(pieces) - 1; last > 0 && pieces[last].shape == plainShape; last-- {
		if s, ok = strings.CutSuffix(s, string(pieces[last].text)); !ok {
			return false
		}
		pieces = pieces[:last]
	}
	if len(pieces) == 1 {
		return pieces[0].match(s)
	}
	return join(pieces).match(s)
}

// unknowns calls f with the name of each variable whose value is unknown.
func (t *template) unknowns(q *Query, f func(name string)) {
	for i := range t.parts {
		p := &t.parts[i]
		if p.key == "" {
			continue
		}
		if _, state := p.value(q); state == unknown {
			f(p.name)
		}
	}
}

// value returns the value of a variable. An empty value counts as none, and a multivalued key never has one.
func (p *part) value(q *Query) (readyPattern, tri) {
	v, from, _ := q.lookup(p.key)
	switch {
	case p.multi || v.Multi:
		return readyPattern{}, no
	case from == sourceUnknown:
		q.touch(p.key)
		return readyPattern{}, unknown
	case len(v.Strings) == 1 && v.Strings[0] != "":
		return plain(v.Strings[0]), yes
	case p.hasDefault:
		return p.text, yes
	}
	q.lacks(p.key)
	return readyPattern{}, no
}
