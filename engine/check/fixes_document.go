package check

import (
	"strconv"
	"strings"

	"github.com/iam-policy-playground/playground/engine/internal/jsontree"
)

func hasBreak(s string) bool { return strings.ContainsAny(s, "\r\n") }

// fixNotAnObject takes a policy out of the string or the list in which it stands, and puts a list of statements into a policy.
func fixNotAnObject(p *place) (Fix, bool) {
	switch v := p.last(); v.Kind() {
	case jsontree.String:
		if tree, problems := jsontree.Parse(v.Str(), maxDepth); len(problems) == 0 && memberOf(tree.Root(), "Statement").OK() {
			return Fix{"Take the policy out of the string", []Edit{{spanOf(v), v.Str()}}}, true
		}
	case jsontree.Array:
		first := v.First()
		if v.Len() == 1 && memberOf(first, "Statement").OK() {
			return Fix{"Take the policy out of the list", []Edit{{spanOf(v), first.Raw()}}}, true
		}
		for each := first; each.OK(); each = each.Next() {
			if !memberOf(each, "Effect").OK() {
				return Fix{}, false
			}
		}
		if v.Len() > 0 {
			return Fix{"Make it the Statement of a policy", []Edit{{spanOf(v), `{"Version": "2012-10-17", "Statement": ` + v.Raw() + "}"}}}, true
		}
	}
	return Fix{}, false
}

// policyVersion is the version of the language that has variables, the only one that AWS advises.
const policyVersion = "2012-10-17"

// fixVersion writes the Version of the policy, whose other one is not or means less than it seems to.
func fixVersion(p *place) (Fix, bool) {
	object, key := p.member()
	if key.OK() && key.Str() == "Version" {
		return rewrite(key.Of(), policyVersion), true
	}
	if object = p.last(); object.Kind() != jsontree.Object || strings.Contains(p.subject.text, "${") {
		return Fix{}, false // it would change what ${ means
	}
	return put(p.subject.text, object, `"Version": "`+policyVersion+`"`), true
}

// fixVersionForVariable writes the Version in which a variable is one.
func fixVersionForVariable(p *place) (Fix, bool) {
	if !strings.Contains(p.last().Str(), "}") {
		return Fix{}, false
	}
	for _, object := range p.path {
		if !memberOf(object, "Statement").OK() {
			continue
		}
		if key := memberOf(object, "Version"); key.OK() {
			return rewrite(key.Of(), policyVersion), true
		}
		return put(p.subject.text, object, `"Version": "`+policyVersion+`"`), true
	}
	return Fix{}, false
}

// The elements of a policy and of a statement.
//
// AWS: IAM User Guide, "Grammar of the IAM JSON policy language".
var (
	policyElements    = []string{"Version", "Id", "Statement"}
	statementElements = []string{"Sid", "Effect", "Principal", "NotPrincipal", "Action", "NotAction", "Resource", "NotResource", "Condition"}
)

// fixElementName writes the one element that a name is a slip for, if it and its negation are not there already.
func fixElementName(p *place) (Fix, bool) {
	object, key := p.member()
	names := statementElements
	if len(p.path) == 2 || memberOf(object, "Statement").OK() {
		names = policyElements
	}
	name, ok := nearest(key.Str(), names)
	if base := strings.TrimPrefix(name, "Not"); !ok || memberOf(object, base).OK() || memberOf(object, "Not"+base).OK() {
		return Fix{}, false
	}
	return renamed(object, key, name)
}

func fixEffect(p *place) (Fix, bool) {
	right, ok := nearest(strings.TrimSpace(p.last().Str()), []string{"Allow", "Deny"})
	return rewrite(p.last(), right), ok
}

