package assist

import "github.com/iam-policy-playground/playground/engine"

// A Hint explains what stands at a place.
type Hint struct {
	Span  engine.Span // zero if nothing is there to explain
	Title string
	Lines []string // plain text
	Page  string   // of AWS's documentation
}

// Hover explains what stands at a byte offset.
func Hover(policy Policy, offset int) Hint { return Hint{} }
