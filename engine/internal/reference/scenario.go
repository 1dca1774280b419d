package reference

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
)

// A Scenario is the JSON document that the engine reads, as far as the reference knows it.
type Scenario struct {
	Scenario   int                    `json:"scenario"`
	Title      string                 `json:"title,omitempty"`
	Accounts   map[string]Account     `json:"accounts,omitempty"`
	Principals map[string]Principal   `json:"principals,omitempty"`
	Resources  map[string]Resource    `json:"resources,omitempty"`
	Endpoints  map[string]VPCEndpoint `json:"endpoints,omitempty"`
	APIs       json.RawMessage        `json:"apis,omitempty"`
	Policies   []Policy               `json:"policies"`
	Requests   []Request              `json:"requests"`
}

// An Account is what the scenario says of an account.
type Account struct {
	Organization  string   `json:"organization,omitempty"`
	Path          []string `json:"path,omitempty"`
	Management    bool     `json:"management,omitempty"`
	FullAWSAccess *bool    `json:"fullAWSAccess,omitempty"`
}

// A Principal is what it says of a user, role or session.
type Principal struct {
	Groups         []string          `json:"groups,omitempty"`
	Tags           map[string]string `json:"tags,omitempty"`
	ID             string            `json:"id,omitempty"`
	ServiceLinked  bool              `json:"serviceLinked,omitempty"`
	TransitiveTags []string          `json:"transitiveTags,omitempty"`
	User           string            `json:"user,omitempty"`
}

// A Resource is what it says of a resource.
type Resource struct {
	Account string            `json:"account,omitempty"`
	Tags    map[string]string `json:"tags,omitempty"`
}

// A VPCEndpoint is what it says of an endpoint.
type VPCEndpoint struct {
	Type    string `json:"type,omitempty"`
	VPC     string `json:"vpc,omitempty"`
	Account string `json:"account,omitempty"`
}

// A Policy is a document with its role. AttachedTo is nil where the scenario does not say.
type Policy struct {
	Name       string          `json:"name,omitempty"`
	Type       string          `json:"type"`
	AttachedTo *[]string       `json:"attachedTo,omitempty"`
	Document   json.RawMessage `json:"document"`

	read  Document // filled in by Read
	fault error    // why it could not be
}

// A Request asks for a decision.
type Request struct {
	Name            string           `json:"name,omitempty"`
	Principal       string           `json:"principal,omitempty"`
	Action          string           `json:"action,omitempty"`
	Resource        string           `json:"resource,omitempty"`
	ResourceAccount string           `json:"resourceAccount,omitempty"`
	HTTP            string           `json:"http,omitempty"`
	Operation       json.RawMessage  `json:"operation,omitempty"`
	Context         map[string]Value `json:"context,omitempty"`
	Unknown         []string         `json:"unknown,omitempty"`
	Expect          string           `json:"expect,omitempty"`
}

// A Value is what a request carries for a condition key: one text, or a list. Numbers and booleans are the text they are
// written as; Bare writes them without quotes.
type Value struct {
	Texts []string
	List  bool
	Bare  bool
}

// Text is a single value.
func Text(s string) Value { return Value{Texts: []string{s}} }

// List is a value of a multivalued key.
func List(s ...string) Value { return Value{Texts: s, List: true} }

// UnmarshalJSON reads a scalar or a list of scalars.
func (v *Value) UnmarshalJSON(data []byte) error {
	texts, list, err := texts(data)
	*v = Value{Texts: texts, List: list}
	return err
}

// MarshalJSON writes what UnmarshalJSON reads.
func (v Value) MarshalJSON() ([]byte, error) {
	if v.Bare {
		return []byte(v.Texts[0]), nil
	}
	if !v.List {
		return json.Marshal(v.Texts[0])
	}
	if len(v.Texts) == 0 {
		return []byte("[]"), nil
	}
	return json.Marshal(v.Texts)
}

// Read decodes the text of a scenario.
func Read(text []byte) (Scenario, error) {
	var s Scenario
	err := json.Unmarshal(text, &s)
	if err == nil && (s.Scenario != 1 || s.Policies == nil || s.Requests == nil) {
		err = errors.New("a scenario needs its version, policies and requests")
	}
	for i := range s.Policies {
		s.Policies[i].read, s.Policies[i].fault = decode(s.Policies[i].Document)
	}
	return s, err
}

// texts reads a scalar or a list of scalars.
func texts(data []byte) (values []string, list bool, err error) {
	var read any
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.UseNumber()
	if err := decoder.Decode(&read); err != nil {
		return nil, false, err
	}
	items, list := read.([]any)
	if !list {
		items = []any{read}
	}
	for _, item := range items {
		switch item := item.(type) {
		case string:
			values = append(values, item)
		case bool, json.Number:
			values = append(values, fmt.Sprint(item))
		default:
			return nil, false, fmt.Errorf("%v is no text, number or boolean", item)
		}
	}
	return values, list, nil
}
