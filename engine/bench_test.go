package engine

import (
	"fmt"
	"strings"
	"testing"
)

// The workloads of the benchmarks: one statement; ten with conditions of every family; a hundred and a thousand of which
// only the last covers the resource; a role session across accounts under every layer.

type workload struct {
	name     string
	policies []Policy
	env      Environment
	request  Request
}

const (
	benchAPI    = "arn:aws:execute-api:eu-west-1:111122223333:q1w2e3r4t5"
	benchAlice  = "arn:aws:iam::111122223333:user/alice"
	benchOrders = "arn:aws:sts::444455556666:assumed-role/Orders/batch-1"
)

func workloads() []workload {
	return []workload{single(), ten(), many(100), many(1000), layered()}
}

func document(statements ...string) string {
	return `{"Version": "2012-10-17", "Statement": [` + strings.Join(statements, ",\n") + `]}`
}

func everywhere(kind Type, text string) Policy {
	return Policy{Name: kind.String(), Document: Compile(kind, text), Everywhere: true}
}

func single() workload {
	text := document(`{"Effect": "Allow", "Action": "execute-api:Invoke", "Resource": "` + benchAPI + `/live/GET/orders/17"}`)
	return workload{"statements=1", []Policy{everywhere(Identity, text)}, Environment{},
		Request{Principal: benchAlice, Action: "execute-api:Invoke", Resource: benchAPI + "/live/GET/orders/17"}}
}

func ten() workload {
	statement := func(effect, condition string) string {
		return `{"Effect": "` + effect + `", "Action": "execute-api:Invoke", "Resource": "` + benchAPI + `/*/GET/orders/*", "Condition": ` + condition + `}`
	}
	text := document(
		`{"Effect": "Deny", "Action": "*", "Resource": "*", "Condition": {"Bool": {"aws:SecureTransport": "false"}}}`,
		statement("Deny", `{"NotIpAddress": {"aws:SourceIp": "198.51.100.0/24"}}`),
		statement("Allow", `{"StringEquals": {"aws:PrincipalTag/team": "billing"}}`),
		statement("Allow", `{"StringLike": {"aws:username": "bob*"}}`),
		statement("Allow", `{"IpAddress": {"aws:SourceIp": ["192.0.2.0/24", "203.0.113.0/24", "2001:db8::/32"]}}`),
		statement("Allow", `{"DateGreaterThan": {"aws:CurrentTime": "2030-01-01T00:00:00Z"}}`),
		statement("Allow", `{"DateLessThan": {"aws:CurrentTime": "2020-01-01T00:00:00Z"}}`),
		statement("Allow", `{"ForAnyValue:StringEquals": {"aws:TagKeys": ["cost", "team"]}}`),
		statement("Allow", `{"StringEquals": {"aws:UserAgent": "x"}}`),
		`{"Effect": "Allow", "Action": "execute-api:Invoke", "Resource": "`+benchAPI+`/live/GET/orders/${aws:username}/*", "Condition": {"StringEquals": {"aws:PrincipalTag/team": "orders"}}}`,
	)
	return workload{"statements=10", []Policy{everywhere(Identity, text)},
		Environment{Principals: map[string]Principal{benchAlice: {Tags: map[string]string{"team": "orders"}}}},
		Request{Principal: benchAlice, Action: "execute-api:Invoke", Resource: benchAPI + "/live/GET/orders/alice/17", Context: map[string]Value{
			"aws:SecureTransport": {Strings: []string{"true"}}, "aws:SourceIp": {Strings: []string{"198.51.100.9"}},
			"aws:CurrentTime": {Strings: []string{"2026-05-05T10:00:00Z"}}, "aws:TagKeys": {Strings: []string{"env"}, Multi: true},
			"aws:UserAgent": {Strings: []string{"curl"}},
		}}}
}

