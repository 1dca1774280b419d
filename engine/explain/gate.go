package explain

import (
	"strings"

	"github.com/iam-policy-playground/playground/engine"
	"github.com/iam-policy-playground/playground/engine/apigateway"
)

const (
	apiPrivateWithoutPolicy = apigateway.PrivateWithoutPolicy
	apiDomainWithoutPolicy  = apigateway.DomainWithoutPolicy
)

// sayGate speaks for one gate of a call.
func sayGate(s *engine.Step) string {
	switch {
	case s.Why == engine.ReasonNotReached:
		return s.Name + ": not asked, as the call ended before."
	case s.Why == apigateway.GateCheck:
		part, action, _ := strings.Cut(s.Name, ": ")
		return action + " on " + s.Got + ", for " + lowerFirst(part) + ": " + outcomeWord(s.Outcome) + "."
	case s.Why == apigateway.GateDenies && s.Outcome == engine.OutcomeAllowed:
		return s.Name + ": no Deny applies."
	case s.Why == apigateway.GateDenies && s.Outcome == engine.OutcomeExplicitDeny:
		return s.Name + ": a Deny applies, so the authorizer is not called."
	case asksPolicies(s):
		return s.Name + ": " + outcomeWord(s.Outcome) + "."
	}
	return upperFirst(foundAtGate(s)) + "."
}

// asksPolicies tells gates that policies decide from those whose outcome is fixed.
func asksPolicies(s *engine.Step) bool {
	return len(s.Steps) > 0 && s.Steps[0].Op == engine.OpContext
}

// foundAtGate says in a clause what a gate without policies found.
func foundAtGate(s *engine.Step) string {
	switch s.Why {
	case apigateway.GateAddress:
		return "the call is for " + s.Got
	case apigateway.RouteNotFound:
		return "no route of the API matches " + s.Got + ", and API Gateway answers that as if credentials were missing"
	case apigateway.StageNotFound:
		return "the API has no stage " + s.Got
	case apigateway.DefaultEndpointDisabled:
		return "the default endpoint of " + s.Got + " is switched off, so it refuses every call, whatever policies say"
	case apigateway.SignatureMissing:
		return "the method uses AWS_IAM, so the call must be signed, and this one is not"
	case apigateway.AuthorizerMissing:
		return "the method has a Lambda authorizer, and the scenario does not say what it returned: attach a policy of type authorizer to " + s.Got
	case apigateway.AuthorizerUnusable:
		return "API Gateway cannot use what the Lambda authorizer returned: " + s.Got
	case apigateway.TokenValid:
		return "the " + tokenNoun(s.Got) + " is valid"
	case apigateway.TokenInvalid:
		return "the " + tokenNoun(s.Got) + " is missing or not valid"
	case apigateway.GateCache:
		return "the call asks to invalidate the cache; the stage's setting is " + s.Got
	case apigateway.RoleOfOtherAccount:
		return "a role is passed within its account only, and " + s.Got + " is of another one than the caller"
	case apigateway.CacheOfOtherAccount:
		return "the caller is of account " + s.Got + ", and only the API's own account can invalidate the cache"
	case apigateway.GateMetering:
		return "route " + s.Got + " wants an API key; a call without one gets 403, but keys meter usage and never authorize, so scenarios leave them out"
	}
	return strings.TrimSuffix(meaning(s.Why), ".")
}

// tokenNoun names the token that a kind of authorization reads.
func tokenNoun(authorization string) string {
	if authorization == apigateway.AuthJWT {
		return "JSON Web Token"
	}
	return "user pool's token"
}

// atGate explains a result by the gate that decided it.
func atGate(r *engine.Result) string {
	own := *r
	f := finder{trace: r.Gate}
	own.DecidedBy = nil
	for _, c := range r.DecidedBy {
		if f.path(c.Step) != nil {
			own.DecidedBy = append(own.DecidedBy, c)
		}
	}
	text := upperFirst(foundAtGate(r.Gate)) + "."
	switch {
	case r.Decision == engine.Allowed && (own.Why == engine.ReasonNothingRestricts && r.Gate.Why == apigateway.GateResourcePolicy || r.Gate.Why == apigateway.NoResourcePolicies):
		text = unrestricted(r.Gate)
	case asksPolicies(r.Gate):
		text = f.reason(&own)
	}
	if all := together(r); all != "" {
		text = all
	}
	if f.restsOnOpenPoint(&own) || remarksOpenPoint(r.Trace) {
		text = openPoint(text)
	}
	return ofSeveral(r, text)
}

// together names the policies that allowed a call, where several gates asked for one.
func together(r *engine.Result) string {
	if r.Decision != engine.Allowed {
		return ""
	}
	var names []string
	for _, gate := range r.Trace.Steps {
		f := finder{trace: gate}
		for _, c := range r.DecidedBy {
			if f.path(c.Step) != nil && gate.Why != apigateway.GateCheck {
				names = append(names, f.place(c.Step))
				break
			}
		}
	}
	if len(names) < 2 {
		return ""
	}
	for i := range names[1:] {
		names[i+1] = lowerFirstName(names[i+1])
	}
	last := len(names) - 1
	return strings.Join(names[:last], ", ") + " and " + names[last] + " allow it, and nothing denies it."
}

// remarksOpenPoint reports whether a gate that decides has a remark on what AWS's documentation leaves open.
func remarksOpenPoint(trace *engine.Step) bool {
	for _, gate := range trace.Steps {
		for _, s := range gate.Steps {
			if (gate.Decides || gate.Why == apigateway.GateAddress) && s.Op == engine.OpRemark && s.Notes&engine.Unsettled != 0 {
				return true
			}
		}
	}
	return false
}

// unrestricted explains why a call is allowed that no policy was asked about.
func unrestricted(gate *engine.Step) string {
	switch {
	case gate.Got == apigateway.AuthNone && gate.Why == apigateway.NoResourcePolicies:
		return "The route asks for no authorization, and HTTP and WebSocket APIs have no resource policies, so everybody may call it."
	case gate.Got == apigateway.AuthNone:
		return "The method asks for no authorization and the API has no resource policy, so everybody may call it."
	case gate.Why == apigateway.NoResourcePolicies:
		return "The token is valid, and HTTP APIs have no resource policies, so that is enough."
	}
	return "The token is valid and the API has no resource policy, so that is enough."
}

// ofSeveral says which of the permissions that a call needs a sentence is about.
func ofSeveral(r *engine.Result, text string) string {
	checks := 0
	for _, s := range r.Trace.Steps {
		if s.Why == apigateway.GateCheck {
			checks++
		}
	}
	switch {
	case checks < 2:
		return text
	case r.Decision == engine.Allowed:
		return "The call needs " + Count(checks, "permission") + ", and each is allowed."
	}
	part, action, _ := strings.Cut(r.Gate.Name, ": ")
	return "The call needs " + Count(checks, "permission") + ", and " + action + ", for " + lowerFirst(part) + ", is not allowed. " + text
}
