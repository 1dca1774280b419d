// Package peers asks other engines what ours is asked. MinIO reads the same documents, with its own actions, resources and
// keys; Cedar, CEL and Rego are other languages, into which the workloads are translated. All but iam-simulate know one
// kind of policy only.
//
// The engines are dependencies of this folder's module alone, and no code of theirs is here.
package peers

import (
	"context"
	"errors"

	cedar "github.com/cedar-policy/cedar-go"
	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/rego"
	"github.com/open-policy-agent/opa/v1/storage/inmem"

	"github.com/iam-policy-playground/playground/scripts/bench/measure"
	"github.com/iam-policy-playground/playground/scripts/bench/workload"
)

var (
	errDenied  = errors.New("denied, where the workload allows")
	errLayered = errors.New("it takes one identity policy, the workload has policies of several types")
)

// allowed is what a run that was denied comes to: no peer is timed that answers otherwise.
func allowed(yes bool) error {
	if yes {
		return nil
	}
	return errDenied
}

// A peer returns what decides a workload that is prepared, and what prepares it from its text.
type peer func(*workload.Workload) (decide, prepare func() error, err error)

// take is the peer itself for a workload that it can be asked about.
func (p peer) take(w *workload.Workload) (decide, prepare func() error, err error) {
	if w.Layered() {
		return nil, nil, errLayered
	}
	return p(w)
}

// Runs returns the Go engines: deciding with the workload's policies prepared, and preparing them. One that cannot take
// the workload says why in each run.
func Runs(w *workload.Workload) (deciding, preparing []measure.Contender) {
	for _, one := range []struct {
		name string
		runs peer
	}{{"MinIO", minioRuns}, {"cedar-go", cedarRuns}, {"cel-go", celRuns}, {"OPA", opaRuns}} {
		decide, prepare, err := one.runs.take(w)
		if err != nil {
			decide = func() error { return err }
			prepare = decide
		}
		deciding = append(deciding, measure.Contender{Name: one.name, Run: decide})
		preparing = append(preparing, measure.Contender{Name: one.name, Run: prepare})
	}
	return deciding, preparing
}

func minioRuns(w *workload.Workload) (decide, prepare func() error, err error) {
	m := newMinio(w)
	p, err := m.parse()
	return func() error { return allowed(p.IsAllowed(m.args)) }, func() error { _, err := m.parse(); return err }, err
}

func cedarRuns(w *workload.Workload) (decide, prepare func() error, err error) {
	text := []byte(Cedar(w))
	policies, err := cedar.NewPolicySetFromBytes("workload.cedar", text)
	if err != nil {
		return nil, nil, err
	}
	request, err := cedarRequest(w)
	decide = func() error {
		decision, _ := cedar.Authorize(policies, nil, request)
		return allowed(decision == cedar.Allow)
	}
	return decide, func() error { _, err := cedar.NewPolicySetFromBytes("workload.cedar", text); return err }, err
}

func celRuns(w *workload.Workload) (decide, prepare func() error, err error) {
	env, err := celEnvironment()
	if err != nil {
		return nil, nil, err
	}
	expression := celExpression(w)
	program, err := celProgram(env, expression)
	if err != nil {
		return nil, nil, err
	}
	variables, err := celVariables(w)
	decide = func() error {
		out, _, err := program.Eval(variables)
		if err != nil {
			return err
		}
		return allowed(out.Value() == true)
	}
	return decide, func() error { _, err := celProgram(env, expression); return err }, err
}

func opaRuns(w *workload.Workload) (decide, prepare func() error, err error) {
	ctx := context.Background()
	compile := func() (rego.PreparedEvalQuery, error) {
		return rego.New(rego.Query("data.iam.allow"), rego.Module("iam.rego", interpreter), rego.Store(inmem.NewFromObject(OPAData(w)))).PrepareForEval(ctx)
	}
	query, err := compile()
	if err != nil {
		return nil, nil, err
	}
	input, err := ast.InterfaceToValue(OPAInput(w))
	decide = func() error {
		results, err := query.Eval(ctx, rego.EvalParsedInput(input))
		if err != nil {
			return err
		}
		return allowed(results.Allowed())
	}
	return decide, func() error { _, err := compile(); return err }, err
}
