package engine

import "strings"

// A family is the way an operator reads and compares values.
type family uint8

const (
	stringFamily family = iota
	foldFamily          // strings without regard to case
	likeFamily          // strings with wildcards
	numericFamily
	dateFamily
	boolFamily
	binaryFamily
	addressFamily
	arnFamily
	nullFamily
)

// A relation says which outcomes of comparing the request's value with the policy's satisfy an operator.
type relation uint8

const (
	equal relation = iota
	less
	lessOrEqual
	greater
	greaterOrEqual
)

func (r relation) holds(c int) bool {
	switch r {
	case less:
		return c < 0
	case lessOrEqual:
		return c <= 0
	case greater:
		return c > 0
	case greaterOrEqual:
		return c >= 0
	}
	return c == 0
}

// An operator is a row of the table of condition operators.
type operator struct {
	name     string
	family   family
	negated  bool     // true where the positive test finds no match
	relation relation // of numbers and dates
}

// operators are all condition operators of the language, without set prefix and IfExists. A new one is a row here and
// its cases in testdata.
//
// AWS: IAM User Guide, "IAM JSON policy elements: Condition operators".
var operators = []operator{
	{name: "StringEquals", family: stringFamily},
	{name: "StringNotEquals", family: stringFamily, negated: true},
	{name: "StringEqualsIgnoreCase", family: foldFamily},
	{name: "StringNotEqualsIgnoreCase", family: foldFamily, negated: true},
	{name: "StringLike", family: likeFamily},
	{name: "StringNotLike", family: likeFamily, negated: true},
	{name: "NumericEquals", family: numericFamily},
	{name: "NumericNotEquals", family: numericFamily, negated: true},
	{name: "NumericLessThan", family: numericFamily, relation: less},
	{name: "NumericLessThanEquals", family: numericFamily, relation: lessOrEqual},
	{name: "NumericGreaterThan", family: numericFamily, relation: greater},
	{name: "NumericGreaterThanEquals", family: numericFamily, relation: greaterOrEqual},
	{name: "DateEquals", family: dateFamily},
	{name: "DateNotEquals", family: dateFamily, negated: true},
	{name: "DateLessThan", family: dateFamily, relation: less},
	{name: "DateLessThanEquals", family: dateFamily, relation: lessOrEqual},
	{name: "DateGreaterThan", family: dateFamily, relation: greater},
	{name: "DateGreaterThanEquals", family: dateFamily, relation: greaterOrEqual},
	{name: "Bool", family: boolFamily},
	{name: "BinaryEquals", family: binaryFamily},
	{name: "IpAddress", family: addressFamily},
	{name: "NotIpAddress", family: addressFamily, negated: true},
	{name: "ArnEquals", family: arnFamily},
	{name: "ArnLike", family: arnFamily},
	{name: "ArnNotEquals", family: arnFamily, negated: true},
	{name: "ArnNotLike", family: arnFamily, negated: true},
	{name: "Null", family: nullFamily},
}

// substitutes reports whether variables in the values of f are replaced. For Bool AWS's pages disagree; replacing
// them is the reading of the page on operators (RATIONALE.md, "Why Bool substitutes variables").
func (f family) substitutes() bool {
	switch f {
	case stringFamily, foldFamily, likeFamily, arnFamily, boolFamily:
		return true
	}
	return false
}

// wildcards reports whether * and ? in the values of f are wildcards.
func (f family) wildcards() bool { return f == likeFamily || f == arnFamily }

// An operand is a value of a policy, read the way its operator reads it. The zero operand matches nothing.
type operand struct {
	ok      bool         // the text could be read
	text    readyPattern // strings, Bool (lower case), Null; decoded bytes of BinaryEquals
	number  decimal
	instant instant
	network network
	arn     *arnPattern
}

// newOperand reads text, in which wildcards are already translated where f has them.
func newOperand(f family, text pattern) operand {
	switch f {
	case numericFamily:
		n, ok := parseDecimal(string(text))
		return operand{ok: ok, number: n}
	case dateFamily:
		t, ok := parseInstant(string(text))
		return operand{ok: ok, instant: t}
	case boolFamily, nullFamily:
		s := strings.ToLower(string(text))
		return operand{ok: s == "true" || s == "false", text: plain(s)}
	case binaryFamily:
		b, ok := decodeBase64(string(text))
		return operand{ok: ok, text: plain(b)}
	case addressFamily:
		n, ok := parseNetwork(string(text))
		return operand{ok: ok, network: n}
	case arnFamily:
		fields := strings.SplitN(string(text), ":", len(arn{}))
		if len(fields) < len(arn{}) {
			return operand{}
		}
		p := newARNPattern(fields, text)
		return operand{ok: p.field(arnPrefix).match("arn"), arn: &p}
	}
	if f == likeFamily {
		return operand{ok: true, text: text.ready()}
	}
	return operand{ok: true, text: plain(string(text))}
}

