package scenario

import (
	"github.com/iam-policy-playground/playground/engine/apigateway"
	"github.com/iam-policy-playground/playground/engine/internal/jsontree"
)

var (
	authorizations = &words{"Authorization", "How API Gateway authorizes a call.",
		[]string{apigateway.AuthNone, apigateway.AuthIAM, apigateway.AuthCustom, apigateway.AuthCognito, apigateway.AuthJWT}}
	apiTypes     = &words{"ApiType", "Kinds of APIs.", []string{apigateway.REST, apigateway.HTTP, apigateway.WebSocket}}
	apiEndpoints = &words{"ApiEndpoint", "Where an API can be reached.", []string{apigateway.Edge, apigateway.Regional, apigateway.Private}}
	// The words of apigateway.CacheInvalidations; what stands here is data of the program.
	invalidations = &words{"CacheInvalidation", "What becomes of a caller who may not invalidate the cache and tries to; with ANYONE everybody may.",
		[]string{"FAIL_WITH_403", "SUCCEED_WITH_RESPONSE_HEADER", "SUCCEED_WITHOUT_RESPONSE_HEADER", "ANYONE"}}
	apiKeySources = &words{"ApiKeySource", "Where a call's API key comes from.", []string{"HEADER", "AUTHORIZER"}}

	// The characters of base paths are those of API mappings.
	//
	// AWS: API Gateway Developer Guide, "Use API mappings to connect API stages to a custom domain name for REST APIs".
	domainText = &form{WrongValue, "a custom domain name with its base path and stage", "api.example.com/v1 -> prod", nil, patterns{
		"{host}", "{host}/{base}", "{host} -> {mapped}", "{host}/{base} -> {mapped}",
		"{host}+{id}", "{host}+{id}/{base}", "{host}+{id} -> {mapped}", "{host}+{id}/{base} -> {mapped}"}}

	// AWS: API Gateway REST API reference, CreateStage; API Gateway Developer Guide, "Manage HTTP API stages".
	stageName  = &form{WrongValue, "the name of a stage", "prod", nil, patterns{"{stage}", "$default"}}
	namedStage = &form{WrongValue, "the name of a stage", "prod", nil, patterns{"{stage}"}}
)

