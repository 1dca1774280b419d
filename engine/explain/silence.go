package explain

import (
	"strings"

	"github.com/iam-policy-playground/playground/engine"
)

// silence explains an implicit deny, and whatever else has no statement to name, with the statement that came closest.
func (f finder) silence(r *engine.Result) string {
	if r.Decision != engine.ImplicitDeny {
		return meaning(r.Why)
	}
	base := f.withheld(r.Why)
	if r.Why == engine.ReasonOtherPartition || r.Why == engine.ReasonFederatedUserLimits {
		return base + "."
	}
	if s := f.closest(); s != nil {
		return base + "; closest is " + f.relative(s, base) + ", but " + FailingElement(s) + "."
	}
	if idle := f.idle(base); idle != "" {
		return base + "; " + idle + "."
	}
	return base + "."
}

// relative names a statement with its policy, or as "its" if base speaks of that policy already.
func (f finder) relative(statement *engine.Step, base string) string {
	if place := f.place(statement); !strings.HasPrefix(base, place+" ") {
		return statementName(statement) + " of " + lowerFirstName(place)
	}
	return "its " + statementName(statement)
}

// silences say in a clause which permission is missing, where no policy can be named.
var silences = phrases{
	{engine.ReasonNothingGrants, "No identity policy and no resource policy allows it"},
	{engine.ReasonNeitherAccountAllows, "Neither the caller's account nor the resource's account allows it"},
	{engine.ReasonCallerAccountSilent, "The resource's account allows it, but no identity policy of the caller does, and across accounts both must"},
	{engine.ReasonResourceAccountSilent, "The caller's account allows it, but no policy of the resource does, and across accounts both must"},
	{engine.ReasonNoneSays, "Neither the API's resource policy nor the policy of the Lambda authorizer allows it"},
	{engine.ReasonOnlyResourcePolicyCounts, "Only the resource's policy can let in a service, an identity provider or an anonymous caller, and it does not"},
}

// withheld says in a clause who withholds the permission.
func (f finder) withheld(why engine.Code) string {
	names := f.blockers()
	switch why {
	case engine.ReasonBoundarySilent:
		return upperFirst(names) + " does not allow it, so no identity policy can grant it"
	case engine.ReasonSessionSilent:
		return upperFirst(names) + " does not allow it, so the session does not have the permission"
	case engine.ReasonLayerMustAllow:
		return upperFirst(names) + " does not allow it, and must"
	case engine.ReasonEndpointSilent:
		return names + " does not allow it, and a request through the endpoint needs that"
	case engine.ReasonSCPSilent:
		return f.silentLevel() + ", and every level from the root to the account must"
	case engine.ReasonOwnPolicySilent:
		return f.ownPolicy() + " must allow it and does not; identity policies alone are not enough"
	case engine.ReasonAccountOnlyDelegates:
		return f.delegation()
	}
	if (why == engine.ReasonResourceAccountSilent || why == engine.ReasonNeitherAccountAllows) && f.noResourceLayer() {
		return "HTTP and WebSocket APIs have no resource policy that could let in a caller of another account, who has to assume a role in the API's account"
	}
	if text := silences.of(why); text != "" {
		return text
	}
	return strings.TrimSuffix(meaning(why), ".")
}

// noResourceLayer reports whether the gate asks no resource policy.
func (f finder) noResourceLayer() bool {
	for _, s := range f.trace.Steps {
		if s.Op == engine.OpLayer && (s.Name == engine.Resource.String() || s.Name == engine.Trust.String()) {
			return false
		}
	}
	return true
}

// blockers names the policies of the first withholding layer that do not allow.
func (f finder) blockers() string {
	text := ""
	for _, layer := range f.trace.Steps {
		if layer.Op != engine.OpLayer || !layer.Decides || text != "" {
			continue
		}
		for _, p := range layer.Steps {
			switch {
			case p.Op != engine.OpPolicy || p.Outcome != engine.OutcomeImplicitDeny:
			case text == "":
				text = layeredName(layer.Name, p)
			default:
				text += ", " + policyName(p)
			}
		}
	}
	return text
}

