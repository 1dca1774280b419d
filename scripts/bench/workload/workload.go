// Package workload makes the questions of the benchmarks: policies, and one request that they allow. It is the only place
// that says what they are; every engine gets a translation of the same one.
package workload

import (
	"fmt"
	"strings"
)

// A Statement is one of a policy. Its fields are IAM's; those that are empty are not there.
type Statement struct {
	Sid, Effect string
	Principal   string // "*" or an ARN; resource and resource control policies only
	Actions     []string
	NotActions  []string
	Resources   []string
	Conditions  []Condition
}

// A Condition is one operator with one key.
type Condition struct {
	Operator, Key string
	Values        []string
}

// A Policy is a document and what it is attached to.
type Policy struct {
	Type       string // as scenarios call it: identity, resource, boundary, session, scp, rcp
	Name       string
	AttachedTo string // root, organizational unit or account; service and resource control policies only
	Statements []Statement
}

// A Workload is policies and the request that is asked again and again. The answer is always: allowed.
type Workload struct {
	Name      string
	About     string // what it is, for the table's legend
	Principal string
	Action    string
	Resource  string
	Context   map[string][]string
	Policies  []Policy
	// Accounts holds the way from the root to each account that is below one.
	Accounts map[string][]string
}

const (
	shop   = "arn:aws:execute-api:eu-west-1:111122223333:k4f8w2n6p0"
	dana   = "arn:aws:iam::111122223333:user/dana"
	orders = "arn:aws:sts::444455556666:assumed-role/Orders/nightly"
	invoke = "execute-api:Invoke"
)

// All returns the workloads, from the smallest.
func All() []Workload {
	return []Workload{Call(), Manage(), Conditions(), Statements(100), Statements(1000), Layers()}
}

// Call allows one method of one API.
func Call() Workload {
	return Workload{Name: "S1", About: "one statement, one method of one API",
		Principal: dana, Action: invoke, Resource: shop + "/live/GET/orders/17",
		Policies: identity(Statement{Sid: "One", Effect: "Allow", Actions: []string{invoke}, Resources: []string{shop + "/live/GET/orders/17"}})}
}

// Manage allows to read APIs.
func Manage() Workload {
	apis := "arn:aws:apigateway:eu-west-1::/restapis/"
	return Workload{Name: "S2", About: "one statement, apigateway:GET on every REST API",
		Principal: dana, Action: "apigateway:GET", Resource: apis + "k4f8w2n6p0",
		Policies: identity(Statement{Sid: "One", Effect: "Allow", Actions: []string{"apigateway:GET"}, Resources: []string{apis + "*"}})}
}

