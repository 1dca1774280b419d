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
)
