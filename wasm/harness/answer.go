package harness

import (
	"context"
	"encoding/json"
	"fmt"
)

// An Answer is what the module says to a scenario. engine/wire documents its JSON form.
type Answer struct {
	Engine      string       `json:"engine"` // version of the engine
	Results     []Result     `json:"results"`
	Diagnostics []Diagnostic `json:"diagnostics"`
}

// A Result is the decision on one request, in the order of the scenario.
type Result struct {
	Name      string          `json:"name"`
	Decision  string          `json:"decision"`
	Reason    string          `json:"reason"`    // one sentence
	DecidedBy json.RawMessage `json:"decidedBy"` // the statements that decided
	DependsOn json.RawMessage `json:"dependsOn"` // the unknown keys that matter, and how
	Trace     json.RawMessage `json:"trace"`     // Evaluate only
	Text      string          `json:"text"`      // Explain only: the trace as indented text
}

// A Diagnostic is a finding about a policy, or about the scenario itself if Policy is nil.
type Diagnostic struct {
	Policy   *int   `json:"policy"` // index of the policy
	Path     string `json:"path"`   // JSON path into the scenario
	Span     [2]int `json:"span"`   // bytes: of the policy's text, or of the scenario's
	Severity string `json:"severity"`
	Code     string `json:"code"`
	Message  string `json:"message"`
}

// Evaluate decides every request of a scenario and returns the traces too.
func (h *Harness) Evaluate(ctx context.Context, scenario []byte) (*Answer, error) {
	return h.answer(ctx, OpEvaluate, scenario)
}

// Decide decides every request of a scenario, without traces.
func (h *Harness) Decide(ctx context.Context, scenario []byte) (*Answer, error) {
	return h.answer(ctx, OpDecide, scenario)
}

// Explain decides every request of a scenario and renders the traces as text.
func (h *Harness) Explain(ctx context.Context, scenario []byte) (*Answer, error) {
	return h.answer(ctx, OpExplain, scenario)
}

func (h *Harness) answer(ctx context.Context, op uint32, scenario []byte) (*Answer, error) {
	text, err := h.Call(ctx, op, scenario)
	if err != nil {
		return nil, err
	}
	return decode(text)
}

func decode(text []byte) (*Answer, error) {
	answer := &Answer{}
	if err := json.Unmarshal(text, answer); err != nil {
		return nil, fmt.Errorf("the module's answer is not JSON: %w", err)
	}
	return answer, nil
}
