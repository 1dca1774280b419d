// Package order puts what maps hold in an order, so that no answer shows the order of a map.
package order

import "sort"

// Keys returns the keys of m in their order.
func Keys[V any](m map[string]V) []string {
	list := make([]string, 0, len(m))
	for name := range m {
		list = append(list, name)
	}
	Sort(list)
	return list
}

// Sort sorts a list.
func Sort(list []string) { sort.Stable(names(list)) }

// names are sorted by the one sort of the module: each instantiation of a generic one takes 15 kB.
type names []string

func (n names) Len() int           { return len(n) }
func (n names) Less(i, j int) bool { return n[i] < n[j] }
func (n names) Swap(i, j int)      { n[i], n[j] = n[j], n[i] }
