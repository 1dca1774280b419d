package apigateway

import (
	"strings"

	"github.com/iam-policy-playground/playground/engine"
)

// invoke plans a call to an API, gate by gate.
//
// AWS: API Gateway Developer Guide, "How API Gateway resource policies affect authorization workflow"; "Use VPC endpoint
// policies for private APIs in API Gateway".
func (p *planner) invoke(i *Invocation) *Problem {
	w := workflow{planner: p, call: i, anonymous: p.q.Principal == "anonymous", private: p.isPrivate(i)}
	p.plan.API, p.plan.Kind = i.API, typeOf(&i.API)
	if wrong := w.chooseAuthorization(); wrong != nil {
		return wrong
	}
	if wrong := w.contradictions(); wrong != nil {
		return wrong
	}
	w.absent = absentKeys(w.authorization != AuthIAM, i.API.Endpoint == Edge || i.API.Endpoint == Regional)
	p.plan.Chain.Gates = make([]engine.Gate, 0, 6) // most calls have five or six
	p.add(engine.Gate{Name: "waf", Title: "AWS WAF", Why: GateWAF, Fixed: engine.OutcomeNone})
	w.endpointGates()
	w.addressGate()
	w.domainGates()
	switch w.authorization {
	case AuthNone:
		w.pass("authentication", GateOpen)
		w.unlooked()
		w.resourcePolicy()
	case AuthIAM:
		w.iam()
	case AuthCustom:
		return w.custom()
	default:
		w.token()
	}
	w.rest()
	return nil
}

// unlooked tells a signed caller that nobody looks at the signature.
func (w *workflow) unlooked() {
	if w.anonymous || w.plan.Kind != REST {
		return
	}
	g := &w.plan.Chain.Gates[len(w.plan.Chain.Gates)-1]
	g.Remarks = append(g.Remarks, engine.Remark{Text: "The call is signed, but its signature is not looked at here: the resource policy sees an anonymous caller."})
}

// A workflow is the plan of one call to an API.
type workflow struct {
	*planner
	call          *Invocation
	authorization string
	assumed       string // why authorization is what it is, if nothing says so
	anonymous     bool   // the call is not signed
	private       bool
	absent        map[string]engine.Code
}

// typeOf returns the type of an API, REST if the scenario does not list it.
func typeOf(a *API) string {
	if a.Type == "" {
		return REST
	}
	return a.Type
}

// isPrivate reports whether the API is private. Where the scenario does not say, it is taken to be so if the call comes
// from a VPC, as only private APIs are reached that way.
func (p *planner) isPrivate(i *Invocation) bool {
	if i.API.Endpoint != "" {
		return i.API.Endpoint == Private
	}
	_, derived := i.Context["aws:SourceVpce"]
	return derived || given(p.q.Context, "aws:SourceVpce") || given(p.q.Context, "aws:SourceVpc")
}

// chooseAuthorization finds how the call is authorized: as the request says, as its route says, or by whether the call is
// signed.
func (w *workflow) chooseAuthorization() *Problem {
	switch {
	case w.q.Authorization != "":
		w.authorization = w.q.Authorization
	case w.call.Route != nil:
		w.authorization = w.call.Route.Authorization
		if w.authorization == "" {
			w.authorization = AuthNone
		}
	case w.anonymous:
		w.authorization, w.assumed = AuthNone, "No route says how the method authorizes, so NONE is taken, as the call is not signed."
	default:
		w.authorization, w.assumed = AuthIAM, "No route says how the method authorizes, so AWS_IAM is taken, as the call is signed."
	}
	return nil
}

