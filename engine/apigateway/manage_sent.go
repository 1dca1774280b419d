package apigateway

import (
	"strings"

	"github.com/iam-policy-playground/playground/engine/internal/jsontree"
)

// sent gathers the parameters of an HTTP request as the text of one JSON object. The first problem stays.
type sent struct {
	operation *Operation
	text      []byte   // begins with the brace that opens the object
	given     []string // names so far
	problem   *Problem
}

func (p *sent) fail(field, message string) {
	if p.problem == nil {
		p.problem = &Problem{field, message}
	}
}

// name begins a member and reports whether it may be there.
func (p *sent) name(field, name string) bool {
	for _, before := range p.given {
		if p.operation.sameName(before, name) {
			p.fail(field, quote(name)+" is given twice")
			return false
		}
	}
	if len(p.given) > 0 {
		p.text = append(p.text, ',')
	}
	p.given = append(p.given, name)
	p.text = append(jsontree.AppendString(p.text, name), ':')
	return true
}

// path adds the parameters of the path, decoded.
func (p *sent) path(path string) {
	template := p.operation.Path
	for template != "" {
		var want, got string
		want, template = cutSegment(strings.TrimPrefix(template, "/"))
		path = strings.TrimPrefix(path, "/")
		if strings.HasSuffix(want, "Arn}") {
			got, path = path, ""
		} else {
			got, path = cutSegment(path)
		}
		if want[0] == '{' && p.name("url", want[1:len(want)-1]) {
			p.string(got)
		}
	}
}

// string adds a value that is percent-encoded.
func (p *sent) string(encoded string) {
	text, ok := decodePercent(encoded)
	if !ok {
		p.fail("url", quote(encoded)+" holds a % that two hexadecimal digits do not follow")
	}
	p.text = jsontree.AppendString(p.text, text)
}

// wireNames are the parameters of V1 in a query whose names in the SDKs differ.
//
// AWS: SDK model of apigateway, locationName.
var wireNames = [...][2]string{{"name", "nameQuery"}, {"failonwarnings", "failOnWarnings"}}

// query adds the parameters of the query. One that stands several times is a list. What an import takes besides its own
// parameters belongs to the one named parameters.
func (p *sent) query(query string) {
	var extra []string
	var done []string
	for pair := range strings.SplitSeq(query, "&") {
		encoded, _, _ := strings.Cut(pair, "=")
		name, ok := decodePercent(encoded)
		if pair == "" || containsString(done, encoded) {
			continue
		}
		done = append(done, encoded)
		known := p.known(name, true)
		switch {
		case !ok:
			p.fail("url", quote(pair)+" holds a % that two hexadecimal digits do not follow")
		case known != "":
			if p.name("url", known) {
				p.values(query, encoded, known == "tagKeys" || known == "embed")
			}
		case name == "mode":
			p.mode(query)
		case p.known("parameters", true) != "":
			extra = append(extra, encoded)
		default:
			p.fail("url", "the query of "+p.operation.Name+" has no parameter "+quote(name)+p.suggest(name, true))
		}
	}
	if extra == nil || !p.name("url", "parameters") {
		return
	}
	for i, encoded := range extra {
		p.text = append(p.text, "{,"[min(i, 1)])
		p.string(encoded)
		p.text = append(p.text, ':')
		p.values(query, encoded, false)
	}
	p.text = append(p.text, '}')
}

// mode takes the mode that tells an import from a create; nothing else has one.
func (p *sent) mode(query string) {
	if mode, _ := queryValue(query, "mode"); mode != "import" || !strings.HasPrefix(p.operation.Name, "Import") {
		p.fail("url", "mode="+mode+" means nothing to "+p.operation.Name)
	}
}

// values adds all values of a parameter of the query.
func (p *sent) values(query, encoded string, list bool) {
	var all []string
	for pair := range strings.SplitSeq(query, "&") {
		if name, value, _ := strings.Cut(pair, "="); name == encoded {
			all = append(all, value)
		}
	}
	if len(all) == 1 && !list {
		p.string(all[0])
		return
	}
	for i, value := range all {
		p.text = append(p.text, "[,"[min(i, 1)])
		p.string(value)
	}
	p.text = append(p.text, ']')
}

