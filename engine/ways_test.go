package engine

import (
	"slices"
	"strings"
	"testing"
)

// TestWaysThatReadTheSame holds that ways of the same words and decision are one, and that those of another decision are told apart by
// their values.
func TestWaysThatReadTheSame(t *testing.T) {
	value := func(texts ...string) *Value { return &Value{Strings: texts} }
	const matches, like = "is less than 10", "matches a*"
	ways := []Way{
		{matches, value("1"), Allowed}, {matches, value("2"), Allowed}, {matches, value("3"), ImplicitDeny}, {like, value("ab"), ImplicitDeny},
		{like, value("ac"), ImplicitDeny}, {like, value("a", "b"), Allowed}, {matches, value(""), ExplicitDeny}, {"is absent", nil, Allowed},
	}
	want := []string{matches, "is 3", like, "is a and b", "is empty", "is absent"}
	var got []string
	for _, w := range mergeWays(ways) {
		got = append(got, w.When)
	}
	if !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

// TestOnlyDecisions holds that a set of one decision is that decision, and any other set none.
func TestOnlyDecisions(t *testing.T) {
	for d := range decisionNames {
		if got, ok := setOf(Decision(d)).single(); got != Decision(d) || !ok {
			t.Errorf("the set of %v has %v alone (%v)", Decision(d), got, ok)
		}
	}
	for _, s := range []decisionSet{0, setOf(Allowed) | setOf(ImplicitDeny)} {
		if got, ok := s.single(); got != Depends || ok {
			t.Errorf("the set %b has %v alone", s, got)
		}
	}
}

// TestWalksAreBounded holds how often the policies are asked: the more statements all gates together have, the fewer times.
func TestWalksAreBounded(t *testing.T) {
	allow := func(statements int) Policy {
		return everywhere(Identity, document(slices.Repeat([]string{`{"Effect": "Allow", "Action": "*", "Resource": "*"}`}, statements)...))
	}
	for _, c := range []struct {
		policies []Policy
		gates    int
		want     int
	}{
		{nil, 1, maxWalks},
		{[]Policy{allow(1)}, 1, maxWalks},
		{[]Policy{allow(999)}, 1, maxVisits / 1000},
		{[]Policy{allow(499), allow(500)}, 1, maxVisits / 1000},
		{[]Policy{allow(499), allow(500)}, 2, maxVisits / 1999},
	} {
		q := New(Environment{}, c.policies).Ask(Request{Principal: ann, Action: "s3:GetObject", Resource: aBucket})
		if got := explore(slices.Repeat([]*Query{q}, c.gates), nil).walks; got != c.want {
			t.Errorf("%d policies, %d gates: %d walks, want %d", len(c.policies), c.gates, got, c.want)
		}
	}
}

// TestWaysOfUnknownKeys holds what requests come to whose keys are not known, and whether every way the policies can tell apart was
// tried. Where it was not, the decision is left open rather than guessed.
func TestWaysOfUnknownKeys(t *testing.T) {
	const (
		below   = `"NumericLessThan": {"aws:MultiFactorAuthAge": "10"}`
		above   = `"NumericGreaterThanEquals": {"aws:MultiFactorAuthAge": "10"}`
		absent  = `"Null": {"aws:MultiFactorAuthAge": "true"}`
		present = `"Null": {"aws:MultiFactorAuthAge": "false"}`
		secure  = `"Bool": {"aws:SecureTransport": "true"}`
		plain   = `"StringEquals": {"aws:SecureTransport": "false"}`
		unsent  = `"Null": {"aws:SecureTransport": "true"}`
	)
	long := strings.Repeat("0123456789abcde/", 4) // 64 bytes
	for _, c := range []struct {
		name       string
		conditions []string // each of an Allow
		resource   string   // of the statements; "" for any
		asked      string   // the resource that is asked for
		context    map[string]string
		unknown    string
		want       Decision
		why        Code
	}{
		{"a number is on one side of a limit or absent", []string{below, above, absent}, "", aBucket, nil, "aws:MultiFactorAuthAge", Allowed, ReasonEveryWayAgrees},
		{"a number that is absent fails", []string{below, above}, "", aBucket, nil, "aws:MultiFactorAuthAge", Depends, ReasonDepends},
		{"a key that only has to be there", []string{present}, "", aBucket, nil, "aws:MultiFactorAuthAge", Depends, ReasonDepends},
		{"a boolean is true or false or absent", []string{secure, plain, unsent}, "", aBucket, nil, "aws:SecureTransport", Allowed, ReasonEveryWayAgrees},
		{"a boolean that is absent fails", []string{secure, plain}, "", aBucket, nil, "aws:SecureTransport", Depends, ReasonDepends},
		{"a text may be another one", []string{`"StringEquals": {"s3:k": "x"}`, `"Null": {"s3:k": "true"}`}, "", aBucket, nil, "s3:k", Depends, ReasonDepends},
		{"a text or any other one", []string{`"StringEquals": {"s3:k": "x"}`, `"StringNotEquals": {"s3:k": "x"}`}, "", aBucket,
			nil, "s3:k", Allowed, ReasonEveryWayAgrees},
		{"a text in a variable may be another one", []string{`"StringEquals": {"s3:o": "${s3:k}"}`, `"Null": {"s3:k": "true"}`}, "", aBucket,
			map[string]string{"s3:o": "x"}, "s3:k", Depends, ReasonDepends},
		{"a text in a variable may be another one that is not empty", []string{`"StringEquals": {"s3:o": "${s3:k}"}`, `"Null": {"s3:k": "true"}`,
			`"StringNotLike": {"s3:k": "?*"}`}, "", aBucket, map[string]string{"s3:o": "x"}, "s3:k", Depends, ReasonDepends},
		{"a text in a variable or none", []string{`"StringEquals": {"s3:o": "${s3:k}"}`, `"StringNotEquals": {"s3:o": "${s3:k}"}`}, "", aBucket,
			map[string]string{"s3:o": "x"}, "s3:k", Allowed, ReasonEveryWayAgrees},
		{"two values of a list", []string{`"ForAnyValue:StringEquals": {"s3:k": "a"}, "ForAnyValue:StringLike": {"s3:k": "b"}`}, "", aBucket,
			nil, "s3:k", Depends, ReasonDepends},
		{"a number, then another unknown key", []string{`"NumericLessThan": {"s3:k": "20"}`, `"StringEquals": {"s3:k": "${s3:l}"}`}, "", aBucket,
			nil, "s3:k s3:l", Depends, ReasonTooManyWays},
		{"another unknown key, then a number", []string{`"StringEquals": {"s3:k": "${s3:l}"}`, `"NumericLessThan": {"s3:k": "20"}`}, "", aBucket,
			nil, "s3:k s3:l", Depends, ReasonTooManyWays},
		{"a text like another unknown key", []string{`"StringEquals": {"s3:k": "${s3:l}"}`}, "", aBucket, nil, "s3:k s3:l", Depends, ReasonDepends},
		{"a part of the resource", []string{""}, aBucket + "/${s3:k}/*", aBucket + "/cat/1", nil, "s3:k", Depends, ReasonDepends},
		{"a part of a resource of 64 bytes", []string{""}, "arn:aws:s3:::${s3:k}", "arn:aws:s3:::" + long, nil, "s3:k", Depends, ReasonDepends},
		{"a part of a longer resource", []string{""}, "arn:aws:s3:::${s3:k}", "arn:aws:s3:::" + long + "f", nil, "s3:k", Depends, ReasonTooManyWays},
		{"a middle part of a longer resource", []string{""}, "arn:aws:s3:::*/${s3:k}/f", "arn:aws:s3:::" + long + "f", nil, "s3:k", Depends, ReasonTooManyWays},
		{"two parts of the resource", []string{""}, aBucket + "/${s3:k}${s3:l}", aBucket + "/cat", nil, "s3:k s3:l", Depends, ReasonTooManyWays},
		{"two parts of a value", []string{`"StringEquals": {"s3:o": "${s3:k}${s3:l}"}`}, "", aBucket,
			map[string]string{"s3:o": "cat"}, "s3:k s3:l", Depends, ReasonTooManyWays},
		{"a part of a value in any case", []string{`"StringEqualsIgnoreCase": {"s3:o": "${s3:k}"}`}, "", aBucket,
			map[string]string{"s3:o": "Cat"}, "s3:k", Depends, ReasonTooManyWays},
	} {
		resource := c.resource
		if resource == "" {
			resource = "*"
		}
		var statements []string
		for _, condition := range c.conditions {
			statements = append(statements, `{"Effect": "Allow", "Action": "*", "Resource": "`+resource+`", "Condition": {`+condition+`}}`)
		}
		r := Request{Principal: ann, Action: "s3:GetObject", Resource: c.asked, Context: map[string]Value{}, Unknown: strings.Fields(c.unknown)}
		for key, text := range c.context {
			r.Context[key] = Value{Strings: []string{text}}
		}
		q := New(Environment{}, []Policy{everywhere(Identity, document(statements...))}).Ask(r)
		if got := q.Evaluate(); got.Decision != c.want || got.Why != c.why || q.Decide() != c.want {
			t.Errorf("%s: %v because of %s (%s), want %v because of %s", c.name, got.Decision, got.Why, got.Failure, c.want, c.why)
		}
	}
}
