package apigateway

import (
	"strings"

	"github.com/iam-policy-playground/playground/engine"
	"github.com/iam-policy-playground/playground/engine/internal/jsontree"
)

// A Problem says why a call cannot be understood.
type Problem struct {
	Field   string // what it is about: method, url, api, operation, parameters, parameters.name, body.name
	Message string // lower-case start, no final period
}

func problem(field, message string) *Problem { return &Problem{field, message} }

// A Call is one operation with its parameters.
type Call struct {
	API        string         // V1, V2 or Connections
	Operation  string         // name in the SDKs
	Region     string         // us-east-1 if empty
	Partition  string         // that of the Region if empty
	Account    string         // of the caller, whose API Gateway is called
	Parameters jsontree.Value // object with the names of the SDKs; not OK for none
	Path       string         // as sent over HTTP, without query and /v2; "" to write it from the parameters
}

// A Check is one question to IAM. All of a call's checks must be allowed.
type Check struct {
	Action          string
	Resource        string
	ResourceAccount string                  // 12 digits
	Context         map[string]engine.Value // what the service and the call add to the request's context
	Unknown         []string                // keys that AWS fills with what the call does not show here
	Part            string                  // which part of the call asks: "the call itself", "its tags", …
	Notes           []Note
}

// A Note is what a reader should know about a Check: one sentence, lower-case start, no final period.
type Note struct {
	Key       string // context key that it is about; if no policy asks for it, the note is of no interest
	Text      string
	Unsettled bool // AWS's documentation leaves it open
}

// ownPart is the Part of the first check.
const ownPart = "the call itself"

// note adds what AWS's documentation leaves open about the whole check.
func (c *Check) note(text string) { c.add("", text, true) }

// open adds what AWS's documentation leaves open about a key.
func (c *Check) open(key, text string) { c.add(key, text, true) }

func (c *Check) add(key, text string, unsettled bool) {
	c.Notes = append(c.Notes, Note{key, text, unsettled})
}

// put adds a key to the context.
func (c *Check) put(key string, values []string, multi bool) {
	c.Context[key] = engine.Value{Strings: values, Multi: multi}
}

// asker collects the checks of one call. The first problem stays.
type asker struct {
	call       Call
	operation  Operation
	env        engine.Environment
	parameters parameters
	patches    []patch
	document   *document // what an import brings
	sentTags   []tag
	checks     []Check
	problem    *Problem
}

// Checks lists what IAM is asked for the call, the call itself first. Stored state and tags are taken from env.
//
// AWS: Service Authorization Reference, "Actions, resources, and condition keys for Amazon API Gateway Management" and
// "… Management V2", with their tables of operations; API Gateway Developer Guide, "Using tags to control access to API
// Gateway REST API resources".
func (c Call) Checks(env engine.Environment) ([]Check, *Problem) {
	o, wrong := operationOf(c.API, c.Operation)
	if wrong != nil {
		return nil, wrong
	}
	if c.Region == "" {
		c.Region = "us-east-1"
	}
	if c.Partition == "" {
		c.Partition, _ = partitionOf(c.Region)
	}
	a := asker{call: c, operation: o, env: env, parameters: parameters{c.Parameters, c.API != V1}}
	a.checkParameters()
	a.readPatches()
	a.readTags()
	a.readDocument()
	if a.problem == nil {
		a.ask()
	}
	if a.problem != nil {
		return nil, a.problem
	}
	return a.checks, nil
}

func (a *asker) fail(parameter, message string) {
	if a.problem != nil {
		return
	}
	field := "parameters"
	if parameter != "" {
		field += "." + parameter
	}
	a.problem = problem(field, message)
}

// checkParameters reports what is no parameter of the operation.
func (a *asker) checkParameters() {
	v := a.call.Parameters
	if v.OK() && v.Kind() != jsontree.Object {
		a.fail("", "the parameters are "+v.Kind().String()+", not an object")
		return
	}
	for key := v.First(); key.OK(); key = key.Next() {
		if name := key.Str(); a.operation.known(inAny, name) == "" {
			a.fail(name, a.operation.Name+" has no parameter "+quote(name)+a.operation.meant(inAny, name))
		}
	}
}

