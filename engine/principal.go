package engine

import (
	"strings"

	"github.com/iam-policy-playground/playground/engine/internal/jsontree"
)

// principals are the entries of Principal or NotPrincipal.
//
// AWS: IAM User Guide, "AWS JSON policy elements: Principal"; "IAM JSON policy elements: NotPrincipal".
type principals struct {
	element
	wildcardOnly bool // "Principal": "*", not {"AWS": "*"}
	entries      []principal
}

// A principalKind says what an entry names.
type principalKind uint8

const (
	everyone         principalKind = iota + 1 // *
	accountPrincipal                          // an account id, or the ARN of its root
	userPrincipal
	rolePrincipal
	sessionPrincipal   // one assumed-role session
	federatedPrincipal // one federated-user session
	servicePrincipal
	providerPrincipal  // an identity provider
	uniqueIDPrincipal  // AIDA… or AROA…
	canonicalPrincipal // an account by its S3 canonical id
)

// A principal is one entry.
type principal struct {
	span      Span
	text      string
	kind      principalKind
	partition string // of an ARN
	account   string
	name      string // without path for roles, with it for users
}

func (r *reader) principals(key jsontree.Value, s *statement) principals {
	v := key.Of()
	list := principals{element: element{memberSpan(key), key.Str() == "NotPrincipal"}}
	r.placePrincipal(key, list.negated)
	switch v.Kind() {
	case jsontree.String:
		if v.Str() != "*" {
			r.refuse(InvalidPrincipalFormat, spanOf(v), `a principal is "*" or an object; write {"AWS": `+quote(v.Str())+`}`)
			break
		}
		list.wildcardOnly = true
		list.entries = []principal{{span: spanOf(v), text: "*", kind: everyone}}
	case jsontree.Object:
		if v.Len() == 0 {
			r.note(Suggestion, EmptyObjectPrincipal, spanOf(v), key.Str()+" is empty: it names nobody")
		}
		for k := v.First(); k.OK(); k = k.Next() {
			list.entries = r.principalMap(list.entries, k)
		}
	default:
		r.refuse(InvalidPrincipalFormat, spanOf(v), key.Str()+` takes "*" or an object such as {"AWS": "111122223333"}, this is `+article(v.Kind()))
	}
	return list
}

// placePrincipal refuses the element in policy types that have none.
func (r *reader) placePrincipal(key jsontree.Value, negated bool) {
	switch r.doc.kind {
	case SCP:
		r.refuse(SCPPrincipal, spanOf(key), "a service control policy has no "+key.Str()+"; it binds all principals of the account")
	case Identity, Boundary, Session, Authorizer:
		r.refuse(UnsupportedPrincipal, spanOf(key), "this policy type has no "+key.Str()+"; it is about whom it is attached to")
	case RCP:
		if negated {
			r.refuse(RCPPrincipal, spanOf(key), "a resource control policy has no NotPrincipal")
		}
	case Trust:
		if negated {
			r.refuse(RoleTrustPolicyNotPrincipal, spanOf(key), "a trust policy has no NotPrincipal; name whom you trust")
		}
	}
}

// principalRules checks what needs the whole statement.
func (r *reader) principalRules(s *statement) {
	p := &s.principal
	switch {
	case !p.present():
	case p.negated && s.allow && r.doc.kind != Trust && r.doc.kind.namesPrincipals():
		r.note(SecurityWarning, AllowWithNotPrincipal, p.span, "Allow with NotPrincipal grants to everyone who is not listed, anonymous callers too")
	case r.doc.kind == Trust && p.wildcardOnly:
		r.note(Error, RoleTrustPolicyWildcard, p.entries[0].span, `a trust policy takes {"AWS": "*"}, not "*"`)
	case r.doc.kind == RCP && !p.wildcardOnly && !p.negated:
		r.refuse(RCPPrincipal, p.span, `a resource control policy is about everyone; write "Principal": "*"`)
	}
	if r.doc.kind != RCP {
		return
	}
	full := s.allow && len(s.action.entries) == 1 && s.action.entries[0].text == "*" // RCPFullAWSAccess
	if s.allow && !full {
		r.refuse(RCPAllow, s.effect, "a resource control policy only denies")
	}
	for _, a := range s.action.entries {
		if a.text == "*" && !full {
			r.refuse(RCPAction, a.span, "an action of a resource control policy names a service, such as s3:*")
		}
	}
}

func (r *reader) principalMap(entries []principal, key jsontree.Value) []principal {
	name, v := key.Str(), key.Of()
	var parse func(v jsontree.Value, text string) (principal, bool)
	switch name {
	case "AWS":
		parse = r.awsPrincipal
	case "Service":
		parse = r.servicePrincipal
	case "Federated":
		parse = r.providerPrincipal
	case "CanonicalUser":
		parse = r.canonicalUser
	default:
		r.refuse(InvalidPrincipalKey, spanOf(key), "a principal has no key "+quote(name)+"; it has AWS, Service, Federated and CanonicalUser")
		return entries
	}
	if isEmptyList(v) {
		r.note(Suggestion, EmptyArrayPrincipal, spanOf(v), name+" is an empty list: it names nobody")
	}
	r.strings(name, v, func(v jsontree.Value, text string) {
		r.checkPrincipal(v, text)
		if strings.Contains(text, "${") {
			r.note(Error, VariableUnsupportedInElement, spanOf(v), "variables are not replaced in principals, so "+quote(text)+" names nobody")
		}
		if p, ok := parse(v, text); ok {
			p.span, p.text = spanOf(v), text
			entries = append(entries, p)
		}
	})
	return entries
}

