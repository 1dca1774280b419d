package assist

import (
	"strings"

	"github.com/iam-policy-playground/playground/engine"
)

// A Kind says what an Option is, for its sign in a list.
type Kind string

const (
	ElementOption   Kind = "element"
	ActionOption    Kind = "action"
	ResourceOption  Kind = "resource"
	PrincipalOption Kind = "principal"
	OperatorOption  Kind = "operator"
	KeyOption       Kind = "key"
	ValueOption     Kind = "value"
	VariableOption  Kind = "variable"
)

// An Option is something that can stand at the cursor.
type Option struct {
	Label  string
	Insert string // JSON source in the place of the completion's span
	Cursor int    // offset in Insert where the cursor goes
	Kind   Kind
	Detail string // what is known of it, in a few words; may be ""
}

// A Completion is what can stand at a cursor.
type Completion struct {
	Span    engine.Span // the bytes that an option replaces
	Options []Option    // the best first
}

// MaxOptions is how many options there are at most. Nobody reads more; typing a letter leaves fewer.
const MaxOptions = 200

// Complete returns what can stand at a byte offset of the text. What is typed there already chooses: options that begin with
// it come before those that hold it, in any case.
func Complete(policy Policy, offset int) Completion {
	none := Completion{Span: engine.Span{Start: offset, End: offset}}
	if offset < 0 || offset > len(policy.Text) || len(policy.Text) > engine.MaxDocumentSize {
		none.Span = engine.Span{}
		return none
	}
	c := &completer{Policy: policy, place: sketch(policy.Text).at(offset)}
	if c.slot == nothing {
		return none
	}
	c.frame()
	c.offer()
	return Completion{Span: c.span, Options: c.options()}
}

// A completer collects options.
type completer struct {
	Policy
	*place
	span   engine.Span
	wanted string   // what is typed, in lower case
	skip   int      // bytes of labels that are not compared with it
	begin  []Option // those that begin with it
	hold   []Option // those that hold it
	seen   map[string]bool
	bare   bool // options bring their quotes
	known  *names
}

// frame works out which bytes are replaced. Where an object may stand, and for a key that has no colon, quotes go too.
func (c *completer) frame() {
	c.wanted = lowerASCII(c.typed)
	c.span = engine.Span{Start: c.start, End: c.end}
	c.bare = c.node < 0 || c.nodes[c.node].kind == word
	switch n := c.node; {
	case c.bare:
	case c.slot == principalValue && c.step(1) == "", c.slot == conditionValue, c.slot == blockValue, c.slot == statementValue:
		c.bare, c.span = true, engine.Span{Start: c.nodes[n].start, End: c.nodes[n].end}
	case c.isNew():
		c.span.End = c.nodes[n].end
	}
}

// offer adds what the slot takes.
func (c *completer) offer() {
	switch c.slot {
	case topKey, statementKey, principalKey:
		c.elements()
	case versionValue, effectValue, statementValue:
		c.elementValues()
	case actionValue:
		c.actions()
	case resourceValue:
		if !c.variables() {
			c.resources()
		}
	case principalValue:
		c.principals()
	case operatorKey, conditionValue:
		c.operators()
	case conditionKey, blockValue:
		c.conditionKeys()
	case operand:
		if !c.variables() {
			c.values()
		}
	}
}

// names returns the names of the scenario.
func (c *completer) names() *names {
	if c.known == nil {
		c.known = namesOf(c.Scenario)
	}
	return c.known
}

func (c *completer) options() []Option {
	all := append(c.begin, c.hold...)
	return all[:min(len(all), MaxOptions)]
}

// full reports that more options that begin as typed would not be shown.
func (c *completer) full() bool { return len(c.begin) >= MaxOptions }

// rank tells whether a label begins with what is typed, or holds it.
func (c *completer) rank(label string) (begins, holds bool) {
	at := indexFold(label[min(c.skip, len(label)):], c.wanted)
	return at == 0, at >= 0
}

// lowerASCII makes letters lower-case byte by byte.
func lowerASCII(s string) string {
	b := []byte(s)
	for i := range b {
		b[i] = fold(b[i])
	}
	return string(b)
}

// lead leaves the first bytes of what is typed out of the choice: all options have them.
func (c *completer) lead(length int) {
	c.skip, c.wanted = length, lowerASCII(c.typed[length:])
}

// add offers a string, or a key with what a new one needs behind it: the JSON source of rest.
//
//go:noinline
func (c *completer) add(kind Kind, text, rest, detail string) {
	c.put(kind, text, text, rest, detail)
}

// once is add for texts that may come twice.
func (c *completer) once(kind Kind, text, rest, detail string) {
	if c.seen == nil {
		c.seen = map[string]bool{}
	}
	if !c.seen[text] {
		c.seen[text] = true
		c.add(kind, text, rest, detail)
	}
}

// put offers a text under a label.
//
//go:noinline
func (c *completer) put(kind Kind, label, text, rest, detail string) {
	begins, holds := c.rank(label)
	if !holds || c.full() {
		return
	}
	o := Option{Label: label, Kind: kind, Detail: detail}
	o.Insert, o.Cursor = c.source(escape(text), rest)
	c.keep(o, begins)
}

func (c *completer) keep(o Option, begins bool) {
	if begins {
		c.begin = append(c.begin, o)
	} else if len(c.hold) < MaxOptions {
		c.hold = append(c.hold, o)
	}
}

// here marks in JSON source where the cursor goes. JSON has no such byte.
const here = "\x00"

// source returns what is inserted for the inside of a string: with quotes and commas where they are missing. Behind a key
// that is new goes what its value needs; a value whose rest is the mark is not complete, and the cursor stays in it.
func (c *completer) source(inside, rest string) (insert string, cursor int) {
	lead := ""
	if c.bare {
		lead = c.before + `"`
	}
	ends := c.bare || !c.nodes[c.node].closed // the closing quote is to be written
	switch {
	case c.isNew() && rest == here:
		return around(lead+inside, `": ""`+c.after)
	case c.isNew() && rest == "":
		return around(lead+inside+`": "`, `"`+c.after)
	case c.isNew():
		return cutCursor(lead + inside + `": ` + rest + c.after)
	case c.key || !ends:
		return lead + inside, len(lead) + len(inside)
	case rest == here:
		return around(lead+inside, `"`+c.after)
	}
	insert = lead + inside + `"` + c.after
	return insert, len(insert)
}

// around returns source with the cursor between two parts.
func around(head, tail string) (insert string, cursor int) { return head + tail, len(head) }

// isNew reports whether the place is a key that has no colon yet.
func (c *completer) isNew() bool { return c.key && (c.node < 0 || c.nodes[c.node].colon < 0) }

// value offers JSON source that is not one string.
func (c *completer) value(kind Kind, label, source, detail string) {
	o := Option{Label: label, Kind: kind, Detail: detail}
	o.Insert, o.Cursor = cutCursor(c.before + source + c.after)
	if begins, holds := c.rank(label); holds {
		c.keep(o, begins)
	}
}

// cutCursor takes the mark out of JSON source; without one the cursor goes to the end.
func cutCursor(marked string) (source string, cursor int) {
	head, tail, found := strings.Cut(marked, here)
	if !found {
		return marked, len(marked)
	}
	return head + tail, len(head)
}
