package properties

import (
	"maps"
	"math/rand/v2"
	"testing"

	"github.com/iam-policy-playground/playground/engine/internal/reference"
)

func TestNarrowingAnAllowNeverAllows(t *testing.T) { hold(t, narrowingAnAllowNeverAllows) }

// narrowingAnAllowNeverAllows: an Allow that covers nothing any more can only take away. It stays in its place, since AWS attaches
// FullAWSAccess where no SCP allows anything.
func narrowingAnAllowNeverAllows(t *testing.T, r *rand.Rand, s reference.Scenario) {
	s = forget(r, s)
	for i := range s.Policies {
		statements := documentOf(t, s.Policies[i]).statements()
		at := r.IntN(len(statements))
		if statements[at]["Effect"] == "Deny" {
			continue
		}
		narrow := maps.Clone(statements[at])
		delete(narrow, "NotAction")
		narrow["Action"] = "glacier:AbortVaultLock"
		statements[at] = narrow
		neverAllows(t, s, with(t, s, i, statements...))
	}
}