var apiRecord = record{
	name: "Api",
	noun: "an API",
	doc:  "What is known of an API of API Gateway.",
	fields: []field{
		{name: "account", required: true, shape: &shape{kind: text, form: accountID}, doc: "Id of the account that owns it."},
		{name: "region", required: true, shape: &shape{kind: text, form: regionName}, doc: "Its Region."},
		{name: "type", required: true, shape: &shape{kind: text, words: apiTypes}, doc: "Whether it is a REST, HTTP or WebSocket API."},
		{name: "endpoint", shape: &shape{kind: text, words: apiEndpoints}, doc: "Where it can be reached. Default REGIONAL. Only REST APIs can be EDGE or PRIVATE."},
		{name: "stages", shape: &shape{kind: list, of: &shape{kind: text, form: stageName}}, doc: "Names of its stages. Absent: every stage exists."},
		{name: "disableExecuteApiEndpoint", shape: aFlag, doc: "Whether its default endpoint is switched off. Default false."},
		{name: "domains", shape: &shape{kind: list, of: &shape{kind: text, form: domainText}},
			doc: "Custom domain names that lead to it, as in api.example.com/base/path -> prod. A private one has its id behind a plus sign. " +
				"Without a stage: the API's only one, else what follows the base path names it."},
		{name: "cacheInvalidation", shape: &shape{kind: text, words: invalidations},
			doc: "REST APIs: what becomes of a caller who sends Cache-Control: max-age=0 and may not invalidate the cache. Default FAIL_WITH_403. ANYONE: everybody may."},
		{name: "apiKeySource", shape: &shape{kind: text, words: apiKeySources},
			doc: "REST and WebSocket APIs: whether the API key comes in a header or from the Lambda authorizer. Default HEADER."},
		{name: "routes", shape: &shape{kind: list, of: &shape{kind: fields, record: &routeRecord}, most: MaxRoutes},
			doc: "Its methods or routes. Absent: every path exists. Given: a call that matches none is refused."},
	},
	// AWS: API Gateway Developer Guide, "Choose between REST APIs and HTTP APIs" and "Overview of WebSocket APIs".
	variants: []variant{
		{"type", []string{apigateway.REST}, []limit{
			{path: stages, form: namedStage, why: "only HTTP APIs have a stage $default"},
			{path: routeTexts, form: restRoute, fault: pathFault},
			{path: routeAuthorizations, words: []string{apigateway.AuthNone, apigateway.AuthIAM, apigateway.AuthCustom, apigateway.AuthCognito},
				why: "only HTTP APIs have JWT authorizers"},
		}},
		{"type", []string{apigateway.HTTP}, []limit{
			{path: endpoint, words: regional, why: "only REST APIs can be EDGE or PRIVATE"},
			{path: routeTexts, form: httpRoute, fault: pathFault},
			{path: routeAuthorizations, words: []string{apigateway.AuthNone, apigateway.AuthIAM, apigateway.AuthCustom, apigateway.AuthJWT},
				why: "only REST APIs have user pool authorizers; an HTTP API checks a user pool's tokens with JWT"},
			{path: []string{"routes", "apiKeyRequired"}, why: "HTTP APIs have no API keys"},
			{path: []string{"apiKeySource"}, why: "HTTP APIs have no API keys"},
			{path: cacheInvalidation, why: "only REST APIs have a cache"},
		}},
		{"type", []string{apigateway.WebSocket}, []limit{
			{path: endpoint, words: regional, why: "only REST APIs can be EDGE or PRIVATE"},
			{path: stages, form: namedStage, why: "only HTTP APIs have a stage $default"},
			{path: routeTexts, form: routeKey},
			{path: routeAuthorizations, words: []string{apigateway.AuthNone, apigateway.AuthIAM, apigateway.AuthCustom},
				why: "WebSocket APIs have neither user pool nor JWT authorizers"},
			{path: cacheInvalidation, why: "only REST APIs have a cache"},
		}},
	},
	begin: func(r *reader) { r.api = apigateway.API{} },
	take:  (*reader).takeAPI,
	end: func(r *reader, v jsontree.Value) {
		r.routes(member(v, "routes").Of())
		r.repeatedStages(member(v, "stages").Of())
		r.domains(member(v, "domains").Of())
		r.scenario.APIs[r.key()] = r.api
	},
}

// Paths of limits, and what HTTP and WebSocket APIs have in common.
var (
	stages              = []string{"stages"}
	endpoint            = []string{"endpoint"}
	cacheInvalidation   = []string{"cacheInvalidation"}
	routeTexts          = []string{"routes", "route"}
	routeAuthorizations = []string{"routes", "authorization"}

	regional = []string{apigateway.Regional}
)

func (r *reader) takeAPI(f *field, v jsontree.Value) {
	switch f.name {
	case "account":
		r.api.Account = v.Str()
	case "region":
		r.api.Region = v.Str()
	case "type":
		r.api.Type = v.Str()
	case "endpoint":
		r.api.Endpoint = v.Str()
	case "stages":
		r.api.Stages = stringsOf(v)
	case "disableExecuteApiEndpoint":
		r.api.Disabled = v.Kind() == jsontree.True
	case "cacheInvalidation":
		r.api.Invalidation = v.Str()
	case "apiKeySource":
		r.api.KeyFromCall = v.Str() == "AUTHORIZER"
	case "routes":
		if r.api.Routes == nil {
			r.api.Routes = []apigateway.Route{} // none exists, unlike nil
		}
	}
}

