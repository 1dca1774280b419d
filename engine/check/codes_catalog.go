package check

import "github.com/iam-policy-playground/playground/engine"

// Codes of the checks that ask a catalog of services. INVALID_ACTION and MISSING_QUALIFIER, which the evaluator notes too,
// are documented with its own.
const (
	// An action is of a service that AWS does not have.
	//
	// AWS: IAM User Guide, "IAM policy validation check reference".
	InvalidServiceInAction engine.Code = "INVALID_SERVICE_IN_ACTION"

	// An ARN names a service that AWS does not have.
	//
	// AWS: IAM User Guide, "IAM policy validation check reference".
	InvalidService engine.Code = "INVALID_SERVICE"

	// An ARN names a partition that AWS does not have.
	//
	// AWS: IAM User Guide, "IAM policy validation check reference".
	InvalidPartition engine.Code = "INVALID_PARTITION"

	// The Region of an ARN is no name of a Region. Names that a new Region may have are not noted.
	//
	// AWS: IAM User Guide, "IAM policy validation check reference".
	InvalidARNRegion engine.Code = "INVALID_ARN_REGION"

	// The resource part of an ARN fits no resource type of its service.
	//
	// AWS: IAM User Guide, "IAM policy validation check reference".
	InvalidARNResource engine.Code = "INVALID_ARN_RESOURCE"

	// An ARN has a Region, but ARNs of its resource type have none, so it matches nothing.
	//
	// AWS: IAM User Guide, "IAM policy validation check reference".
	ARNRegionNotAllowed engine.Code = "ARN_REGION_NOT_ALLOWED"

	// An ARN has an account, but ARNs of its resource type have none, so it matches nothing.
	//
	// AWS: IAM User Guide, "IAM policy validation check reference".
	ARNAccountNotAllowed engine.Code = "ARN_ACCOUNT_NOT_ALLOWED"

	// An ARN has no Region, but ARNs of its resource type have one, so it matches nothing.
	//
	// AWS: IAM User Guide, "IAM policy validation check reference".
	MissingARNRegion engine.Code = "MISSING_ARN_REGION"

	// An ARN has no account, but ARNs of its resource type have one, so it matches nothing.
	//
	// AWS: IAM User Guide, "IAM policy validation check reference".
	MissingARNAccount engine.Code = "MISSING_ARN_ACCOUNT"

	// A value of aws:RequestedRegion is no name of a Region. Names that a new Region may have are not noted.
	//
	// AWS: IAM User Guide, "IAM policy validation check reference".
	InvalidRegion engine.Code = "INVALID_REGION"

	// A condition key begins with aws:, but is none of the global ones.
	//
	// AWS: IAM User Guide, "IAM policy validation check reference".
	InvalidGlobalConditionKey engine.Code = "INVALID_GLOBAL_CONDITION_KEY"

	// A condition key begins with the prefix of a service that has no such key.
	//
	// AWS: IAM User Guide, "IAM policy validation check reference".
	InvalidServiceConditionKey engine.Code = "INVALID_SERVICE_CONDITION_KEY"

	// An action of the statement does not have a condition key that the statement needs, so the statement never applies
	// to it.
	//
	// AWS: IAM User Guide, "IAM policy validation check reference".
	UnsupportedActionForConditionKey engine.Code = "UNSUPPORTED_ACTION_FOR_CONDITION_KEY"

	// No action of the statement has a condition key that the statement needs, so the statement never applies.
	//
	// AWS: IAM User Guide, "IAM policy validation check reference".
	MissingActionForConditionKey engine.Code = "MISSING_ACTION_FOR_CONDITION_KEY"

	// An Allow statement tests a key of one value under ForAllValues, which holds where the key is absent.
	//
	// AWS: IAM User Guide, "IAM policy validation check reference".
	ForAllValuesWithSingleValuedKey engine.Code = "FORALLVALUES_WITH_SINGLE_VALUED_KEY"

	// StringLike tests a key that holds an ARN. Its wildcards run over colons, those of ArnLike do not.
	//
	// AWS: IAM User Guide, "IAM policy validation check reference".
	StringLikeWithARNKey engine.Code = "STRING_LIKE_OPERATOR_WITH_ARN_CONDITION_KEYS"

	// A condition operator does not read keys of that type.
	//
	// AWS: IAM User Guide, "IAM policy validation check reference".
	TypeMismatch engine.Code = "TYPE_MISMATCH"

	// A Deny statement rests on aws:ResourceTag for an action of a service that does not set it: the action is not denied.
	//
	// AWS: IAM User Guide, "IAM policy validation check reference".
	DenyWithUnsupportedTag engine.Code = "DENY_WITH_UNSUPPORTED_TAG_CONDITION_KEY_FOR_SERVICE"

	// A Deny statement with NotAction rests on aws:ResourceTag, which some services that it covers do not set.
	//
	// AWS: IAM User Guide, "IAM policy validation check reference".
	DenyNotActionWithUnsupportedTag engine.Code = "DENY_NOTACTION_WITH_UNSUPPORTED_TAG_CONDITION_KEY_FOR_SERVICE"

	// An Allow statement rests on aws:ResourceTag for an action of a service that does not set it: the action is not
	// allowed.
	//
	// AWS: IAM User Guide, "IAM policy validation check reference".
	AllowWithUnsupportedTag engine.Code = "ALLOW_WITH_UNSUPPORTED_TAG_CONDITION_KEY_FOR_SERVICE"

	// An Allow statement with NotAction rests on aws:ResourceTag, which some services that it covers do not set.
	//
	// AWS: IAM User Guide, "IAM policy validation check reference".
	AllowNotActionWithUnsupportedTag engine.Code = "ALLOW_NOTACTION_WITH_UNSUPPORTED_TAG_CONDITION_KEY_FOR_SERVICE"

	// An action cannot be asked for on the resource that the policy belongs to: a trust policy has actions of AWS STS only, a
	// bucket policy those of Amazon S3.
	//
	// AWS: IAM User Guide, "IAM policy validation check reference".
	UnsupportedActionInPolicy engine.Code = "UNSUPPORTED_ACTION_IN_POLICY"

	// A statement that lets in services asks for a key that only users and roles have.
	//
	// AWS: IAM User Guide, "IAM policy validation check reference".
	UnsupportedKeyForServicePrincipal engine.Code = "UNSUPPORTED_CONDITION_KEY_FOR_SERVICE_PRINCIPAL"
)
