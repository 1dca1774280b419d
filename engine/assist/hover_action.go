package assist

import (
	"strconv"
	"strings"

	"github.com/iam-policy-playground/playground/engine/catalog"
)

// maxListed is how many names a line lists.
const maxListed = 12

// listed returns names with commas; of many the first ones.
func listed(names []string) string {
	if more := len(names) - maxListed; more > 1 {
		return strings.Join(names[:maxListed], ", ") + " and " + strconv.Itoa(more) + " more"
	}
	return strings.Join(names, ", ")
}

// action explains an entry of Action.
func (h *hoverer) action() {
	h.Page = servicesPage
	prefix, name, ok := strings.Cut(h.text, ":")
	switch {
	case h.text == "*":
		h.line("Every action of every service.")
	case !ok || name == "":
		h.line("No action: an action is a service and a name, as in s3:GetObject.")
	default:
		h.serviceAction(prefix, name)
	}
	if h.step(0) == "NotAction" {
		h.line("Under NotAction: the statement is about every action but the listed ones.")
	}
}

func (h *hoverer) serviceAction(prefix, name string) {
	service, known := h.Know.Directory(strings.ToLower(prefix))
	switch known {
	case catalog.NoSuch:
		h.line("AWS's catalog has no service with the prefix ", prefix, ".")
		return
	case catalog.Unheard, catalog.Listed:
		h.line("What actions ", prefix, " has is not loaded.")
		return
	}
	h.line(service.Service.Name)
	if strings.ContainsAny(name, "*?") {
		h.pattern(service, name)
		return
	}
	at := coveredBy(service, []string{name})
	if len(at) == 0 {
		h.line("AWS's catalog of ", catalog.Date, " does not list this action.")
		return
	}
	a := service.Outline(at[0])
	h.Title = service.Prefix + ":" + a.Name
	if len(a.Levels) > 0 {
		h.line("Access level: ", levelWords(a.Levels, " and "))
	}
	h.resourceTypes(a)
	if keys := keyNames(service, at); len(keys) > 0 {
		h.line("Condition keys: ", listed(keys))
	}
	if a.Unlisted {
		h.line("AWS's reference does not list it, but callers are asked for it.")
	}
}

// resourceTypes says what Resource can name.
func (h *hoverer) resourceTypes(a catalog.Action) {
	names := typeNames(a)
	if len(names) == 0 {
		h.line("No resource types: only a Resource of * covers it.")
		return
	}
	h.line("Resource types: ", listed(names))
}

// keyNames returns the names of the condition keys that some actions have, those of the service first.
func keyNames(service *catalog.Directory, actions []int) (names []string) {
	own, others := service.KeysOf(actions)
	for _, k := range own {
		names = append(names, k.Name)
	}
	return append(names, others...)
}

// pattern says what an entry with wildcards covers.
func (h *hoverer) pattern(service *catalog.Directory, name string) {
	d := deed{service: service}
	covered := d.covered([]string{name})
	var names []string
	for _, i := range covered {
		names = append(names, service.Name(i))
	}
	count := strconv.Itoa(len(names)) + " of " + countOf(service.Len(), "action")
	if len(names) == 0 {
		h.line("Matches ", count)
		return
	}
	h.line("Matches ", count, ": ", listed(names))
	if levels := d.levelsIn(covered); len(levels) > 0 {
		h.line("Access levels: ", strings.Join(levels, ", "))
	}
}
