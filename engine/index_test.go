package engine

import (
	"fmt"
	"slices"
	"testing"
)

// TestIndexOfManyStatements holds that in a policy that is large enough for an index the same statements apply as in a recorded
// run, which looks at each: of its own bucket, of every bucket, of all but some, and one with several entries of the same prefix.
func TestIndexOfManyStatements(t *testing.T) {
	const buckets = 2 * fewStatements
	statement := func(effect, rest string) string {
		return `{"Effect": "` + effect + `", "Action": "s3:*", ` + rest + `}`
	}
	statements := []string{
		statement("Deny", `"NotResource": "arn:aws:s3:::*/*"`),
		statement("Deny", `"Resource": ["arn:aws:s3:::b3/a*z", "arn:aws:s3:::b3/a?", "arn:aws:s3:::b4/secret"]`),
	}
	for i := range buckets {
		statements = append(statements, statement("Allow", fmt.Sprintf(`"Resource": "arn:aws:s3:::b%d/*"`, i)))
	}
	statements = append(statements, statement("Deny", `"Resource": "*", "Condition": {"Bool": {"aws:SecureTransport": "false"}}`))
	set := New(Environment{}, []Policy{everywhere(Identity, document(statements...))})
	for _, c := range []struct {
		resource, secure string
		want             Decision
	}{
		{"b0/x", "true", Allowed}, {fmt.Sprintf("b%d/x", buckets-1), "true", Allowed}, {"b12/x", "true", Allowed}, {"b12/x", "false", ExplicitDeny},
		{"b3/az", "true", ExplicitDeny}, {"b3/ab", "true", ExplicitDeny}, {"b3/a", "true", Allowed}, {"b4/secret", "true", ExplicitDeny},
		{"b4/secrets", "true", Allowed}, {"other/x", "true", ImplicitDeny}, {"b5", "true", ExplicitDeny}, {"", "true", ExplicitDeny},
	} {
		q := set.Ask(Request{Principal: ann, Action: "s3:GetObject", Resource: "arn:aws:s3:::" + c.resource, ResourceAccount: "111122223333",
			Context: map[string]Value{"aws:SecureTransport": {Strings: []string{c.secure}}}})
		if got, recorded := q.Decide(), q.Evaluate().Decision; got != c.want || recorded != c.want {
			t.Errorf("%s with aws:SecureTransport %s: %s, recorded %s, want %s", c.resource, c.secure, got, recorded, c.want)
		}
	}
}

// TestIndexOfStatementsThatExclude holds that a NotResource among many statements is about what it does not name, and that the
// statements before it are found.
func TestIndexOfStatementsThatExclude(t *testing.T) {
	var statements []string
	for i := range 2 * fewStatements {
		statements = append(statements, fmt.Sprintf(`{"Effect": "Allow", "Action": "s3:*", "Resource": "arn:aws:s3:::b%d/*"}`, i))
	}
	statements = append(statements, `{"Effect": "Deny", "Action": "s3:*", "NotResource": ["arn:aws:s3:::b1/*", "arn:aws:s3:::b2/*"]}`)
	set := New(Environment{}, []Policy{everywhere(Identity, document(statements...))})
	for resource, want := range map[string]Decision{"b1/x": Allowed, "b2/x": Allowed, "b3/x": ExplicitDeny, "c/x": ExplicitDeny} {
		q := set.Ask(Request{Principal: ann, Action: "s3:GetObject", Resource: "arn:aws:s3:::" + resource, ResourceAccount: "111122223333"})
		if got, recorded := q.Decide(), q.Evaluate().Decision; got != want || recorded != want {
			t.Errorf("%s: %s, recorded %s, want %s", resource, got, recorded, want)
		}
	}
}

// TestEntriesWithTheSameHead holds that an entry means the same behind one whose first five fields are alike, and behind one
// whose first five fields only begin so.
func TestEntriesWithTheSameHead(t *testing.T) {
	const before = `"arn:aws:sns:eu-west-1:111122223333:news"`
	for _, c := range []struct {
		entry, resource string
		want            Decision
	}{
		{"arn:aws:sns:eu-west-1:111122223333:a*", "arn:aws:sns:eu-west-1:111122223333:abc", Allowed},
		{"arn:aws:sns:eu-west-1:111122223333:a?c", "arn:aws:sns:eu-west-1:111122223333:abc", Allowed},
		{"arn:aws:sns:eu-west-1:111122223333:abc", "arn:aws:sns:eu-west-1:111122223333:ABC", ImplicitDeny},
		{"arn:aws:sns:eu-west-1:111122223333:", "arn:aws:sns:eu-west-1:111122223333:abc", ImplicitDeny},
		{"arn:aws:sns:eu-west-1:111122223333:${aws:username}", "arn:aws:sns:eu-west-1:111122223333:ann", Allowed},
		{"arn:aws:sns:eu-west-1:111122223333:${aws:username}", "arn:aws:sns:eu-west-1:111122223333:bob", ImplicitDeny},
		{"arn:aws:sns:eu-west-1:111122223333:$a", "arn:aws:sns:eu-west-1:111122223333:$a", Allowed},
		{"arn:aws:sns:$r:111122223333:abc", "arn:aws:sns:$r:111122223333:abc", Allowed},
		{"arn:aws:SNS:eu-west-1:111122223333:abc", "arn:aws:sns:eu-west-1:111122223333:abc", Allowed},
		{"arn:aws:sns:*:111122223333:abc", "arn:aws:sns:eu-west-1:111122223333:abc", Allowed},
		{"arn:aws:sns:eu-west-2:111122223333:abc", "arn:aws:sns:eu-west-2:111122223333:abc", Allowed},
		{"arn:aws:sns:eu-west-2:111122223333:abc", "arn:aws:sns:eu-west-1:111122223333:abc", ImplicitDeny},
	} {
		text := document(`{"Effect": "Allow", "Action": "SNS:pub*", "Resource": [` + before + `, "` + c.entry + `"]}`)
		set := New(Environment{}, []Policy{everywhere(Identity, text)})
		q := set.Ask(Request{Principal: ann, Action: "sns:Publish", Resource: c.resource, ResourceAccount: "111122223333",
			Context: map[string]Value{"aws:username": {Strings: []string{"ann"}}}})
		if got := q.Decide(); got != c.want {
			t.Errorf("%s covers %s: %s, want %s", c.entry, c.resource, got, c.want)
		}
	}
}

// TestAHeadThatOnlyBeginsLikeTheOneBefore holds that an account with a digit less is no known one.
func TestAHeadThatOnlyBeginsLikeTheOneBefore(t *testing.T) {
	list := `["arn:aws:sns:eu-west-1:111122223333:news", "arn:aws:sns:eu-west-1:11112222333:news"]`
	var found []Code
	for _, d := range Compile(Identity, document(`{"Effect": "Allow", "Action": "sns:Publish", "Resource": `+list+`}`)).Diagnostics() {
		found = append(found, d.Code)
	}
	if !slices.Equal(found, []Code{InvalidARNAccount}) {
		t.Error(found)
	}
}
