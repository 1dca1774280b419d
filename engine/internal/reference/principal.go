package reference

// A Grant says how a Principal element names the caller, which decides what the grant waives. The columns of section 6.4.
type Grant string

const (
	Nobody    Grant = ""
	Wildcard  Grant = "*"
	ByAccount Grant = "account"
	ByRole    Grant = "role"  // a session by its role, a federated user by its user
	Exactly   Grant = "exact" // a user, session, federated user, service or provider by its own name
)

// principalMatches asks Principal or NotPrincipal, and gives all the ways in which the caller is named. Sections 2.5 and 2.6; a
// statement without either names nobody.
func (p Part) principalMatches(s Statement, asked Asked) (grants []Grant) {
	if s.NotPrincipal == nil {
		return p.named(s.Principal, asked)
	}
	exempt := len(p.named(s.NotPrincipal, asked)) > 0
	if s.Effect == "Deny" && asked.HasBoundary {
		exempt = false
	}
	if exempt {
		return nil
	}
	return []Grant{Wildcard}
}

// named gives how an element names the caller, once for each entry that does.
func (p Part) named(principals *Principals, asked Asked) (grants []Grant) {
	if principals == nil {
		return nil
	}
	for kind, entries := range *principals {
		for _, entry := range entries {
			if grant := p.name(kind, entry, asked); grant != Nobody {
				grants = append(grants, grant)
			}
		}
	}
	return grants
}

// name compares one entry with the caller. Section 1.5. At a gateway endpoint an account is its root user only. Section 6.9.
func (p Part) name(kind, entry string, asked Asked) Grant {
	c := asked.Caller
	switch {
	case kind == "Service" && c.Kind == Service && entry == c.Name, kind == "Federated" && c.Kind == Provider && entry == c.Name:
		return Exactly
	case kind != "AWS":
		return Nobody
	case entry == "*":
		return Wildcard
	case c.isGlobal():
		return Nobody
	case isAccount(entry, c) && !(asked.Gateway && p.Type == "endpoint" && c.Kind != Root):
		return ByAccount
	}
	return c.nameByARN(entry, asked.ID)
}

// isAccount recognizes an account by its number or the ARN of its root user.
func isAccount(entry string, c Caller) bool {
	return entry == c.Account || entry == "arn:"+c.Partition+":iam::"+c.Account+":root"
}

// nameByARN compares a user, role or session by ARN or unique id.
func (c Caller) nameByARN(entry, id string) Grant {
	byID := id != "" && entry == id
	switch c.Kind {
	case User:
		if entry == c.User || byID {
			return Exactly
		}
	case Session:
		if sameSession(entry, c.Name) {
			return Exactly
		}
		if sameRole(entry, c.Role) || byID {
			return ByRole
		}
	case Federated:
		if entry == c.Name {
			return Exactly
		}
		if c.User != "" && entry == c.User || byID {
			return ByRole
		}
	}
	return Nobody
}

// uniqueID is the AIDA or AROA id that a bare entry may name.
func (s Scenario) uniqueID(c Caller) string {
	if c.Kind == Session {
		return s.Principals[c.Role].ID
	}
	return s.Principals[c.User].ID
}
