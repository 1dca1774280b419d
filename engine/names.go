package engine

import (
	"maps"
	"slices"
)

// sortedNames returns the keys of m in their order, so that no answer shows the order of a map.
func sortedNames[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
