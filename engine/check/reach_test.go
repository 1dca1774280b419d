package check_test

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/iam-policy-playground/playground/engine"
	"github.com/iam-policy-playground/playground/engine/catalog"
	"github.com/iam-policy-playground/playground/engine/check"
	"github.com/iam-policy-playground/playground/engine/scenario"
)

// policy wraps statements, as JSON, into a policy.
func policy(statements string) string {
	return `{"Version": "2012-10-17", "Statement": [` + statements + `]}`
}

// found returns the codes of this package that are found in a policy.
func found(kind engine.Type, text string) (codes []string) {
	for _, f := range check.Document(kind, text, catalog.NewInquiry(everything())) {
		if check.Describe(f.Code).Code != "" {
			codes = append(codes, string(f.Code))
		}
	}
	return codes
}

// TestWhatIsNotCertainIsNotNoted has policies that come close to a check.
func TestWhatIsNotCertainIsNotNoted(t *testing.T) {
	for name, c := range map[string]struct {
		kind       engine.Type
		statements string
	}{
		"patterns that overlap": {engine.Identity, `{"Effect": "Allow", "Action": ["iam:Get*Report", "iam:GetC*", "iam:ListUser?"], "Resource": "*"}`},
		"a short ARN of a resource's policy": {engine.Endpoint,
			`{"Effect": "Allow", "Principal": "*", "Action": "sqs:SendMessage", "Resource": ["arn:aws:sqs:*", "arn:aws:sqs:us-east-1:111122223333:q"]}`},
		"a variable covers only its like": {engine.Identity,
			`{"Effect": "Allow", "Action": "s3:GetObject", "Resource": ["arn:aws:s3:::b/${aws:username}*", "arn:aws:s3:::b/${aws:username}x"]}`},
		"a default may hold anything": {engine.Identity,
			`{"Effect": "Allow", "Action": "s3:GetObject", "Resource": ["arn:aws:s3:::b/*", "arn:aws:s3:::b${aws:username, '}/'}"]}`},
		"an object that is named like a bucket": {engine.Identity,
			`{"Effect": "Allow", "Action": "s3:*", "Resource": ["arn:aws:s3:::pets/*", "arn:aws:s3:::pets", "arn:aws:s3:::pets2/*"]}`},
		"all ARNs are not all resources": {engine.Identity, `{"Effect": "Allow", "Action": "s3:*", "Resource": ["arn:aws:s3:::*", "arn:aws:sqs:*:*:*"]}`},
		"values that are no numbers": {engine.Identity,
			`{"Effect": "Allow", "Action": "s3:*", "Resource": "*", "Condition": {"NumericLessThan": {"s3:max-keys": ["10", "many"]}}}`},
		"numbers that all count": {engine.Identity,
			`{"Effect": "Deny", "Action": "s3:*", "Resource": "*", "Condition": {"NumericNotEquals": {"s3:max-keys": [1, 2, 9007199254740992, 9007199254740993]}}}`},
		"statements that differ in one test": {engine.Identity,
			`{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*", "Condition": {"StringEquals": {"aws:username": "ann"}}},
			 {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*", "Condition": {"StringLike": {"aws:username": "ann"}}}`},
		"NotAction that leaves out other actions": {engine.Identity,
			`{"Effect": "Deny", "NotAction": "s3:*", "Resource": "*"}, {"Effect": "Deny", "NotAction": "sqs:*", "Resource": "*"}`},
		"a list without entries": {engine.Identity,
			`{"Effect": "Allow", "Action": "s3:GetObject", "Resource": []}, {"Effect": "Allow", "Action": "s3:GetObject", "Resource": []}`},
		"roles by their names": {engine.Identity,
			`{"Effect": "Allow", "Action": "iam:PassRole", "Resource": ["arn:aws:iam::*:role/Service*", "arn:aws:iam::111122223333:role/*"]}`},
		"a service control policy grants nothing": {engine.SCP, `{"Effect": "Allow", "Action": "*", "Resource": "*"}`},
		"a service that is named with its source": {engine.Resource,
			`{"Effect": "Allow", "Principal": {"Service": "logs.us-east-1.amazonaws.com"}, "Action": "kms:Decrypt", "Resource": "*",
			  "Condition": {"ArnLike": {"kms:EncryptionContext:aws:logs:arn": "arn:aws:logs:us-east-1:111122223333:*"}}}`},
		"trust in a service": {engine.Trust, `{"Effect": "Allow", "Principal": {"Service": "ec2.amazonaws.com"}, "Action": "sts:AssumeRole"}`},
		"trust in SAML": {engine.Trust,
			`{"Effect": "Allow", "Principal": {"Federated": "arn:aws:iam::111122223333:saml-provider/p"}, "Action": "sts:AssumeRoleWithSAML"}`},
		"GitHub's claims by others of its names": {engine.Trust,
			`{"Effect": "Allow", "Principal": {"Federated": "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com"},
			  "Action": "sts:AssumeRoleWithWebIdentity", "Condition": {"StringEquals": {"token.actions.githubusercontent.com:job_workflow_ref": "octo/pets/.github/workflows/x.yml@refs/heads/main"}}}`},
		"a session of another role": {engine.Trust,
			`{"Effect": "Allow", "Principal": {"AWS": ["arn:aws:iam::111122223333:role/R2", "arn:aws:sts::111122223333:assumed-role/R/S"]}, "Action": "sts:AssumeRole"}`},
		"a Deny of all outsiders but services": {engine.RCP,
			`{"Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": "*",
			  "Condition": {"StringNotEquals": {"aws:PrincipalOrgID": "o-a1b2c3d4e5"}, "Null": {"aws:PrincipalServiceName": "true"}}}`},
		"a star that asks for presence": {engine.Identity, `{"Effect": "Allow", "Action": "s3:*", "Resource": "*", "Condition": {"StringLike": {"aws:username": "*"}}}`},
		"a star under StringEquals": {engine.Identity,
			`{"Effect": "Deny", "Action": "s3:*", "Resource": "*", "Condition": {"StringNotEquals": {"aws:UserAgent": "*"}}}`},
		"present and not equal": {engine.Identity,
			`{"Effect": "Allow", "Action": "s3:*", "Resource": "*", "Condition": {"Null": {"aws:username": "true"}, "StringNotEquals": {"aws:username": "ann"}}}`},
		"one of two values is excluded": {engine.Identity,
			`{"Effect": "Allow", "Action": "s3:*", "Resource": "*", "Condition": {"StringEquals": {"aws:username": ["ann", "bob"]}, "StringNotEquals": {"aws:username": "ann"}}}`},
		"several values, any of them": {engine.Identity,
			`{"Effect": "Allow", "Action": "s3:*", "Resource": "*", "Condition": {"ForAnyValue:StringEquals": {"aws:TagKeys": "a"}, "ForAnyValue:StringNotEquals": {"aws:TagKeys": "a"}}}`},
		"MFA with its age": {engine.Identity,
			`{"Effect": "Allow", "Action": "s3:*", "Resource": "*", "Condition": {"Bool": {"aws:MultiFactorAuthPresent": "true"}, "NumericLessThan": {"aws:MultiFactorAuthAge": "3600"}}}`},
		"an action of which a pattern decides":           {engine.Identity, `{"Effect": "Deny", "Action": "ec2:Describe*", "Resource": "arn:aws:ec2:*:*:instance/*"}`},
		"a resource that may be a bucket":                {engine.Identity, `{"Effect": "Allow", "Action": "s3:ListBucket", "Resource": "arn:aws:s3:::${aws:PrincipalTag/bucket}"}`},
		"a star that may stand for account and resource": {engine.Identity, `{"Effect": "Allow", "Action": "lambda:InvokeFunction", "Resource": "arn:aws:lambda:*"}`},
		"all buckets, of which AWS's pages disagree":     {engine.Identity, `{"Effect": "Allow", "Action": "s3:ListAllMyBuckets", "Resource": "arn:aws:s3:::*"}`},
		"a service of which nothing is known":            {engine.Identity, `{"Effect": "Allow", "Action": "dynamodb:GetItem", "Resource": "arn:aws:dynamodb:*:*:table/pets"}`},
	} {
		if codes := found(c.kind, policy(c.statements)); len(codes) > 0 {
			t.Errorf("%s: %s", name, codes)
		}
	}
}

