package reference_test

import (
	"encoding/json"
	"flag"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/iam-policy-playground/playground/engine/internal/reference"
	"github.com/iam-policy-playground/playground/engine/internal/reference/generate"
	"github.com/iam-policy-playground/playground/engine/wire"
)

// A long run is
//
//	go test ./engine/internal/reference -run Agree -timeout 0 -scenarios 1000000 -seed 7
//
// and -from 4711 -scenarios 1 repeats one scenario of it.
var (
	scenarios = flag.Uint64("scenarios", 2500, "how many generated scenarios engine and reference decide")
	seed      = flag.Uint64("seed", 1, "which scenarios")
	from      = flag.Uint64("from", 0, "number of the first one")
)

const (
	enough  = 20     // disagreements show what is wrong
	covers  = 2500   // scenarios from the first on cover the tables
	counted = 20_000 // scenarios of a longer run are counted
)

// TestEngineAndReferenceAgree compares every decision of generated scenarios, and what these scenarios meet with what they should.
func TestEngineAndReferenceAgree(t *testing.T) {
	t.Parallel()
	requests, differences, counts := 0, 0, map[string]int{}
	for i := *from; i < *from+*scenarios && differences < enough; i++ {
		text := generated(t, *seed, i)
		s, engine, second := answers(text)
		requests += len(engine)
		if !slices.Equal(engine, second) {
			differences++
			t.Errorf("scenario %d: %s", i, difference(text, engine, second))
		}
		if i < counted {
			count(s, counts)
		}
	}
	t.Logf("%d requests", requests)
	if *from == 0 && *scenarios >= covers {
		t.Run("cover the tables", func(t *testing.T) { complete(t, counts) })
	}
}

// generated is the text of a scenario.
func generated(t *testing.T, seed, number uint64) []byte {
	text, err := json.Marshal(generate.Scenario(rand.New(rand.NewPCG(seed, number))))
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// answers gives the decisions of engine and reference; an error of the engine comes with its reason, what is beyond the reference
// has the word "beyond".
func answers(scenario []byte) (s reference.Scenario, engine, second []string) {
	s, err := reference.Read(scenario)
	if err != nil {
		return s, nil, nil
	}
	for _, r := range s.Requests {
		d, err := s.Decide(r)
		if err != nil {
			d.Verdict = "beyond"
		}
		second = append(second, string(d.Verdict))
	}
	var answer struct {
		Results []struct{ Decision, Reason string }
	}
	if json.Unmarshal(wire.Serve(wire.Decide, scenario, nil), &answer) == nil {
		for _, result := range answer.Results {
			engine = append(engine, strings.TrimSpace(result.Decision+" "+result.Reason))
		}
	}
	return s, engine, second
}

// difference shows the first request that is decided differently, with what matters of its scenario and the engine's explanation.
func difference(text []byte, engine, second []string) string {
	for i := range min(len(engine), len(second)) {
		if engine[i] != second[i] {
			small := smallest(text, i, engine[i], second[i])
			return engine[i] + " or " + second[i] + "\n" + string(small) + "\n" + string(wire.Serve(wire.Explain, small, nil))
		}
	}
	return "the engine gives another number of results"
}

// smallest takes all out of a scenario that one request's difference does not need.
func smallest(text []byte, request int, engine, second string) []byte {
	var s reference.Scenario
	if err := json.Unmarshal(text, &s); err != nil {
		return text
	}
	s.Requests = s.Requests[request : request+1]
	one, err := json.Marshal(s)
	if err != nil {
		return text
	}
	return shrink(one, func(smaller []byte) bool {
		_, e, r := answers(smaller)
		return slices.Equal(e, []string{engine}) && slices.Equal(r, []string{second})
	})
}