func many(n int) workload {
	statements := make([]string, n)
	for i := range statements {
		effect := "Allow"
		if i%10 == 3 {
			effect = "Deny"
		}
		api := fmt.Sprintf("arn:aws:execute-api:eu-west-1:111122223333:api%05d", i)
		statements[i] = fmt.Sprintf(`{"Sid": "S%d", "Effect": "%s", "Action": "execute-api:*", "Resource": ["%s/*/GET/item%d/*", "%s/*/POST/item%d/*/parts"]}`,
			i, effect, api, i, api, i)
	}
	return workload{fmt.Sprintf("statements=%d", n), []Policy{everywhere(Identity, document(statements...))}, Environment{},
		Request{Principal: benchAlice, Action: "execute-api:Invoke",
			Resource: fmt.Sprintf("arn:aws:execute-api:eu-west-1:111122223333:api%05d/live/GET/item%d/9", n-1, n-1)}}
}

func layered() workload {
	allow := document(`{"Effect": "Allow", "Action": "execute-api:*", "Resource": "*"}`, `{"Effect": "Deny", "Action": "execute-api:Invoke", "Resource": "*", "Condition": {"Bool": {"aws:SecureTransport": "false"}}}`)
	narrow := document(`{"Effect": "Allow", "Action": ["execute-api:Invoke", "apigateway:GET"], "Resource": "` + benchAPI + `/*"}`)
	resource := document(`{"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::444455556666:role/Orders"}, "Action": "execute-api:Invoke", "Resource": "` + benchAPI + `/*/GET/*"}`)
	rcp := document(`{"Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": "*"}`)
	scp := func(level string) Policy {
		return Policy{Name: level, Document: Compile(SCP, allow), AttachedTo: []string{level}}
	}
	policies := []Policy{scp("r-ab12"), scp("ou-ab12-11111111"), scp("444455556666"), {Name: "rcp", Document: Compile(RCP, rcp), AttachedTo: []string{"r-ab12"}}}
	for kind, text := range map[Type]string{Identity: narrow, Boundary: allow, Session: narrow, Resource: resource} {
		policies = append(policies, everywhere(kind, text))
	}
	path := []string{"r-ab12", "ou-ab12-11111111"}
	return workload{"layers=8", policies, Environment{Accounts: map[string]Account{
		"444455556666": {Organization: "o-exampleorg1", Path: path}, "111122223333": {Organization: "o-exampleorg1", Path: path[:1]}}},
		Request{Principal: benchOrders, Action: "execute-api:Invoke", Resource: benchAPI + "/live/GET/orders/17",
			Context: map[string]Value{"aws:SecureTransport": {Strings: []string{"true"}}}}}
}

func BenchmarkCompile(b *testing.B) {
	for _, w := range workloads() {
		b.Run(w.name, func(b *testing.B) {
			b.ReportAllocs()
			size := 0
			for i := range w.policies {
				size += len(w.policies[i].Document.Text())
			}
			b.SetBytes(int64(size))
			for b.Loop() {
				for i := range w.policies {
					d := w.policies[i].Document
					Compile(d.Kind(), d.Text())
				}
			}
		})
	}
}

// BenchmarkDecide asks a prepared query; BenchmarkAskDecide also prepares it.
func BenchmarkDecide(b *testing.B) {
	for _, w := range workloads() {
		q := New(w.env, w.policies).Ask(w.request)
		b.Run(w.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if q.Decide() != Allowed {
					b.Fatal(q.Evaluate().Why)
				}
			}
		})
	}
}

func BenchmarkAskDecide(b *testing.B) {
	for _, w := range workloads() {
		set := New(w.env, w.policies)
		b.Run(w.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if set.Ask(w.request).Decide() != Allowed {
					b.Fatal("not allowed")
				}
			}
		})
	}
}

func BenchmarkEvaluate(b *testing.B) {
	for _, w := range workloads() {
		q := New(w.env, w.policies).Ask(w.request)
		b.Run(w.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if q.Evaluate().Decision != Allowed {
					b.Fatal("not allowed")
				}
			}
		})
	}
}

// BenchmarkPattern matches a pattern that makes backtracking matchers explode. The time doubles with the subject.
func BenchmarkPattern(b *testing.B) {
	p := wild("a*a*a*a*a*a*a*b")
	for _, n := range []int{128, 1024, 10_000, 20_000} {
		subject := strings.Repeat("a", n)
		b.Run(fmt.Sprintf("subject=%d", n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if p.match(subject) {
					b.Fatal("matches")
				}
			}
		})
	}
}
