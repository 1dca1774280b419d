package check_test

import (
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/iam-policy-playground/playground/engine"
	"github.com/iam-policy-playground/playground/engine/check"
	"github.com/iam-policy-playground/playground/engine/scenario"
)

// Documents in which the fragments of the table below stand in the place of %.
const (
	whole     = `%`
	element   = `{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*", %}]}`
	actions   = `{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": %, "Resource": "*"}]}`
	resources = `{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": %}]}`
	condition = `{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*", "Condition": {%}}]}`
	trust     = `{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", %}]}`
	two       = `{"Version": "2012-10-17", "Statement": [{%, "Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"}, ` +
		`{"Sid": "B", "Effect": "Deny", "Action": "s3:PutObject", "Resource": "*"}]}`
)

// fixes are what the first fix of a finding of the evaluator makes of a document, by hand. Where after is "", there is no fix,
// because none is certain.
var fixes = []struct {
	code          engine.Code
	kind          engine.Type
	document      string
	before, after string
}{
	{engine.NotAnObject, engine.Identity, whole, `"{\"Version\": \"2012-10-17\", \"Statement\": []}"`, `{"Version": "2012-10-17", "Statement": []}`},
	{engine.NotAnObject, engine.Identity, whole, `[{"Version": "2012-10-17", "Statement": []}]`, `{"Version": "2012-10-17", "Statement": []}`},
	{engine.NotAnObject, engine.Identity, whole, `[{"Effect": "Deny", "Action": "*", "Resource": "*"}]`, `{"Version": "2012-10-17", "Statement": [{"Effect": "Deny", "Action": "*", "Resource": "*"}]}`},
	{engine.NotAnObject, engine.Identity, whole, `"s3:GetObject"`, ""},
	{engine.MissingVersion, engine.Identity, whole, `{"Statement": []}`, `{"Version": "2012-10-17", "Statement": []}`},
	{engine.MissingVersion, engine.SCP, whole, "{\n  \"Statement\": []\n}", "{\n  \"Version\": \"2012-10-17\",\n  \"Statement\": []\n}"},
	{engine.MissingVersion, engine.Identity, whole, `{"Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::${b}"}]}`, ""},
	{engine.InvalidVersion, engine.Identity, whole, `{"Version": "2012-10-17\t", "Statement": []}`, `{"Version": "2012-10-17", "Statement": []}`},
	{engine.InvalidVersion, engine.SCP, whole, `{"Version": "2008-10-17", "Statement": []}`, `{"Version": "2012-10-17", "Statement": []}`},
	{engine.VariableUnsupportedInVersion, engine.Identity, whole,
		`{"Version": "2008-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::b/${aws:username}"}]}`,
		`{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::b/${aws:username}"}]}`},
	{engine.VariableUnsupportedInVersion, engine.Identity, whole,
		`{"Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::b/${aws:username}"}]}`,
		`{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::b/${aws:username}"}]}`},

	{engine.InvalidPolicyElement, engine.Identity, whole, `{"version": "2012-10-17", "Statement": []}`, `{"Version": "2012-10-17", "Statement": []}`},
	{engine.InvalidPolicyElement, engine.Identity, whole, `{"Version": "2012-10-17", "Statements": []}`, `{"Version": "2012-10-17", "Statement": []}`},
	{engine.InvalidPolicyElement, engine.Identity, element, `"Conditions": {"Bool": {"aws:SecureTransport": "true"}}`, `"Condition": {"Bool": {"aws:SecureTransport": "true"}}`},
	{engine.InvalidPolicyElement, engine.Identity, trust, `"Action": "*", "NotResources": "arn:aws:s3:::b"`, `"Action": "*", "NotResource": "arn:aws:s3:::b"`},
	{engine.InvalidPolicyElement, engine.Identity, element, `"Actions": "s3:PutObject"`, ""}, // there is an Action already
	{engine.InvalidPolicyElement, engine.Identity, element, `"Comment": "for alice"`, ""},

	{engine.InvalidEffect, engine.Identity, whole, `{"Version": "2012-10-17", "Statement": {"Effect": "allow", "Action": "*", "Resource": "*"}}`, `{"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "*", "Resource": "*"}}`},
	{engine.InvalidEffect, engine.Identity, whole, `{"Version": "2012-10-17", "Statement": {"Effect": "DENY ", "Action": "*", "Resource": "*"}}`, `{"Version": "2012-10-17", "Statement": {"Effect": "Deny", "Action": "*", "Resource": "*"}}`},
	{engine.InvalidEffect, engine.Identity, whole, `{"Version": "2012-10-17", "Statement": {"Effect": "Permit", "Action": "*", "Resource": "*"}}`, ""},
	{engine.DataTypeMismatch, engine.Identity, whole, `{"Version": "2012-10-17", "Statement": {"Effect": ["Allow"], "Action": "*", "Resource": "*"}}`, `{"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "*", "Resource": "*"}}`},
	{engine.DataTypeMismatch, engine.Identity, element, `"Sid": 1`, `"Sid": "1"`},
	{engine.DataTypeMismatch, engine.Identity, actions, `7`, ""},

	{engine.DuplicateKey, engine.Identity, condition, `"Bool": {"aws:SecureTransport": "true"}, "Bool": {"aws:ViaAWSService": "false"}`, `"Bool": {"aws:SecureTransport": "true", "aws:ViaAWSService": "false"}`},
	{engine.DuplicateKey, engine.Identity, condition, `"Bool": {"aws:SecureTransport": "true"}, "Bool": {"aws:SecureTransport": "false"}`, ""},
	{engine.DuplicateKey, engine.Identity, element, `"Sid": "A", "Sid": "B"`, ""},
	{engine.DuplicateKeysWithDifferentCase, engine.Identity, condition, `"StringEquals": {"aws:SourceVpc": "vpc-12345678", "aws:sourceVpc": "vpc-12345678"}`, `"StringEquals": {"aws:SourceVpc": "vpc-12345678"}`},

	{engine.UnsupportedCharacter, engine.Identity, element, `"Sid": "read\u0007only"`, `"Sid": "readonly"`},
	{engine.UnsupportedCharacter, engine.Identity, resources, `"arn:aws:s3:::my–bucket"`, `"arn:aws:s3:::my-bucket"`},
	{engine.UnsupportedCharacter, engine.Identity, resources, `"arn:aws:s3:::日本"`, ""},
	{engine.UnsupportedSid, engine.Identity, element, `"Sid": "read the-bucket"`, `"Sid": "readTheBucket"`},
	{engine.UnsupportedSid, engine.Identity, element, `"Sid": "---"`, ""},
	{engine.EmptySidValue, engine.Identity, two, `"Id": 1, "Sid": ""`, `"Id": 1`},
	{engine.UnsupportedID, engine.Identity, whole, `{"Version": "2012-10-17", "Id": "x", "Statement": []}`, `{"Version": "2012-10-17", "Statement": []}`},

	{engine.RoleTrustPolicyResource, engine.Trust, trust, `"Principal": {"AWS": "111122223333"}, "Resource": "*", "Action": "sts:AssumeRole"`, `"Principal": {"AWS": "111122223333"}, "Action": "sts:AssumeRole"`},
	{engine.UnsupportedPrincipal, engine.Identity, element, `"Principal": "*", "Sid": "A"`, `"Sid": "A"`},
	{engine.UnsupportedPrincipal, engine.Identity, element, `"Principal": {"AWS": ["*"]}, "Sid": "A"`, `"Sid": "A"`},
	{engine.UnsupportedPrincipal, engine.Identity, element, `"Principal": {"AWS": "111122223333"}`, ""},
	{engine.SCPPrincipal, engine.SCP, element, `"Principal": "*", "Sid": "A"`, `"Sid": "A"`},
	{engine.RCPPrincipal, engine.RCP, trust, `"Sid": "A", "Principal": {"AWS": "*"}, "Action": "s3:*", "Resource": "*"`, `"Sid": "A", "Principal": "*", "Action": "s3:*", "Resource": "*"`},
	{engine.RoleTrustPolicyWildcard, engine.Trust, trust, `"Principal": "*", "Action": "sts:AssumeRole"`, `"Principal": {"AWS": "*"}, "Action": "sts:AssumeRole"`},
	{engine.InvalidPrincipalFormat, engine.Resource, element, `"Principal": "111122223333"`, `"Principal": {"AWS": "111122223333"}`},
	{engine.InvalidPrincipalFormat, engine.Resource, element, `"Principal": "lambda.amazonaws.com"`, `"Principal": {"Service": "lambda.amazonaws.com"}`},
	{engine.InvalidPrincipalFormat, engine.Resource, element, `"Principal": ["arn:aws:iam::111122223333:role/a", "arn:aws:iam::111122223333:root"]`, `"Principal": {"AWS": ["arn:aws:iam::111122223333:role/a", "arn:aws:iam::111122223333:root"]}`},
	{engine.InvalidPrincipalFormat, engine.Resource, element, `"Principal": "alice"`, ""},
	{engine.InvalidPrincipalKey, engine.Resource, element, `"Principal": {"aws": "111122223333"}`, `"Principal": {"AWS": "111122223333"}`},
	{engine.InvalidPrincipalKey, engine.Resource, element, `"Principal": {"Services": "lambda.amazonaws.com"}`, `"Principal": {"Service": "lambda.amazonaws.com"}`},
	{engine.InvalidPrincipalKey, engine.Resource, element, `"Principal": {"User": "alice"}`, ""},
	{engine.InvalidServicePrincipalFormat, engine.Resource, element, `"Principal": {"Service": "lambda"}`, `"Principal": {"Service": "lambda.amazonaws.com"}`},
	{engine.UnsupportedWildcardInPrincipal, engine.Resource, trust, `"Principal": {"AWS": "arn:aws:iam::111122223333:role/dev-*"}, "Action": "s3:GetObject", "Resource": "*"`,
		`"Principal": {"AWS": "*"}, "Action": "s3:GetObject", "Resource": "*", "Condition": {"ArnLike": {"aws:PrincipalArn": "arn:aws:iam::111122223333:role/dev-*"}}`},
	{engine.UnsupportedWildcardInPrincipal, engine.Resource, element, `"Principal": {"AWS": "arn:aws:sts::111122223333:assumed-role/dev/*"}`, ""},
	{engine.MismatchedActionForPrincipal, engine.Trust, trust, `"Principal": {"Federated": "arn:aws:iam::111122223333:saml-provider/x"}, "Action": "sts:AssumeRole"`, `"Principal": {"Federated": "arn:aws:iam::111122223333:saml-provider/x"}, "Action": "sts:AssumeRoleWithSAML"`},
	{engine.MismatchedActionForPrincipal, engine.Trust, trust, `"Principal": {"Federated": "accounts.google.com", "AWS": "111122223333"}, "Action": "sts:AssumeRole"`, ""},
	{engine.MissingActionForRolesAnywhere, engine.Trust, trust, `"Principal": {"Service": "rolesanywhere.amazonaws.com"}, "Action": "sts:AssumeRole"`,
		`"Principal": {"Service": "rolesanywhere.amazonaws.com"}, "Action": ["sts:AssumeRole", "sts:SetSourceIdentity", "sts:TagSession"]`},

	{engine.InvalidAction, engine.Identity, actions, `"s3:GetObject, s3:PutObject"`, `["s3:GetObject", "s3:PutObject"]`},
	{engine.InvalidAction, engine.Identity, actions, `["s3:ListBucket", "s3:GetObject,s3:PutObject"]`, `["s3:ListBucket", "s3:GetObject", "s3:PutObject"]`},
	{engine.InvalidAction, engine.Identity, actions, `" s3:GetObject"`, `"s3:GetObject"`},
	{engine.InvalidAction, engine.Identity, actions, `"s3.GetObject"`, `"s3:GetObject"`},
	{engine.InvalidAction, engine.Identity, actions, `"GetObject"`, ""},
	{engine.UnsupportedWildcardInService, engine.Identity, actions, `"*:*"`, `"*"`},
	{engine.UnsupportedWildcardInService, engine.Identity, actions, `"s*:Get*"`, ""},
	{engine.InvalidARNPrefix, engine.Identity, resources, `"ARN:aws:s3:::b"`, `"arn:aws:s3:::b"`},
	{engine.InvalidARNPrefix, engine.Identity, resources, `"aws:s3:::b"`, `"arn:aws:s3:::b"`},
	{engine.InvalidARNPrefix, engine.Identity, resources, `"s3://b/k*"`, `"arn:aws:s3:::b/k*"`},
	{engine.InvalidARNPrefix, engine.Identity, resources, `"b/*"`, ""},
	{engine.MissingARNField, engine.Identity, resources, `"arn:aws:s3:b/*"`, `"arn:aws:s3:::b/*"`},
	{engine.MissingARNField, engine.Identity, resources, `"arn:aws:s3::b"`, `"arn:aws:s3:::b"`},
	{engine.MissingARNField, engine.Identity, resources, `"arn:aws:sqs:us-east-1"`, ""},
	{engine.InvalidARNServiceCase, engine.Identity, resources, `"arn:aws:S3:::b/*"`, `"arn:aws:s3:::b/*"`},
	{engine.InvalidARNAccount, engine.Identity, resources, `"arn:aws:sqs:us-east-1:1111-2222-3333:q"`, `"arn:aws:sqs:us-east-1:111122223333:q"`},
	{engine.InvalidARNAccount, engine.Identity, resources, `"arn:aws:sqs:us-east-1:1111:q"`, ""},

	{engine.InvalidConditionOperator, engine.Identity, condition, `"StringEqual": {"aws:SourceVpc": "vpc-12345678"}`, `"StringEquals": {"aws:SourceVpc": "vpc-12345678"}`},
	{engine.InvalidConditionOperator, engine.Identity, condition, `"ForAnyValues:StringLikes": {"aws:TagKeys": "a*"}`, `"ForAnyValue:StringLike": {"aws:TagKeys": "a*"}`},
	{engine.InvalidConditionOperator, engine.Identity, condition, `"NotStringEquals": {"aws:SourceVpc": "vpc-12345678"}`, `"StringNotEquals": {"aws:SourceVpc": "vpc-12345678"}`},
	{engine.InvalidConditionOperator, engine.Identity, condition, `"Equals": {"aws:SourceVpc": "vpc-12345678"}`, ""},
	{engine.UnusualOperatorCase, engine.Identity, condition, `"stringequalsifexists": {"aws:SourceVpc": "vpc-12345678"}`, `"StringEqualsIfExists": {"aws:SourceVpc": "vpc-12345678"}`},
	{engine.NullWithIfExists, engine.Identity, condition, `"NullIfExists": {"aws:TokenIssueTime": "true"}`, `"Null": {"aws:TokenIssueTime": "true"}`},
	{engine.NullWithQualifier, engine.Identity, condition, `"ForAnyValue:Null": {"aws:TagKeys": "true"}`, `"Null": {"aws:TagKeys": "true"}`},
	{engine.WildcardWithoutLikeOperator, engine.Identity, condition, `"StringEqualsIfExists": {"s3:prefix": ["home/*", "x"]}`, `"StringLikeIfExists": {"s3:prefix": ["home/*", "x"]}`},
	{engine.WildcardWithoutLikeOperator, engine.Identity, condition, `"StringNotEquals": {"s3:prefix": "home/*"}`, `"StringNotLike": {"s3:prefix": "home/*"}`},
	{engine.WildcardWithoutLikeOperator, engine.Identity, condition, `"StringEqualsIgnoreCase": {"s3:prefix": "home/*"}`, ""},
	{engine.InvalidConditionKeyFormat, engine.Identity, condition, `"IpAddress": {"sourceip": "203.0.113.0/24"}`, `"IpAddress": {"aws:SourceIp": "203.0.113.0/24"}`},
	{engine.InvalidConditionKeyFormat, engine.Identity, condition, `"StringEquals": {"team": "a"}`, ""},
	{engine.UnsupportedGlobalConditionKey, engine.Identity, condition, `"ArnEquals": {"aws:ARN": "arn:aws:iam::111122223333:user/a"}`, `"ArnEquals": {"aws:PrincipalArn": "arn:aws:iam::111122223333:user/a"}`},
	{engine.InvalidConditionDataType, engine.Identity, condition, `"NumericEquals": {"s3:max-keys": ["10", 20]}`, `"NumericEquals": {"s3:max-keys": ["10", "20"]}`},
	{engine.InvalidConditionMultipleBoolean, engine.Identity, condition, `"Bool": {"aws:SecureTransport": ["true", "true"]}`, `"Bool": {"aws:SecureTransport": "true"}`},
	{engine.InvalidConditionMultipleBoolean, engine.Identity, condition, `"Bool": {"aws:SecureTransport": ["true", "false"]}`, ""},
	{engine.TypeMismatchIPRange, engine.Identity, condition, `"IpAddress": {"aws:SourceIp": " 203.0.113.0/24"}`, `"IpAddress": {"aws:SourceIp": "203.0.113.0/24"}`},
	{engine.TypeMismatchNumber, engine.Identity, condition, `"NumericLessThan": {"s3:max-keys": "10 "}`, `"NumericLessThan": {"s3:max-keys": "10"}`},
	{engine.TypeMismatchDate, engine.Identity, condition, `"DateLessThan": {"aws:CurrentTime": "2026-01-31T00:00:00Z "}`, `"DateLessThan": {"aws:CurrentTime": "2026-01-31T00:00:00Z"}`},
	{engine.TypeMismatchBoolean, engine.Identity, condition, `"Bool": {"aws:SecureTransport": " true"}`, `"Bool": {"aws:SecureTransport": "true"}`},
	{engine.TypeMismatchBoolean, engine.Identity, condition, `"Bool": {"aws:SecureTransport": "yes"}`, ""},
	{engine.ImproveIPRange, engine.Identity, condition, `"IpAddress": {"aws:SourceIp": "203.0.113.77/20"}`, `"IpAddress": {"aws:SourceIp": "203.0.112.0/20"}`},
	{engine.ImproveIPRange, engine.Identity, condition, `"IpAddress": {"aws:SourceIp": "198.51.100.255/31"}`, `"IpAddress": {"aws:SourceIp": "198.51.100.254/31"}`},
	{engine.InvalidDateValue, engine.Identity, condition, `"DateLessThan": {"aws:CurrentTime": "1709210096"}`, `"DateLessThan": {"aws:CurrentTime": "2024-02-29T12:34:56Z"}`},
	{engine.InvalidDateValue, engine.Identity, condition, `"DateLessThan": {"aws:CurrentTime": 946684799}`, `"DateLessThan": {"aws:CurrentTime": "1999-12-31T23:59:59Z"}`},

	{engine.MissingBraceInVariable, engine.Identity, resources, `"arn:aws:s3:::b/${aws:username"`, `"arn:aws:s3:::b/${aws:username}"`},
	{engine.MissingBraceInVariable, engine.Identity, resources, `"arn:aws:s3:::b/${aws:username/*"`, `"arn:aws:s3:::b/${aws:username}/*"`},
	{engine.MissingBraceInVariable, engine.Identity, resources, `"arn:aws:s3:::b/${aws:PrincipalTag/team/*"`, ""},
	{engine.MissingQuoteInVariable, engine.Identity, resources, `"arn:aws:s3:::b/${aws:username, nobody}"`, `"arn:aws:s3:::b/${aws:username, 'nobody'}"`},
	{engine.UnsupportedSpaceInVariable, engine.Identity, resources, `"arn:aws:s3:::b/${ aws:username }"`, `"arn:aws:s3:::b/${aws:username}"`},
}

