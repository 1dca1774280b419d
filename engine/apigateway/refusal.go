package apigateway

import (
	"strings"

	"github.com/iam-policy-playground/playground/engine"
)

const (
	missingToken = "Missing Authentication Token"
	badSignature = "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details."
	noAccess     = "User is not authorized to access this resource"
)

// refusals are the error texts of calls that API Gateway ends without asking a policy: those of REST and WebSocket APIs, and
// those of HTTP APIs.
//
// AWS: API Gateway Developer Guide, "Gateway response types for API Gateway". The texts are those callers report.
var refusals = [...]struct {
	why        engine.Code
	rest, http string
}{
	{SignatureMissing, missingToken, "Forbidden"},
	{RouteNotFound, missingToken, "Not Found"},
	{SignatureInvalid, badSignature, "Forbidden"},
	{TokenInvalid, "Unauthorized", "Unauthorized"},
	{AuthorizerMissing, "Internal server error", "Internal Server Error"},
	{AuthorizerUnusable, "Internal server error", "Internal Server Error"},
	{DefaultEndpointDisabled, "Forbidden", "Forbidden"},
	{StageNotFound, "Forbidden", "Not Found"},
	{AuthorizerSaysNo, "Forbidden", "Forbidden"},
}

// ErrorText returns the text of the error that the caller sees, "" if there is none. denied is what IAM says of it: who
// may not do what on which resource, and why.
func (p *Plan) ErrorText(r *engine.Result, denied string) string {
	if p.Chain.All || r.Gate == nil || denied == "" && r.Gate.Status == 0 {
		return denied
	}
	for _, refusal := range refusals {
		switch {
		case refusal.why != r.Gate.Why:
		case p.Kind == HTTP:
			return refusal.http
		default:
			return refusal.rest
		}
	}
	switch {
	case p.Kind == HTTP:
		return "Forbidden"
	case r.Gate.Why == GateAuthorizer && !strings.Contains(denied, "resource-based policy"):
		_, why, _ := strings.Cut(denied, r.Asked.Resource)
		return noAccess + why
	}
	return masked(denied, r.Asked.Resource)
}

// masked hides all but the last four digits of the account in an ARN, as the errors of API Gateway do.
func masked(text, arn string) string {
	fields := strings.SplitN(arn, ":", 6)
	if len(fields) < 6 || len(fields[4]) != 12 {
		return text
	}
	fields[4] = "********" + fields[4][8:]
	return strings.ReplaceAll(text, arn, strings.Join(fields, ":"))
}
