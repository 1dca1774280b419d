package reference

import (
	"slices"
	"strings"
)

// arnFields splits an ARN into its six fields; the sixth keeps its colons. Section 2.3, rule 2.
func arnFields(arn string) ([]string, bool) {
	split := strings.SplitN(arn, ":", 6)
	return split, len(split) == 6
}

// resourceMatches asks Resource or NotResource. Section 2.4: NotResource is the negation, so an entry that matches nothing
// excludes nothing. A list without entries never applies: section 8.4. A trust policy has neither: the resource is its role.
// Sections 1.4 and 2.3.
func (p Part) resourceMatches(s Statement, c Context, resource string) bool {
	if p.Type == "trust" {
		return true
	}
	matches := func(entry string) bool { return p.matchResource(entry, c, resource) }
	switch {
	case s.NotResource != nil:
		return len(*s.NotResource) > 0 && !slices.ContainsFunc(*s.NotResource, matches)
	case s.Resource != nil:
		return slices.ContainsFunc(*s.Resource, matches)
	}
	return false
}

// matchResource compares one entry with the request's resource. Section 2.3.
func (p Part) matchResource(entry string, c Context, resource string) bool {
	if entry == "*" {
		return true
	}
	variables := p.Document.hasVariables()
	written := fields(entry, variables)
	padded, ok := pad(written, p.Type)
	got, isARN := arnFields(resource)
	if !ok || !isARN {
		return false
	}
	last, resolved := c.expand(padded[5], variables, false)
	return resolved && (fieldwise(padded, last, got) || acrossColons(written, last, resource, len(resource)-len(got[5])))
}

// paddings says which ARNs with fewer than six fields a type of policy completes; the others take none. Section 2.3, rule 6.
var paddings = map[string]func(short string) bool{
	"identity": func(string) bool { return true },
	"boundary": func(string) bool { return true },
	"resource": func(short string) bool { return strings.Contains(short, "*") },
	"endpoint": func(short string) bool { return strings.Contains(short, "*") },
	"scp":      func(short string) bool { return strings.HasSuffix(short, "*") },
}

// pad completes an ARN with stars where its policy type allows that.
func pad(entry []string, policyType string) ([]string, bool) {
	if len(entry) == 6 {
		return entry, true
	}
	allowed := paddings[policyType]
	if allowed == nil || !allowed(strings.Join(entry, ":")) {
		return nil, false
	}
	padded := slices.Clone(entry)
	for len(padded) < 6 {
		padded = append(padded, "*")
	}
	return padded, true
}

// fieldwise compares field by field; the first five in any case. Sections 1.2 and 2.3. Variables stand in the sixth only.
func fieldwise(want []string, last []sign, got []string) bool {
	for i := range 5 {
		if !glob(folded(signs(want[i], false)), got[i]) {
			return false
		}
	}
	return glob(last, got[5])
}

// acrossColons compares the whole ARN, as it was written; a star that ends one of the first five fields may run over colons.
// Section 2.3, rule 4. Case does not count in the first five fields of the resource, head bytes, whatever field of the pattern covers
// them.
func acrossColons(written []string, last []sign, resource string, head int) bool {
	var whole []sign
	for i, field := range written {
		if i > 0 {
			whole = append(whole, sign{char: ':'})
		}
		if i == 5 {
			return globHead(append(whole, last...), resource, head)
		}
		whole = append(whole, inField(folded(signs(field, false)))...)
	}
	return globHead(whole, resource, head)
}

// inField keeps wildcards in their field, but for a star at its end.
func inField(pattern []sign) []sign {
	for i, s := range pattern {
		switch {
		case s.kind == mark:
			pattern[i].kind = markInField
		case s.kind == star && i < len(pattern)-1:
			pattern[i].kind = starInField
		}
	}
	return pattern
}
