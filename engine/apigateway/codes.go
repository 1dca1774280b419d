package apigateway

import "github.com/iam-policy-playground/playground/engine"

// Codes of the gates a call goes through: what each asks, or why it is decided without a policy. Each has an example in
// testdata/codes that a test evaluates, and this file is the source of zcodes.go.
const (
	// If the stage has a web ACL, AWS WAF checks the call first; scenarios leave that out.
	//
	// AWS: API Gateway Developer Guide, "Use AWS WAF to protect your REST APIs in API Gateway".
	GateWAF engine.Code = "GATE_WAF"

	// The policy of the VPC endpoint is asked before API Gateway.
	//
	// AWS: API Gateway Developer Guide, "Use VPC endpoint policies for private APIs in API Gateway".
	GateEndpoint engine.Code = "GATE_ENDPOINT"

	// The call does not come through a VPC endpoint, so no endpoint policy is asked.
	//
	// AWS: API Gateway Developer Guide, "Use VPC endpoint policies for private APIs in API Gateway".
	GateNoEndpoint engine.Code = "GATE_NO_ENDPOINT"

	// The signature of the call is not valid, and the VPC endpoint denies such a call whatever its policy says.
	//
	// AWS: API Gateway Developer Guide, "Use VPC endpoint policies for private APIs in API Gateway".
	EndpointSignatureInvalid engine.Code = "ENDPOINT_SIGNATURE_INVALID"

	// API, stage and route that the call is for.
	//
	// AWS: API Gateway Developer Guide, "Control access to a REST API with IAM permissions".
	GateAddress engine.Code = "GATE_ADDRESS"

	// The default endpoint of the API is switched off, so a call to it is refused regardless of policies.
	//
	// AWS: API Gateway Developer Guide, "Disable the default endpoint for REST APIs".
	DefaultEndpointDisabled engine.Code = "DEFAULT_ENDPOINT_DISABLED"

	// The API has no stage of that name.
	//
	// AWS: API Gateway Developer Guide, "Invoke REST APIs in API Gateway".
	StageNotFound engine.Code = "STAGE_NOT_FOUND"

	// No method or route of the API matches the call; API Gateway answers as if credentials were missing.
	//
	// AWS: API Gateway Developer Guide, "Gateway response types for API Gateway".
	RouteNotFound engine.Code = "ROUTE_NOT_FOUND"

	// The method needs a signed call, and the call is signed.
	//
	// AWS: API Gateway Developer Guide, "How API Gateway resource policies affect authorization workflow", IAM authentication.
	GateSigned engine.Code = "GATE_SIGNED"

	// The method needs a signed call, and the caller is anonymous.
	//
	// AWS: API Gateway Developer Guide, "How API Gateway resource policies affect authorization workflow", IAM authentication.
	SignatureMissing engine.Code = "SIGNATURE_MISSING"

	// The signature of the call is not valid.
	//
	// AWS: API Gateway Developer Guide, "Gateway response types for API Gateway".
	SignatureInvalid engine.Code = "SIGNATURE_INVALID"

	// The method asks for no authorization, so everybody gets past this step.
	//
	// AWS: API Gateway Developer Guide, "How API Gateway resource policies affect authorization workflow".
	GateOpen engine.Code = "GATE_OPEN"

	// The token of the call is valid.
	//
	// AWS: API Gateway Developer Guide, "How API Gateway resource policies affect authorization workflow", Amazon Cognito
	// authentication.
	TokenValid engine.Code = "TOKEN_VALID"

	// The token of the call is missing or not valid.
	//
	// AWS: API Gateway Developer Guide, "How API Gateway resource policies affect authorization workflow", Amazon Cognito
	// authentication.
	TokenInvalid engine.Code = "TOKEN_INVALID"

	// Before a Lambda authorizer is called, the API's resource policy is asked whether it denies the call.
	//
	// AWS: API Gateway Developer Guide, "How API Gateway resource policies affect authorization workflow", Lambda authorizer.
	GateDenies engine.Code = "GATE_DENIES"

	// The method has a Lambda authorizer, and the scenario has no policy that it returned.
	//
	// AWS: API Gateway Developer Guide, "Use API Gateway Lambda authorizers".
	AuthorizerMissing engine.Code = "AUTHORIZER_MISSING"

	// API Gateway cannot use what the Lambda authorizer returned, and answers with an error of the server.
	//
	// AWS: API Gateway Developer Guide, "Output from an API Gateway Lambda authorizer".
	AuthorizerUnusable engine.Code = "AUTHORIZER_UNUSABLE"

	// The simple response of the Lambda authorizer says that the caller is authorized.
	//
	// AWS: API Gateway Developer Guide, "Control access to HTTP APIs with AWS Lambda authorizers in API Gateway".
	AuthorizerSaysYes engine.Code = "AUTHORIZER_SAYS_YES"

	// The simple response of the Lambda authorizer says that the caller is not authorized.
	//
	// AWS: API Gateway Developer Guide, "Control access to HTTP APIs with AWS Lambda authorizers in API Gateway".
	AuthorizerSaysNo engine.Code = "AUTHORIZER_SAYS_NO"

	// The policy of the Lambda authorizer and the API's resource policy: an Allow of either is enough.
	//
	// AWS: API Gateway Developer Guide, "How API Gateway resource policies affect authorization workflow", Table A.
	GateAuthorizer engine.Code = "GATE_AUTHORIZER"

	// The policies of the caller and the API's resource policy, as IAM combines them: in one account an Allow of either is
	// enough, across accounts both are needed.
	//
	// AWS: API Gateway Developer Guide, "How API Gateway resource policies affect authorization workflow", Tables A and B.
	GateIAM engine.Code = "GATE_IAM"

	// The API's resource policy must allow the call, if there is one.
	//
	// AWS: API Gateway Developer Guide, "How API Gateway resource policies affect authorization workflow".
	GateResourcePolicy engine.Code = "GATE_RESOURCE_POLICY"

	// HTTP and WebSocket APIs have no resource policies, so there is nothing more to ask.
	//
	// AWS: API Gateway Developer Guide, "Choose between REST APIs and HTTP APIs".
	NoResourcePolicies engine.Code = "NO_RESOURCE_POLICIES"

	// A private API without a resource policy cannot be deployed, so no call gets through.
	//
	// AWS: API Gateway Developer Guide, "Private REST APIs in API Gateway".
	PrivateWithoutPolicy engine.Code = "PRIVATE_WITHOUT_POLICY"

	// The policy of the private custom domain name must allow the call.
	//
	// AWS: API Gateway Developer Guide, "Custom domain names for private APIs in API Gateway".
	GateDomain engine.Code = "GATE_DOMAIN"

	// No policy is attached to the private custom domain name; a new one denies all calls.
	//
	// AWS: API Gateway Developer Guide, "Custom domain names for private APIs in API Gateway".
	DomainWithoutPolicy engine.Code = "DOMAIN_WITHOUT_POLICY"

	// The call asks to invalidate the cache, which needs a permission of its own.
	//
	// AWS: API Gateway Developer Guide, "Cache settings for REST APIs in API Gateway".
	GateCache engine.Code = "GATE_CACHE"

	// A caller of another account cannot invalidate the cache.
	//
	// AWS: API Gateway Developer Guide, "Cache settings for REST APIs in API Gateway".
	CacheOfOtherAccount engine.Code = "CACHE_OF_OTHER_ACCOUNT"

	// The method wants an API key. That is metering: keys identify usage plans, and never authorize.
	//
	// AWS: API Gateway Developer Guide, "Usage plans and API keys for REST APIs in API Gateway".
	GateMetering engine.Code = "GATE_METERING"

	// One of the permissions that a management call needs. All of them must be allowed.
	//
	// AWS: Service Authorization Reference, "Actions, resources, and condition keys for Amazon API Gateway Management".
	GateCheck engine.Code = "GATE_CHECK"

	// A role is passed within its account only.
	//
	// AWS: IAM User Guide, "Grant a user permissions to pass a role to an AWS service".
	RoleOfOtherAccount engine.Code = "ROLE_OF_OTHER_ACCOUNT"

	// The key exists only in calls that IAM authenticates (AWS_IAM), and this is not one of them.
	//
	// AWS: API Gateway Developer Guide, "AWS condition keys that can be used in API Gateway resource policies".
	KeyNeedsSignature engine.Code = "KEY_NEEDS_SIGNATURE"

	// This type of resource has no aws:ResourceTag in the reference: the account settings, the tags themselves, and access
	// associations of domain names.
	//
	// AWS: Service Authorization Reference, "Resource types defined by Amazon API Gateway Management".
	KeyOfTaggedTypes engine.Code = "KEY_OF_TAGGED_TYPES"

	// The key exists only in calls to private APIs.
	//
	// AWS: API Gateway Developer Guide, "AWS condition keys that can be used in API Gateway resource policies".
	KeyOfPrivateAPIs engine.Code = "KEY_OF_PRIVATE_APIS"
)
