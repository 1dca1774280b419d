package engine

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/iam-policy-playground/playground/engine/internal/order"
)

// FuzzCompile holds that any text compiles to something: no panic, spans inside the text, and a refused document is
// decided as an error.
func FuzzCompile(f *testing.F) {
	files, _ := filepath.Glob("testdata/*/*/*.scenario.json")
	if len(files) == 0 {
		f.Fatal("no seeds")
	}
	for i, file := range files {
		if text, err := os.ReadFile(file); err == nil && i%7 == 0 {
			_, document, _ := strings.Cut(string(text), `"document":`)
			f.Add(uint8(i), strings.TrimSpace(document))
		}
	}
	f.Add(uint8(0), document(`{"Effect": "Allow", "Action": "s3:*", "Resource": "arn:aws:s3:::b/${aws:username, 'x'}/*"}`))
	f.Fuzz(func(t *testing.T, kind uint8, text string) {
		d := Compile(Type(kind%uint8(Endpoint))+1, text)
		for _, g := range d.Diagnostics() {
			if g.Span.Start < 0 || g.Span.Start > g.Span.End || g.Span.End > len(text) && g.Code != DocumentTooLarge {
				t.Errorf("%s has the span %v of %d bytes", g.Code, g.Span, len(text))
			}
			if g.Message == "" || strings.HasSuffix(g.Message, ".") {
				t.Errorf("%s says %q", g.Code, g.Message)
			}
		}
		for _, s := range d.statements {
			if s.span.End > len(text) || text[s.span.Start] != '{' || text[s.span.End-1] != '}' {
				t.Errorf("a statement has the span %v", s.span)
			}
		}
		set := New(Environment{}, []Policy{{Name: "P", Document: d, Everywhere: true}})
		r := Request{Principal: benchAlice, Action: "s3:GetObject", Resource: "arn:aws:s3:::b/alice/x"}
		q := set.Ask(r)
		if got := q.Decide(); got != q.Evaluate().Decision || d.Failure() != nil && len(q.layers[d.kind].policies) > 0 && got != Failed {
			t.Errorf("Decide says %v, Evaluate says %v, the document's failure is %v", got, q.Evaluate().Decision, d.Failure())
		}
	})
}

// FuzzPattern compares the matcher with one that is slow and obvious.
func FuzzPattern(f *testing.F) {
	for _, seed := range [][2]string{{"a*b?c", "axxbyc"}, {"*", ""}, {"?", "é"}, {"**??", "ab"}, {"a*a*a*b", "aaaaaaab"}, {"*?x", "éx"}} {
		f.Add(seed[0], seed[1])
	}
	f.Fuzz(func(t *testing.T, pattern, text string) {
		if len(pattern) > 60 || len(text) > 60 || !utf8.ValidString(pattern) || !utf8.ValidString(text) {
			return
		}
		if got, want := wild(pattern).match(text), obviously([]rune(pattern), []rune(text)); got != want {
			t.Errorf("%q covers %q: %v, want %v", pattern, text, got, want)
		}
		p := wild(pattern)
		if p.text() != pattern || p.match(text) && (!strings.HasPrefix(text, p.literal()) || !strings.HasSuffix(text, p.tail())) {
			t.Errorf("%q has the text %q, begins with %q and ends in %q", pattern, p.text(), p.literal(), p.tail())
		}
	})
}

func obviously(p, s []rune) bool {
	reach := make([]bool, len(s)+1)
	reach[0] = true
	for _, c := range p {
		next := make([]bool, len(s)+1)
		for i := range reach {
			switch {
			case !reach[i]:
			case c == '*':
				for j := i; j <= len(s); j++ {
					next[j] = true
				}
			case i < len(s) && (c == '?' || c == s[i]):
				next[i+1] = true
			}
		}
		reach = next
	}
	return reach[len(s)]
}

// A dice makes choices from the bytes of a fuzz input.
type dice struct{ bytes []byte }

func (d *dice) of(n int) int {
	if len(d.bytes) == 0 {
		return 0
	}
	b := d.bytes[0]
	d.bytes = d.bytes[1:]
	return int(b) % n
}

func (d *dice) pick(list []string) string { return list[d.of(len(list))] }

