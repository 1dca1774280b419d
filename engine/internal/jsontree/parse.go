package jsontree

import (
	"math"
	"sort"
)

// A ProblemKind says in which way a text is not a good document.
type ProblemKind uint8

const (
	Syntax       ProblemKind = iota + 1 // not JSON
	TooDeep                             // more brackets inside each other than allowed
	DuplicateKey                        // a key for the second time in one object
	Unicode                             // half a surrogate pair, or bytes that are not UTF-8, in a string
)

// A Problem is one finding about a text.
type Problem struct {
	Kind       ProblemKind
	Start, End int    // bytes of the text, End exclusive
	Message    string // what is wrong, in words: lower-case start, no position of its own, no final period
}

// A want says what may come next in the text.
type want uint8

const (
	wantDocument want = iota // the outermost value
	wantValue                // the value of a key
	wantElement              // a list element, behind a comma
	wantFirst                // a list element or the end of the list
	wantFirstKey             // a key or the end of the object
	wantKey                  // a key, behind a comma
	wantColon                // the colon behind a key
	wantComma                // a comma or the end of the container
	wantEnd                  // nothing: the document is complete
)

// bytesPerNode is how many bytes a value takes in policy text without blanks, about; it sizes the tree's first allocation.
const bytesPerNode = 12

// A frame is a container that is open and kept.
type frame struct {
	node uint32
	last uint32 // its last element or key so far; 0 for none
}

type parser struct {
	text     string
	nodes    []node
	stack    []frame  // open containers down to maxDepth
	deep     bitStack // below maxDepth: for each open container, whether the one around it is an object
	depth    int      // open containers, kept or not
	maxDepth int
	object   bool // the innermost open container is an object
	want     want
	failed   bool // the syntax problem was found; it is problems[0]
	reported bool // TooDeep was
	problems []Problem
}

// Parse reads text. The problems are the first syntax problem, if any, and then all others in the order of the text.
//
// A syntax problem starts at the first byte at which the text stops being the beginning of some JSON text, at
// len(text) if it only ends too early; the tree then holds what stands before. A container inside more than maxDepth-1
// others is TooDeep: it is in the tree but looks empty, what it holds is checked for syntax only, and the first
// such container is reported. Time is linear in the text; memory too, with one bit for each level that is too deep.
func Parse(text string, maxDepth int) (*Tree, []Problem) {
	if len(text) >= math.MaxUint32 {
		return &Tree{Text: text}, []Problem{{Syntax, 0, len(text), "the text is longer than 4 GiB"}}
	}
	p := parser{
		text: text, maxDepth: max(maxDepth, 0),
		nodes: make([]node, 0, len(text)/bytesPerNode+4), stack: make([]frame, 0, 16),
	}
	p.run()
	sort.Stable(inOrder(p.problems))
	return &Tree{Text: text, nodes: p.nodes}, p.problems
}

// run is the pushdown automaton: one turn for each token, the stack in place of recursion.
func (p *parser) run() {
	for i := 0; !p.failed; {
		for i < len(p.text) && p.text[i] <= ' ' && blanks>>p.text[i]&1 != 0 { // isBlank: the module is compiled without inlining
			i++
		}
		if i == len(p.text) {
			if p.want != wantEnd {
				p.fail(i)
			}
			return
		}
		switch c := p.text[i]; p.want {
		case wantComma:
			i = p.separator(i, c)
		case wantFirstKey, wantKey:
			switch {
			case c == '"':
				i = p.key(i)
			case c == '}' && p.want == wantFirstKey:
				i = p.close(i)
			default:
				p.fail(i)
			}
		case wantColon:
			if c != ':' {
				p.fail(i)
				return
			}
			p.want = wantValue
			i++
		case wantEnd:
			p.fail(i)
		case wantFirst:
			if c == ']' {
				i = p.close(i)
			} else {
				i = p.value(i, c)
			}
		default:
			i = p.value(i, c)
		}
	}
}

func (p *parser) separator(i int, c byte) int {
	switch {
	case c == ',' && p.object:
		p.want = wantKey
		return i + 1
	case c == ',':
		p.want = wantElement
		return i + 1
	case c == '}' && p.object, c == ']' && !p.object:
		return p.close(i)
	}
	return p.fail(i)
}

