package apigateway_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/iam-policy-playground/playground/engine/wire"
)

// The pools that scenarios are made of.
const (
	homeAccount = "111122223333"
	homeARN     = "arn:aws:execute-api:us-east-1:" + homeAccount + ":"
	alice       = "arn:aws:iam::" + homeAccount + ":user/alice"
	appRole     = "arn:aws:iam::" + homeAccount + ":role/App"
	appSession  = "arn:aws:sts::" + homeAccount + ":assumed-role/App/s1"
	homeRoot    = "arn:aws:iam::" + homeAccount + ":root"
	bob         = "arn:aws:iam::444455556666:user/bob"
	someService = "lambda.amazonaws.com"
	homeOrg     = "o-aaaaaaaaaa"
	vpce1       = "vpce-11111111"
	domainARN   = homeARN + "/domainnames/a.example.com+abc123"
)

var (
	fuzzCallers = []string{"anonymous", alice, appSession, appRole, bob, someService, homeRoot}
	fuzzActions = []string{"*", "execute-api:Invoke", "execute-api:Invoke", "execute-api:*", "execute-api:InvalidateCache", "EXECUTE-API:inv*", "s3:*"}
	fuzzEntries = []string{"*", homeARN + "a1/*", homeARN + "a1/*", homeARN + "a1/*/GET/pets", homeARN + "a1/prod/$connect", homeARN + "zz/*", homeARN + "/domainnames/*",
		"execute-api:/*", "execute-api:/prod/GET/pets", "execute-api:/prod/*s"} // the last three in resource policies only
	fuzzNamed  = []string{"*", homeAccount, alice, appRole, appSession, bob, someService}
	fuzzTypes  = []string{"resource", "resource", "domain", "identity", "identity", "authorizer", "endpoint", "boundary", "session", "scp"}
	fuzzKeys   = []string{"aws:SourceVpce", "aws:SourceIp", "aws:PrincipalOrgID", "aws:username", "aws:PrincipalTag/team", "custom:Key"}
	fuzzValues = map[string][]string{
		"aws:SourceVpce": {vpce1, "vpce-22222222"}, "aws:SourceIp": {"203.0.113.7", "198.51.100.7"}, "aws:PrincipalOrgID": {homeOrg, "o-bbbbbbbbbb"},
		"aws:username": {"alice", "zoe"}, "aws:PrincipalTag/team": {"red", "blue"}, "custom:Key": {"x", "y"},
	}
	signerKeys = []string{"aws:PrincipalOrgID", "aws:username", "aws:PrincipalTag/team"}
)

// A fuzzTest is a condition with what it means; absent is "".
type fuzzTest struct {
	operator, key, value string
	holds                func(v string) bool
}

func is(want string) func(string) bool    { return func(v string) bool { return v == want } }
func isNot(want string) func(string) bool { return func(v string) bool { return v != want } }

var fuzzTests = []fuzzTest{
	{holds: func(string) bool { return true }},
	{"StringEquals", "execute-api:viaDomainArn", domainARN, is(domainARN)},
	{"StringEquals", "aws:SourceVpce", vpce1, is(vpce1)},
	{"StringNotEquals", "aws:SourceVpce", vpce1, isNot(vpce1)},
	{"Null", "aws:SourceVpce", "false", isNot("")},
	{"IpAddress", "aws:SourceIp", "203.0.113.0/24", is("203.0.113.7")},
	{"NotIpAddress", "aws:SourceIp", "203.0.113.0/24", isNot("203.0.113.7")},
	{"StringEquals", "aws:PrincipalOrgID", homeOrg, is(homeOrg)},
	{"StringNotEquals", "aws:PrincipalOrgID", homeOrg, isNot(homeOrg)},
	{"StringLike", "aws:username", "al*", is("alice")},
	{"StringNotLike", "aws:username", "al*", isNot("alice")},
	{"StringEquals", "aws:PrincipalTag/team", "red", is("red")},
	{"Null", "aws:PrincipalTag/team", "true", is("")},
	{"StringEquals", "custom:Key", "x", is("x")},
	{"StringNotEqualsIfExists", "custom:Key", "x", isNot("x")},
}

type fuzzStatement struct {
	deny             bool
	action, resource string
	named            string // principal
	test             int
}

type fuzzPolicy struct {
	kind       string
	statements []fuzzStatement
	attached   []string // nil: to whatever the request names
	form       int      // of an authorizer's answer
}

