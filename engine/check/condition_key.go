package check

import (
	"strings"

	"github.com/iam-policy-playground/playground/engine"
	"github.com/iam-policy-playground/playground/engine/catalog"
	"github.com/iam-policy-playground/playground/engine/internal/jsontree"
)

// catalogKeys notes condition keys that no request carries, and what is wrong with keys that exist.
//
// AWS: IAM User Guide, "AWS global condition context keys"; Service Authorization Reference, "Condition keys".
func catalogKeys(s *subject) {
	for i := range s.statements {
		in := &s.statements[i]
		for j := range in.condition {
			t := &in.condition[j]
			key, global, found := s.keyOf(t.name, in)
			if !found {
				s.noKey(t)
				continue
			}
			s.keyType(t, key, in)
			if !global && !key.Unlisted {
				s.keySupport(t, in)
			}
			s.tagSupport(t, in)
			s.regionValues(t)
		}
	}
}

// keyOf finds a condition key by its name: among the global ones, with the service of its prefix, or with the services whose
// actions the statement has, some of which know keys of others.
func (s *subject) keyOf(name string, in *statement) (key catalog.Key, global, found bool) {
	if s.globals == nil {
		s.globals = catalog.GlobalKeys()
	}
	for _, k := range s.globals {
		if k.Covers(name) {
			return k, true, true
		}
	}
	prefix, _, _ := strings.Cut(name, ":")
	if strings.EqualFold(prefix, "aws") || strings.Contains(prefix, ".") {
		return catalog.Key{}, false, false
	}
	prefixes := []string{prefix}
	for _, e := range in.action.entries {
		prefix, _, _ := cutAction(e.text)
		prefixes = append(prefixes, prefix)
	}
	for _, prefix := range prefixes {
		if service, _ := s.know.Directory(prefix); service != nil {
			if k, ok := service.Key(name); ok {
				return k, false, true
			}
		}
	}
	return catalog.Key{}, false, false
}

// noKey notes a key that was not found, if that means that there is none.
func (s *subject) noKey(t *test) {
	prefix, rest, _ := strings.Cut(t.name, ":")
	switch {
	case rest == "" || strings.Contains(t.name, "$"):
	case strings.EqualFold(prefix, "aws"):
		s.noGlobalKey(t)
	case !strings.ContainsAny(prefix, ".*/") && !isOneOf(prefix, foreignPrefixes):
		message := "AWS's reference lists no condition key " + quote(t.name)
		service, known := s.know.Of(prefix)
		if known == catalog.Loaded {
			s.noteKey(InvalidServiceConditionKey, t, service.Keys(), message)
		} else if right, ok := nearest(prefix, s.prefixes()); ok && known == catalog.NoSuch && len(prefix) >= longPrefix {
			right += ":" + rest
			s.note(engine.Error, InvalidServiceConditionKey, t.key, message+"; write "+quote(right), rewrite(t.key, right))
		}
	}
}

// longPrefix is from how many letters on a prefix that no service has is taken for a slip of another.
const longPrefix = 6

// foreignPrefixes begin keys that services list which have another prefix themselves. Those of identity providers have dots.
const foreignPrefixes = " saml catalog identitycenter cognito-identity-auth cognito-identity-unauth "

func (s *subject) noGlobalKey(t *test) {
	switch name := strings.TrimSuffix(strings.ToLower(t.name), "/"); name {
	case "aws:arn", "aws:requesttag", "aws:resourcetag", "aws:principaltag": // the evaluator notes them
	case "aws:principalorgmasteraccountid": // in a managed policy of AWS, though its pages do not have it
	default:
		s.noteKey(InvalidGlobalConditionKey, t, s.globals, "AWS has no global condition key "+quote(t.name))
	}
}

// noteKey notes a key that is none of those there are, and offers the one that was meant: the part before a tag's name, too.
func (s *subject) noteKey(code engine.Code, t *test, keys []catalog.Key, message string) {
	written, tail := t.name, ""
	if i := strings.IndexByte(written, '/'); i >= 0 {
		written, tail = written[:i+1], written[i+1:]
	}
	var names []string
	for _, k := range keys {
		if name, _, open := strings.Cut(k.Name, "${"); open == (tail != "") {
			names = append(names, name)
		}
	}
	right, ok := nearest(written, names)
	switch right += tail; {
	case !ok:
		s.note(engine.Error, code, t.key, message+", so no request carries it")
	case hasKey(t.operator.Of(), right):
		s.note(engine.Error, code, t.key, message+"; the right one, "+quote(right)+", stands beside it")
	default:
		s.note(engine.Error, code, t.key, message+"; write "+quote(right), rewrite(t.key, right))
	}
}

// hasKey reports whether an object has a key, in any case.
func hasKey(object jsontree.Value, name string) bool {
	for key := object.First(); key.OK(); key = key.Next() {
		if strings.EqualFold(key.Str(), name) {
			return true
		}
	}
	return false
}

// regionValues notes values of aws:RequestedRegion that are no Region.
func (s *subject) regionValues(t *test) {
	o := t.op
	if !strings.EqualFold(t.name, "aws:RequestedRegion") || o.family() != "string" {
		return
	}
	for _, v := range t.values {
		text := v.Str()
		if text == "" || !isLiteral(text) || mayBeRegion(text) {
			continue
		}
		message := quote(text) + " is no Region"
		if right, ok := nearest(text, catalog.Regions()); ok {
			s.note(engine.Error, InvalidRegion, v, message+"; write "+quote(right), rewrite(v, right))
			continue
		}
		s.note(engine.Error, InvalidRegion, v, message+", so no request has it")
	}
}
