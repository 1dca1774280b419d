package engine

import (
	"strings"
	"testing"
)

// TestWhoCanAsk holds which texts name a principal. A request by any other is not decided.
//
// AWS: IAM User Guide, "IAM JSON policy elements: Principal"; "IAM identifiers".
func TestWhoCanAsk(t *testing.T) {
	set := New(Environment{}, nil)
	for text, want := range map[string]callerKind{
		"anonymous":                                              anonymousCaller,
		"arn:aws:iam::111122223333:root":                         rootCaller,
		"arn:aws:iam::111122223333:user/ann":                     userCaller,
		"arn:aws:iam::111122223333:user/a/b":                     userCaller,
		"arn:aws:iam::111122223333:role/Reader":                  roleCaller,
		"arn:aws:sts::111122223333:assumed-role/Reader/s":        roleCaller,
		"arn:aws:sts::111122223333:federated-user/ann":           federatedCaller,
		"arn:aws:iam::111122223333:saml-provider/Corp":           providerCaller,
		"arn:aws:iam::111122223333:oidc-provider/id.example.com": providerCaller,
		"accounts.google.com":                                    providerCaller,
		"lambda.amazonaws.com":                                   serviceCaller,
	} {
		if c, why := set.caller(text); why != "" || c.kind != want {
			t.Errorf("%q is of kind %d (%s), want %d", text, c.kind, why, want)
		}
	}
	for _, text := range []string{
		"", "ann", "arn:aws:iam::111122223333", "arn:aws:s3:::pets", "arn:aws:sts::111122223333:root",
		"arn:aws:iam::111122223333:group/devs", "arn:aws:iam::111122223333:user", "arn:aws:iam::111122223333:user/",
		"arn:aws:iam::111122223333:role", "arn:aws:iam::111122223333:role/", "arn:aws:sts::111122223333:user/ann", "arn:aws:sts::111122223333:role/Reader",
		"arn:aws:iam::111122223333:assumed-role/Reader/s", "arn:aws:sts::111122223333:assumed-role/Reader", "arn:aws:sts::111122223333:session/Reader/s",
		"arn:aws:iam::111122223333:federated-user/ann", "arn:aws:sts::111122223333:federated-user", "arn:aws:sts::111122223333:guest/ann",
		"arn:aws:iam::111122223333:saml-provider", "arn:aws:sts::111122223333:saml-provider/Corp", "arn:aws:iam::1111:user/ann",
	} {
		if c, why := set.caller(text); why == "" {
			t.Errorf("%q names a principal of kind %d", text, c.kind)
		} else if got := set.Ask(Request{Principal: text, Action: "s3:GetObject", Resource: "*"}).Decide(); got != Failed {
			t.Errorf("a request by %q is %v", text, got)
		}
	}
}

// TestWhyNobodyCalls holds which sentence a request gets whose principal is no ARN.
func TestWhyNobodyCalls(t *testing.T) {
	for text, want := range map[string]string{"": "names no principal", "ann": `"ann" is neither an ARN`, "Lambda": `"Lambda" is neither an ARN`} {
		if _, why := new(Set).caller(text); !strings.Contains(why, want) {
			t.Errorf("%q: %s, want %s", text, why, want)
		}
	}
}

// TestAccountIDs holds that an account id is 12 digits, any of them zero.
func TestAccountIDs(t *testing.T) {
	for _, id := range []string{"000000000000", "012345678900", "999999999999", "100000000009"} {
		if !isAccountID(id) {
			t.Errorf("%s is no account id", id)
		}
	}
	for _, id := range []string{"", "11112222333", "1111222233334", "11112222333x", "11112222333/", "11112222333:", "1111-2222-33", " 11112222333"} {
		if isAccountID(id) {
			t.Errorf("%q is an account id", id)
		}
	}
}

// TestUniqueIDs holds what the unique id of a user or role looks like.
//
// AWS: IAM User Guide, "IAM identifiers", Unique identifiers.
func TestUniqueIDs(t *testing.T) {
	for _, id := range []string{"AIDAEXAMPLE12345", "AROAEXAMPLE0000Z", "AIDA" + strings.Repeat("A", 28)} {
		if !isUniqueID(id) {
			t.Errorf("%s is no unique id", id)
		}
	}
	for _, id := range []string{"", "AIDAEXAMPLE1234", "AGPAEXAMPLE12345", "AROAexample12345", "AIDAEXAMPLE-1234", "XAIDAEXAMPLE1234", "AIDA EXAMPLE1234"} {
		if isUniqueID(id) {
			t.Errorf("%q is a unique id", id)
		}
	}
}

// TestResourceInCapitals holds that the case of the first five fields does not count in the resource that is asked for, and that of
// the last one does (RATIONALE.md, "Why the first fields of an ARN ignore case").
func TestResourceInCapitals(t *testing.T) {
	set := New(Environment{}, []Policy{{Everywhere: true, Document: Compile(Identity,
		document(`{"Effect": "Allow", "Action": "dynamodb:GetItem", "Resource": "arn:aws:dynamodb:eu-west-1:111122223333:table/Orders"}`))}})
	for resource, want := range map[string]Decision{
		"arn:aws:dynamodb:eu-west-1:111122223333:table/Orders": Allowed,
		"arn:aws:DynamoDB:EU-WEST-1:111122223333:table/Orders": Allowed,
		"arn:aws:dynamodb:eu-west-1:111122223333:table/orders": ImplicitDeny,
		"arn:aws:DynamoDB:EU-WEST-1:111122223333:table/orders": ImplicitDeny,
	} {
		if got := set.Ask(Request{Principal: "arn:aws:iam::111122223333:user/ann", Action: "dynamodb:GetItem", Resource: resource}).Decide(); got != want {
			t.Errorf("%s: %v, want %v", resource, got, want)
		}
	}
}
