package check

import (
	"strings"

	"github.com/iam-policy-playground/playground/engine"
	"github.com/iam-policy-playground/playground/engine/catalog"
)

// keySupport notes actions with which AWS's reference does not list a key of a service, where the statement needs it. Global keys
// are left alone, and so are keys that the reference lists with no action at all, and operators that hold where the key is absent.
//
// AWS: IAM User Guide, "IAM policy validation check reference".
func (s *subject) keySupport(t *test, in *statement) {
	if !needsKey(t) || strings.HasPrefix(strings.ToLower(t.name), sharedPrefix) || in.action.negated || len(in.action.entries) == 0 {
		return
	}
	var without []entry
	carried := false
	for _, e := range in.action.entries {
		switch s.carries(e, t.name) {
		case yes:
			carried = true
		case no:
			without = append(without, e)
		case unknown:
			return
		}
	}
	if !carried && s.listed(t.name) {
		s.note(engine.Error, MissingActionForConditionKey, t.key, "AWS's reference lists "+quote(t.name)+" with no action of the statement, so the test never holds; name an action that has it, or leave the key out")
	}
	for _, e := range without {
		if carried && !strings.ContainsAny(e.text, "*?") {
			s.note(engine.Error, UnsupportedActionForConditionKey, e.value, "AWS's reference does not list "+quote(t.name)+" with "+e.text+", so the statement never applies to it; put it into a statement without that key")
		}
	}
}

// listed reports whether the service that a key is named after lists it with an action.
func (s *subject) listed(key string) bool {
	prefix, _, _ := strings.Cut(key, ":")
	return s.carries(entry{text: prefix + ":*"}, key) == yes
}

// sharedPrefix begins the keys of AWS Marketplace. Its many services share the prefix, and the catalog has the keys of some of
// them only: aws-marketplace:Subscribe does have aws-marketplace:ProductId.
const sharedPrefix = "aws-marketplace:"

// needsKey reports whether a test holds only where its key is there.
func needsKey(t *test) bool {
	o := t.op
	if o.family() == "null" {
		return len(t.values) == 1 && strings.EqualFold(scalar(t.values[0]), "false")
	}
	return o.family() != "" && !o.ifExists && o.set != "forallvalues" && !o.negated()
}

// An answer is what the catalog has to say.
type answer uint8

const (
	no answer = iota
	yes
	unknown
)

// carries says whether requests for an action, or for one that a pattern covers, have a condition key: its own, or one of a
// resource type.
func (s *subject) carries(e entry, key string) answer {
	prefix, name, ok := cutAction(e.text)
	service, known := s.know.Directory(prefix)
	if !ok || known != catalog.Loaded {
		return unknown
	}
	says := unknown // there is no such action, which is noted elsewhere
	eachAction(service, name, func(i int) bool {
		says = no
		if service.Carries(i, key) {
			says = yes
		}
		return says == no
	})
	return says
}
