package engine

import (
	"strings"
	"unicode/utf8"
)

// A pattern is text in which the bytes star and one stand for the wildcards * and ?. Neither byte occurs in valid
// UTF-8, so a literal asterisk (from ${*}, or from the value of a variable) needs no escape.
type pattern string

const (
	star = 0xFF // any run of characters, also none
	one  = 0xFE // exactly one character
)

// wild translates the wildcards of text.
func wild(text string) pattern {
	return new(texts).wild(text)
}

// wild is the same, with the pattern among other texts.
func (t *texts) wild(text string) pattern { return pattern(t.translate(text, wildcards)) }

// literal returns the text before the first wildcard.
func (p pattern) literal() string {
	for i := range len(p) {
		if p[i] >= one {
			return string(p[:i])
		}
	}
	return string(p)
}

// tail returns the text after the last wildcard.
func (p pattern) tail() string {
	for i := len(p) - 1; i >= 0; i-- {
		if p[i] >= one {
			return string(p[i+1:])
		}
	}
	return string(p)
}

// text writes the wildcards back.
func (p pattern) text() string {
	if len(p.literal()) == len(p) {
		return string(p)
	}
	b := []byte(p)
	for i, c := range b {
		switch c {
		case star:
			b[i] = '*'
		case one:
			b[i] = '?'
		}
	}
	return string(b)
}

// match reports whether p covers all of s.
func (p pattern) match(s string) bool {
	ready := p.ready()
	return ready.match(s)
}

// A readyPattern is a pattern of which is known where its wildcards are.
type readyPattern struct {
	text  pattern
	fixed uint32 // bytes of text before its first wildcard
	shape shape
}

// A shape says which wildcards a pattern has.
type shape uint8

const (
	plainShape shape = iota // none
	headShape               // one star, at its end
	starShape               // stars
	onesShape               // also or only ?
)

// ready finds the wildcards of p.
func (p pattern) ready() readyPattern {
	r := plain(string(p))
	if i := strings.IndexByte(string(p), star); i == len(p)-1 && i >= 0 {
		r.fixed, r.shape = uint32(i), headShape
	} else if i >= 0 {
		r.fixed, r.shape = uint32(i), starShape
	}
	if i := strings.IndexByte(string(p), one); i >= 0 {
		r.fixed, r.shape = min(r.fixed, uint32(i)), onesShape
	}
	return r
}

// plain is the pattern of a text without wildcards.
func plain(text string) readyPattern {
	return readyPattern{text: pattern(text), fixed: uint32(len(text))}
}

// literal returns the text before the first wildcard.
func (p *readyPattern) literal() string { return string(p.text[:p.fixed]) }

// match reports whether p covers all of s. Between its stars a pattern is segments; the first must begin s, the last must
// end it, and each other one is taken where it is found first, which never costs a match. Steps are linear without ?, and at
// most len(p)·len(s) with it.
func (p *readyPattern) match(s string) bool {
	switch p.shape {
	case plainShape:
		return s == string(p.text)
	case onesShape:
		return p.text.matchOnes(s)
	}
	s, ok := strings.CutPrefix(s, p.literal())
	if !ok || p.shape == headShape {
		return ok
	}
	for rest := string(p.text[p.fixed+1:]); rest != ""; {
		next := strings.IndexByte(rest, star)
		if next < 0 {
			return strings.HasSuffix(s, rest)
		}
		i := strings.Index(s, rest[:next])
		if i < 0 {
			return false
		}
		s, rest = s[i+next:], rest[next+1:]
	}
	return true
}

// matchOnes is match for a pattern with ?. Where it comes to no end it goes back to the last star, and lets that cover one
// character more.
func (p pattern) matchOnes(s string) bool {
	i, j := 0, 0
	back, covered := -1, 0 // the last star, and where in s it ends
	for j < len(s) {
		switch {
		case i < len(p) && p[i] == star:
			back, covered = i, j
			i++
		case i < len(p) && p[i] == one:
			j += runeLen(s, j)
			i++
		case i < len(p) && p[i] == s[j]:
			i, j = i+1, j+1
		case back >= 0:
			covered += runeLen(s, covered)
			i, j = back+1, covered
		default:
			return false
		}
	}
	for i < len(p) && p[i] == star {
		i++
	}
	return i == len(p)
}

func runeLen(s string, i int) int {
	if s[i] < utf8.RuneSelf {
		return 1
	}
	_, n := utf8.DecodeRuneInString(s[i:])
	return n
}

// An arnPattern is a pattern for ARNs, cut at its first five colons: wildcards of the first five fields do not cross
// a colon, those of the sixth cross everything.
type arnPattern struct {
	readyPattern                     // all six fields with their colons, the first five in lower case, as those of ARNs
	ends         [arnResource]uint32 // where the first five fields end in text
	loose        pattern             // the fields that the policy has, as written, if one of the first five ends in a star; else "" (see matchLoose)
}

