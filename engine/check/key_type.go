package check

import (
	"strings"

	"github.com/iam-policy-playground/playground/engine"
	"github.com/iam-policy-playground/playground/engine/catalog"
	"github.com/iam-policy-playground/playground/engine/internal/jsontree"
)

// keyType notes an operator that does not suit the type of its key. AWS does not say the type of every key.
//
// AWS: IAM User Guide, "IAM JSON policy elements: Condition operators"; "Single-valued vs. multivalued context keys".
func (s *subject) keyType(t *test, key catalog.Key, in *statement) {
	o := t.op
	family := o.family()
	if len(key.Types) == 0 || family == "" || family == "null" {
		return
	}
	switch {
	case key.Multivalued() && o.set == "" && !strings.EqualFold(t.name, plainly):
		s.missingQualifier(t, in)
	case !key.Multivalued() && o.set == "forallvalues" && in.allows():
		s.note(engine.SecurityWarning, ForAllValuesWithSingleValuedKey, t.operator, quote(t.name)+" has one value, and ForAllValues holds where it is absent too, so this allows more than it says; leave out ForAllValues:",
			s.otherOperator(t, in, strings.TrimPrefix(t.operator.Str()[len("ForAllValues"):], ":"))...)
	}
	s.family(t, key, in, o)
}

// plainly is a multivalued key that AWS's own policies test without set operator.
const plainly = "events:detail-type"

// missingQualifier notes a multivalued key without set operator, unless the evaluator has.
func (s *subject) missingQualifier(t *test, in *statement) {
	at := spanOf(t.key)
	for _, f := range s.findings {
		if f.Code == engine.MissingQualifier && f.Span == at {
			return
		}
	}
	written := t.operator.Str()
	fixes := append(s.otherOperator(t, in, "ForAnyValue:"+written), s.otherOperator(t, in, "ForAllValues:"+written)...)
	s.note(engine.Error, engine.MissingQualifier, t.key, t.name+" holds several values; write ForAnyValue: or ForAllValues: before "+written, fixes...)
}

// otherOperator is the fix that writes another operator. It is none if the operator has more keys, or the other one is there.
func (s *subject) otherOperator(t *test, in *statement, operator string) []Fix {
	if t.operator.Of().Len() != 1 {
		return nil
	}
	for i := range in.condition {
		if strings.EqualFold(in.condition[i].operator.Str(), operator) {
			return nil
		}
	}
	return []Fix{rewrite(t.operator, operator)}
}

// suits lists, for each type of keys, the operators that read it.
var suits = [...]struct{ name, families string }{
	{"String", " string arn binary "}, // many a key that AWS calls a string holds an ARN
	{"ARN", " string arn "},
	{"Bool", " bool "},
	{"Numeric", " numeric "},
	{"Date", " date "},
	{"IPAddress", " ipaddress "},
}

// instead names the operator to use for a type.
func instead(name string) string {
	switch name {
	case "ARN":
		return "ArnLike"
	case "Bool":
		return "Bool"
	case "Numeric":
		return "NumericEquals or another numeric operator"
	case "Date":
		return "DateLessThan or another date operator"
	case "IPAddress":
		return "IpAddress or NotIpAddress"
	}
	return "StringEquals or another string operator"
}

// family notes an operator of another family than the type of the key.
func (s *subject) family(t *test, key catalog.Key, in *statement, o operator) {
	fits := false
	for _, written := range key.Types {
		name := strings.TrimPrefix(written, "ArrayOf")
		for _, row := range suits {
			fits = fits || row.name == name && isOneOf(o.family(), row.families)
		}
	}
	first := strings.TrimPrefix(key.Types[0], "ArrayOf")
	switch {
	case !fits:
		s.note(engine.Warning, TypeMismatch, t.operator, quote(t.name)+" is of the type "+first+", which "+t.operator.Str()+" does not read; write "+instead(first))
	case first == "ARN" && o.base == "stringlike" && crossesFields(t.values):
		s.note(engine.SecurityWarning, StringLikeWithARNKey, t.operator, "the wildcards of StringLike run over the colons of an ARN, so "+quote(t.name)+" may match more than it should; write ArnLike",
			s.otherOperator(t, in, strings.Replace(t.operator.Str(), "StringLike", "ArnLike", 1))...)
	}
}

// crossesFields reports whether all values are ARNs of six fields, and one has a wildcard that could run over a colon.
func crossesFields(values []jsontree.Value) (crosses bool) {
	for _, v := range values {
		a, ok := cutARN(v.Str())
		if !ok {
			return false
		}
		for _, field := range a[:arnResource] {
			crosses = crosses || strings.Contains(field, "*")
		}
	}
	return crosses
}