// fixDataType takes the one string out of a list where no list may be, and puts quotes around a number.
func fixDataType(p *place) (Fix, bool) {
	_, key := p.member()
	switch key.Str() {
	case "Sid", "Id", "Effect", "Version":
	default:
		return Fix{}, false
	}
	switch v := p.last(); {
	case v.Kind() == jsontree.Array && v.Len() == 1 && v.First().Kind() == jsontree.String:
		return replaced(v, v.First().Raw()), true
	case v.Kind() == jsontree.Number && (key.Str() == "Sid" || key.Str() == "Id"):
		return rewrite(v, v.Raw()), true
	}
	return Fix{}, false
}

// fixDuplicateKey takes out a member that says what another one does, and puts the members of two objects into one if none is
// in both.
func fixDuplicateKey(p *place) (Fix, bool) {
	object, key := p.member()
	first := object.First()
	for first.OK() && (first == key || !strings.EqualFold(first.Str(), key.Str())) {
		first = first.Next()
	}
	switch {
	case !first.OK() || first.Start() > key.Start():
		return Fix{}, false
	case first.Of().Raw() == key.Of().Raw():
		return removed(object, key)
	case first.Of().Kind() == jsontree.Object && key.Of().Kind() == jsontree.Object:
		return merged(object, first, key)
	}
	return Fix{}, false
}

// merged moves what a member holds into another one.
func merged(object, into, key jsontree.Value) (Fix, bool) {
	last := jsontree.Value{}
	for k := into.Of().First(); k.OK(); k = k.Next() {
		for other := key.Of().First(); other.OK(); other = other.Next() {
			if strings.EqualFold(k.Str(), other.Str()) {
				return Fix{}, false
			}
		}
		last = k
	}
	from := key.Of()
	if !last.OK() || from.Len() == 0 {
		return Fix{}, false
	}
	end := last.Of().End()
	inside := strings.TrimSpace(from.Raw()[1 : len(from.Raw())-1])
	out, ok := removed(object, key)
	return Fix{"Put both " + quote(key.Str()) + " together", append([]Edit{{at(end), ", " + inside}}, out.Edits...)}, ok
}

// plain returns the plain form of a character that pasted text brings along, -1 for one that nobody sees or that is a control
// character.
func plain(r rune) rune {
	switch r {
	case '‐', '‑', '–', '—', '−':
		return '-'
	case '‘', '’':
		return '\''
	case '\u200b', '\u200e', '\u200f', '\u2060', '\ufeff':
		return -1
	case '\t', '\n', '\r':
		return r
	}
	if r < ' ' {
		return -1
	}
	return r
}

// fixCharacters writes the plain form of characters that pasted text brings along, and leaves out control characters.
func fixCharacters(p *place) (Fix, bool) {
	v := p.last()
	text := strings.Map(plain, v.Str())
	for _, r := range text {
		if r > 0xFF {
			return Fix{}, false
		}
	}
	return rewrite(v, text), v.Kind() == jsontree.String
}

// fixSid leaves out the characters that a Sid may not have, and writes a capital where a word began.
func fixSid(p *place) (Fix, bool) {
	var sid []byte
	capital := false
	for _, c := range []byte(p.last().Str()) {
		switch letter := c | 0x20; {
		case 'a' <= letter && letter <= 'z':
			if capital {
				c &^= 0x20
			}
			sid, capital = append(sid, c), false
		case '0' <= c && c <= '9':
			sid, capital = append(sid, c), false
		default:
			capital = len(sid) > 0
		}
	}
	if len(sid) == 0 || p.subject.hasSid(string(sid)) {
		return Fix{}, false
	}
	return rewrite(p.last(), string(sid)), true
}

// fixRepeatedSid puts a number behind the Sid.
func fixRepeatedSid(p *place) (Fix, bool) {
	sid := strings.TrimRight(p.last().Str(), "0123456789")
	for n := 2; ; n++ {
		if name := sid + strconv.Itoa(n); !p.subject.hasSid(name) {
			return rewrite(p.last(), name), true
		}
	}
}

func (s *subject) hasSid(sid string) bool {
	for i := range s.statements {
		if s.statements[i].sid.Str() == sid {
			return true
		}
	}
	return false
}

func fixByRemoval(p *place) (Fix, bool) {
	return removed(p.member())
}
