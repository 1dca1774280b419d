package engine

import (
	"slices"
	"strings"
	"testing"
)

const (
	ann       = "arn:aws:iam::111122223333:user/ann"
	annsRole  = "arn:aws:iam::111122223333:role/Reader"
	annsTask  = "arn:aws:sts::111122223333:assumed-role/Reader/task"
	federated = "arn:aws:sts::111122223333:federated-user/guest"
	aKey      = "arn:aws:kms:eu-west-1:111122223333:key/k"
	aBucket   = "arn:aws:s3:::pets"
)

// grants is a policy with one statement that allows everything, to whom principal names where the kind has principals.
func grants(kind Type, principal string) Policy {
	if principal != "" {
		principal = `"Principal": {"AWS": "` + principal + `"}, `
	}
	return everywhere(kind, document(`{"Effect": "Allow", `+principal+`"Action": "*", "Resource": "*"}`))
}

// silent is a policy that allows something else.
func silent(kind Type) Policy {
	principal := ""
	if kind.namesPrincipals() {
		principal = `"Principal": "*", `
	}
	return everywhere(kind, document(`{"Effect": "Allow", `+principal+`"Action": "sqs:SendMessage", "Resource": "*"}`))
}

// TestWhyOneAccountDecides holds the reason, the policies that grant and the layers that withhold where caller and resource are in
// one account.
//
// AWS: IAM User Guide, "Policy evaluation for requests within a single account"; KMS Developer Guide, "Key policies in AWS KMS".
func TestWhyOneAccountDecides(t *testing.T) {
	account, may := "arn:aws:iam::111122223333:root", grants(Identity, "")
	for name, c := range map[string]struct {
		principal, resource string
		policies            []Policy
		why                 Code
		by                  []int
		withheld            string
	}{
		"the user is named":              {ann, aBucket, []Policy{grants(Resource, ann)}, ReasonNamedDirectly, []int{0}, ""},
		"the user is named, and may":     {ann, aBucket, []Policy{may, grants(Resource, ann)}, ReasonNamedDirectly, []int{1}, ""},
		"the user may":                   {ann, aBucket, []Policy{may, silent(Resource)}, ReasonIdentityPolicyGrants, []int{0}, ""},
		"the role is named":              {annsTask, aBucket, []Policy{grants(Resource, annsRole)}, ReasonRoleNamed, []int{0}, ""},
		"the role is named, and may":     {annsTask, aBucket, []Policy{may, grants(Resource, annsRole)}, ReasonIdentityPolicyGrants, []int{0}, ""},
		"only the account is named":      {ann, aBucket, []Policy{grants(Resource, account)}, ReasonAccountOnlyDelegates, nil, "identity"},
		"nothing grants":                 {ann, aBucket, []Policy{silent(Identity)}, ReasonNothingGrants, nil, "resource identity"},
		"the boundary is silent":         {ann, aBucket, []Policy{may, silent(Boundary)}, ReasonBoundarySilent, nil, "boundary"},
		"the session policy is silent":   {annsTask, aBucket, []Policy{may, silent(Session)}, ReasonSessionSilent, nil, "session"},
		"a federated user without one":   {federated, aBucket, []Policy{may}, ReasonSessionPolicyMissing, nil, "session"},
		"a federated user with one":      {federated, aBucket, []Policy{may, silent(Session)}, ReasonSessionSilent, nil, "session"},
		"both limits are silent":         {annsTask, aBucket, []Policy{may, silent(Boundary), silent(Session)}, ReasonBoundarySilent, nil, "boundary"},
		"key: the account, and may":      {ann, aKey, []Policy{may, grants(Resource, account)}, ReasonDelegatedByOwnPolicy, []int{0, 1}, ""},
		"key: the account only":          {ann, aKey, []Policy{grants(Resource, account)}, ReasonAccountOnlyDelegates, nil, "identity"},
		"key: the role, and may":         {annsTask, aKey, []Policy{may, grants(Resource, annsRole)}, ReasonRoleNamed, []int{1}, ""},
		"key: only the identity policy":  {ann, aKey, []Policy{may, silent(Resource)}, ReasonOwnPolicySilent, nil, "resource"},
		"key: nobody":                    {ann, aKey, []Policy{silent(Resource)}, ReasonOwnPolicySilent, nil, "resource"},
		"key: the boundary is silent":    {ann, aKey, []Policy{may, grants(Resource, account), silent(Boundary)}, ReasonBoundarySilent, nil, "boundary"},
		"key: the user, boundary silent": {ann, aKey, []Policy{grants(Resource, ann), silent(Boundary)}, ReasonNamedDirectly, []int{0}, ""},
	} {
		q := New(Environment{}, c.policies).Ask(Request{Principal: c.principal, Action: strings.Split(c.resource, ":")[2] + ":Describe", Resource: c.resource})
		r := q.Evaluate()
		var by []int
		for _, cause := range r.DecidedBy {
			by = append(by, cause.Policy)
		}
		var withheld []string
		for _, step := range r.Trace.Steps {
			if step.Op == OpLayer && step.Decides && r.Decision == ImplicitDeny {
				withheld = append(withheld, step.Name)
			}
		}
		if r.Why != c.why || !slices.Equal(by, c.by) || strings.Join(withheld, " ") != c.withheld || (r.Decision == Allowed) != (c.withheld == "") {
			t.Errorf("%s: %v because of %s by %v, withheld by %v; want %s by %v, %s", name, r.Decision, r.Why, by, withheld, c.why, c.by, c.withheld)
		}
	}
}

// TestAnEndpointPolicyAttachedToNothing holds that it leaves nothing open where the endpoint is not known.
func TestAnEndpointPolicyAttachedToNothing(t *testing.T) {
	nowhere := silent(Endpoint)
	nowhere.Everywhere = false
	set := New(Environment{}, []Policy{grants(Identity, ""), nowhere})
	r := set.Ask(Request{Principal: ann, Action: "s3:GetObject", Resource: aBucket, Unknown: []string{"aws:SourceVpce"}}).Evaluate()
	if r.Decision != Allowed || r.Why != ReasonIdentityPolicyGrants {
		t.Errorf("%v because of %s", r.Decision, r.Why)
	}
}
