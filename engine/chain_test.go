package engine

import (
	"slices"
	"strings"
	"testing"
)

// gatePolicy answers the gates of chainOf: reading is allowed, deleting denied, listing depends on a key, reading an ACL is allowed
// whatever that key is, that of a bucket denied with one value of it, the tags of a bucket with all others, and tagging depends on a
// key that is compared as a number and as a text.
var gatePolicy = everywhere(Identity, document(
	`{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"}`,
	`{"Effect": "Deny", "Action": "s3:DeleteObject", "Resource": "*"}`,
	`{"Effect": "Allow", "Action": "s3:ListBucket", "Resource": "*", "Condition": {"StringEquals": {"aws:UserAgent": "a"}}}`,
	`{"Effect": "Allow", "Action": "s3:GetObjectAcl", "Resource": "*", "Condition": {"StringEquals": {"aws:UserAgent": "a"}}}`,
	`{"Effect": "Allow", "Action": "s3:GetObjectAcl", "Resource": "*", "Condition": {"StringNotEquals": {"aws:UserAgent": "a"}}}`,
	`{"Effect": "Allow", "Action": "s3:GetBucket*", "Resource": "*"}`,
	`{"Effect": "Deny", "Action": "s3:GetBucketAcl", "Resource": "*", "Condition": {"StringEquals": {"aws:UserAgent": "a"}}}`,
	`{"Effect": "Deny", "Action": "s3:GetBucketTagging", "Resource": "*", "Condition": {"StringNotEquals": {"aws:UserAgent": "a"}}}`,
	`{"Effect": "Allow", "Action": "s3:PutObjectTagging", "Resource": "*", "Condition": {"StringLike": {"s3:x": "1*"}, "NumericLessThan": {"s3:x": "20"}}}`,
))

// gateActions are the actions that gatePolicy answers, by words for what a gate comes to on its own.
var gateActions = map[string]string{
	"allowed": "s3:GetObject", "silent": "s3:PutObject", "denied": "s3:DeleteObject", "depends": "s3:ListBucket", "either": "s3:GetObjectAcl",
	"deniedWith": "s3:GetBucketAcl", "deniedWithout": "s3:GetBucketTagging", "unclear": "s3:PutObjectTagging", "error": "nothing",
}

// gateOutcomes are the outcomes of gates that ask no policy.
var gateOutcomes = map[string]Outcome{
	"passes": OutcomeAllowed, "tells": OutcomeNone, "refused": OutcomeRefused, "unauthenticated": OutcomeUnauthenticated,
}

// chainOf makes a chain of gates, of the words of gateActions and gateOutcomes.
func chainOf(all bool, words string) Chain {
	c := Chain{Name: words, All: all}
	for _, word := range strings.Fields(words) {
		r := Request{Principal: benchAlice, Action: gateActions[word], Resource: "arn:aws:s3:::b", Unknown: []string{"aws:UserAgent", "s3:x"}}
		c.Gates = append(c.Gates, Gate{Name: word, Title: word, Status: 403, Fixed: gateOutcomes[word], Request: r})
	}
	return c
}

