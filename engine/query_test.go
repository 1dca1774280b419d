package engine

import (
	"strings"
	"testing"
)

// TestRequestsThatMakeNoSense holds which requests are decided as errors, and which that are nearly like them are not.
func TestRequestsThatMakeNoSense(t *testing.T) {
	set := New(Environment{}, []Policy{grants(Identity, "")})
	bucket := func(bytes int) string { return "arn:aws:s3:::" + strings.Repeat("b", bytes-len("arn:aws:s3:::")) }
	value := func(texts ...string) Value { return Value{Strings: texts} }
	for _, c := range []struct {
		action, resource string
		context          map[string]Value
		want             Decision
	}{
		{"s3:GetObject", aBucket, nil, Allowed},
		{"s3:GetObject", "*", nil, Allowed},
		{"GetObject", aBucket, nil, Failed},
		{":GetObject", aBucket, nil, Failed},
		{"s3:", aBucket, nil, Failed},
		{"s3:Get*", aBucket, nil, Failed},
		{"s3:GetObjec?", aBucket, nil, Failed},
		{"s3:Get Object", aBucket, nil, Failed},
		{"s3:GetObject", "pets", nil, Failed},
		{"s3:GetObject", "", nil, Failed},
		{"s3:GetObject", "arn:aws:s3", nil, Failed},
		{"s3:GetObject", bucket(MaxResource), nil, Allowed},
		{"s3:GetObject", bucket(MaxResource + 1), nil, Failed},
		{"s3:GetObject", aBucket, map[string]Value{"aws:Referer": value(strings.Repeat("x", MaxValue))}, Allowed},
		{"s3:GetObject", aBucket, map[string]Value{"aws:Referer": value(strings.Repeat("x", MaxValue+1))}, Failed},
		{"s3:GetObject", aBucket, map[string]Value{"aws:Referer": value("x", "y")}, Failed},
		{"s3:GetObject", aBucket, map[string]Value{"aws:Referer": {Strings: []string{"x"}, Multi: true}}, Failed},
		{"s3:GetObject", aBucket, map[string]Value{"aws:Referer": value()}, Failed},
		{"s3:GetObject", aBucket, map[string]Value{"aws:RequestTag/team": value("x")}, Allowed},
		{"s3:GetObject", aBucket, map[string]Value{"aws:RequestTag/team": value("x", "y")}, Failed},
		{"s3:GetObject", aBucket, map[string]Value{"aws:TagKeys": value("x", "y")}, Allowed},
		{"s3:GetObject", aBucket, map[string]Value{"s3:own": value("x", "y")}, Allowed},
		{"s3:GetObject", aBucket, map[string]Value{"aws:Referer": value("x"), "aws:referer": value("x")}, Failed},
	} {
		q := set.Ask(Request{Principal: ann, Action: c.action, Resource: c.resource, Context: c.context})
		if got := q.Decide(); got != c.want || (q.Failure() != "") != (c.want == Failed) {
			t.Errorf("%s, %.40s, %.80v: %v (%.100s), want %v", c.action, c.resource, c.context, got, q.Failure(), c.want)
		}
	}
}

// TestTheFirstKeyThatIsWrongIsNamed holds that of several keys that are wrong the first by name is told of, whatever order a
// map has them in.
func TestTheFirstKeyThatIsWrongIsNamed(t *testing.T) {
	set := New(Environment{}, []Policy{grants(Identity, "")})
	context := map[string]Value{}
	for _, name := range []string{"aws:Referer", "aws:CurrentTime", "aws:UserAgent", "aws:SourceIp", "aws:PrincipalOrgID", "aws:SecureTransport", "aws:SourceArn"} {
		context[name] = Value{Strings: []string{"x", "y"}}
	}
	for range 20 {
		if got := set.Ask(Request{Principal: ann, Action: "s3:GetObject", Resource: aBucket, Context: context}).Failure(); !strings.Contains(got, "aws:CurrentTime") {
			t.Fatal(got)
		}
	}
}

// TestWhatATrustPolicyDecides holds which calls ask the trust policy of a role.
func TestWhatATrustPolicyDecides(t *testing.T) {
	for _, c := range []struct {
		action, resource string
		want             bool
	}{
		{"sts:AssumeRole", annsRole, true},
		{"sts:TagSession", annsRole, true},
		{"sts:GetSessionToken", annsRole, false},
		{"iam:GetRole", annsRole, false},
		{"sts:AssumeRole", ann, false},
		{"sts:AssumeRole", "arn:aws:s3:::role/Reader", false},
		{"sts:AssumeRole", "arn:aws:iam::111122223333:role/", false},
		{"sts:AssumeRole", "*", false},
	} {
		if q := new(Set).Ask(Request{Principal: ann, Action: c.action, Resource: c.resource}); q.assumesRole != c.want {
			t.Errorf("%s on %s asks a trust policy: %v", c.action, c.resource, q.assumesRole)
		}
	}
}

