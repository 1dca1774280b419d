package jsontree

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

func (p *parser) report(kind ProblemKind, start, end int, message string) {
	p.problems = append(p.problems, Problem{kind, start, end, message})
}

// syntax reports the one syntax problem and ends the containers that are still open where the text was understood to.
func (p *parser) syntax(start, end int, message string) {
	p.failed = true
	p.report(Syntax, start, end, message)
	for _, f := range p.stack {
		p.nodes[f.node].end = uint32(start)
	}
	if p.depth > p.maxDepth {
		p.nodes[len(p.nodes)-1].end = uint32(start)
	}
}

func (p *parser) tooDeep(i int) {
	if p.reported {
		return
	}
	p.reported = true
	p.report(TooDeep, i, i+1, "the brackets are nested more than "+strconv.Itoa(p.maxDepth)+" levels deep")
}

// fail reports that the token at i is not what is wanted. It returns i.
func (p *parser) fail(i int) int {
	if i == len(p.text) {
		p.syntax(i, i, p.endsEarly())
		return i
	}
	end := i + len(p.token(i))
	if message := p.oddity(i); message != "" {
		p.syntax(i, end, message)
		return i
	}
	p.syntax(i, end, p.misplaced(i))
	return i
}

// token returns the word or else the character at i.
func (p *parser) token(i int) string {
	end := i
	for end < len(p.text) && isWord(p.text[end]) {
		end++
	}
	if end == i {
		_, size := utf8.DecodeRuneInString(p.text[i:])
		end = i + size
	}
	return p.text[i:end]
}

// bareword returns what stands at i where a string without its quotes seems to begin.
func (p *parser) bareword(i int) string {
	rest := p.text[i:]
	if end := strings.IndexAny(rest, " \t\r\n,{}[]\""); end > 0 {
		return rest[:end]
	}
	return rest
}

func isWord(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || isDigit(c) || c == '_' || c == '$' || c == '-'
}

// endsEarly says what the text lacks at its end.
func (p *parser) endsEarly() string {
	switch p.want {
	case wantDocument:
		if p.text == "" {
			return "the text is empty; a JSON document is missing"
		}
		return "the text holds only blanks; a JSON document is missing"
	case wantColon:
		return "the text ends where a colon and a value are missing after " + p.lastKey() + p.alsoOpen()
	case wantValue:
		return "the text ends where the value of " + p.lastKey() + " is missing" + p.alsoOpen()
	case wantKey, wantElement:
		return "the text ends after a comma" + p.alsoOpen()
	}
	at := openBracket(p.text, len(p.text))
	return "the " + bracketName(p.text[at]) + " that opens at " + place(p.text, at) + " is not closed; a " + quote(closing(p.text[at])) + " is missing"
}

func (p *parser) alsoOpen() string {
	at := openBracket(p.text, len(p.text))
	return ", and the " + bracketName(p.text[at]) + " that opens at " + place(p.text, at) + " is not closed"
}

// lastKey names the key that was read last, by its text if it is kept.
func (p *parser) lastKey() string {
	last := &p.nodes[len(p.nodes)-1]
	if !last.key {
		return "the last key"
	}
	return "the key " + quote(p.keyText(last))
}

func bracketName(c byte) string {
	if c == '{' {
		return "brace"
	}
	return "bracket"
}

func closing(c byte) string {
	if c == '{' {
		return "}"
	}
	return "]"
}

// misplaced says what belongs at i in place of what stands there.
func (p *parser) misplaced(i int) string {
	c := p.text[i]
	switch p.want {
	case wantDocument:
		return p.notADocument(i)
	case wantColon:
		return p.noColon(i)
	case wantComma:
		return p.noComma(i)
	case wantEnd:
		return p.behindEnd(i)
	case wantFirstKey, wantKey:
		return p.noKey(i)
	}
	switch {
	case c == ']' && p.want == wantElement:
		return p.trailingComma(i)
	case c == '}' || c == ']':
		if at := openBracket(p.text, i); closing(p.text[at]) != p.text[i:i+1] {
			return p.wrongBracket(i)
		}
		return "the value of " + p.lastKey() + " is missing"
	case c == ',' && p.want == wantValue:
		return "the value of " + p.lastKey() + " is missing before the comma"
	case c == ',':
		return "there is a comma too many: a list element is missing before it"
	case c == ':':
		return "there is a colon where a value is missing"
	}
	return "a value is missing: " + shown(p.token(i)) + " is none"
}

