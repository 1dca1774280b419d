package properties

import (
	"maps"
	"math/rand/v2"
	"testing"

	"github.com/iam-policy-playground/playground/engine/internal/reference"
)

func TestAddingADenyNeverAllows(t *testing.T) { hold(t, addingADenyNeverAllows) }

// addingADenyNeverAllows: a Deny in any policy, made of a statement that stands there, can only take away; so can one that applies to
// the first request.
func addingADenyNeverAllows(t *testing.T, r *rand.Rand, s reference.Scenario) {
	s = forget(r, s)
	for i := range s.Policies {
		statements := documentOf(t, s.Policies[i]).statements()
		deny := maps.Clone(pick(r, statements))
		deny["Effect"] = "Deny"
		neverAllows(t, s, with(t, s, i, append(statements, deny)...))
		wide := maps.Clone(deny)
		delete(wide, "Condition")
		delete(wide, "NotAction")
		wide["Action"] = s.Requests[0].Action
		neverAllows(t, s, with(t, s, i, append(statements, wide)...))
	}
}

// neverAllows fails if a request is allowed only after a change.
func neverAllows(t *testing.T, before, after reference.Scenario) {
	t.Helper()
	old := decide(t, before)
	for i, now := range decide(t, after) {
		if now == "allowed" && old[i] != now {
			t.Errorf("request %d: %s becomes %s\n%s\n%s", i, old[i], now, write(t, before), write(t, after))
		}
	}
}
