package engine

// An index finds the statements whose Resource can cover a resource, by the text before the first wildcard. Most
// statements of a large policy are about other resources; they are then never looked at.
type index struct {
	lengths []int          // of all prefixes, ascending
	first   map[string]int // prefix → the first of its uses
	uses    []prefixUse
}

// A prefixUse is a statement with an entry that begins so.
type prefixUse struct {
	statement int
	next      int // of the same prefix, in a later statement; -1 for none
}

// fewStatements is how many statements are faster looked at than looked up.
const fewStatements = 16

func newIndex(statements []statement) index {
	n := len(statements)
	if n <= fewStatements {
		return index{}
	}
	x := index{first: make(map[string]int, n), uses: make([]prefixUse, 0, n)}
	for i := n - 1; i >= 0; i-- {
		l := &statements[i].resource
		if l.negated || !l.present() {
			x.add("", i)
			continue
		}
		for j := range l.entries {
			if e := &l.entries[j]; !e.never {
				x.add(e.pattern.literal(), i)
			}
		}
	}
	return x
}

// add notes that a statement has an entry that begins with prefix. The statements come from the last to the first.
func (x *index) add(prefix string, statement int) {
	next, found := x.first[prefix]
	switch {
	case !found:
		next = -1
		x.lengths = insertOnce(x.lengths, len(prefix))
	case x.uses[next].statement == statement:
		return
	}
	x.first[prefix] = len(x.uses)
	x.uses = append(x.uses, prefixUse{statement, next})
}

// insertOnce puts n in its place in an ascending list, unless it is there.
func insertOnce(list []int, n int) []int {
	at := len(list)
	for at > 0 && list[at-1] > n {
		at--
	}
	if at > 0 && list[at-1] == n {
		return list
	}
	list = append(list, 0)
	copy(list[at+1:], list[at:])
	list[at] = n
	return list
}
