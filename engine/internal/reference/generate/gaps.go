package generate

// What the engine is known to decide otherwise than the fact sheet says is not made. The reference's gaps_test.go holds each of
// these, and fails once the engine decides it rightly; then the constant goes.
const (
	rolesInOtherCase = false // a role's ARN in a policy that has the session's role with another path or in another case
)
