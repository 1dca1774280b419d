package explain

import (
	"strconv"
	"strings"

	"github.com/iam-policy-playground/playground/engine"
)

// LayerName names a layer, or a policy of it, in a sentence.
func LayerName(layer string) string {
	switch layer {
	case "scp":
		return "SCP"
	case "rcp":
		return "RCP"
	case "boundary":
		return "permissions boundary"
	case "endpoint":
		return "VPC endpoint policy"
	case "authorizer":
		return "Lambda authorizer's policy"
	}
	return layer + " policy"
}

func layerPlural(layer string) string {
	switch layer {
	case "scp":
		return "Service control policies (SCPs)"
	case "rcp":
		return "Resource control policies (RCPs)"
	case "boundary":
		return "Permissions boundaries"
	case "endpoint":
		return "VPC endpoint policies"
	case "trust":
		return "Trust policies"
	}
	return strings.ToUpper(layer[:1]) + layer[1:] + " policies"
}

func sayLayer(s *engine.Step) string {
	if s.Name == engine.Authorizer.String() && s.Outcome != engine.NoOutcome {
		return sayAnswer(s)
	}
	name := layerPlural(s.Name)
	switch s.Outcome {
	case engine.OutcomeAllowed:
		return name + " allow it" + firstNames(s, engine.OutcomeAllowed) + "."
	case engine.OutcomeExplicitDeny:
		return name + " deny it" + firstNames(s, engine.OutcomeExplicitDeny) + "."
	case engine.OutcomeImplicitDeny:
		return name + " do not allow it."
	case engine.OutcomeDepends:
		return name + " leave it open: it depends on " + unknownKey(s) + "."
	}
	return sayIdleLayer(s)
}

// sayAnswer speaks for the answer of a Lambda authorizer, of which there is only one.
func sayAnswer(s *engine.Step) string {
	switch s.Outcome {
	case engine.OutcomeAllowed:
		return "The Lambda authorizer's policy allows it."
	case engine.OutcomeExplicitDeny:
		return "The Lambda authorizer's policy denies it."
	case engine.OutcomeDepends:
		return "The Lambda authorizer's policy leaves it open: it depends on " + unknownKey(s) + "."
	}
	return "The Lambda authorizer's policy does not allow it."
}

// noPolicy says of each layer that it is empty.
var noPolicy = phrases{
	{"endpoint", "The VPC endpoint has no policy, so it lets everything through."},
	{"resource", "No resource policy is attached to the resource."},
	{"trust", "No trust policy is attached to the role."},
	{"identity", "No identity policy is attached to the caller."},
	{"boundary", "The caller has no permissions boundary."},
	{"session", "The session has no session policy."},
	{"authorizer", "No answer of a Lambda authorizer is there."},
}

// sayIdleLayer says why a layer takes no part.
func sayIdleLayer(s *engine.Step) string {
	short, whose := LayerName(s.Name), "caller"
	if s.Name == "rcp" {
		whose = "resource"
	}
	switch s.Why {
	case engine.ReasonNoPolicy:
		return noPolicy.of(engine.Code(s.Name))
	case engine.ReasonNoEndpoint:
		return "The request has no aws:SourceVpce, so it did not come through a VPC endpoint."
	case engine.ReasonNotInOrganization:
		return "No root or organizational unit is above the " + whose + "'s account, so no " + short + " binds it."
	case engine.ReasonManagementAccount:
		return "The " + whose + "'s account is the management account of its organization, which no " + short + " binds."
	case engine.ReasonServiceLinkedRole:
		return short + "s do not bind service-linked roles."
	case engine.ReasonSCPNeedsPrincipal:
		return short + "s do not bind services, identity providers and anonymous callers."
	case engine.ReasonRCPServiceNotCovered:
		return short + "s do not cover this service or call."
	case engine.ReasonOwnerUnknown:
		return "Nothing says whose the resource is, so no " + short + " is known to bind it."
	case engine.ReasonRootHasNoPolicies:
		return "The root user has no " + short + "."
	case engine.ReasonNoIdentity:
		return "The caller is no user, role or session, so it has no " + short + "."
	}
	return meaning(s.Why)
}