// TestChains holds how gates come to a decision: where the first that does not let the call through ends it, and where the worst
// answer counts.
func TestChains(t *testing.T) {
	set := New(Environment{}, []Policy{gatePolicy})
	for _, c := range []struct {
		gates      string
		first, all Decision
	}{
		{"", ImplicitDeny, ImplicitDeny},
		{"allowed", Allowed, Allowed},
		{"passes", Allowed, Allowed},
		{"tells allowed passes", Allowed, Allowed},
		{"silent", ImplicitDeny, ImplicitDeny},
		{"allowed silent denied", ImplicitDeny, ExplicitDeny},
		{"denied silent", ExplicitDeny, ExplicitDeny},
		{"refused denied", Refused, Refused},
		{"denied refused", ExplicitDeny, Refused},
		{"unauthenticated refused", Unauthenticated, Unauthenticated},
		{"refused unauthenticated", Refused, Unauthenticated},
		{"error", Failed, Failed},
		{"silent error", ImplicitDeny, Failed},
		{"error silent", Failed, Failed},
		{"allowed error", Failed, Failed},
		{"error unauthenticated", Failed, Failed},
		{"depends", Depends, Depends},
		{"depends allowed", Depends, Depends},
		{"allowed depends passes", Depends, Depends},
		{"depends depends", Depends, Depends},
		{"depends silent", ImplicitDeny, ImplicitDeny},
		{"silent depends", ImplicitDeny, ImplicitDeny},
		{"depends denied", Depends, ExplicitDeny}, // without the key the first gate ends the call silently, with it the second denies
		{"denied depends", ExplicitDeny, ExplicitDeny},
		{"depends refused", Depends, Refused},
		{"depends error", Failed, Failed}, // a way leads to it
		{"error depends", Failed, Failed},
		{"depends silent error", ImplicitDeny, Failed}, // no way leads there
		{"depends passes silent error", ImplicitDeny, Failed},
		{"depends silent unclear", ImplicitDeny, ImplicitDeny},
		{"unclear", Depends, Depends},
		{"either", Allowed, Allowed},
		{"either silent", ImplicitDeny, ImplicitDeny},
		{"deniedWith", Depends, Depends},
		{"deniedWith deniedWithout", ExplicitDeny, ExplicitDeny}, // one of the two denies
	} {
		for all, want := range map[bool]Decision{false: c.first, true: c.all} {
			q := set.AskChain(chainOf(all, c.gates))
			if got := q.Decide(); got != want {
				t.Errorf("%q, all %v: decided as %v, want %v", c.gates, all, got, want)
			}
			if r := q.Evaluate(); r.Decision != want || r.Trace.Outcome != outcomeOf[want] {
				t.Errorf("%q, all %v: evaluated as %v (%v), want %v", c.gates, all, r.Decision, r.Trace.Outcome, want)
			}
		}
	}
}

// TestGateThatDecides holds which gate a result names, from 0, and that only a gate that ends the call has a status.
func TestGateThatDecides(t *testing.T) {
	set := New(Environment{}, []Policy{gatePolicy})
	for _, c := range []struct {
		gates   string
		all     bool
		decides int
		status  int
	}{
		{"allowed silent denied", false, 1, 403},
		{"allowed silent denied", true, 2, 403},
		{"silent denied refused", true, 2, 403},
		{"allowed denied denied", true, 1, 403},
		{"passes allowed", false, 1, 0},
		{"allowed tells", false, 0, 0},
		{"tells allowed", true, 1, 0},
		{"passes depends silent", false, 1, 403}, // as in the way in which the key is absent
		{"passes depends silent", true, 2, 403},  // however the key goes
		{"passes deniedWith deniedWithout", false, 2, 403},
		{"depends deniedWith deniedWithout", true, 2, 403}, // the worst where the key is absent
		{"deniedWith deniedWithout deniedWithout", true, 1, 403},
		{"either allowed", true, 1, 0},
		{"allowed either tells", true, 1, 0},
		{"either allowed", false, 1, 0},
		{"error silent", true, 0, 0},
	} {
		r := set.AskChain(chainOf(c.all, c.gates)).Evaluate()
		if r.Gate != r.Trace.Steps[c.decides] || r.Gate.Status != c.status || !r.Gate.Decides {
			t.Errorf("%q, all %v: %+v decides, want gate %d with status %d", c.gates, c.all, r.Gate, c.decides, c.status)
		}
	}
}

// TestStepsOfChains holds what the steps of a chain show: of its root the first action that is asked for, of a gate its own.
func TestStepsOfChains(t *testing.T) {
	r := New(Environment{}, []Policy{gatePolicy}).AskChain(chainOf(false, "tells allowed silent denied")).Evaluate()
	if root := r.Trace; root.Policy != -1 || root.Want != "s3:GetObject" || root.Got != "arn:aws:s3:::b" {
		t.Errorf("the root is %+v", root)
	}
	for i, want := range []string{"", "s3:GetObject", "s3:PutObject", "s3:DeleteObject"} {
		if got := r.Trace.Steps[i]; got.Want != want {
			t.Errorf("gate %d shows %q, want %q", i, got.Want, want)
		}
	}
	if last := r.Trace.Steps[3]; last.Why != ReasonNotReached || last.Answer != NotAsked {
		t.Errorf("the gate behind the end is %+v", last)
	}
}

