package scenario

import (
	"strconv"
	"strings"

	"github.com/iam-policy-playground/playground/engine"
)

// A form is what strings of one kind look like. The same patterns are matched by the reader and translated into
// regular expressions for the schema.
type form struct {
	noun     string // "an account id"
	example  string
	code     engine.Code // of a string that does not match
	patterns [][]part
}

// A part of a pattern is a literal, or a run of characters of one set.
type part struct {
	literal string
	run     *run
}

// A run is a number of characters of one set. What follows a run in a pattern is a literal that does not begin with a
// character of the set, or a literal at the end of the pattern, so that matching needs no way back.
type run struct {
	class    string // as in a regular expression, without the brackets; "" for every character
	min, max int    // max 0: no limit
	last     string // class of the last character, if it is a narrower one
	has      [256]bool
	ends     [256]bool
}

// runs are the sets that patterns name in braces.
//
// AWS: IAM User Guide, "IAM and AWS STS quotas", name limits; Organizations API Reference, patterns of the ids.
var runs = map[string]*run{
	"partition": newRun("a-z-", 0, 0, ""),             // behind "aws"
	"account":   newRun("0-9", 12, 12, ""),            //
	"service":   newRun("a-z0-9-", 1, 0, ""),          // of an ARN
	"region":    newRun("a-z0-9-", 0, 0, ""),          //
	"owner":     newRun("a-z-", 1, 0, ""),             // in place of an account: aws, aws-marketplace, …
	"rest":      newRun("", 1, 0, ""),                 //
	"name":      newRun("A-Za-z0-9_+=,.@-", 1, 0, ""), // of a user, group, role or session
	"path":      newRun("!-)+->@-~", 1, 0, "A-Za-z0-9_+=,.@-"),
	"provider":  newRun("!-)+->@-~", 1, 0, ""), // a path or a name without wildcards
	"id":        newRun("a-z0-9", 1, 64, ""),
	"unique":    newRun("A-Z0-9", 12, 124, ""),
	"labels":    newRun("a-z0-9._-", 1, 0, "a-z0-9"), // of a service name
	"word":      newRun("A-Za-z0-9-", 1, 0, ""),
	"key":       newRun("!-9;-~", 1, 0, ""), // of a context key, before the colon
	"method":    newRun("A-Z", 1, 0, ""),
	"tail":      newRun("", 0, 0, ""),
}

func newRun(class string, min, max int, last string) *run {
	r := &run{class: class, min: min, max: max, last: last}
	r.has, r.ends = charactersOf(class), charactersOf(class)
	if last != "" {
		r.ends = charactersOf(last)
	}
	return r
}

// charactersOf expands a class such as "a-z0-9-".
func charactersOf(class string) (has [256]bool) {
	if class == "" {
		class = "\x00-\xff"
	}
	for i := 0; i < len(class); i++ {
		from, to := class[i], class[i]
		if i+2 < len(class) && class[i+1] == '-' {
			to = class[i+2]
			i += 2
		}
		for c := int(from); c <= int(to); c++ {
			has[c] = true
		}
	}
	return has
}

// newForm returns a form whose strings match one of the patterns, each literal text with names of runs in braces.
func newForm(code engine.Code, noun, example string, patterns ...string) *form {
	f := &form{noun: noun, example: example, code: code}
	for _, p := range patterns {
		f.patterns = append(f.patterns, compile(p))
	}
	return f
}

// eitherOf returns a form for the strings of any of several.
func eitherOf(code engine.Code, noun, example string, forms ...*form) *form {
	f := &form{noun: noun, example: example, code: code}
	for _, other := range forms {
		f.patterns = append(f.patterns, other.patterns...)
	}
	return f
}

func compile(pattern string) (parts []part) {
	for pattern != "" {
		literal, rest, named := strings.Cut(pattern, "{")
		if literal != "" {
			parts = append(parts, part{literal: literal})
		}
		pattern = rest
		if !named {
			break
		}
		name, rest, _ := strings.Cut(rest, "}")
		parts = append(parts, part{run: runs[name]})
		pattern = rest
	}
	return parts
}

func (f *form) matches(s string) bool {
	for _, p := range f.patterns {
		if matches(p, s) {
			return true
		}
	}
	return false
}

func matches(pattern []part, s string) bool {
	if end := pattern[len(pattern)-1]; end.run == nil && len(pattern) > 1 {
		rest, found := strings.CutSuffix(s, end.literal)
		if !found {
			return false
		}
		pattern, s = pattern[:len(pattern)-1], rest
	}
	for _, p := range pattern {
		n := len(p.literal)
		if p.run != nil {
			n = p.run.length(s)
		} else if !strings.HasPrefix(s, p.literal) {
			return false
		}
		if n < 0 {
			return false
		}
		s = s[n:]
	}
	return s == ""
}

// length returns how many bytes at the start of s belong to the run, -1 if too few do.
func (r *run) length(s string) int {
	n := 0
	for n < len(s) && (r.max == 0 || n < r.max) && r.has[s[n]] {
		n++
	}
	if n < r.min || n > 0 && !r.ends[s[n-1]] {
		return -1
	}
	return n
}

// expression returns the regular expression for the form's patterns, in the dialect of JSON Schema.
func (f *form) expression() string {
	var all []string
	for _, pattern := range f.patterns {
		var b strings.Builder
		for _, p := range pattern {
			b.WriteString(p.expression())
		}
		all = append(all, b.String())
	}
	if len(all) == 1 {
		return "^" + all[0] + "$"
	}
	return "^(?:" + strings.Join(all, "|") + ")$"
}

func (p *part) expression() string {
	if p.run == nil {
		return literals.Replace(p.literal)
	}
	set, r := `[\s\S]`, p.run
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

// literals escapes what stands in patterns and means something else in an expression.
var literals = strings.NewReplacer(".", `\.`, "*", `\*`, "$", `\$`)
