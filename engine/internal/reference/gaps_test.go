package reference_test

import (
	"os"
	"slices"
	"testing"

	"github.com/iam-policy-playground/playground/engine/internal/reference"
)

// TestKnownGapsAreStillThere holds the scenarios in which the engine is known to be wrong. The generator does not make their kind:
// see generate/gaps.go. One that the engine decides rightly has to move to engine/testdata/evaluation/reference.
func TestKnownGapsAreStillThere(t *testing.T) {
	for _, file := range scenarioFiles(t, "testdata/gaps") {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		meet(t, file)
		s, engine, _ := answers(text)
		if slices.Equal(engine, expected(s)) {
			t.Errorf("the engine decides %s rightly: move it to the corpus, and remove its constant from the generator", file)
		}
	}
}

func expected(s reference.Scenario) (decisions []string) {
	for _, r := range s.Requests {
		decisions = append(decisions, r.Expect)
	}
	return decisions
}
