package jsontree

import "strings"

// step reads the token at i, or mends what is wrong there, and returns where to go on.
func (m *mender) step(i int) int {
	c := m.text[i]
	if m.want == wantEnd {
		m.remove(i, len(strings.TrimRight(m.text, " \t\r\n")), "there is text behind the end of the document")
		return len(m.text)
	}
	if c == ';' && (m.want == wantComma || m.want == wantColon) {
		return m.separator(i, "JSON has no semicolons")
	}
	switch m.want {
	case wantDocument:
		return m.document(i, c)
	case wantFirstKey, wantKey:
		return m.key(i, c)
	case wantColon:
		return m.afterKey(i, c)
	case wantComma:
		return m.afterValue(i, c)
	}
	return m.value(i, c)
}

// separator writes the comma or colon that belongs in the place of the byte at i.
func (m *mender) separator(i int, message string) int {
	if m.want == wantColon {
		m.colon, m.want = i, wantValue
		return m.replace(i, ":", message+"; a colon belongs here")
	}
	m.comma = i
	m.continues()
	return m.replace(i, ",", message+"; a comma belongs here")
}

func (m *mender) document(i int, c byte) int {
	switch {
	case c == '{' || c == '[':
		return m.open(i)
	case m.isKey(i):
		m.insert(0, "{", "the brace is missing that a document begins with")
		m.push(true, i)
		m.want = wantFirstKey
		return i
	}
	for at := i; at < len(m.text); at++ {
		if c := m.text[at]; c == '{' && strings.IndexByte("\"}'", m.at(m.next(at+1))) >= 0 {
			return m.remove(i, at, "there is text before the document")
		}
	}
	m.helpless = true
	return i
}

// isKey reports whether a string with a colon behind it stands at i.
func (m *mender) isKey(i int) bool {
	return m.at(i) == '"' && m.at(m.next(closingQuote(m.text, i, len(m.text))+1)) == ':'
}

// open reads a bracket.
func (m *mender) open(i int) int {
	m.end = i + 1
	m.push(m.text[i] == '{', i)
	m.want = wantFirst
	if m.top().object {
		m.want = wantFirstKey
	}
	return i + 1
}

func (m *mender) key(i int, c byte) int {
	m.member(i)
	switch c {
	case '"':
		end := m.str(i, true)
		m.keyEnds(i)
		return end
	case '}', ']':
		if m.want == wantKey {
			m.remove(m.comma, m.comma+1, "this comma is one too many: nothing follows it")
		}
		m.want = wantComma
		return m.closer(i, c)
	case ',':
		return m.remove(i, i+1, "this comma is one too many")
	case ':':
		m.insert(i, `""`, "a key is missing before the colon")
		m.want = wantColon
		return i
	case '{', '[':
		return m.bracketForKey(i)
	}
	end := m.odd(i, true)
	m.keyEnds(i)
	return end
}

// member notes how the first member of a container is indented.
func (m *mender) member(i int) {
	if t := m.top(); t.count == 0 && t.members < 0 && m.leads(i) {
		t.members = m.indentOf(i)
	}
}

func (m *mender) keyEnds(start int) {
	m.last = start
	m.top().key = start
	m.want = wantColon
}

// bracketForKey mends what stands before the bracket at i, where a key belongs.
func (m *mender) bracketForKey(i int) int {
	found := m.closers(i)
	switch n := m.surplus(found); {
	case m.want == wantKey && n > 0:
		m.close(m.comma)
		m.continues()
	case m.bareList(found):
		m.openBefore(m.top().value)
		m.want = wantElement
	case m.want == wantKey && m.text[i] == '{' && m.outer(func(o *opening) bool { return !o.object }):
		m.close(m.comma)
		m.continues()
	default:
		m.insert(i, `"": `, "a key is missing before this bracket")
		m.colon, m.want = i, wantValue
	}
	return i
}

