package check

import (
	"strings"

	"github.com/iam-policy-playground/playground/engine"
	"github.com/iam-policy-playground/playground/engine/apigateway"
)

// apisOf returns the REST APIs that a resource policy is attached to, as far as the scenario defines them.
func apisOf(p *engine.Policy, defined map[string]apigateway.API) (apis []apigateway.API) {
	if p.Document.Kind() != engine.Resource {
		return nil
	}
	for _, to := range p.AttachedTo {
		if a, ok := cutARN(to); ok && a[arnService] == "execute-api" {
			id, _, _ := strings.Cut(a[arnResource], "/")
			if api, ok := defined[id]; ok && api.Type == apigateway.REST {
				apis = append(apis, api)
			}
		}
	}
	return apis
}

// all reports whether the policy is known to be attached to APIs, all of a kind.
func (s *subject) all(is func(api *apigateway.API) bool) bool {
	for i := range s.apis {
		if !is(&s.apis[i]) {
			return false
		}
	}
	return len(s.apis) > 0
}

func isPrivate(api *apigateway.API) bool { return api.Endpoint == apigateway.Private }

func isPublic(api *apigateway.API) bool { return api.Endpoint != "" && !isPrivate(api) }

// isUnsigned reports whether no method of an API has its callers authenticated by IAM.
func isUnsigned(api *apigateway.API) bool {
	return len(api.Routes) > 0 && !someRoute(api, apigateway.AuthIAM, apigateway.AuthIAM)
}

// needsNoAllow reports whether each method gets its permission elsewhere: from the caller's policies or an authorizer's.
func needsNoAllow(api *apigateway.API) bool {
	return len(api.Routes) > 0 && !isPrivate(api) && !someRoute(api, apigateway.AuthNone, "") && !someRoute(api, apigateway.AuthCognito, "")
}

// someRoute reports whether a route has one of two kinds of authorization.
func someRoute(api *apigateway.API, a, b string) bool {
	for i := range api.Routes {
		if kind := api.Routes[i].Authorization; kind == a || kind == b {
			return true
		}
	}
	return false
}

// invokes reports whether all actions of a statement are of calls to APIs.
func (s *statement) invokes() bool {
	for _, e := range s.action.entries {
		if !strings.HasPrefix(strings.ToLower(e.text), "execute-api:") {
			return false
		}
	}
	return !s.action.negated && len(s.action.entries) > 0
}

// gatewayPolicy reminds of the deployment that the policy of an API needs, and notes one without Allow.
//
// AWS: API Gateway Developer Guide, "How API Gateway resource policies affect authorization workflow"; "Create and attach an API
// Gateway resource policy to an API".
func gatewayPolicy(s *subject) {
	if len(s.apis) > 0 {
		s.noteBrace(engine.Suggestion, PolicyNeedsDeployment, s.root, "a changed policy takes effect once the API is deployed; deploy it")
	}
	if s.kind != engine.Resource || len(s.statements) == 0 || s.all(needsNoAllow) {
		return
	}
	for i := range s.statements {
		in := &s.statements[i]
		if !in.denies() || !in.invokes() || strings.Contains(s.text, ":/domainnames/") {
			return
		}
	}
	s.noteBrace(engine.Suggestion, DenyOnlyAPIPolicy, s.statements[0].value,
		"the policy allows nothing, so methods without authorization, or with a user pool, refuse everybody; add an Allow")
}

// namedPrincipals notes users, roles and accounts that the policy of an API lets in although it never learns who calls.
//
// AWS: API Gateway Developer Guide, "Control access to a REST API with API Gateway resource policies".
func namedPrincipals(s *subject, in *statement) {
	if !s.all(isUnsigned) || !in.allows() || in.principal.negated {
		return
	}
	for _, e := range in.principal.entries {
		if e.kind == "AWS" && !isStar(e.text) {
			s.note(engine.Warning, NamedPrincipalOfUnsignedCalls, e.value, "no method of the API has the authorization AWS_IAM, so its callers are anonymous and never "+quote(e.text))
		}
	}
}

// sourceIP notes aws:SourceIp where calls come through a VPC endpoint.
//
// AWS: API Gateway Developer Guide, "Use VPC endpoint policies for private APIs in API Gateway".
func sourceIP(s *subject, in *statement, t *test) {
	if !strings.EqualFold(t.name, "aws:SourceIp") || !(s.kind == engine.Endpoint && in.invokes() || s.all(isPrivate)) {
		return
	}
	var fixes []Fix
	if !in.testsAny(" aws:vpcsourceip ", "") {
		fixes = append(fixes, rewrite(t.key, "aws:VpcSourceIp"))
	}
	s.note(engine.Warning, SourceIPOfPrivateAPI, t.key, "behind a VPC endpoint the address of the client is in aws:VpcSourceIp; test that", fixes...)
}

