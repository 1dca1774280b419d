package engine

import (
	"strconv"
	"strings"
)

// A keyUse is one place where the policies ask for an unknown key.
type keyUse struct {
	test   *keyTest // nil if the key does not stand in a condition
	block  *block
	entry  *resource
	policy *Policy // an endpoint policy that takes part if the key names its endpoint
}

// candidates are values an unknown key may have, such that every way the policies can tell apart is among them.
type candidates struct {
	values   []*Value // nil: absent
	complete bool
}

// maxCandidates bounds the values tried for one key.
const maxCandidates = 64

// candidatesOf collects the values worth trying for each key.
func (q *Query) candidatesOf(uses map[string][]keyUse) map[string]candidates {
	gatherers := make(map[string]*gatherer, len(uses))
	for key, list := range uses {
		gatherers[key] = q.gather(key, list)
	}
	for range entangledRounds {
		for _, key := range sortedNames(gatherers) {
			gatherers[key].entangle(uses[key], gatherers)
		}
	}
	found := make(map[string]candidates, len(uses))
	for key, g := range gatherers {
		found[key] = g.candidates(uses[key])
	}
	return found
}

// entangledRounds is how often the values of keys that are compared with each other are handed on: from one key to a
// second, and from there to a third.
const entangledRounds = 2

// gather collects texts for key from the tests that ask for it.
func (q *Query) gather(key string, uses []keyUse) *gatherer {
	g := &gatherer{q: q, key: key, complete: true, seen: map[string]bool{}}
	for _, u := range uses {
		g.use(u)
	}
	g.addWitnesses()
	g.numbers()
	g.dates()
	g.addresses()
	if len(g.texts) == 0 {
		g.add("x")
	}
	return g
}

func (g *gatherer) addWitnesses() {
	if len(g.globs) == 0 {
		return
	}
	texts, complete := witnesses(g.globs)
	g.complete = g.complete && complete
	for _, t := range texts {
		g.add(t)
	}
}

// entangle adds the texts with which g's key can agree with another unknown key that it is compared with.
func (g *gatherer) entangle(uses []keyUse, others map[string]*gatherer) {
	for _, u := range uses {
		if u.test == nil {
			continue
		}
		if other := others[u.test.key]; u.test.key != g.key && other != nil {
			for _, text := range other.texts {
				g.substrings(text)
			}
		}
		for i := range u.test.values {
			if v := &u.test.values[i]; u.test.key == g.key && v.variable {
				g.instances(v, u.block.form.family, others)
			}
		}
	}
}

// instances adds what a value becomes with each text of the unknown keys in its variables.
func (g *gatherer) instances(v *value, f family, others map[string]*gatherer) {
	for _, part := range v.parts {
		part.unknowns(g.q, func(name string) {
			other := others[strings.ToLower(name)]
			if other == nil || other == g {
				return
			}
			w := g.q.walk()
			for _, text := range append([]string{""}, other.texts...) {
				w.assigned = map[string]*Value{other.key: {Strings: []string{text}}}
				if made, res := v.resolve(w, f); res.state == yes {
					g.globs = g.globs[:0]
					g.operand(f, made, res.text.text())
					g.addWitnesses()
				}
			}
		})
	}
}

// candidates turns the texts into values, and drops those that make no difference.
func (g *gatherer) candidates(uses []keyUse) candidates {
	list := candidates{values: []*Value{nil}, complete: g.complete}
	if !g.multi && keyTypeOf(g.key) != multiKey {
		for _, t := range g.texts {
			list.values = append(list.values, &Value{Strings: []string{t}})
		}
	} else {
		list.subsets(g.texts)
	}
	list.values = g.q.distinguishable(g.key, uses, list.values)
	if len(list.values) > maxCandidates {
		list.values, list.complete = list.values[:maxCandidates], false
	}
	return list
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
		for _, u := range texts[:i] {
			c.values = append(c.values, &Value{Strings: []string{u, t}, Multi: true})
		}
	}
	c.values = append(c.values, &Value{Strings: texts, Multi: true})
}

