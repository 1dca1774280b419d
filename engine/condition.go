package engine

import (
	"strings"

	"github.com/iam-policy-playground/playground/engine/internal/jsontree"
)

// A condition is the compiled Condition of a statement: all tests of all operators must hold.
//
// AWS: IAM User Guide, "IAM JSON policy elements: Condition"; "Conditions with multiple context keys or values".
type condition struct {
	element
	blocks []block
}

// A block is one operator with its keys.
type block struct {
	span Span // from the operator to the end of its object
	name string
	form opForm
	keys []keyTest
}

// A keyTest is one key with its values.
type keyTest struct {
	span   Span
	key    string // lower case
	name   string // as written
	multi  bool   // multivalued by its type
	values []value
}

// A value is one value of a policy. Where it has variables, its operand is made anew for each request.
type value struct {
	span     Span
	text     string // as written
	operand  operand
	variable bool
	parts    []template // one, or six for the fields of an ARN
}

func (r *reader) condition(key jsontree.Value) condition {
	v := key.Of()
	c := condition{element: element{span: memberSpan(key)}}
	if v.Kind() != jsontree.Object {
		r.mismatch("Condition", v, "an object")
		return c
	}
	if v.Len() == 0 {
		r.note(Suggestion, EmptyObjectCondition, spanOf(v), "Condition is empty: it restricts nothing")
	}
	c.blocks = make([]block, 0, v.Len())
	for op := v.First(); op.OK(); op = op.Next() {
		r.block(op, &c)
	}
	return c
}

// has reports whether c has the operator already, in another spelling; the same spelling is found in the JSON.
func (c *condition) has(form opForm, name string) bool {
	for i := range c.blocks {
		if b := &c.blocks[i]; b.form == form && b.name != name {
			return true
		}
	}
	return false
}

func (r *reader) block(key jsontree.Value, c *condition) {
	name, v := r.text(key), key.Of()
	form, exact, ok := parseOperator(name)
	switch {
	case !ok:
		r.refuse(InvalidConditionOperator, spanOf(key), quote(name)+" is no condition operator"+operatorHint(name))
		return
	case form.family == nullFamily && form.ifExists:
		r.refuse(NullWithIfExists, spanOf(key), "Null asks for existence already and takes no IfExists")
		return
	case c.has(form, name):
		r.refuse(DuplicateKey, spanOf(key), "operators are compared without regard to case, so "+quote(form.name)+" stands here twice")
		return
	case !exact:
		r.note(Suggestion, UnusualOperatorCase, spanOf(key), "AWS spells this operator in another case")
	}
	if form.family == nullFamily && form.set != noSet {
		r.note(Suggestion, NullWithQualifier, spanOf(key), "Null with a set prefix has the same result for every request")
	}
	if v.Kind() != jsontree.Object {
		r.mismatch(name, v, "an object of condition keys")
		return
	}
	b := block{span: memberSpan(key), name: name, form: form}
	b.keys = make([]keyTest, 0, v.Len())
	var spelled map[string]string
	if v.Len() > 1 {
		spelled = make(map[string]string, v.Len())
	}
	for k := v.First(); k.OK(); k = k.Next() {
		t := r.keyTest(k, &b)
		first, seen := spelled[t.key]
		if seen && first != t.name { // the same spelling twice is a DUPLICATE_KEY
			r.refuse(DuplicateKeysWithDifferentCase, spanOf(k), "condition keys are compared without regard to case, so "+quote(t.name)+" stands here twice")
		} else if !seen && spelled != nil {
			spelled[t.key] = t.name
		}
		b.keys = append(b.keys, t)
	}
	c.blocks = append(c.blocks, b)
}

// operatorHint names the operator that name is a slip for.
func operatorHint(name string) string {
	trimmed := strings.TrimRight(name, ": ")
	if _, _, ok := parseOperator(trimmed); ok {
		return "; write " + quote(trimmed)
	}
	for _, o := range operators {
		if strings.EqualFold(name, o.name+"s") || strings.EqualFold(name+"s", o.name) || o.negated && strings.EqualFold(name, "Not"+strings.Replace(o.name, "Not", "", 1)) {
			return "; write " + quote(o.name)
		}
	}
	return ""
}

