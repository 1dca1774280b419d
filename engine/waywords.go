package engine

import (
	"slices"
	"strings"
)

// anythingElse describes the ways that pass no test.
const anythingElse = "is anything else"

// describe says in words what each way of a key is, by the tests of the policies that it passes: "is in 203.0.113.0/24".
// Where another way passes these and more, the words exclude it.
func (x *explorer) describe(key string) []string {
	ways := x.ways[key].values
	passed := make([][]string, len(ways))
	for i, way := range ways {
		passed[i] = x.passed(key, way)
	}
	words := make([]string, len(ways))
	for i, way := range ways {
		words[i] = x.when(key, way, passed[i], passed)
	}
	return words
}

func (x *explorer) when(key string, way *Value, own []string, all [][]string) string {
	switch {
	case way == nil:
		return "is absent"
	case way.Multi:
		return "is, for example, " + joinValues(*way)
	case len(own) == 0 && x.standsInVariable(key) && way.Strings[0] != x.ways[key].filler:
		return "is, for example, " + way.Strings[0]
	case len(own) == 0:
		return anythingElse
	}
	text := strings.Join(own, " and ")
	if not := lacking(own, all); not != "" {
		text += " but " + negative(not)
	}
	return text
}

// lacking returns a test that a way with all tests of own passes beside them, or "".
func lacking(own []string, all [][]string) string {
	for _, other := range all {
		if len(other) > len(own) && !slices.ContainsFunc(own, func(s string) bool { return !slices.Contains(other, s) }) {
			for _, s := range other {
				if !slices.Contains(own, s) {
					return s
				}
			}
		}
	}
	return ""
}

func negative(phrase string) string {
	if rest, ok := strings.CutPrefix(phrase, "is "); ok {
		return "is not " + rest
	}
	return "does not match " + strings.TrimPrefix(phrase, "matches ")
}

// passed describes the positive tests of key that way passes.
func (x *explorer) passed(key string, way *Value) []string {
	var phrases []string
	add := func(phrase string) {
		if phrase != "" && !slices.Contains(phrases, phrase) {
			phrases = append(phrases, phrase)
		}
	}
	for _, u := range x.uses[key] {
		switch {
		case way == nil || way.Multi:
		case u.policy != nil && slices.Contains(u.policy.AttachedTo, way.Strings[0]):
			add("is " + way.Strings[0])
		case u.test != nil && u.test.key == key:
			add(passedTest(u, way.Strings[0]))
		}
	}
	return phrases
}

func (x *explorer) standsInVariable(key string) bool {
	return slices.ContainsFunc(x.uses[key], func(u keyUse) bool { return u.entry != nil || u.test != nil && u.test.key != key })
}

// passedTest describes a test that text passes by the values of the policy, or returns "".
func passedTest(u keyUse, text string) string {
	form := u.block.form
	if form.family == nullFamily {
		return ""
	}
	var s subject
	s.read(form.family, text)
	passes, verb := false, ""
	var values []string
	for i := range u.test.values {
		v := &u.test.values[i]
		o, shown := v.operand, v.text
		if v.variable {
			made, res := v.resolve(u.q, form.family)
			if res.state != yes {
				continue
			}
			o, shown = made, res.text.text()
		}
		passes = passes || form.test(&s, &o)
		values = append(values, shown)
		if w := form.verb(&o); len(w) > len(verb) {
			verb = w
		}
	}
	if !passes {
		return ""
	}
	return verb + " " + orList(values)
}

// orList joins a few values, and counts the rest.
func orList(values []string) string {
	const most = 4
	if len(values) > most {
		return strings.Join(values[:most-1], " or ") + " or one of " + itoa(len(values)-most+1) + " more"
	}
	return strings.Join(values, " or ")
}

// verb continues "the key …" before a value that the positive test accepts.
func (o *operator) verb(p *operand) string {
	switch o.family {
	case likeFamily, arnFamily:
		if p.text.shape != plainShape || o.family == arnFamily {
			return "matches"
		}
	case addressFamily:
		if p.network.single() {
			return "is"
		}
		return "is in"
	case numericFamily:
		return [...]string{"is", "is less than", "is at most", "is greater than", "is at least"}[o.relation]
	case dateFamily:
		return [...]string{"is", "is before", "is at the latest", "is after", "is at the earliest"}[o.relation]
	}
	return "is"
}