// bareList reports whether the last value begins a list that has only its closing bracket; found are the closing brackets
// that follow.
func (m *mender) bareList(found string) bool {
	t := m.top()
	return t.object && t.count > 0 && strings.HasPrefix(found, "]") && found[1:] == m.wanted(0) && m.text[t.value] != '['
}

// openBefore writes the bracket that a list lacks whose first element begins at value.
func (m *mender) openBefore(value int) {
	m.insert(m.opener(value), "[", "the bracket is missing that opens this list")
	m.push(false, value)
	m.top().count = 1
}

// opener returns where the bracket belongs that opens the container whose first member is at i: in the line of the colon
// before it, if the member begins another line.
func (m *mender) opener(i int) int {
	before := i
	for before > 0 && isBlank(m.text[before-1]) {
		before--
	}
	if m.lineOf(i) <= before {
		return i
	}
	for k := before; k < i; k++ {
		if isBreak(m.text[k]) {
			if m.text[before-1] == ':' {
				return k
			}
			break
		}
	}
	end := m.end
	m.end = before
	at := m.gap(i, -1)
	m.end = end
	if at == before {
		return i
	}
	return at
}

func (m *mender) afterKey(i int, c byte) int {
	switch {
	case c == ':':
		m.colon, m.end, m.want = i, i+1, wantValue
		return i + 1
	case c == '=':
		return m.separator(i, "JSON has no equals sign")
	case c == '}' || c == ']' || c == ',':
		return m.noValue(i, c)
	}
	m.insert(m.end, ":", "a colon is missing after this key")
	m.colon, m.want = m.end, wantValue
	return i
}

// noValue mends a key without colon and value, or a string that is no key but the element of a list.
func (m *mender) noValue(i int, c byte) int {
	found := m.closers(i)
	switch {
	case m.bareList(found):
		m.openBefore(m.top().value)
		m.valueEnds(m.last)
	case c == ',' && m.lonely(m.next(i+1)):
		return m.separator(i, "this comma stands behind a key")
	default:
		m.insert(m.end, `: ""`, "a colon and a value are missing after this key")
		m.valueEnds(m.end)
	}
	return i
}

// lonely reports whether a string or a container stands at i, and no colon behind it.
func (m *mender) lonely(i int) bool {
	c := m.at(i)
	return c == '{' || c == '[' || c == '"' && !m.isKey(i)
}

func (m *mender) value(i int, c byte) int {
	if m.want != wantValue {
		m.member(i)
	}
	switch {
	case c == '"':
		end := m.str(i, false)
		m.valueEnds(i)
		return end
	case c == '{' || c == '[':
		return m.open(i)
	case c == ':' && m.want == wantValue:
		return m.remove(i, i+1, "this colon is one too many")
	case c == ',' && m.want != wantValue:
		return m.remove(i, i+1, "this comma is one too many")
	case c == ':':
		m.insert(i, `""`, "a key is missing before the colon")
		m.valueEnds(i)
		return i
	case c == '}' || c == ']' || c == ',':
		return m.closeEarly(i, c)
	}
	start := i
	end := m.odd(i, false)
	m.valueEnds(start)
	return end
}

// closeEarly mends what is missing before a bracket or a comma where a value belongs.
func (m *mender) closeEarly(i int, c byte) int {
	switch m.want {
	case wantValue:
		m.insert(m.end, ` ""`, "the value of this key is missing")
		m.valueEnds(m.end)
		return i
	case wantElement:
		m.remove(m.comma, m.comma+1, "this comma is one too many: nothing follows it")
	}
	m.want = wantComma
	return m.closer(i, c)
}

func (m *mender) afterValue(i int, c byte) int {
	switch c {
	case ',':
		m.comma, m.end = i, i+1
		m.continues()
		return i + 1
	case '}', ']':
		return m.closer(i, c)
	case ':':
		if m.top().object {
			return m.colonInObject(i)
		}
		return m.colonInList(i)
	}
	if (c == '{' || c == '[') && m.top().object && m.surplus(m.closers(i)) > 0 {
		m.close(m.gap(i, m.top().indent))
		return i
	}
	m.insert(m.end, ",", "a comma is missing")
	m.comma = m.end
	m.continues()
	return i
}

