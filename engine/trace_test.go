package engine

import (
	"strings"
	"testing"
)

// stepAt finds the step with that id below a root.
func stepAt(t *testing.T, root *Step, id string) *Step {
	t.Helper()
	step := root
	for segment := range strings.SplitSeq(id, ".") {
		var next *Step
		for _, child := range step.Steps {
			if child.Segment == segment {
				next = child
			}
		}
		if next == nil {
			t.Fatalf("no step %s, at %s there is no %s", id, step.Segment, segment)
		}
		step = next
	}
	return step
}

// TestUnsettledPrincipals holds that an exemption by NotPrincipal is marked where only a part of account, role and session is listed,
// and {"AWS": "*"} where the caller is a service: AWS's pages leave both open.
func TestUnsettledPrincipals(t *testing.T) {
	const (
		account = `"111122223333"`
		user    = `"` + ann + `"`
		role    = `"` + annsRole + `"`
		session = `"` + annsTask + `"`
		guest   = `"` + federated + `"`
		root    = "arn:aws:iam::111122223333:root"
		lambda  = "lambda.amazonaws.com"
	)
	environment := Environment{Principals: map[string]Principal{federated: {User: ann}}}
	for _, c := range []struct {
		caller, principal string
		answer            Answer
		unsettled         bool
	}{
		{ann, `"NotPrincipal": {"AWS": [` + user + `, ` + account + `]}`, No, false},
		{ann, `"NotPrincipal": {"AWS": ` + user + `}`, No, true},
		{ann, `"NotPrincipal": {"AWS": ` + account + `}`, No, true},
		{ann, `"NotPrincipal": {"AWS": ` + role + `}`, Yes, false},
		{annsTask, `"NotPrincipal": {"AWS": [` + role + `, ` + session + `, ` + account + `]}`, No, false},
		{annsTask, `"NotPrincipal": {"AWS": [` + role + `, ` + session + `]}`, No, true},
		{annsTask, `"NotPrincipal": {"AWS": [` + role + `, ` + account + `]}`, No, true},
		{annsTask, `"NotPrincipal": {"AWS": [` + session + `, ` + account + `]}`, No, true},
		{federated, `"NotPrincipal": {"AWS": [` + user + `, ` + guest + `, ` + account + `]}`, No, false},
		{federated, `"NotPrincipal": {"AWS": [` + guest + `, ` + account + `]}`, No, true},
		{root, `"NotPrincipal": {"AWS": ` + account + `}`, No, false},
		{lambda, `"NotPrincipal": {"Service": "` + lambda + `"}`, No, false},
		{lambda, `"Principal": {"AWS": "*"}`, Yes, true},
		{lambda, `"Principal": "*"`, Yes, false},
		{lambda, `"Principal": {"AWS": "*", "Service": "` + lambda + `"}`, Yes, false},
		{ann, `"Principal": {"AWS": "*"}`, Yes, false},
	} {
		set := New(environment, []Policy{everywhere(Resource, document(`{"Effect": "Deny", `+c.principal+`, "Action": "*", "Resource": "*"}`))})
		step := stepAt(t, set.Ask(Request{Principal: c.caller, Action: "s3:GetObject", Resource: aBucket}).Evaluate().Trace, "resource.p0.s0.principal")
		if step.Answer != c.answer || (step.Notes&Unsettled != 0) != c.unsettled {
			t.Errorf("%s, %s: %v, notes %b; want %v, unsettled %v", c.caller, c.principal, step.Answer, step.Notes, c.answer, c.unsettled)
		}
	}
}

