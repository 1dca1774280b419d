package jsontree

const (
	// maxEdits bounds how much is mended in one text. What needs more is hardly JSON.
	maxEdits = 400
	// maxAhead bounds the bytes that are looked at ahead in one text.
	maxAhead = 16 << 20
)

// An Edit puts Text in the place of the bytes from Start to End of a broken text.
type Edit struct {
	Start, End int    // bytes of the broken text, End exclusive
	Text       string // "" to remove what is there
	Message    string // what is wrong, in words, as in a Problem
}

// Repair returns JSON that text was probably meant to be, and the edits that make it from text: in order, not overlapping,
// each at the place of the mistake rather than where a reader stumbles over it. Without edits, the text is JSON or past help.
//
// It mends quotes that are missing, single or typographic, keys and values without quotes, the words of other languages,
// commas, colons and brackets that are missing, doubled, surplus or mistaken for one another, missing keys and values, comments, odd
// blanks and characters, and text around the document. Where a bracket is missing, the indentation of lines says where, if that
// takes no more edits than not heeding it.
//
// Time and edits are bounded. Brackets nested deeper than maxDepth are past help.
func Repair(text string, maxDepth int) (repaired string, edits []Edit) {
	_, problems := Parse(text, maxDepth)
	if !brokenBy(problems) {
		return text, nil
	}
	edits = fewer(mend(text, maxDepth, true), mend(text, maxDepth, false))
	if len(edits) != 1 && len(text) <= maxSwapped && problems[0].Kind == Syntax {
		edits = fewer(swap(text, maxDepth, problems[0].Start), edits)
	}
	for i := range edits {
		if at := problems[0].Start; edits[i].Start <= at && at <= edits[i].End {
			edits[i].Message = problems[0].Message // says more
		}
	}
	return Apply(text, edits), edits
}

// fewer returns the first edits unless the second are fewer. No edits are no help.
func fewer(a, b []Edit) []Edit {
	if len(a) == 0 || len(b) > 0 && len(b) < len(a) {
		return b
	}
	return a
}

// brokenBy reports whether problems keep a text from being read: it is no JSON, or too deep.
func brokenBy(problems []Problem) bool {
	for _, p := range problems {
		if p.Kind == Syntax || p.Kind == TooDeep {
			return true
		}
	}
	return false
}

// Apply returns text with the edits made, which are in order.
func Apply(text string, edits []Edit) string {
	out, done := make([]byte, 0, len(text)+2*len(edits)), 0
	for _, e := range edits {
		out = append(append(out, text[done:e.Start]...), e.Text...)
		done = e.End
	}
	return string(append(out, text[done:]...))
}

// A mender reads a broken text as the parser does, and where the parser would give up, it writes an edit and goes on.
type mender struct {
	text     string
	maxDepth int
	indented bool // lines tell by their indentation what they belong to
	want     want
	stack    []opening
	edits    []Edit
	end      int  // of the token read last
	comma    int  // offset of the comma read last
	colon    int  // offset of the colon read last
	last     int  // offset of the string, key or value read last
	line     line // that was reached last
	ahead    int  // bytes that were looked at ahead
	helpless bool // there is no sensible edit, or they take too many or too long
}

// An opening is an open container.
type opening struct {
	object  bool
	at      int // offset of its bracket
	indent  int // of the line it stands in
	members int // indentation of its first member, -1 if that does not begin a line
	count   int // members so far
	key     int // offset of the key read last
	value   int // offset of the value or element read last
}

func (o *opening) closing() byte {
	if o.object {
		return '}'
	}
	return ']'
}

// mend returns the edits, nil if there is no hope.
func mend(text string, maxDepth int, indented bool) []Edit {
	m := &mender{text: text, maxDepth: maxDepth, indented: indented, line: line{text: -1}}
	for i := m.skip(0); !m.helpless; i = m.skip(i) {
		if i == len(text) {
			m.ends()
			break
		}
		m.outdent(i)
		i = m.step(i)
	}
	edits := joined(m.edits)
	if m.helpless || !valid(Apply(text, edits), maxDepth) {
		return nil
	}
	return edits
}

// valid reports whether text is a container in JSON.
func valid(text string, maxDepth int) bool {
	tree, problems := Parse(text, maxDepth)
	return !brokenBy(problems) && (tree.Root().Kind() == Object || tree.Root().Kind() == Array)
}

// joined makes one edit of those that write at the same place.
func joined(edits []Edit) (list []Edit) {
	for _, e := range edits {
		if n := len(list) - 1; n >= 0 && list[n].Start == e.End && list[n].End == e.Start {
			list[n].Text += e.Text
			continue
		}
		list = append(list, e)
	}
	return list
}