// TestWhatIsCertainIsNoted has shapes beyond the one example of a code.
func TestWhatIsCertainIsNoted(t *testing.T) {
	for name, c := range map[string]struct {
		kind       engine.Type
		statements string
		code       engine.Code
	}{
		"an ARN beside the lone star": {engine.Identity, `{"Effect": "Allow", "Action": "s3:GetObject", "Resource": ["*", "arn:aws:s3:::pets/*"]}`, check.RedundantResource},
		"a short ARN of an identity policy": {engine.Identity,
			`{"Effect": "Allow", "Action": "sqs:SendMessage", "Resource": ["arn:aws:sqs", "arn:aws:sqs:us-east-1:111122223333:q"]}`, check.RedundantResource},
		"API Gateway's short form": {engine.Resource,
			`{"Effect": "Allow", "Principal": "*", "Action": "execute-api:Invoke", "Resource": ["execute-api:/prod/*", "execute-api:/prod/GET/pets"]}`, check.RedundantResource},
		"partition and account ignore case": {engine.Identity,
			`{"Effect": "Allow", "Action": "sns:Publish", "Resource": ["arn:aws:SNS:*:111122223333:t", "arn:AWS:sns:us-east-1:111122223333:t"]}`, check.RedundantResource},
		"a star that does not run over colons": {engine.Identity,
			`{"Effect": "Allow", "Action": "sns:Publish", "Resource": ["arn:aws:sns:*?:111122223333:t", "arn:aws:sns:?*:111122223333:t"]}`, check.RedundantResource},
		"NotAction that leaves out more": {engine.SCP,
			`{"Effect": "Deny", "NotAction": "s3:*", "Resource": "*"}, {"Effect": "Deny", "NotAction": ["s3:*", "sqs:*"], "Resource": "*"}`, check.RedundantStatement},
		"everything covers NotResource": {engine.Identity,
			`{"Effect": "Allow", "Action": "s3:*", "Resource": "*"}, {"Effect": "Allow", "Action": "s3:Get*", "NotResource": "arn:aws:s3:::pets/*"}`, check.RedundantStatement},
		"a short ARN of all roles": {engine.Identity, `{"Effect": "Allow", "Action": "iam:Pass*", "Resource": "arn:aws:iam"}`, check.PassRoleWithStarInActionAndResource},
		"equal numbers": {engine.Identity,
			`{"Effect": "Deny", "Action": "s3:*", "Resource": "*", "Condition": {"NumericNotEquals": {"s3:max-keys": ["1", 1e0]}}}`, check.RedundantConditionValueNum},
		"a positive test with IfExists in an RCP": {engine.RCP,
			`{"Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": "*", "Condition": {"StringEqualsIfExists": {"aws:PrincipalAccount": "111122223333"}}}`, check.RCPMissingRelatedPrincipalConditionKey},
	} {
		if codes := found(c.kind, policy(c.statements)); !slices.Contains(codes, string(c.code)) {
			t.Errorf("%s: %s, want %s", name, codes, c.code)
		}
	}
}

