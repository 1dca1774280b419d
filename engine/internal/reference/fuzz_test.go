package reference_test

import (
	"encoding/json"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/iam-policy-playground/playground/engine/internal/reference"
)

const (
	fuzzedUser   = "arn:aws:iam::111122223333:user/pickers/alice"
	fuzzedBucket = "arn:aws:s3:::orchard/alice/x"
)

// fuzzedValues are one value of each form that an operator reads, and texts that are nearly so.
var fuzzedValues = []string{
	"", "pears", "Pears", "p*", "p?ars", "${aws:username}", "${aws:PrincipalTag/team, 'red'}", "${*}", "${", "1", "1.50", "-0", "1e3", "+7",
	"2026-07-01T12:00:00Z", "2026-07-01T14:00+02:00", "2026-07", "1782907200", "true", "False", "YWJj", "YQ==", "203.0.113.7", "203.0.113.0/24",
	"2001:db8::/32", "::ffff:203.0.113.7", "arn:aws:sns:eu-west-1:111122223333:pears", "arn:aws:sns:*:111122223333:p?ars", "arn:*:*:*:*:*", "*:*:*:*:*:*",
}

// FuzzConditions has engine and reference ask one test about any two texts: every operator in each of its forms, a key that is
// absent, single, a list or an empty list, and one or two values in the policy.
func FuzzConditions(f *testing.F) {
	for i, want := range fuzzedValues {
		for j := range reference.Operators {
			f.Add(uint8(j), uint8(i*7+j), uint8(i+j*5), want, fuzzedValues[(i+j)%len(fuzzedValues)], fuzzedValues[(i*3+j)%len(fuzzedValues)])
			f.Add(uint8(j), uint8(0), uint8(0), want, "", want)
		}
	}
	f.Fuzz(func(t *testing.T, row, form, shape uint8, want, other, carried string) {
		if unreadable(want) || unreadable(other) || unreadable(carried) {
			return
		}
		key := []string{"s3:prefix", "aws:TagKeys"}[shape&1]
		r := reference.Request{Principal: fuzzedUser, Action: "s3:ListBucket", Resource: fuzzedBucket, Context: map[string]reference.Value{}}
		switch shape >> 1 & 3 {
		case 0:
			r.Context[key] = reference.Text(carried)
		case 1:
			r.Context[key] = reference.List(carried, other)
		case 2:
			r.Context[key] = reference.List()
		}
		values := []string{want}
		if shape&8 != 0 {
			values = append(values, other)
		}
		agree(t, "identity", r, map[string]any{"Resource": "*", "Condition": map[string]any{operatorOf(row, form): map[string]any{key: values}}})
	})
}

// operatorOf is an operator as a policy may write it.
func operatorOf(row, form uint8) string {
	name := reference.Operators[int(row)%len(reference.Operators)].Name
	if name != "Null" && form&1 != 0 {
		name += "IfExists"
	}
	return []string{"", "ForAllValues:", "ForAnyValue:", ""}[form>>1&3] + name
}

// FuzzARN has engine and reference compare any text in Resource, NotResource or a test of ARNs with any other text.
func FuzzARN(f *testing.F) {
	for i, want := range []string{
		"*", "arn:aws:s3:::orchard/*", "arn:aws:s3:::orchard/${aws:username}/?", "arn:AWS:S3:::*", "arn:aws:sns:*:pears", "arn:aws:dynamodb:*:table/Parcels", "arn:*",
		"arn:aws:sns:eu-*:*:pear*", "arn:aws:s3:::a*b*c", "arn:aws:sqs:eu-west-1", "arn:aws:logs:*:log-group:*:log-stream:x", "arn:${aws:username}:s3:::x",
	} {
		for j, asked := range []string{
			fuzzedBucket, "*", "arn:aws:sns:eu-west-1:111122223333:pears", "arn:aws:dynamodb:eu-west-1:111122223333:table/Parcels", "arn:aws:s3:::abcabc",
			"arn:aws:logs:eu-west-1:111122223333:log-group:g:log-stream:x", "pears",
		} {
			f.Add(uint8(i+j), want, asked)
		}
	}
	f.Fuzz(func(t *testing.T, where uint8, want, asked string) {
		if unreadable(want) || unreadable(asked) || oddAccount.MatchString(asked) {
			return
		}
		kind := []string{"identity", "boundary", "resource", "scp"}[where&3]
		r := reference.Request{Principal: fuzzedUser, Action: "sns:Publish", Resource: asked, ResourceAccount: "111122223333"}
		statement := map[string]any{"Resource": want}
		switch where >> 2 & 3 {
		case 1:
			statement = map[string]any{"NotResource": []string{want}}
		case 2:
			r.Resource, r.Context = fuzzedBucket, map[string]reference.Value{"aws:SourceArn": reference.Text(asked)}
			statement = map[string]any{"Resource": "*", "Condition": map[string]any{"ArnLike": map[string]any{"aws:SourceArn": want}}}
		}
		if kind == "resource" {
			statement["Principal"] = "*"
		}
		agree(t, kind, r, statement)
	})
}

// agree fails unless engine and reference decide a request in the same way that one policy decides, beside one that allows
// everything. What the engine calls an error is no question for the reference.
func agree(t *testing.T, kind string, r reference.Request, statement map[string]any) {
	statement["Effect"], statement["Action"] = "Allow", "*"
	everywhere := reference.Policy{Name: "fuzzed", Type: kind, Document: document(t, statement)}
	s := reference.Scenario{Scenario: 1, Policies: []reference.Policy{everywhere}, Requests: []reference.Request{r}, Principals: map[string]reference.Principal{
		fuzzedUser: {Tags: map[string]string{"team": "red"}},
	}}
	if kind == "scp" {
		s.Accounts = map[string]reference.Account{"111122223333": {Organization: "o-exampleorg", Path: []string{"r-ab12"}}}
		s.Policies[0].AttachedTo = &[]string{"111122223333"}
	}
	if kind == "boundary" || kind == "scp" {
		all := map[string]any{"Effect": "Allow", "Action": "*", "Resource": "*"}
		s.Policies = append(s.Policies, reference.Policy{Name: "all", Type: "identity", Document: document(t, all)})
	}
	text, err := json.Marshal(s)
	if err != nil {
		t.Fatal(err)
	}
	_, engine, second := answers(text)
	if len(engine) != 1 || strings.HasPrefix(engine[0], "error") || second[0] == "beyond" {
		return
	}
	if !slices.Equal(engine, second) {
		t.Errorf("%s", difference(text, engine, second))
	}
}

func document(t *testing.T, statement map[string]any) json.RawMessage {
	text, err := json.Marshal(map[string]any{"Version": "2012-10-17", "Statement": statement})
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// unreadable says what the reference takes no stand on: what no JSON text can hold, numbers that it would write out in gigabytes,
// seconds that the engine calls no date for their many digits, line breaks that the library reads over in Base64, and zones of addresses.
func unreadable(text string) bool {
	return len(text) > 500 || large.MatchString(text) || strings.ContainsAny(text, "\ufffd\r\n%")
}

var large = regexp.MustCompile(`[eE][+-]?[0-9]{4}|^-?[0-9]{16}`)

// oddAccount finds ARNs whose account is no account: the format of scenarios leaves open whose such a resource is.
var oddAccount = regexp.MustCompile(`^([^:]*:){4}([0-9]{0,11}[^0-9:]|[0-9]{1,11}:|[0-9]{13})`)
