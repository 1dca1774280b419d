package check

import "strings"

// fixVariableBrace writes the closing brace of a variable, if its name ends with the text or with the name of a key.
func fixVariableBrace(p *place) (Fix, bool) {
	v := p.last()
	text := v.Str()
	start := strings.LastIndex(text, "${") + len("${")
	end := start
	for end < len(text) && (isLetter(text[end]) || text[end] == ':' || text[end] == '-') {
		end++
	}
	name := text[start:end]
	prefix, rest, ok := strings.Cut(name, ":")
	if !ok || prefix == "" || rest == "" || end < len(text) && !(prefix == "aws" && isFixedKey(name)) || strings.ContainsAny(text[end:], "{}") {
		return Fix{}, false
	}
	return rewrite(v, text[:end]+"}"+text[end:]), true
}

func isLetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' || '0' <= c && c <= '9' }

// isFixedKey reports whether a name is that of a global key which goes on with no tag.
func isFixedKey(name string) bool {
	switch strings.ToLower(name) {
	case "aws:username", "aws:userid", "aws:principalaccount", "aws:principalorgid", "aws:principaltype", "aws:sourceaccount", "aws:resourceaccount":
		return true
	}
	return false
}

// fixVariableQuote puts the default of a variable between single quotes.
func fixVariableQuote(p *place) (Fix, bool) {
	return eachVariable(p, func(inside string) string {
		key, other, hasDefault := strings.Cut(inside, ",")
		if !hasDefault {
			return inside
		}
		return key + ", '" + strings.Trim(other, " '") + "'"
	})
}

// fixVariableBlank takes the blanks out of the keys of variables.
func fixVariableBlank(p *place) (Fix, bool) {
	return eachVariable(p, func(inside string) string {
		key, other, hasDefault := strings.Cut(inside, ",")
		if key = strings.Join(strings.Fields(key), ""); !hasDefault {
			return key
		}
		return key + "," + other
	})
}

// eachVariable rewrites what stands between the braces of each variable.
func eachVariable(p *place, write func(inside string) string) (Fix, bool) {
	text, out := p.last().Str(), ""
	for {
		before, rest, found := strings.Cut(text, "${")
		inside, after, closed := strings.Cut(rest, "}")
		if !found || !closed {
			out += text
			break
		}
		out += before + "${" + write(inside) + "}"
		text = after
	}
	return rewrite(p.last(), out), out != p.last().Str()
}
