package engine

import "testing"

// TestColonsInVariablesStayInTheirField holds that a variable's value with a colon is no two fields of an ARN, also where
// the texts are the same from the first character to the last.
func TestColonsInVariablesStayInTheirField(t *testing.T) {
	document := Compile(Identity, `{"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*",
		"Condition": {"ArnEquals": {"aws:SourceArn": "arn:aws:sns:${aws:PrincipalTag/where}:topic:a"}}}}`)
	set := New(Environment{}, []Policy{{Name: "P", Document: document, Everywhere: true}})
	for where, want := range map[string]Decision{"eu-west-1": Allowed, "eu-west-1:111122223333": ImplicitDeny} {
		source := "arn:aws:sns:" + where + ":topic:a"
		q := set.Ask(Request{Principal: benchAlice, Action: "s3:GetObject", Resource: "arn:aws:s3:::b/k", Context: map[string]Value{
			"aws:PrincipalTag/where": {Strings: []string{where}}, "aws:SourceArn": {Strings: []string{source}}}})
		if got := q.Decide(); got != want {
			t.Errorf("a tag with the value %s: %v, want %v", where, got, want)
		}
	}
}