// TestKeysThatACallerNeverHas holds that even where every key is unknown a caller has none that its kind cannot have, and that a key
// which is unknown by name is, though it would follow from the caller.
func TestKeysThatACallerNeverHas(t *testing.T) {
	environment := Environment{Accounts: map[string]Account{"111122223333": {Organization: "o-exampleorg1"}}}
	for _, c := range []struct {
		caller, key string
		unknown     []string
		want        Decision
	}{
		{annsTask, "aws:username", []string{"*"}, ImplicitDeny},
		{ann, "aws:username", []string{"*"}, Allowed},
		{ann, "aws:PrincipalServiceName", []string{"*"}, ImplicitDeny},
		{ann, "aws:PrincipalOrgId", []string{"*"}, Allowed},
		{ann, "aws:PrincipalOrgPaths", nil, ImplicitDeny}, // an account whose place in the organization is not told
		{ann, "aws:PrincipalArn", []string{"*"}, Allowed},
		{ann, "aws:PrincipalArn", []string{"*", "aws:PrincipalArn"}, Depends},
		{ann, "aws:UserAgent", []string{"*"}, Depends},
		{ann, "aws:UserAgent", nil, ImplicitDeny},
	} {
		present := `{"Effect": "Allow", "Action": "*", "Resource": "*", "Condition": {"Null": {"` + c.key + `": "false"}}}`
		set := New(environment, []Policy{everywhere(Identity, document(present))})
		if got := set.Ask(Request{Principal: c.caller, Action: "s3:GetObject", Resource: aBucket, Unknown: c.unknown}).Decide(); got != c.want {
			t.Errorf("%s, %s, unknown %v: %v, want %v", c.caller, c.key, c.unknown, got, c.want)
		}
	}
}

// TestVariablesInARNs holds that a colon in the value of a variable stays inside its field under ARN operators, and that other
// operators take the text as a whole.
func TestVariablesInARNs(t *testing.T) {
	for _, c := range []struct {
		operator, value, asked string
		want                   Decision
	}{
		{"ArnLike", "arn:aws:sns:${s3:v}:111122223333:t", "arn:aws:sns:eu:west:111122223333:t", ImplicitDeny},
		{"StringLike", "arn:aws:sns:${s3:v}:111122223333:t", "arn:aws:sns:eu:west:111122223333:t", Allowed},
		{"ArnEquals", "arn:aws:sns:::t-${s3:v}", "arn:aws:sns:::t-eu:west", Allowed},
		{"StringEquals", "arn:aws:sns:::t-${s3:v}", "arn:aws:sns:::t-eu:west", Allowed},
		{"StringEquals", "arn:aws:sns:::t-${s3:v}", "arn:aws:sns:::t-eu:east", ImplicitDeny},
		{"StringLike", "*-${s3:v}-*", "a-eu:west-b", Allowed},
		{"StringLike", "*-${s3:v}-*", "a-eu:east-b", ImplicitDeny},
		{"StringLike", "*-${s3:v}-b", "a-eu:west-b", Allowed},
		{"StringLike", "a-${s3:v}-*", "a-eu:west-b", Allowed},
		{"ArnEquals", "arn:aws:sns:${s3:v}", "arn:aws:sns:eu:west", ImplicitDeny},
		{"ArnEquals", "arn:aws:${s3:v}:x:y:z", "arn:aws:eu:west:x:y:z", ImplicitDeny},
	} {
		set := New(Environment{}, []Policy{everywhere(Identity, document(`{"Effect": "Allow", "Action": "*", "Resource": "*", "Condition": {"`+
			c.operator+`": {"aws:SourceArn": "`+c.value+`"}}}`))})
		r := Request{Principal: ann, Action: "s3:GetObject", Resource: aBucket, Context: map[string]Value{
			"s3:v": {Strings: []string{"eu:west"}}, "aws:SourceArn": {Strings: []string{c.asked}}}}
		if got := set.Ask(r).Decide(); got != c.want {
			t.Errorf("%s %s, asked with %s: %v, want %v", c.operator, c.value, c.asked, got, c.want)
		}
	}
}