// Forms of an authorizer's answer.
const (
	bareAnswer = iota
	wholeAnswer
	noPrincipalID
	simpleYes
	simpleNo
)

// A fuzzWorld is a scenario with one request.
type fuzzWorld struct {
	kind, endpoint, strategy string
	unlisted, disabled       bool
	stages                   []string
	route, routeAuth         string // "" for no list of routes

	policies []fuzzPolicy

	caller, method, path, auth string
	http, cache, viaDomain     bool
	badToken, badSignature     bool
	context                    map[string]string
	unknown                    []string
}

type fuzzDice struct{ bytes []byte }

func (d *fuzzDice) of(n int) int {
	if len(d.bytes) == 0 {
		return 0
	}
	b := d.bytes[0]
	d.bytes = d.bytes[1:]
	return int(b) % n
}

func (d *fuzzDice) pick(list ...string) string { return list[d.of(len(list))] }

func makeWorld(d *fuzzDice) *fuzzWorld {
	w := &fuzzWorld{kind: d.pick("REST", "REST", "REST", "HTTP", "WEBSOCKET"), context: map[string]string{}}
	auths := map[string][]string{"REST": {"NONE", "AWS_IAM", "CUSTOM", "COGNITO_USER_POOLS"}, "HTTP": {"NONE", "AWS_IAM", "CUSTOM", "JWT"}, "WEBSOCKET": {"NONE", "AWS_IAM", "CUSTOM"}}[w.kind]
	w.endpoint = "REGIONAL"
	if w.kind == "REST" {
		w.endpoint = d.pick("PRIVATE", "REGIONAL", "PRIVATE", "EDGE", "")
		w.unlisted = w.endpoint == "" && d.of(2) == 0
	}
	w.method, w.path = "GET", d.pick("/pets", "/pets", "/pets", "/pets", "/pets", "/dogs")
	w.route = d.pick("", "GET /pets")
	if w.kind == "WEBSOCKET" {
		w.method, w.path, w.route = "", "$connect", d.pick("", "$connect")
	}
	w.routeAuth = d.pick(auths...)
	if d.of(2) == 0 {
		w.auth = d.pick(auths...)
	}
	if i := d.of(16); i > 11 {
		w.stages = []string{[]string{"prod", "prod", "prod", "dev"}[i-12]}
	}
	w.disabled = d.of(24) == 23
	w.caller = fuzzCallers[d.of(len(fuzzCallers))]
	w.http = d.of(2) == 0
	w.viaDomain = w.http && w.endpoint == "PRIVATE" && !slices.Contains(w.stages, "dev") && d.of(3) == 0
	if w.http && w.kind == "REST" && d.of(3) == 0 {
		w.cache = true
		w.strategy = d.pick("", "FAIL_WITH_403", "SUCCEED_WITH_RESPONSE_HEADER", "ANYONE")
	}
	if w.unlisted {
		w.route, w.stages, w.disabled, w.strategy = "", nil, false, ""
		if account(w.caller) != homeAccount {
			w.http, w.cache = false, false // nothing would say whose API it is
		}
	}
	w.badToken, w.badSignature = d.of(5) == 4, d.of(8) == 7
	answered := false
	count := d.of(7)
	for i := range count {
		kind := d.pick(fuzzTypes...)
		if i == 0 && w.authorization() == "CUSTOM" {
			kind = "authorizer"
		}
		p := w.makePolicy(d, kind)
		if p.kind == "authorizer" && answered {
			continue
		}
		answered = answered || p.kind == "authorizer"
		w.policies = append(w.policies, p)
	}
	for _, key := range fuzzKeys {
		sides := 12
		if w.asks(key) {
			sides = 5
		}
		switch i := d.of(sides); {
		case i == 1:
			w.unknown = append(w.unknown, key)
		case i > 1 && i < 4 || i > 8:
			w.context[key] = d.pick(fuzzValues[key]...)
		}
	}
	return w
}

// asks reports whether a policy asks for a key.
func (w *fuzzWorld) asks(key string) bool {
	return slices.ContainsFunc(w.policies, func(p fuzzPolicy) bool {
		return p.kind == "endpoint" && key == "aws:SourceVpce" || slices.ContainsFunc(p.statements, func(s fuzzStatement) bool { return fuzzTests[s.test].key == key })
	})
}

