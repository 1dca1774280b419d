package apigateway

import (
	"slices"
	"strings"

	"github.com/iam-policy-playground/playground/engine"
)

// invoke plans a call to an API, gate by gate.
//
// AWS: API Gateway Developer Guide, "How API Gateway resource policies affect authorization workflow"; "Use VPC endpoint
// policies for private APIs in API Gateway".
func (p *Planner) invoke(i *Invocation) *Problem {
	w := workflow{Planner: p, call: i, anonymous: p.q.Principal == "anonymous"}
	if wrong := w.know(); wrong != nil {
		return wrong
	}
	w.chooseAuthorization()
	w.absent = w.absentHere()
	if wrong := w.contradictions(); wrong != nil {
		return wrong
	}
	if p.plan.Chain.Gates == nil {
		p.plan.Chain.Gates = make([]engine.Gate, 0, 6) // most calls have five or six
	}
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
	case AuthCognito, AuthJWT:
		w.token()
	}
	w.rest()
	return nil
}

// know finds out what kind of API is called, and reports what keeps that open.
func (w *workflow) know() *Problem {
	if wrong := apiWords(w.call.APIID, &w.call.API); wrong != nil {
		return wrong
	}
	w.plan.API, w.plan.Kind = w.call.API, typeOf(w.call)
	if !w.call.Listed && w.plan.Kind == WebSocket && w.hasResourcePolicy(w.call.Resource) {
		return problem("", "the call is one to a WebSocket API, which has no resource policy, but one is attached; list the API "+w.call.APIID+" in apis with its type")
	}
	if wrong := w.misplaced(); wrong != nil {
		return wrong
	}
	return w.findPrivate()
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
	*Planner
	call          *Invocation
	authorization string
	assumed       string // why authorization is what it is, if nothing says so
	anonymous     bool   // the call is not signed
	private       bool
	absent        map[string]engine.Code
}

// typeOf returns the type of the API that is called. One that the scenario does not list is a WebSocket API if the call has
// the form of one, else a REST API.
func typeOf(i *Invocation) string {
	switch {
	case i.API.Type != "":
		return i.API.Type
	case i.Method == "":
		return WebSocket
	}
	return REST
}

// findPrivate finds whether the API is private. Where the scenario does not say, it is taken to be so if the call comes from
// a VPC, as only private APIs are reached that way; whether it does must then be known.
func (w *workflow) findPrivate() *Problem {
	if w.call.API.Endpoint != "" || w.plan.Kind != REST {
		w.private = w.call.API.Endpoint == Private
		return nil
	}
	for _, key := range []string{"aws:SourceVpce", "aws:SourceVpc"} {
		_, derived := w.call.Context[key]
		w.private = w.private || derived || given(w.q.Context, key)
	}
	if name := w.unknownVPC(); name != "" && !w.private {
		return problem("", "whether the API "+w.call.APIID+" is private is not said, and depends on "+name+", which is unknown; list it in apis with its endpoint")
	}
	return nil
}

// unknownVPC returns the key of a VPC that is unknown, if it matters: the star means keys that a policy asks for, too.
func (w *workflow) unknownVPC() string {
	for _, name := range w.q.Unknown {
		if strings.EqualFold(name, "aws:SourceVpce") || strings.EqualFold(name, "aws:SourceVpc") || name == "*" && w.asksForVPC() {
			return name
		}
	}
	return ""
}

func (w *workflow) asksForVPC() bool {
	for i := range w.set.Policies() {
		if w.set.Policy(i).Document.Kind() == engine.Endpoint {
			return true
		}
	}
	return w.asksFor("aws:SourceVpc")
}

// absentHere are the keys that cannot be there in this call.
func (w *workflow) absentHere() map[string]engine.Code {
	return absentKeys(w.authorization != AuthIAM || w.anonymous, !w.private && (w.call.API.Endpoint != "" || w.plan.Kind != REST || w.takenPublic()))
}

// takenPublic reports whether an API of which nothing is said counts as public where every key is unknown.
func (w *workflow) takenPublic() bool { return slices.Contains(w.q.Unknown, "*") }

