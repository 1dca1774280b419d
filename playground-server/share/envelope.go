package share

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"strconv"
	"time"
	"unicode/utf8"
)

// An envelope is what a client sends to create a share.
type envelope struct {
	kind    string
	body    string // the scenario byte for byte, or the sealed text
	expires string
}

// lifetimes are the choices of expires.
var lifetimes = map[string]time.Duration{
	"1d": 24 * time.Hour, "30d": 30 * 24 * time.Hour, "90d": 90 * 24 * time.Hour, "1y": 365 * 24 * time.Hour,
}

// openEnvelope reads a request to create a share. Each member may come once, and none that has no meaning.
func openEnvelope(body []byte) (envelope, *problem) {
	members, wrong := membersOf(body)
	if wrong != nil {
		return envelope{}, wrong
	}
	e := envelope{expires: "90d"}
	var scenario []byte
	var sealed string
	for _, m := range members {
		ok := true
		switch m.name {
		case "kind":
			e.kind, ok = m.text()
		case "expires":
			e.expires, ok = m.text()
		case "sealed":
			sealed, ok = m.text()
		case "scenario":
			scenario, ok = m.value, m.value[0] == '{'
		default:
			return e, invalid("It has a member " + strconv.Quote(m.name) + ", which has no meaning here. Leave it out.")
		}
		if !ok {
			return e, invalid("Its " + m.name + " is of another type: kind, expires and sealed are strings, scenario is an object.")
		}
	}
	if lifetimes[e.expires] == 0 {
		return e, invalid(`Its expires is none of "1d", "30d", "90d" and "1y". Choose one; without it the share lives 90 days.`)
	}
	switch {
	case e.kind == Public && scenario != nil && sealed == "":
		return e.public(scenario)
	case e.kind == Sealed && scenario == nil && sealed != "":
		return e.sealed(sealed)
	}
	return e, invalid(`A share is {"kind":"public","scenario":{…}} or {"kind":"sealed","sealed":"…"}, each with "expires" if you like.`)
}

func (e envelope) public(scenario []byte) (envelope, *problem) {
	if len(scenario) > maxShare {
		p := tooLarge(len(scenario), maxShare)
		return e, &p
	}
	e.body = string(scenario)
	return e, nil
}

// sealed takes text that can be an initialization vector and ciphertext; more cannot be known of it.
func (e envelope) sealed(text string) (envelope, *problem) {
	if len(text) > maxSealed {
		p := tooLarge(len(text), maxSealed)
		return e, &p
	}
	if !isBase64URL(text) || len(text)%4 == 1 || len(text)*6/8 <= sealing {
		return e, invalid("Its sealed is not base64url, without =, of 12 bytes of initialization vector and a ciphertext with its tag of 16 bytes.")
	}
	e.body = text
	return e, nil
}

func invalid(detail string) *problem { return &problem{name: "invalid-share", detail: detail} }

// A member is one member of an object.
type member struct {
	name  string
	value json.RawMessage // its bytes, without blanks around it
}

// text returns a member's string.
func (m *member) text() (s string, ok bool) {
	if m.value[0] != '"' || json.Unmarshal(m.value, &s) != nil {
		return "", false
	}
	return s, true
}

// maxMembers is more than any request has that means something.
const maxMembers = 16

// membersOf reads an object whose names differ. encoding/json alone would take the last of two, in any spelling.
func membersOf(body []byte) ([]member, *problem) {
	if !utf8.Valid(body) {
		p := malformed("The body is not UTF-8. Send it as UTF-8.")
		return nil, &p
	}
	d := json.NewDecoder(bytes.NewReader(body))
	if t, err := d.Token(); err != nil || t != json.Delim('{') {
		p := malformed("The body is not a JSON object. Send one.")
		return nil, &p
	}
	var members []member
	for d.More() {
		name, err := d.Token()
		if err != nil {
			return nil, notJSON(d, err)
		}
		m := member{name: name.(string)}
		if err := d.Decode(&m.value); err != nil {
			return nil, notJSON(d, err)
		}
		for i := range members {
			if members[i].name == m.name {
				p := malformed("The body has two members " + strconv.Quote(m.name) + ". Send one of them.")
				return nil, &p
			}
		}
		if members = append(members, m); len(members) > maxMembers {
			return nil, invalid("It has more than " + strconv.Itoa(maxMembers) + " members.")
		}
	}
	if _, err := d.Token(); err != nil {
		return nil, notJSON(d, err)
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		p := malformed("Something stands behind the object. Send the object alone.")
		return nil, &p
	}
	return members, nil
}

func notJSON(d *json.Decoder, err error) *problem {
	at := d.InputOffset()
	var syntax *json.SyntaxError
	if errors.As(err, &syntax) {
		at = syntax.Offset
	}
	p := malformed("The body is not JSON: it breaks off or has a mistake near byte " + strconv.FormatInt(at, 10) + ".")
	return &p
}
