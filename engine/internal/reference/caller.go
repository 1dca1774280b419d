package reference

import (
	"slices"
	"strings"
)

// A CallerKind is a column of the table in section 7.4, and a row of the table in section 6.4.
type CallerKind string

const (
	User      CallerKind = "user"
	Session   CallerKind = "role session"
	Federated CallerKind = "federated user"
	Root      CallerKind = "root user"
	Service   CallerKind = "service"
	Provider  CallerKind = "identity provider"
	Anonymous CallerKind = "anonymous"
)

// builtIn are the identity providers that have a name and no ARN. Section 1.5.
var builtIn = []string{"cognito-identity.amazonaws.com", "www.amazon.com", "graph.facebook.com", "accounts.google.com"}

// A Caller is the principal of a request.
type Caller struct {
	Kind      CallerKind
	Name      string // as the request writes it: an ARN, a service, a provider
	Partition string // "" for services, built-in providers and anonymous callers, as the account
	Account   string
	User      string // ARN of the user; of a federated user: of the user behind
	Role      string // ARN of the role, with its path
	Last      string // user name, session name or name of the federated user
}

// caller reads a request's principal.
func (s Scenario) caller(principal string) (Caller, error) {
	arn, isARN := arnFields(principal)
	switch {
	case principal == "anonymous":
		return Caller{Kind: Anonymous, Name: principal}, nil
	case !isARN && slices.Contains(builtIn, principal):
		return Caller{Kind: Provider, Name: principal}, nil
	case !isARN:
		return Caller{Kind: Service, Name: principal}, nil
	}
	c := Caller{Name: principal, Partition: arn[1], Account: arn[4]}
	kind, rest, _ := strings.Cut(arn[5], "/")
	c.Last = rest[strings.LastIndex(rest, "/")+1:]
	switch kind {
	case "user":
		c.Kind, c.User = User, principal
	case "role":
		c.Kind, c.Role, c.Last = Session, principal, ""
	case "assumed-role":
		name, _, _ := strings.Cut(rest, "/")
		c.Kind, c.Role = Session, s.role(arn[1], arn[4], name)
	case "federated-user":
		c.Kind, c.User = Federated, s.Principals[principal].User
	case "root":
		c.Kind = Root
	case "saml-provider", "oidc-provider":
		c.Kind = Provider
	default:
		return c, ErrBeyond
	}
	return c, nil
}

// role finds the role of a session: the one of that account and name that principals or an attachment mention, else one with the
// path /. The scenario format, "Who and what there is".
func (s Scenario) role(partition, account, name string) string {
	plain := "arn:" + partition + ":iam::" + account + ":role/" + name
	var mentioned []string
	for arn := range s.Principals {
		mentioned = append(mentioned, arn)
	}
	for _, policy := range s.Policies {
		if policy.AttachedTo != nil {
			mentioned = append(mentioned, *policy.AttachedTo...)
		}
	}
	slices.Sort(mentioned)
	for _, arn := range mentioned {
		if sameRole(arn, plain) {
			return arn
		}
	}
	return plain
}

// RoleOf gives the role behind a session, "" for other callers.
func (s Scenario) RoleOf(principal string) string {
	c, _ := s.caller(principal)
	return c.Role
}

// sameRole compares roles by partition, account and name: a session does not tell the path, and names are unique whatever their
// case. Sections 1.2 and 2.5.
func sameRole(a, b string) bool {
	one, ok1 := arnFields(a)
	two, ok2 := arnFields(b)
	return ok1 && ok2 && strings.HasPrefix(one[5], "role/") && strings.HasPrefix(two[5], "role/") &&
		one[1] == two[1] && one[4] == two[4] && strings.EqualFold(lastSegment(one[5]), lastSegment(two[5]))
}

// sameSession compares assumed-role ARNs, the role's name in any case.
func sameSession(a, b string) bool {
	one, two := strings.Split(a, "/"), strings.Split(b, "/")
	return len(one) == 3 && len(two) == 3 && strings.EqualFold(one[0]+"/"+one[1], two[0]+"/"+two[1]) && one[2] == two[2]
}

func lastSegment(path string) string { return path[strings.LastIndex(path, "/")+1:] }

// isServiceLinked says whether the role is one. The scenario format, "principals".
func (s Scenario) isServiceLinked(role string) bool {
	return s.Principals[role].ServiceLinked || strings.Contains(role, ":role/aws-service-role/")
}

// isGlobal says that the caller is in no account. Section 6.8.
func (c Caller) isGlobal() bool {
	return c.Kind == Service || c.Kind == Anonymous || c.Kind == Provider
}