// newARNPattern makes a pattern of text, whose fields are those given but for wildcards.
func newARNPattern(fields []string, text pattern) arnPattern {
	p := arnPattern{readyPattern: text.ready()}
	end := 0
	for i := range p.ends {
		end += len(fields[i])
		p.ends[i] = uint32(end)
		end++
	}
	return p
}

// field returns one of the six fields.
func (p *arnPattern) field(i int) pattern {
	switch i {
	case arnPrefix:
		return p.text[:p.ends[i]]
	case arnResource:
		return p.text[p.ends[i-1]+1:]
	}
	return p.text[p.ends[i-1]+1 : p.ends[i]]
}

// withResource returns p with another sixth field.
func (p arnPattern) withResource(f pattern) arnPattern {
	old := p.field(arnResource)
	if p.loose != "" {
		p.loose = p.loose[:len(p.loose)-len(old)] + f
	}
	p.readyPattern = (p.text[:len(p.text)-len(old)] + f).ready()
	return p
}

// headFixed reports whether the first five fields have no wildcard. What begins with the same text then has the same
// fields.
func (p *arnPattern) headFixed() bool { return p.fixed > p.ends[arnResource-1] }

// match compares an ARN, of which text is the whole.
func (p *arnPattern) match(a *arn, text string) bool {
	if p.headFixed() {
		return p.readyPattern.match(text)
	}
	return p.field(arnResource).match(a[arnResource]) && p.matchHead(a)
}

// matchText is match for a text that need not be an ARN.
func (p *arnPattern) matchText(text string) bool {
	a, ok := parseARN(text)
	return ok && p.match(&a, text)
}

// matchHead compares the first five fields.
func (p *arnPattern) matchHead(a *arn) bool {
	for i := arnResource - 1; i >= 0; i-- { // the last fields tell ARNs apart, the first are mostly alike
		if !p.field(i).match(a[i]) {
			return false
		}
	}
	return true
}

// mismatch returns the first field that does not match, or -1.
func (p *arnPattern) mismatch(a *arn) int {
	for i := range a {
		if !p.field(i).match(a[i]) {
			return i
		}
	}
	return -1
}

// matchLoose compares the whole text: a star that ends one of the first five fields may also run over colons.
// AWS's pages disagree on this reading (RATIONALE.md, "Why a star may cross a colon"); it is tried only when match fails.
// Where a star runs on, the pattern's own fields are not those of the ARN: case counts in the resource part of text, which
// begins at resource, and what stands before it is in lower case.
func (p *arnPattern) matchLoose(text string, resource int) bool {
	if p.loose == "" || !startsAlike(text, p.loose.literal()) || !endsAlike(text, p.loose.tail()) {
		return false
	}
	reach := make([]bool, len(text)+1) // reach[i]: the pattern read so far covers text[:i]
	reach[0] = true
	colons := 0
	for i := range len(p.loose) {
		c := p.loose[i]
		if c == ':' {
			colons++
		}
		crosses := colons >= arnResource || c == star && (i+1 == len(p.loose) || p.loose[i+1] == ':')
		switch c {
		case star:
			spread(reach, text, crosses)
		case one:
			stepOne(reach, text, crosses)
		default:
			for j := len(text) - 1; j >= 0; j-- {
				reach[j+1] = reach[j] && (text[j] == c || j < resource && text[j] == lower(c))
			}
			reach[0] = false
		}
	}
	return reach[len(text)]
}

// startsAlike reports whether text starts with prefix in any case.
func startsAlike(text, prefix string) bool {
	return len(text) >= len(prefix) && strings.EqualFold(text[:len(prefix)], prefix)
}

// endsAlike reports whether text ends with suffix in any case.
func endsAlike(text, suffix string) bool {
	return len(text) >= len(suffix) && strings.EqualFold(text[len(text)-len(suffix):], suffix)
}

// spread moves every reached place over any run of characters, none of them a colon unless crosses.
func spread(reach []bool, text string, crosses bool) {
	for j := 0; j < len(text); {
		next := j + runeLen(text, j)
		reach[next] = reach[next] || reach[j] && (crosses || text[j] != ':')
		j = next
	}
}

// stepOne moves every reached place over one character, which is no colon unless crosses.
func stepOne(reach []bool, text string, crosses bool) {
	next := make([]bool, len(reach))
	for j := range len(text) {
		if reach[j] && (crosses || text[j] != ':') {
			next[j+runeLen(text, j)] = true
		}
	}
	copy(reach, next)
}

// lower returns the small form of an ASCII letter, and c itself for anything else.
func lower(c byte) byte {
	if 'A' <= c && c <= 'Z' {
		return c + 0x20
	}
	return c
}
