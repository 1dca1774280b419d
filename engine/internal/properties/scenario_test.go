package properties

import (
	"bytes"
	"encoding/json"
	"flag"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/iam-policy-playground/playground/engine/internal/reference"
	"github.com/iam-policy-playground/playground/engine/internal/reference/generate"
	"github.com/iam-policy-playground/playground/engine/wire"
)

// A long run is go test ./engine/internal/properties -timeout 0 -scenarios 1000000 -seed 7
var (
	scenarios = flag.Uint64("scenarios", 300, "how many generated scenarios each property is tried on")
	seed      = flag.Uint64("seed", 1, "which scenarios")
)

// A property is one test of a scenario: it makes its choices with r, and must leave s as it is.
type property func(t *testing.T, r *rand.Rand, s reference.Scenario)

// properties are all of them.
var properties = []property{
	decideEqualsEvaluate, addingADenyNeverAllows, narrowingAnAllowNeverAllows, orderNeverMatters, aListIsAnOr,
	notActionIsTheNegation, notResourceIsTheNegation, notPrincipalIsTheNegation, notInAnOperatorIsTheNegation,
	anUnknownKeyResolvesToOneOfItsBranches,
}

// hold tries a property on generated scenarios.
func hold(t *testing.T, p property) {
	t.Parallel()
	for i := range *scenarios {
		r := rand.New(rand.NewPCG(*seed, i))
		s := generate.Scenario(r)
		if p(t, r, s); t.Failed() {
			t.Fatalf("scenario %d of seed %d", i, *seed)
		}
	}
}

// FuzzProperties tries a property on scenarios whose making the fuzzer steers: each choice of the generator is a byte of its input.
func FuzzProperties(f *testing.F) {
	for i := range 32 {
		choices := make([]byte, 400+i)
		rand.NewChaCha8([32]byte{byte(i)}).Read(choices)
		f.Add(choices)
	}
	f.Fuzz(func(t *testing.T, choices []byte) {
		s := generate.Scenario(rand.New(&steered{choices, rand.NewPCG(1, uint64(len(choices)))}))
		properties[len(choices)%len(properties)](t, rand.New(rand.NewPCG(2, 0)), s)
	})
}

// steered is a source of random numbers whose first bits are the bytes of a fuzz input, as long as there are any.
type steered struct {
	bytes []byte
	after *rand.PCG
}

func (s *steered) Uint64() uint64 {
	number := s.after.Uint64()
	if len(s.bytes) > 0 {
		number = uint64(s.bytes[0])<<56 | number>>8
		s.bytes = s.bytes[1:]
	}
	return number
}

// decide gives the decision of each request.
func decide(t *testing.T, s reference.Scenario) []string { return answers(t, wire.Decide, write(t, s)) }

// answers serves a scenario.
func answers(t *testing.T, op uint32, text []byte) (decisions []string) {
	t.Helper()
	var answer struct {
		Error   string
		Results []struct{ Decision string }
	}
	if err := json.Unmarshal(wire.Serve(op, text, nil), &answer); err != nil || answer.Error != "" {
		t.Fatalf("%v %s\n%s", err, answer.Error, text)
	}
	for _, r := range answer.Results {
		decisions = append(decisions, r.Decision)
	}
	return decisions
}

func write(t *testing.T, value any) []byte {
	t.Helper()
	text, err := json.Marshal(value)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// A document is a policy's text, decoded; numbers stay as they are written.
type document map[string]any

func documentOf(t *testing.T, p reference.Policy) (d document) {
	t.Helper()
	text := []byte(p.Document)
	var quoted string
	if json.Unmarshal(text, &quoted) == nil {
		text = []byte(quoted)
	}
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.UseNumber()
	if err := decoder.Decode(&d); err != nil {
		t.Fatalf("%v in %s", err, text)
	}
	return d
}

// A statement is one of a document.
type statement = map[string]any

func (d document) statements() (list []statement) {
	for _, one := range listOf(d["Statement"]) {
		list = append(list, one.(statement))
	}
	return list
}

// listOf is what may be written with or without brackets.
func listOf(value any) []any {
	if list, ok := value.([]any); ok {
		return list
	}
	return []any{value}
}

// with is a scenario whose policy number i has other statements.
func with(t *testing.T, s reference.Scenario, i int, statements ...statement) reference.Scenario {
	t.Helper()
	d := documentOf(t, s.Policies[i])
	d["Statement"] = statements
	s.Policies = slices.Clone(s.Policies)
	s.Policies[i].Document = write(t, d)
	return s
}

// pick chooses one of a list.
func pick[T any](r *rand.Rand, from []T) T { return from[r.IntN(len(from))] }