func (r *reader) keyTest(key jsontree.Value, b *block) keyTest {
	name, v := r.text(key), key.Of()
	t := keyTest{span: memberSpan(key), key: r.texts.lower(key, name, small), name: name}
	t.multi = keyTypeOf(t.key) == multiKey
	if prefix, rest, colon := strings.Cut(name, ":"); !colon || prefix == "" || rest == "" {
		r.refuse(InvalidConditionKeyFormat, spanOf(key), quote(name)+" is no condition key; write it as prefix:name, such as aws:SourceIp")
	} else if strings.Contains(name, "${") {
		r.note(Error, VariableUnsupportedInElement, spanOf(key), "variables are not replaced in condition keys")
	}
	if t.multi && b.form.set == noSet && b.form.family != nullFamily {
		r.note(Error, MissingQualifier, spanOf(key), name+" holds several values; write ForAnyValue: or ForAllValues: before "+b.name)
	}
	switch v.Kind() {
	case jsontree.Array:
		t.values = make([]value, 0, v.Len())
		kinds := [3]bool{}
		for e := v.First(); e.OK(); e = e.Next() {
			kinds[jsonType(e.Kind())] = true
			r.appendValue(&t, e, b)
		}
		if (kinds[0] && (kinds[1] || kinds[2])) || kinds[1] && kinds[2] {
			r.note(Error, InvalidConditionDataType, spanOf(v), "the values of "+name+" mix strings, numbers and booleans")
		}
	default:
		r.appendValue(&t, v, b)
	}
	r.checkTest(key, &t, b)
	return t
}

func jsonType(k jsontree.Kind) int {
	switch k {
	case jsontree.Number:
		return 1
	case jsontree.True, jsontree.False:
		return 2
	}
	return 0
}

func (r *reader) appendValue(t *keyTest, v jsontree.Value, b *block) {
	switch v.Kind() {
	case jsontree.String:
		t.values = append(t.values, r.value(v, r.text(v), b))
	case jsontree.Number, jsontree.True, jsontree.False:
		t.values = append(t.values, r.value(v, v.Raw(), b))
	default:
		r.mismatch(t.name, v, "strings, numbers or booleans")
	}
}

func (r *reader) value(v jsontree.Value, text string, b *block) value {
	f := b.form.family
	val := value{span: spanOf(v), text: text}
	switch {
	case !strings.Contains(text, "${"):
	case !r.doc.variables:
		r.note(Error, VariableUnsupportedInVersion, val.span, "variables are replaced only with \"Version\": \"2012-10-17\"; here "+quote(text)+" is plain text")
	case !f.substitutes():
		r.note(Error, InvalidVariableForOperator, val.span, b.name+" does not replace variables, so "+quote(text)+" is no value it can read")
	default:
		r.valueVariables(&val, b)
		return val
	}
	p := pattern(text)
	if f.wildcards() {
		p = r.texts.wild(text)
	}
	val.operand = newOperand(f, p)
	return val
}

// valueVariables compiles the variables of a value. An ARN that is written out in six fields is cut before its
// variables are replaced, so that a colon in a variable's value stays inside its field.
func (r *reader) valueVariables(val *value, b *block) {
	f := b.form.family
	texts := []string{val.text}
	if fields := splitARN(nil, val.text, true); f == arnFamily && len(fields) == len(arn{}) {
		texts = fields
	}
	for _, text := range texts {
		t, err := parseTemplate(text, f.wildcards())
		if err != nil {
			r.refuse(err.code, val.span, err.message)
			return
		}
		val.parts = append(val.parts, t)
		_, static := t.static()
		val.variable = val.variable || !static
	}
	if !val.variable {
		val.operand, _ = val.resolve(nil, f)
	}
	if b.form.family == boolFamily && val.variable {
		r.note(Error, InvalidVariableForOperator, val.span, "AWS's pages disagree on whether Bool replaces variables; do not rely on it")
	}
}

// resolve makes the operand of a value with variables. q may be nil where there are none.
func (v *value) resolve(q *Query, f family) (operand, resolution) {
	if len(v.parts) == 1 {
		res := v.parts[0].resolve(q)
		if res.state != yes {
			return operand{}, res
		}
		return newOperand(f, res.text), res
	}
	var fields arn
	for i, t := range v.parts {
		res := t.resolve(q)
		if res.state != yes {
			return operand{}, res
		}
		fields[i] = string(res.text)
	}
	p := newARNPattern(fields[:], pattern(strings.Join(fields[:], ":")))
	if strings.Count(string(p.text[:p.ends[arnResource-1]]), ":") >= arnResource {
		p.fixed = 0 // a colon inside a field: the text does not show where the fields end
	}
	return operand{ok: p.field(arnPrefix).match("arn"), arn: &p}, resolution{text: p.text, state: yes}
}
