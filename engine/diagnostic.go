package engine

import "sort"

// A Severity ranks a diagnostic, in the order of IAM Access Analyzer's finding types.
type Severity uint8

const (
	Error           Severity = iota // a part of the document cannot work
	SecurityWarning                 // it grants more than its author may think
	Warning
	Suggestion
)

var severityNames = [...]string{Error: "error", SecurityWarning: "securityWarning", Warning: "warning", Suggestion: "suggestion"}

// String returns the word of the results for s.
func (s Severity) String() string { return severityNames[s] }

// A Code names a diagnostic or a reason. Codes are stable and documented in codes.go and reasons.go.
type Code string

// A Diagnostic is one finding: what an editor underlines.
type Diagnostic struct {
	Policy   int    // index of the policy, -1 if the finding is about the scenario
	Path     string // JSON path into the scenario, as in requests[0].principal; "" for findings in a policy
	Span     Span   // bytes of the policy's text, or of the scenario's where Path is set
	Severity Severity
	Code     Code
	Message  string // one sentence about the text: no position, no code, no final period
	refuses  bool   // it keeps the document from being evaluated
}

// Diagnostics are sorted by policy, span and code.
type Diagnostics []Diagnostic

// Sort puts ds in their order.
func (ds Diagnostics) Sort() {
	sort.Stable(ds)
}

// Len, Less and Swap implement sort.Interface.
func (ds Diagnostics) Len() int { return len(ds) }

// Less reports whether finding i comes before finding j.
func (ds Diagnostics) Less(i, j int) bool {
	a, b := &ds[i], &ds[j]
	switch {
	case a.Policy != b.Policy:
		return a.Policy < b.Policy
	case a.Span.Start != b.Span.Start:
		return a.Span.Start < b.Span.Start
	case a.Span.End != b.Span.End:
		return a.Span.End < b.Span.End
	}
	return a.Code < b.Code
}

// Swap exchanges two findings.
func (ds Diagnostics) Swap(i, j int) { ds[i], ds[j] = ds[j], ds[i] }
