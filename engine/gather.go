package engine

import (
	"strconv"
	"strings"
)

// A gatherer collects texts for one unknown key from the tests that ask for it: one for each way the tests can tell
// apart. Where that cannot be promised, it says that it is incomplete, and the decision is then left open rather than
// guessed.
type gatherer struct {
	key        string
	sets       bool // a test of the key has a set operator
	onlySets   bool // all tests have
	complete   bool
	texts      []string
	seen       map[string]bool
	filler     string
	kinds      uint8    // groups of families that test the key, one bit each
	links      []string // unknown keys it is compared with
	variable   bool     // the key stands in a variable
	parts      bool     // some texts are parts of a text the key's variable is compared with
	globs      []glob
	thresholds []decimal
	instants   []instant
	networks   []network
}

// gather collects the texts of one key.
func gather(key string, uses []keyUse) *gatherer {
	g := &gatherer{key: key, complete: true, onlySets: true, seen: map[string]bool{}}
	g.chooseFiller(uses)
	for _, u := range uses {
		g.use(u)
	}
	g.addWitnesses(1)
	g.numbers()
	g.dates()
	g.addresses()
	if len(g.texts) == 0 || typedKeys[key] == 0 {
		g.add(g.filler)
	}
	if g.variable && typedKeys[key] == 0 { // which takes the empty text for none, and a test of the key for a value
		g.add("")
	}
	if typedKeys[key] == boolKey && len(g.links) == 0 { // two values: nothing is left to seek
		g.texts, g.complete = []string{"true", "false"}, true
		return g
	}
	if g.kinds&(g.kinds-1) != 0 { // no texts are sought that pass tests of two kinds at once
		g.complete = false
	}
	return g
}

// typedKeys are keys whose values are always readable by the operators of their type, so that "something else" is no
// way they can go.
//
// AWS: IAM User Guide, "AWS global condition context keys".
var typedKeys = map[string]typedKey{
	"aws:securetransport": boolKey, "aws:multifactorauthpresent": boolKey, "aws:viaawsservice": boolKey, "aws:principalisawsservice": boolKey,
	"aws:currenttime": readableKey, "aws:epochtime": readableKey, "aws:tokenissuetime": readableKey, "aws:multifactorauthage": readableKey,
	"aws:sourceip": readableKey, "aws:vpcsourceip": readableKey,
}

// A typedKey says what is known of all values of a key.
type typedKey uint8

const (
	readableKey typedKey = iota + 1 // the operators of its type can read them
	boolKey                         // true or false
)

// chooseFiller finds a text that occurs nowhere in what the key is compared with.
func (g *gatherer) chooseFiller(uses []keyUse) {
	var b strings.Builder
	for _, u := range uses {
		b.WriteString(u.q.request.Resource)
		switch {
		case u.policy != nil:
			b.WriteString(strings.Join(u.policy.AttachedTo, " "))
		case u.entry != nil:
			b.WriteString(u.entry.text)
		case u.test != nil:
			for i := range u.test.values {
				b.WriteString(u.test.values[i].text)
			}
			if v, _, _ := u.q.lookup(u.test.key); u.test.key != g.key {
				b.WriteString(strings.Join(v.Strings, " "))
			}
		}
	}
	used := strings.ToLower(b.String())
	for _, c := range "xzqjkwvyghbdfmnpu0123456789~^|" {
		if g.filler = string(c); !strings.Contains(used, g.filler) {
			return
		}
	}
	g.filler, g.complete = "something-else", false
}

func (g *gatherer) add(text string) {
	if g.seen[text] {
		return
	}
	if len(g.texts) >= maxTexts {
		g.complete = false
		return
	}
	g.seen[text] = true
	g.texts = append(g.texts, text)
}

func (g *gatherer) use(u keyUse) {
	switch {
	case u.policy != nil:
		for _, id := range u.policy.AttachedTo {
			g.add(id)
		}
	case u.entry != nil:
		g.variable, g.parts = true, true
		g.substrings(u.q.resource[arnResource])
		g.complete = g.complete && u.entry.part.variables() == 1
	case u.test == nil:
	case u.test.key != g.key: // the key stands in a variable of another key's value
		g.inVariable(u)
	default:
		g.sets = g.sets || u.block.form.set != noSet
		g.onlySets = g.onlySets && u.block.form.set != noSet
		for i := range u.test.values {
			g.value(u.q, u.block.form.family, &u.test.values[i])
		}
	}
}

// inVariable adds the parts of the value that the key's variable is compared with.
func (g *gatherer) inVariable(u keyUse) {
	v, from, _ := u.q.lookup(u.test.key)
	f := u.block.form.family
	g.variable = true
	if from == sourceUnknown {
		for i := range u.test.values {
			if value := &u.test.values[i]; value.names(g.key) {
				g.link(u.test.key, value, f)
			}
		}
		return
	}
	g.parts = true
	g.complete = g.complete && f != foldFamily
	for _, s := range v.Strings {
		g.substrings(s)
		if f == foldFamily {
			g.substrings(strings.ToLower(s))
			g.substrings(strings.ToUpper(s))
		}
	}
	for i := range u.test.values {
		for _, part := range u.test.values[i].parts {
			g.complete = g.complete && part.variables() <= 1
		}
	}
}

