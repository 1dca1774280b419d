package reference

import (
	"slices"
	"strings"
)

// conditionHolds asks every test of a statement. Section 3.1: all must hold, and none is true.
func (p Part) conditionHolds(s Statement, c Context) bool {
	for _, test := range s.Condition {
		if !p.testHolds(test, c) {
			return false
		}
	}
	return true
}

// testHolds is the tables of sections 3.3 and 3.4: rows are what the request carries, columns how the operator is written.
func (p Part) testHolds(test Test, c Context) bool {
	f, ok := parseOperator(test.Operator)
	if !ok {
		return false
	}
	if f.Name == "Null" {
		return nullHolds(f, test, c)
	}
	value, present := c.get(test.Key)
	wants := p.wantedValues(f, test, c)
	fits := func(v string) bool { // positive: matches some; negated: matches none
		some := slices.ContainsFunc(wants, func(want wanted) bool { return f.Test(v, want) })
		return some != f.Negated
	}
	switch {
	case !present && f.ifExists:
		return true
	case f.set == "ForAllValues":
		return !slices.ContainsFunc(value.Texts, func(v string) bool { return !fits(v) })
	case f.set == "ForAnyValue":
		return slices.ContainsFunc(value.Texts, fits)
	case !present:
		return f.Negated
	case Multivalued(test.Key) || value.List:
		return false // a set operator is required
	}
	return fits(value.Texts[0])
}

// nullHolds asks for presence only. Sections 3.2 and 3.4, last line.
func nullHolds(f form, test Test, c Context) bool {
	_, present := c.get(test.Key)
	switch f.set {
	case "ForAllValues":
		return true
	case "ForAnyValue":
		return false
	}
	return slices.ContainsFunc(test.Values, func(want string) bool {
		return strings.EqualFold(want, "true") && !present || strings.EqualFold(want, "false") && present
	})
}

// wantedValues prepares the policy's values. One whose variable has no value is equal to nothing, so it is left out: that is no
// match for a positive operator and none for a negated one. Section 4.3.
func (p Part) wantedValues(f form, test Test, c Context) (wants []wanted) {
	variables := p.Document.hasVariables() && f.Variables
	for _, text := range test.Values {
		pattern, ok := c.expand(text, variables, !f.Wildcards)
		if ok {
			wants = append(wants, wanted{text, pattern, arnPattern(text, variables, pattern, c)})
		}
	}
	return wants
}

// arnPattern splits a policy's ARN: as written if that has six fields, else after variables were replaced. Section 4.4.
func arnPattern(text string, variables bool, pattern []sign, c Context) (split [][]sign) {
	if raw := fields(text, variables); len(raw) == 6 {
		for _, field := range raw {
			part, _ := c.expand(field, variables, false)
			split = append(split, part)
		}
		return split
	}
	split = [][]sign{nil}
	for _, s := range pattern {
		if s.kind == plain && s.char == ':' && len(split) < 6 {
			split = append(split, nil)
			continue
		}
		split[len(split)-1] = append(split[len(split)-1], s)
	}
	if len(split) < 6 {
		return nil
	}
	return split
}
