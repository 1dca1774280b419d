package assist

import "strings"

// An operatorRow is a condition operator.
type operatorRow struct {
	name string
	kind string // type of the keys that it is for, as the catalog writes it; "" for every type
	is   string // how it compares, in a sentence about a key: "is", "is before"
	not  bool   // it is true where none of the values matches, and where the key is absent
}

// operators are the condition operators.
//
// AWS: IAM User Guide, "IAM JSON policy elements: Condition operators".
var operators = []operatorRow{
	{"StringEquals", "String", "is", false},
	{"StringNotEquals", "String", "is", true},
	{"StringEqualsIgnoreCase", "String", "is", false},
	{"StringNotEqualsIgnoreCase", "String", "is", true},
	{"StringLike", "String", "matches", false},
	{"StringNotLike", "String", "matches", true},
	{"NumericEquals", "Numeric", "equals", false},
	{"NumericNotEquals", "Numeric", "equals", true},
	{"NumericLessThan", "Numeric", "is less than", false},
	{"NumericLessThanEquals", "Numeric", "is at most", false},
	{"NumericGreaterThan", "Numeric", "is greater than", false},
	{"NumericGreaterThanEquals", "Numeric", "is at least", false},
	{"DateEquals", "Date", "is", false},
	{"DateNotEquals", "Date", "is", true},
	{"DateLessThan", "Date", "is before", false},
	{"DateLessThanEquals", "Date", "is at or before", false},
	{"DateGreaterThan", "Date", "is after", false},
	{"DateGreaterThanEquals", "Date", "is at or after", false},
	{"Bool", "Bool", "is", false},
	{"BinaryEquals", "Binary", "has the bytes", false},
	{"IpAddress", "IPAddress", "is in", false},
	{"NotIpAddress", "IPAddress", "is in", true},
	{"ArnEquals", "ARN", "matches", false},
	{"ArnLike", "ARN", "matches", false},
	{"ArnNotEquals", "ARN", "matches", true},
	{"ArnNotLike", "ARN", "matches", true},
	{"Null", "", "", false},
}

// Set operators, for keys with several values.
//
// AWS: IAM User Guide, "Set operators for multivalued context keys".
const (
	forAnyValue  = "ForAnyValue:"
	forAllValues = "ForAllValues:"
	ifExists     = "IfExists"
)

// A spelled operator is one as a policy writes it.
type spelled struct {
	*operatorRow
	set      string // forAnyValue, forAllValues or ""
	ifExists bool
}

// spell reads the name of an operator, in any case; its row is nil if there is none.
func spell(text string) (s spelled) {
	for _, set := range [...]string{forAnyValue, forAllValues} {
		if len(text) > len(set) && strings.EqualFold(text[:len(set)], set) {
			s.set, text = set, text[len(set):]
		}
	}
	if s.operatorRow = operatorNamed(text); s.operatorRow != nil {
		return s
	}
	if n := len(text) - len(ifExists); n > 0 && strings.EqualFold(text[n:], ifExists) {
		s.operatorRow, s.ifExists = operatorNamed(text[:n]), true
	}
	return s
}

func operatorNamed(name string) *operatorRow {
	for i := range operators {
		if strings.EqualFold(operators[i].name, name) {
			return &operators[i]
		}
	}
	return nil
}

// operators offers condition operators: first those that fit the key that stands below, if one does.
func (c *completer) operators() {
	types := c.typesBelow()
	set := len(types) > 0 && strings.HasPrefix(types[0], arrayOf)
	fitting := func(o *operatorRow) bool { return fits(o, types) }
	other := func(o *operatorRow) bool { return !fits(o, types) }
	if set {
		c.spellings(fitting, [...]string{forAnyValue, forAllValues}, "")
	}
	for _, which := range [...]func(*operatorRow) bool{fitting, other} {
		c.spellings(which, [2]string{}, "")
	}
	for _, which := range [...]func(*operatorRow) bool{fitting, other} {
		c.spellings(which, [2]string{}, ifExists)
		c.spellings(which, [...]string{forAnyValue, forAllValues}, "")
		c.spellings(which, [...]string{forAnyValue, forAllValues}, ifExists)
	}
}

// spellings offers some operators with each prefix and a suffix. Null has neither.
func (c *completer) spellings(which func(*operatorRow) bool, prefixes [2]string, suffix string) {
	for i := range operators {
		o := &operators[i]
		if !which(o) || o.name == "Null" && prefixes[0]+suffix != "" {
			continue
		}
		for j, prefix := range prefixes {
			if name := prefix + o.name + suffix; (j == 0 || prefix != "") && !c.has(name) {
				c.operator(name, spelled{o, prefix, suffix != ""})
			}
		}
	}
}

func (c *completer) operator(name string, s spelled) {
	if c.slot == conditionValue {
		c.value(OperatorOption, name, `{"`+name+`": {"`+here+`": ""}}`, s.says())
		return
	}
	c.add(OperatorOption, name, `{"`+here+`": ""}`, s.says())
}

// typesBelow returns the types of the first key in the block of the operator at the place.
func (c *completer) typesBelow() []string {
	if c.node < 0 || c.nodes[c.node].value < 0 {
		return nil
	}
	var first string
	c.children(c.nodes[c.node].value, func(i int) bool {
		first = c.str(i)
		return false
	})
	key, _ := findKey(c.Know, first)
	return key.Types
}

// predicate says how one value of the policy is compared: "is not".
func (o *operatorRow) predicate() string {
	verb, rest, _ := strings.Cut(o.is, " ")
	switch {
	case !o.not:
		return o.is
	case verb == "is":
		return strings.TrimSuffix("is not "+rest, " ")
	case verb == "equals":
		return "does not equal"
	}
	return strings.TrimSuffix("does not match "+rest, " ")
}

// suffix says what the name of an operator adds to its predicate, behind the value.
func (o *operatorRow) suffix() string {
	if strings.HasSuffix(o.name, "IgnoreCase") {
		return " in any letter case"
	}
	return ""
}

// whenAbsent reports whether an operator is true where the request does not have the key.
//
// AWS: IAM User Guide, "IAM JSON policy elements: Condition operators", …IfExists condition operators; "Set operators for
// multivalued context keys".
func (s spelled) whenAbsent() bool {
	switch {
	case s.ifExists || s.set == forAllValues:
		return true
	case s.set == forAnyValue:
		return false
	}
	return s.not
}

// subject says what is compared.
func (s spelled) subject() string {
	switch s.set {
	case forAnyValue:
		return "some value of the key"
	case forAllValues:
		return "every value of the key"
	}
	return "the key"
}

// says describes an operator in one line.
func (s spelled) says() string {
	if s.name == "Null" {
		return "whether the key is absent (true) or present (false)"
	}
	says := s.subject() + " " + s.predicate() + " …" + s.suffix()
	if s.whenAbsent() {
		return says + "; true if the key is absent"
	}
	return says + "; false if the key is absent"
}
