package scenario

import (
	"strconv"
	"strings"

	"github.com/iam-policy-playground/playground/engine"
)

// A form is what strings of one kind look like. The same patterns are matched by the reader and translated into
// regular expressions for the schema. Like all tables of the format forms are composite literals without calls, which
// are data of the program; what a call makes would be code that runs at every start.
type form struct {
	code     engine.Code // of a string that does not match
	noun     string      // "an account id"
	example  string
	of       forms    // the strings of all of these match
	patterns patterns // and those of each of these: literal text with names of runs in braces
}

type (
	forms    []*form
	patterns []string
)

// A run is a number of characters of one set. What follows a run in a pattern is a literal that does not begin with a
// character of the set, or a literal at the end of the pattern, so that matching needs no way back; anything may follow a
// run of one length.
type run struct {
	name     string
	class    string // as in a regular expression, without the brackets; "" for every character
	min, max int    // max 0: no limit
	last     string // class of the last character, if it is a narrower one
}

// runs are the sets that patterns name in braces.
//
// AWS: IAM User Guide, "IAM and AWS STS quotas", name limits; Organizations API Reference, patterns of the ids.
var runs = [...]run{
	{"partition", "a-z-", 0, 0, ""},        // behind "aws"
	{"account", "0-9", 12, 12, ""},         //
	{"service", "a-z0-9-", 1, 0, ""},       // of an ARN
	{"region", "a-z0-9-", 0, 0, ""},        //
	{"owner", "a-z-", 1, 0, ""},            // in place of an account: aws, aws-marketplace, …
	{"rest", "", 1, 0, ""},                 //
	{"name", "A-Za-z0-9_+=,.@-", 1, 0, ""}, // of a user, group, role or session
	{"path", "!-)+->@-~", 1, 0, "A-Za-z0-9_+=,.@-"},
	{"provider", "!-)+->@-~", 1, 0, ""}, // a path or a name without wildcards
	{"id", "a-z0-9", 1, 64, ""},
	{"unique", "A-Z0-9", 12, 124, ""},
	{"labels", "a-z0-9._-", 1, 0, "a-z0-9"}, // of a service name
	{"word", "A-Za-z0-9-", 1, 0, ""},
	{"key", "!-9;-~", 1, 0, ""},       // of a context key, before the colon
	{"template", "!$->@-~", 0, 0, ""}, // of a path: what a URL's path holds, and braces
	{"plain", "!-#%-~", 1, 1, ""},     // the first character of a custom route key
	{"printable", "!-~", 0, 0, ""},
	{"host", "A-Za-z0-9*.-", 1, 0, ""},
	{"base", "!$'-+A-Za-z0-9_./-", 0, 0, ""},
	{"stage", "A-Za-z0-9_-", 1, 128, ""},
	{"mapped", "$A-Za-z0-9_-", 1, 128, ""}, // a stage, $default among them
}

func runNamed(name string) *run {
	for i := range runs {
		if runs[i].name == name {
			return &runs[i]
		}
	}
	panic("scenario: no run has this name")
}

// inClass reports whether c is of a class such as "a-z0-9-".
func inClass(class string, c byte) bool {
	for i := 0; i < len(class); i++ {
		to := class[i]
		from := to
		if i+2 < len(class) && class[i+1] == '-' {
			i += 2
			to = class[i]
		}
		if from <= c && c <= to {
			return true
		}
	}
	return class == ""
}

// cutPart cuts the first part off a pattern: a literal, or a run.
func cutPart(pattern string) (literal string, r *run, rest string) {
	if inside, ok := strings.CutPrefix(pattern, "{"); ok {
		name, rest, _ := strings.Cut(inside, "}")
		return "", runNamed(name), rest
	}
	if end := strings.IndexByte(pattern, '{'); end >= 0 {
		return pattern[:end], nil, pattern[end:]
	}
	return pattern, nil, ""
}

func (f *form) matches(s string) bool {
	for _, other := range f.of {
		if other.matches(s) {
			return true
		}
	}
	for _, p := range f.patterns {
		if matches(p, s) {
			return true
		}
	}
	return false
}

func matches(pattern, s string) bool {
	if end := strings.LastIndexByte(pattern, '}') + 1; end > 0 && end < len(pattern) {
		rest, found := strings.CutSuffix(s, pattern[end:])
		if !found {
			return false
		}
		pattern, s = pattern[:end], rest
	}
	for pattern != "" {
		literal, r, rest := cutPart(pattern)
		n := len(literal)
		if r != nil {
			n = r.length(s)
		} else if !strings.HasPrefix(s, literal) {
			return false
		}
		if n < 0 {
			return false
		}
		pattern, s = rest, s[n:]
	}
	return s == ""
}

// length returns how many bytes at the start of s belong to the run, -1 if too few do.
func (r *run) length(s string) int {
	n := 0
	for n < len(s) && (r.max == 0 || n < r.max) && inClass(r.class, s[n]) {
		n++
	}
	if n < r.min || n > 0 && r.last != "" && !inClass(r.last, s[n-1]) {
		return -1
	}
	return n
}

// expression returns the regular expression for the form's patterns, in the dialect of JSON Schema.
func (f *form) expression() string {
	all := f.expressions()
	if len(all) == 1 {
		return "^" + all[0] + "$"
	}
	return "^(?:" + strings.Join(all, "|") + ")$"
}

func (f *form) expressions() (all []string) {
	for _, other := range f.of {
		all = append(all, other.expressions()...)
	}
	for _, pattern := range f.patterns {
		var b strings.Builder
		for pattern != "" {
			literal, r, rest := cutPart(pattern)
			if r == nil {
				b.WriteString(escapeLiteral(literal))
			} else {
				b.WriteString(r.expression())
			}
			pattern = rest
		}
		all = append(all, b.String())
	}
	return all
}

func (r *run) expression() string {
	set := `[\s\S]`
	if r.class != "" {
		set = "[" + r.class + "]"
	}
	if r.last != "" {
		return set + "*[" + r.last + "]"
	}
	return set + r.quantity()
}

func (r *run) quantity() string {
	switch {
	case r.max > 0 && r.min == r.max:
		return "{" + strconv.Itoa(r.min) + "}"
	case r.max > 0:
		return "{" + strconv.Itoa(r.min) + "," + strconv.Itoa(r.max) + "}"
	case r.min == 0:
		return "*"
	case r.min == 1:
		return "+"
	}
	return "{" + strconv.Itoa(r.min) + ",}"
}

// escapeLiteral escapes what stands in patterns and means something else in an expression.
func escapeLiteral(s string) string {
	return strings.NewReplacer(".", `\.`, "*", `\*`, "+", `\+`, "$", `\$`).Replace(s)
}
