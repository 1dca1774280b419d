package reference

// A sign is a place of a pattern: a character that stands for itself, or a wildcard.
type sign struct {
	kind signKind
	char rune // of a plain sign
}

type signKind int

const (
	plain       signKind = iota
	anyCase              // the character in either case
	mark                 // ?
	star                 // *
	markInField          // ?, but no colon
	starInField          // *, but no colon
)

// signs reads text with its wildcards; literal says that it has none.
func signs(text string, literal bool) (pattern []sign) {
	for _, char := range text {
		switch {
		case char == '*' && !literal:
			pattern = append(pattern, sign{kind: star})
		case char == '?' && !literal:
			pattern = append(pattern, sign{kind: mark})
		default:
			pattern = append(pattern, sign{kind: plain, char: char})
		}
	}
	return pattern
}

// glob says whether the whole text fits the pattern.
func glob(pattern []sign, text string) bool { return globHead(pattern, text, len(text)) }

// globHead does so, too; in the first bytes of the text, head of them, a sign for either case accepts both, behind them only its
// own. fits[i] says whether what was read so far fits the first i signs.
func globHead(pattern []sign, text string, head int) bool {
	fits, next := make([]bool, len(pattern)+1), make([]bool, len(pattern)+1)
	fits[0] = true
	for i, s := range pattern {
		fits[i+1] = fits[i] && s.repeats()
	}
	for at, char := range text {
		next[0] = false
		for i, s := range pattern {
			if s.repeats() {
				next[i+1] = next[i] || fits[i+1] && s.accepts(char, at < head)
			} else {
				next[i+1] = fits[i] && s.accepts(char, at < head)
			}
		}
		fits, next = next, fits
	}
	return fits[len(pattern)]
}

func (s sign) repeats() bool { return s.kind == star || s.kind == starInField }

func (s sign) accepts(char rune, eitherCase bool) bool {
	switch s.kind {
	case plain:
		return s.char == char
	case anyCase:
		return s.char == char || eitherCase && lower(s.char) == lower(char)
	case markInField, starInField:
		return char != ':'
	}
	return true
}

// lower folds the letters A to Z, which is enough for actions, keys and the first fields of ARNs.
func lower(char rune) rune {
	if 'A' <= char && char <= 'Z' {
		return char + 'a' - 'A'
	}
	return char
}

// folded returns the pattern with plain characters in any case.
func folded(pattern []sign) []sign {
	out := make([]sign, len(pattern))
	for i, s := range pattern {
		if s.kind == plain {
			s.kind = anyCase
		}
		out[i] = s
	}
	return out
}
