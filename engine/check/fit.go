package check

import (
	"strings"

	"github.com/iam-policy-playground/playground/engine"
	"github.com/iam-policy-playground/playground/engine/catalog"
)

// resourcesOfActions notes actions that none of the statement's resources can belong to: s3:GetObject on a bucket, an action
// without resource types on anything but *. Such an action is neither allowed nor denied.
//
// AWS: Service Authorization Reference, "Actions, resources, and condition keys for AWS services".
func resourcesOfActions(s *subject, in *statement) {
	if in.action.negated || in.resource.negated || len(in.resource.entries) == 0 {
		return
	}
	patterns := s.resourcePatterns(&in.resource)
	if !allARNs(patterns) {
		return
	}
	for _, e := range in.action.entries {
		s.resourcesOfAction(e, patterns)
	}
}

// allARNs reports whether it is certain of each pattern which ARNs it matches, and that it does not match what is no ARN.
func allARNs(patterns []pattern) bool {
	for i := range patterns {
		if len(patterns[i].fields) != len(arn{}) {
			return false
		}
	}
	return true
}

func (s *subject) resourcesOfAction(e entry, patterns []pattern) {
	prefix, name, _ := strings.Cut(e.text, ":")
	if name == "" || strings.ContainsAny(e.text, "*? \t\r\n,$") || settled(prefix, name) {
		return
	}
	service, known := s.know.Directory(prefix)
	if known != catalog.Loaded {
		return
	}
	action, ok := service.Action(name)
	switch {
	case !ok:
	case len(action.Types) == 0:
		s.note(engine.Warning, ResourceForActionWithoutResourceType, e.value,
			"AWS's reference lists no resource types for "+quote(e.text)+", so only the resource \"*\" reaches it; write it in a statement of its own")
	case !anyTypeFits(&action, patterns):
		s.note(engine.Warning, ResourceFitsNoTypeOfAction, e.value,
			"no resource of the statement is one that "+quote(e.text)+" is about; write one such as "+plainest(&action))
	}
}

// settled reports whether another check decides, or nothing is certain: API Gateway has checks of its own, and AWS's pages
// disagree about the resource of s3:ListAllMyBuckets.
func settled(prefix, name string) bool {
	switch strings.ToLower(prefix) {
	case "apigateway", "execute-api":
		return true
	case "s3":
		return strings.EqualFold(name, "ListAllMyBuckets")
	}
	return false
}

// plainest returns the shortest ARN that an action is about: of an object itself rather than through an access point.
func plainest(a *catalog.Action) (best string) {
	for i := range a.Types {
		for _, arn := range a.Types[i].ARNs {
			if best == "" || len(arn) < len(best) {
				best = arn
			}
		}
	}
	return best
}

func anyTypeFits(a *catalog.Action, patterns []pattern) bool {
	for i := range a.Types {
		for _, arn := range a.Types[i].ARNs {
			for j := range patterns {
				if fitsType(arn, patterns[j].fields) {
					return true
				}
			}
		}
		if len(a.Types[i].ARNs) == 0 {
			return true
		}
	}
	return false
}

// fitsType reports whether a pattern can match an ARN of a type, given with placeholders. A placeholder stands for any text; the name
// of a bucket has no slash. A star at the end of a field may also run over colons.
func fitsType(shape string, fields []string) bool {
	types := strings.SplitN(shape, ":", len(arn{}))
	if len(types) < len(arn{}) {
		return true
	}
	apart, loose := true, false
	for i, t := range types {
		last := i == arnResource
		loose = loose || !last && strings.HasSuffix(fields[i], "*")
		apart = apart && overlaps(open(t), fields[i]) && !(last && t == "${BucketName}" && strings.Contains(fields[i], "/"))
	}
	return apart || loose && overlaps(open(shape), strings.Join(fields, ":"))
}
