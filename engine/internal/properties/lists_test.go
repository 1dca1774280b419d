package properties

import (
	"maps"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/iam-policy-playground/playground/engine/internal/reference"
)

func TestAListIsAnOr(t *testing.T) { hold(t, aListIsAnOr) }

// aListIsAnOr: a statement about many actions or resources is as many statements about one, which are written in a row.
func aListIsAnOr(t *testing.T, r *rand.Rand, s reference.Scenario) {
	s = forget(r, s)
	split := s
	for i := range s.Policies {
		var statements []statement
		for _, whole := range documentOf(t, s.Policies[i]).statements() {
			for _, one := range each("Action", whole) {
				statements = append(statements, each("Resource", one)...)
			}
		}
		split = with(t, split, i, statements...)
	}
	if before, after := decide(t, s), decide(t, split); !slices.Equal(before, after) {
		t.Errorf("%v becomes %v\n%s\n%s", before, after, write(t, s), write(t, split))
	}
}

// each gives a statement for each entry of an element; a statement without the element stays as it is.
func each(element string, whole statement) (statements []statement) {
	if whole[element] == nil {
		return []statement{whole}
	}
	for _, entry := range listOf(whole[element]) {
		one := maps.Clone(whole)
		one[element] = entry
		delete(one, "Sid") // which is unique in its policy
		statements = append(statements, one)
	}
	return statements
}
