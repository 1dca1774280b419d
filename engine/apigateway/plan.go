package apigateway

import (
	"strconv"
	"strings"

	"github.com/iam-policy-playground/playground/engine"
	"github.com/iam-policy-playground/playground/engine/internal/jsontree"
)

// A Question is a request of a scenario with what concerns API Gateway: it names action and resource, or in their place a
// call over HTTP or a management operation.
type Question struct {
	engine.Request
	HTTP          string         // as Message reads it
	Body          jsontree.Value // of the HTTP call; not OK for none
	Operation     *Call          // without Account and Path
	Authorization string         // one of the Auth constants; "" for the route's
	Token         string         // "invalid", else it is valid
	Signature     string         // "invalid", else it is valid
}

// A Plan is how API Gateway authorizes a call.
type Plan struct {
	Chain engine.Chain
	API   API    // that is called; the zero API for management calls
	Kind  string // its type, REST if nothing says otherwise
}

// A Planner makes the plans of questions one after the other, in the same memory. It is not safe for concurrent use.
type Planner struct {
	set  *engine.Set
	env  engine.Environment
	apis map[string]API
	q    *Question
	plan Plan

	call   Invocation // that an action and a resource stand for, those of a question before
	action string     // as that question wrote it
	isCall bool       // there was one
}

// NewPlanner returns one for calls to apis. set holds the policies that will be asked, env what else there is.
func NewPlanner(set *engine.Set, env engine.Environment, apis map[string]API) *Planner {
	return &Planner{set: set, env: env, apis: apis}
}

// PlanOf returns how q is authorized, or nil if API Gateway has no say in it and q.Request is all there is to ask. The plan
// is good until the next one is made.
//
// AWS: API Gateway Developer Guide, "How API Gateway resource policies affect authorization workflow".
func (p *Planner) PlanOf(q *Question) (*Plan, *Problem) {
	p.q, p.plan = q, Plan{Chain: engine.Chain{Name: q.Name, Gates: p.plan.Chain.Gates[:0]}}
	if wrong := p.make(); wrong != nil || len(p.plan.Chain.Gates) == 0 {
		return nil, wrong
	}
	return &p.plan, nil
}

func (p *Planner) make() *Problem {
	if wrong := p.words(); wrong != nil {
		return wrong
	}
	switch {
	case p.q.HTTP != "":
		return p.http()
	case p.q.Operation != nil:
		call := *p.q.Operation
		return p.manage(call)
	}
	switch service, _, _ := strings.Cut(p.q.Action, ":"); {
	case strings.EqualFold(service, "execute-api"):
		return p.pair()
	case strings.EqualFold(service, "apigateway"):
		return p.stored()
	}
	return p.onlyForCalls()
}

// words reports a word that the format does not have: nothing may be decided by what it is not.
func (p *Planner) words() *Problem {
	for _, f := range []struct{ field, value, known string }{
		{"authorization", p.q.Authorization, AuthNone + " " + AuthIAM + " " + AuthCustom + " " + AuthCognito + " " + AuthJWT},
		{"token", p.q.Token, "valid invalid"}, {"signature", p.q.Signature, "valid invalid"},
	} {
		if f.value != "" && !lists(f.known, f.value) {
			return problem(f.field, quote(f.value)+" is not one of "+f.known)
		}
	}
	return nil
}

// apiWords is words for an API that is called.
func apiWords(id string, a *API) *Problem {
	routes := ""
	for i := range a.Routes {
		if w := a.Routes[i].Authorization; w != "" && !lists(AuthNone+" "+AuthIAM+" "+AuthCustom+" "+AuthCognito+" "+AuthJWT, w) {
			routes = w
		}
	}
	switch {
	case a.Type != "" && !lists(REST+" "+HTTP+" "+WebSocket, a.Type):
		return problem("", quote(a.Type)+" is no type of an API; "+id+" is REST, HTTP or WEBSOCKET")
	case a.Endpoint != "" && !lists(Edge+" "+Regional+" "+Private, a.Endpoint):
		return problem("", quote(a.Endpoint)+" is no endpoint of an API; that of "+id+" is EDGE, REGIONAL or PRIVATE")
	case routes != "":
		return problem("", quote(routes)+" is no kind of authorization; "+id+" has a route with it")
	}
	return nil
}

