package check

import "github.com/iam-policy-playground/playground/engine"

// Describe returns the description of a code of this package; the zero Description for others.
func Describe(c engine.Code) engine.Description {
	for i := range descriptions {
		if descriptions[i].Code == c {
			return descriptions[i]
		}
	}
	return engine.Description{}
}

// Descriptions returns those of all codes of this package, sorted by code. The slice belongs to the package.
func Descriptions() []engine.Description { return descriptions }