// contradictions reports fields of the request that do not fit each other or the API.
func (w *workflow) contradictions() *Problem {
	kind := w.plan.Kind
	switch a := w.authorization; {
	case a == AuthCognito && kind != REST:
		return problem("authorization", "COGNITO_USER_POOLS is for REST APIs; this is "+apiNoun(kind)+" (with JWT a user pool authorizes calls to an HTTP API)")
	case a == AuthJWT && kind != HTTP:
		return problem("authorization", "JWT is for HTTP APIs; this is "+apiNoun(kind))
	case w.q.Token != "" && a != AuthCognito && a != AuthJWT:
		return problem("token", "the call is authorized by "+a+"; only COGNITO_USER_POOLS and JWT look at a token")
	case w.q.Signature == "invalid" && w.anonymous:
		return problem("signature", "an anonymous call has no signature")
	case w.q.Signature == "invalid" && a != AuthIAM && a != AuthNone:
		return problem("signature", "the call is authorized by "+a+", which reads a token; only AWS_IAM and NONE leave room for a signature")
	}
	for name, v := range w.call.Context {
		for key, other := range w.q.Context {
			if strings.EqualFold(key, name) && name != "aws:UserAgent" && name != "aws:Referer" && strings.Join(other.Strings, ",") != strings.Join(v.Strings, ",") {
				return problem("context", quote(key)+" is "+quote(strings.Join(other.Strings, ", "))+", but by its URL the call has "+quote(strings.Join(v.Strings, ", ")))
			}
		}
	}
	return nil
}

func apiNoun(kind string) string {
	switch kind {
	case HTTP:
		return "an HTTP API"
	case WebSocket:
		return "a WebSocket API"
	}
	return "a REST API"
}

// gate returns a gate that asks about the call for the caller of the request.
func (p *planner) gate(name string, why engine.Code, i *Invocation) engine.Gate {
	r := p.q.Request
	r.Action, r.Resource, r.Derived = i.Action, i.Resource, i.Context
	return engine.Gate{Name: name, Title: titleOf(name), Why: why, Request: r, Status: 403}
}

// ask is gate with the keys that cannot be there.
func (w *workflow) ask(name string, why engine.Code, rule engine.Rule, layers ...engine.Type) engine.Gate {
	g := w.gate(name, why, w.call)
	g.Rule, g.Layers, g.Absent, g.Detail = rule, layers, w.absent, w.authorization
	return g
}

// unsigned makes the caller of a gate anonymous: without AWS_IAM policies of the API see nobody.
func (w *workflow) unsigned(g engine.Gate) engine.Gate {
	if w.authorization != AuthIAM {
		g.Request.Principal = "anonymous"
	}
	return g
}

// pass adds a gate that lets the call through without asking a policy.
func (w *workflow) pass(name string, why engine.Code) {
	w.fixed(name, why, engine.OutcomeAllowed, 0, "")
}

// fixed adds a gate that no policy decides.
func (w *workflow) fixed(name string, why engine.Code, o engine.Outcome, status int, detail string) {
	g := w.gate(name, why, w.call)
	g.Fixed, g.Status, g.Detail = o, status, detail
	if name == "authentication" && w.assumed != "" {
		g.Remarks = append(g.Remarks, engine.Remark{Text: w.assumed, Notes: engine.Assumed})
	}
	if w.q.Authorization != "" && name == "authentication" && w.call.Route != nil && w.routeAuthorization() != w.q.Authorization {
		g.Remarks = append(g.Remarks, engine.Remark{Text: "The request says " + w.q.Authorization + " and overrides its route, which says " + w.routeAuthorization() + "."})
	}
	w.add(g)
}

func (w *workflow) routeAuthorization() string {
	if w.call.Route.Authorization == "" {
		return AuthNone
	}
	return w.call.Route.Authorization
}

// endpointGates ask the policy of the VPC endpoint, about the domain name first where the call comes through a private one.
func (w *workflow) endpointGates() {
	if w.absent["aws:sourcevpce"] != "" || !w.mayUseEndpoint() {
		g := engine.Gate{Name: "endpoint", Title: titleOf("endpoint"), Why: GateNoEndpoint, Fixed: engine.OutcomeNone}
		if w.private {
			g.Remarks = []engine.Remark{{Text: "The API is private, so a call without aws:SourceVpce cannot reach it; it is judged by its policies all the same."}}
		}
		w.add(g)
		return
	}
	if w.q.Signature == "invalid" {
		w.fixed("endpoint", EndpointSignatureInvalid, engine.OutcomeExplicitDeny, 403, "")
		return
	}
	g := w.ask("endpoint", GateEndpoint, engine.EachSays, engine.Endpoint)
	if w.authorization == AuthNone && !w.anonymous {
		g.Absent = absentKeys(false, false) // the endpoint sees the signer
	} else {
		g = w.unsigned(g)
	}
	if w.call.DomainARN != "" {
		d := g
		d.Name, d.Title, d.Request.Resource = "endpointOfDomain", titleOf("endpointOfDomain"), w.call.DomainARN
		d.Remarks = []engine.Remark{{Text: "AWS's examples show the endpoint's policy being asked for the domain name and for the API; no page states it.", Notes: engine.Unsettled}}
		w.add(d)
		g.Title += ", for the API"
	}
	w.add(g)
}

