package jsontree

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// oddity recognizes at i what people and other languages write and JSON does not know, and says what to write; "" if it
// is nothing of that kind.
func (p *parser) oddity(i int) string {
	c, rest := p.text[i], p.text[i:]
	switch {
	case c == '\'':
		return "single quotes do not make a string in JSON; double quotes are missing"
	case c == '`':
		return "backquotes do not make a string in JSON; double quotes are missing"
	case c == '#' || strings.HasPrefix(rest, "//") || strings.HasPrefix(rest, "/*"):
		return "JSON has no comments; this one has to go"
	case strings.HasPrefix(rest, "...") || strings.HasPrefix(rest, "…"):
		return "the dots stand for something that is missing"
	case c < ' ' || c == 0x7f:
		return "the control character " + codePoint(rune(c)) + " may not stand here; a space is missing in its place"
	case c >= utf8.RuneSelf:
		return p.oddCharacter(i)
	}
	if p.want == wantComma || p.want == wantEnd {
		return p.oddNumberTail(i)
	}
	if p.want == wantFirstKey || p.want == wantKey || p.want == wantColon {
		return ""
	}
	switch {
	case c == '+':
		return "a number may not begin with a plus sign"
	case c == '.':
		return "a digit is missing before the decimal point"
	case isWord(c) && p.want != wantDocument:
		return oddWord(p.bareword(i))
	}
	return ""
}

// oddWord speaks of a word without quotes where a value is wanted.
func oddWord(word string) string {
	switch strings.ToLower(word) {
	case "true", "false", "null":
		return "JSON writes " + strings.ToLower(word) + " in lower case, not " + quote(word)
	case "none", "nil", "undefined":
		return "JSON has no " + quote(word) + "; null is its word for nothing"
	case "nan", "infinity", "inf", "-infinity":
		return "JSON has no number " + quote(word)
	}
	return "the value " + quote(word) + " lacks its double quotes"
}

// oddNumberTail speaks of a number that goes on in a way JSON does not know: the part before i is a number itself.
func (p *parser) oddNumberTail(i int) string {
	if i == 0 || !isDigit(p.text[i-1]) || p.nodes[len(p.nodes)-1].kind != Number {
		return ""
	}
	switch c := p.text[i]; {
	case isDigit(c):
		return "a number may not begin with a zero that further digits follow"
	case (c == 'x' || c == 'X') && p.text[i-1] == '0':
		return "JSON has no hexadecimal numbers"
	case c == '_':
		return "a number may not hold an underscore"
	case isWord(c) || c == '.' || c == '/' || c == ':':
		return "a number may not go on with " + quote(p.token(i)) + "; the double quotes of a string are missing"
	}
	return ""
}

// namedCharacters are those that pasted text brings along.
var namedCharacters = [...]struct {
	code rune
	name string
}{
	{0xFEFF, "a byte order mark"}, {0xA0, "a no-break space"}, {0x200B, "a zero-width space"}, {0x202F, "a narrow no-break space"},
	{0x2028, "a line separator"}, {0x2029, "a paragraph separator"}, {0x3000, "an ideographic space"}, {0x85, "a next-line character"},
	{0x200E, "a left-to-right mark"}, {0x200F, "a right-to-left mark"}, {0x2060, "a word joiner"},
}

// oddCharacter speaks of a character outside ASCII that stands outside strings.
func (p *parser) oddCharacter(i int) string {
	r, size := utf8.DecodeRuneInString(p.text[i:])
	name := ""
	for _, c := range namedCharacters {
		if c.code == r {
			name = c.name
		}
	}
	switch {
	case r == 0xFEFF && i == 0:
		return "the text begins with a byte order mark (U+FEFF), which JSON does not allow"
	case name != "":
		return name + " (" + codePoint(r) + ") may not stand between the parts of JSON; only spaces, tabs and line breaks may"
	case strings.ContainsRune("“”„‟‘’‚‛«»‹›", r):
		return "the quote " + string(r) + ` is typographic; a plain double quote (") is missing in its place`
	case r == utf8.RuneError && size == 1:
		return "a byte that is not UTF-8 stands outside of any string"
	case strings.ContainsRune("，：｛｝［］", r):
		return "the full-width character " + string(r) + " is not part of JSON; its ASCII form is missing"
	}
	return ""
}

func codePoint(r rune) string {
	const digits = "0123456789ABCDEF"
	text := ""
	for ; r > 0 || len(text) < 4; r >>= 4 {
		text = digits[r&15:][:1] + text
	}
	return "U+" + text
}

// failString reports that the string from start on cannot go on at i: a control character or the end of the text.
func (p *parser) failString(start, i int) {
	from := "the string that begins at " + place(p.text, start)
	switch {
	case i == len(p.text):
		p.syntax(i, i, from+" has no closing quote")
	case p.text[i] == '\n' || p.text[i] == '\r':
		p.syntax(i, i+1, from+` has no closing quote before its line ends; a line break inside a string is written \n`)
	case p.text[i] == '\t':
		p.syntax(i, i+1, from+` holds a tab, which is written \t inside a string`)
	default:
		p.syntax(i, i+1, from+" holds the control character "+codePoint(rune(p.text[i]))+", which needs an escape inside a string")
	}
}

// failEscape reports that the escape at escape, in the string from start on, is none because of the byte at i.
func (p *parser) failEscape(start, escape, i int) {
	if i == len(p.text) || p.text[i] == '\n' || p.text[i] == '\r' {
		p.failString(start, i)
		return
	}
	_, size := utf8.DecodeRuneInString(p.text[i:])
	if p.text[escape+1] == 'u' {
		p.syntax(i, i+size, `a \u escape needs four hexadecimal digits; `+strconv.Itoa(4-(i-escape-2))+" are missing")
		return
	}
	p.syntax(i, i+size, "a backslash and "+shown(p.text[i:i+size])+` are no escape of JSON; a backslash itself is written \\`)
}

// failNumber reports that the number from start on lacks a digit at i.
func (p *parser) failNumber(start, i int) {
	end := i
	if i < len(p.text) {
		end += len(p.token(i))
	}
	switch before := p.text[i-1]; {
	case before == '.':
		p.syntax(i, end, "a digit is missing after the decimal point")
	case i-1 > start:
		p.syntax(i, end, "a digit is missing in the exponent of the number")
	case strings.HasPrefix(p.text[start:], "---"):
		p.syntax(i, end, `a digit is missing after the minus sign; "---" looks like YAML`)
	default:
		p.syntax(i, end, "a digit is missing after the minus sign")
	}
}

// failWord reports that what begins at start like word is not that word at i.
func (p *parser) failWord(start, i int, word string) {
	if i == len(p.text) {
		p.syntax(i, i, "the text ends inside the word "+word)
		return
	}
	found := p.bareword(start)
	end := max(start+len(found), i+len(p.token(i)))
	if p.want == wantDocument {
		p.syntax(i, end, p.notADocument(start))
		return
	}
	p.syntax(i, end, oddWord(found))
}
