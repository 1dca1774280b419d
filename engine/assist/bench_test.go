package assist

import (
	"testing"

	"github.com/iam-policy-playground/playground/engine"
	"github.com/iam-policy-playground/playground/engine/catalog"
	"github.com/iam-policy-playground/playground/engine/scenario"
)

// BenchmarkComplete asks at every place of a policy of 6 KB in turn.
func BenchmarkComplete(b *testing.B) {
	s, _ := scenario.Parse(namesScenario)
	p := Policy{Kind: engine.Identity, Text: longPolicy(b), Scenario: s}
	offset := 0
	for b.Loop() {
		p.Know = catalog.NewInquiry(everyService)
		Complete(p, offset%len(p.Text))
		offset += 7
	}
}
