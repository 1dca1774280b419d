package reference

import (
	"bytes"
	"encoding/json"
	"errors"
	"strings"
)

// ErrBeyond says that a request asks for something that the reference leaves to the engine.
var ErrBeyond = errors.New("beyond the reference")

// A Document is a policy's text, decoded. Section 1.1.
type Document struct {
	Version    string
	Statements []Statement
}

// A Statement holds the elements of one statement; a list that is nil was not written, one without entries was.
type Statement struct {
	Effect       string
	Principal    *Principals
	NotPrincipal *Principals
	Action       *[]string
	NotAction    *[]string
	Resource     *[]string
	NotResource  *[]string
	Condition    []Test
}

// Principals are the entries of a Principal or NotPrincipal element by their kind; a bare "*" is the kind AWS.
type Principals map[string][]string

// A Test is one key of one operator in a Condition: Operator holds prefix and suffix as written.
type Test struct {
	Operator string
	Key      string
	Values   []string
}

// decode reads a document, which may stand in the scenario as an object or as a string that holds its text.
func decode(raw json.RawMessage) (Document, error) {
	text := []byte(raw)
	var quoted string
	if json.Unmarshal(raw, &quoted) == nil {
		text = []byte(quoted)
	}
	var written struct {
		Version   string
		ID        json.RawMessage `json:"Id"`
		Statement json.RawMessage
	}
	if strict(text, &written) != nil || written.Statement == nil {
		return Document{}, ErrBeyond
	}
	document := Document{Version: written.Version}
	var statements []json.RawMessage
	if json.Unmarshal(written.Statement, &statements) != nil {
		statements = []json.RawMessage{written.Statement}
	}
	for _, text := range statements {
		statement, err := decodeStatement(text)
		if err != nil {
			return Document{}, ErrBeyond
		}
		document.Statements = append(document.Statements, statement)
	}
	return document, nil
}

func decodeStatement(text []byte) (Statement, error) {
	var written struct {
		Sid, Effect                              string
		Principal, NotPrincipal                  json.RawMessage
		Action, NotAction, Resource, NotResource json.RawMessage
		Condition                                map[string]map[string]json.RawMessage
	}
	err := strict(text, &written)
	s := Statement{
		Effect:       written.Effect,
		Principal:    decodePrincipals(written.Principal, &err),
		NotPrincipal: decodePrincipals(written.NotPrincipal, &err),
		Action:       decodeList(written.Action, &err),
		NotAction:    decodeList(written.NotAction, &err),
		Resource:     decodeList(written.Resource, &err),
		NotResource:  decodeList(written.NotResource, &err),
	}
	for operator, keys := range written.Condition {
		for key, values := range keys {
			s.Condition = append(s.Condition, Test{operator, key, *decodeList(values, &err)})
		}
	}
	if s.Effect != "Allow" && s.Effect != "Deny" || (s.Action == nil) == (s.NotAction == nil) {
		return s, ErrBeyond
	}
	return s, err
}

func decodePrincipals(raw json.RawMessage, err *error) *Principals {
	if raw == nil {
		return nil
	}
	if strings.TrimSpace(string(raw)) == `"*"` {
		return &Principals{"AWS": {"*"}}
	}
	var kinds map[string]json.RawMessage
	if failed := json.Unmarshal(raw, &kinds); failed != nil {
		*err = failed
	}
	principals := Principals{}
	for kind, values := range kinds {
		principals[kind] = *decodeList(values, err)
	}
	return &principals
}

// decodeList reads a value or a list of values; what is absent gives nil.
func decodeList(raw json.RawMessage, err *error) *[]string {
	if raw == nil {
		return nil
	}
	values, _, failed := texts(raw)
	if failed != nil {
		*err = failed
	}
	return &values
}

func strict(text []byte, into any) error {
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.DisallowUnknownFields()
	return decoder.Decode(into)
}

// hasVariables says whether ${…} is active. Section 1.3: only in the current version, and no version is the old one.
func (d Document) hasVariables() bool { return d.Version == "2012-10-17" }
