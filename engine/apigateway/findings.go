package apigateway

import (
	"strings"

	"github.com/iam-policy-playground/playground/engine"
)

// Findings tells of policies that API Gateway gives no effect: resource policies of HTTP and WebSocket APIs.
//
// AWS: API Gateway Developer Guide, "Choose between REST APIs and HTTP APIs".
func Findings(set *engine.Set, apis map[string]API) engine.Diagnostics {
	var found engine.Diagnostics
	for i := range set.Policies() {
		policy := set.Policy(i)
		if policy.Document.Kind() != engine.Resource {
			continue
		}
		for _, to := range policy.AttachedTo {
			if api, ok := apis[apiIn(to)]; ok && api.Type != REST {
				found = append(found, engine.Diagnostic{Policy: i, Severity: engine.Warning, Code: NoResourcePolicies,
					Message: "the policy is attached to " + apiNoun(api.Type) + ", " + apiIn(to) + ", and such APIs have no resource policies, so it has no effect there"})
			}
		}
	}
	return found
}

// apiIn returns the id of the API in an ARN of execute-api, else "".
func apiIn(arn string) string {
	fields := strings.SplitN(arn, ":", 6)
	if len(fields) < 6 || fields[2] != "execute-api" {
		return ""
	}
	id, _, _ := strings.Cut(fields[5], "/")
	return id
}
