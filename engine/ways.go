package engine

import (
	"slices"
	"strings"

	"github.com/iam-policy-playground/playground/engine/internal/order"
)

// This file decides requests with unknown keys: each way the policies can tell apart is tried.

const (
	// maxWalks bounds how often the policies are asked for one request with unknown keys.
	maxWalks = 4096
	// maxVisits bounds how many statements these walks visit together: about a second.
	maxVisits = 1_000_000
)

// A decisionSet is a set of decisions, one bit each.
type decisionSet uint8

func setOf(d Decision) decisionSet { return 1 << d }

// single returns the only member of s.
func (s decisionSet) single() (Decision, bool) {
	for d := ImplicitDeny; d <= Refused; d++ {
		if s == setOf(d) {
			return d, true
		}
	}
	return Depends, false
}

// An explorer tries the ways of the unknown keys of one request.
type explorer struct {
	queries  []*Query
	settle   func(w way) (Decision, bool) // decides one way; false if unknown keys leave it open
	keys     []string                     // that the policies ask for, sorted
	names    map[string]string
	uses     map[string][]keyUse
	ways     map[string]candidates
	walks    int // left
	complete bool
}

// A way is one of the ways that unknown keys can go: the values given to some of them, and which others are asked for.
type way struct {
	assigned map[string]*Value // nil value: absent
	touched  map[string]bool
}

// explore finds the unknown keys that q asks for, and the ways each can go.
func (q *Query) explore() *explorer { return explore([]*Query{q}, q.settleWay) }

// settleWay decides q in one way.
func (q *Query) settleWay(w way) (Decision, bool) {
	if w.assigned != nil || w.touched != nil {
		q = q.walk()
		q.assigned, q.touched = w.assigned, w.touched
	}
	v := q.evaluate(nil)
	d, _, ok := q.settle(&v)
	return d, ok
}

// explore finds the unknown keys that the queries ask for. settle decides all of them together.
func explore(queries []*Query, settle func(way) (Decision, bool)) *explorer {
	x := &explorer{queries: queries, settle: settle, names: map[string]string{}, uses: map[string][]keyUse{}, complete: true}
	statements := 1
	for _, q := range queries {
		statements += q.statements()
		w := q.walk()
		w.onTest = func(name string, t *keyTest, b *block) { x.remember(name, keyUse{q: q, test: t, block: b}) }
		w.onResource = func(name string, e *resource) { x.remember(name, keyUse{q: q, entry: e}) }
		w.onEndpoint = func(p *Policy) { x.remember("aws:SourceVpce", keyUse{q: q, policy: p}) }
		w.onPresence = func(name string) { x.remember(name, keyUse{q: q, presence: true}) }
		w.evaluate(nil)
	}
	x.walks = min(maxWalks, max(maxVisits/statements, 1))
	x.keys = order.Keys(x.uses)
	x.ways = candidatesOf(x.uses)
	for _, key := range x.keys {
		x.complete = x.complete && x.ways[key].complete
	}
	return x
}

func (x *explorer) remember(name string, u keyUse) {
	key := strings.ToLower(name)
	if _, ok := x.names[key]; !ok {
		x.names[key] = name
	}
	if !slices.Contains(x.uses[key], u) {
		x.uses[key] = append(x.uses[key], u)
	}
}

// decisions returns every decision that the keys of order, which are still unknown, can lead to. onSplit, if not nil, is
// told what each way of the last key of order leads to.
func (x *explorer) decisions(assigned map[string]*Value, order []string, onSplit func(key string, differ bool)) decisionSet {
	w := way{assigned, map[string]bool{}}
	if d, ok := x.walk(w); ok {
		return setOf(d)
	}
	key, rest := next(order, w.touched)
	if key == "" {
		x.complete = false
		return setOf(Depends)
	}
	var all decisionSet
	differ := false
	for i, way := range x.ways[key].values {
		further := map[string]*Value{key: way}
		for k, earlier := range assigned {
			further[k] = earlier
		}
		set := x.decisions(further, rest, onSplit)
		differ = differ || i > 0 && set != all
		all |= set
	}
	if onSplit != nil {
		onSplit(key, differ)
	}
	return all
}

