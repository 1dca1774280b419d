package engine

import (
	"strings"

	"github.com/iam-policy-playground/playground/engine/internal/jsontree"
)

// statement compiles one statement.
func (r *reader) statement(v jsontree.Value) {
	r.doc.statements = append(r.doc.statements, statement{span: spanOf(v)})
	s := &r.doc.statements[len(r.doc.statements)-1]
	var seen struct{ effect, action, resource, principal bool }
	for key := v.First(); key.OK(); key = key.Next() {
		switch name := key.Str(); name {
		case "Sid":
			s.sid = r.sid(key.Of())
		case "Effect":
			seen.effect = true
			r.effect(key.Of(), s)
		case "Action", "NotAction":
			r.pair(&seen.action, key, "Action")
			s.action = r.actions(key)
		case "Resource", "NotResource":
			r.pair(&seen.resource, key, "Resource")
			s.resource = r.resources(key)
		case "Principal", "NotPrincipal":
			r.pair(&seen.principal, key, "Principal")
			s.principal = r.principals(key, s)
		case "Condition":
			s.condition = r.condition(key)
		default:
			r.refuse(InvalidPolicyElement, spanOf(key), "a statement has no element "+quote(name)+elementHint(name))
		}
	}
	brace := Span{v.Start(), v.Start() + 1}
	if !seen.effect {
		r.refuse(MissingEffect, brace, "the statement has no Effect; write \"Effect\": \"Allow\" or \"Deny\"")
	}
	if !seen.action {
		r.refuse(MissingAction, brace, "the statement has neither Action nor NotAction")
	}
	if !seen.resource && r.doc.kind != Trust {
		r.refuse(MissingResource, brace, "the statement has neither Resource nor NotResource")
	}
	if !seen.principal && r.doc.kind.namesPrincipals() {
		r.refuse(MissingPrincipal, brace, "the statement does not say whom it is about; this policy type needs Principal")
	}
	r.principalRules(s)
	r.checkStatement(s)
}

// namesPrincipals reports whether statements of t say whom they are about.
func (t Type) namesPrincipals() bool {
	switch t {
	case Resource, Trust, RCP, Endpoint:
		return true
	}
	return false
}

// pair refuses the second of an element and its negation.
func (r *reader) pair(seen *bool, key jsontree.Value, name string) {
	if *seen {
		r.refuse(UnsupportedElementCombination, spanOf(key), "the statement has both "+name+" and Not"+name+"; only one of them may stand")
	}
	*seen = true
}

var elementNames = []string{"Sid", "Effect", "Principal", "NotPrincipal", "Action", "NotAction", "Resource", "NotResource", "Condition"}

// elementHint names the element that name is a slip for.
func elementHint(name string) string {
	for _, known := range elementNames {
		if strings.EqualFold(name, known) || strings.EqualFold(name, known+"s") {
			return "; write " + quote(known)
		}
	}
	if name == "Version" || name == "Id" {
		return "; it stands beside Statement"
	}
	return ""
}

func (r *reader) sid(v jsontree.Value) string {
	if v.Kind() != jsontree.String {
		r.mismatch("Sid", v, "a string")
		return ""
	}
	sid := r.text(v)
	free := r.doc.kind == Resource || r.doc.kind == Endpoint // the service decides
	switch {
	case sid == "":
		r.note(Suggestion, EmptySidValue, spanOf(v), "the Sid is empty; name the statement or leave Sid out")
		return ""
	case !free && !isAlphanumeric(sid):
		r.refuse(UnsupportedSid, spanOf(v), "the Sid "+quote(sid)+" may only have the characters A-Z, a-z and 0-9")
	}
	if r.sids[sid] && free {
		r.note(Warning, UniqueSidsRecommended, spanOf(v), "another statement has the Sid "+quote(sid)+" too")
	} else if r.sids[sid] {
		r.refuse(UniqueSidsRequired, spanOf(v), "another statement has the Sid "+quote(sid)+" too; Sids must be unique in the policy")
	}
	if r.sids == nil {
		r.sids = make(map[string]bool, cap(r.doc.statements))
	}
	r.sids[sid] = true
	return sid
}

func isAlphanumeric(s string) bool {
	for i := range len(s) {
		c := s[i] | 0x20
		if (c < 'a' || c > 'z') && (s[i] < '0' || s[i] > '9') {
			return false
		}
	}
	return true
}

func (r *reader) effect(v jsontree.Value, s *statement) {
	s.effect = spanOf(v)
	if v.Kind() != jsontree.String {
		r.mismatch("Effect", v, `"Allow" or "Deny"`)
		return
	}
	switch effect := v.Str(); effect {
	case "Allow":
		s.allow = true
	case "Deny":
	default:
		r.refuse(InvalidEffect, s.effect, quote(effect)+" is no effect; write Allow or Deny, in this case")
	}
}

// strings calls f for the one string of v, or for each string of its list. It returns false if v is neither.
func (r *reader) strings(element string, v jsontree.Value, f func(v jsontree.Value, text string)) bool {
	switch v.Kind() {
	case jsontree.String:
		f(v, r.text(v))
		return true
	case jsontree.Array:
		for e := v.First(); e.OK(); e = e.Next() {
			if e.Kind() == jsontree.String {
				f(e, r.text(e))
			} else {
				r.mismatch(element, e, "strings in its list")
			}
		}
		return true
	}
	r.mismatch(element, v, "a string or a list of strings")
	return false
}

func isEmptyList(v jsontree.Value) bool { return v.Kind() == jsontree.Array && v.Len() == 0 }