// fixedElsewhere are fixes that change more than the fragment.
var fixedElsewhere = []struct {
	code          engine.Code
	before, after string
}{
	{engine.DuplicateKey, `{"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "*", "Resource": "*", "Effect": "Allow"}}`, `{"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "*", "Resource": "*"}}`},
	{engine.UniqueSidsRequired, `{"Version": "2012-10-17", "Statement": [{"Sid": "A", "Effect": "Allow", "Action": "*", "Resource": "*"}, {"Sid": "A", "Effect": "Deny", "Action": "*", "Resource": "*"}]}`,
		`{"Version": "2012-10-17", "Statement": [{"Sid": "A", "Effect": "Allow", "Action": "*", "Resource": "*"}, {"Sid": "A2", "Effect": "Deny", "Action": "*", "Resource": "*"}]}`},
	{engine.EmptyObjectCondition, `{"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "*", "Resource": "*", "Condition": {}}}`, `{"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "*", "Resource": "*"}}`},
}

func TestFixesOfTheEvaluatorsFindings(t *testing.T) {
	for _, f := range fixes {
		after := ""
		if f.after != "" {
			after = strings.Replace(f.document, "%", f.after, 1)
		}
		testFix(t, f.code, f.kind, strings.Replace(f.document, "%", f.before, 1), after)
	}
	for _, f := range fixedElsewhere {
		testFix(t, f.code, engine.Identity, f.before, f.after)
	}
}

