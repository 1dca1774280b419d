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

// TestStepsOfKeys holds what a trace shows of a key with one value in the policy, for which no step of its own stands.
func TestStepsOfKeys(t *testing.T) {
	list := func(texts ...string) Value { return Value{Strings: texts, Multi: true} }
	one := func(text string) Value { return Value{Strings: []string{text}} }
	for _, c := range []struct {
		condition string
		value     Value
		why       Code
		got       string
	}{
		{`"StringEquals": {"s3:k": "a"}`, one("a"), ReasonValueMatches, "a"},
		{`"StringEquals": {"s3:k": "a"}`, one("b"), ReasonValueDiffers, "b"},
		{`"StringNotEquals": {"s3:k": "a"}`, one("b"), ReasonValueDiffers, "b"},
		{`"StringNotEquals": {"s3:k": "a"}`, one("a"), ReasonValueMatches, "a"},
		{`"StringEquals": {"s3:k": "a"}`, one(""), ReasonValueDiffers, ""},
		{`"ForAnyValue:StringEquals": {"s3:k": "a"}`, list("a"), ReasonSomeValuePasses, "[a]"},
		{`"ForAllValues:StringEquals": {"s3:k": "a"}`, list("a"), ReasonAllValuesPass, "[a]"},
		{`"ArnLike": {"s3:k": "arn:aws:s3:::${s3:o}"}`, one("arn:aws:s3:::a"), ReasonValueMatches, "arn:aws:s3:::a"},
		{`"ArnLike": {"s3:k": "arn:aws:s3:::${s3:o}"}`, one("arn:aws:s3:::b"), ReasonValueDiffers, "arn:aws:s3:::b"},
		{`"ArnLike": {"s3:k": "arn:aws:s3:::${s3:o}"}`, one("a"), ReasonValueUnreadable, "a"},
		{`"ArnLike": {"s3:k": "${s3:o}"}`, one("arn:aws:s3:::a"), ReasonValueUnreadable, "arn:aws:s3:::a"},
	} {
		set := New(Environment{}, []Policy{everywhere(Identity, document(`{"Effect": "Allow", "Action": "*", "Resource": "*", "Condition": {`+c.condition+`}}`))})
		r := Request{Principal: ann, Action: "s3:GetObject", Resource: aBucket, Context: map[string]Value{"s3:k": c.value, "s3:o": one("a")}}
		step := stepAt(t, set.Ask(r).Evaluate().Trace, "identity.p0.s0.condition.o0.k0")
		if step.Why != c.why || step.Got != c.got || len(step.Steps) != 0 {
			t.Errorf("%s, asked with %q: %s, got %q, %d steps; want %s, %q", c.condition, c.value.Strings, step.Why, step.Got, len(step.Steps), c.why, c.got)
		}
	}
}

// TestResourcesWhoseVariableIsOpen holds that a resource with a variable that has no value, or an unknown one, does not match where its
// fixed fields already differ, and that they differ only where no star may run over them.
func TestResourcesWhoseVariableIsOpen(t *testing.T) {
	for _, c := range []struct {
		resource string
		unknown  bool
		answer   Answer
		why      Code
	}{
		{"arn:aws:s3:::${s3:k}", false, No, ReasonVariableUnresolved},
		{"arn:aws:s3:::${s3:k}", true, Unknown, ReasonUnknownKey},
		{"arn:aws:sns:::${s3:k}", false, No, ReasonServiceMismatch},
		{"arn:aws:sns:::${s3:k}", true, No, ReasonServiceMismatch},
		{"arn:aws:s3:eu-west-1::${s3:k}", true, No, ReasonRegionMismatch},
		{"arn:aws:sns:*::${s3:k}", false, No, ReasonVariableUnresolved},
		{"arn:aws:s3:*:1:${s3:k}", true, Unknown, ReasonUnknownKey}, // the star may run over a colon
	} {
		set := New(Environment{}, []Policy{everywhere(Identity, document(`{"Effect": "Allow", "Action": "*", "Resource": "`+c.resource+`"}`))})
		r := Request{Principal: ann, Action: "s3:GetObject", Resource: aBucket}
		if c.unknown {
			r.Unknown = []string{"s3:k"}
		}
		step := stepAt(t, set.Ask(r).Evaluate().Trace, "identity.p0.s0.resource")
		if step.Answer != c.answer || step.Why != c.why {
			t.Errorf("%s, unknown %v: %v because of %s, want %v because of %s", c.resource, c.unknown, step.Answer, step.Why, c.answer, c.why)
		}
	}
}

// TestLongListsAreCut holds that the values of a policy are shown as far as there is room, and that what is left out shows.
func TestLongListsAreCut(t *testing.T) {
	half := strings.Repeat("x", maxSubject/2-1)
	for _, c := range []struct {
		values []string
		cut    bool
		most   int // bytes that are put together
	}{
		{[]string{half, half}, false, maxSubject},
		{[]string{half, half, "y"}, true, maxSubject + 3},
		{[]string{half, half + "x", "y", half}, true, maxSubject + 1},
	} {
		test := keyTest{}
		for _, text := range c.values {
			test.values = append(test.values, value{text: text})
		}
		want := test.want()
		if shown := shorten(want); strings.HasSuffix(shown, "…") != c.cut || len(want) > c.most {
			t.Errorf("of %d values %d bytes are put together, and %d shown", len(c.values), len(want), len(shown))
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
