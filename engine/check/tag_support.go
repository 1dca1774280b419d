package check

import (
	"strings"

	"github.com/iam-policy-playground/playground/engine"
	"github.com/iam-policy-playground/playground/engine/catalog"
)

// tagSupport notes statements that rest on aws:ResourceTag for services whose requests never carry it: their Deny does not
// deny there, their Allow does not allow.
//
// AWS: IAM User Guide, "AWS services that work with IAM", ABAC (authorization based on tags).
func (s *subject) tagSupport(t *test, in *statement) {
	if !needsKey(t) || len(t.name) <= len(tagPrefix) || !strings.EqualFold(t.name[:len(tagPrefix)], tagPrefix) {
		return
	}
	if in.action.negated {
		s.tagSupportOfOthers(t, in)
		return
	}
	for _, e := range in.action.entries {
		prefix, name, ok := cutAction(e.text)
		service, known := s.know.Directory(prefix)
		if !ok || known != catalog.Loaded || s.tagged(service) || !hasAction(service, name) {
			continue
		}
		message := service.Prefix + " does not set " + quote(t.name)
		if in.denies() {
			s.note(engine.SecurityWarning, DenyWithUnsupportedTag, e.value, message+", so "+quote(e.text)+" is not denied; deny it in a statement without that key")
		} else if in.allows() {
			s.note(engine.Suggestion, AllowWithUnsupportedTag, e.value, message+", so "+quote(e.text)+" is not allowed; allow it in a statement without that key")
		}
	}
}

const tagPrefix = "aws:ResourceTag/"

// tagSupportOfOthers is tagSupport for NotAction. Services without tags are many; the one that is named is always known.
func (s *subject) tagSupportOfOthers(t *test, in *statement) {
	const other = "execute-api:Invoke"
	for _, e := range in.action.entries {
		if like(e.text, other) {
			return
		}
	}
	message := "NotAction covers actions of services that do not set " + quote(t.name) + ", such as " + other
	if in.denies() {
		s.note(engine.SecurityWarning, DenyNotActionWithUnsupportedTag, t.key, message+", and they are not denied; list the actions to deny instead")
	} else if in.allows() {
		s.note(engine.Suggestion, AllowNotActionWithUnsupportedTag, t.key, message+", and they are not allowed; list the actions to allow instead")
	}
}

// tagged reports whether AWS's reference lists aws:ResourceTag with an action or a resource type of a service.
func (s *subject) tagged(service *catalog.Directory) bool {
	is, known := s.tags[service]
	if !known {
		if s.tags == nil {
			s.tags = map[*catalog.Directory]bool{}
		}
		is = service.Mentions(tagPrefix)
		s.tags[service] = is
	}
	return is
}