// colonInObject mends what stands before a colon that follows a value: the value is a key.
func (m *mender) colonInObject(i int) int {
	found := m.closers(i)
	after := m.next(i + 1)
	switch {
	case m.text[m.last] == '{' || m.text[m.last] == '[':
		return m.separator(i, "this colon stands behind a value")
	case strings.HasPrefix(found, "}") && found[1:] == m.wanted(0):
		m.insert(m.opener(m.last), "{", "the brace is missing that opens this object")
		m.push(true, m.last)
		m.member(m.last)
	case m.isKey(after):
		return m.separator(i, "this colon stands behind a value")
	case m.lineOf(m.last) > m.colon:
		m.insert(m.colon+1, ` "",`, "the value of this key is missing")
	default:
		m.insert(m.last, `"", `, "the value of this key is missing")
	}
	m.keyEnds(m.last)
	return i
}

// colonInList mends what stands before a colon that follows an element: the element is a key.
func (m *mender) colonInList(i int) int {
	found, first := m.closers(i), m.top().count == 1
	brace := strings.HasPrefix(found, "}")
	inObject := len(m.stack) > 1 && m.stack[len(m.stack)-2].object
	switch {
	case m.text[m.last] == '{' || m.text[m.last] == '[':
		return m.separator(i, "this colon stands in a list")
	case inObject && found == m.wanted(1):
		m.endList(first)
	case brace && found[1:] == m.wanted(0):
		m.openElement()
	case found == m.wanted(0):
		return m.separator(i, "this colon stands in a list")
	case inObject && !first:
		m.endList(first)
	default:
		m.openElement()
	}
	m.keyEnds(m.last)
	return i
}

// endList closes the list whose last string is a key of the object around it.
func (m *mender) endList(first bool) {
	if first {
		m.insert(m.last, "], ", m.unclosed())
	} else {
		m.bracket(m.comma, m.top().count-1)
	}
	last := m.last
	m.pop()
	m.last = last
}

// openElement opens the object whose first key is the last string.
func (m *mender) openElement() {
	m.insert(m.opener(m.last), "{", "the brace is missing that opens this object")
	m.top().count--
	m.push(true, m.last)
	m.member(m.last)
}

// closer reads the closing bracket c at i.
func (m *mender) closer(i int, c byte) int {
	if m.top().closing() != c {
		return m.wrongCloser(i, c)
	}
	if m.indented && m.indentOf(i) > m.top().indent {
		return m.remove(i, i+1, "this closing "+bracketName(c-2)+" is one too many")
	}
	if len(m.stack) == 1 && m.early(i) {
		return m.remove(i, i+1, "this closing "+bracketName(c-2)+" is one too many")
	}
	m.pop()
	m.end = i + 1
	return i + 1
}

// early reports whether the document goes on behind the bracket at i, which would end it.
func (m *mender) early(i int) bool {
	next := m.at(m.next(i + 1))
	return (next == ',' || next == ':' || next == '"') && m.closers(i+1) == m.wanted(0)
}

// wrongCloser mends a closing bracket that is not the one of the innermost container.
func (m *mender) wrongCloser(i int, c byte) int {
	found := m.closers(i)
	right := string(m.top().closing())
	switch {
	case found[1:] == m.wanted(1):
		m.pop()
		return m.replace(i, right, "a "+quote(right)+" belongs here")
	case m.bareList(found) && m.leads(i) && m.indentOf(m.top().key) == m.indentOf(i):
		m.openBefore(m.top().value)
		m.valueEnds(m.last)
		return i
	case m.surplus(found) > 0, found[1:] != m.wanted(0) && m.outer(func(o *opening) bool { return o.closing() == c }):
		m.close(m.gap(i, m.top().indent))
		return i
	}
	return m.remove(i, i+1, "this closing "+bracketName(c-2)+" is one too many")
}
