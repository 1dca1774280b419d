package properties

import (
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/iam-policy-playground/playground/engine/internal/reference"
)

func TestAnUnknownKeyResolvesToOneOfItsBranches(t *testing.T) {
	hold(t, anUnknownKeyResolvesToOneOfItsBranches)
}

// forget makes up to two keys of some requests unknown.
func forget(r *rand.Rand, s reference.Scenario) reference.Scenario {
	s.Requests = slices.Clone(s.Requests)
	for i := range s.Requests {
		s.Requests[i].Context = maps.Clone(s.Requests[i].Context)
		for range r.IntN(3) {
			forgetOne(r, &s.Requests[i])
		}
	}
	return s
}

func forgetOne(r *rand.Rand, q *reference.Request) (key string) {
	if len(q.Context) == 0 {
		return ""
	}
	key = pick(r, slices.Sorted(maps.Keys(q.Context)))
	q.Unknown = append(slices.Clone(q.Unknown), key)
	delete(q.Context, key)
	return key
}

// anUnknownKeyResolvesToOneOfItsBranches: with a key unknown, a request is decided as it is with each value and without the key; where
// these differ, it depends. Lists of keys that are not made for them are left out: the engine takes such a key for a single value
// where no set operator asks for it.
func anUnknownKeyResolvesToOneOfItsBranches(t *testing.T, r *rand.Rand, s reference.Scenario) {
	for _, request := range s.Requests {
		unknown := request
		unknown.Context = maps.Clone(request.Context)
		key := forgetOne(r, &unknown)
		if key == "" || request.Context[key].List && !reference.Multivalued(key) {
			continue
		}
		absent := unknown
		absent.Unknown = nil
		s.Requests = []reference.Request{unknown, absent}
		for _, value := range branches(s, request.Context[key]) {
			branch := absent
			branch.Context = maps.Clone(absent.Context)
			branch.Context[key] = value
			s.Requests = append(s.Requests, branch)
		}
		decisions := decide(t, s)
		for i, branch := range decisions[1:] {
			if decisions[0] != "depends" && decisions[0] != branch {
				t.Errorf("with %s unknown the decision is %s, in branch %d it is %s\n%s", key, decisions[0], i, branch, write(t, s))
			}
		}
	}
}

// branches are values that an unknown key may have: the one that the request had, and those that policies and requests have.
func branches(s reference.Scenario, had reference.Value) (values []reference.Value) {
	values = []reference.Value{had}
	for _, r := range s.Requests {
		for _, other := range r.Context {
			if other.List == had.List {
				values = append(values, other)
			}
		}
	}
	for _, p := range s.Policies {
		for _, text := range strings.Split(string(p.Document), `"`) {
			if len(values) < 30 && !strings.ContainsAny(text, `:,{}[]*?\`) && text != "" {
				values = append(values, reference.Value{Texts: []string{text}, List: had.List})
			}
		}
	}
	return values
}
