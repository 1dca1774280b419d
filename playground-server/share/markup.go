package share

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A markup is HTML or SVG in the making. What came from a share, or from the engine about one, goes through text and
// nothing else.
type markup struct{ b strings.Builder }

// raw appends markup of ours.
func (m *markup) raw(s string) { m.b.WriteString(s) }

// text appends text, for the content of an element or a quoted attribute. Characters that would reorder the line or that
// nobody sees stand as their number, so that two ARNs that look alike are alike.
func (m *markup) text(s string) {
	start := 0
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		if instead := replacement(r, size); instead != "" {
			m.b.WriteString(s[start:i])
			m.b.WriteString(instead)
			start = i + size
		}
		i += size
	}
	m.b.WriteString(s[start:])
}

// replacement returns how a character is written, "" for as it is. size tells a fault of UTF-8 from U+FFFD itself.
func replacement(r rune, size int) string {
	switch r {
	case '&':
		return "&amp;"
	case '<':
		return "&lt;"
	case '>':
		return "&gt;"
	case '"':
		return "&#34;"
	case '\'':
		return "&#39;"
	case '\n', '\r', '\t':
		return ""
	case utf8.RuneError:
		if size == 1 {
			return "\uFFFD"
		}
		return ""
	}
	if r < 0x7f && r >= ' ' {
		return ""
	}
	if !unicode.IsGraphic(r) || r == '\u115F' || r == '\u1160' || r == '\u3164' || r == '\uFFA0' || r == '\u034F' || unicode.Is(unicode.Variation_Selector, r) {
		number := strings.ToUpper(strconv.FormatInt(int64(r), 16))
		return "‹U+" + strings.Repeat("0", max(0, 4-len(number))) + number + "›"
	}
	return ""
}

// element appends an element with text alone.
func (m *markup) element(name, class, text string) {
	m.raw("<" + name)
	if class != "" {
		m.raw(` class="` + class + `"`)
	}
	m.raw(">")
	m.text(text)
	m.raw("</" + name + ">")
}

func (m *markup) len() int { return m.b.Len() }
