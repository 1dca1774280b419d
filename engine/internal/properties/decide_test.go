package properties

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/iam-policy-playground/playground/engine/internal/reference"
	"github.com/iam-policy-playground/playground/engine/wire"
)

func TestDecideEqualsEvaluate(t *testing.T) { hold(t, decideEqualsEvaluate) }

// decideEqualsEvaluate: a decision without a trace is the one with a trace and the one in words.
func decideEqualsEvaluate(t *testing.T, r *rand.Rand, s reference.Scenario) {
	text := write(t, forget(r, s))
	short := answers(t, wire.Decide, text)
	for _, op := range []uint32{wire.Evaluate, wire.Explain} {
		if full := answers(t, op, text); !slices.Equal(short, full) {
			t.Errorf("Decide says %v, operation %d says %v\n%s", short, op, full, text)
		}
	}
}