// TestCutPoliciesAreChecked cuts the examples everywhere: whatever is found stays within the text, and so do its fixes.
func TestCutPoliciesAreChecked(t *testing.T) {
	for _, code := range exampleCodes(t) {
		text, err := os.ReadFile(filepath.Join(examples, code+".scenario.json"))
		if err != nil {
			t.Fatal(err)
		}
		s, _ := scenario.Parse(string(text))
		for _, p := range s.Policies {
			for end := 0; end < min(len(p.Text), 600); end += 3 {
				checkSpans(t, p.Type, p.Text[:end])
			}
		}
	}
}

func checkSpans(t *testing.T, kind engine.Type, text string) {
	t.Helper()
	within := func(s engine.Span) bool { return s.Start >= 0 && s.Start <= s.End && s.End <= len(text) }
	for _, f := range check.Document(kind, text, catalog.NewInquiry(nil)) {
		if !within(f.Span) || f.Message == "" {
			t.Fatalf("%s at %v of %q: %q", f.Code, f.Span, text, f.Message)
		}
		for _, fix := range f.Fixes {
			at := 0
			for _, e := range fix.Edits {
				if !within(e.Span) || e.Span.Start < at {
					t.Fatalf("%s: %s edits %v of %q", f.Code, fix.Title, e.Span, text)
				}
				at = e.Span.End
			}
		}
	}
}