// TestWhoseAResourceIs holds that the longest listed ARN above a resource says its account, and what comes before it.
func TestWhoseAResourceIs(t *testing.T) {
	environment := Environment{Resources: map[string]ResourceInfo{
		aBucket: {Account: "444455556666"}, aBucket + "/cats": {Account: "777788889999"}, aBucket + "/cats/old": {}, "arn:aws:s3:::p": {Account: "999999999999"},
	}}
	for _, c := range []struct {
		principal, resource, given, want string
		why                              Code
	}{
		{ann, aBucket, "", "444455556666", ReasonOwnerListed},
		{ann, aBucket + "/dog", "", "444455556666", ReasonOwnerListed},
		{ann, aBucket + "/cats", "", "777788889999", ReasonOwnerListed},
		{ann, aBucket + "/cats/old", "", "777788889999", ReasonOwnerListed},
		{ann, aBucket + "-2", "", "111122223333", ReasonOwnerAssumed},
		{ann, aBucket, "888888888888", "888888888888", ReasonOwnerGiven},
		{ann, "arn:aws:sqs:eu-west-1:444455556666:q", "", "444455556666", ReasonOwnerInARN},
		{"anonymous", "arn:aws:s3:::else", "", "", ReasonOwnerUnknown},
		{"anonymous", aBucket, "", "444455556666", ReasonOwnerListed},
		{"lambda.amazonaws.com", aBucket, "", "444455556666", ReasonOwnerListed},
	} {
		q := New(environment, nil).Ask(Request{Principal: c.principal, Action: "s3:GetObject", Resource: c.resource, ResourceAccount: c.given})
		if q.owner != c.want || q.ownerWhy != c.why || q.crossAccount() != (c.principal == ann && c.want != "111122223333") {
			t.Errorf("%s belongs to %q (%s), want %q (%s)", c.resource, q.owner, q.ownerWhy, c.want, c.why)
		}
	}
}

// TestWhatNeedsItsOwnPolicy holds that the policy of a KMS key has to allow, whatever identity policies say, and no other resource's.
func TestWhatNeedsItsOwnPolicy(t *testing.T) {
	for _, c := range []struct {
		action, resource string
		want             bool
	}{
		{"kms:Decrypt", aKey, true},
		{"kms:Decrypt", "arn:aws:kms:eu-west-1:111122223333:alias/k", false},
		{"kms:ListKeys", "*", false},
		{"s3:GetObject", aKey, false},
		{"kms:Decrypt", "arn:aws:s3:::key/k", false},
		{"sts:AssumeRole", annsRole, true},
		{"s3:GetObject", aBucket, false},
	} {
		if q := new(Set).Ask(Request{Principal: ann, Action: c.action, Resource: c.resource}); q.needsOwnPolicy() != c.want {
			t.Errorf("%s on %s needs its own policy: %v", c.action, c.resource, q.needsOwnPolicy())
		}
	}
}

// TestMissingKeys holds which keys a request lacks: those that AWS always sets, and the user id of a caller who has one.
func TestMissingKeys(t *testing.T) {
	for _, c := range []struct{ principal, test, want string }{
		{ann, "aws:userid", "aws:userid"}, {ann, "aws:SecureTransport", "aws:securetransport"}, {ann, "aws:SourceIp", ""}, {ann, "s3:prefix", ""},
		{"lambda.amazonaws.com", "aws:userid", ""}, {"lambda.amazonaws.com", "aws:SecureTransport", "aws:securetransport"},
	} {
		equal := `{"Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*", "Condition": {"StringEquals": {"` + c.test + `": "x"}}}`
		q := New(Environment{}, []Policy{everywhere(Resource, document(equal))}).Ask(Request{Principal: c.principal, Action: "s3:GetObject", Resource: aBucket})
		if got := strings.Join(q.MissingKeys(), " "); got != c.want {
			t.Errorf("%s, %s: missing are %q, want %q", c.principal, c.test, got, c.want)
		}
	}
	variable := everywhere(Identity, document(`{"Effect": "Allow", "Action": "*", "Resource": "arn:aws:s3:::${s3:k}/${aws:SecureTransport}"}`))
	q := New(Environment{}, []Policy{variable}).Ask(Request{Principal: ann, Action: "s3:GetObject", Resource: aBucket})
	if got := strings.Join(q.MissingKeys(), " "); got != "aws:securetransport" {
		t.Errorf("of the keys in variables are missing %q", got)
	}
}
