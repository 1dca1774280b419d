package engine

import "strings"

// An arn is an Amazon Resource Name cut at its first five colons. The sixth field keeps all later colons.
//
// AWS: IAM User Guide, "Identify AWS resources with Amazon Resource Names (ARNs)".
type arn [6]string

const (
	arnPrefix = iota
	arnPartition
	arnService
	arnRegion
	arnAccount
	arnResource
)

// parseARN cuts text into its six fields; ok is false if there are fewer or it does not begin with "arn:".
func parseARN(text string) (a arn, ok bool) {
	rest := text
	for i := range arnResource {
		field, tail, found := strings.Cut(rest, ":")
		if !found {
			return arn{}, false
		}
		a[i], rest = field, tail
	}
	a[arnResource] = rest
	return a, a[arnPrefix] == "arn"
}

// fold makes the first five fields lower-case and returns the whole again; text is what a was cut from. AWS's pages say
// only of the resource part that its case counts (RATIONALE.md, "Why the first fields of an ARN ignore case").
func (a *arn) fold(text string) string {
	head := text[:len(text)-len(a[arnResource])]
	lower := strings.ToLower(head)
	if lower == head {
		return text
	}
	for i := range arnResource {
		a[i] = strings.ToLower(a[i])
	}
	return lower + a[arnResource]
}

// kindAndName cuts the resource part "user/division/ann" into "user" and "division/ann".
func (a *arn) kindAndName() (kind, name string) {
	kind, name, _ = strings.Cut(a[arnResource], "/")
	return kind, name
}

// lastSegment returns what follows the last slash of s.
func lastSegment(s string) string { return s[strings.LastIndexByte(s, '/')+1:] }

// isAccountID reports whether s is 12 digits.
func isAccountID(s string) bool {
	if len(s) != 12 {
		return false
	}
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return true
}
