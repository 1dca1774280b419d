package reference

import (
	"slices"
	"strings"
)

// A Part is a policy that takes part in a request.
type Part struct {
	Type     string
	Document Document
}

// parts gives the policies of one type that some test of their attachments lets in. A policy that does not say what it is
// attached to is attached to whatever the request names: absent tells whether that is anything. The scenario format, "Policies".
func (s Scenario) parts(policyType string, absent bool, attached func(to string) bool) (parts []Part, err error) {
	for _, policy := range s.Policies {
		if policy.Type != policyType {
			continue
		}
		takesPart := absent
		if policy.AttachedTo != nil {
			takesPart = slices.ContainsFunc(*policy.AttachedTo, attached)
		}
		if !takesPart {
			continue
		}
		if policy.fault != nil {
			return nil, policy.fault
		}
		parts = append(parts, Part{policyType, policy.read})
	}
	return parts, nil
}

// isIdentity says whether an attachment is the caller's user or role. Identity policies and boundaries of a federated user are
// those of the user behind. Section 7.1.
func (c Caller) isIdentity(to string) bool {
	return c.User != "" && to == c.User || c.Role != "" && to == c.Role
}

// hasIdentity says whether the caller is a user or role, or one stands behind.
func (c Caller) hasIdentity() bool { return c.Kind == User || c.Kind == Session || c.Kind == Federated }

// inGroup says whether an attachment is a group of the caller's user. Groups are named without path, and unique in an account.
func (s Scenario) inGroup(c Caller, to string) bool {
	group, ok := arnFields(to)
	return ok && c.User != "" && group[1] == c.Partition && group[4] == c.Account && strings.HasPrefix(group[5], "group/") &&
		slices.Contains(s.Principals[c.User].Groups, lastSegment(group[5]))
}

// isSession says whether an attachment is the caller's session.
func (c Caller) isSession(to string) bool {
	return c.Kind == Federated && to == c.Name || c.Kind == Session && sameSession(to, c.Name)
}

// covers says whether a resource is the named one or lies below it.
func covers(named, resource string) bool {
	return resource == named || strings.HasPrefix(resource, named+"/")
}

// assumes says whether an action is about a trust policy. Section 1.4.
func assumes(action string) bool {
	return slices.ContainsFunc([]string{
		"sts:AssumeRole", "sts:AssumeRoleWithSAML", "sts:AssumeRoleWithWebIdentity", "sts:TagSession", "sts:SetSourceIdentity", "sts:SetContext",
	}, func(listed string) bool { return strings.EqualFold(listed, action) })
}

func isRole(resource string) bool {
	arn, ok := arnFields(resource)
	return ok && arn[2] == "iam" && strings.HasPrefix(arn[5], "role/")
}

// levels gives root, units and account of an account in an organization, outermost first; nil outside of one. A policy without
// attachments puts accounts without a path below a root. The scenario format, "Policies".
func (s Scenario) levels(account string) []string {
	path := s.Accounts[account].Path
	unattached := slices.ContainsFunc(s.Policies, func(p Policy) bool {
		return (p.Type == "scp" || p.Type == "rcp") && p.AttachedTo == nil
	})
	switch {
	case len(path) > 0:
		return append(slices.Clone(path), account)
	case unattached:
		return []string{"the root", account}
	}
	return nil
}

// level gives the SCPs or RCPs attached to one level. Those without attachments stand at the outermost.
func (s Scenario) level(policyType string, levels []string, i int) ([]Part, error) {
	return s.parts(policyType, i == 0, func(to string) bool { return to == levels[i] })
}
