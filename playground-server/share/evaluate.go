package share

import (
	"context"
	"errors"
	"net/http"
	"strconv"
)

// evaluateScenario answers POST /api/evaluate: the engine's bytes, unchanged.
func (s *server) evaluateScenario(w http.ResponseWriter, r *http.Request, _ string) {
	if !s.allowed(w, r, s.Evaluations) {
		return
	}
	body, ok := s.readBody(w, r, maxEvaluate)
	if !ok {
		return
	}
	answer, err := s.ask(r.Context(), evaluate, body)
	if err != nil {
		s.refuseToAsk(w, err)
		return
	}
	h := w.Header()
	h.Set("Content-Type", "application/json")
	h.Set("Content-Length", strconv.Itoa(len(answer)))
	h.Set("Cache-Control", "no-store")
	w.Write(answer)
}

var errBusy = errors.New("too many evaluations at once")

// ask evaluates, as soon as there is room.
func (s *server) ask(ctx context.Context, op uint32, in []byte) ([]byte, error) {
	leave := s.evaluations.enter(ctx)
	if leave == nil {
		return nil, errBusy
	}
	defer leave()
	return s.Evaluate(op, in), nil
}

func (s *server) refuseToAsk(w http.ResponseWriter, err error) {
	if errors.Is(err, errBusy) {
		busy().write(w)
		return
	}
	s.fault(w, "evaluating", err)
}

// judge decides a scenario without traces.
func (s *server) judge(ctx context.Context, scenario string) (engine string, verdicts []string, wrong []diagnostic, err error) {
	answer, err := s.ask(ctx, decide, []byte(scenario))
	if err != nil {
		return "", nil, nil, err
	}
	verdicts = []string{}
	engine, found, err := readAnswer(answer, func(_ int, r *result) { verdicts = append(verdicts, r.Decision) })
	return engine, verdicts, mistakes(found), err
}

// invalidScenario lists mistakes; a hundred are enough to begin with.
func invalidScenario(wrong []diagnostic) problem {
	return problem{name: "invalid-scenario", diagnostics: wrong[:min(len(wrong), 100)],
		detail: "The first of them, at " + wrong[0].Path + ": " + wrong[0].Message + ". Correct what diagnostics lists; /scenario.schema.json describes the format."}
}
