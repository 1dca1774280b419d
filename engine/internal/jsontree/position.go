package jsontree

import (
	"strconv"
	"strings"
)

// LineCol returns the line and the column of a byte of text, both counted from 1, the column in bytes. A line ends with
// "\n", "\r\n" or "\r" alone. An offset outside the text counts as its nearest end.
func LineCol(text string, offset int) (line, col int) {
	offset = min(max(offset, 0), len(text))
	line = 1
	begin := 0
	for i := 0; i < offset; i++ {
		c := text[i]
		if c == '\n' || c == '\r' && (i+1 == len(text) || text[i+1] != '\n') {
			line++
			begin = i + 1
		}
	}
	return line, offset - begin + 1
}

// place returns where offset is, in words.
func place(text string, offset int) string {
	line, col := LineCol(text, offset)
	return "line " + strconv.Itoa(line) + ", column " + strconv.Itoa(col)
}

// openBracket returns the offset of the innermost bracket that is open at end, where text[:end] is the beginning of
// some JSON text, or -1. It reads the text once more in place of keeping an offset for every level.
func openBracket(text string, end int) int {
	depth := bracketsAt(text, end, nil)
	if depth == 0 {
		return -1
	}
	at := -1
	bracketsAt(text, end, func(i, level int) {
		if level == depth {
			at = i
		}
	})
	return at
}

// bracketsAt returns how many brackets are open at end, and calls opened, if it is not nil, for each on the way with
// the number that are open from there on.
func bracketsAt(text string, end int, opened func(i, depth int)) (depth int) {
	for i := 0; i < end; i++ {
		switch text[i] {
		case '"':
			i = closingQuote(text, i, end)
		case '{', '[':
			depth++
			if opened != nil {
				opened(i, depth)
			}
		case '}', ']':
			depth--
		}
	}
	return depth
}

// closingQuote returns the offset of the quote that ends the string at i, or end.
func closingQuote(text string, i, end int) int {
	for i++; i < end; i++ {
		if text[i] == '\\' {
			i++
		} else if text[i] == '"' {
			return i
		}
	}
	return end
}

// quotedLength is how many bytes of a value a message quotes.
const quotedLength = 60

// quote returns s as messages show it: in double quotes, short, on one line.
func quote(s string) string {
	if len(s) > quotedLength {
		s = strings.ToValidUTF8(s[:quotedLength], "") + "…"
	}
	return string(AppendString(nil, s))
}
