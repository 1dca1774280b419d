package check

import "github.com/iam-policy-playground/playground/engine"

// Codes of the checks that ask a catalog of services. INVALID_ACTION and MISSING_QUALIFIER, which the evaluator notes too,
// are documented with its own.
const (
	// An action is of a service that AWS does not have.
	//
	// AWS: IAM User Guide, "IAM policy validation check reference".
	InvalidServiceInAction engine.Code = "INVALID_SERVICE_IN_ACTION"
)
