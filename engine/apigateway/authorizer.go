package apigateway

import "github.com/iam-policy-playground/playground/engine"

// custom adds the gates of a Lambda authorizer: the resource policy's denies come before the function is called, its
// answer must be usable, and then both policies are asked together.
//
// AWS: API Gateway Developer Guide, "How API Gateway resource policies affect authorization workflow", Lambda authorizer.
func (w *workflow) custom() *Problem {
	answer, wrong := w.answer()
	if wrong != nil {
		return wrong
	}
	if w.plan.Kind == REST && w.hasResourcePolicy(w.call.Resource) {
		w.add(w.unsigned(w.ask("denies", GateDenies, engine.NoDeny, engine.Resource)))
	}
	w.authorize(answer)
	w.rest()
	return nil
}

// answer finds the policy that the Lambda authorizer returned.
func (w *workflow) answer() (*engine.Document, *Problem) {
	var found *engine.Document
	first := ""
	for i := range w.set.Policies() {
		policy := w.set.Policy(i)
		if policy.Document.Kind() != engine.Authorizer || !policy.Everywhere && !contains(policy.AttachedTo, w.call.APIID) {
			continue
		}
		if found != nil {
			return nil, problem("", "the policies "+quote(first)+" and "+quote(policy.Name)+" both are answers of the Lambda authorizer of "+w.call.APIID+"; a call gets one answer, so attach one of them to nothing (\"attachedTo\": [])")
		}
		found, first = policy.Document, policy.Name
	}
	return found, nil
}

func contains(list []string, s string) bool {
	for _, other := range list {
		if other == s {
			return true
		}
	}
	return false
}

// authorize adds the gate of the authorizer's answer.
func (w *workflow) authorize(answer *engine.Document) {
	switch why := w.unusable(answer); {
	case answer == nil:
		w.fixed("authentication", AuthorizerMissing, engine.OutcomeRefused, 500, w.call.APIID)
		w.notReached()
	case why != "":
		w.fixed("authentication", AuthorizerUnusable, engine.OutcomeRefused, 500, why)
		w.notReached()
	case answer.Answer().Simple && !answer.Answer().Allows:
		w.fixed("authorization", AuthorizerSaysNo, engine.OutcomeExplicitDeny, 403, "")
	case answer.Answer().Simple:
		w.pass("authorization", AuthorizerSaysYes)
	case w.plan.Kind != REST:
		w.add(w.cached(w.unsigned(w.authorizerGate(engine.Authorizer))))
		w.ignoredPolicies()
	case !w.barred():
		w.add(w.reminded(w.cached(w.unsigned(w.authorizerGate(engine.Resource, engine.Authorizer)))))
	}
}

func (w *workflow) authorizerGate(layers ...engine.Type) engine.Gate {
	g := w.ask("authorization", GateAuthorizer, engine.OneSays, layers...)
	g.Authorizer = w.call.APIID
	return g
}

// cached reminds of what a cached answer does.
func (w *workflow) cached(g engine.Gate) engine.Gate {
	g.Remarks = append(g.Remarks, engine.Remark{Text: "API Gateway may cache this policy and use it for calls to other methods; those it does not allow are then refused."})
	return g
}

// unusable says in a sentence why API Gateway cannot use an answer, or "".
func (w *workflow) unusable(d *engine.Document) string {
	if d == nil {
		return ""
	}
	if f := d.Unusable(); f != nil {
		return f.Message
	}
	a := d.Answer()
	switch {
	case a.Simple && w.plan.Kind != HTTP:
		return "a simple response (isAuthorized) is for HTTP APIs; " + apiNoun(w.plan.Kind) + " wants principalId and policyDocument"
	case a.Claims && w.plan.Kind == HTTP:
		return "the key claims in the context of an answer is reserved in HTTP APIs"
	case a.Whole && w.call.API.KeyFromCall && !a.UsageKey:
		return "the API takes its API keys from the authorizer, and the answer has no usageIdentifierKey"
	}
	return ""
}
