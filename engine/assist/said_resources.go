package assist

import (
	"strings"

	"github.com/iam-policy-playground/playground/engine"
	"github.com/iam-policy-playground/playground/engine/catalog"
)

// resources says what a statement is about.
//
// AWS: IAM User Guide, "IAM JSON policy elements: Resource" and "NotResource".
func (s *statement) resources() string {
	if s.Kind == engine.Trust {
		return "this role"
	}
	entries, negated := s.element("Resource")
	var said []string
	for _, entry := range entries {
		said = appendExact(said, s.resource(entry))
	}
	all := contains(entries, "*")
	switch {
	case all && negated, len(said) == 0 && !negated:
		return "no resource"
	case all, len(said) == 0:
		return "all resources"
	case negated:
		return "all resources except " + series(said, "and")
	}
	return series(said, "and")
}

func appendExact(list []string, text string) []string {
	if contains(list, text) {
		return list
	}
	return append(list, text)
}

// An arn is the six fields of one.
type arn struct{ partition, service, region, account, resource string }

func cutARN(text string) (a arn, ok bool) {
	f := strings.SplitN(text, ":", 6)
	if len(f) < 6 || f[0] != "arn" {
		return arn{}, false
	}
	return arn{f[1], f[2], f[3], f[4], f[5]}, true
}

// resource says what one entry names.
func (s *statement) resource(text string) string {
	if below, ok := strings.CutPrefix(text, "execute-api:/"); ok && s.Kind == engine.Resource {
		return ownCalls(below)
	}
	a, ok := cutARN(text)
	if !ok || strings.ContainsAny(a.service, "*?") || strings.Contains(a.service+a.region+a.account, "${") {
		return "resources that match " + quote(text)
	}
	switch {
	case a.service == "s3" && a.region == "" && a.account == "":
		return bucketOrObject(a.resource)
	case a.service == "execute-api" && !strings.HasPrefix(a.resource, "/"):
		return calls(a.resource) + a.place()
	case a.service == "iam":
		if said := a.identities(); said != "" {
			return said
		}
	}
	return s.thing(a) + a.place()
}

// wild reports whether a text has wildcards. Those in a variable do not count: ${*} is a star.
//
//go:noinline
func wild(text string) bool {
	for {
		head, tail, found := strings.Cut(text, "${")
		if strings.ContainsAny(head, "*?") {
			return true
		}
		if !found {
			return false
		}
		_, text, _ = strings.Cut(tail, "}")
	}
}

// prefixOf returns what stands before the final star of a pattern that has no other wildcard.
func prefixOf(pattern string) (prefix string, ok bool) {
	prefix, ok = strings.CutSuffix(pattern, "*")
	return prefix, ok && !wild(prefix)
}

// place says where the resources of an ARN are; nothing for fields that are empty.
func (a *arn) place() (said string) {
	switch {
	case a.region == "*":
		said = " in all Regions"
	case wild(a.region):
		said = " in Regions that match " + quote(a.region)
	case a.region != "":
		said = " in " + a.region
	}
	return said + a.owner()
}

func (a *arn) owner() string {
	switch {
	case a.account == "*":
		return " of all accounts"
	case wild(a.account):
		return " of accounts that match " + quote(a.account)
	case a.account != "":
		return " of account " + a.account
	}
	return ""
}

// bucketOrObject says what the last field of an ARN of Amazon S3 names.
//
// AWS: Service Authorization Reference, "Resource types defined by Amazon S3".
func bucketOrObject(resource string) string {
	bucket, key, object := strings.Cut(resource, "/")
	prefix, tail := prefixOf(key)
	switch {
	case resource == "*":
		return "all buckets and objects"
	case !object && wild(resource):
		return "buckets and objects that match " + quote(resource)
	case !object:
		return "the bucket " + resource
	case wild(bucket):
		return "objects that match " + quote(resource)
	case key == "*":
		return "objects of the bucket " + bucket
	case tail:
		return "objects of the bucket " + bucket + " that begin with " + quote(prefix)
	case wild(key):
		return "objects of the bucket " + bucket + " that match " + quote(key)
	}
	return "the object " + quote(key) + " of the bucket " + bucket
}

