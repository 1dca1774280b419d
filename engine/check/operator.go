package check

import "strings"

// An operator is a condition operator as its spelling says, without regard to case.
//
// AWS: IAM User Guide, "IAM JSON policy elements: Condition operators".
type operator struct {
	base     string // in lower case, without prefix and suffix: "stringnotlike"
	set      string // "forallvalues", "foranyvalue", or "" for none
	ifExists bool
}

// operatorOf takes an operator apart. What is no operator has some base all the same.
func operatorOf(text string) operator {
	o := operator{base: strings.ToLower(text)}
	if set, base, ok := strings.Cut(o.base, ":"); ok {
		o.set, o.base = set, base
	}
	if base, ok := strings.CutSuffix(o.base, "ifexists"); ok {
		o.base, o.ifExists = base, true
	}
	return o
}

// negated reports whether the operator holds where nothing matches, and where the key is absent.
func (o operator) negated() bool { return strings.Contains(o.base, "not") }

// family returns what the operator compares: "string", "arn", "numeric", "date", "bool", "binary", "ipaddress" or "null".
func (o operator) family() string {
	base := strings.TrimPrefix(o.base, "not")
	for _, family := range [...]string{"string", "arn", "numeric", "date", "bool", "binary", "ipaddress", "null"} {
		if strings.HasPrefix(base, family) {
			return family
		}
	}
	return ""
}

// wildcards reports whether * and ? are wildcards in the values of the operator.
func (o operator) wildcards() bool { return o.family() == "arn" || strings.HasSuffix(o.base, "like") }