// distinguishable drops values that every use answers like an earlier one. Where a use also depends on another unknown
// key, its answer is open and the values are kept apart.
func (q *Query) distinguishable(key string, uses []keyUse, values []*Value) []*Value {
	seen := map[string]bool{}
	var kept []*Value
	for _, v := range values {
		w := q.walk()
		w.assigned = map[string]*Value{key: v}
		for k, way := range q.assigned {
			w.assigned[k] = way
		}
		w.touched, w.onTest, w.onResource, w.onEndpoint = nil, nil, nil, nil
		signature := make([]byte, 0, len(uses)+8)
		open := false
		for _, u := range uses {
			answer := u.answer(w)
			open = open || answer == unknown
			signature = append(signature, '0'+byte(answer))
		}
		if open && v != nil {
			signature = append(signature, strings.Join(v.Strings, "\x00")...)
		}
		if v == nil {
			signature = append(signature, '-')
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
		return and(known, triOf(attachedToEndpoint(u.policy, id)))
	}
	return u.test.eval(q, u.block, 0, nil)
}

// A gatherer collects texts for one key from the tests that ask for it.
type gatherer struct {
	q          *Query
	key        string
	multi      bool
	complete   bool
	texts      []string
	seen       map[string]bool
	globs      []glob
	thresholds []decimal
	instants   []instant
	networks   []network
}

func (g *gatherer) add(text string) {
	if !g.seen[text] {
		g.seen[text] = true
		g.texts = append(g.texts, text)
	}
}

func (g *gatherer) use(u keyUse) {
	switch {
	case u.policy != nil:
		g.add("vpce-0123456789abcdef0")
		for _, id := range u.policy.AttachedTo {
			g.add(id)
		}
	case u.entry != nil:
		g.substrings(g.q.resource[arnResource])
	case u.test.key != g.key: // the key stands in a variable of another key's value
		v, from := g.q.lookup(u.test.key)
		if from == sourceUnknown {
			g.entangled()
		}
		for _, s := range v.Strings {
			g.substrings(s)
		}
	default:
		g.multi = g.multi || u.block.form.set != noSet && keyTypeOf(g.key) == otherKey
		for i := range u.test.values {
			g.value(u.block.form.family, &u.test.values[i])
		}
	}
}

// entangled adds texts on which two unknown keys can agree or differ.
func (g *gatherer) entangled() {
	g.add("x")
	g.add("y")
}

// value adds what tells one value of a policy apart from all others.
func (g *gatherer) value(f family, v *value) {
	o, text := v.operand, v.text
	if v.variable {
		made, res := v.resolve(g.q, f)
		if res.state == unknown {
			g.entangled()
		}
		if res.state != yes {
			return
		}
		o, text = made, res.text.text()
	}
	g.operand(f, o, text)
}

// operand adds what tells one operand apart from all others.
func (g *gatherer) operand(f family, o operand, text string) {
	switch f {
	case stringFamily, likeFamily:
		g.globs = append(g.globs, glob{pattern: o.text})
	case foldFamily:
		g.globs = append(g.globs, glob{pattern: o.text, fold: true})
	case arnFamily:
		if o.ok {
			g.globs = append(g.globs, glob{pattern: o.arn.whole(), arn: true})
		}
	case boolFamily:
		g.add("true")
		g.add("false")
	case binaryFamily:
		g.add(text)
		g.add("eA==")
	case numericFamily:
		if o.ok {
			g.thresholds = append(g.thresholds, o.number)
		}
	case dateFamily:
		if o.ok {
			g.instants = append(g.instants, o.instant)
		}
	case addressFamily:
		if o.ok {
			g.networks = append(g.networks, o.network)
		}
	}
}

// maxSubstringSource bounds the text of which every part is tried for a variable, in bytes; of a longer one only the
// parts between separators are.
const maxSubstringSource = 64

// maxTexts bounds the texts that are compared before those that make no difference are dropped.
const maxTexts = 2500

// substrings adds the parts of text that a variable may stand for, the longer ones first. Of those that all uses
// answer alike only the first is kept later on.
func (g *gatherer) substrings(text string) {
	const separators = "/:.-_@=+,"
	long := len(text) > maxSubstringSource
	isCut := func(i int) bool {
		return !long || i == 0 || i == len(text) || strings.IndexByte(separators, text[i]) >= 0 || strings.IndexByte(separators, text[i-1]) >= 0
	}
	for n := len(text); n > 0; n-- {
		for i := 0; i+n <= len(text) && len(g.texts) < maxTexts; i++ {
			if isCut(i) && isCut(i+n) {
				g.add(text[i : i+n])
			}
		}
	}
	g.complete = g.complete && !long && len(g.texts) < maxTexts
	g.add("x")
}

// numbers adds each threshold, a number just above it, and one below all.
func (g *gatherer) numbers() {
	if len(g.thresholds) == 0 {
		return
	}
	largest := 0
	for _, d := range g.thresholds {
		largest = max(largest, d.exp)
	}
	g.add("-1e" + strconv.Itoa(largest+1))
	for _, d := range g.thresholds {
		g.add(d.text(""))
		g.add(d.text("000001"))
	}
}

// text writes d, with more digits behind its own.
func (d decimal) text(more string) string {
	if d.digits == "" {
		return strings.TrimSuffix("0."+more, ".")
	}
	sign := ""
	if d.negative {
		sign = "-"
	}
	digits := d.digits + more
	if d.exp >= 1 && d.exp <= len(d.digits) {
		return sign + strings.TrimSuffix(digits[:d.exp]+"."+digits[d.exp:], ".")
	}
	return sign + "0." + digits + "e" + strconv.Itoa(d.exp)
}

// dates adds each instant and the seconds beside it.
func (g *gatherer) dates() {
	for _, t := range g.instants {
		for _, s := range []int64{t.seconds, t.seconds + 1, t.seconds - 1} {
			g.add(strconv.FormatInt(s, 10))
		}
		if t.fraction != "" {
			g.complete = false
		}
	}
}

// addresses adds the ends of each network and their neighbours, and an address of each family outside the usual ones.
func (g *gatherer) addresses() {
	if len(g.networks) == 0 {
		return
	}
	for _, n := range g.networks {
		g.add(n.first.String())
		g.add(n.last().String())
		for _, a := range n.beside() {
			g.add(a.String())
		}
	}
	g.add("192.0.2.1")
	g.add("2001:db8::1")
}
