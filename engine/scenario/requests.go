package scenario

import (
	"strconv"
	"strings"

	"github.com/iam-policy-playground/playground/engine/apigateway"
	"github.com/iam-policy-playground/playground/engine/internal/jsontree"
)

var (
	expectations = &words{"Expectation", "Decisions that a request may be expected to get. Denied is either of the two denies.",
		[]string{"allowed", "explicitDeny", "implicitDeny", "denied", "depends", "unauthenticated", "refused", "error"}}
	tokens      = &words{"Token", "Whether the token of a call is good.", []string{"valid", "invalid"}}
	signatures  = &words{"Signature", "Whether the signature of a call is good.", []string{"valid", "invalid"}}
	operatedAPI = &words{"OperationApi", "APIs whose operations can be named.", []string{"apigateway", "apigatewayv2"}}

	message = &form{WrongValue, "a method and a URL", "GET https://a1b2c3d4e5.execute-api.us-east-1.amazonaws.com/prod/pets/7", nil, patterns{"{rest}"}}
)

var requestRecord = record{
	name: "Request",
	noun: "a request",
	doc:  "One question: may this principal do this. It names action and resource, or a call that stands for them.",
	fields: []field{
		{name: "name", shape: anyText, doc: `Name in results. Default: "request" and its number, from 1. Two requests may have the same.`},
		{name: "principal", required: true, shape: &shape{kind: text, form: caller},
			doc: `Who asks: ARN of a user, role, session, root user or identity provider, a service name, or "anonymous". A role stands for an unnamed session of it.`},
		{name: "action", shape: &shape{kind: text, form: action}, doc: "The action, as in s3:GetObject."},
		{name: "resource", shape: &shape{kind: text, form: requestResource}, doc: `ARN of the resource, or "*" for an action that names none.`},
		{name: "resourceAccount", shape: &shape{kind: text, form: accountID}, doc: "Id of the account that owns the resource, where neither its ARN nor resources says so. Default: the principal's account."},
		{name: "http", shape: &shape{kind: text, form: message},
			doc: "In place of action and resource: method and URL of a call to an API or to API Gateway itself. Each further line is a header: Host, X-Apigw-Api-Id, Cache-Control, User-Agent or Referer."},
		{name: "body", shape: &shape{kind: anything}, doc: "Body of the http call."},
		{name: "operation", shape: &shape{kind: fields, record: &operationRecord}, doc: "In place of action and resource: an operation of API Gateway's management APIs."},
		{name: "authorization", shape: &shape{kind: text, words: authorizations}, doc: "How the API authorizes the call. Default: as its route says, else AWS_IAM for a signed call and NONE for an anonymous one."},
		{name: "token", shape: &shape{kind: text, words: tokens}, doc: "Whether the token is good, with COGNITO_USER_POOLS and JWT. Default valid."},
		{name: "signature", shape: &shape{kind: text, words: signatures}, doc: "Whether the signature of a signed call is good. Default valid."},
		{name: "context", shape: &shape{kind: mapping, form: contextKey, of: oneValue, fold: true},
			doc: "Condition keys of the request. They override what follows from principal and resource. Letter case does not matter; a list makes the key multivalued."},
		{name: "unknown", shape: &shape{kind: list, of: &shape{kind: text, form: unknownKey}}, doc: `Condition keys whose value is not known; "*" for all that are neither given nor derived.`},
		{name: "expect", shape: &shape{kind: text, words: expectations}, doc: "The decision that is expected."},
	},
	choices: []choice{
		{needs: []string{"action", "resource"}, may: []string{"resourceAccount", "authorization", "token"}},
		{needs: []string{"http"}, may: []string{"body", "authorization", "token"}},
		{needs: []string{"operation"}},
	},
	variants: []variant{
		{"authorization", []string{apigateway.AuthNone, apigateway.AuthIAM, apigateway.AuthCustom}, []limit{{path: []string{"token"},
			why: "only COGNITO_USER_POOLS and JWT check a token by themselves"}}},
		{"principal", []string{"anonymous"}, []limit{{path: []string{"signature"}, words: []string{"valid"},
			why: "an anonymous caller signs nothing"}}},
	},
	expect: func(r *reader, n int) {
		r.scenario.Requests = append(make([]Request, 0, len(r.scenario.Requests)+n), r.scenario.Requests...)
	},
	begin: func(r *reader) { r.request = Request{} },
	take:  (*reader).takeRequest,
	end: func(r *reader, v jsontree.Value) {
		i := len(r.scenario.Requests)
		if r.request.Name == "" {
			r.request.Name = "request " + strconv.Itoa(i+1)
		}
		r.request.Path = "requests[" + strconv.Itoa(i) + "]"
		r.sameAccount(r.request.Resource, member(v, "resourceAccount"))
		r.givenAndUnknown(v)
		r.noCall(v)
		r.scenario.Requests = append(r.scenario.Requests, r.request)
	},
}