// mayUseEndpoint reports whether the call comes, or may come, through a VPC endpoint.
func (w *workflow) mayUseEndpoint() bool {
	const key = "aws:SourceVpce"
	if _, derived := w.call.Context[key]; derived || given(w.q.Context, key) {
		return true
	}
	for _, name := range w.q.Unknown {
		if name == "*" || strings.EqualFold(name, key) {
			return true
		}
	}
	return false
}

// addressGate tells which stage and route the call is for, or refuses it.
func (w *workflow) addressGate() {
	i := w.call
	missing := 403
	if w.plan.Kind == HTTP {
		missing = 404
	}
	switch {
	case i.Listed && i.API.Disabled && (i.DefaultEndpoint || len(i.API.Domains) == 0 && !given(w.q.Context, "execute-api:viaDomainArn")):
		w.fixed("address", DefaultEndpointDisabled, engine.OutcomeRefused, 403, i.APIID)
	case i.NoStage:
		w.fixed("address", StageNotFound, engine.OutcomeRefused, missing, i.Stage)
	case i.NoRoute:
		w.fixed("address", RouteNotFound, engine.OutcomeUnauthenticated, missing, strings.TrimSpace(i.Method+" "+i.Path))
	default:
		g := engine.Gate{Name: "address", Title: titleOf("address"), Why: GateAddress, Fixed: engine.OutcomeAllowed, Detail: w.address()}
		for _, n := range i.Notes {
			g.Remarks = append(g.Remarks, remark(n))
		}
		w.add(g)
	}
}

// address names the API, the stage and the route, with what the path parameters stand for.
func (w *workflow) address() string {
	i := w.call
	text := "stage " + i.Stage + " of " + strings.TrimPrefix(strings.TrimPrefix(apiNoun(w.plan.Kind), "an "), "a ") + " " + i.APIID
	if i.Route == nil {
		return text
	}
	text += ", route " + i.Route.Route
	for n, parameter := range i.Parameters {
		separator := ", "
		if n == 0 {
			separator = " with "
		}
		text += separator + parameter.Name + " = " + short(parameter.Value)
	}
	return text
}

// short bounds a part of an address to what a sentence can carry.
func short(s string) string {
	const most = 80
	if len(s) <= most {
		return s
	}
	return strings.ToValidUTF8(s[:most], "") + "…"
}

// domainGates ask the policy of a private custom domain name.
func (w *workflow) domainGates() {
	if w.call.DomainARN == "" {
		return
	}
	w.callerOfDomain(w.call.DomainARN)
	g := w.unsigned(w.ask("domain", GateDomain, engine.EachSays, engine.Resource))
	g.Request.Resource = w.call.DomainARN
	w.addDomain(g)
}

// callerOfDomain asks whether the policies of a signed caller deny the domain name. They need not allow it.
func (w *workflow) callerOfDomain(domain string) {
	if w.authorization != AuthIAM || w.anonymous || w.q.Signature == "invalid" {
		return
	}
	g := w.ask("caller", GateIAM, engine.NoDeny, engine.SCP, engine.Identity, engine.Boundary, engine.Session)
	g.Request.Resource = domain
	w.add(g)
}

func (p *planner) addDomain(g engine.Gate) {
	if !p.hasResourcePolicy(g.Request.Resource) {
		p.add(engine.Gate{Name: g.Name, Title: g.Title, Why: DomainWithoutPolicy, Request: g.Request, Fixed: engine.OutcomeImplicitDeny, Status: 403, Detail: g.Request.Resource})
		return
	}
	p.add(g)
}

