package reference_test

import (
	"encoding/json"
	"maps"
	"slices"
)

// shrink takes parts out of a JSON text as long as it stays interesting, so that what is left is what matters.
func shrink(text []byte, interesting func([]byte) bool) []byte {
	var tree any
	if json.Unmarshal(text, &tree) != nil {
		return text
	}
	best := text
	for again := true; again; {
		again = false
		prune(tree, func(root any) { tree = root }, func() bool {
			smaller, err := json.Marshal(tree)
			if err != nil || !interesting(smaller) {
				return false
			}
			best, again = smaller, true
			return true
		})
	}
	return best
}

// prune takes each member and element out, and puts it back unless keep says that it can stay away. set replaces the node itself
// where it stands.
func prune(node any, set func(any), keep func() bool) {
	switch value := node.(type) {
	case map[string]any:
		for _, key := range slices.Sorted(maps.Keys(value)) {
			member := value[key]
			delete(value, key)
			if !keep() {
				value[key] = member
				prune(member, func(to any) { value[key] = to }, keep)
			}
		}
	case []any:
		for i := len(value) - 1; i >= 0; i-- {
			shorter := slices.Delete(slices.Clone(value), i, i+1)
			set(shorter)
			if keep() {
				value = shorter
				continue
			}
			set(value)
			prune(value[i], func(to any) { value[i] = to }, keep)
		}
	}
}
