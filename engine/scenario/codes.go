package scenario

import "github.com/iam-policy-playground/playground/engine"

// Codes of diagnostics about a scenario, beside those of package engine that also fit here.
const (
	// InvalidScenario: the text is not JSON, is no object, is of another version, or has too many problems.
	InvalidScenario engine.Code = "INVALID_SCENARIO"

	// UnknownField: an object has a field that the format does not know.
	UnknownField engine.Code = "UNKNOWN_FIELD"

	// MissingField: an object lacks a field that it needs. The span is its opening brace.
	MissingField engine.Code = "MISSING_FIELD"

	// WrongType: a value is of another JSON type than its field takes.
	WrongType engine.Code = "WRONG_TYPE"

	// WrongValue: a value is of the right type but not one that its field takes, or contradicts another field.
	WrongValue engine.Code = "WRONG_VALUE"

	// MalformedARN: a string is not an ARN, or not of what may stand there.
	MalformedARN engine.Code = "MALFORMED_ARN"

	// MalformedID: a string is not the id of an account, organization, root, organizational unit, VPC endpoint or the like.
	MalformedID engine.Code = "MALFORMED_ID"
)
