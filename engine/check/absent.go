package check

import (
	"strings"

	"github.com/iam-policy-playground/playground/engine"
	"github.com/iam-policy-playground/playground/engine/internal/jsontree"
)

// absentKeys returns the condition keys that none of the principals has whom a policy is attached to, as isOneOf reads them: roles
// have no aws:username, users nothing that comes with the credentials of a role.
//
// AWS: IAM User Guide, "IAM policy elements: Variables and tags", Principal key values; "AWS global condition context keys".
func absentKeys(p *engine.Policy) string {
	roles, others := 0, 0
	for _, to := range p.AttachedTo {
		if strings.Contains(to, ":role/") {
			roles++
		} else {
			others++
		}
	}
	switch kind := p.Document.Kind(); {
	case p.Everywhere || kind != engine.Identity && kind != engine.Boundary || roles > 0 == (others > 0):
		return ""
	case roles > 0:
		return " aws:username "
	}
	return " aws:ec2instancesourcevpc aws:ec2instancesourceprivateipv4 ec2:roledelivery ec2:sourceinstancearn lambda:sourcefunctionarn "
}

// absentVariables notes entries of Resource and values of conditions with a variable that is never replaced, because the policy's
// principals do not have its key. An entry with it matches nothing.
func absentVariables(s *subject, in *statement) {
	if s.absent == "" || s.version != "2012-10-17" {
		return
	}
	for _, e := range in.resource.entries {
		s.absentVariable(e.value)
	}
	for i := range in.condition {
		for _, v := range in.condition[i].values {
			s.absentVariable(v)
		}
	}
}

func (s *subject) absentVariable(v jsontree.Value) {
	_, rest, _ := strings.Cut(v.Str(), "${")
	key, _, _ := strings.Cut(rest, "}")
	if key != "" && isOneOf(key, s.absent) {
		s.note(engine.Warning, VariableAbsentForPrincipal, v, "none of whom the policy is attached to has "+key+", so "+quote(v.Str())+" matches nothing; write aws:PrincipalTag with a tag of theirs, or another key")
	}
}
