package check

import (
	"github.com/iam-policy-playground/playground/engine"
	"github.com/iam-policy-playground/playground/engine/apigateway"
	"github.com/iam-policy-playground/playground/engine/catalog"
	"github.com/iam-policy-playground/playground/engine/scenario"
)

// Scenario checks a whole scenario, whose policies stand in set: each document, and what only shows where all is seen together.
// The findings are sorted; those about the scenario have Policy -1 and a Path.
func Scenario(set *engine.Set, s *scenario.Scenario, know *catalog.Inquiry) (all []Finding) {
	for i := range set.Policies() {
		p := set.Policy(i)
		for _, f := range document(p.Document.Kind(), p.Document.Text(), know, absentKeys(&p), apisOf(&p, s.APIs)) {
			f.Policy = i
			all = append(all, f)
		}
	}
	all = append(all, unreachable(set, &s.Environment)...)
	all = append(all, requests(s)...)
	all = append(all, scpLevels(s)...)
	for _, d := range set.Unattached() {
		all = append(all, Finding{Diagnostic: d})
	}
	for _, d := range apigateway.Findings(set, s.APIs) {
		all = append(all, Finding{Diagnostic: d})
	}
	Sort(all)
	return all
}