// ask lists the checks.
func (a *asker) ask() {
	own := Check{Action: a.operation.Action(), Part: ownPart, Context: map[string]engine.Value{}}
	a.resource(&own)
	if a.problem != nil {
		return
	}
	own.ResourceAccount = a.accountOf(own.Resource)
	a.fill(&own, a.operation.Name)
	a.fillRequested(&own)
	a.fillTags(&own)
	a.openQuestions(&own)
	a.checks = append(a.checks, own)
	a.askTags()
	a.askPolicies()
	a.askMutualTLS()
	a.askAssociation()
	a.askPortals()
	a.askRoles()
}

// add appends a check of another action on a resource of API Gateway; same says that the resource is the call's own.
func (a *asker) add(part, action, resource string, same bool) *Check {
	c := Check{Action: action, Resource: resource, Part: part, Context: map[string]engine.Value{}}
	c.ResourceAccount = a.accountOf(resource)
	if same {
		for key, value := range a.checks[0].Context {
			if key != "aws:TagKeys" && !strings.HasPrefix(key, "aws:RequestTag/") { // the verbs have these, not the named actions
				c.Context[key] = value
			}
		}
		c.Unknown = a.checks[0].Unknown
		for _, n := range a.checks[0].Notes {
			if n.Key != "" {
				c.Notes = append(c.Notes, n)
			}
		}
	}
	a.checks = append(a.checks, c)
	return &a.checks[len(a.checks)-1]
}

// resource writes the ARN that the call itself asks about.
func (a *asker) resource(c *Check) {
	c.Resource = a.expand(a.operation.Resource(), c)
	if a.operation.API == Connections {
		c.note("the guide's policies name …/@connections with or without a connection id, and refusals are reported with the literal {connectionId}; the id as sent is taken")
	}
}

// expand replaces the names in braces. What the path held is kept as sent.
func (a *asker) expand(template string, c *Check) string {
	if a.private() && strings.HasSuffix(template, "::/domainnames/{domainName}") {
		return a.ownARN("/domainnames/" + a.segment("domainName", c)) // its mappings have no account
	}
	arn := ""
	for {
		text, rest, found := strings.Cut(template, "{")
		arn += text
		if !found {
			return arn
		}
		text, template, _ = strings.Cut(rest, "}")
		switch text {
		case "partition":
			arn += a.call.Partition
		case "region":
			arn += a.call.Region
		case "account":
			arn += a.ownerAccount()
		default:
			arn += a.segment(text, c)
		}
	}
}

// ownerAccount returns the account of a resource whose ARN names it: the caller's, or the one that a call about a shared
// portal product names.
func (a *asker) ownerAccount() string {
	if owner := a.parameters.text("resourceOwnerAccountId"); owner != "" {
		return owner
	}
	return a.call.Account
}

// segment returns the value of a parameter as it stands in an ARN.
func (a *asker) segment(name string, c *Check) string {
	value := a.required(name)
	if strings.HasSuffix(name, "Arn") {
		a.checkARN(name, value)
		if name == "resourceArn" {
			return encodeARN(value)
		}
		return value
	}
	sent := a.sentSegment(name)
	if sent == "" {
		sent = encodePercent(value, segmentBytes)
	}
	if strings.Contains(sent, "%") {
		c.note("whether the ARN keeps the percent-encoding of " + quote(sent) + " is not documented; it is kept as sent")
	}
	if name == "domainName" {
		if id := a.parameters.text("domainNameId"); id != "" {
			sent += "+" + id
		}
	}
	return sent
}

// segmentBytes stand in a segment of a path as they are, beside letters and digits. The SDKs encode more of them; $default
// is reported to appear decoded in ARNs.
const segmentBytes = "-._~!$&'()*+,;=:@{}"