func (p *parser) notADocument(i int) string {
	word := p.token(i)
	if rest := p.text[i+len(word):]; isWord(word[0]) && strings.HasPrefix(strings.TrimLeft(rest, " \t"), ":") {
		return "the braces of a JSON document are missing: " + quote(word+":") + " looks like YAML"
	}
	return "a JSON document begins with a brace, not with " + shown(word)
}

func (p *parser) noColon(i int) string {
	key := p.lastKey()
	if c := p.text[i]; c != '"' && c != '{' && c != '[' && strings.ContainsAny(key, ":,") {
		return "a colon is missing after " + key + ", whose closing quote seems to stand in the wrong place"
	}
	return "a colon is missing after " + key
}

func (p *parser) noKey(i int) string {
	c := p.text[i]
	switch {
	case c == '}':
		return p.trailingComma(i)
	case c == ']':
		return p.wrongBracket(i)
	case c == ',':
		return "there is a comma too many: a key and its value are missing before it"
	case c == ':':
		return "a key is missing before the colon"
	case isWord(c):
		return "the key " + quote(p.token(i)) + " lacks its double quotes"
	case c == '{' || c == '[':
		return "a key is missing before this " + bracketName(c)
	}
	return "a key in double quotes is missing: " + shown(p.token(i)) + " is none"
}

func (p *parser) trailingComma(i int) string {
	return "the comma at " + place(p.text, strings.LastIndexByte(p.text[:i], ',')) + " is one too many: nothing follows it before the " + quote(p.text[i:i+1])
}

func (p *parser) wrongBracket(i int) string {
	at := openBracket(p.text, i)
	return quote(closing(p.text[at])) + " is missing: " + quote(p.text[i:i+1]) + " cannot close the " + bracketName(p.text[at]) + " that opens at " + place(p.text, at)
}

// noComma speaks of what follows a value inside a container.
func (p *parser) noComma(i int) string {
	switch c := p.text[i]; {
	case c == '}' || c == ']':
		return p.wrongBracket(i)
	case c == ':' && !p.object:
		return "there is a colon in a list: either the braces of an object are missing, or the colon is one too many"
	case c == ':':
		return "there is a colon behind a value; a comma or a closing brace is missing"
	case c == '"' || c == '{' || c == '[' || isWord(c):
		return "a comma is missing before " + shown(p.token(i))
	}
	return "a comma or " + quote(closing(p.text[openBracket(p.text, i)])) + " is missing before " + shown(p.token(i))
}

// behindEnd speaks of what follows the document.
func (p *parser) behindEnd(i int) string {
	end := "the document ends at " + place(p.text, int(p.nodes[0].end)-1)
	switch c := p.text[i]; c {
	case '}', ']':
		return "there is a closing " + bracketName(c-2) + " too many: " + end
	case '{', '[':
		return "a second document begins here: " + end + ", and a text holds only one"
	case ',':
		return "there is a comma behind the document: " + end
	}
	if p.text[i] == ':' && p.nodes[0].kind == String {
		return "the braces of a JSON document are missing around its keys and values"
	}
	return "there is text after the end of the document: " + end
}

// shown returns a token as messages name it.
func shown(token string) string {
	r, size := utf8.DecodeRuneInString(token)
	switch {
	case token == `"`:
		return "this string"
	case r == utf8.RuneError && size == 1:
		return "a byte that is not UTF-8"
	}
	return quote(token)
}
