package engine

// Codes of diagnostics: what is found in the text of a policy. Those of AWS have AWS's names (IAM User Guide, "IAM
// Access Analyzer policy check reference"); the others are ours. Each has an example in testdata/codes that a test
// evaluates, and this file is the source of zcodes.go.
const (
	// The answer of a Lambda authorizer has a member of a wrong type, two that exclude each other, or one that API Gateway
	// does not read.
	//
	// AWS: API Gateway Developer Guide, "Output from an API Gateway Lambda authorizer".
	InvalidAuthorizerAnswer Code = "INVALID_AUTHORIZER_ANSWER"

	// The context in the answer of a Lambda authorizer holds an object or a list; it is a flat map.
	//
	// AWS: API Gateway Developer Guide, "Output from an API Gateway Lambda authorizer".
	InvalidAuthorizerContext Code = "INVALID_AUTHORIZER_CONTEXT"

	// The answer of a Lambda authorizer has no policyDocument.
	//
	// AWS: API Gateway Developer Guide, "Output from an API Gateway Lambda authorizer".
	MissingPolicyDocument Code = "MISSING_POLICY_DOCUMENT"

	// The answer of a Lambda authorizer has no principalId.
	//
	// AWS: API Gateway Developer Guide, "Output from an API Gateway Lambda authorizer".
	MissingPrincipalID Code = "MISSING_PRINCIPAL_ID"

	// A Resource in the answer of a Lambda authorizer is longer than API Gateway takes.
	//
	// AWS: API Gateway Developer Guide, "Quotas for configuring and running a REST API in API Gateway".
	AuthorizerResourceTooLong Code = "AUTHORIZER_RESOURCE_TOO_LONG"

	// The text is not JSON. The span begins at the first byte that cannot continue it; a check points at the mistake itself.
	//
	// AWS: IAM User Guide, "Grammar of the IAM JSON policy language".
	JSONSyntaxError Code = "JSON_SYNTAX_ERROR"

	// An object holds one key twice. JSON readers disagree on which of the two counts, so the policy is refused.
	//
	// AWS: IAM User Guide, "Grammar of the IAM JSON policy language".
	DuplicateKey Code = "DUPLICATE_KEY"

	// The text is JSON, but a policy is an object in braces.
	//
	// AWS: IAM User Guide, "Grammar of the IAM JSON policy language".
	NotAnObject Code = "NOT_AN_OBJECT"

	// The brackets are nested deeper than 100 levels. A policy needs seven.
	//
	// AWS: IAM User Guide, "Grammar of the IAM JSON policy language".
	DocumentTooDeep Code = "DOCUMENT_TOO_DEEP"

	// The document is larger than 1 MiB, several times what any service stores.
	//
	// AWS: IAM User Guide, "IAM and AWS STS quotas".
	DocumentTooLarge Code = "DOCUMENT_TOO_LARGE"

	// A string is not valid Unicode: half of a surrogate pair, or bytes that are not UTF-8.
	//
	// AWS: IAM User Guide, "IAM and AWS STS quotas".
	InvalidUnicode Code = "INVALID_UNICODE"

	// A string holds a character that IAM does not store: policies consist of tab, line feed, carriage return and
	// U+0020 to U+00FF.
	//
	// AWS: IAM API Reference, "CreatePolicy".
	UnsupportedCharacter Code = "UNSUPPORTED_CHARACTER"

	// A document or a statement has an element that the policy language does not know.
	//
	// AWS: IAM User Guide, "IAM JSON policy elements reference".
	InvalidPolicyElement Code = "INVALID_POLICY_ELEMENT"

	// The document has no Statement.
	//
	// AWS: IAM User Guide, "IAM JSON policy elements: Statement".
	MissingStatement Code = "MISSING_STATEMENT"

	// The statement has no Effect.
	//
	// AWS: IAM User Guide, "IAM JSON policy elements: Effect".
	MissingEffect Code = "MISSING_EFFECT"

	// The statement has neither Action nor NotAction.
	//
	// AWS: IAM User Guide, "IAM JSON policy elements: Action".
	MissingAction Code = "MISSING_ACTION"

	// The statement has neither Resource nor NotResource.
	//
	// AWS: IAM User Guide, "IAM JSON policy elements: Resource".
	MissingResource Code = "MISSING_RESOURCE"

	// A statement of a policy that is attached to a resource does not say whom it is about.
	//
	// AWS: IAM User Guide, "AWS JSON policy elements: Principal".
	MissingPrincipal Code = "MISSING_PRINCIPAL"

	// The document does not say its version, so IAM reads it as 2008-10-17, in which variables are plain text.
	//
	// AWS: IAM User Guide, "IAM JSON policy elements: Version".
	MissingVersion Code = "MISSING_VERSION"

	// Effect is neither Allow nor Deny, in exactly this spelling.
	//
	// AWS: IAM User Guide, "IAM JSON policy elements: Effect".
	InvalidEffect Code = "INVALID_EFFECT"

	// Version is neither 2012-10-17 nor 2008-10-17, or the policy type asks for 2012-10-17.
	//
	// AWS: IAM User Guide, "IAM JSON policy elements: Version".
	InvalidVersion Code = "INVALID_VERSION"

	// An element has a JSON type that it may not have.
	//
	// AWS: IAM User Guide, "Grammar of the IAM JSON policy language".
	DataTypeMismatch Code = "DATA_TYPE_MISMATCH"

	// Two condition keys of one operator differ only by case; AWS reads them as the same key.
	//
	// AWS: IAM User Guide, "IAM JSON policy elements: Condition".
	DuplicateKeysWithDifferentCase Code = "DUPLICATE_KEYS_WITH_DIFFERENT_CASE"

	// A statement has an element and its negation: Action and NotAction, Resource and NotResource, Principal and
	// NotPrincipal.
	//
	// AWS: IAM User Guide, "Grammar of the IAM JSON policy language".
	UnsupportedElementCombination Code = "UNSUPPORTED_ELEMENT_COMBINATION"

	// Two statements have the same Sid in a policy whose Sids must be unique.
	//
	// AWS: IAM User Guide, "IAM JSON policy elements: Sid".
	UniqueSidsRequired Code = "UNIQUE_SIDS_REQUIRED"

	// Two statements have the same Sid. The service tolerates it; a reader has to guess which one is meant.
	//
	// AWS: IAM User Guide, "IAM JSON policy elements: Sid".
	UniqueSidsRecommended Code = "UNIQUE_SIDS_RECOMMENDED"

	// A Sid has a character other than A-Z, a-z and 0-9.
	//
	// AWS: IAM User Guide, "IAM JSON policy elements: Sid".
	UnsupportedSid Code = "UNSUPPORTED_SID"

	// An Id stands in a policy type that has none. It changes no decision.
	//
	// AWS: IAM User Guide, "IAM JSON policy elements: Id".
	UnsupportedID Code = "UNSUPPORTED_ID"

	// An entry of Action is not of the form service:name, or the service has no such action.
	//
	// AWS: IAM User Guide, "IAM JSON policy elements: Action".
	InvalidAction Code = "INVALID_ACTION"

	// An entry of Action has a wildcard before its colon; only the lone * may stand for every service.
	//
	// AWS: IAM User Guide, "IAM JSON policy elements: Action".
	UnsupportedWildcardInService Code = "UNSUPPORTED_WILDCARD_IN_SERVICE"

	// An entry of Resource neither is * nor begins with arn:.
	//
	// AWS: IAM User Guide, "IAM JSON policy elements: Resource".
	InvalidARNPrefix Code = "INVALID_ARN_PREFIX"

	// An ARN has fewer than six fields. What that means depends on the policy type: identity policies and boundaries
	// take the missing ones as *.
	//
	// AWS: IAM User Guide, "Identify AWS resources with Amazon Resource Names (ARNs)".
	MissingARNField Code = "MISSING_ARN_FIELD"

	// The service of an ARN is not in lower case, as AWS writes it.
	//
	// AWS: IAM User Guide, "Identify AWS resources with Amazon Resource Names (ARNs)".
	InvalidARNServiceCase Code = "INVALID_ARN_SERVICE_CASE"

	// The account of an ARN is neither empty, nor a wildcard, nor 12 digits.
	//
	// AWS: IAM User Guide, "Identify AWS resources with Amazon Resource Names (ARNs)".
	InvalidARNAccount Code = "INVALID_ARN_ACCOUNT"

	// Principal is neither "*" nor an object, or a value in it has no known form.
	//
	// AWS: IAM User Guide, "AWS JSON policy elements: Principal".
	InvalidPrincipalFormat Code = "INVALID_PRINCIPAL_FORMAT"

	// Principal has a key other than AWS, Service, Federated and CanonicalUser.
	//
	// AWS: IAM User Guide, "AWS JSON policy elements: Principal".
	InvalidPrincipalKey Code = "INVALID_PRINCIPAL_KEY"

	// Principal or NotPrincipal stands in a policy that is attached to a principal.
	//
	// AWS: IAM User Guide, "AWS JSON policy elements: Principal".
	UnsupportedPrincipal Code = "UNSUPPORTED_PRINCIPAL"

	// A principal has a wildcard beside other text. Only the lone * is allowed.
	//
	// AWS: IAM User Guide, "AWS JSON policy elements: Principal".
	UnsupportedWildcardInPrincipal Code = "UNSUPPORTED_WILDCARD_IN_PRINCIPAL"

	// A service principal is not of a form like lambda.amazonaws.com.
	//
	// AWS: IAM User Guide, "AWS JSON policy elements: Principal".
	InvalidServicePrincipalFormat Code = "INVALID_SERVICE_PRINCIPAL_FORMAT"

	// Federated stands outside a role trust policy.
	//
	// AWS: IAM User Guide, "AWS JSON policy elements: Principal".
	FederatedPrincipalNotSupported Code = "FEDERATED_PRINCIPAL_NOT_SUPPORTED"

	// A Federated value of a trust policy is neither the ARN of a provider nor the name of a built-in one.
	//
	// AWS: IAM User Guide, "AWS JSON policy elements: Principal".
	InvalidFederatedPrincipal Code = "INVALID_FEDERATED_PRINCIPAL_SYNTAX_IN_ROLE_TRUST_POLICY"

	// An Allow statement has NotPrincipal: it grants to everyone who is not listed, anonymous callers too.
	//
	// AWS: IAM User Guide, "IAM JSON policy elements: NotPrincipal".
	AllowWithNotPrincipal Code = "ALLOW_WITH_NOT_PRINCIPAL"

	// A trust policy has NotPrincipal.
	//
	// AWS: IAM User Guide, "IAM JSON policy elements: NotPrincipal".
	RoleTrustPolicyNotPrincipal Code = "ROLE_TRUST_POLICY_SYNTAX_ERROR_NOTPRINCIPAL"

	// A trust policy has Resource or NotResource; its resource is the role.
	//
	// AWS: IAM User Guide, "IAM JSON policy elements: Resource".
	RoleTrustPolicyResource Code = "ROLE_TRUST_POLICY_SYNTAX_ERROR_RESOURCE"

	// A trust policy has "Principal": "*". IAM asks for {"AWS": "*"}.
	//
	// AWS: IAM User Guide, "AWS JSON policy elements: Principal".
	RoleTrustPolicyWildcard Code = "ROLE_TRUST_POLICY_UNSUPPORTED_WILDCARD_IN_PRINCIPAL"

	// A service control policy has Principal or NotPrincipal.
	//
	// AWS: AWS Organizations User Guide, "SCP syntax".
	SCPPrincipal Code = "SCP_SYNTAX_ERROR_PRINCIPAL"

	// A resource control policy has a principal other than "*", or NotPrincipal.
	//
	// AWS: AWS Organizations User Guide, "RCP syntax".
	RCPPrincipal Code = "RCP_SYNTAX_ERROR_PRINCIPAL"

	// A resource control policy has an Allow statement; only AWS's own RCPFullAWSAccess has one.
	//
	// AWS: AWS Organizations User Guide, "RCP syntax".
	RCPAllow Code = "RCP_SYNTAX_ERROR_ALLOW"

	// A resource control policy has NotAction.
	//
	// AWS: AWS Organizations User Guide, "RCP syntax".
	RCPNotAction Code = "RCP_SYNTAX_ERROR_NOTACTION"

	// A resource control policy has the lone * as an action; it must name a service.
	//
	// AWS: AWS Organizations User Guide, "RCP syntax".
	RCPAction Code = "RCP_SYNTAX_ERROR_ACTION"

	// A condition operator is unknown.
	//
	// AWS: IAM User Guide, "IAM JSON policy elements: Condition operators".
	InvalidConditionOperator Code = "INVALID_CONDITION_OPERATOR"

	// A condition operator is spelled in another case than AWS's pages do.
	//
	// AWS: IAM User Guide, "IAM JSON policy elements: Condition operators".
	UnusualOperatorCase Code = "UNUSUAL_OPERATOR_CASE"

	// A condition key is not of the form prefix:name.
	//
	// AWS: IAM User Guide, "IAM JSON policy elements: Condition".
	InvalidConditionKeyFormat Code = "INVALID_CONDITION_KEY_FORMAT"

	// The values of one condition key mix strings, numbers and booleans.
	//
	// AWS: IAM User Guide, "IAM JSON policy elements: Supported data types".
	InvalidConditionDataType Code = "INVALID_CONDITION_DATA_TYPE"

	// Null has the suffix IfExists. It asks for existence already.
	//
	// AWS: IAM User Guide, "IAM JSON policy elements: Condition operators".
	NullWithIfExists Code = "NULL_WITH_IF_EXISTS"

	// Null has a set prefix: the result is the same for every request.
	//
	// AWS: IAM User Guide, "IAM JSON policy elements: Condition operators".
	NullWithQualifier Code = "NULL_WITH_QUALIFIER"

	// A multivalued key is tested without ForAllValues or ForAnyValue, so the test fails whenever the key is there.
	//
	// AWS: IAM User Guide, "Single-valued vs. multivalued context keys".
	MissingQualifier Code = "MISSING_QUALIFIER"

	// A variable has no closing brace.
	//
	// AWS: IAM User Guide, "IAM policy elements: Variables and tags".
	MissingBraceInVariable Code = "MISSING_BRACE_IN_VARIABLE"

	// The default of a variable is not in single quotes.
	//
	// AWS: IAM User Guide, "IAM policy elements: Variables and tags".
	MissingQuoteInVariable Code = "MISSING_QUOTE_IN_VARIABLE"

	// The key of a variable has a blank.
	//
	// AWS: IAM User Guide, "IAM policy elements: Variables and tags".
	UnsupportedSpaceInVariable Code = "UNSUPPORTED_SPACE_IN_VARIABLE"

	// A variable names no key.
	//
	// AWS: IAM User Guide, "IAM policy elements: Variables and tags".
	EmptyVariable Code = "EMPTY_VARIABLE"

	// A variable stands where none is replaced: outside Resource, NotResource and condition values.
	//
	// AWS: IAM User Guide, "IAM policy elements: Variables and tags".
	VariableUnsupportedInElement Code = "VARIABLE_UNSUPPORTED_IN_ELEMENT"

	// A variable stands in a policy of version 2008-10-17 or without version, where it is plain text.
	//
	// AWS: IAM User Guide, "IAM JSON policy elements: Version".
	VariableUnsupportedInVersion Code = "VARIABLE_UNSUPPORTED_IN_VERSION"

	// A variable is a value of an operator that does not replace variables.
	//
	// AWS: IAM User Guide, "IAM policy elements: Variables and tags".
	InvalidVariableForOperator Code = "INVALID_VARIABLE_FOR_OPERATOR"

	// Action or NotAction is an empty list: the statement never applies.
	//
	// AWS: IAM User Guide, "IAM Access Analyzer policy check reference".
	EmptyArrayAction Code = "EMPTY_ARRAY_ACTION"

	// Resource or NotResource is an empty list: the statement never applies.
	//
	// AWS: IAM User Guide, "IAM Access Analyzer policy check reference".
	EmptyArrayResource Code = "EMPTY_ARRAY_RESOURCE"

	// A list of principals is empty: it names nobody.
	//
	// AWS: IAM User Guide, "IAM Access Analyzer policy check reference".
	EmptyArrayPrincipal Code = "EMPTY_ARRAY_PRINCIPAL"

	// Principal is {}: it names nobody.
	//
	// AWS: IAM User Guide, "IAM Access Analyzer policy check reference".
	EmptyObjectPrincipal Code = "EMPTY_OBJECT_PRINCIPAL"

	// A condition key has an empty list of values.
	//
	// AWS: IAM User Guide, "IAM Access Analyzer policy check reference".
	EmptyArrayCondition Code = "EMPTY_ARRAY_CONDITION"

	// A value of IpAddress or NotIpAddress is neither an address nor a range in CIDR form, so it matches nothing.
	//
	// AWS: IAM User Guide, "IAM JSON policy elements: Condition operators".
	TypeMismatchIPRange Code = "TYPE_MISMATCH_IP_RANGE"

	// IpAddress lists only private addresses for aws:SourceIp, which is always a public one: the test never holds.
	//
	// AWS: IAM User Guide, "IAM policy validation check reference".
	PrivateIPAddress Code = "PRIVATE_IP_ADDRESS"

	// NotIpAddress lists only private addresses for aws:SourceIp, which is always a public one: the test always holds.
	//
	// AWS: IAM User Guide, "IAM policy validation check reference".
	PrivateNotIPAddress Code = "PRIVATE_NOT_IP_ADDRESS"

	// IpAddress lists private addresses among others for aws:SourceIp, which is always a public one: they match
	// nothing.
	//
	// AWS: IAM User Guide, "IAM policy validation check reference".
	PrivateIPAddressSubset Code = "PRIVATE_IP_ADDRESS_SUBSET"

	// NotIpAddress lists private addresses among others for aws:SourceIp, which is always a public one: they exclude
	// nobody.
	//
	// AWS: IAM User Guide, "IAM policy validation check reference".
	PrivateNotIPAddressSubset Code = "PRIVATE_NOT_IP_ADDRESS_SUBSET"

	// A range of addresses has bits set behind its prefix. They are ignored.
	//
	// AWS: IAM User Guide, "IAM JSON policy elements: Condition operators".
	ImproveIPRange Code = "IMPROVE_IP_RANGE"

	// A value of aws:SourceVpc is no id of a VPC: vpc- and 8 or 17 digits or letters.
	//
	// AWS: IAM User Guide, "IAM policy validation check reference".
	InvalidVPCFormat Code = "INVALID_VPC_FORMAT"

	// A value of aws:SourceVpce is no id of a VPC endpoint: vpce- and 8 or 17 digits or letters.
	//
	// AWS: IAM User Guide, "IAM policy validation check reference".
	InvalidVPCEFormat Code = "INVALID_VPCE_FORMAT"

	// A value of a numeric operator is no number, so it matches nothing.
	//
	// AWS: IAM User Guide, "IAM JSON policy elements: Condition operators".
	TypeMismatchNumber Code = "TYPE_MISMATCH_NUMBER"

	// A value of a date operator is no date, so it matches nothing.
	//
	// AWS: IAM User Guide, "IAM JSON policy elements: Condition operators".
	TypeMismatchDate Code = "TYPE_MISMATCH_DATE"

	// A value of Bool or Null is neither true nor false, so it matches nothing.
	//
	// AWS: IAM User Guide, "IAM JSON policy elements: Condition operators".
	TypeMismatchBoolean Code = "TYPE_MISMATCH_BOOLEAN"

	// A value of BinaryEquals is not base64, so it matches nothing.
	//
	// AWS: IAM User Guide, "IAM JSON policy elements: Condition operators".
	TypeMismatchString Code = "TYPE_MISMATCH_STRING"

	// A date is written as seconds since 1970. It works, but nobody can read it.
	//
	// AWS: IAM User Guide, "IAM policy validation check reference".
	InvalidDateValue Code = "INVALID_DATE_VALUE"

	// Bool has several values for one key. With true and false among them the test says nothing.
	//
	// AWS: IAM User Guide, "IAM policy validation check reference".
	InvalidConditionMultipleBoolean Code = "INVALID_CONDITION_MULTIPLE_BOOLEAN"

	// The condition key aws:ARN is withdrawn. Its successor is aws:PrincipalArn.
	//
	// AWS: IAM User Guide, "IAM policy validation check reference".
	UnsupportedGlobalConditionKey Code = "UNSUPPORTED_GLOBAL_CONDITION_KEY"

	// The condition key of a tag does not say of which tag: aws:RequestTag, aws:ResourceTag and aws:PrincipalTag need
	// a slash and a tag key.
	//
	// AWS: IAM User Guide, "IAM policy validation check reference".
	MissingTagKeyInCondition Code = "MISSING_TAG_KEY_IN_CONDITION"

	// A value has * or ? under an operator that compares them as plain characters.
	//
	// AWS: IAM User Guide, "IAM JSON policy elements: Condition operators".
	WildcardWithoutLikeOperator Code = "WILDCARD_WITHOUT_LIKE_OPERATOR"

	// A value of a key that names whom a policy trusts has fewer than six characters before its first wildcard.
	//
	// AWS: IAM User Guide, "IAM policy validation check reference".
	WildcardUsageTooPermissive Code = "WILDCARD_USAGE_TOO_PERMISSIVE"

	// A value of a key that names whom a policy trusts has fewer than six characters before its first variable, and
	// others choose what stands there.
	//
	// AWS: IAM User Guide, "IAM policy validation check reference".
	VariableUsageTooPermissive Code = "VARIABLE_USAGE_TOO_PERMISSIVE"

	// The service of an ARN in Resource has a wildcard: the entry covers resources of services nobody thought of.
	//
	// AWS: IAM User Guide, "IAM policy validation check reference".
	WildcardInServiceName Code = "WILDCARD_IN_SERVICE_NAME"

	// A principal is the unique id of a user. A policy shows it when the user that it named has been deleted.
	//
	// AWS: IAM User Guide, "AWS JSON policy elements: Principal".
	InvalidUserReference Code = "INVALID_USER_REFERENCE"

	// A principal is the unique id of a role. A policy shows it when the role that it named has been deleted.
	//
	// AWS: IAM User Guide, "AWS JSON policy elements: Principal".
	InvalidRoleReference Code = "INVALID_ROLE_REFERENCE"

	// A trust policy names an identity provider, but not the action by which its users assume a role.
	//
	// AWS: IAM User Guide, "IAM policy validation check reference".
	MismatchedActionForPrincipal Code = "MISMATCHED_ACTION_FOR_PRINCIPAL"

	// A trust policy lets in IAM Roles Anywhere without all three of sts:AssumeRole, sts:SetSourceIdentity and
	// sts:TagSession.
	//
	// AWS: IAM User Guide, "IAM policy validation check reference".
	MissingActionForRolesAnywhere Code = "MISSING_ACTION_FOR_ROLES_ANYWHERE_TRUST_POLICY"

	// A service control policy has more than 10,240 characters.
	//
	// AWS: AWS Organizations User Guide, "Quotas and service limits".
	PolicySizeExceedsSCPQuota Code = "POLICY_SIZE_EXCEEDS_SCP_QUOTA"

	// A resource control policy has more than 5,120 characters.
	//
	// AWS: AWS Organizations User Guide, "Quotas and service limits".
	PolicySizeExceedsRCPQuota Code = "POLICY_SIZE_EXCEEDS_RCP_QUOTA"

	// A condition key has an empty list of values under ForAllValues: the test holds only if the key is absent.
	//
	// AWS: IAM User Guide, "IAM policy validation check reference".
	EmptyArrayConditionForAllValues Code = "EMPTY_ARRAY_CONDITION_FORALLVALUES"

	// A condition key has an empty list of values under ForAnyValue: the test never holds.
	//
	// AWS: IAM User Guide, "IAM policy validation check reference".
	EmptyArrayConditionForAnyValue Code = "EMPTY_ARRAY_CONDITION_FORANYVALUE"

	// A condition key has an empty list of values under an operator with IfExists: the test holds only if the key is
	// absent.
	//
	// AWS: IAM User Guide, "IAM policy validation check reference".
	EmptyArrayConditionIfExists Code = "EMPTY_ARRAY_CONDITION_IFEXISTS"

	// Condition is {}: it restricts nothing.
	//
	// AWS: IAM User Guide, "IAM Access Analyzer policy check reference".
	EmptyObjectCondition Code = "EMPTY_OBJECT_CONDITION"

	// A Sid is the empty string.
	//
	// AWS: IAM User Guide, "IAM Access Analyzer policy check reference".
	EmptySidValue Code = "EMPTY_SID_VALUE"

	// A policy is attached to nothing, or to what the scenario gives no member: it has no effect.
	//
	// AWS: IAM User Guide, "Adding and removing IAM identity permissions".
	UnattachedPolicy Code = "UNATTACHED_POLICY"

	// A policy asks for a key that AWS sets in every request, and the request of the scenario does not give it.
	//
	// AWS: IAM User Guide, "AWS global condition context keys".
	MissingContextKey Code = "MISSING_CONTEXT_KEY"
)
