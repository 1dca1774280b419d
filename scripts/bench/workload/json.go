package workload

import (
	"encoding/json"
	"fmt"
)

// Document returns a policy as IAM writes it.
func (p *Policy) Document() string {
	statements := make([]map[string]any, len(p.Statements))
	for i := range p.Statements {
		statements[i] = p.Statements[i].iam()
	}
	return text(map[string]any{"Version": "2012-10-17", "Statement": statements})
}

func (s *Statement) iam() map[string]any {
	m := map[string]any{"Effect": s.Effect, "Resource": oneOrMany(s.Resources)}
	if s.Sid != "" {
		m["Sid"] = s.Sid
	}
	if len(s.NotActions) > 0 {
		m["NotAction"] = oneOrMany(s.NotActions)
	} else {
		m["Action"] = oneOrMany(s.Actions)
	}
	switch s.Principal {
	case "":
	case "*":
		m["Principal"] = "*"
	default:
		m["Principal"] = map[string]string{"AWS": s.Principal}
	}
	if len(s.Conditions) > 0 {
		block := map[string]map[string]any{}
		for _, c := range s.Conditions {
			if block[c.Operator] == nil {
				block[c.Operator] = map[string]any{}
			}
			block[c.Operator][c.Key] = oneOrMany(c.Values)
		}
		m["Condition"] = block
	}
	return m
}

func oneOrMany(list []string) any {
	if len(list) == 1 {
		return list[0]
	}
	return list
}

// Scenario returns the workload as a scenario of the playground that asks its request so often.
func (w *Workload) Scenario(requests int) string {
	policies := make([]map[string]any, len(w.Policies))
	for i := range w.Policies {
		p := &w.Policies[i]
		policies[i] = map[string]any{"name": p.Name, "type": p.Type, "document": json.RawMessage(p.Document())}
		if p.AttachedTo != "" {
			policies[i]["attachedTo"] = []string{p.AttachedTo}
		}
	}
	scenario := map[string]any{"scenario": 1, "policies": policies}
	if len(w.Accounts) > 0 {
		accounts := map[string]any{}
		for id, path := range w.Accounts {
			accounts[id] = map[string]any{"organization": "o-exampleorg1", "path": path}
		}
		scenario["accounts"] = accounts
	}
	list := make([]json.RawMessage, requests)
	for i := range list {
		list[i] = w.request(i)
	}
	scenario["requests"] = list
	return text(scenario)
}

func (w *Workload) request(i int) json.RawMessage {
	request := map[string]any{"name": fmt.Sprintf("request %d", i), "principal": w.Principal, "action": w.Action, "resource": w.Resource}
	if len(w.Context) > 0 {
		request["context"] = w.contextJSON()
	}
	return json.RawMessage(text(request))
}

// contextJSON has lists for the keys that hold several values.
func (w *Workload) contextJSON() map[string]any {
	m := map[string]any{}
	for key, values := range w.Context {
		m[key] = oneOrMany(values)
	}
	return m
}

// Simulation returns the workload in the form of @cloud-copilot/iam-simulate.
func (w *Workload) Simulation() any {
	type named struct {
		Name   string          `json:"name"`
		Policy json.RawMessage `json:"policy"`
	}
	type level struct {
		ID       string  `json:"orgIdentifier"`
		Policies []named `json:"policies"`
	}
	simulation := map[string]any{"serviceControlPolicies": []level{}, "resourceControlPolicies": []level{}, "identityPolicies": []named{}}
	add := func(field string, p *Policy, one named) {
		if p.AttachedTo != "" {
			list := simulation[field].([]level)
			simulation[field] = append(list, level{p.AttachedTo, []named{one}})
			return
		}
		list, _ := simulation[field].([]named)
		simulation[field] = append(list, one)
	}
	for i := range w.Policies {
		p := &w.Policies[i]
		one := named{p.Name, json.RawMessage(p.Document())}
		switch p.Type {
		case "identity":
			add("identityPolicies", p, one)
		case "boundary":
			add("permissionBoundaryPolicies", p, one)
		case "scp":
			add("serviceControlPolicies", p, one)
		case "rcp":
			add("resourceControlPolicies", p, one)
		case "session":
			simulation["sessionPolicy"] = one.Policy
		case "resource":
			simulation["resourcePolicy"] = one.Policy
		}
	}
	simulation["request"] = map[string]any{"principal": w.Principal, "action": w.Action,
		"resource": map[string]string{"resource": w.Resource, "accountId": "111122223333"}, "contextVariables": w.contextJSON()}
	return simulation
}

// text is v as JSON. All that is handed in can be written.
func text(v any) string {
	b, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return string(b)
}
