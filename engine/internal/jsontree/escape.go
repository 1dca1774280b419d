package jsontree

import (
	"strings"
	"unicode/utf8"
)

const hexDigits = "0123456789abcdef"

// hex4 reads up to four hexadecimal digits at the start of s and returns their value and number.
func hex4(s string) (r rune, digits int) {
	for digits < 4 && digits < len(s) {
		c := s[digits]
		switch {
		case '0' <= c && c <= '9':
			c -= '0'
		case 'a' <= c && c <= 'f':
			c -= 'a' - 10
		case 'A' <= c && c <= 'F':
			c -= 'A' - 10
		default:
			return r, digits
		}
		r = r<<4 | rune(c)
		digits++
	}
	return r, digits
}

func isSurrogate(r rune) bool { return 0xD800 <= r && r < 0xE000 }

// pair reads two \u escapes at the start of s that are one character outside the Basic Multilingual Plane.
func pair(s string) (r rune, ok bool) {
	if len(s) < 12 || s[6] != '\\' || s[7] != 'u' {
		return 0, false
	}
	high, _ := hex4(s[2:])
	low, digits := hex4(s[8:])
	if digits < 4 || high < 0xD800 || high >= 0xDC00 || low < 0xDC00 || low >= 0xE000 {
		return 0, false
	}
	return (high-0xD800)<<10 + (low - 0xDC00) + 0x10000, true
}

// unescape decodes what stands between the quotes of a well-formed string.
func unescape(raw string) string {
	var b strings.Builder
	b.Grow(len(raw))
	for {
		i := strings.IndexByte(raw, '\\')
		if i < 0 {
			b.WriteString(raw)
			return b.String()
		}
		b.WriteString(raw[:i])
		r, length := escaped(raw[i:])
		b.WriteRune(r)
		raw = raw[i+length:]
	}
}

// escaped decodes the escape at the start of s and returns its length.
func escaped(s string) (r rune, length int) {
	switch s[1] {
	case 'b':
		return '\b', 2
	case 'f':
		return '\f', 2
	case 'n':
		return '\n', 2
	case 'r':
		return '\r', 2
	case 't':
		return '\t', 2
	case 'u':
		if r, ok := pair(s); ok {
			return r, 12
		}
		r, _ := hex4(s[2:])
		if isSurrogate(r) {
			r = utf8.RuneError
		}
		return r, 6
	}
	return rune(s[1]), 2
}

// AppendString appends s to dst as a JSON string. Control characters and U+2028 and U+2029, which end a line
// in JavaScript, are escaped; bytes that are not UTF-8 become U+FFFD. What HTML minds stays as it is.
func AppendString(dst []byte, s string) []byte {
	dst = append(dst, '"')
	done := 0 // s[:done] is appended
	for i := skipPlain(s, 0); i < len(s); i = skipPlain(s, i) {
		r, size := utf8.DecodeRuneInString(s[i:])
		if escape := escapeOf(r, size); escape != "" {
			dst = append(dst, s[done:i]...)
			dst = append(dst, escape...)
			if escape == `\u00` {
				dst = append(dst, hexDigits[r>>4], hexDigits[r&15])
			}
			done = i + size
		}
		i += size
	}
	dst = append(dst, s[done:]...)
	return append(dst, '"')
}

// escapeOf returns the escape of r, "" for none; of a control character without a short one, the part before its last
// two digits.
func escapeOf(r rune, size int) string {
	switch {
	case r == '"':
		return `\"`
	case r == '\\':
		return `\\`
	case r == '\n':
		return `\n`
	case r == '\r':
		return `\r`
	case r == '\t':
		return `\t`
	case r == '\b':
		return `\b`
	case r == '\f':
		return `\f`
	case r < ' ':
		return `\u00`
	case r == 0x2028:
		return `\u2028`
	case r == 0x2029:
		return `\u2029`
	case r == utf8.RuneError && size == 1:
		return `\ufffd`
	}
	return ""
}