// domainOnly plans a request for the ARN of a private custom domain name: the endpoint's policy and the domain's own. The
// policies of a signed caller can deny, and need not allow.
func (p *planner) domainOnly() *Problem {
	w := workflow{planner: p, call: &Invocation{Action: p.q.Action, Resource: p.q.Resource}, anonymous: p.q.Principal == "anonymous", private: true}
	p.plan.Kind = REST
	if wrong := w.chooseAuthorization(); wrong != nil {
		return wrong
	}
	if wrong := w.contradictions(); wrong != nil {
		return wrong
	}
	w.absent = absentKeys(w.authorization != AuthIAM, false)
	w.endpointGates()
	if w.authorization == AuthIAM && w.anonymous {
		w.fixed("authentication", SignatureMissing, engine.OutcomeUnauthenticated, 403, w.authorization)
		return nil
	}
	w.callerOfDomain(p.q.Resource)
	p.addDomain(w.unsigned(w.ask("domain", GateDomain, engine.EachSays, engine.Resource)))
	return nil
}

// hasResourcePolicy reports whether a resource policy is attached to a resource, or to what it lies below.
func (p *planner) hasResourcePolicy(resource string) bool {
	for i := range p.set.Policies() {
		policy := p.set.Policy(i)
		if policy.Document.Kind() != engine.Resource {
			continue
		}
		if policy.Everywhere {
			return true
		}
		for _, to := range policy.AttachedTo {
			if rest, ok := strings.CutPrefix(resource, to); ok && to != "" && (rest == "" || rest[0] == '/') {
				return true
			}
		}
	}
	return false
}

// resourcePolicy adds the gate where the API's resource policy alone decides.
func (w *workflow) resourcePolicy() {
	switch {
	case w.plan.Kind != REST:
		w.fixed("authorization", NoResourcePolicies, engine.OutcomeAllowed, 0, w.authorization)
		w.ignoredPolicies()
	case !w.barred():
		w.add(w.reminded(w.unsigned(w.ask("authorization", GateResourcePolicy, engine.EachSays, engine.Resource))))
	}
}

// ignoredPolicies tells of resource policies that are attached to an API of a kind that has none.
func (w *workflow) ignoredPolicies() {
	if w.plan.Kind != REST && w.hasResourcePolicy(w.call.Resource) {
		g := &w.plan.Chain.Gates[len(w.plan.Chain.Gates)-1]
		g.Remarks = append(g.Remarks, engine.Remark{Text: "A resource policy is attached to this API; it takes no part, because HTTP and WebSocket APIs have none."})
	}
}

// barred adds a gate that stops every call if the API is private and has no resource policy.
func (w *workflow) barred() bool {
	if !w.private || w.hasResourcePolicy(w.call.Resource) {
		return false
	}
	w.fixed("authorization", PrivateWithoutPolicy, engine.OutcomeImplicitDeny, 403, w.call.APIID)
	return true
}

// reminded adds that a changed resource policy needs a deployment.
func (w *workflow) reminded(g engine.Gate) engine.Gate {
	if w.plan.Kind == REST && w.hasResourcePolicy(w.call.Resource) {
		g.Remarks = append(g.Remarks, engine.Remark{Text: "A change to the resource policy takes effect only after the API is deployed again."})
	}
	return g
}

// iamLayers are the layers IAM asks about a call to an API of a kind; the VPC endpoint has its own gate.
func iamLayers(kind string) []engine.Type {
	layers := []engine.Type{engine.RCP, engine.SCP, engine.Identity, engine.Boundary, engine.Session}
	if kind == REST {
		layers = append(layers, engine.Resource)
	}
	return layers
}

// iam adds the gates of AWS_IAM.
func (w *workflow) iam() {
	switch {
	case w.anonymous:
		w.fixed("authentication", SignatureMissing, engine.OutcomeUnauthenticated, 403, w.authorization)
		w.notReached()
		return
	case w.q.Signature == "invalid":
		w.fixed("authentication", SignatureInvalid, engine.OutcomeUnauthenticated, 403, w.authorization)
		w.notReached()
		return
	}
	w.fixed("authentication", GateSigned, engine.OutcomeAllowed, 0, w.authorization)
	if !w.barred() {
		w.add(w.reminded(w.ask("authorization", GateIAM, engine.ByIAM, iamLayers(w.plan.Kind)...)))
		w.ignoredPolicies()
	}
}

