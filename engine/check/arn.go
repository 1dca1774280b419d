package check

import "strings"

// An arn is an ARN of Resource cut at its first five colons; one inside a variable does not cut.
type arn [6]string

const (
	arnPartition = iota + 1
	arnService
	arnRegion
	arnAccount
	arnResource
)

var arnFields = [...]string{"arn", "partition", "service", "Region", "account", "resource"}

// cutARN cuts an ARN of all six fields. Shorter ones, and what is none, the evaluator notes.
func cutARN(text string) (a arn, ok bool) {
	field, start, depth := 0, 0, 0
	for i := 0; i < len(text) && field < arnResource; i++ {
		switch {
		case strings.HasPrefix(text[i:], "${"):
			depth = 1
		case text[i] == '}':
			depth = 0
		case text[i] == ':' && depth == 0:
			a[field], start = text[start:i], i+1
			field++
		}
	}
	a[field] = text[start:]
	return a, field == arnResource && a[0] == "arn"
}

// with returns the ARN with another field.
func (a arn) with(field int, text string) string {
	a[field] = text
	return strings.Join(a[:], ":")
}

// isLiteral reports whether a field has neither wildcards nor variables.
func isLiteral(field string) bool { return !strings.ContainsAny(field, "*?$") }

// open returns a text of a policy, or an ARN of the catalog, with a star for each variable or placeholder.
func open(text string) string {
	before, rest, found := strings.Cut(text, "${")
	if !found {
		return text
	}
	_, after, _ := strings.Cut(rest, "}")
	return before + "*" + open(after)
}
