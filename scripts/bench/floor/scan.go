package floor

// Valid reports whether text is one JSON value. It is the least that reading a policy can cost: it looks at each byte once
// and keeps nothing.
func Valid(text string) bool {
	end := value(text, blank(text, 0))
	return end > 0 && blank(text, end) == len(text)
}

// value returns the index behind the value at i; 0 if there is none.
func value(text string, i int) int {
	if i >= len(text) {
		return 0
	}
	switch text[i] {
	case '{':
		return members(text, i+1, '}', true)
	case '[':
		return members(text, i+1, ']', false)
	case '"':
		return quoted(text, i+1)
	}
	for _, word := range [...]string{"true", "false", "null"} {
		if len(text)-i >= len(word) && text[i:i+len(word)] == word {
			return i + len(word)
		}
	}
	return number(text, i)
}

// members returns the index behind the object or array that goes on at i.
func members(text string, i int, end byte, named bool) int {
	i = blank(text, i)
	if i < len(text) && text[i] == end {
		return i + 1
	}
	for i < len(text) {
		if named {
			if text[i] != '"' {
				return 0
			}
			if i = blank(text, quoted(text, i+1)); i == 0 || i >= len(text) || text[i] != ':' {
				return 0
			}
			i = blank(text, i+1)
		}
		if i = value(text, i); i == 0 {
			return 0
		}
		if i = blank(text, i); i >= len(text) {
			return 0
		}
		if text[i] == end {
			return i + 1
		}
		if text[i] != ',' {
			return 0
		}
		i = blank(text, i+1)
	}
	return 0
}

func quoted(text string, i int) int {
	for ; i < len(text); i++ {
		switch c := text[i]; {
		case c == '"':
			return i + 1
		case c == '\\':
			i++
		case c < ' ':
			return 0
		}
	}
	return 0
}

func number(text string, i int) int {
	start := i
	for i < len(text) && (text[i] >= '0' && text[i] <= '9' || text[i] == '-' || text[i] == '+' || text[i] == '.' || text[i] == 'e' || text[i] == 'E') {
		i++
	}
	if i == start {
		return 0
	}
	return i
}

func blank(text string, i int) int {
	for i < len(text) && (text[i] == ' ' || text[i] == '\n' || text[i] == '\r' || text[i] == '\t') {
		i++
	}
	return i
}