// http plans a call that is given as method and URL.
func (p *Planner) http() *Problem {
	m, wrong := ParseMessage(p.q.HTTP)
	if wrong != nil {
		return wrong
	}
	if m.IsManagement() {
		if id := apiOf(&m); id != "" {
			return p.connections(&m, id)
		}
		call, wrong := ManagementHTTP(m.Method, m.URL, p.q.Body)
		if wrong != nil {
			if wrong.Field == "method" || wrong.Field == "url" {
				wrong.Field = "http"
			}
			return wrong
		}
		return p.manage(call)
	}
	if p.q.Body.OK() {
		return problem("body", "the body of a call to an API plays no part in authorization; remove it")
	}
	i, wrong := Invoke(p.apis, m, accountIn(p.q.Principal))
	if wrong != nil {
		return wrong
	}
	return p.invoke(&i)
}

// apiOf returns the id of the API whose @connections a message calls, "" for a call to the service itself.
func apiOf(m *Message) string {
	u, wrong := cutURL(m.URL)
	if wrong != nil || isService(u.host) {
		return ""
	}
	h, _ := parseHost(u.host)
	return h.apiID
}

// connections plans a call to the @connections of a WebSocket API, or to a path of that name of another one.
func (p *Planner) connections(m *Message, id string) *Problem {
	if api, listed := p.apis[id]; listed && api.Type != WebSocket {
		i, wrong := Invoke(p.apis, *m, accountIn(p.q.Principal))
		if wrong != nil {
			return wrong
		}
		return p.invoke(&i)
	}
	call, wrong := ManagementHTTP(m.Method, m.URL, p.q.Body)
	if wrong == nil {
		call.Account = p.apis[id].Account
		if call.Account == "" {
			call.Account = accountIn(p.q.Principal)
		}
	}
	if wrong == nil && call.Account == "" {
		return problem("http", "nothing says which account owns the API "+id+"; list it in apis")
	}
	var checks []Check
	if wrong == nil {
		checks, wrong = call.Checks(p.env)
	}
	if wrong != nil {
		wrong.Field = "http"
		return wrong
	}
	i, isCall, wrong := InvocationOf(p.apis, manageConnections, checks[0].Resource)
	if wrong == nil && !isCall {
		wrong = problem("http", "the URL names no connection; it ends in /{stage}/@connections/{connectionId}")
	}
	if wrong != nil {
		wrong.Field = "http"
		return wrong
	}
	i.DefaultEndpoint = true
	for _, note := range checks[0].Notes {
		i.Notes = append(i.Notes, note)
	}
	return p.otherAction(&i)
}

// pair plans a request that names an action of execute-api and a resource.
func (p *Planner) pair() *Problem {
	if !p.isCall || p.action != p.q.Action || p.call.Resource != p.q.Resource { // not the call that was asked about just before
		if strings.EqualFold(p.q.Action, invoke) && strings.Contains(p.q.Resource, ":/domainnames/") {
			return p.domainOnly()
		}
		var wrong *Problem
		p.call, p.isCall, wrong = InvocationOf(p.apis, p.q.Action, p.q.Resource)
		if wrong == nil && !p.isCall {
			wrong = p.noCall()
		}
		if wrong != nil || !p.isCall {
			return wrong
		}
		p.action = p.q.Action
	}
	if !strings.EqualFold(p.call.Action, "execute-api:Invoke") {
		return p.otherAction(&p.call)
	}
	return p.invoke(&p.call)
}