func (w *fuzzWorld) makePolicy(d *fuzzDice, kind string) fuzzPolicy {
	p := fuzzPolicy{kind: kind}
	to := map[string][]string{"resource": {homeARN + "a1"}, "domain": {domainARN}, "identity": {alice, appRole, bob}, "boundary": {alice, appRole}, "session": {appSession},
		"scp": {homeAccount}, "endpoint": {vpce1}, "authorizer": {"a1"}}[p.kind]
	if kind == "domain" {
		p.kind = "resource"
	}
	if kind == "scp" || kind == "domain" || d.of(2) == 0 {
		p.attached = to
		if p.kind == "scp" && d.of(2) == 0 {
			p.attached = []string{"r-root"}
		}
	}
	if p.kind == "authorizer" {
		p.form = []int{bareAnswer, bareAnswer, bareAnswer, wholeAnswer, wholeAnswer, noPrincipalID, simpleYes, simpleNo}[d.of(8)]
	}
	for range 1 + d.of(3) {
		p.statements = append(p.statements, w.makeStatement(d, p.kind))
	}
	return p
}

func (w *fuzzWorld) makeStatement(d *fuzzDice, kind string) fuzzStatement {
	s := fuzzStatement{deny: d.of(3) == 2, action: d.pick(fuzzActions...), named: d.pick(append([]string{"*", "*", "*", "*", "*"}, fuzzNamed...)...)}
	if d.of(3) > 0 {
		s.test = d.of(len(fuzzTests))
	}
	entries := fuzzEntries
	if kind != "resource" {
		entries = entries[:7]
	}
	s.resource = d.pick(entries...)
	return s
}

// What the scenario says.

func (w *fuzzWorld) authorization() string {
	switch {
	case w.auth != "":
		return w.auth
	case w.route == "" && w.caller == "anonymous":
		return "NONE"
	case w.route == "":
		return "AWS_IAM"
	case w.path != "/dogs":
		return w.routeAuth
	case w.caller == "anonymous": // no route takes the call
		return "NONE"
	}
	return "AWS_IAM"
}

func (p *fuzzPolicy) text() string {
	var list []any
	for _, s := range p.statements {
		m := map[string]any{"Effect": map[bool]string{false: "Allow", true: "Deny"}[s.deny], "Action": s.action, "Resource": s.resource}
		if t := fuzzTests[s.test]; t.operator != "" {
			m["Condition"] = map[string]any{t.operator: map[string]any{t.key: t.value}}
		}
		if p.kind == "resource" || p.kind == "endpoint" {
			switch {
			case s.named == "*":
				m["Principal"] = "*"
			case s.named == someService:
				m["Principal"] = map[string]any{"Service": s.named}
			default:
				m["Principal"] = map[string]any{"AWS": s.named}
			}
		}
		list = append(list, m)
	}
	var document any = map[string]any{"Version": "2012-10-17", "Statement": list}
	switch p.form {
	case wholeAnswer:
		document = map[string]any{"principalId": "me", "policyDocument": document}
	case noPrincipalID:
		document = map[string]any{"policyDocument": document}
	case simpleYes, simpleNo:
		document = map[string]any{"isAuthorized": p.form == simpleYes}
	}
	text, _ := json.Marshal(document)
	return string(text)
}

func (w *fuzzWorld) resource() string {
	if w.method == "" {
		return homeARN + "a1/prod/" + w.path
	}
	return homeARN + "a1/prod/" + w.method + w.path
}

