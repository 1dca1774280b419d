package jsontree

import (
	"strings"
	"unicode/utf8"
)

// skip returns the offset of the next token from i on, and mends what stands between tokens and is no blank.
func (m *mender) skip(i int) int {
	for i < len(m.text) && !m.helpless {
		rest := m.text[i:]
		r, size := utf8.DecodeRuneInString(rest)
		switch {
		case isBlank(rest[0]):
			i++
		case rest[0] == '#' || strings.HasPrefix(rest, "//"):
			i = m.remove(i, m.lineEnd(i), "JSON has no comments")
		case strings.HasPrefix(rest, "/*"):
			end := len(m.text)
			if n := strings.Index(rest, "*/"); n >= 0 {
				end = i + n + 2
			}
			i = m.remove(i, end, "JSON has no comments")
		case strings.HasPrefix(rest, "...") || r == '…':
			i = m.remove(i, i+3, "the dots stand for something that is missing")
		case rest[0] < ' ' || rest[0] == 0x7f || r == utf8.RuneError && size == 1:
			i = m.remove(i, i+size, "a byte stands here that is not part of JSON")
		case r == 0xFEFF && i == 0:
			i = m.remove(i, size, "the text begins with a byte order mark")
		case isOddBlank(r):
			m.edit(i, i+size, " ", "the character "+codePoint(r)+" may not stand between the parts of JSON")
			i += size
		default:
			return i
		}
	}
	return i
}

// isOddBlank reports whether r is a blank that JSON does not know.
func isOddBlank(r rune) bool {
	for _, c := range namedCharacters {
		if c.code == r {
			return true
		}
	}
	return false
}

// lineEnd returns where the line of i ends.
func (m *mender) lineEnd(i int) int {
	for i < len(m.text) && !isBreak(m.text[i]) {
		i++
	}
	return i
}

