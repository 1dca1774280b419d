package properties

import (
	"encoding/json"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/iam-policy-playground/playground/engine/internal/reference"
)

func TestNotActionIsTheNegation(t *testing.T)       { hold(t, notActionIsTheNegation) }
func TestNotResourceIsTheNegation(t *testing.T)     { hold(t, notResourceIsTheNegation) }
func TestNotPrincipalIsTheNegation(t *testing.T)    { hold(t, notPrincipalIsTheNegation) }
func TestNotInAnOperatorIsTheNegation(t *testing.T) { hold(t, notInAnOperatorIsTheNegation) }

func notActionIsTheNegation(t *testing.T, r *rand.Rand, s reference.Scenario) {
	elementIsNegated(t, r, s, "Action", "identity")
}

func notResourceIsTheNegation(t *testing.T, r *rand.Rand, s reference.Scenario) {
	elementIsNegated(t, r, s, "Resource", "identity")
}

// notPrincipalIsTheNegation holds for callers without a permissions boundary, on whom NotPrincipal is lost: engine/RATIONALE.md.
func notPrincipalIsTheNegation(t *testing.T, r *rand.Rand, s reference.Scenario) {
	elementIsNegated(t, r, s, "Principal", "resource")
}

// elementIsNegated: of two policies that deny, one by an element and one by the element with Not in front, exactly one applies.
func elementIsNegated(t *testing.T, r *rand.Rand, s reference.Scenario, element, kind string) {
	for _, list := range found(t, s, func(found statement) any {
		if list := found[element]; list != nil {
			return list
		}
		return found["Not"+element]
	}) {
		plain, negated := denial(kind), denial(kind)
		delete(negated, element)
		plain[element], negated["Not"+element] = list, list
		oneApplies(t, s, kind, plain, negated)
	}
}

// negations are the operators that have one; in front of these the sets swap.
var negations = map[string]string{
	"stringequals": "StringNotEquals", "stringequalsignorecase": "StringNotEqualsIgnoreCase", "stringlike": "StringNotLike",
	"numericequals": "NumericNotEquals", "dateequals": "DateNotEquals", "ipaddress": "NotIpAddress", "arnequals": "ArnNotEquals", "arnlike": "ArnNotLike",
}

// notInAnOperatorIsTheNegation: some value matches, or every value does not; a key that is absent does not match. A list takes one
// of the sets, without which no operator matches it.
func notInAnOperatorIsTheNegation(t *testing.T, r *rand.Rand, s reference.Scenario) {
	for _, condition := range found(t, s, func(found statement) any { return found["Condition"] }) {
		for operator, tests := range condition.(map[string]any) {
			set, name := "", strings.ToLower(operator)
			if before, after, ok := strings.Cut(name, ":"); ok {
				set, name = before, after
			}
			negation := negations[name]
			if negation == "" {
				continue
			}
			for key, values := range tests.(map[string]any) {
				test := map[string]any{key: values}
				some, none := denial("identity"), denial("identity")
				some["Condition"] = map[string]any{"ForAnyValue:" + name: test}
				none["Condition"] = map[string]any{"ForAllValues:" + negation: test}
				if set == "" && !carriesList(s, key) {
					some["Condition"], none["Condition"] = map[string]any{name: test}, map[string]any{negation: test}
				}
				oneApplies(t, s, "identity", some, none)
			}
		}
	}
}

// carriesList says whether a key is one of many values, in a request or by its nature.
func carriesList(s reference.Scenario, key string) bool {
	for _, r := range s.Requests {
		for name, value := range r.Context {
			if strings.EqualFold(name, key) && value.List {
				return true
			}
		}
	}
	return reference.Multivalued(key)
}

// found gives what of finds in the statements of a scenario.
func found(t *testing.T, s reference.Scenario, of func(statement) any) (list []any) {
	for _, p := range s.Policies {
		for _, one := range documentOf(t, p).statements() {
			if value := of(one); value != nil {
				list = append(list, value)
			}
		}
	}
	return list
}

// denial is a statement that denies everything to everyone.
func denial(kind string) statement {
	d := statement{"Effect": "Deny", "Action": "*", "Resource": "*"}
	if kind == "resource" {
		d["Principal"] = "*"
	}
	return d
}

// oneApplies fails unless each request is denied by one of two statements alone, and is not by the other. Requests that no policy
// of the kind decides are left out, and so are statements that no policy of the kind can have.
func oneApplies(t *testing.T, s reference.Scenario, kind string, a, b statement) {
	t.Helper()
	always, first, second := deniedBy(t, s, kind, denial(kind)), deniedBy(t, s, kind, a), deniedBy(t, s, kind, b)
	for i, denied := range always {
		if denied == "explicitDeny" && first[i] != "error" && second[i] != "error" && (first[i] == denied) == (second[i] == denied) {
			t.Errorf("request %d is %s by one and %s by the other\n%s\n%s\n%s", i, first[i], second[i], write(t, a), write(t, b), write(t, s.Requests[i]))
		}
	}
}

// deniedBy decides the requests of a scenario by one policy of one statement.
func deniedBy(t *testing.T, s reference.Scenario, kind string, one statement) []string {
	t.Helper()
	var document json.RawMessage = write(t, map[string]any{"Version": "2012-10-17", "Statement": one})
	s.Policies = []reference.Policy{{Name: "alone", Type: kind, Document: document}}
	return decide(t, s)
}
