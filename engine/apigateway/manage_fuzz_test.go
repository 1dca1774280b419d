package apigateway

import (
	"strings"
	"testing"

	"github.com/iam-policy-playground/playground/engine"
	"github.com/iam-policy-playground/playground/engine/internal/jsontree"
)

// FuzzManagementHTTP holds that any request is a call or a problem, and that a call asks of itself first or has a problem.
func FuzzManagementHTTP(f *testing.F) {
	for _, r := range rows(f) {
		f.Add(r.method, r.url(), r.body)
	}
	f.Add("POST", "https://apigateway.us-east-1.amazonaws.com/restapis?mode=import&a=%41", `{"paths": {"/": {"get": {"security": [{"a": []}]}}}, "securityDefinitions": {"a": {}}}`)
	f.Add("PATCH", "https://apigateway.cn-north-1.amazonaws.com.cn/restapis/a", `{"patchOperations": [{"op": "replace", "path": "/policy", "value": "{}"}]}`)
	f.Fuzz(func(t *testing.T, method, url, body string) {
		tree, _ := jsontree.Parse(body, maxDepth)
		call, problem := ManagementHTTP(method, url, tree.Root())
		if problem != nil {
			checkProblem(t, problem)
			return
		}
		if call.API == "" || call.Operation == "" || call.Region == "" || call.Partition == "" || call.Parameters.Kind() != jsontree.Object {
			t.Fatalf("incomplete call %+v", call)
		}
		call.Account = testAccount
		checks, problem := call.Checks(engine.Environment{})
		if problem != nil {
			checkProblem(t, problem)
			return
		}
		if len(checks) == 0 || checks[0].Part != ownPart {
			t.Fatalf("no check of the call itself: %v", checks)
		}
		for _, c := range checks {
			if !strings.Contains(c.Action, ":") || !strings.HasPrefix(c.Resource, "arn:") || c.ResourceAccount == "" && call.API != V1 || c.Context == nil {
				t.Fatalf("incomplete check %+v", c)
			}
		}
	})
}

func checkProblem(t *testing.T, p *Problem) {
	t.Helper()
	if p.Field == "" || p.Message == "" {
		t.Fatalf("incomplete problem %+v", p)
	}
}
