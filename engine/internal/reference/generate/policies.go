package generate

import (
	"encoding/json"
	"strings"

	"github.com/iam-policy-playground/playground/engine/internal/reference"
)

// A layer says how often policies of one type are made, and what they can be attached to.
type layer struct {
	policyType string
	often      int // percent of scenarios
	attach     func(*maker) []string
}

var layers = []layer{
	{"identity", 80, (*maker).identities},
	{"boundary", 30, (*maker).bounded},
	{"session", 35, func(m *maker) []string { return []string{m.request.Principal} }},
	{"resource", 65, func(m *maker) []string { return []string{m.request.Resource, bucket} }},
	{"trust", 90, func(m *maker) []string { return []string{m.request.Resource} }},
	{"scp", 35, (*maker).levels},
	{"rcp", 30, (*maker).levels},
	{"endpoint", 70, func(m *maker) []string { return endpoints[:1] }},
}

// policies makes policies of each type that can take part in the first request.
func (m *maker) policies() {
	m.s.Policies = []reference.Policy{}
	for _, l := range layers {
		for range 3 {
			if !m.concerns(l.policyType) || !m.chance(l.often) {
				break
			}
			m.s.Policies = append(m.s.Policies, reference.Policy{
				Name: l.policyType, Type: l.policyType, AttachedTo: m.attachments(l), Document: m.document(l.policyType),
			})
		}
	}
	m.Shuffle(len(m.s.Policies), func(i, j int) { m.s.Policies[i], m.s.Policies[j] = m.s.Policies[j], m.s.Policies[i] })
}

// onePolicy makes a policy that decides by its conditions alone: for a user, one that allows; beside a policy that allows
// everything, one that denies.
func (m *maker) onePolicy() {
	m.request.Principal = listed[m.IntN(2)].arn
	m.keys, _ = m.s.Context(m.request)
	to := []string{m.request.Principal}
	allow := map[string]any{"Effect": "Allow", "Action": "*", "Resource": "*"}
	statements := []any{allow}
	if m.chance(40) {
		deny := map[string]any{"Effect": "Deny", "Action": "*", "Resource": "*", "Condition": m.someCondition()}
		statements = append(statements, deny)
	} else {
		allow["Condition"] = m.someCondition()
	}
	document := must(json.Marshal(map[string]any{"Version": "2012-10-17", "Statement": statements}))
	m.s.Policies = []reference.Policy{{Type: "identity", AttachedTo: &to, Document: document}}
}

// concerns leaves out what can have no part: session policies of users, trust policies of buckets.
func (m *maker) concerns(policyType string) bool {
	arn := m.request.Principal
	switch policyType {
	case "session":
		return strings.Contains(arn, ":assumed-role/") || strings.Contains(arn, ":federated-user/")
	case "trust":
		return m.isRole() && strings.HasPrefix(m.request.Action, "sts:")
	case "resource":
		return !m.isRole() && m.request.Resource != "*"
	}
	return true
}

func (m *maker) isRole() bool { return strings.Contains(m.request.Resource, ":role/") }

// document writes a document as an object, or as a string that holds one.
func (m *maker) document(policyType string) json.RawMessage {
	statements := []any{}
	for range 1 + m.IntN(3) {
		statements = append(statements, m.statement(policyType))
	}
	document := map[string]any{"Version": "2012-10-17", "Statement": any(statements)}
	if len(statements) == 1 && m.chance(50) {
		document["Statement"] = statements[0]
	}
	if policyType != "scp" && policyType != "rcp" && m.chance(10) {
		document["Version"] = "2008-10-17"
		if m.chance(50) {
			delete(document, "Version")
		}
	}
	text := must(json.Marshal(document))
	if m.chance(20) {
		return must(json.Marshal(string(text)))
	}
	return text
}

func must(text []byte, err error) []byte {
	if err != nil {
		panic(err)
	}
	return text
}