// notReached adds the gate of authorization behind one that stops every call.
func (w *workflow) notReached() {
	w.add(engine.Gate{Name: "authorization", Title: titleOf("authorization"), Fixed: engine.OutcomeNone})
}

// token adds the gates of COGNITO_USER_POOLS and JWT.
func (w *workflow) token() {
	if w.q.Token == "invalid" {
		w.fixed("authentication", TokenInvalid, engine.OutcomeUnauthenticated, 401, w.authorization)
		w.notReached()
		return
	}
	w.fixed("authentication", TokenValid, engine.OutcomeAllowed, 0, w.authorization)
	w.resourcePolicy()
}

// rest adds what comes behind authorization: cache invalidation and metering.
func (w *workflow) rest() {
	if w.call.InvalidatesCache && w.plan.Kind == REST {
		w.invalidation()
	}
	if r := w.call.Route; r != nil && r.APIKeyRequired {
		w.add(engine.Gate{Name: "metering", Title: titleOf("metering"), Why: GateMetering, Fixed: engine.OutcomeNone, Detail: r.Route})
	}
}

// invalidation adds the gate of Cache-Control: max-age=0.
func (w *workflow) invalidation() {
	strategy := w.call.API.Invalidation
	switch strategy {
	case "SUCCEED_WITH_RESPONSE_HEADER", "SUCCEED_WITHOUT_RESPONSE_HEADER":
		w.add(engine.Gate{Name: "cache", Title: titleOf("cache"), Why: GateCache, Fixed: engine.OutcomeNone, Detail: strategy,
			Remarks: []engine.Remark{{Text: "The stage serves a caller who may not invalidate the cache from the cache, so the permission does not decide the call."}}})
		return
	case "ANYONE":
		w.add(engine.Gate{Name: "cache", Title: titleOf("cache"), Why: GateCache, Fixed: engine.OutcomeNone, Detail: strategy,
			Remarks: []engine.Remark{{Text: "The stage asks for no permission to invalidate the cache: everybody may."}}})
		return
	}
	principal := w.q.Principal
	if w.authorization != AuthIAM {
		principal = "anonymous"
	}
	w.cacheGate(w.call, principal)
	if g := &w.plan.Chain.Gates[len(w.plan.Chain.Gates)-1]; strategy == "" {
		g.Remarks = append(g.Remarks, engine.Remark{Text: "The scenario does not say what the stage does with a caller who may not invalidate the cache; FAIL_WITH_403 is taken.", Notes: engine.Assumed})
	}
}

// cacheGate asks for execute-api:InvalidateCache.
func (p *planner) cacheGate(i *Invocation, principal string) {
	g := p.gate("cache", GateCache, i)
	g.Request.Action, g.Request.Principal = "execute-api:InvalidateCache", principal
	if caller := accountIn(principal); caller != "" && i.Account != "" && caller != i.Account {
		g.Why, g.Fixed, g.Detail = CacheOfOtherAccount, engine.OutcomeImplicitDeny, caller
	}
	g.Layers = iamLayers(typeOf(&i.API))
	p.add(g)
}

// titles name the gates in a trace.
var titles = [...]struct{ name, title string }{
	{"endpoint", "VPC endpoint policy"}, {"endpointOfDomain", "VPC endpoint policy, for the domain name"},
	{"address", "API, stage and route"}, {"domain", "Policy of the private custom domain name"}, {"caller", "Policies of the caller, explicit denies"},
	{"authentication", "Authentication"}, {"denies", "Resource policy, before the authorizer is called"}, {"authorization", "Authorization"},
	{"cache", "Cache invalidation"}, {"metering", "API key"},
}

func titleOf(name string) string {
	for _, t := range titles {
		if t.name == name {
			return t.title
		}
	}
	return name
}
