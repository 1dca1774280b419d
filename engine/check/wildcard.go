package check

import "strings"

// like reports whether a pattern with * and ? covers a text, without regard to case.
func like(pattern, text string) bool {
	return covers(strings.ToLower(pattern), strings.ToLower(text))
}
