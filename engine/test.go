package engine

import "strings"

// This file decides one key under one operator: the truth tables of the condition language.
//
// AWS: IAM User Guide, "IAM JSON policy elements: Condition operators"; "Single-valued vs. multivalued context keys".

// eval decides the whole condition: all operators, and all keys of each, must hold.
func (c *condition) eval(q *Query, rec *Step) tri {
	result := yes
	for i := range c.blocks {
		b := &c.blocks[i]
		var step *Step
		if rec != nil {
			step = rec.addIndexed(OpOperator, "o", i, b.name).at(b.span)
		}
		answer := yes
		for j := range b.keys {
			answer = min(answer, b.keys[j].eval(q, b, j, step))
			if answer == no && step == nil {
				return no
			}
		}
		step.answer(answer, "")
		result = min(result, answer)
	}
	return result
}

// eval decides one key.
func (t *keyTest) eval(q *Query, b *block, index int, rec *Step) tri {
	v, from, read := q.lookup(t.key)
	var step *Step
	if rec != nil {
		step = rec.addIndexed(OpKey, "k", index, t.name).at(t.span).under(b.name)
	}
	if from == sourceUnknown {
		q.touch(t.key)
		if q.onTest != nil {
			q.onTest(t.name, t, b)
			t.reportVariables(q, b)
		}
		step.answer(unknown, ReasonUnknownKey).compare(t.want(), "")
		return unknown
	}
	if from == sourceAbsent {
		q.lacks(t.key)
	}
	var m matcher
	m.q, m.b, m.t, m.step, m.multi = q, b, t, step, t.multi || v.Multi
	answer, why := m.decide(v, from, read)
	if step != nil {
		step.answer(answer, why).compare(t.want(), joinValues(*v))
		step.note(sourceNotes[from])
		if q.withheld(t.key) != "" {
			step.note(Withheld)
		}
		if m.unsettled {
			step.note(Unsettled)
		}
		if len(t.values) == 1 && len(step.Steps) == 1 {
			lift(step)
		}
	}
	return answer
}

// reportVariables tells of the unknown keys in the values of a test.
func (t *keyTest) reportVariables(q *Query, b *block) {
	for i := range t.values {
		for _, part := range t.values[i].parts {
			part.unknowns(q, func(name string) { q.onTest(name, t, b) })
		}
	}
}

var sourceNotes = [...]Notes{sourceAbsent: Absent, sourceGiven: Given, sourceDerived: Derived, sourceUnknown: 0}

// lift lets a key with a single value speak for it.
func lift(step *Step) {
	only := step.Steps[0]
	step.Want, step.Notes = only.Want, step.Notes|only.Notes
	if step.Why == ReasonNoValueMatches {
		step.Why = only.Why
	}
	step.Steps = nil
}

// want writes the values of a policy in a row.
func (t *keyTest) want() string {
	if len(t.values) == 1 {
		return t.values[0].text
	}
	var b strings.Builder
	for i := range t.values {
		if i > 0 {
			b.WriteString(", ")
		}
		b.WriteString(t.values[i].text)
		if b.Len() > maxSubject {
			break
		}
	}
	return b.String()
}

// A matcher compares the values of a request with those of a policy under one operator.
type matcher struct {
	q         *Query
	b         *block
	t         *keyTest
	step      *Step
	multi     bool
	unsettled bool
}

// decide is the truth table of condition keys.
func (m *matcher) decide(v *Value, from source, read *subject) (tri, Code) {
	form := m.b.form
	present := from != sourceAbsent && len(v.Strings) > 0
	switch {
	case form.family == nullFamily:
		return m.null(present)
	case !present && form.set == forAllValues:
		return yes, ReasonKeyMissingForAll
	case !present && form.ifExists:
		m.unsettled = form.set == forAnyValue
		return yes, ReasonKeyMissingIfExists
	case !present && form.set == forAnyValue:
		return no, ReasonKeyMissingForAny
	case !present && form.negated:
		return yes, ReasonKeyMissingNegated
	case !present:
		return no, ReasonKeyMissing
	case form.set == noSet && m.multi:
		m.unsettled = form.negated
		return no, ReasonMissingQualifier
	}
	switch form.set {
	case forAllValues:
		return m.all(v.Strings)
	case forAnyValue:
		return m.anyOf(v.Strings)
	}
	answer := m.one(v.Strings[0], read, m.step)
	return answer, m.reason(answer)
}

