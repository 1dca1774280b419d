package check

import (
	"strings"

	"github.com/iam-policy-playground/playground/engine"
	"github.com/iam-policy-playground/playground/engine/internal/order"
	"github.com/iam-policy-playground/playground/engine/scenario"
)

// requests notes requests of which something is odd beside the rest of the scenario, each principal and API once.
func requests(s *scenario.Scenario) (found []Finding) {
	note := func(severity engine.Severity, code engine.Code, path, message string) {
		found = append(found, Finding{Diagnostic: engine.Diagnostic{Policy: -1, Path: path, Severity: severity, Code: code, Message: message}})
	}
	known, noted, expected := mentioned(s), map[string]bool{}, map[string]int{}
	for i := range s.Requests {
		r := &s.Requests[i]
		if who := identity(r.Principal); len(s.Environment.Principals) > 0 && who != "" && !known[who] && !noted[who] && !expectsDeny(r) {
			noted[who] = true
			note(engine.Suggestion, UndefinedPrincipal, r.Path+".principal", quote(r.Principal)+" is not among the principals of the scenario, and nothing is attached to it")
		}
		if id, place := apiOf(r); len(s.APIs) > 0 && id != "" && !noted[id] {
			if _, ok := s.APIs[id]; !ok {
				noted[id] = true
				note(engine.Suggestion, UndefinedAPI, r.Path+place, "the API "+quote(id)+" is not among those of the scenario")
			}
		}
		if key := sameness(r); key != "" {
			first, ok := expected[key]
			if !ok {
				expected[key] = i
			} else if other := &s.Requests[first]; !compatible(r.Expect, other.Expect) {
				note(engine.Warning, ContradictoryExpectations, r.Path+".expect", quote(r.Name)+" asks the same as "+quote(other.Name)+", which expects "+other.Expect+" instead of "+r.Expect)
			}
		}
	}
	return found
}

// mentioned are the identities of all principals that a scenario lists or attaches a policy to.
func mentioned(s *scenario.Scenario) map[string]bool {
	known := map[string]bool{}
	for arn := range s.Environment.Principals {
		known[identity(arn)] = true
	}
	for i := range s.Policies {
		for _, to := range s.Policies[i].AttachedTo {
			known[identity(to)] = true
		}
	}
	return known
}

// identity names the user or role behind an ARN by account and name, without its path: a session is one of its role. It is "" for
// all others.
func identity(text string) string {
	a, _ := cutARN(text)
	kind, name, _ := strings.Cut(a[arnResource], "/")
	switch kind {
	case "assumed-role":
		name, _, _ = strings.Cut(name, "/")
		kind = "role"
	case "user", "role":
		name = name[strings.LastIndex(name, "/")+1:]
	default:
		return ""
	}
	return a[arnAccount] + ":" + kind + "/" + name
}

// apiOf returns the id of the API that a request is for, and where it stands in the request; "" for none, or if a header may name
// another.
func apiOf(r *scenario.Request) (id, place string) {
	if a, ok := cutARN(r.Resource); ok && a[arnService] == "execute-api" {
		id, _, _ = strings.Cut(a[arnResource], "/")
		return id, ".resource"
	}
	line, headers, _ := strings.Cut(r.HTTP, "\n")
	_, address, _ := strings.Cut(line, "://")
	host, _, _ := strings.Cut(address, "/")
	id, rest, _ := strings.Cut(host, ".")
	if headers != "" || !strings.HasPrefix(rest, "execute-api.") {
		return "", ""
	}
	id, _, _ = strings.Cut(id, "-vpce-")
	return id, ".http"
}

// sameness is equal for requests that ask the same and expect something; "" for one that expects nothing, or has parameters, which
// are not compared.
func sameness(r *scenario.Request) string {
	if r.Expect == "" || r.Body.OK() || r.Operation != nil {
		return ""
	}
	parts := append([]string{r.Principal, r.Action, r.Resource, r.ResourceAccount, r.HTTP, r.Authorization, r.Token, r.Signature}, r.Unknown...)
	for _, key := range order.Keys(r.Context) {
		multi := ""
		if r.Context[key].Multi {
			multi = "[]"
		}
		parts = append(append(parts, "\x01"+strings.ToLower(key)+multi), r.Context[key].Strings...)
	}
	return strings.Join(parts, "\x00")
}

// expectsDeny reports whether a request is meant to be denied, as that of a stranger is.
func expectsDeny(r *scenario.Request) bool {
	return strings.HasSuffix(strings.ToLower(r.Expect), "deny") || r.Expect == "denied"
}

// compatible reports whether one decision can be what both words expect.
func compatible(a, b string) bool {
	return a == b || a == "denied" && strings.HasSuffix(b, "Deny") || b == "denied" && strings.HasSuffix(a, "Deny")
}