// Conditions has ten statements with conditions of every family, of which only the last one allows.
func Conditions() Workload {
	when := func(effect string, conditions ...Condition) Statement {
		return Statement{Effect: effect, Actions: []string{invoke}, Resources: []string{shop + "/*/GET/orders/*"}, Conditions: conditions}
	}
	test := func(operator, key string, values ...string) Condition { return Condition{operator, key, values} }
	encrypted := Statement{Effect: "Deny", Actions: []string{"*"}, Resources: []string{"*"}, Conditions: []Condition{test("Bool", "aws:SecureTransport", "false")}}
	own := Statement{Effect: "Allow", Actions: []string{invoke}, Resources: []string{shop + "/live/GET/customers/${aws:username}/*"}}
	statements := []Statement{
		encrypted,
		when("Deny", test("NotIpAddress", "aws:SourceIp", "198.51.100.0/24")),
		when("Allow", test("StringEquals", "aws:PrincipalTag/team", "billing")),
		when("Allow", test("StringLike", "aws:username", "eve*")),
		when("Allow", test("IpAddress", "aws:SourceIp", "192.0.2.0/24", "203.0.113.0/24", "10.0.0.0/8")),
		when("Allow", test("DateGreaterThan", "aws:CurrentTime", "2030-01-01T00:00:00Z")),
		when("Allow", test("ForAnyValue:StringEquals", "aws:TagKeys", "secret", "salary")),
		when("Allow", test("DateLessThan", "aws:CurrentTime", "2020-01-01T00:00:00Z"), test("StringEquals", "aws:PrincipalTag/team", "orders")),
		own,
		when("Allow", test("StringEquals", "aws:PrincipalTag/team", "orders", "returns"),
			test("StringLike", "aws:PrincipalArn", "arn:aws:iam::111122223333:*/${aws:username}"),
			test("IpAddress", "aws:SourceIp", "192.0.2.0/24", "198.51.100.0/24"),
			test("DateGreaterThan", "aws:CurrentTime", "2020-01-01T00:00:00Z"),
			test("ForAnyValue:StringEquals", "aws:TagKeys", "cost", "stage")),
	}
	for i := range statements {
		statements[i].Sid = fmt.Sprintf("S%d", i)
	}
	return Workload{Name: "M", About: "ten statements with conditions of every family, the last one allows",
		Principal: dana, Action: invoke, Resource: shop + "/live/GET/orders/17", Policies: identity(statements...),
		Context: map[string][]string{
			"aws:SourceIp": {"198.51.100.9"}, "aws:CurrentTime": {"2026-05-05T10:00:00Z"}, "aws:username": {"dana"},
			"aws:PrincipalTag/team": {"orders"}, "aws:PrincipalArn": {dana}, "aws:SecureTransport": {"true"},
			"aws:TagKeys": {"stage", "team", "owner"},
		}}
}

// Statements has n statements about n APIs, every tenth of them a Deny, of which only the last covers the request.
func Statements(n int) Workload {
	statements := make([]Statement, n)
	for i := range statements {
		effect := "Allow"
		if i%10 == 3 {
			effect = "Deny"
		}
		api := numbered(i)
		statements[i] = Statement{Sid: fmt.Sprintf("S%d", i), Effect: effect, Actions: []string{"execute-api:*"},
			Resources: []string{fmt.Sprintf("%s/*/GET/item%05d/*", api, i), fmt.Sprintf("%s/*/POST/item%05d/*/parts", api, i)}}
	}
	statements[n-1].Effect = "Allow"
	return Workload{Name: fmt.Sprintf("L%d", n), About: fmt.Sprintf("%d statements with two patterns each, the last one allows", n),
		Principal: dana, Action: invoke, Resource: fmt.Sprintf("%s/live/GET/item%05d/parts/9", numbered(n-1), n-1), Policies: identity(statements...)}
}

// numbered is the ARN of API i.
func numbered(i int) string {
	return fmt.Sprintf("arn:aws:execute-api:eu-west-1:111122223333:api%05d", i)
}

