package engine

import (
	"strings"
	"testing"
)

// TestPrincipalARNs holds which ARNs name a principal in a policy.
//
// AWS: IAM User Guide, "AWS JSON policy elements: Principal".
func TestPrincipalARNs(t *testing.T) {
	for text, want := range map[string]principalKind{
		"arn:aws:iam::111122223333:root": accountPrincipal, ann: userPrincipal, annsRole: rolePrincipal, annsTask: sessionPrincipal, federated: federatedPrincipal,
	} {
		if p, ok := arnPrincipal(text); !ok || p.kind != want || p.account != "111122223333" || p.partition != "aws" {
			t.Errorf("%s is %+v (%v), want kind %d", text, p, ok, want)
		}
	}
	for _, text := range []string{
		"", "ann", "arn:aws:iam:eu-west-1:111122223333:user/ann", "arn:aws:iam:::user/ann", "arn:aws:iam::111122223333:user", "arn:aws:sts::111122223333:root",
		"arn:aws:iam::111122223333:group/devs", "arn:aws:sts::111122223333:user/ann", "arn:aws:sts::111122223333:role/Reader",
		"arn:aws:sts::111122223333:assumed-role/Reader", "arn:aws:iam::111122223333:assumed-role/Reader/s", "arn:aws:sts::111122223333:session/Reader/s",
		"arn:aws:sts::111122223333:role/Reader/s", "arn:aws:iam::111122223333:federated-user/guest", "arn:aws:sts::111122223333:guest/guest",
	} {
		if p, ok := arnPrincipal(text); ok {
			t.Errorf("%q is %+v", text, p)
		}
	}
	for name, want := range map[string]bool{
		"lambda.amazonaws.com": true, "example.com": true, "lambda": false, "": false, "a..b": false, "-.com": false, "a_b.com": false,
	} {
		if isServiceName(name) != want {
			t.Errorf("%q is the name of a service: %v", name, !want)
		}
	}
}

// TestWhatDocumentsAreToldOf holds which findings a statement has and which it has not.
func TestWhatDocumentsAreToldOf(t *testing.T) {
	const hex = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
	identity := func(condition string) string {
		return `{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*", "Condition": {` + condition + `}}`
	}
	resource := func(effect, principal string) string {
		return `{"Effect": "` + effect + `", ` + principal + `, "Action": "s3:GetObject", "Resource": "*"}`
	}
	rcp := func(effect, action string) string {
		return `{"Effect": "` + effect + `", "Principal": "*", "Action": "` + action + `", "Resource": "*"}`
	}
	for _, c := range []struct {
		kind      Type
		statement string
		code      Code
		found     bool
	}{
		{Resource, resource("Allow", `"Principal": {"CanonicalUser": "`+hex+`"}`), InvalidPrincipalFormat, false},
		{Resource, resource("Allow", `"Principal": {"CanonicalUser": "`+hex[1:]+`"}`), InvalidPrincipalFormat, true},
		{Resource, resource("Allow", `"Principal": {"CanonicalUser": "g`+hex[1:]+`"}`), InvalidPrincipalFormat, true},
		{Resource, resource("Allow", `"Principal": "*"`), AllowWithNotPrincipal, false},
		{Resource, resource("Deny", `"NotPrincipal": {"AWS": "111122223333"}`), AllowWithNotPrincipal, false},
		{Resource, resource("Allow", `"NotPrincipal": {"AWS": "111122223333"}`), AllowWithNotPrincipal, true},
		{RCP, rcp("Allow", "*"), RCPAllow, false},
		{RCP, rcp("Allow", "*"), RCPAction, false},
		{RCP, rcp("Allow", "s3:*"), RCPAllow, true},
		{RCP, rcp("Deny", "*"), RCPAction, true},
		{RCP, rcp("Deny", "s3:*"), RCPAction, false},
		{Identity, identity(`"StringEquals": {"aws:a": "1"}, "stringequals": {"aws:b": "1"}`), DuplicateKey, true},
		{Identity, identity(`"StringEquals": {"aws:a": "1"}, "StringLike": {"aws:b": "1"}`), DuplicateKey, false},
		{Identity, identity(`"ForAnyValue:Null": {"aws:TagKeys": "true"}`), NullWithQualifier, true},
		{Identity, identity(`"Null": {"aws:TagKeys": "true"}`), NullWithQualifier, false},
		{Identity, identity(`"ForAnyValue:StringEquals": {"aws:TagKeys": "a"}`), NullWithQualifier, false},
		{Identity, identity(`"StringEquals": {"aws:TagKeys": "a"}`), MissingQualifier, true},
		{Identity, identity(`"Null": {"aws:TagKeys": "true"}`), MissingQualifier, false},
		{Identity, identity(`"ForAnyValue:StringEquals": {"aws:TagKeys": "a"}`), MissingQualifier, false},
		{Identity, identity(`"StringEquals": {"aws:UserAgent": "a"}`), MissingQualifier, false},
		{Identity, identity(`"StringEquals": {"aws": "a"}`), InvalidConditionKeyFormat, true},
		{Identity, identity(`"StringEquals": {"aws:": "a"}`), InvalidConditionKeyFormat, true},
		{Identity, identity(`"StringEquals": {":a": "a"}`), InvalidConditionKeyFormat, true},
		{Identity, identity(`"StringEquals": {"aws:a": "a"}`), InvalidConditionKeyFormat, false},
		{Identity, identity(`"Bool": {"aws:SecureTransport": "${aws:a}"}`), InvalidVariableForOperator, true},
		{Identity, identity(`"Bool": {"aws:SecureTransport": "true"}`), InvalidVariableForOperator, false},
		{Identity, identity(`"StringEquals": {"aws:UserAgent": "${aws:a}"}`), InvalidVariableForOperator, false},
		{Identity, identity(`"StringEquals": {"aws:UserAgent": ["a", 1]}`), InvalidConditionDataType, true},
		{Identity, identity(`"StringEquals": {"aws:UserAgent": ["a", true]}`), InvalidConditionDataType, true},
		{Identity, identity(`"StringEquals": {"aws:UserAgent": [1, true]}`), InvalidConditionDataType, true},
		{Identity, identity(`"StringEquals": {"aws:UserAgent": [1, 2]}`), InvalidConditionDataType, false},
		{Identity, identity(`"StringEquals": {"aws:UserAgent": ["a", "b"]}`), InvalidConditionDataType, false},
		{Identity, identity(`"StringEquals": {"aws:UserAgent": [true, false]}`), InvalidConditionDataType, false},
		{Identity, `{"Effect": "Allow", "Action": "*", "Resource": "arn:aws:S3:::b"}`, InvalidARNServiceCase, true},
		{Identity, `{"Effect": "Allow", "Action": "*", "Resource": "arn:aws:s3:::B"}`, InvalidARNServiceCase, false},
		{Identity, `{"Effect": "Allow", "Action": "*", "Resource": "arn:aws:*:::b"}`, WildcardInServiceName, true},
		{Identity, `{"Effect": "Allow", "Action": "*", "Resource": "arn:aws:s3:::*"}`, WildcardInServiceName, false},
		{Identity, `{"Effect": "Allow", "Action": "*", "Resource": "arn:aws:sqs:*:1:q"}`, InvalidARNAccount, true},
		{Identity, `{"Effect": "Allow", "Action": "*", "Resource": "arn:aws:sqs:*:*:q"}`, InvalidARNAccount, false},
		{Identity, `{"Effect": "Allow", "Action": "*", "Resource": "arn:aws:sqs:*:111122223333:q"}`, InvalidARNAccount, false},
		{Identity, `{"Effect": "Allow", "Action": "*", "Resource": "arn:aws:iam::aws:policy/p"}`, InvalidARNAccount, false},
		{Identity, `{"Effect": "Allow", "Action": "*", "Resource": "arn:aws:iam::cloudfront:user/u"}`, InvalidARNAccount, false},
		{Identity, `{"Effect": "Allow", "Action": "*", "Resource": "arn:aws:s3:::b"}`, InvalidARNAccount, false},
	} {
		found := false
		for _, d := range Compile(c.kind, document(c.statement)).Diagnostics() {
			found = found || d.Code == c.code
		}
		if found != c.found {
			t.Errorf("%s %s: %s is found: %v", c.kind, c.statement, c.code, found)
		}
	}
}