// silentLevel names the first level without an Allow and the SCPs there.
func (f finder) silentLevel() string {
	level := f.first(func(s *engine.Step) bool { return s.Op == engine.OpLevel && s.Decides })
	if level == nil {
		return "A level has no SCP that allows it"
	}
	var names []string
	for _, p := range level.Steps {
		names = append(names, policyName(p))
	}
	switch len(names) {
	case 0:
		return "No SCP at " + level.Name + " allows it"
	case 1:
		return "SCP " + names[0] + " at " + level.Name + " does not allow it"
	}
	return "None of the SCPs at " + level.Name + " (" + strings.Join(names, ", ") + ") allows it"
}

// ownPolicy names the policy without which nobody gets at the resource.
func (f finder) ownPolicy() string {
	if trust := f.first(func(s *engine.Step) bool { return s.Op == engine.OpLayer && s.Name == "trust" }); trust != nil {
		return "The role's trust policy"
	}
	return "The key's own policy"
}

// delegation names the statement that allows the account only.
func (f finder) delegation() string {
	s := f.first(func(s *engine.Step) bool {
		return s.Op == engine.OpStatement && s.Effect == "Allow" && s.Answer == engine.Yes && naming(s) == engine.ReasonPrincipalAccount
	})
	if s == nil {
		return strings.TrimSuffix(meaning(engine.ReasonAccountOnlyDelegates), ".")
	}
	return f.place(s) + " names the whole account in " + statementName(s) + ", which leaves it to identity policies, and none allows it"
}

// Closest returns the step of the Allow statement that comes closest to allowing what is denied implicitly, as Reason names it; nil
// if the decision is another, or no statement is about the action.
func Closest(r *engine.Result) *engine.Step {
	if r.Decision != engine.ImplicitDeny || r.Why == engine.ReasonOtherPartition || r.Why == engine.ReasonFederatedUserLimits {
		return nil
	}
	if r.Gate != nil {
		return finder{r.Gate}.closest()
	}
	return finder{r.Trace}.closest()
}

// closest finds the Allow statement of a withholding layer that matches in the most elements.
func (f finder) closest() *engine.Step {
	var best *engine.Step
	score := 0
	for _, layer := range f.trace.Steps {
		if layer.Op != engine.OpLayer || !layer.Decides {
			continue
		}
		finder{layer}.first(func(s *engine.Step) bool {
			if s.Op == engine.OpStatement && s.Effect == "Allow" && s.Answer == engine.No {
				if n := matching(s); n > score {
					best, score = s, n
				}
			}
			return false
		})
	}
	return best
}

// matching counts the elements that match, but only for statements about the action.
func matching(s *engine.Step) int {
	n := 0
	for _, e := range s.Steps {
		if e.Op != engine.OpElement {
			continue
		}
		if e.Answer == engine.Yes {
			n++
		} else if strings.HasSuffix(e.Name, "Action") {
			return 0
		}
	}
	return n
}

// idle says of one policy of the withholding layers why it does not allow: best one that takes part, else one that is
// attached to nothing, else one that is attached elsewhere.
func (f finder) idle(base string) string {
	var about, unattached, elsewhere string
	for _, layer := range f.trace.Steps {
		if layer.Op != engine.OpLayer || !layer.Decides {
			continue
		}
		finder{layer}.first(func(p *engine.Step) bool {
			switch {
			case p.Op != engine.OpPolicy:
			case p.Outcome == engine.OutcomeImplicitDeny && len(p.Steps) > 0 && about == "":
				about = aboutOthers(layeredName(layer.Name, p), base)
			case p.Why == engine.ReasonAttachedToNothing && unattached == "":
				unattached = layeredName(layer.Name, p) + " is attached to nothing, so it has no effect"
			case p.Why == engine.ReasonAttachedElsewhere && elsewhere == "":
				elsewhere = layeredName(layer.Name, p) + " takes no part, as it is attached to " + some(p.Want)
			}
			return false
		})
	}
	switch {
	case about != "":
		return about
	case unattached != "":
		return unattached
	}
	return elsewhere
}

// aboutOthers says that the statements of a policy are about other actions. base may speak of the policy already.
func aboutOthers(policy, base string) string {
	if strings.HasPrefix(base, upperFirst(policy)+" ") {
		return "none of its statements is about this action"
	}
	return "none of the statements of " + policy + " is about this action"
}
