package explain

import (
	"github.com/iam-policy-playground/playground/engine"
	"github.com/iam-policy-playground/playground/engine/apigateway"
)

// AccessDenied returns the error text that AWS gives a caller of a request that was denied, and "" for other decisions:
// who may not do what on which resource, and which type of policy is to blame.
//
// AWS: IAM User Guide, "Troubleshoot access denied error messages".
func AccessDenied(r *engine.Result) string {
	if r.Decision != engine.ExplicitDeny && r.Decision != engine.ImplicitDeny {
		return ""
	}
	text := "User: " + r.Asked.Principal + " is not authorized to perform: " + r.Asked.Action
	if r.Asked.Resource != "*" {
		text += " on resource: " + r.Asked.Resource
	}
	trace := r.Trace
	if r.Gate != nil {
		trace = r.Gate
	}
	if len(r.DecidedBy) > 0 && r.Decision == engine.ExplicitDeny {
		for _, s := range (finder{trace: trace}).path(r.DecidedBy[0].Step) {
			if s.Op == engine.OpLayer {
				return text + " with an explicit deny in " + policyKinds.of(engine.Code(s.Name))
			}
		}
	}
	kind := withholding.of(r.Why)
	if r.Gate != nil && r.Gate.Why == apigateway.EndpointSignatureInvalid {
		return text + " with an explicit deny in a VPC endpoint policy"
	}
	if kind != "" {
		return text + " because no " + kind + " allows the " + r.Asked.Action + " action"
	}
	return text
}

// policyKinds are the types of policies as the error texts name them.
var policyKinds = phrases{
	{"identity", "an identity-based policy"}, {"resource", "a resource-based policy"}, {"trust", "a resource-based policy"},
	{"scp", "a service control policy"}, {"rcp", "a resource control policy"}, {"boundary", "a permissions boundary"},
	{"session", "a session policy"}, {"endpoint", "a VPC endpoint policy"}, {"authorizer", "an identity-based policy"},
}

// withholding says which type of policy would have had to allow.
var withholding = phrases{
	{engine.ReasonNothingGrants, "identity-based policy"},
	{engine.ReasonNeitherAccountAllows, "identity-based policy"},
	{engine.ReasonCallerAccountSilent, "identity-based policy"},
	{engine.ReasonAccountOnlyDelegates, "identity-based policy"},
	{engine.ReasonNoneSays, "identity-based policy"},
	{engine.ReasonResourceAccountSilent, "resource-based policy"},
	{engine.ReasonOnlyResourcePolicyCounts, "resource-based policy"},
	{engine.ReasonOwnPolicySilent, "resource-based policy"},
	{engine.ReasonSCPSilent, "service control policy"},
	{engine.ReasonBoundarySilent, "permissions boundary"},
	{engine.ReasonSessionSilent, "session policy"},
	{engine.ReasonEndpointSilent, "VPC endpoint policy"},
	{engine.ReasonLayerMustAllow, "resource-based policy"},
	{apiPrivateWithoutPolicy, "resource-based policy"},
	{apiDomainWithoutPolicy, "resource-based policy"},
}
