package jsontree

import (
	"math/bits"
	"unicode/utf8"
)

func isBlank(c byte) bool { return c <= ' ' && blanks>>c&1 != 0 }

// blanks has a bit for each blank.
const blanks = 1<<' ' | 1<<'\n' | 1<<'\r' | 1<<'\t'

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// plain marks the bytes that a string may hold and that need no second look: ASCII but controls, quote and backslash.
var plain = func() (t [256]bool) {
	for c := 0x20; c < utf8.RuneSelf; c++ {
		t[c] = c != '"' && c != '\\'
	}
	return t
}()

const (
	eachByte = 0x0101010101010101 // times a byte: that byte in all eight
	highBits = 0x80 * eachByte
)

// skipPlain returns the offset of the first byte from i on that is not plain, or len(text). It tests eight bytes at a
// time: a byte minus 0x20, or minus 1 after the quote or the backslash was cancelled out of it, or the byte itself, has
// its high bit set in none of eight plain bytes (the compiler makes the eight loads one).
func skipPlain(text string, i int) int {
	for i+8 <= len(text) {
		s := text[i : i+8]
		w := uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 |
			uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
		quote, backslash := w^'"'*eachByte, w^'\\'*eachByte
		if found := ((w - ' '*eachByte) | (quote - eachByte) | (backslash - eachByte) | w) & highBits; found != 0 {
			return i + bits.TrailingZeros64(found)/8 // a borrow only reaches bytes behind the one it came from
		}
		i += 8
	}
	for i < len(text) && plain[text[i]] {
		i++
	}
	return i
}

// scanString reads the string whose opening quote stands at start.
func (p *parser) scanString(start int) node {
	n := node{start: uint32(start), kind: String}
	i := skipPlain(p.text, start+1)
	if i < len(p.text) && p.text[i] == '"' {
		n.plain = true
		n.end = uint32(i + 1)
		return n
	}
	end, escaped := p.scanOther(start, i)
	n.end, n.escaped = uint32(end), escaped
	return n
}

// scanOther reads on at i in the string that begins at start, where something is not plain.
func (p *parser) scanOther(start, i int) (end int, escaped bool) {
	text := p.text
	badBytes, badPair := -1, false
	for {
		i = skipPlain(text, i)
		if i == len(text) {
			p.failString(start, i)
			return i, escaped
		}
		switch c := text[i]; {
		case c == '"':
			if badBytes >= 0 || badPair {
				p.checkCharacters(start, i+1, badBytes, badPair)
			}
			return i + 1, escaped
		case c == '\\':
			length, half := p.scanEscape(start, i)
			if length == 0 {
				return i, true
			}
			escaped, badPair = true, badPair || half
			i += length
		case c < ' ':
			p.failString(start, i)
			return i, escaped
		default:
			r, size := utf8.DecodeRuneInString(text[i:])
			if r == utf8.RuneError && size == 1 && badBytes < 0 {
				badBytes = i
			}
			i += size
		}
	}
}

// checkCharacters reports what is not a character in the string from start to end: badBytes is the offset of the first
// byte that is not UTF-8, or -1; badPair says that half a surrogate pair is escaped.
func (p *parser) checkCharacters(start, end, badBytes int, badPair bool) {
	if badBytes >= 0 {
		p.report(Unicode, badBytes, badBytes+1, "the string holds bytes that are not UTF-8")
	}
	if badPair {
		p.report(Unicode, start, end, `the string holds one half of a surrogate pair, such as \ud83d without \ude00 behind it, which is no character`)
	}
}

// scanEscape reads the escape at i and returns its length, 0 if it is none; half is set for a \u escape of a surrogate
// that is not one of a pair. Both escapes of a pair are read at once.
func (p *parser) scanEscape(start, i int) (length int, half bool) {
	if i+1 == len(p.text) {
		p.failString(start, i+1)
		return 0, false
	}
	switch p.text[i+1] {
	case '"', '\\', '/', 'b', 'f', 'n', 'r', 't':
		return 2, false
	case 'u':
		r, digits := hex4(p.text[i+2:])
		if digits < 4 {
			p.failEscape(start, i, i+2+digits)
			return 0, false
		}
		if !isSurrogate(r) {
			return 6, false
		}
		if _, ok := pair(p.text[i:]); ok {
			return 12, false
		}
		return 6, true
	}
	p.failEscape(start, i, i+1)
	return 0, false
}

// scanNumber reads the number at i, which begins with a minus sign or a digit, and returns the offset behind it.
func (p *parser) scanNumber(i int) int {
	start := i
	if p.text[i] == '-' {
		i++
	}
	if i < len(p.text) && p.text[i] == '0' {
		i++
	} else if i = p.digits(start, i); p.failed {
		return i
	}
	if i < len(p.text) && p.text[i] == '.' {
		if i = p.digits(start, i+1); p.failed {
			return i
		}
	}
	if i < len(p.text) && (p.text[i] == 'e' || p.text[i] == 'E') {
		i++
		if i < len(p.text) && (p.text[i] == '+' || p.text[i] == '-') {
			i++
		}
		i = p.digits(start, i)
	}
	return i
}

// digits reads one digit or more at i.
func (p *parser) digits(start, i int) int {
	first := i
	for i < len(p.text) && isDigit(p.text[i]) {
		i++
	}
	if i == first {
		p.failNumber(start, i)
	}
	return i
}

// scanWord reads word at i, where its first letter stands.
func (p *parser) scanWord(i int, word string) int {
	for n := 1; n < len(word); n++ {
		if i+n == len(p.text) || p.text[i+n] != word[n] {
			p.failWord(i, i+n, word)
			return i
		}
	}
	return i + len(word)
}