func (w *fuzzWorld) text() string {
	s := map[string]any{"scenario": 1,
		"accounts":   map[string]any{homeAccount: map[string]any{"organization": homeOrg, "path": []string{"r-root"}}},
		"principals": map[string]any{alice: map[string]any{"tags": map[string]string{"team": "red"}}, appSession: map[string]any{"tags": map[string]string{"team": "blue"}}},
	}
	if !w.unlisted {
		api := map[string]any{"account": homeAccount, "region": "us-east-1", "type": w.kind}
		if w.endpoint != "" {
			api["endpoint"] = w.endpoint
		}
		if w.stages != nil {
			api["stages"] = w.stages
		}
		if w.viaDomain {
			api["domains"] = []string{"a.example.com+abc123 -> prod"}
		}
		if w.disabled {
			api["disableExecuteApiEndpoint"] = true
		}
		if w.strategy != "" {
			api["cacheInvalidation"] = w.strategy
		}
		if w.route != "" {
			api["routes"] = []any{map[string]any{"route": w.route, "authorization": w.routeAuth}}
		}
		s["apis"] = map[string]any{"a1": api}
	}
	policies := []any{}
	for i := range w.policies {
		p := &w.policies[i]
		m := map[string]any{"name": p.kind, "type": p.kind, "document": p.text()}
		if p.attached != nil {
			m["attachedTo"] = p.attached
		}
		policies = append(policies, m)
	}
	r := map[string]any{"principal": w.caller, "context": w.context, "unknown": w.unknown}
	switch {
	case !w.http:
		r["action"], r["resource"] = "execute-api:Invoke", w.resource()
	case w.method == "":
		r["http"] = "GET wss://a1.execute-api.us-east-1.amazonaws.com/prod"
	default:
		r["http"] = w.method + " https://a1.execute-api.us-east-1.amazonaws.com/prod" + w.path
		if w.viaDomain {
			r["http"] = w.method + " https://a.example.com" + w.path
		}
		if w.cache {
			r["http"] = r["http"].(string) + "\nCache-Control: max-age=0"
		}
	}
	if w.auth != "" {
		r["authorization"] = w.auth
	}
	if a := w.authorization(); w.invalidToken() {
		r["token"] = "invalid"
	} else if w.invalidSignature() && (a == "AWS_IAM" || a == "NONE") {
		r["signature"] = "invalid"
	}
	if w.unknown == nil {
		delete(r, "unknown")
	}
	s["policies"], s["requests"] = policies, []any{r}
	text, _ := json.MarshalIndent(s, "", " ")
	return string(text)
}

func (w *fuzzWorld) invalidToken() bool {
	a := w.authorization()
	return w.badToken && (a == "COGNITO_USER_POOLS" || a == "JWT")
}

func (w *fuzzWorld) invalidSignature() bool {
	a := w.authorization()
	return w.badSignature && w.caller != "anonymous" && (a == "AWS_IAM" || a == "NONE")
}

// The model: the tables of the guide, written down once more and without the engine.

func account(caller string) string {
	fields := strings.Split(caller, ":")
	if len(fields) < 6 {
		return ""
	}
	return fields[4]
}

// A question is what one gate asks.
type question struct {
	w        *fuzzWorld
	caller   string
	action   string
	resource string
	withheld bool // keys of the signer
}

// value of a condition key at a gate, "" for absent.
func (q *question) value(key string) string {
	if q.withheld && slices.Contains(signerKeys, key) || key == "aws:SourceVpce" && q.w.public() {
		return ""
	}
	if v, ok := q.w.context[key]; ok {
		return v
	}
	signer := account(q.caller) != ""
	switch {
	case key == "execute-api:viaDomainArn" && q.w.viaDomain:
		return domainARN
	case key == "aws:PrincipalOrgID" && signer && account(q.caller) == homeAccount:
		return homeOrg
	case key == "aws:username" && (q.caller == alice || q.caller == bob):
		return q.caller[strings.LastIndexByte(q.caller, '/')+1:]
	case key == "aws:PrincipalTag/team" && q.caller == alice:
		return "red"
	case key == "aws:PrincipalTag/team" && q.caller == appSession:
		return "blue"
	}
	return ""
}

// How a principal names a caller.
const (
	notNamed = iota
	asAccount
	asRole
	directly
)

func (q *question) naming(named string) int {
	switch {
	case named == "*", named == q.caller && q.caller != appRole:
		return directly
	case named == appRole && (q.caller == appSession || q.caller == appRole):
		return asRole
	case named == homeAccount && account(q.caller) == homeAccount:
		return asAccount
	}
	return notNamed
}

func (q *question) covers(s *fuzzStatement) bool {
	action := strings.ToLower(s.action)
	switch action {
	case "*", "execute-api:*", strings.ToLower(q.action):
	case "execute-api:inv*":
	default:
		return false
	}
	resource := q.resource
	switch s.resource {
	case "*", "execute-api:/*":
	case homeARN + "a1/*":
		if resource == domainARN {
			return false
		}
	case homeARN + "/domainnames/*":
		if resource != domainARN {
			return false
		}
	case homeARN + "a1/*/GET/pets", "execute-api:/prod/GET/pets":
		if !strings.HasSuffix(resource, "/GET/pets") {
			return false
		}
	case homeARN + "a1/prod/$connect":
		if !strings.HasSuffix(resource, "$connect") {
			return false
		}
	case "execute-api:/prod/*s":
		if resource == domainARN || !strings.HasSuffix(resource, "s") {
			return false
		}
	default:
		return false
	}
	t := &fuzzTests[s.test]
	return t.holds(q.value(t.key))
}

