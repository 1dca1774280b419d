package harness

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/iam-policy-playground/playground/engine/catalog/services"
	"github.com/iam-policy-playground/playground/engine/scenario"
)

// A Finding is what a check has to say about a policy, or about the scenario itself if Policy is -1.
type Finding struct {
	Policy   int    `json:"policy"` // index of the policy
	Path     string `json:"path"`   // JSON path into the scenario
	Span     [2]int `json:"span"`   // bytes: of the policy's text, or of the scenario's
	Severity string `json:"severity"`
	Code     string `json:"code"`
	Message  string `json:"message"`
	Fixes    []Fix  `json:"fixes"` // the best one first
}

// A Fix changes the text that its finding is about.
type Fix struct {
	Title string `json:"title"`
	Edits []Edit `json:"edits"` // in the order of the text
}

// An Edit puts Text in the place of the bytes of Span.
type Edit struct {
	Span [2]int `json:"span"`
	Text string `json:"text"`
}

// Linted are the findings of a scenario.
type Linted struct {
	Findings []Finding
	Scenario *scenario.Scenario // what could be read of it; never nil
}

// Lint checks the policies of a scenario, and the scenario, with AWS's whole catalog of services. It evaluates no request.
func (h *Harness) Lint(ctx context.Context, text []byte) (*Linted, error) {
	var answer checkAnswer
	err := h.use(ctx, func(one *instance) (err error) {
		answer, err = one.check(ctx, text)
		return err
	})
	if err != nil {
		return nil, err
	}
	s, _ := scenario.Parse(string(text)) // the module reports the same problems
	return &Linted{answer.Findings, s}, nil
}

type checkAnswer struct {
	Findings []Finding `json:"findings"`
	Wants    []string  `json:"wants"` // services whose records would have made a difference
}

// check asks until the instance knows all services that make a difference.
func (one *instance) check(ctx context.Context, text []byte) (answer checkAnswer, err error) {
	if one.learned == nil {
		if _, err = one.call(ctx, OpLearn, []byte(services.Index())); err != nil {
			return answer, err
		}
		one.learned = map[string]bool{}
	}
	for {
		said, err := one.call(ctx, OpCheck, text)
		if err != nil {
			return answer, err
		}
		answer = checkAnswer{}
		if err := json.Unmarshal(said, &answer); err != nil {
			return answer, fmt.Errorf("the module's answer is not JSON: %w", err)
		}
		if more, err := one.learn(ctx, answer.Wants); err != nil || !more {
			return answer, err
		}
	}
}

// learn tells the instance of services, and returns whether it did not know one of them.
func (one *instance) learn(ctx context.Context, wants []string) (more bool, err error) {
	for _, prefix := range wants {
		s, ok := services.Of(prefix)
		if !ok || one.learned[prefix] {
			continue
		}
		one.learned[prefix], more = true, true
		if _, err := one.call(ctx, OpLearn, []byte(s.Records())); err != nil {
			return false, err
		}
	}
	return more, nil
}
