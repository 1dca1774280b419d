package properties

import (
	"bytes"
	"encoding/json"
	"maps"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/iam-policy-playground/playground/engine/internal/reference"
	"github.com/iam-policy-playground/playground/engine/wire"
)

func TestOrderNeverMatters(t *testing.T) { hold(t, orderNeverMatters) }

// orderNeverMatters: policies, statements, the entries of every list, the members of every object and the values of a request are
// shuffled, and each request is decided as before.
func orderNeverMatters(t *testing.T, r *rand.Rand, s reference.Scenario) {
	s = forget(r, s)
	before := decide(t, s)
	turned := s
	turned.Policies, turned.Requests = slices.Clone(s.Policies), slices.Clone(s.Requests)
	r.Shuffle(len(turned.Policies), func(i, j int) {
		turned.Policies[i], turned.Policies[j] = turned.Policies[j], turned.Policies[i]
	})
	for i := range turned.Policies {
		turned.Policies[i].Document = shuffled(r, map[string]any(documentOf(t, turned.Policies[i])))
	}
	for i, request := range turned.Requests {
		turned.Requests[i].Context = maps.Clone(request.Context)
		for key, value := range request.Context {
			value.Texts = slices.Clone(value.Texts)
			r.Shuffle(len(value.Texts), func(i, j int) { value.Texts[i], value.Texts[j] = value.Texts[j], value.Texts[i] })
			turned.Requests[i].Context[key] = value
		}
	}
	text := write(t, turned)
	if after := answers(t, wire.Decide, text); !slices.Equal(before, after) {
		t.Errorf("%v becomes %v\n%s\n%s", before, after, write(t, s), text)
	}
}

// shuffled is a JSON text with the members of objects and the entries of lists in any order.
func shuffled(r *rand.Rand, value any) json.RawMessage {
	switch value := value.(type) {
	case map[string]any:
		return joined(r, "{", slices.Sorted(maps.Keys(value)), "}", func(key string) []byte {
			return append(append(shuffled(r, key), ':'), shuffled(r, value[key])...)
		})
	case []any:
		return joined(r, "[", value, "]", func(entry any) []byte { return shuffled(r, entry) })
	}
	text, _ := json.Marshal(value) // of a text, number or boolean
	return text
}

func joined[T any](r *rand.Rand, open string, list []T, closing string, write func(T) []byte) []byte {
	var parts [][]byte
	for _, i := range r.Perm(len(list)) {
		parts = append(parts, write(list[i]))
	}
	return slices.Concat([]byte(open), bytes.Join(parts, []byte(",")), []byte(closing))
}
