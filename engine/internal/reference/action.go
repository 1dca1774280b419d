package reference

import (
	"slices"
	"strings"
)

// actionMatches asks Action or NotAction about a request's action. Section 2.2: NotAction is the negation. A list without entries
// never applies: section 8.4.
func (s Statement) actionMatches(action string) bool {
	if s.NotAction != nil {
		return len(*s.NotAction) > 0 && !slices.ContainsFunc(*s.NotAction, func(entry string) bool { return matchAction(entry, action) })
	}
	return slices.ContainsFunc(*s.Action, func(entry string) bool { return matchAction(entry, action) })
}

// matchAction compares service and name apart, both in any case; only the name has wildcards. An entry with blanks, a comma or
// without a name matches nothing. Section 2.1.
func matchAction(entry, action string) bool {
	if entry == "*" {
		return true
	}
	service, name, _ := strings.Cut(entry, ":")
	wantService, wantName, _ := strings.Cut(action, ":")
	if name == "" || strings.ContainsAny(entry, ", \t\n") {
		return false
	}
	return strings.EqualFold(service, wantService) && glob(folded(signs(name, false)), wantName)
}