// edit notes an edit. Some are found late, so it looks for their place in the order.
func (m *mender) edit(start, end int, text, message string) {
	at := len(m.edits)
	for at > 0 && m.edits[at-1].End > start {
		at--
	}
	overlaps := at < len(m.edits) && m.edits[at].Start < end
	if overlaps || len(m.edits) == maxEdits {
		m.helpless = true
		return
	}
	m.edits = append(m.edits, Edit{})
	copy(m.edits[at+1:], m.edits[at:])
	m.edits[at] = Edit{start, end, text, message}
}

func (m *mender) insert(at int, text, message string) { m.edit(at, at, text, message) }

// replace puts text in the place of the one byte at i, which is read with it.
func (m *mender) replace(i int, text, message string) int {
	m.edit(i, i+1, text, message)
	m.end = i + 1
	return i + 1
}

// remove takes out what stands from start to end, and goes on behind it.
func (m *mender) remove(start, end int, message string) int {
	m.edit(start, end, "", message)
	return end
}

func (m *mender) top() *opening { return &m.stack[len(m.stack)-1] }

func (m *mender) push(object bool, at int) {
	if len(m.stack) >= m.maxDepth {
		m.helpless = true
	}
	m.stack = append(m.stack, opening{object: object, at: at, indent: m.indentOf(at), members: -1, key: at, value: at})
}

// pop ends the innermost container, which is a value of the one around it.
func (m *mender) pop() {
	at := m.top().at
	m.stack = m.stack[:len(m.stack)-1]
	m.valueEnds(at)
}

// valueEnds notes that a value is complete which begins at start.
func (m *mender) valueEnds(start int) {
	m.last = start
	if len(m.stack) == 0 {
		m.want = wantEnd
		return
	}
	m.top().value = start
	m.top().count++
	m.want = wantComma
}

// continues says what may come where a comma stands already.
func (m *mender) continues() {
	m.want = wantElement
	if m.top().object {
		m.want = wantKey
	}
}

// ends mends what is missing at the end of the text.
func (m *mender) ends() {
	switch m.want {
	case wantDocument:
		m.helpless = true
		return
	case wantColon:
		m.insert(m.end, `: ""`, "a colon and a value are missing after this key")
	case wantValue:
		m.insert(m.end, ` ""`, "the value of this key is missing")
	case wantKey, wantElement:
		m.remove(m.comma, m.comma+1, "the text ends after this comma")
	}
	for len(m.stack) > 0 && !m.helpless {
		m.close(m.gap(len(m.text), m.top().indent))
	}
}

// unclosed says that the innermost container has no end.
func (m *mender) unclosed() string {
	o := m.top()
	return "the " + bracketName(o.closing()-2) + " that opens at " + place(m.text, o.at) + " is not closed"
}

// outer reports whether a container around the innermost one is as it should be.
func (m *mender) outer(is func(o *opening) bool) bool {
	for n := len(m.stack) - 2; n >= 0; n-- {
		if is(&m.stack[n]) {
			return true
		}
	}
	return false
}

// close writes the missing bracket of the innermost container at an offset.
func (m *mender) close(at int) {
	m.bracket(at, m.top().count)
	m.pop()
}

// bracket writes the missing bracket of the innermost container, which has so many members, or takes out its opening one if
// that is doubled.
func (m *mender) bracket(at, members int) {
	if o := m.top(); members == 1 && m.text[o.at] == '[' && m.at(o.at+1) == '[' {
		m.remove(o.at, o.at+1, "this bracket is one too many")
		return
	}
	m.insert(at, string(m.top().closing()), m.unclosed())
}

// closers returns the closing brackets from i on that have no opening one there, at most a few more than are wanted.
// A string ends with its line at the latest.
func (m *mender) closers(i int) string {
	var open, found []byte
	from := i
	for ; i < len(m.text) && len(found) < len(m.stack)+2; i++ {
		switch c := m.text[i]; c {
		case '"':
			for i++; i < len(m.text) && m.text[i] != '"' && !isBreak(m.text[i]); i++ {
				if m.text[i] == '\\' {
					i++
				}
			}
		case '{', '[':
			open = append(open, c+2)
		case '}', ']':
			n := len(open) - 1
			for n >= 0 && open[n] != c {
				n--
			}
			if n < 0 {
				found = append(found, c)
			} else {
				open = open[:n]
			}
		}
	}
	if m.ahead += i - from; m.ahead > maxAhead {
		m.helpless = true
	}
	return string(found)
}

// wanted returns the closing brackets that the open containers need, the innermost first, without the first few.
func (m *mender) wanted(without int) string {
	var list []byte
	for n := len(m.stack) - 1 - without; n >= 0; n-- {
		list = append(list, m.stack[n].closing())
	}
	return string(list)
}

// surplus returns how many containers are open more than found closes, if it closes the outer ones: -1 if it does not.
func (m *mender) surplus(found string) int {
	n := len(m.stack) - len(found)
	if n >= 0 && found != "" && m.wanted(n) == found {
		return n
	}
	return -1
}