// walk decides one way, as long as there are walks left.
func (x *explorer) walk(w way) (Decision, bool) {
	if x.walks == 0 {
		x.complete = false
		return Depends, false
	}
	x.walks--
	return x.settle(w)
}

// statements counts those of the policies that take part.
func (q *Query) statements() int {
	n := 0
	for kind := range q.layers {
		for _, i := range q.layers[kind].policies {
			n += len(q.set.policies[i].Document.statements)
		}
	}
	return n
}

// without returns list without s.
func without(list []string, s string) []string {
	rest := make([]string, 0, len(list))
	for _, other := range list {
		if other != s {
			rest = append(rest, other)
		}
	}
	return rest
}

// next takes the first key of order that was asked for.
func next(order []string, touched map[string]bool) (string, []string) {
	for _, key := range order {
		if touched[key] {
			return key, without(order, key)
		}
	}
	return "", nil
}

// decide returns the decision of all ways together.
func (x *explorer) decide() Decision {
	d, ok := x.decisions(nil, x.keys, nil).single()
	if !ok || !x.complete {
		return Depends
	}
	return d
}

// dependencies lists the keys that matter, with the decision for each way.
func (x *explorer) dependencies() []Dependency {
	var list []Dependency
	for _, key := range x.keys {
		if !x.matters(key) {
			continue
		}
		dep := Dependency{Key: x.names[key]}
		others := without(x.keys, key)
		words := x.describe(key)
		for i, way := range x.ways[key].values {
			d, _ := x.decisions(map[string]*Value{key: way}, others, nil).single()
			dep.Ways = append(dep.Ways, Way{When: words[i], Value: way, Decision: d})
		}
		dep.Ways = lastThings(mergeWays(dep.Ways))
		list = append(list, dep)
	}
	return list
}

// openKeys lists all unknown keys that are asked for, with what each way leads to while the others stay unknown. It is for
// requests that are left open although no way was found to differ.
func (x *explorer) openKeys() []Dependency {
	var list []Dependency
	for _, key := range x.keys {
		dep := Dependency{Key: x.names[key]}
		words := x.describe(key)
		for i, way := range x.ways[key].values {
			d, _ := x.walk(wayOf(key, way))
			dep.Ways = append(dep.Ways, Way{When: words[i], Value: way, Decision: d})
		}
		dep.Ways = lastThings(mergeWays(dep.Ways))
		list = append(list, dep)
	}
	return list
}

// wayOf is the way in which one key has a value, or is absent for nil.
func wayOf(key string, v *Value) way { return way{assigned: map[string]*Value{key: v}} }

// matters reports whether, however the other keys go, the ways of key can lead to different decisions. The key is
// tried last, so that nothing else is open when its ways are compared.
func (x *explorer) matters(key string) bool {
	others := without(x.keys, key)
	matters := false
	x.decisions(nil, append(others, key), func(k string, differ bool) { matters = matters || k == key && differ })
	return matters
}

// mergeWays joins ways that read the same.
func mergeWays(ways []Way) []Way {
	var list []Way
	for _, w := range ways {
		same := slices.IndexFunc(list, func(o Way) bool { return o.When == w.When })
		switch {
		case same < 0:
			list = append(list, w)
		case list[same].Decision != w.Decision && w.Value != nil:
			if w.When = "is " + strings.Join(w.Value.Strings, " and "); w.When == "is " {
				w.When = "is empty"
			}
			list = append(list, w)
		}
	}
	return list
}

// lastThings puts "anything else" and "absent" behind the ways that a policy names.
func lastThings(ways []Way) []Way {
	rank := func(w Way) int {
		switch {
		case w.Value == nil:
			return 2
		case w.When == anythingElse:
			return 1
		}
		return 0
	}
	var sorted []Way
	for r := range 3 {
		for _, w := range ways {
			if rank(w) == r {
				sorted = append(sorted, w)
			}
		}
	}
	return sorted
}
