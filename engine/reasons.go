package engine

// Reasons: why a step of the trace, or a decision, has the answer it has. Each has an example in testdata/codes that a
// test evaluates, and this file is a source of zcodes.go.
const (
	// The account of the resource is the one that resourceAccount gives.
	//
	// AWS: IAM User Guide, "Cross-account policy evaluation logic".
	ReasonOwnerGiven Code = "OWNER_GIVEN"

	// The account of the resource is the one in its ARN.
	//
	// AWS: IAM User Guide, "Identify AWS resources with Amazon Resource Names (ARNs)".
	ReasonOwnerInARN Code = "OWNER_IN_ARN"

	// The account of the resource is the one the scenario lists for it, or for what it lies in.
	//
	// AWS: IAM User Guide, "Cross-account policy evaluation logic".
	ReasonOwnerListed Code = "OWNER_LISTED"

	// Nothing says whose the resource is, so it is taken to be in the account of the principal.
	//
	// AWS: IAM User Guide, "Policy evaluation for requests within a single account".
	ReasonOwnerAssumed Code = "OWNER_ASSUMED"

	// Nothing says whose the resource is.
	//
	// AWS: IAM User Guide, "Cross-account policy evaluation logic".
	ReasonOwnerUnknown Code = "OWNER_UNKNOWN"

	// The call is allowed whatever policies say: AWS asks for no permission.
	//
	// AWS: AWS STS API Reference, "GetCallerIdentity".
	ReasonAlwaysAllowed Code = "ALWAYS_ALLOWED"

	// GetSessionToken needs the long-term credentials of a user.
	//
	// AWS: IAM User Guide, "Permissions for GetSessionToken".
	ReasonNeedsLongTermCredentials Code = "NEEDS_LONG_TERM_CREDENTIALS"

	// A federated-user session may call neither IAM nor STS, except GetCallerIdentity.
	//
	// AWS: IAM User Guide, "Permissions for GetFederationToken".
	ReasonFederatedUserLimits Code = "FEDERATED_USER_LIMITS"

	// The call passes a session tag whose key the calling session hands on already; STS refuses that.
	//
	// AWS: IAM User Guide, "Pass session tags in AWS STS".
	ReasonTransitiveTagReused Code = "TRANSITIVE_TAG_REUSED"

	// The request, or a policy that takes part in it, cannot be evaluated, and nothing is allowed on a guess.
	//
	// AWS: IAM User Guide, "Grammar of the IAM JSON policy language".
	ReasonCannotEvaluate Code = "CANNOT_EVALUATE"

	// A statement with Effect Deny applies, which wins over every Allow.
	//
	// AWS: IAM User Guide, "Policy evaluation logic".
	ReasonExplicitDeny Code = "EXPLICIT_DENY"

	// The decision changes with a key whose value is not known.
	//
	// AWS: IAM User Guide, "IAM JSON policy elements: Condition".
	ReasonDepends Code = "DEPENDS"

	// The unknown keys can go in more ways than are tried, so the decision is left open.
	//
	// AWS: IAM User Guide, "IAM JSON policy elements: Condition".
	ReasonTooManyWays Code = "TOO_MANY_WAYS"

	// Policies ask for a key whose value is not known, but every way it can go leads to the same decision.
	//
	// AWS: IAM User Guide, "IAM JSON policy elements: Condition".
	ReasonEveryWayAgrees Code = "EVERY_WAY_AGREES"

	// An identity policy allows, and nothing limits or denies it.
	//
	// AWS: IAM User Guide, "Policy evaluation for requests within a single account".
	ReasonIdentityPolicyGrants Code = "IDENTITY_POLICY_GRANTS"

	// The resource's policy names exactly this caller, or everyone, which is enough in the same account: missing Allows in
	// identity policy, boundary and session policy do not matter.
	//
	// AWS: IAM User Guide, "Policy evaluation for requests within a single account".
	ReasonNamedDirectly Code = "NAMED_DIRECTLY"

	// The resource's policy names the role of the session, or the user behind it: no identity policy is needed, but
	// boundary and session policy must allow.
	//
	// AWS: IAM User Guide, "Policy evaluation for requests within a single account".
	ReasonRoleNamed Code = "ROLE_NAMED"

	// The resource's own policy hands the decision to the account's identity policies, and one of them allows.
	//
	// AWS: KMS Developer Guide, "Default key policy"; IAM User Guide, "Roles terms and concepts".
	ReasonDelegatedByOwnPolicy Code = "DELEGATED_BY_OWN_POLICY"

	// The caller has no identity policies, and the resource's policy allows it.
	//
	// AWS: IAM User Guide, "AWS JSON policy elements: Principal".
	ReasonResourcePolicyGrants Code = "RESOURCE_POLICY_GRANTS"

	// The caller is the root user of the resource's account, who may do everything that no policy takes away.
	//
	// AWS: IAM User Guide, "AWS account root user".
	ReasonRootUser Code = "ROOT_USER"

	// The caller's account and the resource's account both allow, as a call across accounts needs.
	//
	// AWS: IAM User Guide, "Cross-account policy evaluation logic".
	ReasonBothAccountsAllow Code = "BOTH_ACCOUNTS_ALLOW"

	// No identity policy and no resource policy allows it.
	//
	// AWS: IAM User Guide, "The difference between explicit and implicit denies".
	ReasonNothingGrants Code = "NOTHING_GRANTS"

	// The resource's policy allows the account, which only lets the account's identity policies decide; none of them
	// allows.
	//
	// AWS: IAM User Guide, "AWS JSON policy elements: Principal", AWS account principals.
	ReasonAccountOnlyDelegates Code = "ACCOUNT_ONLY_DELEGATES"

	// The role's or key's own policy must allow it and does not; identity policies alone are not enough.
	//
	// AWS: KMS Developer Guide, "Key policies in AWS KMS"; IAM User Guide, "Roles terms and concepts".
	ReasonOwnPolicySilent Code = "OWN_POLICY_SILENT"

	// For service principals, identity providers and anonymous callers only the resource's policy counts, and it is
	// silent.
	//
	// AWS: IAM User Guide, "AWS JSON policy elements: Principal".
	ReasonOnlyResourcePolicyCounts Code = "ONLY_RESOURCE_POLICY_COUNTS"

	// The permissions boundary does not allow, so an identity policy cannot grant.
	//
	// AWS: IAM User Guide, "Permissions boundaries for IAM entities".
	ReasonBoundarySilent Code = "BOUNDARY_SILENT"

	// The session policy does not allow, so the role's policies cannot grant in this session.
	//
	// AWS: IAM User Guide, "Policies and permissions in IAM", Session policies.
	ReasonSessionSilent Code = "SESSION_SILENT"

	// A federated-user session without session policy has no permissions of its own.
	//
	// AWS: IAM User Guide, "Permissions for GetFederationToken".
	ReasonSessionPolicyMissing Code = "SESSION_POLICY_MISSING"

	// A level of the organization has no service control policy that allows it, and every level must allow.
	//
	// AWS: AWS Organizations User Guide, "SCP evaluation".
	ReasonSCPSilent Code = "SCP_SILENT"

	// The policy of the VPC endpoint does not allow. It is a filter: it must allow, and never grants.
	//
	// AWS: AWS PrivateLink Guide, "Control access to VPC endpoints using endpoint policies".
	ReasonEndpointSilent Code = "ENDPOINT_SILENT"

	// Neither the caller's account nor the resource's account allows it.
	//
	// AWS: IAM User Guide, "Cross-account policy evaluation logic".
	ReasonNeitherAccountAllows Code = "NEITHER_ACCOUNT_ALLOWS"

	// The resource's account allows; the caller's account does not, and both must.
	//
	// AWS: IAM User Guide, "Cross-account policy evaluation logic".
	ReasonCallerAccountSilent Code = "CALLER_ACCOUNT_SILENT"

	// The caller's account allows; the resource's account does not, and both must.
	//
	// AWS: IAM User Guide, "Cross-account policy evaluation logic".
	ReasonResourceAccountSilent Code = "RESOURCE_ACCOUNT_SILENT"

	// Principal and resource are in different partitions, which never trust each other.
	//
	// AWS: IAM User Guide, "AWS JSON policy elements: Principal".
	ReasonOtherPartition Code = "OTHER_PARTITION"

	// A Deny statement of the layer applies.
	//
	// AWS: IAM User Guide, "Policy evaluation logic".
	ReasonLayerDenies Code = "LAYER_DENIES"

	// An Allow statement of the layer applies, and no Deny does.
	//
	// AWS: IAM User Guide, "Policy evaluation logic".
	ReasonLayerAllows Code = "LAYER_ALLOWS"

	// No statement of the layer applies.
	//
	// AWS: IAM User Guide, "Policy evaluation logic".
	ReasonLayerSilent Code = "LAYER_SILENT"

	// No policy of this type is attached to what the request names, so the layer has no say.
	//
	// AWS: IAM User Guide, "Policies and permissions in IAM".
	ReasonNoPolicy Code = "NO_POLICY"

	// The request did not come through a VPC endpoint: its context has no aws:SourceVpce.
	//
	// AWS: AWS PrivateLink Guide, "Control access to VPC endpoints using endpoint policies".
	ReasonNoEndpoint Code = "NO_ENDPOINT"

	// The root user has neither identity policies nor a permissions boundary.
	//
	// AWS: IAM User Guide, "AWS account root user".
	ReasonRootHasNoPolicies Code = "ROOT_HAS_NO_POLICIES"

	// The caller belongs to no account, so there are no policies of this type for it.
	//
	// AWS: IAM User Guide, "AWS JSON policy elements: Principal".
	ReasonNoIdentity Code = "NO_IDENTITY"

	// The caller is no session, so there is no session policy.
	//
	// AWS: IAM User Guide, "Policies and permissions in IAM", Session policies.
	ReasonNoSession Code = "NO_SESSION"

	// The account is in no organization, so there are no policies of this type above it.
	//
	// AWS: AWS Organizations User Guide, "Service control policies (SCPs)".
	ReasonNotInOrganization Code = "NOT_IN_ORGANIZATION"

	// Service control policies do not bind service principals, identity providers and anonymous callers.
	//
	// AWS: AWS Organizations User Guide, "Tasks and entities not restricted by SCPs".
	ReasonSCPNeedsPrincipal Code = "SCP_NEEDS_PRINCIPAL"

	// Service-linked roles are not bound by service or resource control policies.
	//
	// AWS: AWS Organizations User Guide, "Tasks and entities not restricted by SCPs".
	ReasonServiceLinkedRole Code = "SERVICE_LINKED_ROLE"

	// The management account of an organization is not bound by service or resource control policies.
	//
	// AWS: AWS Organizations User Guide, "Tasks and entities not restricted by SCPs".
	ReasonManagementAccount Code = "MANAGEMENT_ACCOUNT"

	// Resource control policies do not cover this service or call.
	//
	// AWS: AWS Organizations User Guide, "Resource control policies (RCPs)".
	ReasonRCPServiceNotCovered Code = "RCP_SERVICE_NOT_COVERED"

	// The policy is attached to somebody or something else than this request names.
	//
	// AWS: IAM User Guide, "Adding and removing IAM identity permissions".
	ReasonAttachedElsewhere Code = "ATTACHED_ELSEWHERE"

	// The policy is attached to nothing, so it has no effect. A policy works only through an attachment.
	//
	// AWS: API Gateway Developer Guide, "Create and attach a policy to an IAM user".
	ReasonAttachedToNothing Code = "ATTACHED_TO_NOTHING"

	// All elements of the statement match, so it applies.
	//
	// AWS: IAM User Guide, "Policy evaluation logic".
	ReasonStatementApplies Code = "STATEMENT_APPLIES"

	// The statement covers the action, but not the resource.
	//
	// AWS: IAM User Guide, "IAM JSON policy elements: Resource".
	ReasonResourceNotCovered Code = "RESOURCE_NOT_COVERED"

	// The statement is about other actions, so the rest of it is not asked.
	//
	// AWS: IAM User Guide, "IAM JSON policy elements: Action".
	ReasonOtherAction Code = "OTHER_ACTION"

	// The entry covers the action of the request.
	//
	// AWS: IAM User Guide, "IAM JSON policy elements: Action".
	ReasonActionMatches Code = "ACTION_MATCHES"

	// The entries do not cover the action of the request.
	//
	// AWS: IAM User Guide, "IAM JSON policy elements: Action".
	ReasonActionMismatch Code = "ACTION_MISMATCH"

	// NotAction, NotResource or NotPrincipal lists it, so the statement is not about it.
	//
	// AWS: IAM User Guide, "IAM JSON policy elements: NotAction"; "IAM JSON policy elements: NotResource".
	ReasonExcluded Code = "EXCLUDED"

	// NotAction, NotResource or NotPrincipal does not list it, so the statement is about it.
	//
	// AWS: IAM User Guide, "IAM JSON policy elements: NotAction"; "IAM JSON policy elements: NotResource".
	ReasonNotExcluded Code = "NOT_EXCLUDED"

	// The list is empty, so it names nothing.
	//
	// AWS: IAM User Guide, "IAM Access Analyzer policy check reference".
	ReasonEmptyList Code = "EMPTY_LIST"

	// The entry covers the resource of the request.
	//
	// AWS: IAM User Guide, "IAM JSON policy elements: Resource".
	ReasonResourceMatches Code = "RESOURCE_MATCHES"

	// The resource part of the ARN differs.
	//
	// AWS: IAM User Guide, "IAM JSON policy elements: Resource".
	ReasonResourceMismatch Code = "RESOURCE_MISMATCH"

	// The partition of the ARN differs.
	//
	// AWS: IAM User Guide, "Identify AWS resources with Amazon Resource Names (ARNs)".
	ReasonPartitionMismatch Code = "PARTITION_MISMATCH"

	// The service of the ARN differs.
	//
	// AWS: IAM User Guide, "Identify AWS resources with Amazon Resource Names (ARNs)".
	ReasonServiceMismatch Code = "SERVICE_MISMATCH"

	// The Region of the ARN differs.
	//
	// AWS: IAM User Guide, "Identify AWS resources with Amazon Resource Names (ARNs)".
	ReasonRegionMismatch Code = "REGION_MISMATCH"

	// The account of the ARN differs.
	//
	// AWS: IAM User Guide, "Identify AWS resources with Amazon Resource Names (ARNs)".
	ReasonAccountMismatch Code = "ACCOUNT_MISMATCH"

	// The call is about no single resource, so only * covers it.
	//
	// AWS: IAM User Guide, "IAM JSON policy elements: Resource".
	ReasonNoResourceType Code = "NO_RESOURCE_TYPE"

	// The entry is no complete ARN, so it matches nothing in this policy type.
	//
	// AWS: IAM User Guide, "Identify AWS resources with Amazon Resource Names (ARNs)".
	ReasonARNIncomplete Code = "ARN_INCOMPLETE"

	// A variable has no value in this request, so the text it stands in matches nothing.
	//
	// AWS: IAM User Guide, "IAM policy elements: Variables and tags".
	ReasonVariableUnresolved Code = "VARIABLE_UNRESOLVED"

	// The value of a key is not known, so the answer is open.
	//
	// AWS: IAM User Guide, "IAM JSON policy elements: Condition".
	ReasonUnknownKey Code = "UNKNOWN_KEY"

	// The principal names everyone.
	//
	// AWS: IAM User Guide, "AWS JSON policy elements: Principal".
	ReasonPrincipalEveryone Code = "PRINCIPAL_EVERYONE"

	// The principal names exactly this caller.
	//
	// AWS: IAM User Guide, "AWS JSON policy elements: Principal".
	ReasonPrincipalExact Code = "PRINCIPAL_EXACT"

	// The principal names the role of the session, or the user behind it.
	//
	// AWS: IAM User Guide, "AWS JSON policy elements: Principal", Role session principals.
	ReasonPrincipalVia Code = "PRINCIPAL_VIA"

	// The principal names the caller's account.
	//
	// AWS: IAM User Guide, "AWS JSON policy elements: Principal", AWS account principals.
	ReasonPrincipalAccount Code = "PRINCIPAL_ACCOUNT"

	// The principal does not name this caller.
	//
	// AWS: IAM User Guide, "AWS JSON policy elements: Principal".
	ReasonPrincipalMismatch Code = "PRINCIPAL_MISMATCH"

	// The caller has a permissions boundary, so a Deny with NotPrincipal applies whatever it lists.
	//
	// AWS: IAM User Guide, "IAM JSON policy elements: NotPrincipal".
	ReasonBoundaryDefeatsNotPrincipal Code = "BOUNDARY_DEFEATS_NOT_PRINCIPAL"

	// Condition is empty, so it restricts nothing.
	//
	// AWS: IAM User Guide, "IAM JSON policy elements: Condition".
	ReasonConditionEmpty Code = "CONDITION_EMPTY"

	// All condition operators hold.
	//
	// AWS: IAM User Guide, "Conditions with multiple context keys or values".
	ReasonConditionHolds Code = "CONDITION_HOLDS"

	// A condition operator does not hold; all of them must.
	//
	// AWS: IAM User Guide, "Conditions with multiple context keys or values".
	ReasonConditionFails Code = "CONDITION_FAILS"

	// The request has no such key, so the operator does not hold.
	//
	// AWS: IAM User Guide, "IAM JSON policy elements: Condition operators".
	ReasonKeyMissing Code = "KEY_MISSING"

	// The request has no such key, and a negated operator holds then: what is not there is not equal.
	//
	// AWS: IAM User Guide, "IAM JSON policy elements: Condition operators".
	ReasonKeyMissingNegated Code = "KEY_MISSING_NEGATED"

	// The request has no such key, and IfExists makes the operator hold then.
	//
	// AWS: IAM User Guide, "IAM JSON policy elements: Condition operators", ...IfExists condition operators.
	ReasonKeyMissingIfExists Code = "KEY_MISSING_IF_EXISTS"

	// The request has no value for the key, and ForAllValues holds for nothing at all.
	//
	// AWS: IAM User Guide, "Single-valued vs. multivalued context keys".
	ReasonKeyMissingForAll Code = "KEY_MISSING_FOR_ALL"

	// The request has no value for the key, and ForAnyValue needs one.
	//
	// AWS: IAM User Guide, "Single-valued vs. multivalued context keys".
	ReasonKeyMissingForAny Code = "KEY_MISSING_FOR_ANY"

	// The key is multivalued, and without ForAllValues or ForAnyValue the operator does not hold.
	//
	// AWS: IAM User Guide, "Single-valued vs. multivalued context keys".
	ReasonMissingQualifier Code = "KEY_NEEDS_SET_OPERATOR"

	// The policy lists no values, so there is nothing to compare with.
	//
	// AWS: IAM User Guide, "IAM Access Analyzer policy check reference".
	ReasonNoValues Code = "NO_VALUES"

	// The value of the request matches a value of the policy.
	//
	// AWS: IAM User Guide, "IAM JSON policy elements: Condition operators".
	ReasonValueMatches Code = "VALUE_MATCHES"

	// The value of the request matches no value of the policy.
	//
	// AWS: IAM User Guide, "IAM JSON policy elements: Condition operators".
	ReasonNoValueMatches Code = "NO_VALUE_MATCHES"

	// The two values differ.
	//
	// AWS: IAM User Guide, "IAM JSON policy elements: Condition operators".
	ReasonValueDiffers Code = "VALUE_DIFFERS"

	// One of the two values is not of the operator's type (a number, a date, an address, an ARN), so they do not match.
	//
	// AWS: IAM User Guide, "IAM JSON policy elements: Condition operators".
	ReasonValueUnreadable Code = "VALUE_UNREADABLE"

	// ForAllValues: every value of the request passes.
	//
	// AWS: IAM User Guide, "Single-valued vs. multivalued context keys".
	ReasonAllValuesPass Code = "ALL_VALUES_PASS"

	// ForAllValues: some value of the request does not pass.
	//
	// AWS: IAM User Guide, "Single-valued vs. multivalued context keys".
	ReasonSomeValueFails Code = "SOME_VALUE_FAILS"

	// ForAnyValue: some value of the request passes.
	//
	// AWS: IAM User Guide, "Single-valued vs. multivalued context keys".
	ReasonSomeValuePasses Code = "SOME_VALUE_PASSES"

	// ForAnyValue: no value of the request passes.
	//
	// AWS: IAM User Guide, "Single-valued vs. multivalued context keys".
	ReasonNoValuePasses Code = "NO_VALUE_PASSES"

	// Null asks only whether the key is there, and it is.
	//
	// AWS: IAM User Guide, "IAM JSON policy elements: Condition operators".
	ReasonKeyPresent Code = "KEY_PRESENT"

	// Null asks only whether the key is there, and it is not.
	//
	// AWS: IAM User Guide, "IAM JSON policy elements: Condition operators".
	ReasonKeyAbsent Code = "KEY_ABSENT"

	// Null with a set prefix has the same result for every request.
	//
	// AWS: IAM User Guide, "IAM JSON policy elements: Condition operators".
	ReasonNullWithSet Code = "NULL_WITH_SET"

	// No explicit Deny applies, and this gate asks for no more.
	//
	// AWS: API Gateway Developer Guide, "How API Gateway resource policies affect authorization workflow".
	ReasonNotDenied Code = "NOT_DENIED"

	// Each policy that must allow the call does.
	//
	// AWS: API Gateway Developer Guide, "How API Gateway resource policies affect authorization workflow".
	ReasonEachSays Code = "EVERY_LAYER_ALLOWS"

	// One of the policies that are asked allows the call, which is enough here, and none denies it.
	//
	// AWS: API Gateway Developer Guide, "How API Gateway resource policies affect authorization workflow".
	ReasonOneSays Code = "ONE_LAYER_ALLOWS"

	// None of the policies that could allow the call does.
	//
	// AWS: API Gateway Developer Guide, "How API Gateway resource policies affect authorization workflow".
	ReasonNoneSays Code = "NO_LAYER_ALLOWS"

	// A policy that must allow the call does not.
	//
	// AWS: API Gateway Developer Guide, "How API Gateway resource policies affect authorization workflow".
	ReasonLayerMustAllow Code = "LAYER_MUST_ALLOW"

	// No policy restricts the call, and none is needed here.
	//
	// AWS: API Gateway Developer Guide, "How API Gateway resource policies affect authorization workflow".
	ReasonNothingRestricts Code = "NOTHING_RESTRICTS"

	// The call ended at an earlier gate, so this one is not asked.
	//
	// AWS: API Gateway Developer Guide, "How API Gateway resource policies affect authorization workflow".
	ReasonNotReached Code = "NOT_REACHED"
)
