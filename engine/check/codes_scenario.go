package check

import "github.com/iam-policy-playground/playground/engine"

// Codes of the checks that look at a policy's statements beside each other, or at a whole scenario.
const (
	// Everything that an Allow statement says is denied by another statement, or allowed by none of the permissions boundaries or
	// service control policies that bind whom the policy is attached to.
	//
	// AWS: IAM User Guide, "Policy evaluation logic".
	UnreachableStatement engine.Code = "UNREACHABLE_STATEMENT"

	// The scenario lists principals and attaches policies, and never mentions the principal of a request.
	//
	// AWS: IAM User Guide, "How IAM works", Principals.
	UndefinedPrincipal engine.Code = "UNDEFINED_PRINCIPAL"

	// The scenario lists APIs, and a request is for another one.
	//
	// AWS: API Gateway Developer Guide, "Invoke REST APIs in API Gateway".
	UndefinedAPI engine.Code = "UNDEFINED_API"

	// Two requests are equal and expect different decisions, so that one of them cannot be right.
	//
	// AWS: IAM User Guide, "Policy evaluation logic".
	ContradictoryExpectations engine.Code = "CONTRADICTORY_EXPECTATIONS"
)