// sentSegment returns the segment of the path over HTTP that the parameter named, "" if there was none.
func (a *asker) sentSegment(name string) string {
	path := a.call.Path
	for template := a.operation.Path; template != "" && path != ""; {
		var want, got string
		want, template = cutSegment(template)
		got, path = cutSegment(path)
		if want == "{"+name+"}" {
			return got
		}
	}
	return ""
}

// required returns the text of a parameter that must be there.
func (a *asker) required(name string) string {
	v := a.parameters.get(name)
	text := scalar(v)
	switch {
	case !v.OK():
		a.fail(a.operation.shown(name), a.operation.Name+" needs the parameter "+quote(a.operation.shown(name)))
	case text == "":
		a.fail(a.operation.shown(name), quote(a.operation.shown(name))+" is "+describe(v)+"; it must be a string that is not empty")
	}
	return text
}

func describe(v jsontree.Value) string {
	if v.Kind() == jsontree.String {
		return "empty"
	}
	return v.Kind().String()
}

// checkARN reports an ARN that is not one of API Gateway.
func (a *asker) checkARN(name, text string) {
	if fields := strings.SplitN(text, ":", 6); a.problem == nil && (len(fields) < 6 || fields[0] != "arn" || fields[2] != "apigateway" || !strings.HasPrefix(fields[5], "/")) {
		a.fail(a.operation.shown(name), quote(text)+" is not the ARN of a resource of API Gateway, such as arn:"+a.call.Partition+":apigateway:"+a.call.Region+"::/restapis/a1b2c3d4e5")
	}
}

// private reports whether the call is about a private domain name: one with an id.
//
// AWS: API Gateway Developer Guide, "Custom domain names for private APIs in API Gateway".
func (a *asker) private() bool {
	return a.parameters.text("domainNameId") != "" || strings.Contains(a.parameters.text("domainName"), "+")
}

// arn returns the ARN of a path without an account.
func (a *asker) arn(path string) string {
	return "arn:" + a.call.Partition + ":apigateway:" + a.call.Region + "::" + path
}

// ownARN returns the ARN of a path with the caller's account.
func (a *asker) ownARN(path string) string {
	return "arn:" + a.call.Partition + ":apigateway:" + a.call.Region + ":" + a.call.Account + ":" + path
}

// accountOf returns whose resource an ARN is: what the ARN says, what the scenario says of it or of what is above it, and
// else the caller's account, because a call only reaches resources of the account that makes it.
func (a *asker) accountOf(arn string) string {
	fields := strings.SplitN(arn, ":", 6)
	if len(fields) == 6 && fields[4] != "" {
		return fields[4]
	}
	for above := arn; ; {
		if account := a.env.Resources[above].Account; account != "" {
			return account
		}
		i := strings.LastIndexByte(above, '/')
		if i < 0 {
			return a.call.Account
		}
		above = above[:i]
	}
}

// openQuestions notes what AWS's documentation leaves open about the resource of the call itself.
func (a *asker) openQuestions(c *Check) {
	o := &a.operation
	switch {
	case o.isNamed() && !strings.HasSuffix(o.Resource(), "}"):
		c.note("the reference lists only the type of single resources for this action; the path of the call, with the account, is taken as the resource")
	case o.API == V1 && o.Name == "GetModelTemplate":
		c.note("the reference prints the ARN of a template without an API; the path of the call is taken")
	case strings.Contains(o.Path, "/basepathmappings") && a.private():
		c.note("the reference prints the ARN of a private domain name with an account and those of its mappings without one; it is taken as printed")
	case strings.Contains(o.Path, "/routingrules") && a.private():
		c.note("the reference prints the ARN of a routing rule without the id of a private domain name; the id is added as for the domain name itself")
	case strings.HasPrefix(o.Name, "Reimport"):
		c.note("the reference lists DELETE and POST besides PUT for this call without saying on what; only PUT is asked")
	}
}
