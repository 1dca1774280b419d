package catalog

import "strings"

// Carries reports whether requests for the action at an index have a condition key, given in any case: one of its own, or one of
// a resource type. Nothing is known of an action that AWS's reference does not list, so it may have any.
func (d *Directory) Carries(i int, key string) bool {
	c := d.read(d.actions[i])
	carries := c.unlisted || anyCovers(c.fields[2], key)
	d.eachType([]int{i}, func(t *cursor) { carries = carries || anyCovers(t.fields[1], key) })
	return carries
}

// anyCovers reports whether one name of a list, between commas, is that of a key.
func anyCovers(list, key string) bool {
	for list != "" {
		var name string
		if name, list, _ = strings.Cut(list, ","); covers(name, key) {
			return true
		}
	}
	return false
}
