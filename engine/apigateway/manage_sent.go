package apigateway

import (
	"strings"

	"github.com/iam-policy-playground/playground/engine/internal/jsontree"
)

// sent gathers the parameters of an HTTP request as the text of one JSON object. The first problem stays.
type sent struct {
	operation Operation
	query     []pair
	text      []byte   // begins with the brace that opens the object
	given     []string // names so far
	problem   *Problem
}

// A pair is one parameter of a query, decoded.
type pair struct{ name, value string }

func (p *sent) fail(field, message string) {
	if p.problem == nil {
		p.problem = problem(field, message)
	}
}

// readQuery cuts the query into pairs.
func (p *sent) readQuery(query string) {
	for query != "" {
		var text string
		text, query, _ = strings.Cut(query, "&")
		if name, value, _ := strings.Cut(text, "="); text != "" {
			p.query = append(p.query, pair{p.decode(name), p.decode(value)})
		}
	}
}

// values returns what the query gives under a name.
func (p *sent) values(name string) (all []string) {
	for _, q := range p.query {
		if q.name == name {
			all = append(all, q.value)
		}
	}
	return all
}

// name begins a member and reports whether it may be there.
func (p *sent) name(field, name string) bool {
	for _, before := range p.given {
		if p.operation.sameName(before, name) {
			p.fail(field, quote(name)+" is given twice")
			return false
		}
	}
	if p.given != nil {
		p.text = append(p.text, ',')
	}
	p.given = append(p.given, name)
	p.key(name)
	return true
}

func (p *sent) key(name string)   { p.text = append(jsontree.AppendString(p.text, name), ':') }
func (p *sent) string(s string)   { p.text = jsontree.AppendString(p.text, s) }
func (p *sent) raw(text string)   { p.text = append(p.text, text...) }
func (p *sent) list(all []string) { p.text = appendList(p.text, all) }

// appendList writes one string as it is, several as a list.
func appendList(text []byte, all []string) []byte {
	if len(all) == 1 {
		return jsontree.AppendString(text, all[0])
	}
	for i, s := range all {
		text = append(text, "[,"[min(i, 1)])
		text = jsontree.AppendString(text, s)
	}
	return append(text, ']')
}

// addPath adds the parameters of the path, decoded.
func (p *sent) addPath(path string) {
	for template := p.operation.Path; template != ""; {
		var want, got string
		want, template = cutSegment(template)
		if strings.HasSuffix(want, "Arn}") {
			got = path[1:]
		} else {
			got, path = cutSegment(path)
		}
		if want[0] == '{' && p.name("url", want[1:len(want)-1]) {
			p.string(p.decode(got))
		}
	}
}

// addQuery adds the parameters of the query. One that stands several times is a list. What an import takes besides its own
// parameters belongs to the one named parameters.
func (p *sent) addQuery() {
	var extra []string
	for i, q := range p.query {
		name := p.operation.inQuery(q.name)
		switch {
		case name != "":
			if i == 0 || p.first(i) {
				p.addOne(name, q.name)
			}
		case q.name == "mode":
			if q.value != "import" || !strings.HasPrefix(p.operation.Name, "Import") {
				p.fail("url", "mode="+q.value+" means nothing to "+p.operation.Name)
			}
		case p.operation.known(inQuery, "parameters") != "":
			extra = appendNew(extra, q.name)
		default:
			p.fail("url", "the query of "+p.operation.Name+" has no parameter "+quote(q.name)+p.operation.meant(inQuery, q.name))
		}
	}
	if extra == nil || !p.name("url", "parameters") {
		return
	}
	for i, name := range extra {
		p.raw("{,"[min(i, 1):][:1])
		p.key(name)
		p.list(p.values(name))
	}
	p.raw("}")
}

// first reports whether no pair before this one has its name.
func (p *sent) first(i int) bool {
	for _, q := range p.query[:i] {
		if q.name == p.query[i].name {
			return false
		}
	}
	return true
}

func (p *sent) addOne(name, written string) {
	if !p.name("url", name) {
		return
	}
	p.list(p.values(written))
}

// inQuery returns the parameter of a query. Some of V1 have other names there than in the SDKs.
//
// AWS: SDK model of apigateway, locationName.
func (o *Operation) inQuery(written string) string {
	if o.API == V1 && written == "name" {
		written = "nameQuery"
	}
	if o.API == V1 && written == "failonwarnings" {
		written = "failOnWarnings"
	}
	return o.known(inQuery, written)
}

// addBody adds the members of the body, or the body as a whole where the operation takes a document.
func (p *sent) addBody(body jsontree.Value) {
	if !body.OK() {
		return
	}
	if body.Kind() != jsontree.Object {
		p.fail("body", "the body is "+body.Kind().String()+", not an object")
		return
	}
	if p.operation.API == V1 && strings.HasPrefix(p.operation.parameters, "body") && p.name("body", "body") {
		p.raw(body.Raw())
		return
	}
	for key := body.First(); key.OK(); key = key.Next() {
		name := key.Str()
		if p.operation.Name == "PutIntegration" && name == "httpMethod" {
			name = "integrationHttpMethod" // httpMethod is in the path
		}
		if p.operation.known(inBody, name) == "" {
			p.fail("body."+name, "the body of "+p.operation.Name+" has no member "+quote(name)+p.operation.meant(inBody, name))
			return
		}
		if p.name("body."+name, name) {
			p.raw(key.Of().Raw())
		}
	}
}

// decode replaces %41 by A.
func (p *sent) decode(s string) string {
	i := strings.IndexByte(s, '%')
	if i < 0 {
		return s
	}
	b := append(make([]byte, 0, len(s)), s[:i]...)
	for ; i < len(s); i++ {
		c := s[i]
		if c == '%' {
			digits := s[i+1 : min(i+3, len(s))]
			n, ok := hex(digits)
			if !ok || len(digits) != 2 {
				p.fail("url", quote(s)+" holds a % that two hexadecimal digits do not follow")
				return s
			}
			c = n
			i += 2
		}
		b = append(b, c)
	}
	return string(b)
}

// hex returns the number that hexadecimal digits write. strconv's would bring 2 kB into the module with its errors.
func hex(digits string) (n byte, ok bool) {
	for i := range len(digits) {
		d := strings.IndexByte("0123456789abcdef", digits[i]|0x20)
		if d < 0 || digits[i] < '0' {
			return 0, false
		}
		n = n<<4 | byte(d)
	}
	return n, true
}

// encodePercent replaces every byte but letters, digits and those of kept by %XX.
func encodePercent(s, kept string) string {
	b := make([]byte, 0, len(s)*2)
	for i := range len(s) {
		c := s[i]
		if 'a' <= c|0x20 && c|0x20 <= 'z' || '0' <= c && c <= '9' || strings.IndexByte(kept, c) >= 0 {
			b = append(b, c)
		} else {
			b = append(b, '%', "0123456789ABCDEF"[c>>4], "0123456789ABCDEF"[c&15])
		}
	}
	return string(b)
}
