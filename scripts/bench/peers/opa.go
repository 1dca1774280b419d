package peers

import (
	"context"
	_ "embed"

	"github.com/open-policy-agent/opa/v1/rego"

	"github.com/iam-policy-playground/playground/scripts/bench/workload"
)

//go:embed iam.rego
var interpreter string

// OPAModule compiles the interpreter of IAM's language to WebAssembly, for opa-wasm.
func OPAModule(ctx context.Context) ([]byte, error) {
	compiled, err := rego.New(rego.Query("result = data.iam.allow"), rego.Module("iam.rego", interpreter)).Compile(ctx)
	if err != nil {
		return nil, err
	}
	return compiled.Bytes, nil
}

// OPAData is the policy as the interpreter reads it.
func OPAData(w *workload.Workload) map[string]any {
	statements := []any{}
	for _, s := range w.Policies[0].Statements {
		conditions := []any{}
		for _, c := range s.Conditions {
			conditions = append(conditions, map[string]any{"operator": c.Operator, "key": c.Key, "values": anys(c.Values)})
		}
		statements = append(statements, map[string]any{"Effect": s.Effect, "Action": anys(s.Actions), "Resource": anys(s.Resources), "Conditions": conditions})
	}
	return map[string]any{"policy": map[string]any{"Statement": statements}}
}

func anys(list []string) []any {
	converted := make([]any, len(list))
	for i := range list {
		converted[i] = list[i]
	}
	return converted
}

// OPAInput is the request.
func OPAInput(w *workload.Workload) any {
	context := map[string][]string{}
	for key, values := range w.Context {
		context[key] = values
	}
	return map[string]any{"action": w.Action, "resource": w.Resource, "context": context}
}
