package apigateway

import (
	"slices"
	"strings"

	"github.com/iam-policy-playground/playground/engine/internal/order"
)

// A mapping leads from a custom domain name to an API.
type mapping struct {
	apiID string
	Domain
}

// mappingsOf returns what a host leads to, in order of the APIs' ids: the mappings of its own name, else those of the
// wildcard one label above.
func mappingsOf(apis map[string]API, name string) []mapping {
	_, above, _ := strings.Cut(name, ".")
	var own, wild []mapping
	for _, id := range order.Keys(apis) {
		for _, d := range apis[id].Domains {
			switch {
			case d.Name == name:
				own = append(own, mapping{id, d})
			case strings.TrimPrefix(d.Name, "*.") == above && above != d.Name:
				wild = append(wild, mapping{id, d})
			}
		}
	}
	if own != nil {
		return own
	}
	return wild
}

// findMapping returns the mapping with the longest base path that begins the path, and the path behind it.
//
// AWS: API Gateway Developer Guide, "Use API mappings to connect API stages to a custom domain name for REST APIs":
// whole segments count, but any prefix does if the name has a mapping of several levels.
func findMapping(apis map[string]API, name, path string) (best mapping, rest string, p *Problem) {
	all := mappingsOf(apis, name)
	if all == nil {
		return mapping{}, "", badCall("no API of the scenario has the custom domain name " + quote(name) + "; add it to domains of the one that it leads to")
	}
	anyPrefix := slices.ContainsFunc(all, func(m mapping) bool { return strings.Contains(m.BasePath, "/") })
	found := false
	for _, m := range all {
		switch {
		case m.ID != all[0].ID:
			return mapping{}, "", badCall("the name " + quote(name) + " belongs to several custom domain names, " + orPublic(all[0].ID) + " and " + orPublic(m.ID) + ", and a URL does not tell which is meant; leave one of them in domains")
		case !m.fits(path, anyPrefix):
		case found && m.BasePath == best.BasePath:
			return mapping{}, "", badCall("the custom domain name " + quote(name) + " has two mappings for the base path " + quote(m.BasePath) + ", to " + best.apiID + " and " + m.apiID + "; leave one of them in domains")
		case !found || len(m.BasePath) > len(best.BasePath):
			best, found = m, true
		}
	}
	if !found {
		return mapping{}, "", badCall("no mapping of the custom domain name " + quote(name) + " fits the path " + quote(path) + "; API Gateway answers 403 Forbidden. The base paths of domains are " + and(basePaths(all)))
	}
	if best.BasePath != "" {
		path = path[len("/")+len(best.BasePath):]
	}
	if !strings.HasPrefix(path, "/") {
		path = "/" + path
	}
	return best, path, nil
}

func (m *mapping) fits(path string, anyPrefix bool) bool {
	if anyPrefix {
		return strings.HasPrefix(path[1:], m.BasePath)
	}
	first, _ := cutSegment(path)
	return m.BasePath == "" || first == m.BasePath
}

// orPublic is what tells a custom domain name from others with the same name.
func orPublic(id string) string {
	if id == "" {
		return "a public one"
	}
	return "+" + id
}

// basePaths lists the base paths of some mappings, the first few if there are many.
func basePaths(all []mapping) (paths []string) {
	const most = 8
	for i, m := range all {
		if i == most {
			return append(paths, "others")
		}
		paths = append(paths, m.BasePath)
	}
	return paths
}