// TestReasonsOfPrincipals holds what a trace says of Principal and NotPrincipal; a boundary matters only to NotPrincipal in a Deny.
func TestReasonsOfPrincipals(t *testing.T) {
	const bob = "arn:aws:iam::111122223333:user/bob"
	for _, c := range []struct {
		effect, principal string
		boundary          bool
		why               Code
	}{
		{"Allow", `"Principal": {"AWS": "` + ann + `"}`, true, ReasonPrincipalExact},
		{"Deny", `"Principal": {"AWS": "` + ann + `"}`, true, ReasonPrincipalExact},
		{"Deny", `"Principal": {"AWS": "` + bob + `"}`, true, ReasonPrincipalMismatch},
		{"Deny", `"Principal": "*"`, true, ReasonPrincipalEveryone},
		{"Deny", `"Principal": {"AWS": "111122223333"}`, false, ReasonPrincipalAccount},
		{"Deny", `"NotPrincipal": {"AWS": "` + ann + `"}`, true, ReasonBoundaryDefeatsNotPrincipal},
		{"Deny", `"NotPrincipal": {"AWS": "` + ann + `"}`, false, ReasonExcluded},
		{"Deny", `"NotPrincipal": {"AWS": "` + bob + `"}`, false, ReasonNotExcluded},
		{"Allow", `"NotPrincipal": {"AWS": "` + bob + `"}`, true, ReasonNotExcluded},
		{"Allow", `"NotPrincipal": {"AWS": "` + ann + `"}`, true, ReasonExcluded},
		{"Deny", `"Principal": {"AWS": []}`, false, ReasonEmptyList},
	} {
		policies := []Policy{everywhere(Resource, document(`{"Effect": "`+c.effect+`", `+c.principal+`, "Action": "*", "Resource": "*"}`))}
		if c.boundary {
			policies = append(policies, grants(Boundary, ""))
		}
		r := New(Environment{}, policies).Ask(Request{Principal: ann, Action: "s3:GetObject", Resource: aBucket}).Evaluate()
		if step := stepAt(t, r.Trace, "resource.p0.s0.principal"); step.Why != c.why {
			t.Errorf("%s, %s, boundary %v: %s, want %s", c.effect, c.principal, c.boundary, step.Why, c.why)
		}
	}
}

// TestStepsOfStatements holds what a trace shows of the elements of a statement.
func TestStepsOfStatements(t *testing.T) {
	set := New(Environment{}, []Policy{everywhere(Identity, document(
		`{"Effect": "Allow", "Action": ["s3:Get*", "s3:PutObject"], "Resource": ["arn:AWS:S3:::pets", "arn:aws:s3:::cats"],
			"Condition": {"StringEquals": {"s3:x": "1"}}}`,
		`{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:AWS:s3:::dogs"}`))})
	ask := func(x ...string) *Step {
		r := Request{Principal: ann, Action: "s3:GetObject", Resource: aBucket, Unknown: []string{"s3:x"}}
		if len(x) > 0 {
			r.Unknown, r.Context = nil, map[string]Value{"s3:x": {Strings: x}}
		}
		return set.Ask(r).Evaluate().Trace
	}
	for _, c := range []struct {
		root   *Step
		id     string
		answer Answer
		why    Code
		folded bool // the case of the first fields of an ARN mattered
	}{
		{ask("1"), "identity.p0.s0", Yes, ReasonStatementApplies, false},
		{ask("1"), "identity.p0.s0.action", Yes, ReasonActionMatches, false},
		{ask("1"), "identity.p0.s0.action.e0", Yes, ReasonActionMatches, false},
		{ask("1"), "identity.p0.s0.action.e1", No, ReasonActionMismatch, false},
		{ask("1"), "identity.p0.s0.resource", Yes, ReasonResourceMatches, false},
		{ask("1"), "identity.p0.s0.resource.e0", Yes, ReasonResourceMatches, true},
		{ask("1"), "identity.p0.s0.resource.e1", No, ReasonResourceMismatch, false},
		{ask("1"), "identity.p0.s1.resource", No, ReasonResourceMismatch, false},
		{ask("1"), "identity.p0.s0.condition", Yes, ReasonConditionHolds, false},
		{ask("2"), "identity.p0.s0.condition", No, ReasonConditionFails, false},
		{ask(), "identity.p0.s0.condition", Unknown, ReasonUnknownKey, false},
	} {
		if step := stepAt(t, c.root, c.id); step.Answer != c.answer || step.Why != c.why || (step.Notes&Unsettled != 0) != c.folded {
			t.Errorf("%s: %v because of %s, notes %b; want %v because of %s, unsettled %v", c.id, step.Answer, step.Why, step.Notes, c.answer, c.why, c.folded)
		}
	}
}

// TestPoliciesAttachedElsewhere holds that a layer lists no more than maxUnattached of them, and says so.
func TestPoliciesAttachedElsewhere(t *testing.T) {
	for _, n := range []int{1, maxUnattached, maxUnattached + 1} {
		policies := make([]Policy, n)
		for i := range policies {
			policies[i] = grants(Identity, "")
			policies[i].Everywhere, policies[i].AttachedTo = false, []string{annsRole}
		}
		layer := stepAt(t, New(Environment{}, policies).Ask(Request{Principal: ann, Action: "s3:GetObject", Resource: aBucket}).Evaluate().Trace, "identity")
		if len(layer.Steps) != min(n, maxUnattached) || (layer.Notes&Truncated != 0) != (n > maxUnattached) {
			t.Errorf("of %d policies %d are listed, notes %b", n, len(layer.Steps), layer.Notes)
		}
	}
}
