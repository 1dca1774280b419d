package check

import (
	"strings"

	"github.com/iam-policy-playground/playground/engine"
)

// A pattern is an entry of Action or Resource as coverage is reasoned about: what it can match, and whether that is certain.
type pattern struct {
	text   string // as written
	fields []string
	any    bool // the lone *, which also matches what is no ARN
	opaque bool // it has a variable: it covers only what is written alike
}

// actionPattern reads an entry of Action. What the evaluator finds fault with has no fields, and neither covers nor is covered.
func actionPattern(e entry) pattern {
	p := pattern{text: strings.ToLower(e.text), any: isStar(e.text)}
	if p.any || strings.Contains(e.text, ":") && !strings.ContainsAny(e.text, " \t\r\n,$") {
		p.fields = []string{p.text}
	}
	return p
}

// shortForm begins the resources that API Gateway writes out as ARNs.
const shortForm = "execute-api:/"

// resourcePattern reads an entry of Resource in a policy of a kind. Fields that are missing are taken as * only where that is
// documented. A variable can become any text.
//
// AWS: IAM User Guide, "IAM JSON policy elements: Resource".
func resourcePattern(kind engine.Type, e entry) pattern {
	p := pattern{text: e.text, any: isStar(e.text), opaque: strings.Contains(e.text, "${")}
	switch text := open(e.text); {
	case p.opaque && strings.Contains(e.text, "'"): // a default may hold a brace
	case p.any || strings.HasPrefix(text, shortForm):
		p.fields = []string{text}
	default:
		p.fields = resourceFields(kind, text)
	}
	return p
}

func isStar(text string) bool { return text != "" && strings.Trim(text, "*") == "" }

// resourceFields cuts an ARN into its six fields, the first five in lower case; nil for what is no ARN of which it is certain what
// it matches.
func resourceFields(kind engine.Type, text string) []string {
	fields := strings.SplitN(text, ":", len(arn{}))
	if fields[0] != "arn" && fields[0] != "*" || len(fields) < len(arn{}) && kind != engine.Identity && kind != engine.Boundary {
		return nil
	}
	for len(fields) < len(arn{}) {
		fields = append(fields, "*")
	}
	for i := range fields[:arnResource] {
		fields[i] = strings.ToLower(fields[i])
	}
	return fields
}

// wild reports whether p has a wildcard.
func (p *pattern) wild() bool {
	for _, f := range p.fields {
		if strings.ContainsAny(f, "*?") {
			return true
		}
	}
	return false
}

// covers reports whether p certainly matches everything that q matches.
func (p *pattern) covers(q *pattern) bool {
	switch {
	case p.fields == nil || q.fields == nil:
		return false
	case p.any || p.text == q.text:
		return true
	case q.any || p.opaque || len(p.fields) != len(q.fields):
		return false
	}
	for i, f := range p.fields {
		if !covers(f, q.fields[i]) {
			return false
		}
		// A star at the end of a field may also run over colons.
		if i < len(p.fields)-1 && strings.HasSuffix(q.fields[i], "*") && !strings.HasSuffix(f, "*") {
			return false
		}
	}
	return true
}

// actionPatterns reads all entries of Action.
func actionPatterns(e *element) []pattern { return patternsOf(e, actionPattern) }

// resourcePatterns reads all entries of Resource.
func (s *subject) resourcePatterns(e *element) []pattern {
	return patternsOf(e, func(e entry) pattern { return resourcePattern(s.kind, e) })
}

func patternsOf(e *element, read func(entry) pattern) []pattern {
	all := make([]pattern, len(e.entries))
	for i := range all {
		all[i] = read(e.entries[i])
	}
	return all
}

// covered returns the index of the pattern that covers q, or -1.
func covered(by []pattern, q *pattern) int {
	for i := range by {
		if by[i].covers(q) {
			return i
		}
	}
	return -1
}
