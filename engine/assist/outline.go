package assist

import (
	"strings"

	"github.com/iam-policy-playground/playground/engine/internal/jsontree"
)

// An outline is what can be made out of a JSON text, whatever is wrong with it: its values in the order of the text, each
// container before what it holds. It never fails. Of a text that is JSON it is the tree.
type outline struct {
	text  string
	nodes []node
}

// A token says what a node is.
type token byte

const (
	object token = '{'
	array  token = '['
	quoted token = '"' // a string
	word   token = 'w' // a number, true, false, null, or a string that lacks its quotes
)

// A node is one value or key. Indexes are those of nodes, -1 for none.
type node struct {
	kind       token
	isKey      bool
	closed     bool // the bracket or quote that ends it is there
	start, end int  // bytes of the text, end exclusive
	parent     int  // the container
	key        int  // of a value in an object: its key
	value      int  // of a key: its value
	next       int  // the next element or key in the container
	colon      int  // of a key: offset of its colon, or -1
}

// An opened is a container that has not ended.
type opened struct {
	node    int
	last    int // its last element or key
	pending int // the key that waits for its value
}

// A sketcher makes an outline.
type sketcher struct {
	outline
	stack   []opened
	objects int // how many of the stack are objects
}

// bytesPerNode is how many bytes a value takes in policy text, about; it sizes the first allocation.
const bytesPerNode = 20

// sketch reads a text.
func sketch(text string) *outline {
	s := sketcher{outline: outline{text: text, nodes: make([]node, 0, len(text)/bytesPerNode+8)}}
	for i := 0; i < len(text); {
		switch c := text[i]; c {
		case ' ', '\t', '\r', '\n':
			i++
		case '{', '[':
			s.open(token(c), i)
			i++
		case '}', ']':
			s.close(token(c-2), i)
			i++
		case ',':
			s.forget()
			i++
		case ':':
			s.colon(i)
			i++
		case '"':
			i = s.string(i)
		case '/':
			i = skipComment(text, i)
		default:
			end := wordEnd(text, i)
			s.add(word, i, end)
			i = end
		}
	}
	return &s.outline
}

func (s *sketcher) top() *opened {
	if len(s.stack) == 0 {
		return nil
	}
	return &s.stack[len(s.stack)-1]
}

// forget drops the key that waits for a value: a comma has come.
func (s *sketcher) forget() {
	if top := s.top(); top != nil {
		top.pending = -1
	}
}

func (s *sketcher) colon(at int) {
	if top := s.top(); top != nil && top.pending >= 0 && s.nodes[top.pending].colon < 0 {
		s.nodes[top.pending].colon = at
	}
}

func (s *sketcher) open(kind token, at int) {
	s.stack = append(s.stack, opened{s.add(kind, at, len(s.text)), -1, -1})
	if kind == object {
		s.objects++
	}
}

// pop ends the innermost container before at, and returns its node.
func (s *sketcher) pop(at int) *node {
	last := len(s.stack) - 1
	n := &s.nodes[s.stack[last].node]
	if n.end = at; n.kind == object {
		s.objects--
	}
	s.stack = s.stack[:last]
	return n
}

// close ends the innermost container of a kind, and all that are open inside of it; nothing if there is none.
func (s *sketcher) close(kind token, at int) {
	if kind == object && s.objects == 0 || kind == array && s.objects == len(s.stack) {
		return
	}
	for {
		if n := s.pop(at); n.kind == kind {
			n.end, n.closed = at+1, true
			return
		}
	}
}

// add appends a node to the container that is open. In an object it is a key unless a key waits for its value.
func (s *sketcher) add(kind token, start, end int) int {
	i := len(s.nodes)
	n := node{kind: kind, start: start, end: end, parent: -1, key: -1, value: -1, next: -1, colon: -1}
	top := s.top()
	if top == nil {
		s.nodes = append(s.nodes, n)
		return i
	}
	n.parent = top.node
	if s.nodes[top.node].kind == object && top.pending >= 0 {
		n.key = top.pending
		s.nodes[top.pending].value = i
		top.pending = -1
		s.nodes = append(s.nodes, n)
		return i
	}
	if s.nodes[top.node].kind == object && kind != object && kind != array {
		n.isKey = true
		top.pending = i
	}
	if top.last >= 0 {
		s.nodes[top.last].next = i
	}
	top.last = i
	s.nodes = append(s.nodes, n)
	return i
}

