package generate

import "strings"

// principal names the caller, somebody else, or everyone, as the type allows. Sections 1.4 and 1.5.
func (m *maker) principal(s map[string]any, policyType string) {
	element := "Principal"
	switch policyType {
	case "identity", "boundary", "session", "scp":
		return
	case "rcp":
		s[element] = "*"
		return
	case "resource", "endpoint":
		if s["Effect"] == "Deny" && m.chance(30) || m.chance(3) {
			element = "NotPrincipal"
		}
	}
	kinds := map[string][]string{}
	for kind := ""; kind == "" || m.chance(25); {
		var entry string
		kind, entry = m.principalEntry(policyType)
		kinds[kind] = append(kinds[kind], entry)
	}
	written := map[string]any{}
	for _, kind := range []string{"AWS", "Service", "Federated"} {
		if kinds[kind] != nil {
			written[kind] = m.listOrOne(kinds[kind])
		}
	}
	s[element] = written
	if policyType != "trust" && m.chance(10) {
		s[element] = "*"
	}
}

// A named principal stands under its kind in a Principal element.
type named struct{ kind, name string }

// principalEntry mostly names the caller, as the type allows.
func (m *maker) principalEntry(policyType string) (kind, entry string) {
	caller := m.request.Principal
	aimed := m.chance(75)
	switch {
	case strings.Contains(caller, "provider/") || caller == "accounts.google.com" || caller == "cognito-identity.amazonaws.com":
		if policyType == "trust" && aimed {
			return "Federated", caller
		}
	case strings.HasSuffix(caller, ".amazonaws.com"):
		if aimed {
			return "Service", pick(m, caller, caller, "sns.amazonaws.com", "logs.amazonaws.com")
		}
	case caller != "anonymous" && aimed:
		return "AWS", pick(m, m.namesOf(caller)...)
	}
	switch policyType {
	case "trust":
		other := pick(m, named{"AWS", "*"}, named{"Service", "ecs.amazonaws.com"}, named{"Federated", providers[1]}, named{"AWS", own})
		return other.kind, other.name
	case "endpoint":
		return "AWS", pick(m, "*", own)
	}
	return "AWS", pick(m, "*", own, other, "arn:aws:iam::"+own+":root", listed[0].arn, listed[3].arn)
}

// namesOf gives the ways to name a caller, and near misses.
func (m *maker) namesOf(caller string) []string {
	arn := strings.Split(caller, ":")
	names := []string{caller, caller, arn[4], "arn:" + arn[1] + ":iam::" + arn[4] + ":root", "*", other}
	role := m.s.RoleOf(caller)
	if role != "" {
		names = append(names, role, role, m.s.Principals[role].ID)
		if rolesInOtherCase && role != caller {
			names = append(names, nameInUpper(role), strings.Replace(role, ":role/", ":role/elsewhere/", 1))
		}
	}
	if user := m.s.Principals[caller].User; user != "" {
		names = append(names, user, user)
	}
	if id := m.s.Principals[caller].ID; id != "" {
		names = append(names, id)
	}
	if strings.Contains(caller, "/") {
		names = append(names, caller+"x", strings.Replace(caller, own, third, 1))
		if role != caller { // whether that is the same role is not settled: section 1.2
			names = append(names, nameInUpper(caller))
		}
	}
	for i, name := range names {
		if name == "" { // a role without a unique id
			names[i] = caller
		}
	}
	return names
}

// nameInUpper raises the last part of a name.
func nameInUpper(arn string) string {
	at := strings.LastIndex(arn, "/")
	return arn[:at] + strings.ToUpper(arn[at:])
}