// Layers is a call from another account by a role session, under service control policies at three levels, a resource
// control policy, a boundary, a session policy, and the API's own policy.
func Layers() Workload {
	everything := Statement{Effect: "Allow", Actions: []string{"*"}, Resources: []string{"*"}}
	api := func(path string) []string { return []string{shop + path} }
	guard := []Statement{everything,
		{Sid: "Region", Effect: "Deny", NotActions: []string{"iam:*", "sts:*", "organizations:*"}, Resources: []string{"*"},
			Conditions: []Condition{{"StringNotEquals", "aws:RequestedRegion", []string{"eu-west-1", "eu-central-1"}}}},
		{Sid: "Encrypted", Effect: "Deny", Actions: []string{"*"}, Resources: []string{"*"}, Conditions: []Condition{{"BoolIfExists", "aws:SecureTransport", []string{"false"}}}},
		{Sid: "Keep", Effect: "Deny", Actions: []string{"apigateway:DELETE", "execute-api:InvalidateCache"}, Resources: []string{"*"}}}
	perimeter := Statement{Sid: "Org", Effect: "Deny", Principal: "*", Actions: []string{"s3:*", "sts:*", "kms:*"}, Resources: []string{"*"},
		Conditions: []Condition{{"StringNotEqualsIfExists", "aws:PrincipalOrgID", []string{"o-exampleorg1"}}, {"BoolIfExists", "aws:PrincipalIsAWSService", []string{"false"}}}}
	office := Condition{"IpAddress", "aws:SourceIp", []string{"198.51.100.0/24"}}
	outside := Condition{"NotIpAddress", "aws:SourceIp", []string{"198.51.100.0/24", "203.0.113.0/24"}}
	return Workload{Name: "X", About: "a role session from another account under service and resource control policies, boundary, session and resource policy",
		Principal: orders, Action: invoke, Resource: shop + "/live/GET/orders/17",
		Context: map[string][]string{"aws:SourceIp": {"198.51.100.9"}, "aws:CurrentTime": {"2026-05-05T10:00:00Z"}, "aws:SecureTransport": {"true"},
			"aws:PrincipalOrgID": {"o-exampleorg1"}, "aws:PrincipalAccount": {"444455556666"}, "aws:RequestedRegion": {"eu-west-1"},
			"aws:PrincipalArn": {"arn:aws:iam::444455556666:role/Orders"}},
		Accounts: map[string][]string{"444455556666": {"r-ab12", "ou-ab12-11111111"}, "111122223333": {"r-ab12"}},
		Policies: []Policy{
			{Type: "scp", Name: "Guard", AttachedTo: "r-ab12", Statements: guard},
			{Type: "scp", Name: "UnitFull", AttachedTo: "ou-ab12-11111111", Statements: []Statement{everything}},
			{Type: "scp", Name: "AccountFull", AttachedTo: "444455556666", Statements: []Statement{everything}},
			{Type: "rcp", Name: "Perimeter", AttachedTo: "r-ab12", Statements: []Statement{perimeter}},
			{Type: "boundary", Name: "Boundary", Statements: []Statement{{Effect: "Allow", Actions: []string{"execute-api:*", "apigateway:GET"}, Resources: []string{"*"}, Conditions: []Condition{office}}}},
			{Type: "session", Name: "Session", Statements: []Statement{{Effect: "Allow", Actions: []string{invoke}, Resources: api("/live/*")}}},
			{Type: "identity", Name: "Identity", Statements: []Statement{
				{Sid: "Invoke", Effect: "Allow", Actions: []string{invoke}, Resources: []string{"arn:aws:execute-api:eu-west-1:*:*"}},
				{Sid: "Manage", Effect: "Allow", Actions: []string{"apigateway:GET", "apigateway:POST"}, Resources: []string{"arn:aws:apigateway:eu-west-1::/restapis/*"}},
				{Sid: "NoAdmin", Effect: "Deny", Actions: []string{invoke}, Resources: api("/*/*/admin/*")}}},
			{Type: "resource", Name: "Shop", Statements: []Statement{
				{Sid: "Orders", Effect: "Allow", Principal: "arn:aws:iam::444455556666:role/Orders", Actions: []string{invoke}, Resources: api("/live/GET/*")},
				{Sid: "Outside", Effect: "Deny", Principal: "*", Actions: []string{invoke}, Resources: api("/*"), Conditions: []Condition{outside}}}},
		}}
}

func identity(statements ...Statement) []Policy {
	return []Policy{{Type: "identity", Name: "Identity", Statements: statements}}
}

// Layered reports whether the workload needs more than one identity policy, which no peer but iam-simulate knows.
func (w *Workload) Layered() bool { return len(w.Policies) > 1 }

// Service is the part of the action before the colon.
func (w *Workload) Service() string {
	service, _, _ := strings.Cut(w.Action, ":")
	return service
}

// Expand replaces policy variables by their values in the request, for engines that have none.
func (w *Workload) Expand(text string) string {
	for key, values := range w.Context {
		text = strings.ReplaceAll(text, "${"+key+"}", values[0])
	}
	return text
}
