package assist

import "strings"

// variables offers policy variables if the cursor is behind ${, and reports whether it is. Only keys with one value can be
// variables.
//
// AWS: IAM User Guide, "IAM policy elements: Variables and tags".
func (c *completer) variables() bool {
	if c.node < 0 {
		return false
	}
	written := c.text[c.start:max(c.start, min(c.cursor, c.end))]
	open := strings.LastIndex(written, "${")
	if open < 0 || strings.ContainsAny(written[open:], "}") {
		return false
	}
	c.wanted = lowerASCII(written[open+2:])
	c.span.Start, c.span.End = c.start+open+2, c.cursor
	for c.span.End < c.end && isKeyByte(c.text[c.span.End]) {
		c.span.End++
	}
	closing := "}"
	if c.span.End < c.end && c.text[c.span.End] == '}' {
		c.span.End++
	}
	for _, k := range keysOf(c.Know, c.namedActions()) {
		if !k.Multivalued() {
			c.variable(k.Name, keyDetail(k), closing)
		}
	}
	for _, special := range [...][2]string{{"*", "the character *"}, {"?", "the character ?"}, {"$", "the character $"}} {
		c.variable(special[0], special[1], closing)
	}
	return true
}

// variable offers one; of a key with a placeholder what is before it.
func (c *completer) variable(name, detail, closing string) {
	begins, holds := c.rank(name)
	if !holds || c.full() {
		return
	}
	head, _, open := strings.Cut(name, "${")
	o := Option{Label: name, Kind: VariableOption, Detail: detail, Insert: escape(head) + closing}
	o.Cursor = len(o.Insert)
	if open {
		o.Cursor -= len(closing)
	}
	c.keep(o, begins)
}

func isKeyByte(c byte) bool {
	return 'a' <= fold(c) && fold(c) <= 'z' || '0' <= c && c <= '9' || strings.IndexByte(":/-_.@+=", c) >= 0
}
