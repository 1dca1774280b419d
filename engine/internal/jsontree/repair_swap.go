package jsontree

const (
	// maxSwapped bounds the texts, in bytes, in which single tokens are tried.
	maxSwapped = 64 << 10
	// nearTokens is how many tokens up to the problem are tried.
	nearTokens = 5
)

// swap looks for one token, at a problem or not far before, that makes the text JSON if another stands in its place.
func swap(text string, maxDepth, problem int) []Edit {
	tokens := tokensUntil(text, problem)
	for n := len(tokens) - 1; n >= 0 && n >= len(tokens)-nearTokens; n-- {
		start, end := tokens[n][0], tokens[n][1]
		for _, right := range [...]string{",", ":", `""`, "{", "[", "}", "]", ""} {
			if text[start] != '"' && text[start:end] != right && valid(text[:start]+right+text[end:], maxDepth) {
				return []Edit{{start, end, right, swapped(text[start:end], right)}}
			}
		}
	}
	return nil
}

func swapped(wrong, right string) string {
	switch right {
	case "":
		return "this " + quote(wrong) + " is one too many"
	case `""`:
		return "a string is missing where this " + quote(wrong) + " stands"
	}
	return "a " + quote(right) + " belongs in the place of this " + quote(wrong)
}

// tokensUntil returns start and end of the tokens up to the one at offset last.
func tokensUntil(text string, last int) (tokens [][2]int) {
	for i := 0; i <= last && i < len(text); {
		end := i + 1
		switch c := text[i]; {
		case isBlank(c):
			i = end
			continue
		case c == '"':
			end = min(closingQuote(text, i, len(text))+1, len(text))
		case isWord(c):
			for end < len(text) && isWord(text[end]) {
				end++
			}
		}
		tokens = append(tokens, [2]int{i, end})
		i = end
	}
	return tokens
}
