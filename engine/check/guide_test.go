package check_test

import (
	"strings"
	"testing"

	"github.com/iam-policy-playground/playground/engine"
	"github.com/iam-policy-playground/playground/engine/catalog"
	"github.com/iam-policy-playground/playground/engine/check"
)

// TestMistakesOfTheGuide has documents with the mistakes that pages of the API Gateway Developer Guide have or had: each is found at
// its place.
func TestMistakesOfTheGuide(t *testing.T) {
	for _, c := range []struct {
		name, text string
		kind       engine.Type
		code       engine.Code
		at         string // what the finding begins with
	}{
		{"an operator without its closing quote (How Amazon API Gateway works with IAM)", `{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Action": "apigateway:*",
    "Resource": "*",
    "Condition": {
      "ForAnyValue:StringEqualsIfExists: {
        "apigateway:Request/EndpointType": ["PRIVATE"]
      }
    }
  }
}`, engine.Identity, engine.JSONSyntaxError, ``},
		{"a principal in an identity policy (API references)",
			policy(`{"Effect": "Allow", "Principal": "*", "Action": "apigateway:GET", "Resource": "*"}`), engine.Identity, engine.UnsupportedPrincipal, `"Principal"`},
		{"an account where ARNs have none (Control access to API documentation)",
			statementOn(`"apigateway:*"`, `"arn:aws:apigateway:eu-west-1:444455556666:/restapis/*/documentation/*"`), engine.Identity, check.ARNAccountNotAllowed, `"arn:aws:apigateway:eu-west-1:4`},
		{"no Region either (the same page in 2023)",
			statementOn(`"apigateway:*"`, `"arn:aws:apigateway::444455556666:/restapis/*/documentation/*"`), engine.Identity, check.MissingARNRegion, `"arn:aws:apigateway::4`},
		{"a path that ends behind the API (authorization flow)",
			policy(`{"Effect": "Allow", "Principal": "*", "Action": "execute-api:Invoke", "Resource": "arn:aws:execute-api:eu-west-1:444455556666:abcde12345/"}`),
			engine.Resource, check.MissingAPIARNSegment, `"arn:aws:execute-api:eu-west-1:444455556666:abcde12345/"`},
		{"an operator that holds a list (sharing a private domain)",
			policy(`{"Effect": "Deny", "Principal": "*", "Action": "execute-api:Invoke", "Resource": "execute-api:/*", "Condition": {"StringNotEquals": ["vpce-1", "vpce-2"]}}`),
			engine.Resource, engine.DataTypeMismatch, `[`},
		{"one brace too many (the same page)",
			policy(`{"Effect": "Allow", "Principal": "*", "Action": "execute-api:Invoke", "Resource": "execute-api:/*"}}`), engine.Resource, engine.JSONSyntaxError, `}`},
		{"creating is not prevented (routing rules)",
			policy(`{"Effect": "Deny", "Action": ["apigateway:POST", "apigateway:DELETE"], "Resource": "arn:aws:apigateway:eu-west-1::/domainnames/shop.example.com/apimappings/*"}`),
			engine.Identity, check.GatewayPatternLeavesOutParent, `"arn:aws:apigateway:eu-west-1::/domainnames/`},
		{"no version (VPC endpoint policies)",
			`{"Statement": [{"Effect": "Allow", "Principal": "*", "Action": "execute-api:Invoke", "Resource": "*"}]}`, engine.Endpoint, engine.MissingVersion, ``},
		{"blanks in the version (WebSocket APIs)",
			`{"Version": "2012-10-17\t  ", "Statement": [{"Effect": "Allow", "Action": "execute-api:Invoke", "Resource": "*"}]}`, engine.Identity, engine.InvalidVersion, `"2012`},
		{"a key that is not in the reference (user pools)",
			policy(`{"Effect": "Allow", "Action": "apigateway:POST", "Resource": "*", "Condition": {"StringEquals": {"apigateway:CognitoUserPoolProviderArn": "x"}}}`),
			engine.Identity, check.UndocumentedGatewayKey, `"apigateway:C`},
		{"tags under the prefix of the service (How Amazon API Gateway works with IAM, 2021)",
			policy(`{"Effect": "Allow", "Action": "apigateway:PATCH", "Resource": "*", "Condition": {"StringEquals": {"apigateway:ResourceTag/team": "x"}}}`),
			engine.Identity, check.UndocumentedGatewayKey, `"apigateway:R`},
		{"words where an action stands (Create and attach a policy to an IAM user)",
			statementOn(`["action-of-the-statement"]`, `["*"]`), engine.Identity, engine.InvalidAction, `"action-`},
		{"words where a resource stands (the same page)",
			statementOn(`["apigateway:GET"]`, `["resource-of-the-statement"]`), engine.Identity, engine.InvalidARNPrefix, `"resource-`},
	} {
		found := false
		var codes []string
		for _, f := range check.Document(c.kind, c.text, catalog.NewInquiry(everything())) {
			codes = append(codes, string(f.Code)+" "+c.text[f.Span.Start:f.Span.End])
			found = found || f.Code == c.code && strings.HasPrefix(c.text[f.Span.Start:], c.at)
		}
		if !found {
			t.Errorf("%s: no %s at %s but %q", c.name, c.code, c.at, codes)
		}
	}
}
