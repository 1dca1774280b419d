package engine

// An index finds the statements whose Resource can cover a resource, by the text before the first wildcard. Most
// statements of a large policy are about other resources; they are then never looked at.
type index struct {
	lengths  []int              // of all prefixes, ascending
	byPrefix map[string][]int32 // prefix → statements with an entry that begins so
}

// fewStatements is how many statements are faster looked at than looked up.
const fewStatements = 8

func newIndex(statements []statement) index {
	if len(statements) <= fewStatements {
		return index{}
	}
	x := index{byPrefix: make(map[string][]int32)}
	for i := range statements {
		for _, prefix := range statements[i].resource.prefixes() {
			list := x.byPrefix[prefix]
			if len(list) == 0 || list[len(list)-1] != int32(i) {
				x.byPrefix[prefix] = append(list, int32(i))
			}
			x.lengths = insertOnce(x.lengths, len(prefix))
		}
	}
	return x
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

// prefixes returns what a resource must begin with, one text for each entry.
func (l *resources) prefixes() []string {
	if l.negated || !l.present() {
		return []string{""}
	}
	list := make([]string, 0, len(l.entries))
	for i := range l.entries {
		if !l.entries[i].never {
			list = append(list, l.entries[i].pattern.literal())
		}
	}
	return list
}
