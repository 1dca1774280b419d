package reference

import "slices"

// A Verdict is what one layer says. Section 6.1.
type Verdict string

const (
	Allow        Verdict = "allowed"
	ExplicitDeny Verdict = "explicitDeny"
	ImplicitDeny Verdict = "implicitDeny"
)

// Asked is a request with what the policies need to know of it.
type Asked struct {
	Request     Request
	Caller      Caller
	ID          string // unique id of the caller's user or role
	Owner       string // account of the resource
	Context     Context
	HasBoundary bool
	Reuses      bool // a new session tag has the key of an inherited one
	Gateway     bool // the request comes through a gateway endpoint
}

// hasPrincipal lists the types of policies whose statements name principals. Section 1.4.
var hasPrincipal = []string{"resource", "trust", "endpoint", "rcp"}

// applies asks all elements of a statement. Section 6.1. The grants say how it names the caller; a type without principals
// names everyone.
func (p Part) applies(s Statement, asked Asked) (grants []Grant) {
	grants = []Grant{Wildcard}
	if slices.Contains(hasPrincipal, p.Type) {
		grants = p.principalMatches(s, asked)
	}
	r := asked.Request
	if s.actionMatches(r.Action) && p.resourceMatches(s, asked.Context, r.Resource) && p.conditionHolds(s, asked.Context) {
		return grants
	}
	return nil
}

// verdict combines the statements of a set of policies: order never matters. The grants are those of the Allow statements.
func verdict(parts []Part, asked Asked) (Verdict, []Grant) {
	var allowed []Grant
	denied := false
	for _, part := range parts {
		for _, statement := range part.Document.Statements {
			grants := part.applies(statement, asked)
			if statement.Effect == "Allow" {
				allowed = append(allowed, grants...)
			} else {
				denied = denied || len(grants) > 0
			}
		}
	}
	switch {
	case denied:
		return ExplicitDeny, nil
	case len(allowed) > 0:
		return Allow, allowed
	}
	return ImplicitDeny, nil
}

// organization combines the levels above an account. Section 6.3: a Deny anywhere, else an Allow at every level. fullAccess is what
// is taken to be attached to a level whose policies hold no Allow statement: AWS attaches it by default.
func (s Scenario) organization(policyType, account string, fullAccess bool, asked Asked) (Verdict, error) {
	result := Allow
	levels := s.levels(account)
	for i := range levels {
		parts, err := s.level(policyType, levels, i)
		if err != nil {
			return "", err
		}
		said, _ := verdict(parts, asked)
		if said == ImplicitDeny && fullAccess && !slices.ContainsFunc(parts, Part.hasAllow) {
			said = Allow
		}
		result = worst(result, said)
	}
	return result, nil
}

func (p Part) hasAllow() bool {
	return slices.ContainsFunc(p.Document.Statements, func(s Statement) bool { return s.Effect == "Allow" })
}

// worst gives the verdict that prevails where both must allow.
func worst(a, b Verdict) Verdict {
	for _, v := range []Verdict{ExplicitDeny, ImplicitDeny} {
		if a == v || b == v {
			return v
		}
	}
	return Allow
}
