package check

import "github.com/iam-policy-playground/playground/engine"

// Codes of the checks that reason about what a statement reaches: what its patterns can match, whom it lets in, and which of its
// tests can hold. The last nine are ours, the others AWS's.
const (
	// A statement allows iam:PassRole on every role.
	//
	// AWS: IAM User Guide, "IAM policy validation check reference".
	PassRoleWithStarInResource engine.Code = "PASS_ROLE_WITH_STAR_IN_RESOURCE"

	// A wildcard in Action covers iam:PassRole, and the statement allows it on every role.
	//
	// AWS: IAM User Guide, "IAM policy validation check reference".
	PassRoleWithStarInActionAndResource engine.Code = "PASS_ROLE_WITH_STAR_IN_ACTION_AND_RESOURCE"

	// NotAction leaves out iam:PassRole, so that the statement allows it on every role.
	//
	// AWS: IAM User Guide, "IAM policy validation check reference".
	PassRoleWithStarInResourceAndNotAction engine.Code = "PASS_ROLE_WITH_STAR_IN_RESOURCE_AND_NOT_ACTION"

	// A statement allows iam:PassRole on every role that NotResource does not name.
	//
	// AWS: IAM User Guide, "IAM policy validation check reference".
	PassRoleWithNotResource engine.Code = "PASS_ROLE_WITH_NOT_RESOURCE"

	// A wildcard in Action covers iam:PassRole, and the statement allows it on every role that NotResource does not
	// name.
	//
	// AWS: IAM User Guide, "IAM policy validation check reference".
	PassRoleWithStarInActionAndNotResource engine.Code = "PASS_ROLE_WITH_STAR_IN_ACTION_AND_NOT_RESOURCE"

	// NotAction leaves out iam:PassRole, so that the statement allows it on every role that NotResource does not name.
	//
	// AWS: IAM User Guide, "IAM policy validation check reference".
	PassRoleWithNotActionAndNotResource engine.Code = "PASS_ROLE_WITH_NOT_ACTION_AND_NOT_RESOURCE"

	// A statement allows iam:CreateServiceLinkedRole for every service.
	//
	// AWS: IAM User Guide, "IAM policy validation check reference".
	CreateSLRWithStarInResource engine.Code = "CREATE_SLR_WITH_STAR_IN_RESOURCE"

	// A wildcard in Action covers iam:CreateServiceLinkedRole, and the statement allows it for every service.
	//
	// AWS: IAM User Guide, "IAM policy validation check reference".
	CreateSLRWithStarInActionAndResource engine.Code = "CREATE_SLR_WITH_STAR_IN_ACTION_AND_RESOURCE"

	// NotAction leaves out iam:CreateServiceLinkedRole, so that the statement allows it for every service.
	//
	// AWS: IAM User Guide, "IAM policy validation check reference".
	CreateSLRWithStarInResourceAndNotAction engine.Code = "CREATE_SLR_WITH_STAR_IN_RESOURCE_AND_NOT_ACTION"

	// A statement allows iam:CreateServiceLinkedRole for every role that NotResource does not name.
	//
	// AWS: IAM User Guide, "IAM policy validation check reference".
	CreateSLRWithNotResource engine.Code = "CREATE_SLR_WITH_NOT_RESOURCE"

	// A wildcard in Action covers iam:CreateServiceLinkedRole, and the statement allows it for every role that
	// NotResource does not name.
	//
	// AWS: IAM User Guide, "IAM policy validation check reference".
	CreateSLRWithStarInActionAndNotResource engine.Code = "CREATE_SLR_WITH_STAR_IN_ACTION_AND_NOT_RESOURCE"

	// NotAction leaves out iam:CreateServiceLinkedRole, so that the statement allows it for every role that
	// NotResource does not name.
	//
	// AWS: IAM User Guide, "IAM policy validation check reference".
	CreateSLRWithNotActionAndNotResource engine.Code = "CREATE_SLR_WITH_NOT_ACTION_AND_NOT_RESOURCE"

	// Another entry of Action or NotAction covers an entry.
	//
	// AWS: IAM User Guide, "IAM policy validation check reference".
	RedundantAction engine.Code = "REDUNDANT_ACTION"

	// Another entry of Resource or NotResource covers an entry.
	//
	// AWS: IAM User Guide, "IAM policy validation check reference".
	RedundantResource engine.Code = "REDUNDANT_RESOURCE"

	// A number in a list of values changes nothing beside another: one of them has to match.
	//
	// AWS: IAM User Guide, "IAM policy validation check reference".
	RedundantConditionValueNum engine.Code = "REDUNDANT_CONDITION_VALUE_NUM"

	// A statement says nothing beyond another of the same effect.
	//
	// AWS: IAM User Guide, "IAM policy validation check reference".
	RedundantStatement engine.Code = "REDUNDANT_STATEMENT"

	// A condition key has the value *, and the test holds for every request.
	//
	// AWS: IAM User Guide, "IAM policy validation check reference".
	RedundantKeyDueToWildcardInCondition engine.Code = "REDUNDANT_KEY_DUE_TO_WILDCARD_IN_CONDITION"

	// A condition key may not have the value *, that is, any: the test holds for no request, and the statement never
	// applies.
	//
	// AWS: IAM User Guide, "IAM policy validation check reference".
	RedundantStatementDueToWildcardInCondition engine.Code = "REDUNDANT_STATEMENT_DUE_TO_WILDCARD_IN_CONDITION"

	// A trust policy names a session of a role beside the role, which stands for all of its sessions.
	//
	// AWS: IAM User Guide, "IAM policy validation check reference".
	RedundantPrincipalInRoleTrustPolicy engine.Code = "REDUNDANT_PRINCIPAL_IN_ROLE_TRUST_POLICY"

	// aws:VpcSourceIp is tested without the VPC or its endpoint. Every VPC can have the same private addresses.
	//
	// AWS: IAM User Guide, "IAM policy validation check reference".
	MissingPairedConditionKeys engine.Code = "MISSING_PAIRED_CONDITION_KEYS"

	// A statement allows on nothing but aws:Referer or aws:UserAgent, which callers write themselves.
	//
	// AWS: IAM User Guide, "IAM policy validation check reference".
	UntrustworthyConditionKey engine.Code = "UNTRUSTWORTHY_CONDITION_KEY"

	// A value of a condition key that holds a KMS key is none.
	//
	// AWS: IAM User Guide, "IAM policy validation check reference".
	InvalidKMSKeyValue engine.Code = "INVALID_KMS_KEY_VALUE"

	// The policy of a resource lets in a service without saying for whom the service may work.
	//
	// AWS: IAM User Guide, "The confused deputy problem".
	RestrictAccessToServicePrincipal engine.Code = "RESTRICT_ACCESS_TO_SERVICE_PRINCIPAL"

	// A trust policy lets in everybody whom an OpenID Connect provider knows: no claim is tested. For GitHub it is
	// MISSING_GITHUB_REPO_CONDITION_KEY.
	//
	// AWS: IAM User Guide, "Create a role for OpenID Connect federation (console)".
	MissingConditionKeyForOIDCPrincipal engine.Code = "MISSING_CONDITION_KEY_FOR_OIDC_PRINCIPAL"

	// A trust policy lets in every workflow on GitHub: no claim but the audience, which is the same for all, is
	// tested.
	//
	// AWS: IAM User Guide, "Create a role for OpenID Connect federation (console)".
	MissingGitHubRepoConditionKey engine.Code = "MISSING_GITHUB_REPO_CONDITION_KEY"

	// A value of GitHub's claim sub has a wildcard for the owner, the repository, or all that comes behind it.
	//
	// AWS: IAM User Guide, "Create a role for OpenID Connect federation (console)".
	SpecificGitHubRepoAndBranchRecommended engine.Code = "SPECIFIC_GITHUB_REPO_AND_BRANCH_RECOMMENDED"

	// A claim aud is tested with ForAnyValue: a token with another audience beside a listed one is let in.
	//
	// AWS: IAM User Guide, "Single-valued vs. multivalued context keys".
	ForAnyValueWithAudienceClaimType engine.Code = "FORANYVALUE_WITH_AUDIENCE_CLAIM_TYPE"

	// A claim aud is tested with ForAllValues, which also holds for a token without one. Most providers give one
	// value.
	//
	// AWS: IAM User Guide, "Single-valued vs. multivalued context keys".
	ConfirmAudienceClaimType engine.Code = "CONFIRM_AUDIENCE_CLAIM_TYPE"

	// A resource control policy denies by a key of the caller without exempting AWS services, in whose calls it is
	// absent.
	//
	// AWS: AWS Organizations User Guide, "Resource control policy examples".
	RCPMissingRelatedPrincipalConditionKey engine.Code = "RCP_MISSING_RELATED_PRINCIPAL_CONDITION_KEY"

	// A resource control policy denies by a key that only calls of AWS services have, without limiting itself to them:
	// it denies everybody else.
	//
	// AWS: AWS Organizations User Guide, "Resource control policy examples".
	RCPMissingRelatedServicePrincipalConditionKey engine.Code = "RCP_MISSING_RELATED_SERVICE_PRINCIPAL_CONDITION_KEY"

	// A resource control policy denies by the source of an AWS service's call without asking whether the call has one.
	//
	// AWS: AWS Organizations User Guide, "Resource control policy examples".
	RCPMissingServiceConditionKeyNullCheck engine.Code = "RCP_MISSING_SERVICE_CONDITION_KEY_NULL_CHECK"

	// An identity policy or boundary has more than 6,144 characters without blanks, the quota of a managed policy.
	//
	// AWS: IAM User Guide, "IAM and AWS STS quotas".
	PolicySizeExceedsIdentityPolicyQuota engine.Code = "POLICY_SIZE_EXCEEDS_IDENTITY_POLICY_QUOTA"

	// A trust policy has more than 2,048 characters without blanks.
	//
	// AWS: IAM User Guide, "IAM and AWS STS quotas".
	PolicySizeExceedsRoleTrustPolicyQuota engine.Code = "POLICY_SIZE_EXCEEDS_ROLE_TRUST_POLICY_QUOTA"

	// A VPC endpoint policy has more than 20,480 characters, or the policy of a resource more than 40,000, which no
	// service takes.
	//
	// AWS: AWS PrivateLink Guide, "Control access to VPC endpoints using endpoint policies".
	PolicySizeExceedsResourcePolicyQuota engine.Code = "POLICY_SIZE_EXCEEDS_RESOURCE_POLICY_QUOTA"

	// A statement denies where aws:MultiFactorAuthPresent is false. Requests with an access key have no such key, and
	// escape.
	//
	// AWS: IAM User Guide, "AWS global condition context keys".
	DenyWithoutIfExistsOnMFAKey engine.Code = "DENY_WITHOUT_IF_EXISTS_ON_MFA_KEY"

	// A statement allows where aws:MultiFactorAuthPresent is true or absent. It is absent in requests with an access
	// key, which pass without MFA.
	//
	// AWS: IAM User Guide, "AWS global condition context keys".
	AllowWithIfExistsOnMFAKey engine.Code = "ALLOW_WITH_IF_EXISTS_ON_MFA_KEY"

	// An operator has IfExists for a key that is in every request.
	//
	// AWS: IAM User Guide, "AWS global condition context keys".
	IfExistsOnKeyAlwaysPresent engine.Code = "IF_EXISTS_ON_KEY_ALWAYS_PRESENT"

	// A test never holds, alone or beside another of its statement: the statement never applies.
	//
	// AWS: IAM User Guide, "IAM JSON policy elements: Condition operators".
	ConditionNeverHolds engine.Code = "CONDITION_NEVER_HOLDS"

	// A value of aws:PrincipalArn is the ARN of a role session. The key holds the ARN of the role.
	//
	// AWS: IAM User Guide, "AWS global condition context keys".
	SessionARNInPrincipalARNKey engine.Code = "SESSION_ARN_IN_PRINCIPAL_ARN_KEY"

	// An action without resource types stands in a statement whose Resource is not *: neither allowed nor denied by
	// it.
	//
	// AWS: Service Authorization Reference, "Actions, resources, and condition keys for AWS services".
	ResourceForActionWithoutResourceType engine.Code = "RESOURCE_FOR_ACTION_WITHOUT_RESOURCE_TYPE"

	// An action stands in a statement none of whose resources is of a type that it is about, as s3:GetObject beside a
	// bucket.
	//
	// AWS: Service Authorization Reference, "Actions, resources, and condition keys for AWS services".
	ResourceFitsNoTypeOfAction engine.Code = "RESOURCE_FITS_NO_TYPE_OF_ACTION"

	// A variable of the policy is never replaced, because none of the principals has its key whom the scenario attaches the policy
	// to: roles have no aws:username.
	//
	// AWS: IAM User Guide, "IAM policy elements: Variables and tags".
	VariableAbsentForPrincipal engine.Code = "VARIABLE_ABSENT_FOR_PRINCIPAL"

	// At a level of the organization no service control policy allows anything, so everybody below is denied everything.
	//
	// AWS: AWS Organizations User Guide, "SCP evaluation".
	SCPLevelWithoutAllow engine.Code = "SCP_LEVEL_WITHOUT_ALLOW"
)
