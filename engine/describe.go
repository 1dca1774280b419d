package engine

//go:generate go test -run TestCodesAreDocumented . -args -write

// A Description is what the documentation of a code says.
type Description struct {
	Means string // one or two sentences
	Page  string // the AWS page it comes from
}

// Describe returns the description of a diagnostic's or a reason's code; the zero Description for codes of other
// packages.
func Describe(c Code) Description { return descriptions[c] }

// Descriptions returns all of them. The map belongs to the package.
func Descriptions() map[Code]Description { return descriptions }