// string reads the string at i. One before a colon is a key: a value that lacks before it is left out, a list that lacks its
// end is ended.
func (s *sketcher) string(i int) int {
	end, closed := stringEnd(s.text, i)
	if beforeColon(s.text, end) {
		s.forget()
		if n := len(s.stack); n > 1 && s.nodes[s.stack[n-1].node].kind == array && s.nodes[s.stack[n-2].node].kind == object {
			s.pop(i)
			s.forget()
		}
	}
	at := s.add(quoted, i, end)
	s.nodes[at].closed = closed
	return end
}

// stringEnd returns the offset behind the string at i. One that lacks its quote ends with its line, without the punctuation
// that ends the line.
func stringEnd(text string, i int) (end int, closed bool) {
	for end = i + 1; end < len(text) && text[end] != '\n'; end++ {
		switch text[end] {
		case '"':
			return end + 1, true
		case '\\':
			end++
		}
	}
	end = min(end, len(text))
	line := strings.TrimRight(text[i+1:end], " \t\r\n,]")
	if !strings.Contains(line, "${") {
		line = strings.TrimRight(line, " \t\r,]}")
	}
	return i + 1 + len(line), false
}

func beforeColon(text string, i int) bool {
	for i < len(text) && isBlank(text[i]) {
		i++
	}
	return i < len(text) && text[i] == ':'
}

func isBlank(c byte) bool { return c == ' ' || c == '\t' || c == '\r' || c == '\n' }

// wordEnd returns the offset behind a run of letters without quotes.
func wordEnd(text string, i int) int {
	for i++; i < len(text) && !isBlank(text[i]) && !strings.ContainsRune(`{}[],:"`, rune(text[i])); {
		i++
	}
	return i
}

// skipComment returns the offset behind a comment that begins at i, or behind a lone slash.
func skipComment(text string, i int) int {
	end := "\n"
	switch {
	case strings.HasPrefix(text[i:], "//"):
	case strings.HasPrefix(text[i:], "/*"):
		end = "*/"
	default:
		return i + 1
	}
	length := strings.Index(text[i+2:], end)
	if length < 0 {
		return len(text)
	}
	return i + 2 + length + len(end)
}

// children calls visit for each element or key of a container until it returns false.
func (o *outline) children(container int, visit func(i int) bool) {
	first := container + 1
	if container < 0 || first >= len(o.nodes) || o.nodes[first].parent != container {
		return
	}
	for i := first; i >= 0 && visit(i); {
		i = o.nodes[i].next
	}
}

// member returns the value under one of some keys of an object, and its key; -1 if there is none.
func (o *outline) member(object int, names ...string) (value, key int) {
	value, key = -1, -1
	o.children(object, func(i int) bool {
		for _, name := range names {
			if o.nodes[i].isKey && o.str(i) == name {
				value, key = o.nodes[i].value, i
			}
		}
		return true
	})
	return value, key
}

// texts returns the strings of a value: of itself or of the elements of a list.
func (o *outline) texts(value int) (all []string) {
	if value < 0 {
		return nil
	}
	if k := o.nodes[value].kind; k == quoted || k == word {
		return []string{o.str(value)}
	}
	if o.nodes[value].kind == array {
		o.children(value, func(i int) bool {
			if k := o.nodes[i].kind; k == quoted || k == word {
				all = append(all, o.str(i))
			}
			return true
		})
	}
	return all
}

// content returns the bytes between the quotes of a string, or those of a word.
func (o *outline) content(i int) (start, end int) {
	n := &o.nodes[i]
	start, end = n.start, n.end
	if n.kind == quoted {
		start++
		if n.closed {
			end--
		}
	}
	return start, end
}

// str returns the characters of a string, key or word.
//
//go:noinline
func (o *outline) str(i int) string {
	start, end := o.content(i)
	return unescape(o.text[start:end])
}

// unescape returns the characters that the inside of a string stands for; as it is if it is no JSON.
func unescape(inside string) string {
	if strings.IndexByte(inside, '\\') < 0 {
		return inside
	}
	tree, problems := jsontree.Parse(`"`+inside+`"`, 1)
	if len(problems) > 0 {
		return inside
	}
	return tree.Root().Str()
}

// escape returns the inside of a string.
func escape(s string) string {
	plain := true
	for i := range len(s) {
		plain = plain && s[i] >= ' ' && s[i] < 0x7f && s[i] != '"' && s[i] != '\\'
	}
	if plain {
		return s
	}
	b := jsontree.AppendString(nil, s)
	return string(b[1 : len(b)-1])
}