// notIPAddress notes a Deny of all addresses but some that says nothing of VPC endpoints. Only private APIs are called through one;
// so the policies of APIs are left alone.
//
// AWS: IAM User Guide, "AWS global condition context keys", aws:SourceIp.
func notIPAddress(s *subject, in *statement, t *test) {
	if grantsToItsHolder(s.kind) && in.denies() && t.op.base == "notipaddress" && strings.EqualFold(t.name, "aws:SourceIp") &&
		!in.testsAny(" aws:sourcevpc aws:sourcevpce aws:sourcevpcarn aws:vpcsourceip ", "") {
		s.note(engine.Suggestion, NotIPAddressWithoutEndpointKey, t.key, "calls through a VPC endpoint have no aws:SourceIp, so they are denied too; to let some pass, test aws:SourceVpce beside it")
	}
}

// keysOfCalls notes keys that no call to the policy's APIs has, because of how its methods authorize or because it is not private.
//
// AWS: API Gateway Developer Guide, "AWS condition keys that can be used in API Gateway resource policies".
func keysOfCalls(s *subject, _ *statement, t *test) {
	code := apigateway.AbsentKey(strings.ToLower(t.name), s.all(isUnsigned), s.all(isPublic))
	if code == "" || t.op.family() == "null" {
		return
	}
	why := "no method of the API has the authorization AWS_IAM, so no call has "
	if code == apigateway.KeyOfPrivateAPIs {
		why = "the API is not private, so no call has "
	}
	so := ", and the test never holds"
	if !t.op.needsPresence() {
		so = ", and the test always holds"
	}
	s.note(engine.Warning, code, t.key, why+t.name+so)
}

// tagged are what can get tags while it is created.
//
// AWS: API Gateway Developer Guide, "API Gateway resources that can be tagged".
var tagged = [...]string{"/apikeys", "/restapis", "/restapis/*/stages", "/usageplans", "/vpclinks", "/clientcertificates", "/domainnames", "/apis", "/apis/*/stages"}

// tagsOnCreate notes a statement that wants tags on what it lets somebody create, in a policy that allows nothing on /tags.
//
// AWS: API Gateway Developer Guide, "Using tags to control access to API Gateway REST API resources".
func tagsOnCreate(s *subject, in *statement, t *test) {
	name := strings.ToLower(t.name)
	if s.kind != engine.Identity || !in.allows() || !t.op.needsPresence() || name != "aws:tagkeys" && !strings.HasPrefix(name, "aws:requesttag/") {
		return
	}
	if verbs, _ := verbsOf(&in.action); in.action.negated || !strings.Contains(verbs, " POST ") || !in.mayReach(tagged[:]) {
		return
	}
	for i := range s.statements {
		other := &s.statements[i]
		verbs, _ := verbsOf(&other.action)
		if other.allows() && (other.action.negated || other.resource.negated || sharesVerb(verbs, " PUT  POST ") && other.mayReach([]string{"/tags/*"})) {
			return
		}
	}
	s.note(engine.Suggestion, TagsOnCreateWithoutTagsResource, t.key, "creating with tags is authorized on /tags/* too, which the policy does not allow; allow apigateway:PUT and apigateway:POST on arn:aws:apigateway:*::/tags/*")
}

// mayReach reports whether an entry of Resource may match one of some paths of API Gateway's management.
func (s *statement) mayReach(paths []string) bool {
	for _, e := range s.resource.entries {
		path, ok := managedPath(e)
		if !ok && !strings.HasPrefix(e.text, "*") {
			continue
		}
		for _, p := range paths {
			if !ok || meet(p, path, true) {
				return true
			}
		}
	}
	return false
}

// authorizerPolicy notes the answer of a Lambda authorizer whose Allow statements name single methods.
//
// AWS: API Gateway Developer Guide, "Output from an API Gateway Lambda authorizer".
func authorizerPolicy(s *subject) {
	if s.kind != engine.Authorizer {
		return
	}
	var single []entry
	for i := range s.statements {
		in := &s.statements[i]
		for _, e := range in.resource.entries {
			a, _ := cutARN(e.text)
			part := strings.SplitN(a[arnResource], "/", 4)
			if in.allows() && (in.resource.negated || len(part) < 4 || !isVerb(part[2]) || strings.ContainsAny(e.text, "*?")) {
				return
			}
			if in.allows() {
				single = append(single, e)
			}
		}
	}
	for _, e := range single {
		s.note(engine.Suggestion, AuthorizerPolicyTooNarrow, e.value, "calls to other methods are refused while this answer is kept; end the ARN in /* behind the stage, or switch the cache off")
	}
}
