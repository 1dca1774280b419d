package share

import (
	"context"
	"errors"
	"net/http"
	"strconv"
	"time"
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
	answer, err := s.ask(r.Context(), &s.evaluations, evaluate, body)
	if err != nil {
		s.unasked(err).write(w)
		return
	}
	h := w.Header()
	h.Set("Content-Type", "application/json")
	h.Set("Content-Length", strconv.Itoa(len(answer)))
	h.Set("Cache-Control", "no-store")
	w.Write(answer)
}

// Errors of ask.
var (
	errBusy       = errors.New("too many evaluations at once")
	errTooComplex = errors.New("the evaluation takes too long")
)

// ask evaluates, as soon as there is room at the gate. An evaluation cannot be stopped: one that takes too long is not waited
// for, and keeps its place until it ends, so that what runs is bounded. A panic of the engine costs one answer.
func (s *server) ask(ctx context.Context, g *gate, op uint32, in []byte) ([]byte, error) {
	leave := g.enter(ctx)
	if leave == nil {
		return nil, errBusy
	}
	type outcome struct {
		answer []byte
		err    error
	}
	ended := make(chan outcome, 1)
	go func() {
		defer leave()
		defer func() {
			if recover() != nil {
				ended <- outcome{err: errPanic}
			}
		}()
		ended <- outcome{answer: s.Evaluate(op, in)}
	}()
	limit := time.NewTimer(s.Longest)
	defer limit.Stop()
	select {
	case o := <-ended:
		return o.answer, o.err
	case <-limit.C:
	case <-ctx.Done():
	}
	return nil, errTooComplex
}

// unasked is the problem of an evaluation that came to nothing.
func (s *server) unasked(err error) problem {
	switch {
	case errors.Is(err, errBusy):
		return busy()
	case errors.Is(err, errTooComplex):
		return problem{name: "too-complex", detail: "The scenario takes longer to evaluate than this server works on one. Ask for fewer requests or policies at once, or use the page or the command policytest, which have no such limit."}
	}
	s.Fault("evaluating", err)
	return problem{name: "fault", detail: "The engine failed. That is a fault of ours, and was recorded. " + wayOut}
}

// judge decides a scenario without traces.
func (s *server) judge(ctx context.Context, scenario string) (engine string, verdicts []string, wrong []diagnostic, err error) {
	answer, err := s.ask(ctx, &s.judgements, decide, []byte(scenario))
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
