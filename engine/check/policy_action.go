package check

import (
	"strings"

	"github.com/iam-policy-playground/playground/engine"
	"github.com/iam-policy-playground/playground/engine/catalog"
)

// policyActions notes actions that cannot be asked for where the policy is attached: others than those of AWS STS in a trust
// policy, and in a resource policy actions on no resource of its service.
//
// AWS: IAM User Guide, "IAM policy validation check reference".
func policyActions(s *subject) {
	for i := range s.statements {
		in := &s.statements[i]
		service := s.ownerOf(in)
		for _, e := range in.action.entries {
			prefix, name, ok := cutAction(e.text)
			if service == "" || !ok || strings.EqualFold(prefix, service) || !s.never(prefix, name, service) {
				continue
			}
			s.note(engine.Error, UnsupportedActionInPolicy, e.value, quote(e.text)+" cannot be asked for on a resource of "+service+", so it has no place in this policy; list actions of "+service)
		}
	}
}

// ownerOf returns the service whose resource the policy belongs to, as far as a statement tells; "" if it does not.
func (s *subject) ownerOf(in *statement) (service string) {
	if s.kind == engine.Trust {
		return "sts"
	}
	if s.kind != engine.Resource || in.resource.negated {
		return ""
	}
	for i, e := range in.resource.entries {
		a, ok := cutARN(e.text)
		if !ok || !isLiteral(a[arnService]) || i > 0 && a[arnService] != service {
			return ""
		}
		service = a[arnService]
	}
	return service
}

// never reports whether an action exists, and is on no resource of another service.
func (s *subject) never(prefix, name, service string) bool {
	if service == "sts" && s.kind == engine.Trust {
		return true
	}
	other, known := s.know.Directory(prefix)
	if known != catalog.Loaded {
		return false
	}
	action, ok := other.Action(name)
	if !ok || action.Unlisted {
		return false
	}
	for _, t := range action.Types {
		for _, text := range t.ARNs {
			if shape, ok := cutARN(text); !ok || overlaps(open(shape[arnService]), service) {
				return false
			}
		}
	}
	return true
}