// calls says which calls to an API the last field of an ARN of execute-api names. A star there takes slashes too, so only what
// stands before the first one is taken apart.
//
// AWS: API Gateway Developer Guide, "Resource format of permissions for executing API in API Gateway".
func calls(resource string) string {
	part := strings.SplitN(resource, "/", 4)
	api := "the API " + part[0]
	switch {
	case wild(part[0]) || len(part) == 1:
		return "calls that match " + quote(resource)
	case len(part) == 2 && part[1] == "*":
		return "all calls of " + api
	case len(part) == 3 && part[2] == "*" && !wild(part[1]):
		return "all calls of stage " + part[1] + " of " + api
	case len(part) == 4 && !wild(part[1]+part[2]):
		return part[2] + " /" + part[3] + " of stage " + part[1] + " of " + api
	}
	return "calls of " + api + " that match " + quote(resource[len(part[0])+1:])
}

// ownCalls says which calls the short form of a resource policy names.
//
// AWS: API Gateway Developer Guide, "API Gateway resource policy examples".
func ownCalls(below string) string {
	if below == "*" {
		return "all calls of the API that has the policy"
	}
	return "calls of the API that has the policy that match " + quote(below)
}

// identities says which users, roles, groups or policies an ARN of IAM names; "" for anything else.
func (a *arn) identities() string {
	kind, name, _ := strings.Cut(a.resource, "/")
	switch kind {
	case "user", "role", "group", "policy":
	default:
		return ""
	}
	many := kind + "s"
	if kind == "policy" {
		many = "policies"
	}
	switch {
	case name == "":
		return ""
	case name == "*":
		return "all " + many + a.owner()
	case wild(name):
		return many + a.owner() + " that match " + quote(name)
	case kind == "policy" && a.account == "aws":
		return "the AWS managed policy " + name
	}
	return "the " + kind + " " + name + a.owner()
}

// thing says what an ARN names in the words of its service's catalog.
func (s *statement) thing(a arn) string {
	service, known := s.Know.Directory(a.service)
	title := serviceTitle(a.service, s.Know.NameOf(strings.ToLower(a.service)))
	switch {
	case a.resource == "*":
		return "all " + title + " resources"
	case wild(a.resource):
		return title + " resources that match " + quote(a.resource)
	}
	if known == catalog.Loaded {
		if noun, name := nounOf(service, a); noun != "" {
			return "the " + title + " " + noun + " " + name
		}
	}
	return "the " + title + " resource " + a.resource
}

// nounOf returns the one resource type whose ARN this is, with the name in it; nothing if there are several or the name is in
// parts.
func nounOf(service *catalog.Directory, a arn) (noun, name string) {
	found := 0
	service.EachType(func(kind, arns string) bool {
		for _, text := range strings.Split(arns, ",") {
			template, ok := cutARN(text)
			if !ok || template.service != a.service {
				continue
			}
			if value, ok := only(template.resource, a.resource); ok {
				noun, name = kind, value
				found++
			}
		}
		return found < 2
	})
	if found > 1 {
		return "", ""
	}
	return noun, name
}

// only returns what stands for the one placeholder of a template.
func only(template, text string) (value string, ok bool) {
	head, rest, found := strings.Cut(template, "${")
	_, tail, _ := strings.Cut(rest, "}")
	if !found || strings.Contains(tail, "${") || len(text) <= len(head)+len(tail) || !strings.HasPrefix(text, head) || !strings.HasSuffix(text, tail) {
		return "", false
	}
	value = text[len(head) : len(text)-len(tail)]
	return value, !strings.ContainsAny(value, "/:")
}
