package assist

import (
	"strings"

	"github.com/iam-policy-playground/playground/engine"
	"github.com/iam-policy-playground/playground/engine/catalog"
)

// resources offers ARNs: those of the scenario that the statement's actions can be about, then templates of their resource
// types. A template continues what is typed, field by field.
func (c *completer) resources() {
	c.add(ResourceOption, "*", "", "every resource, and what actions without one need")
	types, prefixes := c.resourceTypes()
	n := c.names()
	for _, arn := range n.resources {
		if fields := strings.SplitN(arn, ":", 4); len(prefixes) == 0 || contains(prefixes, strings.ToLower(fields[2])) {
			c.add(ResourceOption, arn, "", "of the scenario")
		}
	}
	if c.Kind == engine.Resource && contains(prefixes, "execute-api") {
		c.add(ResourceOption, "execute-api:/*", "", "all calls of the API that has the policy")
	}
	for _, t := range types {
		for _, template := range t.ARNs {
			c.templates(n, template, t.Name)
		}
	}
}

// resourceTypes returns the types that the statement's actions take, and the prefixes of the services; without actions, those
// of the service in the ARN that is typed.
func (c *completer) resourceTypes() (types []catalog.ResourceType, prefixes []string) {
	named := c.namedActions()
	if fields := strings.SplitN(c.typed, ":", 4); len(named) == 0 && len(fields) == 4 {
		named = []string{fields[2] + ":*"}
	}
	seen := map[string]bool{}
	c.eachAction(named, func(prefix string, a *catalog.Action) bool {
		if !contains(prefixes, prefix) {
			prefixes = append(prefixes, prefix)
		}
		for i := range a.Types {
			t := &a.Types[i]
			if id := prefix + t.Name + t.API; !seen[id] {
				seen[id] = true
				types = append(types, t.ResourceType)
			}
		}
		return len(types) < MaxOptions
	})
	return types, prefixes
}

// eachAction calls visit for the actions that entries of Action cover, as far as the catalog is there, until it returns
// false. The prefix is in lower case.
func (c *completer) eachAction(entries []string, visit func(prefix string, a *catalog.Action) bool) {
	asked := map[string]bool{}
	for _, entry := range entries {
		prefix, _, ok := strings.Cut(entry, ":")
		prefix = strings.ToLower(prefix)
		if !ok || asked[prefix] {
			continue
		}
		asked[prefix] = true
		service, known := c.Know.Of(prefix)
		if known != catalog.Loaded {
			continue
		}
		covered := service.Matching(func(name string) bool { return coversAny(entries, prefix, name) })
		for i := range covered {
			if !visit(prefix, &covered[i]) {
				return
			}
		}
	}
}

// coversAny reports whether one of some entries of Action covers an action.
func coversAny(entries []string, prefix, name string) bool {
	for _, entry := range entries {
		service, pattern, _ := strings.Cut(entry, ":")
		if strings.EqualFold(service, prefix) && like(pattern, name) {
			return true
		}
	}
	return false
}

// like reports whether a pattern with * and ? covers a text, in any case. When a letter does not fit, the last star takes one
// more, which makes at most len(pattern)·len(text) steps.
func like(pattern, text string) bool {
	p, t, star, taken := 0, 0, -1, 0
	for t < len(text) {
		switch {
		case p < len(pattern) && pattern[p] == '*':
			star, taken = p, t
			p++
		case p < len(pattern) && (pattern[p] == '?' || fold(pattern[p]) == fold(text[t])):
			p++
			t++
		case star >= 0:
			taken++
			p, t = star+1, taken
		default:
			return false
		}
	}
	return strings.Trim(pattern[p:], "*") == ""
}

func fold(c byte) byte {
	if 'A' <= c && c <= 'Z' {
		return c + 'a' - 'A'
	}
	return c
}
