package check

import (
	"sort"

	"github.com/iam-policy-playground/playground/engine"
	"github.com/iam-policy-playground/playground/engine/apigateway"
	"github.com/iam-policy-playground/playground/engine/catalog"
)

// A Finding is a diagnostic with what can be done about it.
type Finding struct {
	engine.Diagnostic
	Fixes []Fix // the best one first; none where none is certain
}

// A Fix changes the text that its finding is about. It keeps a valid document valid.
type Fix struct {
	Title string // what it does, as a command: `Write "s3:GetObject"`
	Edits []Edit // in the order of the text, not overlapping
}

// An Edit puts Text in the place of the bytes of Span.
type Edit struct {
	Span engine.Span
	Text string
}

// A documentCheck looks at one policy and notes what it finds.
type documentCheck func(s *subject)

// documentChecks are all checks of one policy, with those of each.go; each stands in the file of its topic.
var documentChecks = [...]documentCheck{
	actionNames, resourceARNs, catalogKeys, policyActions, servicePrincipalKeys,
	redundantStatements, shadowedStatements, policySize, eachStatement, gatewayPolicy, authorizerPolicy,
}

// Document checks the text of one policy, broken or not. The findings are sorted, their Policy is 0. What is not known of a
// service because of the inquiry's shelf is not claimed. Of a text that is no JSON, each mistake is found where it is, and
// the rest is checked as it reads once they are repaired.
func Document(kind engine.Type, text string, know *catalog.Inquiry) []Finding {
	return document(kind, text, know, "", nil)
}

// document is Document for a policy in whose requests some condition keys are never present, a list as isOneOf reads it, and that
// is attached to some REST APIs.
func document(kind engine.Type, text string, know *catalog.Inquiry, absent string, apis []apigateway.API) []Finding {
	m := newMapping(text)
	s := newSubject(kind, m.repaired, know)
	s.absent, s.apis = absent, apis
	for _, d := range engine.Compile(kind, m.repaired).Diagnostics() {
		s.findings = append(s.findings, s.evaluatorFinding(d))
	}
	for _, check := range documentChecks {
		check(s)
	}
	findings := append(m.mistakes(text), m.original(s.findings)...)
	Sort(findings)
	return findings
}

// Sort puts findings in the order of engine.Diagnostics.
func Sort(findings []Finding) { sort.Stable(inOrder(findings)) }

type inOrder []Finding

func (f inOrder) Len() int      { return len(f) }
func (f inOrder) Swap(i, j int) { f[i], f[j] = f[j], f[i] }
func (f inOrder) Less(i, j int) bool {
	return engine.Diagnostics{f[i].Diagnostic, f[j].Diagnostic}.Less(0, 1)
}