func (r *reader) awsPrincipal(v jsontree.Value, text string) (principal, bool) {
	switch {
	case text == "*":
		return principal{kind: everyone}, true
	case isAccountID(text):
		return principal{kind: accountPrincipal, account: text}, true
	case isUniqueID(text):
		return principal{kind: uniqueIDPrincipal, name: text}, true
	case strings.ContainsAny(text, "*?"):
		r.refuse(UnsupportedWildcardInPrincipal, spanOf(v), "a principal has no wildcard beside other text; write * alone and test aws:PrincipalArn in a Condition")
		return principal{}, false
	}
	if p, ok := arnPrincipal(text); ok {
		return p, true
	}
	hint := "; write an account id, or the ARN of a user, role or session"
	if a, ok := parseARN(text); ok && strings.HasPrefix(a[arnResource], "group/") {
		hint = "; a group is no principal, name its users or a role"
	}
	r.refuse(InvalidPrincipalFormat, spanOf(v), quote(text)+" is no principal"+hint)
	return principal{}, false
}

// arnPrincipal reads the ARN of a principal.
func arnPrincipal(text string) (principal, bool) {
	a, ok := parseARN(text)
	if !ok || a[arnRegion] != "" || a[arnAccount] == "" {
		return principal{}, false
	}
	p := principal{partition: a[arnPartition], account: a[arnAccount]}
	kind, name := a.kindAndName()
	switch {
	case a[arnService] == "iam" && a[arnResource] == "root":
		p.kind = accountPrincipal
		return p, true
	case name == "":
		return principal{}, false
	case a[arnService] == "iam" && kind == "user":
		p.kind, p.name = userPrincipal, name
	case a[arnService] == "iam" && kind == "role":
		p.kind, p.name = rolePrincipal, name
	case a[arnService] == "sts" && kind == "assumed-role" && strings.Contains(name, "/"):
		p.kind, p.name = sessionPrincipal, name
	case a[arnService] == "sts" && kind == "federated-user":
		p.kind, p.name = federatedPrincipal, name
	default:
		return principal{}, false
	}
	return p, true
}

// isUniqueID reports whether s is the unique id of a user or role.
//
// AWS: IAM User Guide, "IAM identifiers", Unique identifiers.
func isUniqueID(s string) bool {
	return len(s) >= 16 && (strings.HasPrefix(s, "AIDA") || strings.HasPrefix(s, "AROA")) && isAlphanumeric(s) && s == strings.ToUpper(s)
}

func (r *reader) servicePrincipal(v jsontree.Value, text string) (principal, bool) {
	if !isServiceName(text) {
		r.refuse(InvalidServicePrincipalFormat, spanOf(v), quote(text)+" is no service principal; write a name such as lambda.amazonaws.com")
		return principal{}, false
	}
	return principal{kind: servicePrincipal, name: text}, true
}

// isServiceName reports whether s looks like a service principal: labels of letters, digits and hyphens, separated by
// dots.
func isServiceName(s string) bool {
	labels := strings.Split(s, ".")
	for _, label := range labels {
		if strings.Trim(label, "-") == "" {
			return false
		}
		for _, word := range strings.Split(label, "-") {
			if !isAlphanumeric(word) {
				return false
			}
		}
	}
	return len(labels) >= 2
}

// builtInProviders are the identity providers that need no entry in the account.
//
// AWS: IAM User Guide, "AWS JSON policy elements: Principal", OIDC federated principals.
var builtInProviders = []string{"cognito-identity.amazonaws.com", "www.amazon.com", "graph.facebook.com", "accounts.google.com"}

func isProvider(text string) bool {
	for _, name := range builtInProviders {
		if text == name {
			return true
		}
	}
	a, ok := parseARN(text)
	kind, name := a.kindAndName()
	return ok && a[arnService] == "iam" && (kind == "saml-provider" || kind == "oidc-provider") && name != ""
}

func (r *reader) providerPrincipal(v jsontree.Value, text string) (principal, bool) {
	switch {
	case r.doc.kind != Trust:
		r.refuse(FederatedPrincipalNotSupported, spanOf(v), "identity providers are principals of trust policies only")
	case text != "*" && !isProvider(text):
		r.refuse(InvalidFederatedPrincipal, spanOf(v), quote(text)+" is neither the ARN of an identity provider nor a built-in one such as accounts.google.com")
	case text == "*":
		r.refuse(UnsupportedWildcardInPrincipal, spanOf(v), "name the identity provider")
	default:
		return principal{kind: providerPrincipal, name: text}, true
	}
	return principal{}, false
}

func (r *reader) canonicalUser(v jsontree.Value, text string) (principal, bool) {
	if len(text) != 64 || strings.Trim(text, "0123456789abcdef") != "" {
		r.refuse(InvalidPrincipalFormat, spanOf(v), "a canonical user id has 64 hexadecimal digits")
		return principal{}, false
	}
	return principal{kind: canonicalPrincipal, name: text}, true
}
