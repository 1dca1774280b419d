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

// A planner makes the plan of one question.
type planner struct {
	set  *engine.Set
	env  engine.Environment
	apis map[string]API
	q    Question
	plan Plan
}

// PlanOf returns how q is authorized, or nil if API Gateway has no say in it and q.Request is all there is to ask. set
// holds the policies that will be asked, env what else there is.
//
// AWS: API Gateway Developer Guide, "How API Gateway resource policies affect authorization workflow".
func PlanOf(set *engine.Set, env engine.Environment, apis map[string]API, q Question) (*Plan, *Problem) {
	p := planner{set: set, env: env, apis: apis, q: q}
	wrong := p.make()
	if wrong != nil || p.plan.Chain.Gates == nil {
		return nil, wrong
	}
	p.plan.Chain.Name = q.Name
	return &p.plan, nil
}

func (p *planner) make() *Problem {
	switch {
	case p.q.HTTP != "":
		return p.http()
	case p.q.Operation != nil:
		call := *p.q.Operation
		return p.manage(call)
	}
	service, _, _ := strings.Cut(strings.ToLower(p.q.Action), ":")
	switch service {
	case "execute-api":
		return p.pair()
	case "apigateway":
		return p.stored()
	}
	return p.onlyForCalls()
}

// http plans a call that is given as method and URL.
func (p *planner) http() *Problem {
	m, wrong := ParseMessage(p.q.HTTP)
	if wrong != nil {
		return wrong
	}
	if m.IsManagement() {
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

// pair plans a request that names an action of execute-api and a resource.
func (p *planner) pair() *Problem {
	if i := strings.Index(p.q.Resource, ":/domainnames/"); i >= 0 && strings.EqualFold(p.q.Action, "execute-api:Invoke") {
		return p.domainOnly()
	}
	i, isCall, wrong := InvocationOf(p.apis, p.q.Action, p.q.Resource)
	if wrong != nil || !isCall {
		return wrong
	}
	if !strings.EqualFold(i.Action, "execute-api:Invoke") {
		return p.otherAction(&i)
	}
	return p.invoke(&i)
}

// otherAction plans InvalidateCache and ManageConnections on their own: IAM decides, and only REST APIs have resource
// policies.
func (p *planner) otherAction(i *Invocation) *Problem {
	if wrong := p.onlyForCalls(); wrong != nil {
		return wrong
	}
	p.plan.API, p.plan.Kind = i.API, typeOf(&i.API)
	if strings.EqualFold(i.Action, "execute-api:InvalidateCache") {
		p.cacheGate(i, p.q.Principal)
		return nil
	}
	g := p.gate("authorization", GateIAM, i)
	g.Layers = iamLayers(p.plan.Kind)
	p.add(g)
	return nil
}

// manage plans a management call: all its checks must be allowed.
func (p *planner) manage(call Call) *Problem {
	if wrong := p.onlyForCalls(); wrong != nil {
		return wrong
	}
	call.Account = accountIn(p.q.Principal)
	if call.Account == "" {
		call.Account = p.q.ResourceAccount
	}
	if id, _ := cutSegment(call.Path); call.API == Connections && p.apis[id].Account != "" {
		call.Account = p.apis[id].Account
	}
	if call.Account == "" {
		call.Account = anyAccount
	}
	checks, wrong := call.Checks(p.env)
	if wrong != nil {
		return p.renamed(wrong)
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
func (p *planner) renamed(wrong *Problem) *Problem {
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

func (p *planner) addCheck(c *Check, n int) {
	r := p.q.Request
	r.Action, r.Resource, r.Derived = c.Action, c.Resource, c.Context
	if c.ResourceAccount != accountIn(r.Principal) && c.ResourceAccount != anyAccount {
		r.ResourceAccount = c.ResourceAccount
	}
	for _, key := range c.Unknown {
		if !given(r.Context, key) {
			r.Unknown = append(r.Unknown[:len(r.Unknown):len(r.Unknown)], key)
		}
	}
	g := engine.Gate{Absent: untagged(c.Resource), Name: "check" + strconv.Itoa(n+1), Title: strings.ToUpper(c.Part[:1]) + c.Part[1:] + ": " + c.Action, Why: GateCheck, Detail: c.Resource, Request: r, Status: 403}
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

// stored plans a request that names a management action and a resource: the state and the tags of the resource fill
// condition keys.
func (p *planner) stored() *Problem {
	if wrong := p.onlyForCalls(); wrong != nil {
		return wrong
	}
	c := StoredKeys(p.env, p.q.Action, p.q.Resource, accountIn(p.q.Principal))
	if len(c.Context) == 0 && len(c.Unknown) == 0 && untagged(p.q.Resource) == nil {
		return nil
	}
	c.Action, c.Resource, c.ResourceAccount, c.Part = p.q.Action, p.q.Resource, p.q.ResourceAccount, ownPart
	p.plan.Chain.All = true
	p.addCheck(&c, 0)
	return nil
}

// onlyForCalls reports fields that only calls to an API have.
func (p *planner) onlyForCalls() *Problem {
	for _, f := range []struct{ name, value string }{{"authorization", p.q.Authorization}, {"token", p.q.Token}, {"signature", p.q.Signature}} {
		if f.value != "" {
			return problem(f.name, "only a call to an API (execute-api:Invoke on the ARN of a method, or its URL) has "+quote(f.name)+"; remove it")
		}
	}
	return nil
}

// add appends a gate.
func (p *planner) add(g engine.Gate) { p.plan.Chain.Gates = append(p.plan.Chain.Gates, g) }

// accountIn returns the account of a principal's ARN, "" for one that has none.
func accountIn(principal string) string {
	fields := strings.SplitN(principal, ":", 6)
	if len(fields) < 6 || strings.HasPrefix(fields[5], "saml-provider/") || strings.HasPrefix(fields[5], "oidc-provider/") {
		return ""
	}
	return fields[4]
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
func (p *planner) asksFor(key string) bool {
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