func (r *reader) takeRequest(f *field, v jsontree.Value) {
	switch f.name {
	case "name":
		r.request.Name = v.Str()
	case "principal":
		r.request.Principal = v.Str()
	case "action":
		r.request.Action = v.Str()
	case "resource":
		r.request.Resource = v.Str()
	case "resourceAccount":
		r.request.ResourceAccount = v.Str()
	case "http":
		r.request.HTTP = v.Str()
	case "body":
		r.request.Body = v
	case "operation":
		operation := r.operation
		r.request.Operation = &operation
	case "authorization":
		r.request.Authorization = v.Str()
	case "token":
		r.request.Token = v.Str()
	case "signature":
		r.request.Signature = v.Str()
	case "context":
		r.request.Context = contextOf(v)
	case "unknown":
		r.request.Unknown = stringsOf(v)
	case "expect":
		r.request.Expect = v.Str()
	}
}

// noCall reports how an API would authorize a request that is visibly for something else.
func (r *reader) noCall(request jsontree.Value) {
	service, _, _ := strings.Cut(r.request.Action, ":")
	if service == "" || strings.EqualFold(service, "execute-api") {
		return
	}
	for _, name := range []string{"authorization", "token"} {
		if k := member(request, name); k.OK() {
			r.push(name, -1)
			r.reportAt(k, WrongValue, quote(name)+" is for calls to an API, and the action "+quote(r.request.Action)+" is none")
			r.pop()
		}
	}
}

// givenAndUnknown reports keys that are both.
func (r *reader) givenAndUnknown(request jsontree.Value) {
	if len(r.request.Unknown) == 0 || len(r.request.Context) == 0 {
		return
	}
	given := make(map[string]struct{}, len(r.request.Context))
	for key := range r.request.Context {
		given[strings.ToLower(key)] = struct{}{}
	}
	r.push("unknown", -1)
	i := 0
	for e := member(request, "unknown").Of().First(); e.OK(); e = e.Next() {
		if _, both := given[strings.ToLower(e.Str())]; both {
			r.push("", i)
			r.reportAt(e, WrongValue, "the key "+quote(e.Str())+" has a value in \"context\", so it is not unknown")
			r.pop()
		}
		i++
	}
	r.pop()
}

// sameAccount reports the account under key unless it is the one in arn, if there is one.
func (r *reader) sameAccount(arn string, key jsontree.Value) {
	account := key.Of().Str()
	if account == "" {
		return
	}
	parts := strings.SplitN(arn, ":", 6)
	if len(parts) < 6 || !accountID.matches(parts[4]) || !accountID.matches(account) || parts[4] == account {
		return
	}
	r.push(key.Str(), -1)
	r.reportAt(key.Of(), WrongValue, "the account "+account+" is not the one in the ARN of the resource, "+parts[4])
	r.pop()
}

var operationRecord = record{
	name: "Operation",
	noun: "an operation",
	doc:  "A call of an API Gateway management API, named as in the AWS SDKs.",
	fields: []field{
		{name: "api", required: true, shape: &shape{kind: text, words: operatedAPI}, doc: "Which of the two APIs."},
		{name: "region", shape: &shape{kind: text, form: regionName}, doc: "Region of the call. Default us-east-1."},
		{name: "name", required: true, shape: anyText, doc: "The operation, as in CreateRestApi."},
		{name: "parameters", shape: &shape{kind: anything}, doc: "Its parameters by their names in the SDK's model."},
	},
	begin: func(r *reader) { r.operation = Operation{} },
	take:  (*reader).takeOperation,
}

func (r *reader) takeOperation(f *field, v jsontree.Value) {
	switch f.name {
	case "api":
		r.operation.API = v.Str()
	case "region":
		r.operation.Region = v.Str()
	case "name":
		r.operation.Name = v.Str()
	case "parameters":
		r.operation.Parameters = v
	}
}
