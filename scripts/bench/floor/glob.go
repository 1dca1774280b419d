// Package floor is the least that a decision on a workload can cost in Go: a hand-written matcher for just these
// policies, prepared, with nothing but the answer. No real engine can be below it; how close ours comes is what is measured.
package floor

import "strings"

// Hostile is a pattern that makes matchers explode that go back to every star, against texts of the letter a.
const Hostile = "a*a*a*a*a*a*a*b"

// glob matches a pattern with * and ? against a text. It goes back to the last * only, so it takes at most
// len(pattern)·len(text) steps.
func glob(pattern, text string) bool {
	p, t, star, mark := 0, 0, -1, 0
	for t < len(text) {
		switch {
		case p < len(pattern) && pattern[p] == '*':
			star, mark = p, t
			p++
		case p < len(pattern) && (pattern[p] == '?' || pattern[p] == text[t]):
			p++
			t++
		case star >= 0:
			mark++
			p, t = star+1, mark
		default:
			return false
		}
	}
	for p < len(pattern) && pattern[p] == '*' {
		p++
	}
	return p == len(pattern)
}

// A Pattern is cut at its first wildcard: what is before it is compared as a whole.
type Pattern struct {
	head  string
	rest  string
	exact bool
}

// Cut prepares a pattern.
func Cut(text string) Pattern {
	at := strings.IndexAny(text, "*?")
	if at < 0 {
		return Pattern{head: text, exact: true}
	}
	return Pattern{head: text[:at], rest: text[at:]}
}

// Match reports whether the whole text matches.
func (p *Pattern) Match(text string) bool {
	if p.exact {
		return text == p.head
	}
	return strings.HasPrefix(text, p.head) && (p.rest == "*" || glob(p.rest, text[len(p.head):]))
}
