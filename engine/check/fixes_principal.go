package check

import (
	"strings"

	"github.com/iam-policy-playground/playground/engine"
	"github.com/iam-policy-playground/playground/engine/internal/jsontree"
)

// isEveryone reports whether the value of Principal is "*", or {"AWS": "*"} in one of its forms.
func isEveryone(v jsontree.Value) bool {
	if key := memberOf(v, "AWS"); key.OK() && v.Len() == 1 {
		v = key.Of()
	}
	if v.Kind() == jsontree.Array && v.Len() == 1 {
		v = v.First()
	}
	return v.Str() == "*"
}

// fixEveryone takes Principal out of a policy type that has none, if it does not name anybody in particular.
func fixEveryone(p *place) (Fix, bool) {
	object, key := p.member()
	if key.Str() != "Principal" || !isEveryone(key.Of()) {
		return Fix{}, false
	}
	return removed(object, key)
}

func fixBareWildcard(p *place) (Fix, bool) {
	_, key := p.member()
	return rewrite(key.Of(), "*"), key.Str() == "Principal" && isEveryone(key.Of())
}

// fixWrapped puts the object around a principal that stands alone, with the key of its kind.
func fixWrapped(p *place) (Fix, bool) {
	_, key := p.member()
	v := key.Of()
	if name := key.Str(); name != "Principal" && name != "NotPrincipal" {
		return Fix{}, false
	}
	kind := principalKind(v)
	return replaced(v, `{"`+kind+`": `+v.Raw()+`}`), kind != ""
}

// principalKind returns the key of Principal for a string or a list of them: "" if they are not plainly of one kind.
func principalKind(v jsontree.Value) (kind string) {
	switch v.Kind() {
	case jsontree.String:
		text := v.Str()
		switch {
		case text == "*", isAccount(text), strings.HasPrefix(text, "arn:") && hasAny(text, ":root", ":user/", ":role/", ":assumed-role/", ":federated-user/"):
			return "AWS"
		case strings.HasPrefix(text, "arn:") && hasAny(text, ":saml-provider/", ":oidc-provider/"):
			return "Federated"
		case strings.HasSuffix(text, ".amazonaws.com") && !strings.ContainsAny(text, ":/ *"):
			return "Service"
		}
	case jsontree.Array:
		for each := v.First(); each.OK(); each = each.Next() {
			one := ""
			if each.Kind() == jsontree.String {
				one = principalKind(each)
			}
			if one == "" || kind != "" && one != kind {
				return ""
			}
			kind = one
		}
	}
	return kind
}

func hasAny(text string, parts ...string) bool {
	for _, part := range parts {
		if strings.Contains(text, part) {
			return true
		}
	}
	return false
}

func isAccount(text string) bool {
	return len(text) == 12 && strings.Trim(text, "0123456789") == ""
}

func fixPrincipalKey(p *place) (Fix, bool) {
	object, key := p.member()
	name, ok := nearest(key.Str(), []string{"AWS", "Service", "Federated", "CanonicalUser"})
	if !ok {
		return Fix{}, false
	}
	return renamed(object, key, name)
}

// fixPartialPrincipal names everyone and puts the pattern of users or roles into a Condition, where a wildcard is one. The ARN of
// a session's role is its aws:PrincipalArn, so a pattern of sessions cannot go there.
func fixPartialPrincipal(p *place) (Fix, bool) {
	s, v := p.statementAt(), p.last()
	users := strings.HasPrefix(v.Str(), "arn:aws:iam::") && hasAny(v.Str(), ":user/", ":role/")
	if s == nil || !users || len(s.principal.entries) != 1 || s.principal.negated || memberOf(s.value, "Condition").OK() {
		return Fix{}, false
	}
	test := `, "Condition": {"ArnLike": {"aws:PrincipalArn": ` + v.Raw() + `}}`
	list := []Edit{{spanOf(v), `"*"`}, {at(endOfLast(s.value)), test}}
	return Fix{"Test aws:PrincipalArn in a Condition", list}, true
}

// endOfLast returns where the last member of an object ends.
func endOfLast(object jsontree.Value) (end int) {
	for key := object.First(); key.OK(); key = key.Next() {
		end = endOf(key)
	}
	return end
}

// fixLabel writes the whole name of a service of which only the first label stands there.
func fixLabel(p *place) (Fix, bool) {
	name := strings.ToLower(p.last().Str())
	plain := name != "" && strings.Trim(name, "abcdefghijklmnopqrstuvwxyz0123456789-") == ""
	return rewrite(p.last(), name+".amazonaws.com"), plain
}

// statementAt returns the statement of a place.
func (p *place) statementAt() *statement {
	for i := range p.subject.statements {
		for _, v := range p.path {
			if s := &p.subject.statements[i]; s.value == v {
				return s
			}
		}
	}
	return nil
}

// fixTrustAction writes the action by which users of a provider assume a role in the place of sts:AssumeRole, which they never
// call. All principals of the statement have to be of that kind.
func fixTrustAction(p *place) (Fix, bool) {
	s := p.statementAt()
	if s == nil || len(s.action.entries) != 1 || s.action.negated || !strings.EqualFold(s.action.entries[0].text, "sts:AssumeRole") {
		return Fix{}, false
	}
	action := ""
	for _, e := range s.principal.entries {
		right := "sts:AssumeRoleWithWebIdentity"
		if strings.Contains(e.text, ":saml-provider/") {
			right = "sts:AssumeRoleWithSAML"
		}
		if e.kind != "Federated" || action != "" && action != right {
			return Fix{}, false
		}
		action = right
	}
	return rewrite(s.action.entries[0].value, action), true
}

// fixRolesAnywhere adds the actions that IAM Roles Anywhere needs.
func fixRolesAnywhere(p *place) (Fix, bool) {
	s := p.statementAt()
	if s == nil || s.action.negated || len(s.action.entries) == 0 {
		return Fix{}, false
	}
	list := ""
	for _, e := range s.action.entries {
		list += ", " + e.value.Raw()
	}
	for _, needed := range [...]string{"sts:AssumeRole", "sts:SetSourceIdentity", "sts:TagSession"} {
		covered := false
		for _, e := range s.action.entries {
			covered = covered || like(e.text, needed)
		}
		if !covered {
			list += `, "` + needed + `"`
		}
	}
	v := s.action.key.Of()
	return Fix{"Add what IAM Roles Anywhere needs", []Edit{{spanOf(v), "[" + list[2:] + "]"}}}, true
}

// at is the empty span before a byte.
func at(offset int) engine.Span { return engine.Span{Start: offset, End: offset} }
