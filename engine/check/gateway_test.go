package check_test

import (
	"slices"
	"testing"

	"github.com/iam-policy-playground/playground/engine"
	"github.com/iam-policy-playground/playground/engine/catalog"
	"github.com/iam-policy-playground/playground/engine/check"
)

// statementOn allows some actions, as JSON, on some resources.
func statementOn(actions, resources string) string {
	return policy(`{"Effect": "Allow", "Action": ` + actions + `, "Resource": ` + resources + `}`)
}

// TestGatewayARNs has ARNs of API Gateway, most of which come close to a check.
func TestGatewayARNs(t *testing.T) {
	const management, invoke = `"arn:aws:apigateway:us-east-1:`, `"arn:aws:execute-api:us-east-1:`
	for _, c := range []struct {
		actions, resources string
		code               engine.Code // "" for none
	}{
		{`"apigateway:*"`, management + `:/*"`, ""},
		{`"apigateway:*"`, `"arn:aws:apigateway:*:*:/domainnameaccessassociations"`, ""},
		{`"apigateway:GET"`, management + `111122223333:/domainnames/private.example.com+abc123"`, ""},
		{`"apigateway:GET"`, management + `:/domainnames/private.example.com+abc123"`, check.MissingARNAccount},
		{`"apigateway:GET"`, management + `:/domainnames/private.example.com+abc123/basepathmappings"`, ""},
		{`"apigateway:GET"`, management + `111122223333:/domainnames/example.com"`, check.ARNAccountNotAllowed},
		{`"apigateway:GET"`, management + `:/domainnames/*"`, check.GatewayPatternLeavesOutParent},
		{`"apigateway:GET"`, management + `111122223333:/domainnames/*"`, ""},
		{`"apigateway:GetPortal"`, management + `:/portals/p1"`, check.MissingARNAccount},
		{`"apigateway:GetPortal"`, management + `111122223333:/portals/p1"`, ""},
		{`"apigateway:GET"`, `"arn:aws:apigateway:::/restapis"`, check.MissingARNRegion},
		{`"apigateway:PUT"`, management + `:/v2/apis"`, check.GatewayV2InARN},

		{`"apigateway:SetWebACL"`, management + `:/restapis/*/stages/*"`, ""},
		{`"apigateway:PATCH"`, management + `:/restapis/*"`, ""},
		{`"apigateway:POST"`, management + `:/restapis/*"`, check.GatewayPatternLeavesOutParent},
		{`["apigateway:PUT", "apigateway:POST"]`, management + `:/restapis"`, ""}, // a call with tags may ask for PUT
		{`"apigateway:PUT"`, management + `:/restapis/a1/deployments/d1"`, check.GatewayActionWithoutOperation},
		{`"apigateway:DELETE"`, management + `:/restapis"`, check.GatewayActionWithoutOperation},
		{`["apigateway:DELETE", "apigateway:UpdateRestApiPolicy"]`, management + `:/restapis"`, check.GatewayActionWithoutOperation},
		{`"apigateway:*"`, management + `:/restapis"`, ""},
		{`"apigateway:POST"`, management + `:/restapis/a1/resources/r1"`, ""},
		{`"apigateway:POST"`, management + `:/restapis/a1/gatewayresponses"`, ""}, // AWS's reference alone has it
		{`"apigateway:PATCH"`, management + `:/apis/a1/routes"`, check.GatewayActionWithoutOperation},
		{`"apigateway:PATCH"`, management + `:/apis/*/routes"`, ""}, // a model may be called routes
		{`"apigateway:PATCH"`, management + `:/apis/a*"`, ""},
		{`"apigateway:GET"`, management + `:/apis/${aws:username}"`, ""},
		{`"apigateway:GET"`, management + `:/restapis/??????????"`, ""},
		{`"apigateway:GET"`, management + `:/restapi"`, check.GatewayActionWithoutOperation},
		{`["apigateway:GET", "lambda:GetFunction"]`, `[` + management + `:/restapis", "arn:aws:lambda:us-east-1:111122223333:function:f"]`, ""},
		{`["apigateway:PUT", "apigateway:DELETE"]`, management + `:/tags/arn%3Aaws%3Aapigateway%3Aus-east-1%3A%3A%2Fapis%2Fa1"`, ""},

		{`"execute-api:Invoke"`, invoke + `111122223333:a1"`, check.MissingAPIARNSegment},
		{`"execute-api:Invoke"`, invoke + `111122223333:a1*"`, ""},
		{`"execute-api:Invoke"`, invoke + `111122223333:*/prod"`, ""},
		{`"execute-api:Invoke"`, invoke + `111122223333:a1/*/pets"`, ""},
		{`"execute-api:Invoke"`, invoke + `111122223333:a1/$default/GET/pets"`, ""},
		{`"execute-api:Invoke"`, invoke + `111122223333:a1/prod/sendmessage"`, ""}, // a route of a WebSocket API
		{`"execute-api:Invoke"`, invoke + `111122223333:a1/${aws:PrincipalTag/stage}"`, ""},
		{`"execute-api:Invoke"`, invoke + `111122223333:a1/prod/"`, check.MissingAPIARNSegment},
		{`"execute-api:Invoke"`, invoke + `111122223333:a1/prod/GET"`, check.MissingAPIARNSegment},
		{`"execute-api:Invoke"`, invoke + `111122223333:a1/GET/*"`, check.MissingAPIARNSegment},
		{`"execute-api:Invoke"`, invoke + `111122223333:a1/prod/G*/pets"`, ""},
		{`"execute-api:Invoke"`, invoke + `111122223333:a1/prod/ANY/pets"`, check.MissingAPIARNSegment},
		{`"execute-api:ManageConnections"`, invoke + `111122223333:a1/prod/POST/@connections/*"`, ""},
		{`"execute-api:Invoke"`, invoke + `111122223333:/domainnames/private.example.com+abc123"`, ""},
		{`"execute-api:Invoke"`, invoke + `:a1/*"`, check.MissingARNAccount},
	} {
		var codes []engine.Code
		for _, f := range check.Document(engine.Identity, statementOn(c.actions, c.resources), catalog.NewInquiry(everything())) {
			codes = append(codes, f.Code)
		}
		if c.code == "" && len(codes) > 0 || c.code != "" && !slices.Equal(codes, []engine.Code{c.code}) {
			t.Errorf("%s on %s: %q, want %q", c.actions, c.resources, codes, c.code)
		}
	}
}
