package engine

import (
	"strings"

	"github.com/iam-policy-playground/playground/engine/internal/order"
)

// Unknown keys that policies compare with each other, through a variable, are linked. Where the variable is the whole
// value, the test asks whether two texts are equal, and a pool of texts that all linked keys share is exhaustive: as many
// texts of each kind as there are keys. Anything else that policies can do with two unknown keys is left open.

// link notes that g's key is compared with another unknown key, in value v of a test of family f.
func (g *gatherer) link(other string, v *value, f family) {
	whole := len(v.parts) == 1 && len(v.parts[0].parts) == 1
	if !whole || f != stringFamily && f != likeFamily {
		g.complete = false
	}
	g.links = append(g.links, other)
}

// shareTexts gives the keys that are linked with each other all texts that one of them has.
func shareTexts(gatherers map[string]*gatherer) {
	done := map[string]bool{}
	for _, key := range order.Keys(gatherers) {
		if done[key] || len(gatherers[key].links) == 0 {
			continue
		}
		group := linkedWith(key, gatherers)
		var pool gatherer
		pool.seen, pool.complete = map[string]bool{}, true
		for _, k := range group {
			done[k] = true
			pool.take(gatherers[k])
		}
		pool.addWitnesses(len(group))
		for _, k := range group {
			g := gatherers[k]
			for _, text := range pool.texts {
				g.add(text)
			}
			g.complete = g.complete && pool.complete
		}
	}
}

// take adds what g has to the pool. Texts that come from elsewhere than globs are no exhaustive choice for two keys.
func (p *gatherer) take(g *gatherer) {
	p.globs = append(p.globs, g.globs...)
	p.complete = p.complete && g.complete && !g.parts && g.kinds&^(1<<kindOf[stringFamily]) == 0
	for _, text := range g.texts {
		p.add(text)
	}
	p.globs = append(p.globs, glob{pattern: wild("*")}) // texts that no policy names
}

// linkedWith returns key and all keys that links lead to from it.
func linkedWith(key string, gatherers map[string]*gatherer) []string {
	group := []string{key}
	in := map[string]bool{key: true}
	for i := 0; i < len(group); i++ {
		for _, other := range order.Keys(gatherers) {
			if !in[other] && (contains(gatherers[group[i]].links, other) || contains(gatherers[other].links, group[i])) {
				in[other] = true
				group = append(group, other)
			}
		}
	}
	return group
}

func contains(list []string, s string) bool {
	for _, t := range list {
		if t == s {
			return true
		}
	}
	return false
}

// linkUnknowns links g's key with each unknown key in the variables of v.
func (g *gatherer) linkUnknowns(q *Query, v *value, f family) {
	for _, part := range v.parts {
		part.unknowns(q, func(name string) { g.link(strings.ToLower(name), v, f) })
	}
}

// variables counts the variables of t.
func (t template) variables() int {
	n := 0
	for i := range t.parts {
		if t.parts[i].key != "" {
			n++
		}
	}
	return n
}
