package assist

import (
	"strconv"
	"strings"

	"github.com/iam-policy-playground/playground/engine/catalog"
)

// A deed is what Action says of one service.
type deed struct {
	prefix   string
	name     string             // of the service, "" if nobody has brought it
	service  *catalog.Directory // nil unless known is catalog.Loaded
	known    catalog.Knowledge
	all      bool     // service:*
	named    []string // whole actions
	patterns []string // behind the prefix
}

// actions says what a statement lets or forbids to do.
//
// AWS: IAM User Guide, "IAM JSON policy elements: Action" and "NotAction"; "Access levels in policy summaries".
func (s *statement) actions() string {
	entries, negated := s.element("Action")
	said := s.deeds(entries)
	switch {
	case said == everyAction && negated, said == "" && !negated:
		return "no action"
	case said == "" || said == everyAction:
		return everyAction
	case negated:
		return everyAction + " except " + said
	}
	return said
}

const everyAction = "all actions"

// deeds says what the entries of Action cover.
func (s *statement) deeds(entries []string) string {
	var deeds []*deed
	var said []string
	for _, entry := range entries {
		prefix, name, ok := strings.Cut(entry, ":")
		switch {
		case entry == "*":
			return everyAction
		case !ok || name == "" || strings.ContainsAny(prefix, "*?"):
			said = appendNew(said, quote(entry)+", which is no action,")
		default:
			deeds = s.enter(deeds, prefix, name)
		}
	}
	for _, d := range deeds {
		said = append(said, d.parts()...)
	}
	if len(said) > maxNamed+1 && len(deeds) > 1 {
		return crowd(deeds)
	}
	return series(said, "and")
}

// enter puts an entry to those of its service, once.
func (s *statement) enter(deeds []*deed, prefix, name string) []*deed {
	var d *deed
	for _, one := range deeds {
		if strings.EqualFold(one.prefix, prefix) {
			d = one
		}
	}
	if d == nil {
		d = &deed{prefix: strings.ToLower(prefix)}
		d.service, d.known = s.Know.Directory(d.prefix)
		d.name = s.Know.NameOf(d.prefix)
		deeds = append(deeds, d)
	}
	switch {
	case name == "*":
		d.all = true
	case strings.ContainsAny(name, "*?"):
		d.patterns = appendNew(d.patterns, name)
	default:
		d.named = appendNew(d.named, name)
	}
	return deeds
}

// appendNew appends a text that is not in the list in any case.
func appendNew(list []string, text string) []string {
	for _, one := range list {
		if strings.EqualFold(one, text) {
			return list
		}
	}
	return append(list, text)
}

// parts says what a deed covers, in one or several parts.
func (d *deed) parts() (said []string) {
	if d.all {
		return []string{"all " + d.title() + " actions"}
	}
	switch n := len(d.named); {
	case n == 0:
	case n == 1:
		said = append(said, "the action "+d.prefix+":"+d.named[0]+d.levels(d.named))
	case n == 2:
		said = append(said, "the actions "+d.prefix+":"+d.named[0]+" and "+d.prefix+":"+d.named[1]+d.levels(d.named))
	default:
		said = append(said, strconv.Itoa(n)+" named "+d.title()+" actions"+d.levels(d.named))
	}
	for _, p := range d.patterns {
		said = append(said, "all "+d.title()+" actions that "+patternWords(p)+d.levels([]string{p}))
	}
	return said
}

// patternWords says how names match a pattern.
func patternWords(p string) string {
	switch {
	case !strings.ContainsAny(p[:len(p)-1], "*?") && p[len(p)-1] == '*':
		return "begin with " + quote(p[:len(p)-1])
	case !strings.ContainsAny(p[1:], "*?") && p[0] == '*':
		return "end with " + quote(p[1:])
	}
	return "match " + quote(p)
}

//go:noinline
func quote(s string) string { return `"` + s + `"` }

// levelOrder is the order in which access levels are named.
var levelOrder = [...]catalog.Level{catalog.Read, catalog.List, catalog.Write, catalog.Tagging, catalog.PermissionsManagement}

// levels says, in brackets, the access levels of what some entries cover; nothing if the catalog is not there.
func (d *deed) levels(entries []string) string {
	if d.known != catalog.Loaded {
		return ""
	}
	said := d.levelsIn(d.covered(entries))
	for _, e := range entries {
		if len(d.covered([]string{e})) == 0 {
			said = append(said, "unknown to AWS's catalog")
			break
		}
	}
	if len(said) == 0 {
		return ""
	}
	return " (" + strings.Join(said, ", ") + ")"
}

func (d *deed) covered(patterns []string) []int { return coveredBy(d.service, patterns) }

// levelsIn returns the access levels of some actions, in lower case.
func (d *deed) levelsIn(actions []int) (said []string) {
	has := map[catalog.Level]bool{}
	for _, i := range actions {
		for _, level := range d.service.Levels(i) {
			has[level] = true
		}
	}
	return levelsSaid(has)
}

func levelsSaid(has map[catalog.Level]bool) (said []string) {
	for _, level := range levelOrder {
		if has[level] {
			said = append(said, strings.ToLower(string(level)))
		}
	}
	return said
}

// title returns how people call a service: "S3" of Amazon S3, "IAM" of AWS Identity and Access Management (IAM).
func (d *deed) title() string { return serviceTitle(d.prefix, d.name) }

func serviceTitle(prefix, name string) string {
	switch prefix {
	case "apigateway":
		return "API Gateway management"
	case "execute-api":
		return prefix
	}
	if _, short, ok := strings.Cut(name, "("); ok {
		return strings.TrimSuffix(short, ")")
	}
	name = strings.TrimPrefix(strings.TrimPrefix(name, "Amazon "), "AWS ")
	if name == "" {
		return prefix
	}
	return name
}

// crowd says how much there is, where a sentence would be too long.
func crowd(deeds []*deed) string {
	named, patterns := 0, 0
	var whole []string
	for _, d := range deeds {
		if d.all {
			whole = append(whole, d.title())
			continue
		}
		named += len(d.named)
		patterns += len(d.patterns)
	}
	var said []string
	if named > 0 {
		said = append(said, countOf(named, "named action"))
	}
	if patterns > 0 {
		said = append(said, "whatever matches "+countOf(patterns, "pattern"))
	}
	if len(whole) > 0 {
		said = append(said, "all actions of "+series(whole, "and"))
	}
	return series(said, "and") + " (" + strconv.Itoa(len(deeds)) + " services in all" + crowdLevels(deeds) + ")"
}

// crowdLevels says the access levels of all deeds; nothing unless all catalogs are there.
func crowdLevels(deeds []*deed) string {
	has := map[catalog.Level]bool{}
	for _, d := range deeds {
		if d.known != catalog.Loaded {
			return ""
		}
		patterns := append(append([]string{}, d.named...), d.patterns...)
		if d.all {
			patterns = []string{"*"}
		}
		for _, i := range d.covered(patterns) {
			for _, level := range d.service.Levels(i) {
				has[level] = true
			}
		}
	}
	if said := levelsSaid(has); len(said) > 0 {
		return "; " + strings.Join(said, ", ")
	}
	return ""
}