// chooseAuthorization finds how the call is authorized: as the request says, as its route says, or by whether the call is
// signed. A WebSocket API authorizes when a client connects, so what its $connect route says holds for messages too.
func (w *workflow) chooseAuthorization() {
	route := w.call.Route
	if w.plan.Kind == WebSocket && w.call.Path != "$connect" {
		for i := range w.call.API.Routes {
			if w.call.API.Routes[i].Route == "$connect" {
				route = &w.call.API.Routes[i]
			}
		}
	}
	switch {
	case w.q.Authorization != "":
		w.authorization = w.q.Authorization
	case route != nil:
		w.authorization = route.Authorization
		if w.authorization == "" {
			w.authorization = AuthNone
		}
	case w.anonymous:
		w.authorization, w.assumed = AuthNone, "No route says how the method authorizes, so NONE is taken, as the call is not signed."
	default:
		w.authorization, w.assumed = AuthIAM, "No route says how the method authorizes, so AWS_IAM is taken, as the call is signed."
	}
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
	if w.q.Signature == "invalid" && w.unknownEndpoint() {
		return problem("signature", "a VPC endpoint refuses an invalid signature before API Gateway does, and whether there is one depends on aws:SourceVpce, which is unknown; give it")
	}
	for _, name := range [...]string{"aws:SourceVpce", viaDomain} {
		if wrong := w.contradicts(name); wrong != nil {
			return wrong
		}
	}
	return nil
}

// contradicts reports a key that the request gives, or calls unknown, and that the call's URL says otherwise.
func (w *workflow) contradicts(name string) *Problem {
	byURL, known := w.call.Context[name]
	for _, key := range w.q.Unknown {
		if known && strings.EqualFold(key, name) {
			return problem("unknown", quote(key)+" is not unknown: by its URL the call has "+quote(strings.Join(byURL.Strings, ", ")))
		}
	}
	for key, v := range w.q.Context {
		switch {
		case !strings.EqualFold(key, name):
		case known && strings.Join(v.Strings, ",") != strings.Join(byURL.Strings, ","):
			return problem("context", quote(key)+" is "+quote(strings.Join(v.Strings, ", "))+", but by its URL the call has "+quote(strings.Join(byURL.Strings, ", ")))
		case !known && name == viaDomain && w.call.DefaultEndpoint:
			return problem("context", quote(key)+" says that the call came through a private custom domain name, but its URL is that of the default endpoint")
		}
	}
	return nil
}

