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
			c.once(ResourceOption, arn, "", "of the scenario")
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
	eachService(c.Know, named, func(prefix string, d *catalog.Directory, covered []int) {
		prefixes = append(prefixes, prefix)
		types = append(types, d.Types(covered)...)
	})
	return types, prefixes
}

// eachService calls visit for the services of some entries of Action whose catalog is there, with the indexes of the actions
// that the entries cover. The prefix is in lower case.
func eachService(know *catalog.Inquiry, entries []string, visit func(prefix string, d *catalog.Directory, covered []int)) {
	var asked []string
	for _, entry := range entries {
		prefix, _, ok := strings.Cut(entry, ":")
		prefix = strings.ToLower(prefix)
		if !ok || contains(asked, prefix) {
			continue
		}
		asked = append(asked, prefix)
		if d, known := know.Directory(prefix); known == catalog.Loaded {
			visit(prefix, d, coveredBy(d, patternsFor(entries, prefix)))
		}
	}
}

// patternsFor returns what entries of Action have behind a prefix.
func patternsFor(entries []string, prefix string) (patterns []string) {
	for _, entry := range entries {
		if service, pattern, _ := strings.Cut(entry, ":"); strings.EqualFold(service, prefix) {
			patterns = append(patterns, pattern)
		}
	}
	return patterns
}

// coveredBy returns the indexes of the actions that patterns cover.
func coveredBy(d *catalog.Directory, patterns []string) (covered []int) {
	for i := range d.Len() {
		for _, pattern := range patterns {
			if like(pattern, d.Name(i)) {
				covered = append(covered, i)
				break
			}
		}
	}
	return covered
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
