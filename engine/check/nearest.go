package check

import "strings"

// nearest returns the one name that is a slip of the keyboard away from what was written: letters of another case, or at most
// two letters behind the first that are wrong, missing, too many or swapped. Where two names are equally near, none is. The
// first letter has to be right, because it is what tells Tag from Untag and Get from Set.
func nearest(written string, names []string) (best string, ok bool) {
	return within(written, names, min(2, (len(written)-1)/2))
}

// within is nearest with another number of letters.
func within(written string, names []string, most int) (best string, ok bool) {
	written = strings.ToLower(written)
	least := most + 1
	for _, name := range names {
		lower := strings.ToLower(name)
		if lower == "" || written == "" || lower[0] != written[0] {
			continue
		}
		switch d := distance(written, lower, least); {
		case d < least:
			best, least, ok = name, d, true
		case d == least && best != name:
			ok = false
		}
	}
	return best, ok
}

// distance returns how many letters have to be put in, taken out, replaced or swapped with their neighbour to make b of a; if
// more than most, some number beyond it.
func distance(a, b string, most int) int {
	if len(a)-len(b) > most || len(b)-len(a) > most {
		return most + 1
	}
	before, last, row := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		for j := 1; j <= len(b); j++ {
			row[j] = min(last[j], row[j-1]) + 1
			if a[i-1] == b[j-1] {
				row[j] = min(row[j], last[j-1])
			} else {
				row[j] = min(row[j], last[j-1]+1)
			}
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, last, row = last, row, before
	}
	return last[len(b)]
}