// viaDomain is the key of the private custom domain name that a call came through.
const viaDomain = "execute-api:viaDomainArn"

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
func (p *Planner) gate(name string, why engine.Code, i *Invocation) engine.Gate {
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
	if w.q.Signature == "invalid" && !w.unknownEndpoint() {
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
	_, derived := w.call.Context["aws:SourceVpce"]
	return derived || given(w.q.Context, "aws:SourceVpce") || w.unknownEndpoint()
}

// unknownEndpoint reports whether the VPC endpoint of the call is unknown.
func (w *workflow) unknownEndpoint() bool {
	_, derived := w.call.Context["aws:SourceVpce"]
	if derived || given(w.q.Context, "aws:SourceVpce") || w.absent["aws:sourcevpce"] != "" {
		return false
	}
	for _, name := range w.q.Unknown {
		if name == "*" || strings.EqualFold(name, "aws:SourceVpce") {
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
	case i.Listed && i.API.Disabled && w.byDefaultEndpoint():
		w.fixed("address", DefaultEndpointDisabled, engine.OutcomeRefused, 403, i.APIID)
	case i.NoStage:
		w.fixed("address", StageNotFound, engine.OutcomeRefused, missing, i.Stage)
	case i.NoRoute:
		w.fixed("address", RouteNotFound, engine.OutcomeUnauthenticated, missing, strings.TrimSpace(i.Method+" "+i.Path))
	default:
		g := engine.Gate{Name: "address", Title: titleOf("address"), Why: GateAddress, Fixed: engine.OutcomeAllowed, Detail: w.address()}
		if w.plan.Kind == REST && i.API.Endpoint == "" && !w.private {
			g.Remarks = append(g.Remarks, engine.Remark{Text: "The scenario does not say what kind of endpoint the API has; REGIONAL is taken.", Notes: engine.Assumed})
		}
		for _, n := range i.Notes {
			g.Remarks = append(g.Remarks, remark(n))
		}
		w.add(g)
	}
}

// byDefaultEndpoint reports whether the call came through the API's default endpoint. A request that names an ARN does not
// say; it has to have where no domain name leads to the API, or none but private ones and the request names none of those.
func (w *workflow) byDefaultEndpoint() bool {
	i := w.call
	return i.DefaultEndpoint || i.DomainARN == "" && !given(w.q.Context, viaDomain) && (w.private || len(i.API.Domains) == 0)
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
	domain := w.call.DomainARN
	if domain == "" {
		domain = w.givenDomain()
	}
	if domain == "" {
		return
	}
	w.callerOfDomain(domain)
	g := w.unsigned(w.ask("domain", GateDomain, engine.EachSays, engine.Resource))
	g.Request.Resource = domain
	w.addDomain(g)
}

// givenDomain returns the private custom domain name that the context names, if a policy is attached to it.
func (w *workflow) givenDomain() string {
	for key, v := range w.q.Context {
		if strings.EqualFold(key, viaDomain) && len(v.Strings) == 1 && w.attached(v.Strings[0]) {
			return v.Strings[0]
		}
	}
	return ""
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

func (p *Planner) addDomain(g engine.Gate) {
	if !p.hasResourcePolicy(g.Request.Resource) {
		p.add(engine.Gate{Name: g.Name, Title: g.Title, Why: DomainWithoutPolicy, Request: g.Request, Fixed: engine.OutcomeImplicitDeny, Status: 403, Detail: g.Request.Resource})
		return
	}
	p.add(g)
}

// domainOnly plans a request for the ARN of a private custom domain name: the endpoint's policy and the domain's own. The
// policies of a signed caller can deny, and need not allow.
func (p *Planner) domainOnly() *Problem {
	w := workflow{Planner: p, call: &Invocation{Action: p.q.Action, Resource: p.q.Resource}, anonymous: p.q.Principal == "anonymous", private: true}
	p.plan.Kind = REST
	w.chooseAuthorization()
	w.absent = absentKeys(w.authorization != AuthIAM || w.anonymous, false)
	if wrong := w.contradictions(); wrong != nil {
		return wrong
	}
	w.endpointGates()
	if w.authenticate() {
		w.callerOfDomain(p.q.Resource)
		p.addDomain(w.unsigned(w.ask("domain", GateDomain, engine.EachSays, engine.Resource)))
	}
	return nil
}

// hasResourcePolicy reports whether a resource policy is attached to a resource, or to what it lies below.
func (p *Planner) hasResourcePolicy(resource string) bool {
	for i := range p.set.Policies() {
		if policy := p.set.Policy(i); policy.Document.Kind() == engine.Resource && policy.Everywhere {
			return true
		}
	}
	return p.attached(resource)
}

// attached is hasResourcePolicy without the policies that are attached to whatever a request names.
func (p *Planner) attached(resource string) bool {
	for i := range p.set.Policies() {
		policy := p.set.Policy(i)
		if policy.Document.Kind() != engine.Resource {
			continue
		}
		for _, to := range policy.AttachedTo {
			if covers(to, resource) {
				return true
			}
		}
	}
	return false
}

// covers reports whether a resource is the one of an ARN, or lies below it.
func covers(arn, resource string) bool {
	rest, ok := strings.CutPrefix(resource, arn)
	return ok && arn != "" && (rest == "" || rest[0] == '/')
}

// misplaced reports a resource policy that is attached to the API in a way that gives it no effect on the call: with a
// wildcard, to another stage or method, or to the API's ARN in the management plane.
func (w *workflow) misplaced() *Problem {
	for i := range w.set.Policies() {
		policy := w.set.Policy(i)
		if policy.Document.Kind() != engine.Resource {
			continue
		}
		for _, to := range policy.AttachedTo {
			if w.meansAPI(to) && !covers(to, w.call.Resource) {
				api := "arn:" + w.call.Partition + ":execute-api:" + w.call.Region + ":" + w.call.Account + ":" + w.call.APIID
				return problem("", "the resource policy "+quote(policy.Name)+" is attached to "+quote(to)+", which is not this call; API Gateway attaches a resource policy to a whole API: "+api)
			}
		}
	}
	return nil
}

// meansAPI reports whether an attachment names the API that is called, or has a wildcard in its place.
func (w *workflow) meansAPI(to string) bool {
	id := apiIn(to)
	return id != "" && (id == w.call.APIID || strings.ContainsAny(to, "*?")) || strings.HasSuffix(to, "::/restapis/"+w.call.APIID) || strings.HasSuffix(to, "::/apis/"+w.call.APIID)
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

// iamLayers are the layers IAM asks about a call to an API of a kind; the VPC endpoint has its own gate. The list is shared,
// and has no room for more.
func iamLayers(kind string) []engine.Type {
	if kind == REST {
		return layersOfREST
	}
	return layersOfREST[: len(layersOfREST)-1 : len(layersOfREST)-1]
}

var layersOfREST = []engine.Type{engine.RCP, engine.SCP, engine.Identity, engine.Boundary, engine.Session, engine.Resource}

// iam adds the gates of AWS_IAM.
func (w *workflow) iam() {
	if !w.authenticate() {
		w.notReached()
		return
	}
	if !w.barred() {
		w.add(w.reminded(w.ask("authorization", GateIAM, engine.ByIAM, iamLayers(w.plan.Kind)...)))
		w.ignoredPolicies()
	}
}

// authenticate adds the gate of the signature or of the token, and reports whether the call gets past it.
func (w *workflow) authenticate() bool {
	why, status := GateOpen, 0
	switch w.authorization {
	case AuthIAM:
		why = GateSigned
		if w.anonymous {
			why, status = SignatureMissing, 403
		} else if w.q.Signature == "invalid" {
			why, status = SignatureInvalid, 403
		}
	case AuthCognito, AuthJWT:
		why = TokenValid
		if w.q.Token == "invalid" {
			why, status = TokenInvalid, 401
		}
	}
	if status == 0 {
		w.fixed("authentication", why, engine.OutcomeAllowed, 0, w.authorization)
		return true
	}
	w.fixed("authentication", why, engine.OutcomeUnauthenticated, status, w.authorization)
	return false
}

// notReached adds the gate of authorization behind one that stops every call.
func (w *workflow) notReached() {
	w.add(engine.Gate{Name: "authorization", Title: titleOf("authorization"), Fixed: engine.OutcomeNone})
}

// token adds the gates of COGNITO_USER_POOLS and JWT.
func (w *workflow) token() {
	if !w.authenticate() {
		w.notReached()
		return
	}
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
	w.cacheGate()
	if g := &w.plan.Chain.Gates[len(w.plan.Chain.Gates)-1]; strategy == "" {
		g.Remarks = append(g.Remarks, engine.Remark{Text: "The scenario does not say what the stage does with a caller who may not invalidate the cache; FAIL_WITH_403 is taken.", Notes: engine.Assumed})
	}
}

// cacheGate asks for execute-api:InvalidateCache. The VPC endpoint's policy is asked about it too, and a Lambda authorizer's
// policy can deny it.
func (w *workflow) cacheGate() {
	g := w.unsigned(w.ask("cache", GateCache, engine.ByIAM, append(iamLayers(w.plan.Kind), engine.Endpoint)...))
	g.Request.Action = invalidateCache
	if w.authorization == AuthCustom {
		g.Layers = append(g.Layers, engine.Authorizer)
		g.Authorizer = w.call.APIID
		g.Remarks = append(g.Remarks, engine.Remark{Text: "No page says whether the Lambda authorizer's policy is asked about the cache; here it can deny, and does not allow.", Notes: engine.Unsettled})
	}
	if caller := accountIn(g.Request.Principal); caller != "" && w.call.Account != "" && caller != w.call.Account {
		g.Why, g.Fixed, g.Detail = CacheOfOtherAccount, engine.OutcomeImplicitDeny, caller
	}
	w.add(g)
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
