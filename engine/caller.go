package engine

import "strings"

// A callerKind is the kind of principal that makes a request.
type callerKind uint8

const (
	anonymousCaller callerKind = iota
	userCaller
	roleCaller // a role session
	federatedCaller
	rootCaller
	serviceCaller
	providerCaller // an identity provider, in AssumeRoleWithSAML and AssumeRoleWithWebIdentity
)

// A caller is the principal of a request with what the environment says of it.
//
// AWS: IAM User Guide, "IAM JSON policy elements: Principal"; "IAM identifiers".
type caller struct {
	kind      callerKind
	text      string // as the request names it
	partition string
	account   string
	name      string // user name with path, role name, federated-user name, service or provider
	session   string // role session name; "" for an unnamed session
	role      string // ARN of the role, with its path
	user      string // ARN of the user: the caller itself, or the one behind a federated-user session
	info      Principal
	inherited map[string]string // tags of the role, or of the user behind the session
	groups    []string
	id        string // unique id of the user or role, also of the user behind a federated session
	linked    bool   // a service-linked role
}

// hasAccount reports whether the caller belongs to an account, so that identity policies and SCPs can apply.
func (c *caller) hasAccount() bool {
	switch c.kind {
	case userCaller, roleCaller, federatedCaller, rootCaller:
		return true
	}
	return false
}

// serviceLinkedPath is the path of all service-linked roles.
const serviceLinkedPath = "aws-service-role/"

// caller reads the principal of a request. It returns a sentence if the text names none.
func (s *Set) caller(text string) (caller, string) {
	c := caller{text: text, info: s.environment.Principals[text]}
	if text == "anonymous" {
		return c, ""
	}
	a, ok := parseARN(text)
	if !ok {
		return c.named()
	}
	c.partition, c.account = a[arnPartition], a[arnAccount]
	kind, name := a.kindAndName()
	switch {
	case isProvider(text):
		c.kind, c.name, c.account = providerCaller, text, ""
	case a[arnService] == "iam" && a[arnResource] == "root":
		c.kind = rootCaller
	case a[arnService] == "iam" && kind == "user" && name != "":
		c.kind, c.name, c.user = userCaller, name, text
		c.groups, c.id = c.info.Groups, c.info.ID
	case a[arnService] == "iam" && kind == "role" && name != "":
		s.session(&c, text, "")
		c.info = Principal{}
	case a[arnService] == "sts" && kind == "assumed-role" && strings.Contains(name, "/"):
		role, session, _ := strings.Cut(name, "/")
		s.session(&c, s.roleARN(a[arnPartition], a[arnAccount], role), session)
	case a[arnService] == "sts" && kind == "federated-user" && name != "":
		c.kind, c.name, c.user = federatedCaller, name, c.info.User
		user := s.environment.Principals[c.user]
		c.inherited, c.groups, c.id = user.Tags, user.Groups, user.ID
	default:
		return c, "the principal " + quote(text) + " is neither a user, a role, a session, a root user nor an identity provider"
	}
	if c.hasAccount() && !isAccountID(c.account) {
		return c, "the account of the principal " + quote(text) + " does not have 12 digits"
	}
	return c, ""
}

// isSession reports whether the ARN names the session that calls. The case of a role's name does not count.
func (c *caller) isSession(arn string) bool {
	if arn == c.text {
		return true
	}
	p, ok := arnPrincipal(arn)
	return ok && p.kind == sessionPrincipal && p.account == c.account && p.partition == c.partition && p.matchesName(c) == directGrant
}

// named reads a principal that is no ARN: a service or a built-in identity provider.
func (c caller) named() (caller, string) {
	c.name = c.text
	switch {
	case isProvider(c.text):
		c.kind = providerCaller
	case isServiceName(c.text):
		c.kind = serviceCaller
	case c.text == "":
		return c, "the request names no principal; write an ARN, a service name or anonymous"
	default:
		return c, "the principal " + quote(c.text) + " is neither an ARN, a service name nor anonymous"
	}
	return c, ""
}

// session fills c for a session of a role.
func (s *Set) session(c *caller, role, session string) {
	info := s.environment.Principals[role]
	c.kind, c.role, c.session = roleCaller, role, session
	_, path, _ := strings.Cut(role, ":role/")
	c.name, c.inherited, c.id = lastSegment(path), info.Tags, info.ID
	c.linked = s.serviceLinked(role)
}

// serviceLinked reports whether the role of that ARN is a service-linked role.
func (s *Set) serviceLinked(role string) bool {
	return s.environment.Principals[role].ServiceLinked || strings.Contains(role, ":role/"+serviceLinkedPath)
}

// roleARN returns the ARN of a role by its name; a session's ARN does not carry the role's path.
func (s *Set) roleARN(partition, account, name string) string {
	if role, ok := s.roles[roleKey(partition, account, name)]; ok {
		return role
	}
	return "arn:" + partition + ":iam::" + account + ":role/" + name
}

// A grant says how a statement of a resource policy names the caller. Which other policies can still withhold the
// permission depends on it.
//
// AWS: IAM User Guide, "Policy evaluation for requests within a single account".
type grant uint8

const (
	directGrant  grant = 1 << iota // exactly the caller, or everyone
	viaGrant                       // the role of a session, or the user behind a federated session
	accountGrant                   // the caller's account: it only delegates
)

// matches reports how the entry names c; 0 if it does not.
func (p *principal) matches(c *caller, gateway bool) grant {
	switch p.kind {
	case everyone:
		return directGrant
	case accountPrincipal:
		switch {
		case !c.hasAccount() || p.account != c.account || p.partition != "" && p.partition != c.partition:
			return 0
		case c.kind == rootCaller:
			return directGrant
		case gateway:
			return 0
		}
		return accountGrant
	case servicePrincipal, providerPrincipal:
		named := c.kind == serviceCaller && p.kind == servicePrincipal || c.kind == providerCaller && p.kind == providerPrincipal
		if named && p.name == c.name {
			return directGrant
		}
		return 0
	case uniqueIDPrincipal:
		return p.matchesID(c)
	}
	if p.account != c.account || p.partition != c.partition {
		return 0
	}
	return p.matchesName(c)
}

func (p *principal) matchesID(c *caller) grant {
	switch {
	case c.id == "" || c.id != p.name:
		return 0
	case c.kind == userCaller:
		return directGrant
	}
	return viaGrant
}

func (p *principal) matchesName(c *caller) grant {
	switch {
	case p.kind == userPrincipal && c.kind == userCaller && p.text == c.text:
		return directGrant
	case p.kind == userPrincipal && c.kind == federatedCaller && p.text == c.user:
		return viaGrant
	case p.kind == federatedPrincipal && c.kind == federatedCaller && p.name == c.name:
		return directGrant
	case p.kind == rolePrincipal && c.kind == roleCaller && p.text == c.role:
		return viaGrant
	case p.kind == sessionPrincipal && c.kind == roleCaller && c.session != "":
		role, session, _ := strings.Cut(p.name, "/")
		if strings.EqualFold(role, c.name) && session == c.session {
			return directGrant
		}
	}
	return 0
}
