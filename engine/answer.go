package engine

import (
	"strconv"
	"unicode/utf8"

	"github.com/iam-policy-playground/playground/engine/internal/jsontree"
)

// An AuthorizerAnswer is what a Lambda authorizer returns around its policy, or in place of it.
//
// AWS: API Gateway Developer Guide, "Output from an API Gateway Lambda authorizer"; "Control access to HTTP APIs with AWS
// Lambda authorizers in API Gateway".
type AuthorizerAnswer struct {
	Whole    bool // the text is the function's whole answer, not only its policy
	Simple   bool // a simple response: no policy, only whether the caller is authorized
	Allows   bool // what a simple response says
	UsageKey bool // usageIdentifierKey is there
	Claims   bool // its context has the key claims
}

// Answer returns what is around the policy of an authorizer.
func (d *Document) Answer() AuthorizerAnswer { return d.answer }

// maxAuthorizerResource is the longest Resource in the answer of an authorizer, in characters.
//
// AWS: API Gateway Developer Guide, "Quotas for configuring and running a REST API in API Gateway".
const maxAuthorizerResource = 512

// policyOf returns the policy in the text of an authorizer: the text itself, or a part of a whole answer. It is not OK
// where there is none to read.
func (r *reader) policyOf(root jsontree.Value) jsontree.Value {
	if r.doc.kind != Authorizer || root.Kind() != jsontree.Object || !isAnswer(root) {
		return root
	}
	a := answerReader{reader: r}
	r.doc.answer.Whole = true
	for key := root.First(); key.OK(); key = key.Next() {
		a.member(key)
	}
	brace := Span{root.Start(), root.Start() + 1}
	switch {
	case a.simple && a.policy.OK():
		r.refuse(InvalidAuthorizerAnswer, brace, "the answer has both isAuthorized and policyDocument; it is a simple response or a policy")
	case a.simple:
	case !a.policy.OK():
		r.refuse(MissingPolicyDocument, brace, "the answer of the authorizer has no policyDocument")
	}
	if !a.simple && !a.principal {
		r.refuse(MissingPrincipalID, brace, "the answer of the authorizer has no principalId")
	}
	r.doc.answer.Simple = a.simple
	return a.policy
}

// isAnswer tells a whole answer from a policy.
func isAnswer(root jsontree.Value) bool {
	for key := root.First(); key.OK(); key = key.Next() {
		switch key.Str() {
		case "principalId", "policyDocument", "isAuthorized", "context", "usageIdentifierKey":
			return true
		}
	}
	return false
}

// An answerReader reads the members of a whole answer.
type answerReader struct {
	*reader
	policy            jsontree.Value
	simple, principal bool
}

func (a *answerReader) member(key jsontree.Value) {
	v := key.Of()
	switch name := key.Str(); name {
	case "principalId":
		a.principal = true
		a.want(name, v, v.Kind() == jsontree.String, "a string")
	case "policyDocument":
		a.policy = v
	case "isAuthorized":
		a.simple = true
		a.doc.answer.Allows = v.Kind() == jsontree.True
		a.want(name, v, a.doc.answer.Allows || v.Kind() == jsontree.False, "true or false")
	case "usageIdentifierKey":
		a.doc.answer.UsageKey = true
		a.want(name, v, v.Kind() == jsontree.String, "a string")
	case "context":
		a.context(v)
	default:
		a.note(Warning, InvalidAuthorizerAnswer, spanOf(key), "API Gateway does not read "+quote(name)+" in the answer of an authorizer")
	}
}

func (a *answerReader) want(name string, v jsontree.Value, ok bool, wants string) {
	if !ok {
		a.refuse(InvalidAuthorizerAnswer, spanOf(v), name+" takes "+wants+", this is "+article(v.Kind()))
	}
}

// context checks the flat map that a function hands on.
func (a *answerReader) context(v jsontree.Value) {
	a.want("context", v, v.Kind() == jsontree.Object, "an object")
	for key := v.First(); key.OK() && v.Kind() == jsontree.Object; key = key.Next() {
		a.doc.answer.Claims = a.doc.answer.Claims || key.Str() == "claims"
		switch key.Of().Kind() {
		case jsontree.Object, jsontree.Array:
			a.refuse(InvalidAuthorizerContext, spanOf(key.Of()), "the context of an answer holds strings, numbers and booleans; "+quote(key.Str())+" is "+article(key.Of().Kind()))
		}
	}
}

// checkAuthorizerResource refuses a resource that is too long for the answer of an authorizer.
func (r *reader) checkAuthorizerResource(span Span, text string) {
	if r.doc.kind != Authorizer {
		return
	}
	if n := utf8.RuneCountInString(text); n > maxAuthorizerResource {
		r.refuse(AuthorizerResourceTooLong, span, "the resource has "+strconv.Itoa(n)+" characters; in the answer of an authorizer API Gateway takes at most "+strconv.Itoa(maxAuthorizerResource))
	}
}

// Unusable returns what makes the text of an authorizer, which is JSON, useless to API Gateway, or nil. The caller of
// the API then gets an error of the server.
func (d *Document) Unusable() *Diagnostic {
	f := d.Failure()
	if f == nil || d.kind != Authorizer {
		return nil
	}
	switch f.Code {
	case JSONSyntaxError, DocumentTooDeep, DocumentTooLarge:
		return nil
	}
	return f
}
