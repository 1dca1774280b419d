package reference

import "strings"

// An Operator is a row of the table in section 3.2. Test compares one value of the request with one value of the policy, as the
// positive operator does; negated operators are its negation.
type Operator struct {
	Name      string
	Negated   bool
	Variables bool // are replaced in the policy's value
	Wildcards bool // are wildcards in the policy's value
	Test      func(value string, want wanted) bool
}

// A wanted value is the policy's side of a comparison: its text as written, and its pattern with variables replaced. Fields is the
// pattern split like an ARN, nil if it does not have six fields.
type wanted struct {
	text    string
	pattern []sign
	fields  [][]sign
}

// Operators are all there are.
var Operators = []Operator{
	{"StringEquals", false, true, false, likeText},
	{"StringNotEquals", true, true, false, likeText},
	{"StringEqualsIgnoreCase", false, true, false, likeTextAnyCase},
	{"StringNotEqualsIgnoreCase", true, true, false, likeTextAnyCase},
	{"StringLike", false, true, true, likeText},
	{"StringNotLike", true, true, true, likeText},
	{"NumericEquals", false, false, false, number(func(c int) bool { return c == 0 })},
	{"NumericNotEquals", true, false, false, number(func(c int) bool { return c == 0 })},
	{"NumericLessThan", false, false, false, number(func(c int) bool { return c < 0 })},
	{"NumericLessThanEquals", false, false, false, number(func(c int) bool { return c <= 0 })},
	{"NumericGreaterThan", false, false, false, number(func(c int) bool { return c > 0 })},
	{"NumericGreaterThanEquals", false, false, false, number(func(c int) bool { return c >= 0 })},
	{"DateEquals", false, false, false, date(func(c int) bool { return c == 0 })},
	{"DateNotEquals", true, false, false, date(func(c int) bool { return c == 0 })},
	{"DateLessThan", false, false, false, date(func(c int) bool { return c < 0 })},
	{"DateLessThanEquals", false, false, false, date(func(c int) bool { return c <= 0 })},
	{"DateGreaterThan", false, false, false, date(func(c int) bool { return c > 0 })},
	{"DateGreaterThanEquals", false, false, false, date(func(c int) bool { return c >= 0 })},
	{"Bool", false, true, false, boolean},
	{"BinaryEquals", false, false, false, sameBytes},
	{"IpAddress", false, false, false, inNetwork},
	{"NotIpAddress", true, false, false, inNetwork},
	{"ArnEquals", false, true, true, likeARN},
	{"ArnLike", false, true, true, likeARN},
	{"ArnNotEquals", true, true, true, likeARN},
	{"ArnNotLike", true, true, true, likeARN},
	{"Null", false, false, false, nil},
}

// A form is how an operator is written: with a set operator in front, with IfExists behind.
type form struct {
	Operator
	set      string // "", ForAllValues or ForAnyValue
	ifExists bool
}

// parseOperator reads an operator with its prefix and suffix, in any case. Section 1.2.
func parseOperator(written string) (form, bool) {
	name, f := strings.ToLower(written), form{}
	for _, set := range []string{"ForAllValues", "ForAnyValue"} {
		if rest, ok := strings.CutPrefix(name, strings.ToLower(set)+":"); ok {
			name, f.set = rest, set
		}
	}
	name, f.ifExists = strings.CutSuffix(name, "ifexists")
	for _, operator := range Operators {
		if strings.ToLower(operator.Name) == name {
			f.Operator = operator
			return f, operator.Name != "Null" || !f.ifExists
		}
	}
	return f, false
}