// A voice is what the policies of one type say.
type voice struct {
	there, deny bool
	allow       int // the strongest naming of an Allow, notNamed for silence
}

func (q *question) ask(kind string, take func(p *fuzzPolicy) bool) (v voice) {
	for i := range q.w.policies {
		p := &q.w.policies[i]
		if p.kind != kind || p.attached != nil && !take(p) {
			continue
		}
		v.there = true
		for j := range p.statements {
			s := &p.statements[j]
			naming := directly
			if kind == "resource" || kind == "endpoint" {
				naming = q.naming(s.named)
			}
			switch {
			case naming == notNamed || !q.covers(s):
			case s.deny:
				v.deny = true
			default:
				v.allow = max(v.allow, naming)
			}
		}
	}
	return v
}

func (p *fuzzPolicy) of(to string) bool { return p.attached == nil || slices.Contains(p.attached, to) }

func ofAPI(p *fuzzPolicy) bool { return p.of(homeARN+"a1") || p.of("a1") }

func (w *fuzzWorld) public() bool { return w.endpoint == "EDGE" || w.endpoint == "REGIONAL" }

func (w *fuzzWorld) isPrivate() bool {
	return w.endpoint == "PRIVATE" || w.endpoint == "" && w.context["aws:SourceVpce"] != ""
}

func (w *fuzzWorld) has(kind string) bool {
	return slices.ContainsFunc(w.policies, func(p fuzzPolicy) bool { return p.kind == kind && ofAPI(&p) })
}

// resources are what the policy of the endpoint is asked about.
func (w *fuzzWorld) resources() []string {
	if w.viaDomain {
		return []string{domainARN, w.resource()}
	}
	return []string{w.resource()}
}

// model decides a scenario without unknown keys.
func (w *fuzzWorld) model() string {
	auth := w.authorization()
	anonymous := w.caller == "anonymous"
	vpce := w.context["aws:SourceVpce"]
	if vpce != "" && !w.public() { // the endpoint comes first
		if w.invalidSignature() {
			return "explicitDeny"
		}
		q := question{w: w, caller: w.caller, action: "execute-api:Invoke"}
		if anonymous || auth != "AWS_IAM" && auth != "NONE" {
			q.caller, q.withheld = "anonymous", true
		}
		for _, q.resource = range w.resources() {
			if d := each(q.ask("endpoint", func(p *fuzzPolicy) bool { return p.attached[0] == vpce })); d != "allowed" {
				return d
			}
		}
	}
	switch {
	case w.disabled && !w.viaDomain, w.stages != nil && w.stages[0] != "prod":
		return "refused"
	case w.route != "" && w.path == "/dogs":
		return "unauthenticated"
	}
	barred := w.kind == "REST" && w.isPrivate() && !w.has("resource")
	q := question{w: w, caller: "anonymous", action: "execute-api:Invoke", withheld: true}
	if auth == "AWS_IAM" {
		q.caller, q.withheld = w.caller, anonymous
	}
	if w.viaDomain {
		q.resource = domainARN
		if auth == "AWS_IAM" && !anonymous && !w.invalidSignature() {
			if side := q.callerSide(); side.deny {
				return "explicitDeny"
			} else if !side.passes {
				return "implicitDeny"
			}
		}
		v := q.ask("resource", func(p *fuzzPolicy) bool { return p.of(domainARN) })
		if d := each(v); d != "allowed" || !v.there {
			return strings.Replace(d, "allowed", "implicitDeny", 1)
		}
	}
	q.resource = w.resource()
	d := "allowed"
	switch auth {
	case "AWS_IAM":
		if anonymous || w.invalidSignature() {
			return "unauthenticated"
		}
		if d = q.iam(); barred {
			d = "implicitDeny"
		}
	case "CUSTOM":
		d = q.custom(barred)
	default:
		if w.invalidToken() {
			return "unauthenticated"
		}
		if w.kind == "REST" {
			d = each(q.ask("resource", ofAPI))
		}
		if barred {
			d = "implicitDeny"
		}
	}
	if d == "allowed" && w.cache && w.strategy != "SUCCEED_WITH_RESPONSE_HEADER" && w.strategy != "ANYONE" {
		q.action = "execute-api:InvalidateCache"
		if a := account(q.caller); a != "" && a != homeAccount {
			return "implicitDeny"
		}
		return q.iam()
	}
	return d
}