func (p *parser) key(i int) int {
	n := p.scanString(i)
	if p.failed {
		return i
	}
	n.key = true
	p.add(n)
	end := int(n.end)
	if end < len(p.text) && p.text[end] == ':' {
		p.want = wantValue
		return end + 1
	}
	p.want = wantColon
	return end
}

func (p *parser) value(i int, c byte) int {
	n := node{start: uint32(i)}
	end := 0
	switch {
	case c == '"':
		n = p.scanString(i)
		end = int(n.end)
	case c == '{':
		return p.open(i, Object, wantFirstKey)
	case c == '[':
		return p.open(i, Array, wantFirst)
	case c == '-' || '0' <= c && c <= '9':
		n.kind = Number
		end = p.scanNumber(i)
	case c == 't':
		n.kind = True
		end = p.scanWord(i, "true")
	case c == 'f':
		n.kind = False
		end = p.scanWord(i, "false")
	case c == 'n':
		n.kind = Null
		end = p.scanWord(i, "null")
	default:
		return p.fail(i)
	}
	if p.failed {
		return i
	}
	n.end = uint32(end)
	p.add(n)
	p.valueEnds()
	return end
}

func (p *parser) valueEnds() {
	p.want = wantComma
	if p.depth == 0 {
		p.want = wantEnd
	}
}

// add keeps n in the tree unless it lies too deep, and links it to the element or key before it.
func (p *parser) add(n node) {
	if p.depth > p.maxDepth {
		return
	}
	i := uint32(len(p.nodes))
	p.nodes = append(p.nodes, n)
	if len(p.stack) == 0 || p.object && !n.key {
		return
	}
	f := &p.stack[len(p.stack)-1]
	if f.last != 0 {
		p.nodes[f.last].next = i
	}
	f.last = i
	p.nodes[f.node].count++
}

func (p *parser) open(i int, kind Kind, next want) int {
	p.add(node{start: uint32(i), end: uint32(i + 1), kind: kind})
	if p.depth < p.maxDepth {
		p.stack = append(p.stack, frame{node: uint32(len(p.nodes) - 1)})
	} else {
		p.tooDeep(i)
		p.deep.push(p.object)
	}
	p.depth++
	p.object = kind == Object
	p.want = next
	return i + 1
}

func (p *parser) close(i int) int {
	switch {
	case p.depth > p.maxDepth:
		p.object = p.deep.pop()
		if p.depth == p.maxDepth+1 {
			p.nodes[len(p.nodes)-1].end = uint32(i + 1)
		}
	default:
		top := len(p.stack) - 1
		container := p.stack[top].node
		p.nodes[container].end = uint32(i + 1)
		if p.object {
			p.checkKeys(container)
		}
		p.stack = p.stack[:top]
		p.object = top > 0 && p.nodes[p.stack[top-1].node].kind == Object
	}
	p.depth--
	p.valueEnds()
	return i + 1
}

// inOrder are problems with the syntax problem first and the others in the order of the text: keys are only compared
// when their object ends, so they come in late.
type inOrder []Problem

func (ps inOrder) Len() int      { return len(ps) }
func (ps inOrder) Swap(i, j int) { ps[i], ps[j] = ps[j], ps[i] }
func (ps inOrder) Less(i, j int) bool {
	a, b := &ps[i], &ps[j]
	switch {
	case a.Kind == Syntax || b.Kind == Syntax:
		return a.Kind < b.Kind
	case a.Start != b.Start:
		return a.Start < b.Start
	}
	return a.End < b.End
}

// A bitStack is a stack of booleans, 64 to a word: hostile text may open 16 million brackets.
type bitStack struct {
	words []uint64
	n     uint
}

func (b *bitStack) push(bit bool) {
	if b.n%64 == 0 {
		b.words = append(b.words[:b.n/64], 0)
	}
	if bit {
		b.words[b.n/64] |= 1 << (b.n % 64)
	}
	b.n++
}

func (b *bitStack) pop() bool {
	b.n--
	bit := b.words[b.n/64]&(1<<(b.n%64)) != 0
	b.words[b.n/64] &^= 1 << (b.n % 64)
	return bit
}
