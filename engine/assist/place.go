package assist

import "strings"

// A slot is what is expected at a place of a policy.
type slot uint8

const (
	nothing slot = iota
	topKey
	statementKey
	principalKey // AWS, Service …
	operatorKey
	conditionKey
	versionValue
	statementValue // Statement or an element of it
	effectValue
	actionValue
	resourceValue
	principalValue // of Principal, or of a key in it
	conditionValue // the object of operators
	blockValue     // the object of condition keys
	operand        // a value of a condition
)

// A place is where the cursor is. Nodes are -1 where there is none.
type place struct {
	*outline
	slot       slot
	keys       []string // that lead to it, the outermost first; lists count for nothing
	statement  int      // the object
	container  int      // the object or list that the place is in
	node       int      // the string or word at the place
	waiting    int      // the key whose value is missing here
	cursor     int
	start, end int    // what is written there, without quotes
	typed      string // of it what stands before the cursor
	key        bool   // a key is expected
	before     string // what an insertion needs in front of it: a comma or nothing
	after      string // and behind
}

// at returns the place of a byte offset. Its slot is nothing where nothing may be inserted.
func (o *outline) at(offset int) *place {
	p := &place{outline: o, statement: -1, node: -1, waiting: -1, container: o.around(offset), cursor: offset, start: offset, end: offset}
	if p.container < 0 {
		return p
	}
	p.node = o.touching(p.container, offset)
	if p.node >= 0 {
		p.start, p.end = o.content(p.node)
		p.typed = unescape(o.text[p.start:min(offset, p.end)])
		p.key = o.nodes[p.node].isKey
	} else {
		p.key = o.nodes[p.container].kind == object
	}
	if p.look(offset) {
		p.resolve()
	}
	return p
}

// around returns the innermost container that an offset is inside of.
func (o *outline) around(offset int) int {
	found := -1
	for i := range o.nodes {
		n := &o.nodes[i]
		if n.start >= offset {
			break
		}
		if (n.kind == object || n.kind == array) && (offset < n.end || !n.closed && offset == n.end) {
			found = i
		}
	}
	return found
}

// touching returns the string or word at an offset. Before its opening quote and behind its closing one is outside of a
// string.
func (o *outline) touching(container, offset int) int {
	for i := container + 1; i < len(o.nodes) && o.nodes[i].start <= offset; i++ {
		switch n := &o.nodes[i]; n.kind {
		case quoted:
			if n.start < offset && (offset < n.end || !n.closed && offset == n.end) {
				return i
			}
		case word:
			if offset <= n.end {
				return i
			}
		}
	}
	return -1
}

// look finds what stands around the place; false if nothing may be inserted there.
func (p *place) look(offset int) bool {
	own := p.node // the element or key that the place belongs to
	if own >= 0 && p.nodes[own].key >= 0 {
		own = p.nodes[own].key
	}
	prev, next := -1, -1
	p.children(p.container, func(i int) bool {
		if i == own {
			return true
		}
		if p.nodes[i].start < offset {
			prev = i
			return true
		}
		next = i
		return false
	})
	if prev >= 0 && p.nodes[prev].isKey && own < 0 {
		switch k := &p.nodes[prev]; {
		case k.value >= 0 && p.nodes[k.value].start >= offset:
			return false // between a key and its value
		case k.value < 0 && (k.colon < 0 || k.colon >= offset):
			return false
		case k.value < 0 && !strings.Contains(p.text[k.colon:offset], ","):
			p.waiting, p.key, own, prev = prev, false, prev, -1
		}
	}
	p.commas(prev, own, next)
	return true
}

// commas works out which ones an insertion needs between two neighbours.
func (p *place) commas(prev, own, next int) {
	start, end := p.start, p.end
	if own >= 0 {
		start, end = p.nodes[own].start, max(p.endOf(own), p.end)
	}
	if prev >= 0 && !strings.Contains(p.text[p.endOf(prev):max(start, p.endOf(prev))], ",") {
		p.before = ", "
	}
	if next >= 0 && !strings.Contains(p.text[end:p.nodes[next].start], ",") {
		p.after = ", "
	}
}

// endOf returns where an element, or a key with its value, ends.
func (o *outline) endOf(i int) int {
	if value := o.nodes[i].value; value >= 0 {
		return o.nodes[value].end
	}
	return o.nodes[i].end
}

// resolve finds the slot from the keys that lead to the place.
func (p *place) resolve() {
	switch {
	case p.waiting >= 0:
		p.keys, p.statement = p.path(p.container)
		p.keys = append(p.keys, p.str(p.waiting))
	case p.node >= 0 && !p.key:
		p.keys, p.statement = p.path(p.node)
	default:
		p.keys, p.statement = p.path(p.container)
	}
	if len(p.keys) > 0 && p.keys[0] == "policyDocument" { // the whole answer of a Lambda authorizer
		p.keys = p.keys[1:]
	}
	p.slot = slotOf(p.keys, p.key)
}

// path returns the keys that lead to a value, and the statement that it is in.
func (o *outline) path(i int) (keys []string, statement int) {
	statement = -1
	for met := -1; i >= 0; i = o.nodes[i].parent {
		if o.nodes[i].kind == object {
			met = i
		}
		if key := o.nodes[i].key; key >= 0 {
			name := o.str(key)
			keys = append(keys, name)
			if name == "Statement" {
				statement = met
			}
		}
	}
	for a, b := 0, len(keys)-1; a < b; a, b = a+1, b-1 {
		keys[a], keys[b] = keys[b], keys[a]
	}
	return keys, statement
}

// slotOf returns what is expected below some keys: a key or a value.
func slotOf(keys []string, key bool) slot {
	switch {
	case len(keys) == 0 && key:
		return topKey
	case len(keys) == 1 && keys[0] == "Version" && !key:
		return versionValue
	case len(keys) == 0 || keys[0] != "Statement":
		return nothing
	case len(keys) == 1 && key:
		return statementKey
	case len(keys) == 1:
		return statementValue
	}
	switch element, depth := strings.TrimPrefix(keys[1], "Not"), len(keys)-2; {
	case element == "Principal" && depth == 0 && key:
		return principalKey
	case element == "Principal" && depth < 2 && !key:
		return principalValue
	case keys[1] == "Condition":
		return conditionSlot(depth, key)
	case depth > 0 || key:
		return nothing
	case keys[1] == "Effect":
		return effectValue
	case element == "Action":
		return actionValue
	case element == "Resource":
		return resourceValue
	}
	return nothing
}

func conditionSlot(depth int, key bool) slot {
	switch {
	case depth == 0 && key:
		return operatorKey
	case depth == 0:
		return conditionValue
	case depth == 1 && key:
		return conditionKey
	case depth == 1:
		return blockValue
	case depth == 2 && !key:
		return operand
	}
	return nothing
}

// step returns the key at a depth below the statement: the element, the operator, the condition key; "" if there is none.
//
//go:noinline
func (p *place) step(depth int) string {
	if depth+1 < len(p.keys) {
		return p.keys[depth+1]
	}
	return ""
}