var routeRecord = record{
	name: "Route",
	noun: "a route",
	doc:  "A method of a REST API or a route of an HTTP or WebSocket API.",
	fields: []field{
		{name: "route", required: true, shape: anyText,
			doc: "REST and HTTP APIs: method, or ANY, and path with parameters in braces, as in GET /pets/{petId}; {proxy+} stands for the rest of a path. " +
				"HTTP APIs also: $default. WebSocket APIs: a route key such as $connect or sendMessage."},
		{name: "authorization", shape: &shape{kind: text, words: authorizations},
			doc: "How calls are authorized. Default NONE. COGNITO_USER_POOLS is for REST APIs, JWT for HTTP APIs."},
		{name: "apiKeyRequired", shape: aFlag, doc: "REST and WebSocket APIs: whether a call needs an API key. Default false."},
	},
	begin: func(r *reader) { r.route = apigateway.Route{} },
	take:  (*reader).takeRoute,
	end:   func(r *reader, v jsontree.Value) { r.api.Routes = append(r.api.Routes, r.route) },
}

func (r *reader) takeRoute(f *field, v jsontree.Value) {
	switch f.name {
	case "route":
		r.route.Route = v.Str()
	case "authorization":
		r.route.Authorization = v.Str()
	case "apiKeyRequired":
		r.route.APIKeyRequired = v.Kind() == jsontree.True
	}
}

// repeatedStages reports a stage that the list has before.
func (r *reader) repeatedStages(list jsontree.Value) {
	r.push("stages", -1)
	seen := map[string]bool{}
	i := 0
	for e := list.First(); e.OK(); e = e.Next() {
		if name := e.Str(); seen[name] {
			r.push("", i)
			r.reportAt(e, WrongValue, "the stage "+quote(name)+" stands here twice")
			r.pop()
		} else if e.Kind() == jsontree.String {
			seen[name] = true
		}
		i++
	}
	r.pop()
}

// domains reads the custom domain names of an API.
func (r *reader) domains(list jsontree.Value) {
	r.push("domains", -1)
	i := 0
	for e := list.First(); e.OK(); e = e.Next() {
		if text := e.Str(); e.Kind() == jsontree.String && domainText.matches(text) {
			r.push("", i)
			r.domain(e)
			r.pop()
		}
		i++
	}
	r.pop()
}

// domain keeps a custom domain name of the API that is being read.
//
// AWS: API Gateway Developer Guide, "Custom domain names for private APIs in API Gateway".
func (r *reader) domain(v jsontree.Value) {
	d, problem := apigateway.ParseDomain(v.Str())
	if problem != nil {
		r.reportAt(v, WrongValue, problem.Message)
		return
	}
	r.api.Domains = append(r.api.Domains, d)
	if fault := r.domainFault(d); fault != "" {
		r.reportAt(v, WrongValue, quote(v.Str())+": "+fault)
	}
}

// domainFault says why d cannot lead to the API that is being read, "" for nothing, and keeps in mind that it does.
func (r *reader) domainFault(d apigateway.Domain) string {
	api := r.path[len(r.path)-3].key
	place := d.Name + "+" + d.ID + "/" + d.BasePath
	other, taken := r.mapped[place]
	r.mapped[place] = api
	private := r.api.Endpoint == apigateway.Private
	switch {
	case taken && other == api:
		return "the API has this domain name with this base path twice"
	case taken:
		return "this domain name with this base path leads to the API " + other + " already"
	case d.ID != "" && !private:
		return `a private custom domain name leads only to APIs with the "endpoint" "PRIVATE"`
	case d.ID == "" && private:
		return "only a private custom domain name, with its id as in api.example.com+abcd1234, leads to a PRIVATE API"
	case d.Stage != "" && r.api.Stages != nil && !contains(r.api.Stages, d.Stage):
		return "the API has no stage " + quote(d.Stage) + ` in "stages"`
	}
	return ""
}
