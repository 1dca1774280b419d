package share

import (
	"bytes"
	"encoding/json"
	"strings"
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

// indented returns JSON of one line as several. What has lines already stays as it is, but moves to the left as a whole.
func indented(value json.RawMessage) string {
	lines := strings.Split(string(value), "\n")
	if len(lines) > 1 {
		last := lines[len(lines)-1]
		margin := last[:len(last)-len(strings.TrimLeft(last, " \t"))]
		for i := range lines {
			lines[i] = strings.TrimPrefix(lines[i], margin)
		}
		return strings.Join(lines, "\n")
	}
	var out bytes.Buffer
	if json.Indent(&out, value, "", "  ") != nil {
		return string(value)
	}
	return out.String()
}