// noCall reports a resource that is of an API and names no call to it.
func (p *Planner) noCall() *Problem {
	if wrong := p.onlyForCalls(); wrong != nil {
		return wrong
	}
	fields := strings.SplitN(p.q.Resource, ":", 6)
	if len(fields) < 6 {
		return nil
	}
	id, _, _ := strings.Cut(fields[5], "/")
	_, listed := p.apis[id]
	switch {
	case fields[2] != "execute-api":
		return problem("resource", "the ARN is of the service "+quote(fields[2])+"; that of a call to an API has execute-api")
	case fields[4] == "":
		return problem("resource", "the ARN names no account; that of a call to an API has the account of the API")
	case listed:
		return problem("resource", "the ARN names no single call to the API "+id+"; a request is for one stage, method and path, as in "+id+"/prod/GET/pets")
	}
	return nil
}

// otherAction plans InvalidateCache and ManageConnections on their own: IAM decides, and only REST APIs have resource
// policies.
func (p *Planner) otherAction(i *Invocation) *Problem {
	if wrong := p.onlyForCalls(); wrong != nil {
		return wrong
	}
	w := workflow{Planner: p, call: i, anonymous: p.q.Principal == "anonymous", authorization: AuthIAM}
	if wrong := w.know(); wrong != nil {
		return wrong
	}
	w.absent = w.absentHere()
	w.addressGate()
	if i.Action == invalidateCache {
		if !w.barred() {
			w.cacheGate()
		}
		return nil
	}
	w.plan.Kind = WebSocket
	if w.anonymous {
		w.fixed("authentication", SignatureMissing, engine.OutcomeUnauthenticated, 403, w.authorization)
		w.notReached()
		return nil
	}
	w.add(w.ask("authorization", GateIAM, engine.ByIAM, append(iamLayers(WebSocket), engine.Endpoint)...))
	return nil
}

// manage plans a management call: all its checks must be allowed.
func (p *Planner) manage(call Call) *Problem {
	if wrong := p.onlyForCalls(); wrong != nil {
		return wrong
	}
	call.Account = accountIn(p.q.Principal)
	if call.Account == "" {
		call.Account = p.q.ResourceAccount
	}
	if call.Account == "" {
		call.Account = anyAccount
	}
	checks, wrong := call.Checks(p.env)
	if wrong != nil {
		return p.renamed(wrong)
	}
	if p.q.Principal == "anonymous" {
		p.add(engine.Gate{Name: "authentication", Title: titleOf("authentication"), Why: SignatureMissing, Fixed: engine.OutcomeUnauthenticated, Status: 403, Detail: AuthIAM})
		return nil
	}
	p.plan.Chain.All = true
	for n := range checks {
		p.addCheck(&checks[n], n)
	}
	return nil
}

// anyAccount stands for the account of a caller who has none, such as a service: it only fills the ARNs that carry one.
const anyAccount = "000000000000"

// renamed makes the field of a problem of a call's parameters that of the request.
func (p *Planner) renamed(wrong *Problem) *Problem {
	rest := strings.TrimPrefix(wrong.Field, "parameters")
	switch {
	case p.q.Operation != nil && (rest != wrong.Field || wrong.Field == "name" || wrong.Field == "api"):
		wrong.Field = "operation." + wrong.Field
	case p.q.Operation != nil:
		wrong.Field = "operation.name"
	case rest != wrong.Field && p.q.Body.OK():
		wrong.Field = "body" + rest
	case wrong.Field != "body" && !strings.HasPrefix(wrong.Field, "body."):
		wrong.Field = "http"
	}
	return wrong
}

func (p *Planner) addCheck(c *Check, n int) {
	r := p.q.Request
	r.Action, r.Resource, r.Derived = c.Action, c.Resource, c.Context
	if c.ResourceAccount != accountIn(r.Principal) && c.ResourceAccount != anyAccount {
		r.ResourceAccount = c.ResourceAccount
	}
	role, caller := accountIn(c.Resource), accountIn(r.Principal)
	for _, key := range c.Unknown {
		if !given(r.Context, key) {
			r.Unknown = append(r.Unknown[:len(r.Unknown):len(r.Unknown)], key)
		}
	}
	g := engine.Gate{Absent: untagged(c.Resource), Name: "check" + strconv.Itoa(n+1), Title: strings.ToUpper(c.Part[:1]) + c.Part[1:] + ": " + c.Action, Why: GateCheck, Detail: c.Resource, Request: r, Status: 403}
	if strings.EqualFold(c.Action, "iam:PassRole") && role != caller {
		g.Why, g.Fixed, g.Detail = RoleOfOtherAccount, engine.OutcomeImplicitDeny, c.Resource
	}
	if !hasOwnPolicy(c.Resource) {
		g.Layers = layersWithoutResource
	}
	if p.q.Operation != nil && p.q.Operation.Region == "" && n == 0 {
		g.Remarks = append(g.Remarks, engine.Remark{Text: "The operation names no Region; us-east-1 is taken.", Notes: engine.Assumed})
	}
	for _, note := range c.Notes {
		if note.Key == "" || p.asksFor(note.Key) {
			g.Remarks = append(g.Remarks, remark(note))
		}
	}
	p.add(g)
}