// TestWhereElementsAreMissing holds that an element that is missing is told at the brace that opens its statement.
func TestWhereElementsAreMissing(t *testing.T) {
	text := document(`{"Sid": "Empty"}`)
	brace := strings.Index(text, `{"Sid"`)
	found := 0
	for _, d := range Compile(Resource, text).Diagnostics() {
		switch d.Code {
		case MissingEffect, MissingAction, MissingResource, MissingPrincipal:
			if found++; d.Span != (Span{brace, brace + 1}) {
				t.Errorf("%s is told at %v, want the brace at %d", d.Code, d.Span, brace)
			}
		}
	}
	if found != 4 {
		t.Errorf("%d of 4 elements are missed", found)
	}
}

// TestHints holds what a message proposes for a slip.
func TestHints(t *testing.T) {
	for operator, want := range map[string]string{
		"StringEqual": `; write "StringEquals"`, "Bools": `; write "Bool"`, "stringequal": `; write "StringEquals"`, "StringEquals:": `; write "StringEquals"`,
		"NotStringEquals": `; write "StringNotEquals"`, "NotStringLike": `; write "StringNotLike"`, "NotBool": "", "StringIs": "", "": "",
	} {
		if got := operatorHint(operator); got != want {
			t.Errorf("for %q: %q, want %q", operator, got, want)
		}
	}
	for element, want := range map[string]string{
		"Actions": `; write "Action"`, "action": `; write "Action"`, "NOTRESOURCES": `; write "NotResource"`, "Effects": `; write "Effect"`,
		"Version": "; it stands beside Statement", "Id": "; it stands beside Statement", "Comment": "", "Actionss": "", "": "",
	} {
		if got := elementHint(element); got != want {
			t.Errorf("for %q: %q, want %q", element, got, want)
		}
	}
	for principal, want := range map[string]string{
		"arn:aws:iam::111122223333:group/devs": "a group is no principal", "arn:aws:iam::111122223333:guest/ann": "write an account id",
		"group/devs": "write an account id",
	} {
		d := Compile(Resource, document(`{"Effect": "Allow", "Principal": {"AWS": "`+principal+`"}, "Action": "s3:GetObject", "Resource": "*"}`)).Failure()
		if d == nil || !strings.Contains(d.Message, want) {
			t.Errorf("for %s: %+v, want %q", principal, d, want)
		}
	}
}
