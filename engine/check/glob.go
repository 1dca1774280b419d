package check

import "strings"

// covers reports whether every text that the pattern b matches is matched by a too: "s3:Get*" covers "s3:Get?bject*". A star
// stands for any run of characters, a question mark for one.
//
// Between its stars a pattern is blocks of fixed length. A star of b can be long and made of characters that a does not name,
// so a block of a that begins and ends with a literal has to lie within one block of b; and it can be empty, so what a asks to
// stand between two of its blocks has to be there when all stars of b are. A block is put where it fits first, which never
// costs a match. Steps are at most len(a)·len(b).
func covers(a, b string) bool {
	switch wildcard := strings.IndexAny(a, "*?"); {
	case a == b || a == "*":
		return true
	case wildcard < 0 || !strings.HasPrefix(b, a[:wildcard]):
		return false
	}
	first, rest, star := strings.Cut(a, "*")
	w := wordOf(b)
	if !star {
		return len(w.breaks) == 0 && len(w.text) == len([]rune(a)) && w.fits([]rune(a), 0)
	}
	head, gap := trimEnd([]rune(first))
	if !w.fits(head, 0) || len(head) > 0 && w.starAt(0) {
		return false
	}
	at := len(head) // b is covered up to here, with at least gap characters to follow
	for {
		block, after, star := strings.Cut(rest, "*")
		middle, lead := trimStart([]rune(block))
		gap += lead
		if !star {
			start := len(w.text) - len(middle)
			return start >= at+gap && w.fits(middle, start) && (len(middle) == 0 || !w.starAt(len(w.text)))
		}
		middle, trail := trimEnd(middle)
		if len(middle) > 0 {
			start := w.find(middle, at+gap)
			if start < 0 {
				return false
			}
			at, gap = start+len(middle), 0
		}
		gap, rest = gap+trail, after
	}
}

// A word is a pattern with its stars left out.
type word struct {
	text   []rune
	breaks []int // where the stars were, as indexes of text
}

func wordOf(pattern string) (w word) {
	for _, c := range pattern {
		if c == '*' {
			w.breaks = append(w.breaks, len(w.text))
		} else {
			w.text = append(w.text, c)
		}
	}
	return w
}

// fits reports whether block, which has no star, covers the text at an index without lying across a star.
func (w *word) fits(block []rune, at int) bool {
	if at < 0 || at+len(block) > len(w.text) {
		return false
	}
	for i, c := range block {
		if c != '?' && c != w.text[at+i] {
			return false
		}
	}
	for _, i := range w.breaks {
		if at < i && i < at+len(block) {
			return false
		}
	}
	return true
}

// starAt reports whether a star was left out at an index.
func (w *word) starAt(at int) bool {
	for _, i := range w.breaks {
		if i == at {
			return true
		}
	}
	return false
}

// find returns the first index from which block fits, or -1.
func (w *word) find(block []rune, from int) int {
	for i := from; i+len(block) <= len(w.text); i++ {
		if w.fits(block, i) {
			return i
		}
	}
	return -1
}

// trimStart cuts the question marks in front off a block and counts them.
func trimStart(block []rune) (rest []rune, cut int) {
	for cut < len(block) && block[cut] == '?' {
		cut++
	}
	return block[cut:], cut
}

// trimEnd cuts the question marks at the end off a block and counts them.
func trimEnd(block []rune) (rest []rune, cut int) {
	for cut < len(block) && block[len(block)-1-cut] == '?' {
		cut++
	}
	return block[:len(block)-cut], cut
}

func isPlain(c byte) bool { return c != '*' && c != '?' }

// overlaps reports whether some text is matched by both patterns. Steps are at most len(a)·len(b).
func overlaps(a, b string) bool { return meet(a, b, false) }

// meet is overlaps; with segments, the stars of a do not run over slashes.
func meet(a, b string, segments bool) bool {
	for a != "" && b != "" && isPlain(a[0]) && isPlain(b[0]) { // most pairs differ before their first wildcards
		if a[0] != b[0] {
			return false
		}
		a, b = a[1:], b[1:]
	}
	y := []rune(b)
	reach := make([]bool, len(y)+1) // reach[j]: some text is matched by what is read of a and by y[:j]
	for j := range reach {
		reach[j] = j == 0 || reach[j-1] && y[j-1] == '*'
	}
	for _, c := range a {
		corner := reach[0] // what reach[j-1] was before c
		reach[0] = corner && c == '*'
		for j := 1; j < len(reach); j++ {
			before, d := reach[j], y[j-1]
			switch {
			case segments && c == '*' && d == '/':
				reach[j] = before
			case c == '*' || d == '*':
				reach[j] = before || reach[j-1]
			default:
				reach[j] = corner && (c == d || c == '?' || d == '?')
			}
			corner = before
		}
	}
	return reach[len(y)]
}