// layersWithoutResource are those of a call about a resource that has no policy of its own.
var layersWithoutResource = []engine.Type{engine.RCP, engine.SCP, engine.Endpoint, engine.Identity, engine.Boundary, engine.Session}

// hasOwnPolicy reports whether a resource of the management plane can have a policy that lets others in: private custom
// domain names, by managementPolicy, and portal products, by their sharing policy.
//
// AWS: API Gateway Developer Guide, "Custom domain names for private APIs in API Gateway"; "Share an API product".
func hasOwnPolicy(arn string) bool {
	_, path := cutARN(arn)
	kind, _ := cutSegment(path)
	return kind == "domainnames" || kind == "portalproducts"
}

// stored plans a request that names a management action and a resource: the state and the tags of the resource fill
// condition keys.
func (p *Planner) stored() *Problem {
	if wrong := p.onlyForCalls(); wrong != nil {
		return wrong
	}
	c := StoredKeys(p.env, p.q.Action, p.q.Resource, accountIn(p.q.Principal))
	c.Action, c.Resource, c.ResourceAccount, c.Part = p.q.Action, p.q.Resource, p.q.ResourceAccount, ownPart
	p.plan.Chain.All = true
	p.addCheck(&c, 0)
	return nil
}

// onlyForCalls reports fields that only calls to an API have.
func (p *Planner) onlyForCalls() *Problem {
	for _, f := range []struct{ name, value string }{{"authorization", p.q.Authorization}, {"token", p.q.Token}, {"signature", p.q.Signature}} {
		if f.value != "" {
			return problem(f.name, "only a call to an API (execute-api:Invoke on the ARN of a method, or its URL) has "+quote(f.name)+"; remove it")
		}
	}
	return nil
}

// add appends a gate.
func (p *Planner) add(g engine.Gate) { p.plan.Chain.Gates = append(p.plan.Chain.Gates, g) }

// accountIn returns the account of a principal's ARN, "" for one that has none.
func accountIn(principal string) string {
	fields, ok := fieldsOf(principal)
	if !ok || strings.HasPrefix(fields[5], "saml-provider/") || strings.HasPrefix(fields[5], "oidc-provider/") {
		return ""
	}
	return fields[4]
}

// fieldsOf cuts an ARN into its fields, without a slice on the heap; not ok if there are fewer than six.
func fieldsOf(arn string) (fields [6]string, ok bool) {
	for i := range 5 {
		fields[i], arn, ok = strings.Cut(arn, ":")
	}
	fields[5] = arn
	return fields, ok
}

// given reports whether a context has a key.
func given(context map[string]engine.Value, key string) bool {
	for name := range context {
		if strings.EqualFold(name, key) {
			return true
		}
	}
	return false
}

// asksFor reports whether a policy mentions a key.
func (p *Planner) asksFor(key string) bool {
	key = strings.ToLower(strings.TrimSuffix(key, "/"))
	for i := range p.set.Policies() {
		if strings.Contains(strings.ToLower(p.set.Policy(i).Document.Text()), key) {
			return true
		}
	}
	return false
}

// remark is a note as the trace shows it.
func remark(n Note) engine.Remark {
	r := engine.Remark{Text: strings.ToUpper(n.Text[:1]) + n.Text[1:] + "."}
	if n.Unsettled {
		r.Notes = engine.Unsettled
	}
	return r
}