// each: a gate with policies needs an Allow.
func each(v voice) string {
	switch {
	case v.deny:
		return "explicitDeny"
	case v.there && v.allow == notNamed:
		return "implicitDeny"
	}
	return "allowed"
}

// custom is the workflow of a Lambda authorizer.
func (q *question) custom(barred bool) string {
	var resource voice
	if q.w.kind == "REST" {
		resource = q.ask("resource", ofAPI)
	}
	if resource.deny {
		return "explicitDeny"
	}
	i := slices.IndexFunc(q.w.policies, func(p fuzzPolicy) bool { return p.kind == "authorizer" })
	if i < 0 {
		return "refused"
	}
	switch form := q.w.policies[i].form; {
	case form == noPrincipalID, form >= simpleYes && q.w.kind != "HTTP":
		return "refused"
	case form == simpleYes:
		return "allowed"
	case form == simpleNo:
		return "explicitDeny"
	}
	answer := q.ask("authorizer", ofAPI)
	switch {
	case barred:
		return "implicitDeny"
	case answer.deny:
		return "explicitDeny"
	case answer.allow != notNamed || resource.allow != notNamed:
		return "allowed"
	}
	return "implicitDeny"
}

// A callerSide is what the policies about the caller say.
type callerSide struct {
	identity, boundary, limit voice
	deny, passes              bool // passes: every level of service control policies allows
}

func (q *question) callerSide() (c callerSide) {
	holder := q.caller
	session := holder == appSession || holder == appRole
	if session {
		holder = appRole
	}
	named := func(p *fuzzPolicy) bool { return slices.Contains(p.attached, holder) }
	switch q.caller {
	case alice, appSession, appRole, bob:
		c.identity, c.boundary = q.ask("identity", named), q.ask("boundary", named)
	}
	if session {
		c.limit = q.ask("session", func(p *fuzzPolicy) bool { return slices.Contains(p.attached, q.caller) })
	}
	c.deny, c.passes = c.identity.deny || c.boundary.deny || c.limit.deny, true
	if account(q.caller) != homeAccount {
		return c
	}
	for _, level := range []string{"r-root", homeAccount} {
		v := q.ask("scp", func(p *fuzzPolicy) bool { return p.attached[0] == level })
		lists := slices.ContainsFunc(q.w.policies, func(p fuzzPolicy) bool {
			return p.kind == "scp" && p.attached[0] == level && slices.ContainsFunc(p.statements, func(s fuzzStatement) bool { return !s.deny })
		})
		c.deny = c.deny || v.deny
		c.passes = c.passes && (!lists || v.allow != notNamed)
	}
	return c
}

// iam decides as IAM does.
func (q *question) iam() string {
	c := q.callerSide()
	var resource voice
	if q.w.kind == "REST" {
		resource = q.ask("resource", ofAPI)
	}
	identity, boundary, limit := c.identity, c.boundary, c.limit
	limited := (!boundary.there || boundary.allow != notNamed) && (!limit.there || limit.allow != notNamed)
	allowed := false
	switch {
	case account(q.caller) == "":
		allowed = resource.allow == directly
	case q.caller == homeRoot:
		allowed = true
	case account(q.caller) != homeAccount:
		allowed = identity.allow != notNamed && limited && resource.allow != notNamed
	default:
		allowed = resource.allow == directly || (identity.allow != notNamed || resource.allow == asRole) && limited
	}
	switch {
	case c.deny || resource.deny:
		return "explicitDeny"
	case allowed && c.passes:
		return "allowed"
	}
	return "implicitDeny"
}

// What the engine answers.

type fuzzStep struct {
	ID     string
	Policy *int
	Span   []int
	Steps  []fuzzStep
}

type fuzzAnswer struct {
	Results []struct {
		Decision, Reason, Error string
		Status                  int
		DecidedBy               []struct {
			Policy, Statement int
			Span              []int
			Step              string
		}
		DependsOn []struct {
			Key  string
			Ways []struct {
				When, Decision string
				Value          []string
			}
		}
		Trace fuzzStep
	}
	Diagnostics []struct {
		Policy         *int
		Span           []int
		Severity, Code string
		Message        string
	}
}

func serve(t *testing.T, op uint32, w *fuzzWorld) fuzzAnswer {
	t.Helper()
	var a fuzzAnswer
	if err := json.Unmarshal(wire.Serve(op, []byte(w.text()), nil), &a); err != nil || len(a.Results) != 1 {
		t.Fatalf("%v\n%s", err, w.text())
	}
	return a
}

