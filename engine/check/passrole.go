package check

import (
	"strings"

	"github.com/iam-policy-playground/playground/engine"
	"github.com/iam-policy-playground/playground/engine/internal/jsontree"
)

// A roleGrant is an action that is dangerous on every role: the six shapes in which a statement can allow it there.
type roleGrant struct {
	action   string // as AWS writes it
	roles    string // the resource part that stands for all roles of the action
	key      string // in lower case between blanks: a statement that tests it is silent
	severity engine.Severity
	lets     string         // what the statement lets its holder do
	star     [3]engine.Code // on every role: named in Action, by a wildcard in Action, left open by NotAction
	but      [3]engine.Code // the same with NotResource
}

// Ways in which a statement allows an action, as indexes of roleGrant.star and but.
const (
	byName = iota
	byWildcard
	byNotAction
)

var roleGrants = [...]roleGrant{
	{
		action: "iam:PassRole", roles: "role/*", key: " iam:passedtoservice ", severity: engine.SecurityWarning,
		lets: "pass any role to any service",
		star: [...]engine.Code{PassRoleWithStarInResource, PassRoleWithStarInActionAndResource, PassRoleWithStarInResourceAndNotAction},
		but:  [...]engine.Code{PassRoleWithNotResource, PassRoleWithStarInActionAndNotResource, PassRoleWithNotActionAndNotResource},
	},
	{
		action: "iam:CreateServiceLinkedRole", roles: "role/aws-service-role/*", key: " iam:awsservicename ", severity: engine.Warning,
		lets: "create service-linked roles of any service",
		star: [...]engine.Code{CreateSLRWithStarInResource, CreateSLRWithStarInActionAndResource, CreateSLRWithStarInResourceAndNotAction},
		but:  [...]engine.Code{CreateSLRWithNotResource, CreateSLRWithStarInActionAndNotResource, CreateSLRWithNotActionAndNotResource},
	},
}

// roleActions notes statements that allow iam:PassRole or iam:CreateServiceLinkedRole on more roles than anybody can mean.
//
// AWS: IAM User Guide, "IAM policy validation check reference", Pass role …; Create SLR ….
func roleActions(s *subject, in *statement) {
	if grantsToItsHolder(s.kind) && in.allows() && len(in.resource.entries) > 0 {
		for i := range roleGrants {
			s.roleAction(in, &roleGrants[i])
		}
	}
}

// grantsToItsHolder reports whether policies of a kind are about whom they are attached to, and validated as identity policies.
func grantsToItsHolder(kind engine.Type) bool {
	return kind == engine.Identity || kind == engine.Boundary || kind == engine.Session
}

func (s *subject) roleAction(in *statement, g *roleGrant) {
	way, at, ok := grantOf(&in.action, g.action)
	if !ok || in.testsAny(g.key, "") || s.namesAllRoles(&in.resource, g.roles) == in.resource.negated {
		return
	}
	codes, where := &g.star, "on every role"
	if in.resource.negated {
		codes, where = &g.but, "on every role but those of NotResource"
	}
	s.note(g.severity, codes[way], at, "the statement allows "+g.action+" "+where+", so it lets its holder "+g.lets+"; name the roles in Resource")
}

// grantOf says how an element covers an action, and where: at the entry, or at the key NotAction.
func grantOf(e *element, action string) (way int, at jsontree.Value, ok bool) {
	for _, each := range e.entries {
		switch {
		case !like(each.text, action):
		case e.negated:
			return 0, at, false
		case strings.EqualFold(each.text, action):
			return byName, each.value, true
		case !ok:
			way, at, ok = byWildcard, each.value, true
		}
	}
	if e.negated {
		return byNotAction, e.key, len(e.entries) > 0
	}
	return way, at, ok
}

// namesAllRoles reports whether an entry covers all roles of all accounts of a partition.
func (s *subject) namesAllRoles(e *element, roles string) bool {
	for _, p := range s.resourcePatterns(e) {
		if p.any || len(p.fields) == len(arn{}) && p.covers(&pattern{fields: []string{"arn", p.fields[1], "iam", "", "*", roles}}) {
			return true
		}
	}
	return false
}
