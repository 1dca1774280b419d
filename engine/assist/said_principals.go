package assist

import "strings"

// principals says whom a statement is about; "" if policies of its type do not say.
//
// AWS: IAM User Guide, "AWS JSON policy elements: Principal" and "NotPrincipal".
func (s *statement) principals() string {
	value, key := s.member(s.object, "Principal")
	negated := false
	if key < 0 {
		value, key = s.member(s.object, "NotPrincipal")
		negated = true
	}
	if value < 0 || !takes(s.Kind, "Principal") {
		return ""
	}
	var who []string
	if s.nodes[value].kind != object {
		for _, text := range s.texts(value) {
			who = append(who, s.principal("AWS", text))
		}
	} else {
		s.children(value, func(i int) bool {
			for _, text := range s.texts(s.nodes[i].value) {
				who = append(who, s.principal(s.str(i), text))
			}
			return true
		})
	}
	switch {
	case len(who) == 0 && negated, contains(who, everyone) && !negated:
		return everyone
	case len(who) == 0, contains(who, everyone):
		return "nobody"
	case negated:
		return "everyone except " + series(who, "and")
	}
	return series(who, "and")
}

const everyone = "everyone"

// principal says whom one entry names.
func (s *statement) principal(kind, text string) string {
	switch kind {
	case "Service":
		return "the service " + text
	case "CanonicalUser":
		return "the account with the canonical user id " + text
	case "Federated":
		return "users of " + provider(text)
	case "AWS":
	default:
		return quote(text) + ", which names nobody"
	}
	switch fields := strings.SplitN(text, ":", 6); {
	case text == "*":
		return everyone
	case isAccount(text):
		return s.account(text)
	case strings.HasPrefix(text, "AIDA"), strings.HasPrefix(text, "AROA"):
		return "the principal with the id " + text
	case len(fields) < 6 || strings.ContainsAny(text, "*?"):
	case fields[5] == "root":
		return s.account(fields[4])
	default:
		if who := identity(fields[5]); who != "" {
			return who + " of account " + fields[4]
		}
	}
	return quote(text) + ", which names nobody"
}

// account says what naming an account means: all of it in a Deny; in an Allow the account decides who of it.
//
// AWS: IAM User Guide, "AWS JSON policy elements: Principal", AWS account principals.
func (s *statement) account(id string) string {
	if s.allow {
		return "account " + id + " (as far as its own policies pass it on)"
	}
	return "everyone in account " + id
}

// identity says what the last field of a principal's ARN names.
func identity(field string) string {
	kind, name, _ := strings.Cut(field, "/")
	switch kind {
	case "user", "role":
		return "the " + kind + " " + name
	case "assumed-role":
		role, session, _ := strings.Cut(name, "/")
		return "the session " + session + " of the role " + role
	case "federated-user":
		return "the federated user " + name
	}
	return ""
}

func provider(text string) string {
	fields := strings.SplitN(text, ":", 6)
	if len(fields) < 6 {
		return text
	}
	kind, name, _ := strings.Cut(fields[5], "/")
	switch kind {
	case "saml-provider":
		return "the SAML provider " + name + " of account " + fields[4]
	case "oidc-provider":
		return "the OIDC provider " + name + " of account " + fields[4]
	}
	return text
}

// isAccount reports whether a text is the id of an account.
func isAccount(text string) bool {
	return len(text) == 12 && strings.Trim(text, "0123456789") == ""
}
