package engine

import "strings"

// A glob is a pattern in the form in which examples of text are searched for it.
type glob struct {
	pattern pattern
	fold    bool // without regard to case
	arn     bool // wildcards of the first five fields do not cross a colon
}

const (
	// maxStates bounds the search for examples; beyond it the search says that it is incomplete.
	maxStates = 4000
	// maxWitness bounds an example, in bytes.
	maxWitness = 512
)

// witnesses finds texts that tell globs apart: for every combination of globs that one text can match, an example as
// short as possible. complete is false if the search was cut off.
//
// It walks all globs at once, from the empty text one character on at a time, over the characters that occur in them
// and one that does not. Two texts that leave every glob at the same places are one state.
func witnesses(globs []glob) (texts []string, complete bool) {
	alphabet := globAlphabet(globs)
	start := globState(globs, nil, 0, false)
	type entry struct {
		state string
		text  string
	}
	queue := []entry{{string(start), ""}}
	seen := map[string]bool{string(start): true}
	accepted := map[string]bool{}
	for head := 0; head < len(queue); head++ {
		e := queue[head]
		if a := globAccepts(globs, e.state); !accepted[a] && e.text != "" {
			accepted[a] = true
			texts = append(texts, e.text)
		}
		if len(e.text) >= maxWitness {
			return texts, false
		}
		for _, c := range alphabet {
			next := string(globState(globs, []byte(e.state), c, true))
			if seen[next] {
				continue
			}
			if len(queue) >= maxStates {
				return texts, false
			}
			seen[next] = true
			queue = append(queue, entry{next, e.text + string(c)})
		}
	}
	if !accepted[globAccepts(globs, queue[0].state)] {
		texts = append(texts, "") // what only the empty text does
	}
	return texts, true
}

// globAlphabet is every byte of the globs, and one that none of them has.
func globAlphabet(globs []glob) []byte {
	var used [256]bool
	for _, g := range globs {
		for i := range len(g.pattern) {
			if c := g.pattern[i]; c < one {
				used[c] = true
				used[flipCase(c)] = used[flipCase(c)] || g.fold
			}
		}
	}
	var list []byte
	for c := range used {
		if used[c] {
			list = append(list, byte(c))
		}
	}
	for _, c := range []byte("xzqjkwvy0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_-") {
		if !used[c] && !used[c^0x20] {
			return append([]byte{c}, list...)
		}
	}
	return append([]byte{'~'}, list...)
}

// A state is a sorted list of places, each a glob and a position in it, in four bytes.
func place(g, position int) string {
	return string([]byte{byte(g >> 8), byte(g), byte(position >> 8), byte(position)})
}

// globState moves a state over one character, or, without move, makes the first state.
func globState(globs []glob, state []byte, c byte, move bool) []byte {
	places := map[string]bool{}
	put := func(g, i int) {
		for {
			places[place(g, i)] = true
			if p := globs[g].pattern; i >= len(p) || p[i] != star {
				return
			}
			i++
		}
	}
	if !move {
		for g := range globs {
			put(g, 0)
		}
	}
	for s := 0; s < len(state); s += 4 {
		g, i := int(state[s])<<8|int(state[s+1]), int(state[s+2])<<8|int(state[s+3])
		p := globs[g].pattern
		if i >= len(p) {
			continue
		}
		crosses := c != ':' || !globs[g].arn || strings.Count(string(p[:i]), ":") >= arnResource
		switch {
		case p[i] == star && crosses:
			put(g, i)
		case p[i] == one && crosses, p[i] == c, globs[g].fold && p[i] < one && lower(p[i]) == lower(c):
			put(g, i+1)
		}
	}
	next := make([]byte, 0, 4*len(places))
	for _, k := range sortedNames(places) {
		next = append(next, k...)
	}
	return next
}

// flipCase returns the other case of an ASCII letter, and c itself for anything else.
func flipCase(c byte) byte {
	if l := c | 0x20; 'a' <= l && l <= 'z' {
		return c ^ 0x20
	}
	return c
}

func lower(c byte) byte {
	if 'A' <= c && c <= 'Z' {
		return c + 0x20
	}
	return c
}

// globAccepts names the globs that match the text of a state.
func globAccepts(globs []glob, state string) string {
	accepts := make([]byte, len(globs))
	for s := 0; s < len(state); s += 4 {
		g, i := int(state[s])<<8|int(state[s+1]), int(state[s+2])<<8|int(state[s+3])
		if i == len(globs[g].pattern) {
			accepts[g] = 1
		}
	}
	return string(accepts)
}
