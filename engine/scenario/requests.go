package scenario

import (
	"strconv"
	"strings"

	"github.com/iam-policy-playground/playground/engine/internal/jsontree"
)

var (
	expectations = &words{"Expectation", "Decisions that a request may be expected to get. Denied is either of the two denies.",
		[]string{"allowed", "explicitDeny", "implicitDeny", "denied", "depends", "unauthenticated", "refused", "error"}}
	tokens      = &words{"Token", "Whether the token of a call is good.", []string{"valid", "invalid"}}
	operatedAPI = &words{"OperationApi", "APIs whose operations can be named.", []string{"apigateway", "apigatewayv2"}}
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
		{name: "http", later: true, shape: anyText, doc: "In place of action and resource: method and URL of a call to API Gateway."},
		{name: "body", later: true, shape: &shape{kind: anything}, doc: "Body of the http call."},
		{name: "operation", later: true, shape: &shape{kind: fields, record: &operationRecord}, doc: "In place of action and resource: an operation of API Gateway's management APIs."},
		{name: "authorization", later: true, shape: &shape{kind: text, words: authorizations}, doc: "How the API authorizes the call. Default: as its route says, else AWS_IAM for a signed call and NONE for an anonymous one."},
		{name: "token", later: true, shape: &shape{kind: text, words: tokens}, doc: "Whether the token is good, with COGNITO_USER_POOLS and JWT. Default valid."},
		{name: "context", shape: &shape{kind: mapping, form: contextKey, of: oneValue, fold: true},
			doc: "Condition keys of the request. They override what follows from principal and resource. Letter case does not matter; a list makes the key multivalued."},
		{name: "unknown", shape: &shape{kind: list, of: &shape{kind: text, form: unknownKey}}, doc: `Condition keys whose value is not known; "*" for all that are neither given nor derived.`},
		{name: "expect", shape: &shape{kind: text, words: expectations}, doc: "The decision that is expected."},
	},
	choices: []choice{{needs: []string{"action", "resource"}}, {needs: []string{"http"}, may: []string{"body"}}, {needs: []string{"operation"}}},
	begin:   func(r *reader) { r.request = Request{} },
	take:    (*reader).takeRequest,
	end: func(r *reader, v jsontree.Value) {
		i := len(r.scenario.Requests)
		if r.request.Name == "" {
			r.request.Name = "request " + strconv.Itoa(i+1)
		}
		r.request.Path = "requests[" + strconv.Itoa(i) + "]"
		r.contradictions(v)
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
	case "context":
		r.request.Context = contextOf(v)
	case "unknown":
		r.request.Unknown = stringsOf(v)
	case "expect":
		r.request.Expect = v.Str()
	}
}

// contradictions reports keys that are both given and unknown, and an account that is not the one of the ARN.
func (r *reader) contradictions(request jsontree.Value) {
	r.sameAccount(r.request.Resource, member(request, "resourceAccount"))
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
	parts := strings.SplitN(arn, ":", 6)
	account := key.Of().Str()
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
}
