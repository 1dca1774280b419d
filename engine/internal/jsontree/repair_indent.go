package jsontree

import "strings"

// A line is what is known of one.
type line struct {
	begin, seen int // its bytes from begin to seen hold no line break
	text        int // where its blanks end, -1 if that is not known
}

// indentOf returns the number of blanks at the beginning of the line of i.
func (m *mender) indentOf(i int) int {
	begin := m.lineOf(i)
	if begin == m.line.begin && m.line.text >= 0 {
		return m.line.text - begin
	}
	end := begin
	for end < len(m.text) && (m.text[end] == ' ' || m.text[end] == '\t') {
		end++
	}
	if begin == m.line.begin {
		m.line.text = end
	}
	return end - begin
}

// lineOf returns where the line of i begins. It remembers the line that was reached last.
func (m *mender) lineOf(i int) int {
	l := &m.line
	if l.begin <= i && i <= l.seen {
		return l.begin
	}
	begin := i
	for begin > 0 && !isBreak(m.text[begin-1]) {
		if begin == l.seen {
			l.seen = i
			return l.begin
		}
		begin--
	}
	if i > l.seen {
		*l = line{begin, i, -1}
	}
	return begin
}

func isBreak(c byte) bool { return c == '\n' || c == '\r' }

// leads reports whether only blanks stand before i in its line.
func (m *mender) leads(i int) bool { return m.lineOf(i)+m.indentOf(i) == i }

// gap returns where between the last token and the one at i a bracket belongs that is missing: at i if that is indented like
// the line with the other bracket, in an empty line if there is one, else behind the last token.
func (m *mender) gap(i, indent int) int {
	if i < len(m.text) && i > m.end && m.leads(i) && m.indentOf(i) == indent {
		return i
	}
	first := -1
	for k := m.end; k < i; k++ {
		if m.text[k] != '\n' {
			continue
		}
		if first >= 0 && m.onlyBlanks(first, k) {
			return first + len(strings.TrimRight(m.text[first:k], "\r"))
		}
		first = k + 1
	}
	if i == len(m.text) && first >= 0 && m.onlyBlanks(first, i) {
		return i
	}
	return m.end
}

func (m *mender) onlyBlanks(from, to int) bool {
	for ; from < to; from++ {
		if !isBlank(m.text[from]) {
			return false
		}
	}
	return true
}

// next returns the offset of the first byte from i on that is not blank.
func (m *mender) next(i int) int {
	for i < len(m.text) && isBlank(m.text[i]) {
		i++
	}
	return i
}

// at returns the byte at i, 0 behind the end.
func (m *mender) at(i int) byte {
	if i < len(m.text) {
		return m.text[i]
	}
	return 0
}

// outdent closes, where lines tell by their indentation what they belong to, the containers that the line of i does not belong
// to: those that open in a line indented deeper than a closing bracket, and those whose members are indented deeper than a
// member is.
func (m *mender) outdent(i int) {
	if !m.indented || len(m.stack) < 2 || !m.leads(i) {
		return
	}
	indent, c := m.indentOf(i), m.text[i]
	closing := c == '}' || c == ']'
	behindComma := m.want == wantKey || m.want == wantElement
	switch {
	case m.want == wantColon || m.want == wantValue || c == ',' || c == ':':
	case closing && !behindComma && m.outer(func(o *opening) bool { return o.indent == indent }):
		for m.top().indent > indent {
			m.close(m.gap(i, m.top().indent))
		}
	case !closing && m.outer(func(o *opening) bool { return o.members == indent && o.object == (c != '{') }):
		for m.top().deeper(indent) && behindComma {
			m.close(m.comma)
			m.continues()
		}
		for m.top().deeper(indent) {
			m.close(m.gap(i, m.top().indent))
		}
	}
}

// deeper reports whether the members of o are indented deeper, or stand in the line of its bracket.
func (o *opening) deeper(indent int) bool { return o.members > indent || o.members < 0 && o.count > 0 }