// names reports whether a variable of v is the key.
func (v *value) names(key string) bool {
	for _, t := range v.parts {
		for i := range t.parts {
			if t.parts[i].key == key {
				return true
			}
		}
	}
	return false
}

// value adds what tells one value of a policy apart from all others.
func (g *gatherer) value(q *Query, f family, v *value) {
	o, text := v.operand, v.text
	if v.variable {
		made, res := v.resolve(q, f)
		if res.state == unknown {
			g.kinds |= 1 << kindOf[f]
			g.variable = true
			g.linkUnknowns(q, v, f)
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
	if f != nullFamily {
		g.kinds |= 1 << kindOf[f]
	}
	switch f {
	case stringFamily, likeFamily:
		g.globs = append(g.globs, glob{pattern: o.text.text})
	case foldFamily:
		g.globs = append(g.globs, glob{pattern: o.text.text, fold: true})
	case arnFamily:
		if o.ok {
			g.globs = append(g.globs, glob{pattern: o.arn.text, arn: true})
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

// kindOf groups the families whose witnesses are sought together.
var kindOf = [...]uint8{stringFamily: 0, foldFamily: 0, likeFamily: 0, arnFamily: 0, numericFamily: 1, dateFamily: 2, boolFamily: 3,
	binaryFamily: 4, addressFamily: 5, nullFamily: 0}

// addWitnesses adds texts for each combination of globs, n of a kind.
func (g *gatherer) addWitnesses(n int) {
	if len(g.globs) == 0 {
		return
	}
	texts, complete := witnesses(g.globs, n)
	g.complete = g.complete && complete
	for _, t := range texts {
		g.add(t)
	}
}

const (
	// maxSubstringSource bounds the text of which every part is tried for a variable, in bytes; of a longer one only the
	// parts between separators are.
	maxSubstringSource = 64
	// maxLongSource bounds the longer text.
	maxLongSource = 512
)

// substrings adds the parts of text that a variable may stand for. Of those that all uses answer alike only the first is
// kept later on.
func (g *gatherer) substrings(text string) {
	if len(text) > maxSubstringSource {
		g.complete = false
		text = text[:min(len(text), maxLongSource)]
	}
	cuts := cutPlaces(text)
	for i, from := range cuts {
		for j := len(cuts) - 1; j > i; j-- {
			g.add(text[from:cuts[j]])
		}
	}
}

// cutPlaces are the places between which a variable may stand: all of a short text, those beside separators of a long one.
func cutPlaces(text string) []int {
	const separators = "/:.-_@=+,"
	cuts := []int{0}
	for i := 1; i < len(text); i++ {
		if len(text) <= maxSubstringSource || strings.IndexByte(separators, text[i]) >= 0 || strings.IndexByte(separators, text[i-1]) >= 0 {
			cuts = append(cuts, i)
		}
	}
	return append(cuts, len(text))
}

// numbers adds each threshold, and a number in each gap between, below and above them. All thresholds are multiples of
// 10^-places, so a digit behind that place lies in the gap.
func (g *gatherer) numbers() {
	const most = 300 // digits a number is written with
	places := 0
	for _, d := range g.thresholds {
		places = max(places, len(d.digits)-d.exp)
		if len(d.digits)+max(d.exp, -d.exp) > most {
			g.complete = false
			return
		}
	}
	if len(g.thresholds) > 0 {
		g.add("0")
	}
	for _, d := range g.thresholds {
		g.add(d.text(""))
		beyond := d.text(strings.Repeat("0", places-(len(d.digits)-d.exp)) + "1")
		g.add(beyond)
		if d.digits == "" {
			g.add("-" + beyond)
		}
	}
}

// text writes d, with more digits behind its last one.
func (d decimal) text(more string) string {
	sign, digits, exp := "", d.digits, d.exp
	if d.negative {
		sign = "-"
	}
	if exp > len(digits) {
		digits += strings.Repeat("0", exp-len(digits))
		more = strings.TrimPrefix(more, strings.Repeat("0", exp-len(d.digits)))
	}
	if exp <= 0 {
		digits, exp = strings.Repeat("0", 1-exp)+digits, 1
	}
	return sign + strings.TrimSuffix(digits[:exp]+"."+digits[exp:]+more, ".")
}

// dates adds each instant and the seconds beside it.
func (g *gatherer) dates() {
	for _, t := range g.instants {
		for _, s := range []int64{t.seconds, t.seconds + 1, t.seconds - 1} {
			g.add(strconv.FormatInt(s, 10))
		}
		for _, u := range g.instants { // whole seconds do not fall between these
			gap := u.seconds - t.seconds
			g.complete = g.complete && t.fraction == "" && gap != 1
		}
	}
}

// addresses adds the ends of each network and their neighbours, and an address of each family.
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