// TestTheMessageSaysWhatTheFixWrites: Not in front of an operator is not to be left out, it has another place.
func TestTheMessageSaysWhatTheFixWrites(t *testing.T) {
	for _, f := range checkText(engine.Identity, strings.Replace(condition, "%", `"NotStringEquals": {"aws:SourceVpc": "vpc-12345678"}`, 1)) {
		if f.Code == engine.InvalidConditionOperator && !strings.HasSuffix(f.Message, `write "StringNotEquals"`) {
			t.Errorf("message %s", f.Message)
		}
	}
}

// testFix compares a document after the first fix of the last finding of a code; after is "" if there is to be no fix.
func testFix(t *testing.T, code engine.Code, kind engine.Type, before, after string) {
	t.Helper()
	var found *check.Finding
	for _, f := range checkText(kind, before) {
		if f.Code == code {
			found = &f
		}
	}
	switch {
	case found == nil:
		t.Errorf("%s is not found in\n%s", code, before)
	case after == "" && len(found.Fixes) > 0:
		t.Errorf("%s: there is a fix, %s, in\n%s", code, found.Fixes[0].Title, before)
	case after != "" && len(found.Fixes) == 0:
		t.Errorf("%s: no fix in\n%s", code, before)
	case after != "" && apply(before, &found.Fixes[0]) != after:
		t.Errorf("%s: %s gives\n%s\nwant\n%s", code, found.Fixes[0].Title, apply(before, &found.Fixes[0]), after)
	}
}

