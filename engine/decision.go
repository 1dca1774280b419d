package engine

// A Decision is the answer to a request. The zero Decision denies.
type Decision uint8

const (
	ImplicitDeny Decision = iota // nothing allowed it
	ExplicitDeny                 // a Deny statement applies
	Depends                      // an unknown key matters
	Allowed
	Failed          // the request, or a policy that takes part, cannot be evaluated
	Unauthenticated // a gate found no valid credentials, or nothing at that address
	Refused         // a gate ended the call for another reason
)

var decisionNames = [...]string{ImplicitDeny: "implicitDeny", ExplicitDeny: "explicitDeny", Depends: "depends", Allowed: "allowed", Failed: "error",
	Unauthenticated: "unauthenticated", Refused: "refused"}

// String returns the word of the results for d.
func (d Decision) String() string { return decisionNames[d] }

// A Result is a decision with everything that led to it.
type Result struct {
	Decision  Decision
	Why       Code   // how the layers came to it; documented in reasons.go
	Failure   string // for Failed: what cannot be evaluated, in a sentence
	DecidedBy []Cause
	DependsOn []Dependency
	Trace     *Step
	Asked     Request // the request that was decided; of a chain: of that gate
	Gate      *Step   // of a chain: the step of the gate that decided, or of the last one where all allow; else nil
}

// A Cause is a statement that decided.
type Cause struct {
	Policy    int
	Statement int // index, from 0
	Span      Span
	Step      *Step
	how       grant // how an Allow names the caller
}

// A Dependency is an unknown key that matters, with the decision for each way it can go.
type Dependency struct {
	Key  string // as the policies write it
	Ways []Way
}

// A Way is one of the ways an unknown key can go that the policies can tell apart.
type Way struct {
	When     string // continues a sentence after the key: "is in 203.0.113.0/24", "is absent"
	Value    *Value // an example; nil where the key is absent
	Decision Decision
}
