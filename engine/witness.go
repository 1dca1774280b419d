package engine

import "strings"

// A glob is a pattern in the form in which examples of text are searched for it.
type glob struct {
	pattern pattern
	fold    bool // without regard to case
	arn     bool // wildcards of the first five fields do not cross a colon
}

const (
	// maxWitnessWork bounds the search for examples, in places moved over one character.
	maxWitnessWork = 1 << 20
	// maxWitness bounds an example, in bytes.
	maxWitness = 512
	// maxPlaces bounds the text of all globs together, in bytes.
	maxPlaces = 1 << 14
)

// witnesses finds texts that tell globs apart: for every combination of globs that one text can match, n examples as
// short as possible, or as many as there are. complete is false if the search was cut off.
//
// It walks all globs at once, from the empty text one character on at a time, over the characters that occur in them
// and one that does not. Two texts that leave every glob at the same places are one state.
func witnesses(globs []glob, n int) (texts []string, complete bool) {
	m, complete := newMachine(globs)
	if m == nil {
		return nil, false
	}
	type entry struct {
		state string
		text  string
	}
	queue := []entry{{m.start(), ""}}
	seen := map[string]int{}
	accepted := map[string]int{}
	for head := 0; head < len(queue); head++ {
		e := queue[head]
		if a := m.accepts(e.state); accepted[a] < n && e.text != "" {
			accepted[a]++
			texts = append(texts, e.text)
		}
		if len(e.text) >= maxWitness || m.work > maxWitnessWork {
			return texts, false
		}
		for _, c := range m.alphabet {
			next := m.move(e.state, c)
			if seen[next] < n {
				seen[next]++
				queue = append(queue, entry{next, e.text + string(c)})
			}
		}
	}
	if accepted[m.accepts(queue[0].state)] == 0 {
		texts = append(texts, "") // what only the empty text does
	}
	return texts, complete
}

// A machine reads all globs at once. The places of all globs are numbered through; a state is the set of places that
// the text read so far can have reached, as a string of bits.
type machine struct {
	globs    []glob
	first    []int // number of each glob's first place; a glob has a place before each byte and one behind the last
	places   int
	glob     []int  // of each place
	crosses  []bool // of each place: a wildcard there may stand for a colon
	alphabet []byte
	work     int
}

// newMachine returns nil if the globs are too long. complete is false if the alphabet cannot tell all texts apart.
func newMachine(globs []glob) (m *machine, complete bool) {
	m = &machine{globs: globs}
	for i, g := range globs {
		m.first = append(m.first, m.places)
		colons := 0
		for j := range len(g.pattern) + 1 {
			m.glob = append(m.glob, i)
			m.crosses = append(m.crosses, !g.arn || colons >= arnResource)
			if j < len(g.pattern) && g.pattern[j] == ':' {
				colons++
			}
		}
		if m.places += len(g.pattern) + 1; m.places > maxPlaces {
			return nil, false
		}
	}
	complete = m.chooseAlphabet()
	return m, complete
}

// chooseAlphabet takes every byte of the globs, in both cases where case does not count, and one that none has.
func (m *machine) chooseAlphabet() (complete bool) {
	var used [256]bool
	complete = true
	for _, g := range m.globs {
		for i := range len(g.pattern) {
			c := g.pattern[i]
			if c >= one {
				continue
			}
			used[c] = true
			used[flipCase(c)] = used[flipCase(c)] || g.fold
			complete = complete && (c < 0x80 || !g.fold)
		}
	}
	const fillers = "xzqjkwvy0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_-~!#$%&()+;<=>@[]^`{|}"
	other := strings.IndexFunc(fillers, func(c rune) bool { return !used[c] && !used[flipCase(byte(c))] })
	if other >= 0 {
		m.alphabet = append(m.alphabet, fillers[other])
	}
	for c := range used {
		if used[c] {
			m.alphabet = append(m.alphabet, byte(c))
		}
	}
	return complete && other >= 0
}

// flipCase returns the other case of an ASCII letter, and c itself for anything else.
func flipCase(c byte) byte {
	if l := c | 0x20; 'a' <= l && l <= 'z' {
		return c ^ 0x20
	}
	return c
}

// put adds place n, and the places that a star there can skip to.
func (m *machine) put(state []byte, n int) {
	for {
		state[n>>3] |= 1 << (n & 7)
		g := m.glob[n]
		if i := n - m.first[g]; i >= len(m.globs[g].pattern) || m.globs[g].pattern[i] != star {
			return
		}
		n++
	}
}

func (m *machine) start() string {
	state := make([]byte, m.places/8+1)
	for _, n := range m.first {
		m.put(state, n)
	}
	return string(state)
}

// move reads one more character.
func (m *machine) move(state string, c byte) string {
	next := make([]byte, len(state))
	for b := range len(state) {
		for bits := state[b]; bits != 0; bits &= bits - 1 {
			n := b << 3
			for low := bits; low&1 == 0; low >>= 1 {
				n++
			}
			m.moveFrom(next, n, c)
		}
	}
	return string(next)
}

func (m *machine) moveFrom(next []byte, n int, c byte) {
	m.work++
	g := &m.globs[m.glob[n]]
	i := n - m.first[m.glob[n]]
	if i >= len(g.pattern) {
		return
	}
	p := g.pattern[i]
	stands := c != ':' || m.crosses[n]
	switch {
	case p == star && stands:
		m.put(next, n)
	case p == one && stands, p == c, g.fold && p == flipCase(c):
		m.put(next, n+1)
	}
}

// accepts names the globs that match the text of a state.
func (m *machine) accepts(state string) string {
	names := make([]byte, len(m.globs))
	for i, first := range m.first {
		n := first + len(m.globs[i].pattern)
		names[i] = state[n>>3] >> (n & 7) & 1
	}
	return string(names)
}