// TestFixesOverTheCorpus applies every fix of every finding in the scenarios of the project: the finding goes, no document
// becomes one that AWS refuses, and no error comes that was not there.
func TestFixesOverTheCorpus(t *testing.T) {
	applied := 0
	err := filepath.WalkDir("../testdata", func(path string, _ fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, ".scenario.json") {
			return err
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		s, _ := scenario.Parse(string(text))
		for _, p := range s.Policies {
			if len(p.Text) < 10_000 { // longer ones are made to be hostile
				applied += applyAll(t, path, p.Type, p.Text)
			}
		}
		return nil
	})
	if err != nil || applied < 200 {
		t.Errorf("%d fixes applied: %v", applied, err)
	}
}

func applyAll(t *testing.T, path string, kind engine.Type, text string) (applied int) {
	t.Helper()
	before := checkText(kind, text)
	for _, f := range before {
		for i := range f.Fixes {
			applied++
			fixed := apply(text, &f.Fixes[i])
			after := checkText(kind, fixed)
			if count(after, f.Code) >= count(before, f.Code) {
				t.Errorf("%s: %s (%s) leaves the finding in\n%s", path, f.Fixes[i].Title, f.Code, fixed)
			}
			if json.Valid([]byte(text)) && !json.Valid([]byte(fixed)) {
				t.Errorf("%s: %s (%s) breaks the JSON:\n%s", path, f.Fixes[i].Title, f.Code, fixed)
			}
			if !json.Valid([]byte(text)) || f.Code == engine.DuplicateKey {
				continue // more is seen of the document once it can be read
			}
			for _, g := range after {
				if g.Severity == engine.Error && count(after, g.Code) > count(before, g.Code) {
					t.Errorf("%s: %s (%s) brings %s: %s\n%s", path, f.Fixes[i].Title, f.Code, g.Code, g.Message, fixed)
				}
			}
		}
	}
	return applied
}

func count(findings []check.Finding, code engine.Code) (n int) {
	for _, f := range findings {
		if f.Code == code {
			n++
		}
	}
	return n
}
