// Package jsontree reads JSON text into a flat tree whose every value knows its bytes.
//
// Goals: spans for an editor, one precise syntax message, duplicate keys and broken characters reported rather than
// dropped, bounded memory and no recursion on hostile text, few allocations. Non-goals: binding to Go types, changing
// a tree, tolerating anything RFC 8259 does not allow. Repair says which edits make JSON of a text that is none.
//
// The nodes stand in the order of the text, each container before what it holds. A Value is a cursor into them and
// costs nothing to copy; strings are decoded when asked for and share the bytes of the text unless they hold an escape.
package jsontree

// A Kind tells the values of JSON apart. The zero Kind is no value at all.
type Kind uint8

const (
	Invalid Kind = iota
	Null
	False
	True
	Number
	String
	Array
	Object
)

var kindNames = [...]string{
	Invalid: "nothing", Null: "null", False: "false", True: "true", Number: "a number", String: "a string",
	Array: "a list", Object: "an object",
}

// String returns k as it reads in a sentence: "a string", "null".
func (k Kind) String() string { return kindNames[k] }

// A Tree is the values of one JSON text. It is immutable and safe for concurrent use.
type Tree struct {
	Text  string // as given to Parse; the spans of all values are bytes of it
	nodes []node
}

// A node is one value or one key. Offsets and indexes are 32 bits wide so that five fields fit 20 bytes.
type node struct {
	start, end uint32 // bytes of the text, end exclusive
	next       uint32 // index of the next element or key in the same container; 0 at the end
	count      uint32 // containers: elements or keys
	kind       Kind
	plain      bool // see Plain
	escaped    bool // a string with at least one backslash
	key        bool // a key; its value is the node that follows
}

// Root returns the outermost value, not OK if the text holds none.
func (t *Tree) Root() Value { return t.at(0) }

func (t *Tree) at(i uint32) Value {
	if t == nil || int(i) >= len(t.nodes) {
		return Value{}
	}
	return Value{t, i}
}

// A Value is a place in a Tree: a value or the key of an object. The zero Value is no place. Values are comparable.
type Value struct {
	tree *Tree
	at   uint32
}

var noNode node

func (v Value) node() *node {
	if v.tree == nil {
		return &noNode
	}
	return &v.tree.nodes[v.at]
}

// OK reports whether v is a value. All other methods may be called on a Value that is not, and return zero.
func (v Value) OK() bool { return v.tree != nil }

// Kind returns what sort of value v is, Invalid if it is not OK.
func (v Value) Kind() Kind { return v.node().kind }

// Start returns the offset of v's first byte.
func (v Value) Start() int { return int(v.node().start) }

// End returns the offset behind v's last byte.
func (v Value) End() int { return int(v.node().end) }

// Span returns Start and End.
func (v Value) Span() (start, end int) {
	if v.tree == nil {
		return 0, 0
	}
	n := &v.tree.nodes[v.at]
	return int(n.start), int(n.end)
}

// Raw returns the text of v as it stands. It aliases the tree's text.
func (v Value) Raw() string {
	if v.tree == nil {
		return ""
	}
	n := v.node()
	return v.tree.Text[n.start:n.end]
}

// Str returns the characters of a string or key, "" for any other kind. It aliases the tree's text unless the string
// holds an escape. Half a surrogate pair reads as U+FFFD; bytes that are not UTF-8 stay as they are.
func (v Value) Str() string {
	n := v.node()
	if n.kind != String {
		return ""
	}
	raw := v.tree.Text[n.start+1 : n.end-1]
	if n.escaped {
		return unescape(raw)
	}
	return raw
}

// Plain reports whether v is a string of nothing but ASCII characters, from the blank on, that are written as they are. That was
// seen when v was read, so a caller need not look at its bytes again.
func (v Value) Plain() bool { return v.node().plain }

// Len returns the number of elements of an array or of keys of an object, a key that stands twice counted twice.
func (v Value) Len() int { return int(v.node().count) }

// First returns the first element of an array or the first key of an object, not OK if there is none.
func (v Value) First() Value {
	if v.node().count == 0 {
		return Value{}
	}
	return v.tree.at(v.at + 1)
}

// Next returns the element after an element or the key after a key, not OK behind the last.
func (v Value) Next() Value {
	next := v.node().next
	if next == 0 {
		return Value{}
	}
	return v.tree.at(next)
}

// Of returns the value that stands under the key v, not OK if v is not a key.
func (v Value) Of() Value {
	if !v.node().key {
		return Value{}
	}
	return v.tree.at(v.at + 1)
}