// TestRules holds what the layers of a gate that IAM does not decide come to, and which of them that is laid to.
func TestRules(t *testing.T) {
	allow := func(kind Type, principal string, actions string) Policy {
		return everywhere(kind, document(`{"Effect": "Allow", `+principal+`"Action": [`+actions+`], "Resource": "*"}`))
	}
	set := New(Environment{}, []Policy{
		allow(Resource, `"Principal": "*", `, `"x:Resource", "x:Both"`),
		allow(Authorizer, "", `"x:Authorizer", "x:Both"`),
	})
	for _, c := range []struct {
		rule    Rule
		action  string
		want    Decision
		decide  []int  // policies
		silent  string // layers that withhold the permission
		without bool   // no layer has policies
	}{
		{OneSays, "x:Resource", Allowed, []int{0}, "", false},
		{OneSays, "x:Authorizer", Allowed, []int{1}, "", false},
		{OneSays, "x:Both", Allowed, []int{1, 0}, "", false},
		{OneSays, "x:None", ImplicitDeny, nil, "resource authorizer", false},
		{OneSays, "x:None", ImplicitDeny, nil, "", true},
		{EachSays, "x:Resource", ImplicitDeny, nil, "authorizer", false},
		{EachSays, "x:Authorizer", ImplicitDeny, nil, "resource", false},
		{EachSays, "x:Both", Allowed, []int{1, 0}, "", false},
		{EachSays, "x:None", ImplicitDeny, nil, "resource authorizer", false},
		{EachSays, "x:None", Allowed, nil, "", true},
		{NoDeny, "x:None", Allowed, nil, "", false},
	} {
		asked := set
		if c.without {
			asked = New(Environment{}, nil)
		}
		gate := Gate{Name: "g", Rule: c.rule, Layers: []Type{Resource, Authorizer}, Request: Request{Principal: benchAlice, Action: c.action, Resource: "*"}}
		r := asked.AskChain(Chain{Gates: []Gate{gate}}).Evaluate()
		var decide []int
		for _, cause := range r.DecidedBy {
			decide = append(decide, cause.Policy)
		}
		var silent []string
		for _, step := range r.Trace.Steps[0].Steps {
			if step.Op == OpLayer && step.Decides && step.Outcome == OutcomeImplicitDeny {
				silent = append(silent, step.Name)
			}
		}
		if r.Decision != c.want || !slices.Equal(decide, c.decide) || strings.Join(silent, " ") != c.silent {
			t.Errorf("rule %d, %s: %v by %v, silent are %v; want %v by %v, %s", c.rule, c.action, r.Decision, decide, silent, c.want, c.decide, c.silent)
		}
	}
}

// TestWhatChainsLack holds that a failure and the missing keys of any gate are those of the chain.
func TestWhatChainsLack(t *testing.T) {
	set := New(Environment{}, []Policy{everywhere(Identity, document(
		`{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*", "Condition": {"Bool": {"aws:SecureTransport": "true"}}}`))})
	if got := set.AskChain(chainOf(true, "passes allowed error silent")).Failure(); !strings.Contains(got, `"nothing"`) {
		t.Errorf("the failure is %q", got)
	}
	if got := set.AskChain(chainOf(true, "passes allowed")).Failure(); got != "" {
		t.Errorf("without a failure it is %q", got)
	}
	if got := set.AskChain(chainOf(true, "tells passes silent allowed")).MissingKeys(); !slices.Equal(got, []string{"aws:securetransport"}) {
		t.Errorf("missing are %v", got)
	}
}
