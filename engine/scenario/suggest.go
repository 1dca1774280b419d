package scenario

import "strings"

// suggestion returns "; did you mean …" if one of the names is one edit or only letter case away from what is written.
func suggestion(written string, names []string) string {
	for _, name := range names {
		if strings.EqualFold(written, name) || oneEdit(written, name) {
			return "; did you mean " + quote(name)
		}
	}
	return ""
}

// oneEdit reports whether one character more, less or different, or two neighbours swapped, make a into b.
func oneEdit(a, b string) bool {
	if len(a) < 3 || len(a) > len(b)+1 || len(b) > len(a)+1 {
		return false
	}
	start := 0
	for start < len(a) && start < len(b) && a[start] == b[start] {
		start++
	}
	endA, endB := len(a), len(b)
	for endA > start && endB > start && a[endA-1] == b[endB-1] {
		endA--
		endB--
	}
	restA, restB := a[start:endA], b[start:endB]
	if len(restA) <= 1 && len(restB) <= 1 {
		return true
	}
	return len(restA) == 2 && len(restB) == 2 && restA[0] == restB[1] && restA[1] == restB[0]
}