// str reads the string whose quote stands at start, a key or a value, and returns the offset behind it. Where its closing quote is
// missing it ends before the punctuation that it has swallowed.
func (m *mender) str(start int, key bool) int {
	inner := false // a quote was part of the string
	for i := start + 1; !m.helpless; {
		switch c := m.at(i); {
		case i == len(m.text) || isBreak(c):
			var done bool
			if i, done = m.unended(start, i, key); done {
				return i
			}
		case c == '"' && (inner && m.at(i+1) == '"' || isWord(m.at(i+1)) && swallowed(m.text[start+1:i], key) < 0):
			m.insert(i, `\`, `a quote inside a string is written \"`)
			i++
			inner = true
		case c == '"':
			return m.ended(start, i, key)
		case c == '\\':
			inner = inner || m.at(i+1) == '"'
			i += m.escape(i)
		case c == '\t':
			i = m.replace(i, `\t`, "a string may not hold a tab")
		case c < ' ':
			i = m.remove(i, i+1, "a string may not hold the control character "+codePoint(rune(c)))
		default:
			i++
		}
	}
	return start
}

// escape reads the escape at i, mends one that is none, and returns its length.
func (m *mender) escape(i int) int {
	switch c := m.at(i + 1); {
	case c == 0 || isBreak(c):
		m.insert(i, `\`, `a backslash is written \\`)
		return 1
	case c == 'u':
		if _, digits := hex4(m.text[i+2:]); digits == 4 {
			return 6
		}
	case strings.IndexByte(`"\/bfnrt`, c) >= 0:
		return 2
	}
	m.insert(i, `\`, `a backslash is written \\`)
	return 1
}

// ended returns where to go on behind the quote at i, which ends the string from start on unless a quote is missing before: then
// it is the quote of the next string.
func (m *mender) ended(start, i int, key bool) int {
	m.end = i + 1
	next := m.at(m.next(i + 1))
	if next == 0 || strings.IndexByte(`,:"{}[];=`, next) >= 0 {
		return i + 1
	}
	if at := swallowed(m.text[start+1:i], key); at >= 0 {
		return m.quote(start, start+1+at)
	}
	return i + 1
}

// unended mends a string from start on that the end of its line at i cuts off. It is done unless the string goes on behind.
func (m *mender) unended(start, i int, key bool) (next int, done bool) {
	inside := m.text[start+1 : i]
	if at := swallowed(inside, key); at >= 0 {
		return m.quote(start, start+1+at), true
	}
	after := m.next(i)
	if !key && m.goesOn(after) {
		return m.remove(i, after, "a string may not hold a line break"), false
	}
	return m.quote(start, start+1+len(strings.TrimRight(inside, " \t"))), true
}

// goesOn reports whether the text at i, in the line after a string without closing quote, belongs to the string: words, or
// its closing quote.
func (m *mender) goesOn(i int) bool {
	c, next := m.at(i), m.at(m.next(i+1))
	if c == '"' {
		return next != 0 && strings.IndexByte(",]}", next) >= 0
	}
	return c != 0 && strings.IndexByte("'{}[],/#", c) < 0
}

// quote writes the closing quote of the string from start on that ends at i, or puts it in the place of another kind of quote.
func (m *mender) quote(start, i int) int {
	if r, size := utf8.DecodeLastRuneInString(m.text[:i]); oddQuote(r) != "" && i-size > start {
		m.edit(i-size, i, `"`, "JSON's strings stand between double quotes")
	} else {
		m.insert(i, `"`, "a closing quote is missing")
	}
	m.end = i
	return i
}

// swallowed returns where in a string that lacks its closing quote the punctuation begins that belongs behind it: a colon
// behind a key, a comma or a closing bracket behind a value. It returns -1 if there is none.
func swallowed(s string, key bool) int {
	begin := len(strings.TrimRight(s, "{}[],: \t"))
	variables := strings.Count(s[:begin], "${") - strings.Count(s[:begin], "}")
	for i := begin; i < len(s); i++ {
		switch c := s[i]; {
		case key && c == ':', !key && (c == ',' || c == ']'), !key && c == '}' && variables <= 0:
			return i
		case c == '}':
			variables--
		}
	}
	if key {
		return strings.Index(s, ": ")
	}
	return -1
}

// oddQuote returns the quotes that end a string which r begins, "" if r is no quote of that kind.
func oddQuote(r rune) string {
	switch r {
	case '\'', '‘', '’', '‚', '‛', '‹', '›':
		return "'’‘›‹"
	case '“', '”', '„', '‟', '«', '»':
		return "”“\"‟»«"
	case '`':
		return "`´'"
	}
	return ""
}

// odd reads at i what is no JSON, or a number or a word, and returns the offset behind it.
func (m *mender) odd(i int, key bool) int {
	r, size := utf8.DecodeRuneInString(m.text[i:])
	if closing := oddQuote(r); closing != "" {
		return m.oddString(i, size, closing, key)
	}
	end, quoted := m.word(i, key)
	m.end = end
	word := m.text[i:end]
	if quoted {
		m.insert(i, `"`, "an opening quote is missing")
		m.end = end + 1
		return end + 1
	}
	if right := meaning(word); !key && right != "" {
		if right != word {
			m.edit(i, end, right, "JSON has no "+quote(word))
		}
		return end
	}
	m.edit(i, end, string(AppendString(nil, word)), "the double quotes of "+quote(word)+" are missing")
	return end
}

// oddString reads a string between quotes that are not JSON's.
func (m *mender) oddString(start, size int, closing string, key bool) int {
	begin := start + size
	end, after := begin, begin
	for {
		r, n := utf8.DecodeRuneInString(m.text[end:])
		if n == 0 || isBreak(m.text[end]) {
			if at := swallowed(m.text[begin:end], key); at >= 0 {
				end = begin + at
			}
			after = end
			break
		}
		if strings.ContainsRune(closing, r) && m.text[end-1] != '\\' {
			after = end + n
			break
		}
		end += n
	}
	m.end = after
	m.edit(start, after, requote(m.text[begin:end]), "JSON's strings stand between double quotes")
	return after
}

// requote puts s between double quotes; its escapes stay if JSON knows them.
func requote(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] == '\\' && i+1 < len(s) && s[i+1] == '\'':
		case s[i] == '\\' && i+1 < len(s):
			b.WriteString(s[i : i+2])
			i++
		case s[i] == '"':
			b.WriteString(`\"`)
		default:
			b.WriteByte(s[i])
		}
	}
	b.WriteByte('"')
	if _, problems := Parse(b.String(), 0); brokenBy(problems) {
		return string(AppendString(nil, s))
	}
	return b.String()
}

// maxWords is how far, in bytes, the end of several words is looked for that lack a quote.
const maxWords = 200

// word returns where a key or value without quotes ends that begins at i. It is quoted if only its opening quote is missing:
// then a quote stands at its end.
func (m *mender) word(i int, key bool) (end int, quoted bool) {
	blank, inside := -1, false
	for end = i; end < len(m.text) && (blank < 0 || end < blank+maxWords); end++ {
		c := m.text[end]
		switch {
		case c == '"':
			next := m.at(m.next(end + 1))
			if next == 0 || strings.IndexByte(",:]}", next) >= 0 {
				return end, true
			}
		case c == '{' && end > 0 && m.text[end-1] == '$':
			inside = true
			continue
		case c == '}' && inside:
			inside = false
			continue
		case c == ' ' || c == '\t':
			if blank < 0 {
				blank = end
			}
			continue
		case key && c == ':' && (end+1 == len(m.text) || isBlank(m.text[end+1])):
		case !isBreak(c) && strings.IndexByte(",{}[]", c) < 0:
			continue
		}
		break
	}
	if blank > i {
		end = blank
	}
	return max(end, i+1), false
}

// meaning returns what a word without quotes is in JSON: itself if it is a number or a word of JSON, the word of JSON that it is
// in another language, "" if it is neither.
func meaning(word string) string {
	switch lower := strings.ToLower(word); lower {
	case "true", "false", "null":
		return lower
	case "none", "nil", "undefined":
		return "null"
	}
	if _, problems := Parse(word, 0); !brokenBy(problems) {
		return word
	}
	return ""
}