func (m *matcher) reason(answer tri) Code {
	switch {
	case answer == unknown:
		return ReasonUnknownKey
	case len(m.t.values) == 0:
		return ReasonNoValues
	case (answer == yes) == m.b.form.negated:
		return ReasonNoValueMatches
	}
	return ReasonValueMatches
}

// null decides Null, which asks only whether the key is there.
func (m *matcher) null(present bool) (tri, Code) {
	switch m.b.form.set {
	case forAllValues:
		return yes, ReasonNullWithSet
	case forAnyValue:
		return no, ReasonNullWithSet
	}
	answer := no
	for i := range m.t.values {
		p := &m.t.values[i].operand
		answer = max(answer, triOf(p.ok && (p.text.text == "true") != present))
	}
	if present {
		return answer, ReasonKeyPresent
	}
	return answer, ReasonKeyAbsent
}

// one decides one value of the request: whether it matches some value of the policy or, under a negated operator, none.
// s is the value if it is read already, or nil.
func (m *matcher) one(text string, s *subject, rec *Step) tri {
	if s == nil || !s.ok || s.family != m.b.form.family {
		s = new(subject)
		s.read(m.b.form.family, text)
	}
	answer := no
	for i := range m.t.values {
		p := &m.t.values[i]
		result, why := m.pair(s, p)
		answer = max(answer, result)
		if rec != nil {
			step := rec.addIndexed(OpValue, "v", i, m.t.name).at(p.span).under(m.b.name)
			step.answer(result, why).compare(p.want(m.q, m.b.form.family), text)
			if why == ReasonValueUnreadable && m.b.form.negated {
				step.note(Unsettled)
			}
		} else if answer == yes {
			break
		}
	}
	if m.b.form.negated {
		return answer.not()
	}
	return answer
}

// pair runs the positive test of the operator on one value of each side.
func (m *matcher) pair(s *subject, p *value) (tri, Code) {
	if !p.variable {
		return compared(m.b.form.test(s, &p.operand), s.ok && p.operand.ok)
	}
	hit, readable, state := p.compare(m.q, m.b.form.operator, s)
	switch state {
	case unknown:
		if m.q.onTest != nil {
			m.t.reportVariables(m.q, m.b)
		}
		return unknown, ReasonUnknownKey
	case no:
		return no, ReasonVariableUnresolved
	}
	return compared(hit, s.ok && readable)
}

// compare runs the positive test of o on a value with variables. state is that of a resolution.
func (v *value) compare(q *Query, o *operator, s *subject) (hit, readable bool, state tri) {
	if o.family != stringFamily && o.family != likeFamily {
		made, res := v.resolve(q, o.family)
		return o.test(s, &made), made.ok, res.state
	}
	var space [fewPieces]readyPattern
	pieces, state := v.parts[0].fill(q, space[:0])
	return state == yes && covers(pieces, s.text), true, state
}

// compared is the result of comparing two values.
func compared(hit, readable bool) (tri, Code) {
	switch {
	case hit:
		return yes, ReasonValueMatches
	case !readable:
		return no, ReasonValueUnreadable
	}
	return no, ReasonValueDiffers
}

// want is the value with its variables replaced, as far as they have values.
func (v *value) want(q *Query, f family) string {
	if v.variable {
		if _, res := v.resolve(q, f); res.state == yes {
			return res.text.text()
		}
	}
	return v.text
}

// all decides ForAllValues on a key that has values.
func (m *matcher) all(values []string) (tri, Code) {
	answer := yes
	for i, text := range values {
		answer = min(answer, m.member(i, text))
	}
	if answer == no {
		return no, ReasonSomeValueFails
	}
	return answer, ReasonAllValuesPass
}

// anyOf decides ForAnyValue on a key that has values.
func (m *matcher) anyOf(values []string) (tri, Code) {
	answer := no
	for i, text := range values {
		answer = max(answer, m.member(i, text))
	}
	if answer == yes {
		return yes, ReasonSomeValuePasses
	}
	return answer, ReasonNoValuePasses
}

// member decides one of several values of the request.
func (m *matcher) member(i int, text string) tri {
	step := m.step.addIndexed(OpValue, "r", i, m.t.name).under(m.b.name)
	answer := m.one(text, nil, nil)
	if step != nil {
		step.at(m.t.span).answer(answer, m.reason(answer)).compare(m.t.want(), text)
	}
	return answer
}