// asksForMore reports whether the scenario leaves open by an unknown key what has to be known: whether the API is private, or
// whether a VPC endpoint sees an invalid signature.
func asksForMore(t *testing.T, w *fuzzWorld) bool {
	t.Helper()
	r := serve(t, wire.Decide, w).Results[0]
	return r.Decision == "error" && strings.Contains(r.Reason, "which is unknown; ")
}

func decide(t *testing.T, w *fuzzWorld) string {
	t.Helper()
	r := serve(t, wire.Decide, w).Results[0]
	if r.Decision == "error" {
		t.Fatalf("an error: %s\n%s", r.Reason, w.text())
	}
	return r.Decision
}

// FuzzWorkflow holds of calls to an API what must hold whatever the policies are.
func FuzzWorkflow(f *testing.F) {
	f.Add([]byte{})
	f.Add([]byte("0"))
	for i := range 60 {
		seed := make([]byte, 120)
		x := uint32(i*7919 + 17)
		for j := range seed {
			x = x*1664525 + 1013904223
			seed[j] = byte(x >> 24)
		}
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, bytes []byte) {
		d := &fuzzDice{bytes}
		w := makeWorld(d)
		if asksForMore(t, w) {
			return
		}
		decision := decide(t, w)
		checkAnswer(t, w, decision)
		checkOrder(t, w, d, decision)
		checkDeny(t, w, d, decision)
		checkWithheld(t, w, decision)
		if w.unknown == nil {
			checkModel(t, w, decision)
		} else {
			checkWays(t, w, decision)
		}
	})
}

// checkModel compares with the tables.
func checkModel(t *testing.T, w *fuzzWorld, decision string) {
	if w.cache && w.authorization() == "CUSTOM" {
		return // no page says whether the authorizer's answer must allow InvalidateCache
	}
	if want := w.model(); decision != want {
		t.Fatalf("decided %s, the tables say %s\n%s", decision, want, w.text())
	}
}

// checkAnswer compares Evaluate with Decide and looks at spans, ids and texts.
func checkAnswer(t *testing.T, w *fuzzWorld, decision string) {
	a := serve(t, wire.Evaluate, w)
	r := a.Results[0]
	if r.Decision != decision {
		t.Fatalf("Decide says %s, Evaluate %s\n%s", decision, r.Decision, w.text())
	}
	denied := decision != "allowed" && decision != "depends"
	if r.Reason == "" || ((r.Status > 0) != denied || (r.Error != "") != denied || strings.Contains(r.Error, "  ")) {
		t.Fatalf("%s with the reason %q, the status %d and the error text %q\n%s", decision, r.Reason, r.Status, r.Error, w.text())
	}
	ids := map[string]bool{}
	inside := func(policy *int, span []int) {
		if len(span) == 2 && (policy == nil || span[0] < 0 || span[1] < span[0] || span[1] > len(w.policies[*policy].text())) {
			t.Fatalf("the span %v\n%s", span, w.text())
		}
	}
	var walk func(s *fuzzStep)
	walk = func(s *fuzzStep) {
		if ids[s.ID] {
			t.Fatalf("two steps %s\n%s", s.ID, w.text())
		}
		ids[s.ID] = true
		inside(s.Policy, s.Span)
		for i := range s.Steps {
			walk(&s.Steps[i])
		}
	}
	walk(&r.Trace)
	for _, c := range r.DecidedBy {
		inside(&c.Policy, c.Span)
		if p := &w.policies[c.Policy]; !ids[c.Step] || c.Statement >= len(p.statements) || p.text()[c.Span[0]] != '{' || p.text()[c.Span[1]-1] != '}' ||
			p.statements[c.Statement].deny != (decision == "explicitDeny") {
			t.Fatalf("decided %s by %+v\n%s", decision, c, w.text())
		}
	}
	for _, g := range a.Diagnostics {
		if g.Policy != nil {
			inside(g.Policy, g.Span)
		}
	}
	if (decision == "depends") != (len(r.DependsOn) > 0) {
		t.Fatalf("%s with %v\n%s", decision, r.DependsOn, w.text())
	}
}

