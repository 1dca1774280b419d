package check

import "github.com/iam-policy-playground/playground/engine"

// Codes of the checks of what API Gateway makes of a policy.
const (
	// The ARN of a resource of API Gateway has the /v2 that its calls have on the wire. ARNs do not have it.
	//
	// AWS: API Gateway Developer Guide, "API Gateway Amazon Resource Name (ARN) reference".
	GatewayV2InARN engine.Code = "GATEWAY_V2_IN_ARN"

	// An action such as apigateway:PATCH stands beside a path that no call of that verb has.
	//
	// AWS: API Gateway API Reference, "Actions"; API Gateway Version 2 API Reference, "Resources".
	GatewayActionWithoutOperation engine.Code = "GATEWAY_ACTION_WITHOUT_OPERATION"

	// A pattern that ends in /x/* leaves out /x, which the statement's actions are about too.
	//
	// AWS: API Gateway Developer Guide, "API Gateway Amazon Resource Name (ARN) reference".
	GatewayPatternLeavesOutParent engine.Code = "GATEWAY_PATTERN_LEAVES_OUT_PARENT"

	// The ARN of a method lacks the stage, the method or the path, so that it matches no call.
	//
	// AWS: API Gateway Developer Guide, "Control access for invoking an API", Statement reference of IAM policies for executing API.
	MissingAPIARNSegment engine.Code = "MISSING_API_ARN_SEGMENT"

	// The policy of an API, or of a VPC endpoint to APIs, tests aws:SourceIp of calls that come through the endpoint. The client's
	// address is in aws:VpcSourceIp there.
	//
	// AWS: API Gateway Developer Guide, "Use VPC endpoint policies for private APIs in API Gateway".
	SourceIPOfPrivateAPI engine.Code = "SOURCE_IP_OF_PRIVATE_API"

	// The policy of an API names a user, role or account, and none of the API's methods authenticates its callers by IAM: all are
	// anonymous to the policy.
	//
	// AWS: API Gateway Developer Guide, "Control access to a REST API with API Gateway resource policies".
	NamedPrincipalOfUnsignedCalls engine.Code = "NAMED_PRINCIPAL_OF_UNSIGNED_CALLS"

	// The policy of an API has Deny statements only, so that it lets in nobody whom no other policy allows.
	//
	// AWS: API Gateway Developer Guide, "How API Gateway resource policies affect authorization workflow".
	DenyOnlyAPIPolicy engine.Code = "DENY_ONLY_API_POLICY"

	// A Deny of all addresses but some also denies calls through a VPC endpoint, in which aws:SourceIp is absent.
	//
	// AWS: IAM User Guide, "AWS global condition context keys", aws:SourceIp.
	NotIPAddressWithoutEndpointKey engine.Code = "NOT_IP_ADDRESS_WITHOUT_ENDPOINT_KEY"

	// A statement lets somebody create a resource of API Gateway with tags, and the policy allows nothing on /tags, which such a call
	// is asked about too.
	//
	// AWS: API Gateway Developer Guide, "Using tags to control access to API Gateway REST API resources".
	TagsOnCreateWithoutTagsResource engine.Code = "TAGS_ON_CREATE_WITHOUT_TAGS_RESOURCE"

	// The policy that a Lambda authorizer returns allows single methods only. API Gateway keeps it and uses it for calls to others.
	//
	// AWS: API Gateway Developer Guide, "Output from an API Gateway Lambda authorizer".
	AuthorizerPolicyTooNarrow engine.Code = "AUTHORIZER_POLICY_TOO_NARROW"

	// The policy of a REST API takes effect when the API is deployed.
	//
	// AWS: API Gateway Developer Guide, "Create and attach an API Gateway resource policy to an API".
	PolicyNeedsDeployment engine.Code = "POLICY_NEEDS_DEPLOYMENT"

	// A condition key of API Gateway stands in pages of the guide, and AWS's reference does not list it, so that nobody can say
	// whether requests have it.
	//
	// AWS: Service Authorization Reference, "Condition keys for Amazon API Gateway Management".
	UndocumentedGatewayKey engine.Code = "UNDOCUMENTED_GATEWAY_KEY"
)
