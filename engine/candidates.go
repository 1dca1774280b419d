package engine

import "strings"

// A keyUse is one place where the policies ask for an unknown key.
type keyUse struct {
	q        *Query   // that asks
	test     *keyTest // nil if the key does not stand in a condition
	block    *block
	entry    *resource // a resource with the key in a variable
	policy   *Policy   // an endpoint policy that takes part if the key names its endpoint
	presence bool      // only whether the key is there matters
}

// candidates are values an unknown key may have.
type candidates struct {
	values   []*Value // nil: absent
	filler   string   // a text that passes no test of a policy
	complete bool     // every way that the policies can tell apart is among the values
}

const (
	// maxCandidates bounds the values tried for one key.
	maxCandidates = 64
	// maxTexts bounds the texts that are compared before those that make no difference are dropped.
	maxTexts = 2500
	// maxComparisons bounds those comparisons, each of a text with a value of a policy.
	maxComparisons = 400_000
)

// candidatesOf collects the values worth trying for each key.
func candidatesOf(uses map[string][]keyUse) map[string]candidates {
	gatherers := make(map[string]*gatherer, len(uses))
	for key, list := range uses {
		gatherers[key] = gather(key, list)
	}
	shareTexts(gatherers)
	found := make(map[string]candidates, len(uses))
	for key, g := range gatherers {
		found[key] = g.candidates(uses[key])
	}
	return found
}

// candidates turns the texts into values, and drops those that make no difference.
func (g *gatherer) candidates(uses []keyUse) candidates {
	list := candidates{values: []*Value{nil}, filler: g.filler, complete: g.complete}
	g.bound(uses)
	list.complete = list.complete && g.complete
	kind := keyTypeOf(g.key)
	if kind != multiKey && !(g.sets && kind == otherKey && g.onlySets) {
		for _, t := range g.texts {
			list.values = append(list.values, &Value{Strings: []string{t}})
		}
	}
	if kind == multiKey || g.sets && kind == otherKey {
		list.subsets(g.telling(uses))
	}
	list.values = distinguishable(g.key, uses, list.values)
	if len(list.values) > maxCandidates {
		list.values, list.complete = list.values[:maxCandidates], false
	}
	return list
}

// bound drops texts that would take too long to compare.
func (g *gatherer) bound(uses []keyUse) {
	tests := 1
	for _, u := range uses {
		if tests++; u.test != nil {
			tests += len(u.test.values)
		}
	}
	if most := max(maxComparisons/tests, 4); len(g.texts) > most {
		g.texts, g.complete = g.texts[:most], false
	}
}

// telling returns the texts that some use tells apart as single values of a multivalued key.
func (g *gatherer) telling(uses []keyUse) []string {
	single := make([]*Value, len(g.texts))
	for i, t := range g.texts {
		single[i] = &Value{Strings: []string{t}, Multi: true}
	}
	var texts []string
	for _, v := range distinguishable(g.key, uses, single) {
		texts = append(texts, v.Strings[0])
	}
	return texts
}

// subsets adds the sets of texts that a multivalued key may hold: all where there are few, else the single ones, the
// pairs and the whole.
func (c *candidates) subsets(texts []string) {
	const few = 6
	if len(texts) <= few {
		for mask := 1; mask < 1<<len(texts); mask++ {
			var set []string
			for i, t := range texts {
				if mask>>i&1 == 1 {
					set = append(set, t)
				}
			}
			c.values = append(c.values, &Value{Strings: set, Multi: true})
		}
		return
	}
	c.complete = false
	for i, t := range texts {
		c.values = append(c.values, &Value{Strings: []string{t}, Multi: true})
		for _, u := range texts[:min(i, few)] {
			c.values = append(c.values, &Value{Strings: []string{u, t}, Multi: true})
		}
	}
	c.values = append(c.values, &Value{Strings: texts, Multi: true})
}

// distinguishable drops values that every use answers like an earlier one. Where a use also depends on another unknown
// key, its answer is open and the values are kept apart.
func distinguishable(key string, uses []keyUse, values []*Value) []*Value {
	seen := map[string]bool{}
	var kept []*Value
	for _, v := range values {
		var w *Query
		signature := make([]byte, 0, len(uses)+8)
		open := false
		for i, u := range uses {
			if i == 0 || u.q != uses[i-1].q {
				w = u.q.walk()
				w.assigned, w.listener = map[string]*Value{key: v}, listener{}
			}
			answer := u.answer(w)
			open = open || answer == unknown
			signature = append(signature, '0'+byte(answer))
		}
		switch {
		case v == nil:
			signature = append(signature, '-')
		case open:
			signature = append(signature, strings.Join(v.Strings, "\x00")...)
		}
		if !seen[string(signature)] {
			seen[string(signature)] = true
			kept = append(kept, v)
		}
	}
	return kept
}

func (u *keyUse) answer(q *Query) tri {
	switch {
	case u.entry != nil:
		return u.entry.match(q, false).answer
	case u.policy != nil:
		id, known := q.endpoint()
		return min(known, triOf(attachedToEndpoint(u.policy, id)))
	case u.presence:
		return yes
	}
	return u.test.eval(q, u.block, 0, nil)
}