var (
	diceActions    = []string{`"s3:GetObject"`, `"s3:*"`, `["s3:Put*", "s3:GetO?ject"]`, `"*"`, `"sqs:SendMessage"`, `[]`}
	diceResources  = []string{`"*"`, `"arn:aws:s3:::b/*"`, `["arn:aws:s3:::b", "arn:aws:s3:::b/${aws:username}/*"]`, `"arn:aws:*:*:*:b/ann/x"`, `"arn:aws:s3:::c*"`, `"arn:aws:s3:::b/${aws:PrincipalTag/team, 'none'}/x"`}
	diceConditions = []string{
		`{}`, `{"StringEquals": {"aws:PrincipalTag/team": "red"}}`, `{"StringNotEquals": {"aws:PrincipalTag/team": ["red", "blue"]}}`,
		`{"StringLike": {"aws:PrincipalTag/team": "r*"}}`, `{"IpAddress": {"aws:SourceIp": ["203.0.113.0/24", "203.0.113.128/25"]}}`,
		`{"NotIpAddress": {"aws:SourceIp": "203.0.113.128/25"}}`, `{"Null": {"aws:SourceIp": "true"}}`,
		`{"ForAllValues:StringEquals": {"aws:TagKeys": ["team", "cost"]}}`, `{"ForAnyValue:StringLike": {"aws:TagKeys": "t*"}}`,
		`{"NumericLessThan": {"s3:max-keys": 10}, "NumericGreaterThanEquals": {"s3:max-keys": "2.5"}}`,
		`{"BoolIfExists": {"aws:SecureTransport": "true"}}`, `{"DateGreaterThan": {"aws:CurrentTime": "2026-01-01T00:00:00Z"}}`,
		`{"StringEquals": {"s3:prefix": "${aws:PrincipalTag/team}"}}`, `{"ArnLike": {"aws:SourceArn": "arn:aws:s3:*:*:b*"}}`,
		`{"StringEqualsIgnoreCase": {"aws:PrincipalTag/team": "RED"}}`, `{"StringNotEqualsIfExists": {"aws:SourceVpce": "vpce-11111111"}}`,
	}
	dicePrincipals = []string{`"*"`, `{"AWS": "111122223333"}`, `{"AWS": "arn:aws:iam::111122223333:user/ann"}`, `{"AWS": "arn:aws:iam::444455556666:role/App"}`, `{"Service": "sns.amazonaws.com"}`}
	diceCallers    = []string{"arn:aws:iam::111122223333:user/ann", "arn:aws:sts::444455556666:assumed-role/App/s", "arn:aws:iam::111122223333:root", "anonymous", "sns.amazonaws.com", "arn:aws:sts::111122223333:federated-user/fay"}
	diceKinds      = []Type{Identity, Resource, Boundary, Session, SCP, RCP, Endpoint}
	diceValues     = map[string][]Value{
		"aws:PrincipalTag/team": {{Strings: []string{"red"}}, {Strings: []string{"RED"}}, {Strings: []string{"green"}}, {Strings: []string{""}}},
		"aws:SourceIp":          {{Strings: []string{"203.0.113.7"}}, {Strings: []string{"203.0.113.200"}}, {Strings: []string{"2001:db8::7"}}},
		"aws:TagKeys":           {{Strings: []string{"team"}, Multi: true}, {Strings: []string{"cost", "env"}, Multi: true}, {Multi: true}},
		"s3:max-keys":           {{Strings: []string{"2.5"}}, {Strings: []string{"9"}}, {Strings: []string{"1e3"}}},
		"aws:SecureTransport":   {{Strings: []string{"true"}}, {Strings: []string{"false"}}},
		"aws:CurrentTime":       {{Strings: []string{"2026-05-05T00:00:00Z"}}, {Strings: []string{"2020-01-01"}}},
		"s3:prefix":             {{Strings: []string{"red"}}, {Strings: []string{"x"}}},
		"aws:SourceArn":         {{Strings: []string{"arn:aws:s3:::bucket"}}, {Strings: []string{"arn:aws:s3:::other"}}},
		"aws:SourceVpce":        {{Strings: []string{"vpce-11111111"}}, {Strings: []string{"vpce-22222222"}}},
	}
)

// A made policy is a list of statements that can be put in another order, or without one.
type madePolicy struct {
	kind       Type
	statements []string
	attached   []string
}

func (d *dice) policy() madePolicy {
	m := madePolicy{kind: diceKinds[d.of(len(diceKinds))]}
	if m.kind == Endpoint && d.of(2) == 0 {
		m.attached = []string{"vpce-11111111"}
	}
	for range 1 + d.of(3) {
		effect := d.pick([]string{"Allow", "Allow", "Deny"})
		principal := ""
		switch {
		case m.kind == RCP:
			effect, principal = "Deny", `"Principal": "*", `
		case m.kind.namesPrincipals():
			principal = `"Principal": ` + d.pick(dicePrincipals) + `, `
		}
		action := d.pick(diceActions)
		if m.kind == RCP {
			action = `"s3:*"`
		}
		m.statements = append(m.statements, `{"Effect": "`+effect+`", `+principal+`"Action": `+action+`, "Resource": `+d.pick(diceResources)+`, "Condition": `+d.pick(diceConditions)+`}`)
	}
	return m
}