// queryValue returns the first value of a parameter as it stands.
func queryValue(query, name string) (value string, found bool) {
	for pair := range strings.SplitSeq(query, "&") {
		if n, v, _ := strings.Cut(pair, "="); n == name {
			return v, true
		}
	}
	return "", false
}

// body adds the members of the body, or the body as a whole where the operation takes a document.
func (p *sent) body(body jsontree.Value) {
	switch {
	case !body.OK():
	case body.Kind() != jsontree.Object:
		p.fail("body", "the body is "+body.Kind().String()+", not an object")
	case p.operation.API == V1 && strings.HasPrefix(p.operation.parameters, "body"):
		if p.name("body", "body") {
			p.text = append(p.text, body.Raw()...)
		}
	default:
		for key := body.First(); key.OK(); key = key.Next() {
			p.member(key)
		}
	}
}

func (p *sent) member(key jsontree.Value) {
	name := key.Str()
	if p.operation.Name == "PutIntegration" && name == "httpMethod" {
		name = "integrationHttpMethod" // httpMethod is in the path
	}
	if p.known(name, false) == "" {
		p.fail("body."+name, "the body of "+p.operation.Name+" has no member "+quote(name)+p.suggest(name, false))
		return
	}
	if p.name("body."+name, name) {
		p.text = append(p.text, key.Of().Raw()...)
	}
}

// known returns the name in the SDKs of a parameter in the query or in the body, "" if there is none.
func (p *sent) known(name string, query bool) string {
	if query && p.operation.API == V1 {
		for _, pair := range wireNames {
			if pair[0] == name {
				name = pair[1]
			}
		}
	}
	for own := range strings.FieldsSeq(p.operation.parameters) {
		own, inQuery := strings.CutPrefix(own, "?")
		if inQuery == query && p.operation.sameName(name, own) {
			return own
		}
	}
	return ""
}

// suggest names the parameter that may be meant, or those there are.
func (p *sent) suggest(name string, query bool) string {
	var all []string
	for own := range strings.FieldsSeq(p.operation.parameters) {
		if own, inQuery := strings.CutPrefix(own, "?"); inQuery == query {
			all = append(all, own)
		}
	}
	return meant(name, all)
}

// meant is the end of a sentence about an unknown name: the known one that is like it, or all.
func meant(name string, known []string) string {
	for _, k := range known {
		if editDistance(name, k) <= min(maxDistance, (len(k)+2)/3) {
			return "; did you mean " + quote(k)
		}
	}
	if len(known) == 0 {
		return "; it has none"
	}
	return ";" + thereAre(known)
}

// decodePercent replaces %41 by A.
func decodePercent(s string) (text string, ok bool) {
	if !strings.Contains(s, "%") {
		return s, true
	}
	b := make([]byte, 0, len(s))
	for i := 0; i < len(s); i++ {
		if s[i] != '%' {
			b = append(b, s[i])
			continue
		}
		if i+2 >= len(s) || hex(s[i+1]) < 0 || hex(s[i+2]) < 0 {
			return s, false
		}
		b = append(b, byte(hex(s[i+1])<<4|hex(s[i+2])))
		i += 2
	}
	return string(b), true
}

// hex returns the value of a hexadecimal digit, -1 for any other byte.
func hex(c byte) int {
	switch {
	case '0' <= c && c <= '9':
		return int(c - '0')
	case 'a' <= c|0x20 && c|0x20 <= 'f':
		return int(c|0x20-'a') + 10
	}
	return -1
}

// encodePercent replaces every byte but letters, digits and those of kept by %XX.
func encodePercent(s, kept string) string {
	const digits = "0123456789ABCDEF"
	b := make([]byte, 0, len(s)*2)
	for i := range len(s) {
		c := s[i]
		if 'a' <= c|0x20 && c|0x20 <= 'z' || '0' <= c && c <= '9' || strings.IndexByte(kept, c) >= 0 {
			b = append(b, c)
		} else {
			b = append(b, '%', digits[c>>4], digits[c&15])
		}
	}
	return string(b)
}
