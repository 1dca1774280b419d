package share

import (
	"bytes"
	"encoding/json"
)

// A stored scenario, as far as a page shows it. The engine has read it before, so that its fields are known and its
// names differ.
type stored struct {
	Title       string            `json:"title"`
	Description string            `json:"description"`
	Policies    []storedPolicy    `json:"policies"`
	Requests    []json.RawMessage `json:"requests"`
}

type storedPolicy struct {
	Name       string          `json:"name"`
	Type       string          `json:"type"`
	AttachedTo []string        `json:"attachedTo"`
	Document   json.RawMessage `json:"document"`
}

func readStored(body string) (stored, error) {
	var s stored
	err := json.Unmarshal([]byte(body), &s)
	return s, err
}

// text returns a policy's text as typed, whether it stands in the scenario as a string or as an object.
func (p *storedPolicy) text() string {
	var typed string
	if json.Unmarshal(p.Document, &typed) == nil {
		return typed
	}
	return indented(p.Document)
}

// indented returns JSON of one line as several; what has lines already stays.
func indented(value json.RawMessage) string {
	if bytes.IndexByte(value, '\n') >= 0 {
		return string(value)
	}
	var out bytes.Buffer
	if json.Indent(&out, value, "", "  ") != nil {
		return string(value)
	}
	return out.String()
}