func (w *fuzzWorld) copied() *fuzzWorld {
	other := *w
	other.policies = slices.Clone(w.policies)
	for i := range other.policies {
		other.policies[i].statements = slices.Clone(w.policies[i].statements)
	}
	other.context = map[string]string{}
	for key, v := range w.context {
		other.context[key] = v
	}
	other.unknown = slices.Clone(w.unknown)
	return &other
}

// checkOrder puts policies and statements in another order.
func checkOrder(t *testing.T, w *fuzzWorld, d *fuzzDice, decision string) {
	other := w.copied()
	slices.Reverse(other.policies)
	for i := range other.policies {
		slices.Reverse(other.policies[i].statements)
	}
	if n := len(other.policies); n > 2 {
		i := d.of(n)
		other.policies[0], other.policies[i] = other.policies[i], other.policies[0]
	}
	if got := decide(t, other); got != decision {
		t.Fatalf("%s, in another order %s\n%s", decision, got, w.text())
	}
}

// checkDeny adds a Deny.
func checkDeny(t *testing.T, w *fuzzWorld, d *fuzzDice, decision string) {
	if len(w.policies) == 0 {
		return
	}
	other := w.copied()
	p := &other.policies[d.of(len(other.policies))]
	s := w.makeStatement(d, p.kind)
	s.deny = true
	p.statements = append(p.statements, s)
	if got := decide(t, other); got == "allowed" && decision != "allowed" {
		t.Fatalf("%s, and with one more Deny in a policy of type %s allowed\n%s\n%s", decision, p.kind, w.text(), other.text())
	}
}

// checkWithheld changes keys that cannot be there.
func checkWithheld(t *testing.T, w *fuzzWorld, decision string) {
	var keys []string
	switch a := w.authorization(); {
	case a == "AWS_IAM", a == "NONE" && w.caller != "anonymous" && !w.public():
	default:
		keys = append(keys, signerKeys...)
	}
	if w.public() && !w.unlisted {
		keys = append(keys, "aws:SourceVpce")
	}
	for _, key := range keys {
		for _, v := range append([]string{"", "?"}, fuzzValues[key]...) {
			other := w.copied()
			other.set(key, v)
			if got := decide(t, other); got != decision {
				t.Fatalf("%s, and %s with the withheld key %s = %q\n%s", decision, got, key, v, w.text())
			}
		}
	}
}

// set gives a key a value; "" takes it away, "?" makes it unknown.
func (w *fuzzWorld) set(key, v string) {
	delete(w.context, key)
	w.unknown = slices.DeleteFunc(w.unknown, func(s string) bool { return s == key })
	if len(w.unknown) == 0 {
		w.unknown = nil
	}
	switch v {
	case "":
	case "?":
		w.unknown = append(w.unknown, key)
	default:
		w.context[key] = v
	}
}

// checkWays goes each way of the unknown keys.
func checkWays(t *testing.T, w *fuzzWorld, decision string) {
	found := map[string]bool{}
	q := question{w: w, caller: w.caller}
	var try func(other *fuzzWorld, keys []string)
	try = func(other *fuzzWorld, keys []string) {
		if len(keys) == 0 {
			got := decide(t, other)
			found[got] = true
			checkModel(t, other, got)
			if decision != "depends" && got != decision {
				t.Fatalf("%s with unknown keys, %s with %v\n%s", decision, got, other.context, w.text())
			}
			return
		}
		values := fuzzValues[keys[0]]
		if q.value(keys[0]) == "" {
			values = append([]string{""}, values...) // else its absence cannot be said: a value follows from the caller
		}
		for _, v := range values {
			next := other.copied()
			next.set(keys[0], v)
			try(next, keys[1:])
		}
	}
	keys := w.unknown
	if len(keys) > 3 {
		return
	}
	try(w, keys)
	if decision != "depends" || len(keys) > 1 {
		return
	}
	for _, dep := range serve(t, wire.Evaluate, w).Results[0].DependsOn {
		for _, way := range dep.Ways {
			other := w.copied()
			switch {
			case len(way.Value) == 1:
				other.set(dep.Key, way.Value[0])
			case q.value(dep.Key) == "":
				other.set(dep.Key, "")
			default:
				continue
			}
			if way.Value != nil && dep.Key == "aws:SourceVpce" && !strings.HasPrefix(way.Value[0], "vpce-") {
				other.set(dep.Key, "vpce-99999999")
			}
			if got := decide(t, other); got != way.Decision {
				t.Fatalf("%s %s: %s, in fact %s\n%s", dep.Key, way.When, way.Decision, got, w.text())
			}
		}
	}
}
