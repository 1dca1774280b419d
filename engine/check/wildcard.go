package check

import "strings"

// like reports whether a pattern with * and ? covers a text, without regard to case.
func like(pattern, text string) bool {
	return covers(strings.ToLower(pattern), strings.ToLower(text))
}

// overlaps reports whether some text is covered by both patterns. It takes len(a)·len(b) steps.
func overlaps(a, b string) bool {
	row := make([]bool, len(b)+1) // row[j]: what is left of a overlaps with b[j:]
	for i := len(a); i >= 0; i-- {
		diagonal := false // of the row below, one to the right
		for j := len(b); j >= 0; j-- {
			below := row[j]
			row[j] = meets(a[i:], b[j:], below, diagonal, j < len(b) && row[j+1])
			diagonal = below
		}
	}
	return row[0]
}

// meets reports whether a overlaps with b, given that for what is left when the first character of a, of both, or of b is
// taken away.
func meets(a, b string, withoutA, withoutBoth, withoutB bool) bool {
	switch {
	case a == "" && b == "":
		return true
	case a != "" && a[0] == '*':
		return b != "" && withoutB || withoutA
	case b != "" && b[0] == '*':
		return a != "" && withoutA || withoutB
	}
	return a != "" && b != "" && (a[0] == '?' || b[0] == '?' || a[0] == b[0]) && withoutBoth
}
