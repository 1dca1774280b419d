package generate

import (
	"strings"
	"unicode"
)

// like makes a pattern from a text: mostly one that covers it, with wildcards where they are easily read wrongly: at either end, for
// nothing, for one character, for a run over slashes.
func (m *maker) like(text string) string {
	runes := []rune(text)
	if len(runes) == 0 {
		return pick(m, "", "*", "?", "**")
	}
	from := m.IntN(len(runes) + 1)
	to := from + m.IntN(len(runes)-from+1)
	before, after := string(runes[:from]), string(runes[to:])
	switch m.IntN(8) {
	case 0:
		return text
	case 1:
		return before + "*" + after
	case 2:
		return before + strings.Repeat("?", to-from) + after
	case 3:
		return text + pick(m, "*", "?", "?*", "/*")
	case 4:
		return pick(m, "*", "?") + text
	case 5:
		return before + "*"
	case 6:
		return before + pick(m, "?*", "*?", "**") + after
	}
	return "*" + after
}

// near makes a text that differs from another in a character or its case.
func (m *maker) near(text string) string {
	runes := []rune(text)
	if len(runes) == 0 {
		return "x"
	}
	at := m.IntN(len(runes))
	before, after := string(runes[:at]), string(runes[at+1:])
	switch m.IntN(5) {
	case 0:
		return before + after
	case 1:
		return before + "x" + after
	case 2:
		return text + pick(m, "x", "/", "1")
	case 3:
		return m.anyCase(text, 100)
	}
	return strings.TrimSuffix(text, string(runes[len(runes)-1]))
}

// anyCase changes the case of one letter, as often as percent says.
func (m *maker) anyCase(text string, percent int) string {
	if !m.chance(percent) || text == "" {
		return text
	}
	runes := []rune(text)
	at := m.IntN(len(runes))
	if upper := unicode.ToUpper(runes[at]); upper != runes[at] {
		runes[at] = upper
	} else {
		runes[at] = unicode.ToLower(runes[at])
	}
	return string(runes)
}