// firstNames names the policies below a layer that have an outcome.
func firstNames(s *engine.Step, o engine.Outcome) string {
	var names []string
	for _, child := range s.Steps {
		if child.Op == engine.OpLevel {
			for _, p := range child.Steps {
				if p.Outcome == o {
					names = append(names, policyName(p)+" at "+child.Name)
				}
			}
		} else if child.Outcome == o {
			names = append(names, policyName(child))
		}
	}
	switch {
	case len(names) == 0:
		return ""
	case len(names) > 3:
		return ": " + strings.Join(names[:3], ", ") + " and " + strconv.Itoa(len(names)-3) + " more"
	}
	return ": " + strings.Join(names, ", ")
}

func sayLevel(s *engine.Step) string {
	switch {
	case s.Outcome == engine.OutcomeAllowed && s.Notes&engine.Assumed != 0:
		return s.Name + " allows it: AWS's own policy that allows everything is taken to be attached here, as it is by default."
	case s.Outcome == engine.OutcomeAllowed:
		return s.Name + " allows it."
	case s.Outcome == engine.OutcomeExplicitDeny:
		return s.Name + " denies it."
	case s.Outcome == engine.OutcomeDepends:
		return s.Name + " leaves it open: it depends on " + unknownKey(s) + "."
	}
	return s.Name + " has no Allow for it, and every level must allow."
}

// policyName is the name of a policy in a sentence: in quotation marks if it has blanks.
func policyName(s *engine.Step) string {
	if strings.Contains(s.Name, " ") && !isNumbered(s) {
		return `"` + s.Name + `"`
	}
	return s.Name
}

// isNumbered reports whether a policy has no name of its own, as in "policy 2".
func isNumbered(s *engine.Step) bool {
	n, ok := strings.CutPrefix(s.Name, "policy ")
	return ok && strings.Trim(n, "0123456789") == ""
}

// layeredName names a policy with its layer: "identity policy InvokePets", "SCP ReadOnly", "identity policy 2".
func layeredName(layer string, s *engine.Step) string {
	name := LayerName(layer)
	if isNumbered(s) {
		return strings.TrimSuffix(name, " policy") + " " + s.Name
	}
	return name + " " + policyName(s)
}

func sayPolicy(s *engine.Step) string {
	name := policyName(s)
	switch s.Outcome {
	case engine.OutcomeAllowed:
		return name + " allows it in " + applying(s, "Allow") + "."
	case engine.OutcomeExplicitDeny:
		return name + " denies it in " + applying(s, "Deny") + "."
	case engine.OutcomeImplicitDeny:
		return sayNeutralPolicy(s)
	case engine.OutcomeDepends:
		return name + " leaves it open: it depends on " + unknownKey(s) + "."
	}
	switch {
	case s.Why == engine.ReasonAttachedToNothing:
		return name + " takes no part: it is attached to nothing, and a policy works only through an attachment."
	case s.Why == engine.ReasonAttachedElsewhere && s.Want != "":
		return name + " takes no part: it is attached to " + some(s.Want) + "."
	}
	return name + " takes no part, for the same reason."
}

// sayNeutralPolicy speaks for a policy of which no statement applies.
func sayNeutralPolicy(s *engine.Step) string {
	if len(s.Steps) == 0 {
		return policyName(s) + " does not allow it: it has no statements."
	}
	for _, statement := range s.Steps {
		if statement.Effect == "Allow" {
			return policyName(s) + " does not allow it: no Allow statement applies."
		}
	}
	return policyName(s) + " neither allows nor denies it: it has Deny statements only, and none applies."
}

// some shortens a list of attachments.
func some(list string) string {
	items := strings.Split(list, ", ")
	if len(items) <= 3 {
		return list
	}
	return strings.Join(items[:2], ", ") + " and " + strconv.Itoa(len(items)-2) + " others"
}

// applying names the first statement of an effect that applies.
func applying(policy *engine.Step, effect string) string {
	for _, s := range policy.Steps {
		if s.Effect == effect && s.Answer == engine.Yes {
			return statementName(s)
		}
	}
	return "a statement"
}