func (m madePolicy) compile() Policy {
	return Policy{Name: "P", Document: Compile(m.kind, document(m.statements...)), Everywhere: m.attached == nil, AttachedTo: m.attached}
}

func compileAll(list []madePolicy) []Policy {
	policies := make([]Policy, len(list))
	for i, m := range list {
		policies[i] = m.compile()
	}
	return policies
}

// request gives some keys a value, leaves some absent and some unknown.
func (d *dice) request() Request {
	r := Request{Principal: d.pick(diceCallers), Action: d.pick([]string{"s3:GetObject", "s3:PutObject", "sqs:SendMessage"}),
		Resource: d.pick([]string{"arn:aws:s3:::b/ann/x", "arn:aws:s3:::b", "arn:aws:s3:::b/red/x", "*"}), ResourceAccount: "111122223333", Context: map[string]Value{}}
	for _, key := range order.Keys(diceValues) {
		switch d.of(3) {
		case 0:
			r.Context[key] = diceValues[key][d.of(len(diceValues[key]))]
		case 1:
			if len(r.Unknown) < 4 {
				r.Unknown = append(r.Unknown, key)
			}
		}
	}
	return r
}

// FuzzEvaluate holds what must be true of every set of policies and every request.
func FuzzEvaluate(f *testing.F) {
	for i := range 64 {
		seed := make([]byte, 48)
		for j := range seed {
			seed[j] = byte(i*31 + j*(i%7+3))
		}
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, choices []byte) {
		d := &dice{choices}
		var made []madePolicy
		for range 1 + d.of(4) {
			made = append(made, d.policy())
		}
		env := Environment{Accounts: map[string]Account{"111122223333": {Organization: "o-exampleorg1", Path: []string{"r-ab12"}}}}
		decide := func(list []madePolicy, r Request) Decision { return New(env, compileAll(list)).Ask(r).Decide() }
		r := d.request()
		q := New(env, compileAll(made)).Ask(r)
		base := q.Decide()
		result := q.Evaluate()
		if result.Decision != base {
			t.Fatalf("Decide says %v, Evaluate says %v", base, result.Decision)
		}
		checkTrace(t, result.Trace, made, nil)
		if q.failure != "" {
			t.Fatalf("the request cannot be evaluated: %s", q.failure)
		}

		turned := slices.Clone(made)
		for i := range turned {
			turned[i].statements = slices.Clone(turned[i].statements)
			slices.Reverse(turned[i].statements)
		}
		slices.Reverse(turned)
		if got := decide(turned, r); got != base {
			t.Errorf("in another order the decision is %v, not %v", got, base)
		}
		deny := madePolicy{kind: made[0].kind, attached: made[0].attached, statements: append(slices.Clone(made[0].statements), strings.Replace(made[0].statements[0], `"Allow"`, `"Deny"`, 1))}
		if got := decide(append([]madePolicy{deny}, made[1:]...), r); got == Allowed && base != Allowed {
			t.Errorf("one more Deny turns %v into %v", base, got)
		}
		if base != Depends {
			checkConcrete(t, r, base, func(r Request) Decision { return decide(made, r) }, d)
		}
	})
}

// checkConcrete holds that a decision reached with unknown keys is the one of each way they can go.
func checkConcrete(t *testing.T, r Request, base Decision, decide func(Request) Decision, d *dice) {
	for range 4 {
		concrete := r
		concrete.Unknown = nil
		concrete.Context = map[string]Value{}
		for key, v := range r.Context {
			concrete.Context[key] = v
		}
		for _, key := range r.Unknown {
			if n := d.of(len(diceValues[key]) + 1); n > 0 {
				concrete.Context[key] = diceValues[key][n-1]
			}
		}
		if got := decide(concrete); got != base {
			t.Fatalf("with %v unknown the decision is %v, with %v it is %v", r.Unknown, base, concrete.Context, got)
		}
	}
}

// checkTrace holds that spans lie in the text of their policy and inside the span above, and that ids are unique among
// siblings.
func checkTrace(t *testing.T, s *Step, made []madePolicy, above *Step) {
	seen := map[string]bool{}
	if s.Policy >= 0 && s.Span.End > 0 {
		if text := document(made[s.Policy].statements...); s.Span.Start >= s.Span.End || s.Span.End > len(text) {
			t.Errorf("%s has the span %v", s.Name, s.Span)
		}
		if above != nil && above.Span.End > 0 && (s.Span.Start < above.Span.Start || s.Span.End > above.Span.End) {
			t.Errorf("%s %v does not lie in %s %v", s.Name, s.Span, above.Name, above.Span)
		}
	}
	for _, child := range s.Steps {
		if seen[child.Segment] {
			t.Errorf("two steps below %s have the segment %s", s.Name, child.Segment)
		}
		seen[child.Segment] = true
		checkTrace(t, child, made, s)
	}
}
