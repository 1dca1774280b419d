package check

import (
	"strings"

	"github.com/iam-policy-playground/playground/engine"
	"github.com/iam-policy-playground/playground/engine/apigateway"
	"github.com/iam-policy-playground/playground/engine/catalog"
	"github.com/iam-policy-playground/playground/engine/internal/jsontree"
)

// maxDepth is how deep brackets are read. A policy needs seven.
const maxDepth = 100

// A subject is one policy as its checks see it: what stands in it, valid or not. Values that are not of the type their
// element may have are left out; the evaluator notes them.
type subject struct {
	kind       engine.Type
	text       string
	version    string // "" if there is none
	root       jsontree.Value
	list       jsontree.Value // what stands under Statement
	statements []statement
	absent     string           // condition keys that its principals never have, as isOneOf reads them
	apis       []apigateway.API // REST APIs that it is attached to, as far as the scenario says
	know       *catalog.Inquiry
	findings   []Finding

	// What the checks of the catalog have read of it.
	globals []catalog.Key
	shapes  map[*catalog.Directory][]shape
	tags    map[*catalog.Directory]bool // whether it knows aws:ResourceTag
}

// A statement is one object of the element Statement.
type statement struct {
	value     jsontree.Value
	sid       jsontree.Value
	effect    string // as written; "" if there is none
	action    element
	resource  element
	principal element
	condition []test
}

func (s *statement) allows() bool { return s.effect == "Allow" }
func (s *statement) denies() bool { return s.effect == "Deny" }

// An element is Action, Resource or Principal, or its Not form. The zero element is absent.
type element struct {
	key     jsontree.Value // not OK if the element is absent
	negated bool
	entries []entry // strings: actions, ARNs, principals
}

func (e *element) present() bool { return e.key.OK() }

// An entry is one string of an element. Under Principal, kind is the key it stands under: AWS, Service, Federated,
// CanonicalUser, and "" for the bare "*".
type entry struct {
	value jsontree.Value
	text  string
	kind  string
}

// A test is one condition key under its operator, with its values.
type test struct {
	operator jsontree.Value // the key of the block
	op       operator       // what it says
	key      jsontree.Value
	name     string // of the condition key, as written
	values   []jsontree.Value
}

func newSubject(kind engine.Type, text string, know *catalog.Inquiry) *subject {
	s := &subject{kind: kind, text: text, know: know}
	if len(text) > engine.MaxDocumentSize {
		return s
	}
	tree, _ := jsontree.Parse(text, maxDepth)
	s.root = tree.Root()
	s.readPolicy(s.root)
	return s
}

// readPolicy takes a policy, or what a Lambda authorizer returns with one in it.
func (s *subject) readPolicy(v jsontree.Value) {
	for key := v.First(); v.Kind() == jsontree.Object && key.OK(); key = key.Next() {
		switch key.Str() {
		case "policyDocument":
			if s.kind == engine.Authorizer && v == s.root {
				s.readPolicy(key.Of())
			}
		case "Version":
			s.version = key.Of().Str()
		case "Statement":
			s.list = key.Of()
			s.readStatements(s.list)
		}
	}
}

// readStatements takes one statement or a list of them.
func (s *subject) readStatements(v jsontree.Value) {
	if v.Kind() == jsontree.Object {
		s.statements = append(s.statements, readStatement(v))
		return
	}
	for each := v.First(); v.Kind() == jsontree.Array && each.OK(); each = each.Next() {
		if each.Kind() == jsontree.Object {
			s.statements = append(s.statements, readStatement(each))
		}
	}
}

func readStatement(v jsontree.Value) statement {
	s := statement{value: v}
	for key := v.First(); key.OK(); key = key.Next() {
		name, negated := strings.CutPrefix(key.Str(), "Not")
		switch {
		case name == "Action":
			s.action = element{key, negated, entriesOf(nil, key.Of(), "")}
		case name == "Resource":
			s.resource = element{key, negated, entriesOf(nil, key.Of(), "")}
		case name == "Principal":
			s.principal = readPrincipal(key, negated)
		case negated:
		case name == "Sid":
			s.sid = key.Of()
		case name == "Effect":
			s.effect = key.Of().Str()
		case name == "Condition":
			s.condition = readCondition(key.Of())
		}
	}
	return s
}

func readPrincipal(key jsontree.Value, negated bool) element {
	e := element{key: key, negated: negated}
	if key.Of().Kind() == jsontree.String {
		e.entries = entriesOf(nil, key.Of(), "")
		return e
	}
	for kind := key.Of().First(); kind.OK() && key.Of().Kind() == jsontree.Object; kind = kind.Next() {
		e.entries = entriesOf(e.entries, kind.Of(), kind.Str())
	}
	return e
}

// entriesOf appends a string, or the strings of a list.
func entriesOf(entries []entry, v jsontree.Value, kind string) []entry {
	if v.Kind() == jsontree.String {
		return append(entries, entry{v, v.Str(), kind})
	}
	for each := v.First(); v.Kind() == jsontree.Array && each.OK(); each = each.Next() {
		if each.Kind() == jsontree.String {
			entries = append(entries, entry{each, each.Str(), kind})
		}
	}
	return entries
}

func readCondition(v jsontree.Value) (tests []test) {
	for operator := v.First(); v.Kind() == jsontree.Object && operator.OK(); operator = operator.Next() {
		block, op := operator.Of(), operatorOf(operator.Str())
		for key := block.First(); block.Kind() == jsontree.Object && key.OK(); key = key.Next() {
			tests = append(tests, test{operator, op, key, key.Str(), valuesOf(key.Of())})
		}
	}
	return tests
}

// valuesOf returns the elements of a list, or the value itself.
func valuesOf(v jsontree.Value) (values []jsontree.Value) {
	if v.Kind() != jsontree.Array {
		return []jsontree.Value{v}
	}
	for each := v.First(); each.OK(); each = each.Next() {
		values = append(values, each)
	}
	return values
}

// spanOf returns the bytes of a value.
func spanOf(v jsontree.Value) engine.Span { return engine.Span{Start: v.Start(), End: v.End()} }

// note adds a finding about some bytes of the policy.
func (s *subject) note(severity engine.Severity, code engine.Code, at jsontree.Value, message string, fixes ...Fix) {
	s.findings = append(s.findings, Finding{
		Diagnostic: engine.Diagnostic{Span: spanOf(at), Severity: severity, Code: code, Message: message},
		Fixes:      fixes,
	})
}

// noteBrace adds a finding about a whole object, at its opening brace.
func (s *subject) noteBrace(severity engine.Severity, code engine.Code, at jsontree.Value, message string, fixes ...Fix) {
	s.note(severity, code, at, message, fixes...)
	span := &s.findings[len(s.findings)-1].Span
	span.End = min(span.Start+1, span.End)
}