// A subject is a value of the request, read the way an operator reads it.
type subject struct {
	family  family // of the operator
	ok      bool   // the text could be read
	text    string
	number  decimal
	instant instant
	address address
}

// read fills the zero subject.
func (s *subject) read(f family, text string) {
	s.family, s.ok, s.text = f, true, text
	switch f {
	case numericFamily:
		s.number, s.ok = parseDecimal(text)
	case dateFamily:
		s.instant, s.ok = parseInstant(text)
	case boolFamily:
		s.text = strings.ToLower(text)
		s.ok = s.text == "true" || s.text == "false"
	case binaryFamily:
		s.text, s.ok = decodeBase64(text)
	case addressFamily:
		s.address, s.ok = parseAddress(text)
	case arnFamily:
		_, s.ok = parseARN(text)
	}
}

// guess reads text as what takes longest to read, if it is a date or an address. Else the subject stays the zero one.
func (s *subject) guess(text string) {
	if text == "" || text[0] < '0' || text[0] > '9' {
		return
	}
	for _, f := range [...]family{dateFamily, addressFamily} {
		if s.read(f, text); s.ok {
			return
		}
		*s = subject{}
	}
}

// test reports whether the request's value satisfies the positive form of o against one value of the policy. A value
// that cannot be read matches nothing, so that a negated operator counts it as different (RATIONALE.md, "Why a value
// that is no number is not equal").
func (o *operator) test(s *subject, p *operand) bool {
	if !s.ok || !p.ok {
		return false
	}
	switch o.family {
	case foldFamily:
		return strings.EqualFold(s.text, string(p.text.text))
	case likeFamily:
		return p.text.match(s.text)
	case numericFamily:
		return o.relation.holds(s.number.compare(p.number))
	case dateFamily:
		return o.relation.holds(s.instant.compare(p.instant))
	case addressFamily:
		return p.network.contains(s.address)
	case arnFamily:
		return p.arn.matchText(s.text)
	}
	return s.text == string(p.text.text)
}

// An opForm is an operator as a policy spells it: with set prefix and IfExists.
type opForm struct {
	*operator
	set      setOperator
	ifExists bool
}

// A setOperator says how the values of a multivalued key combine.
type setOperator uint8

const (
	noSet setOperator = iota
	forAllValues
	forAnyValue
)

// A spelling is the words that operators are made of, as AWS writes them or in lower case.
type spelling struct {
	forAllValues, forAnyValue, ifExists string
	operators                           map[string]*operator
}

var (
	usualSpelling = newSpelling(func(word string) string { return word })
	lowerSpelling = newSpelling(strings.ToLower)
)

func newSpelling(spell func(string) string) *spelling {
	s := &spelling{spell("ForAllValues:"), spell("ForAnyValue:"), spell("IfExists"), make(map[string]*operator, len(operators))}
	for i := range operators {
		s.operators[spell(operators[i].name)] = &operators[i]
	}
	return s
}

// read reads an operator. ok is false if text is none.
func (s *spelling) read(text string) (f opForm, ok bool) {
	if rest, found := strings.CutPrefix(text, s.forAllValues); found {
		f.set, text = forAllValues, rest
	} else if rest, found := strings.CutPrefix(text, s.forAnyValue); found {
		f.set, text = forAnyValue, rest
	}
	if f.operator = s.operators[text]; f.operator == nil {
		text, f.ifExists = strings.CutSuffix(text, s.ifExists)
		f.operator = s.operators[text]
	}
	return f, f.operator != nil
}

// parseOperator reads an operator's spelling without regard to case; AWS's pages only ever show one spelling
// (RATIONALE.md, "Why operators ignore case"). exact is false where the spelling differs from that.
func parseOperator(text string) (f opForm, exact, ok bool) {
	if f, ok = usualSpelling.read(text); ok {
		return f, true, true
	}
	f, ok = lowerSpelling.read(strings.ToLower(text))
	return f, false, ok
}
