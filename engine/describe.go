package engine

import "sort"

//go:generate go test -run TestCodesAreDocumented . -args -write

// A Description is what the documentation of a code says.
type Description struct {
	Code  Code
	Means string // one or two sentences
	Page  string // the AWS page it comes from
}

// Describe returns the description of a diagnostic's or a reason's code; the zero Description for codes of other
// packages.
func Describe(c Code) Description {
	i := sort.Search(len(descriptions), func(i int) bool { return descriptions[i].Code >= c })
	if i == len(descriptions) || descriptions[i].Code != c {
		return Description{}
	}
	return descriptions[i]
}

// Descriptions returns those of all diagnostics and reasons of this package, sorted by code. The slice belongs to the
// package.
func Descriptions() []Description { return descriptions }
