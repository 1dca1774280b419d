package engine

import (
	"slices"
	"testing"
)

// TestPoliciesThatReachNobody holds which policies are reported as without effect: those attached to nothing, and those attached
// to a group without members or a level without accounts.
func TestPoliciesThatReachNobody(t *testing.T) {
	environment := Environment{
		Accounts:   map[string]Account{"111122223333": {Path: []string{"r-ab12", "ou-ab12-one"}}},
		Principals: map[string]Principal{"arn:aws:iam::111122223333:user/ann": {Groups: []string{"Writers"}}},
	}
	allow := func(kind Type, to ...string) Policy {
		return Policy{AttachedTo: to, Document: Compile(kind, document(`{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"}`))}
	}
	everywhere := allow(Identity)
	everywhere.Everywhere = true
	policies := []Policy{
		allow(Identity), // 0: nobody
		allow(Identity, "arn:aws:iam::111122223333:user/ann"),
		allow(Identity, "arn:aws:iam::111122223333:group/Writers"),
		allow(Identity, "arn:aws:iam::111122223333:group/Readers"), // 3: no member
		allow(Identity, "arn:aws:iam::444455556666:group/Writers"), // 4: of another account
		allow(SCP, "r-ab12"),
		allow(SCP, "ou-ab12-two"), // 6: no account below
		allow(SCP, "111122223333"),
		everywhere,
		allow(Identity, "arn:aws:iam::111122223333:group/Readers", "arn:aws:iam::111122223333:group/Writers"),
	}
	var found []int
	for _, d := range New(environment, policies).Unattached() {
		if d.Code != UnattachedPolicy {
			t.Errorf("policy %d: %v", d.Policy, d)
		}
		found = append(found, d.Policy)
	}
	if want := []int{0, 3, 4, 6}; !slices.Equal(found, want) {
		t.Errorf("policies %v have no effect, want %v", found, want)
	}
	levels := New(environment, []Policy{allow(SCP, "444455556666"), everywhere}).Unattached()
	if len(levels) != 1 || levels[0].Policy != 0 {
		t.Errorf("an account outside the organization is not reported: %v", levels)
	}
	for _, kind := range []Type{SCP, RCP} {
		everywhere := allow(kind)
		everywhere.Everywhere = true
		below := New(environment, []Policy{allow(SCP, "444455556666"), allow(SCP, "ou-ab12-two"), everywhere}).Unattached()
		if len(below) != 1 || below[0].Policy != 1 {
			t.Errorf("below a root there is every account and no other unit: %v", below)
		}
	}
	none := New(environment, []Policy{allow(Identity, "arn:aws:iam::111122223333:user/ann")})
	if got := none.Diagnostics(); len(got) != 0 {
		t.Errorf("a policy with effect is reported: %v", got)
	}
}

// TestRoleUnderTwoPaths holds that a role that is named under two paths has the one that comes first, whoever names it first: an
// answer must not depend on an order.
func TestRoleUnderTwoPaths(t *testing.T) {
	one, two := "arn:aws:iam::111122223333:role/a/Reader", "arn:aws:iam::111122223333:role/b/Reader"
	for _, to := range [][]string{{one, two}, {two, one}} {
		if got := New(Environment{}, []Policy{{AttachedTo: to}}).roleARN("aws", "111122223333", "Reader"); got != one {
			t.Errorf("attached to %q, the role is %s, want %s", to, got, one)
		}
	}
}

// TestUserThatReadsLikeARole holds that a user's ARN makes no role known, whatever stands in it.
func TestUserThatReadsLikeARole(t *testing.T) {
	set := New(Environment{}, []Policy{{AttachedTo: []string{"arn:aws:iam::111122223333:user/a:role/Reader"}}})
	if got := set.roleARN("aws", "111122223333", "Reader"); got != annsRole {
		t.Errorf("the role is %s", got)
	}
}

// TestOwnerThatAnRCPNeeds holds when a request has to say whose the resource is: where a resource control policy of an account may
// bind it.
//
// AWS: AWS Organizations User Guide, "Resource control policies (RCPs)".
func TestOwnerThatAnRCPNeeds(t *testing.T) {
	environment := Environment{Accounts: map[string]Account{"111122223333": {Path: []string{"r-ab12"}}}}
	for _, c := range []struct {
		rcp           []string // attached to these
		action, owner string
		want          Decision
	}{
		{[]string{"r-ab12"}, "s3:GetObject", "", Failed},
		{[]string{"111122223333"}, "s3:GetObject", "", Failed},
		{[]string{"r-ab12"}, "s3:GetObject", "111122223333", ExplicitDeny},
		{[]string{"r-ab12"}, "s3:GetObject", "444455556666", Allowed},
		{[]string{"r-ab12"}, "warehouse:Read", "", Allowed}, // no service that these policies reach
		{nil, "s3:GetObject", "", Allowed},
	} {
		rcp := Policy{AttachedTo: c.rcp, Document: Compile(RCP, document(`{"Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": "*"}`))}
		r := Request{Principal: "anonymous", Action: c.action, Resource: aBucket, ResourceAccount: c.owner}
		if got := New(environment, []Policy{grants(Resource, "*"), rcp}).Ask(r).Decide(); got != c.want {
			t.Errorf("RCP attached to %q, %s, owner %q: %v, want %v", c.rcp, c.action, c.owner, got, c.want)
		}
	}
}
