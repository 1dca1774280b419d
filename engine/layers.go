package engine

import "strings"

// An account of what each layer says about one request. Layers that take no part pass.
type verdict struct {
	deny       tri // an explicit Deny anywhere
	scp        tri // every level allows
	endpoint   tri
	resource   stance // resource policies, or the role's trust policy
	identity   stance
	boundary   tri
	session    tri
	authorizer stance
	denials    []Cause
	grants     *[Authorizer + 1][]Cause // by layer; nil unless the run is recorded
}

// layerOrder is the order in which the layers stand in the trace.
//
// AWS: IAM User Guide, "How AWS enforcement code logic evaluates requests to allow or deny access".
var layerOrder = []Type{RCP, SCP, Endpoint, Resource, Trust, Authorizer, Identity, Boundary, Session}

// skipLayers finds which layers stand in the trace, which of them are asked, and why the others are not.
func (q *Query) skipLayers() {
	for _, kind := range layerOrder {
		if !q.takes.has(kind) || kind == Trust && !q.assumesRole || kind == Resource && q.assumesRole {
			continue
		}
		q.shown |= typesOf(kind)
		if q.layers[kind].skipped = q.layerSkipped(kind); q.layers[kind].skipped == "" {
			q.asked |= typesOf(kind)
		}
	}
}

// evaluate asks every layer. No layer is passed over because another one denied already: a reader wants to know all
// that would deny.
func (q *Query) evaluate(rec *Step) verdict {
	v := verdict{scp: yes, endpoint: yes, boundary: yes, session: triOf(q.layers[Session].skipped != ReasonSessionPolicyMissing)}
	shown := q.asked
	if rec != nil {
		shown, v.grants = q.shown, new([Authorizer + 1][]Cause)
	}
	for _, kind := range layerOrder {
		if !shown.has(kind) {
			continue
		}
		var step *Step
		if rec != nil {
			step = q.layerStep(kind, rec)
		}
		if q.asked.has(kind) {
			t, pass := q.layer(kind, step)
			v.take(kind, &t)
			v.limit(kind, pass)
		}
		if step != nil {
			q.listUnattached(kind, step)
		}
	}
	return v
}

// layerStep records a layer, and why it takes no part.
func (q *Query) layerStep(kind Type, rec *Step) *Step {
	step := rec.add(OpLayer, kind.String(), kind.String())
	if q.crossAccount() {
		step.Side = sideOf(kind)
	}
	if why := q.layers[kind].skipped; why != "" {
		step.skip(why)
		if why == ReasonRCPServiceNotCovered {
			step.note(Unsettled)
		}
	}
	return step
}

func sideOf(kind Type) Side {
	switch kind {
	case RCP, Resource, Trust:
		return ResourceSide
	case SCP, Identity, Boundary, Session:
		return CallerSide
	}
	return NoSide
}

// take adds what the policies of one layer say.
func (v *verdict) take(kind Type, t *tally) {
	v.deny = max(v.deny, t.deny)
	if v.grants != nil {
		v.denials = append(v.denials, t.denials...)
		v.grants[kind] = t.grants
	}
	switch kind {
	case Resource, Trust:
		v.resource = t.stance
	case Identity:
		v.identity = t.stance
	case Authorizer:
		v.authorizer = t.stance
	}
}

// limit adds whether one of the layers that only limit lets the request through.
func (v *verdict) limit(kind Type, pass tri) {
	switch kind {
	case SCP:
		v.scp = pass
	case Endpoint:
		v.endpoint = pass
	case Boundary:
		v.boundary = pass
	case Session:
		v.session = pass
	}
}

// layer evaluates the policies of one role. pass says whether the layer lets the request through, leaving its explicit
// denials aside.
func (q *Query) layer(kind Type, step *Step) (t tally, pass tri) {
	l := &q.layers[kind]
	if kind == SCP || kind == RCP {
		return q.levels(l.levels, step)
	}
	pass = yes
	if kind == Endpoint {
		t, pass = q.endpointPolicies(l.policies, step)
	} else {
		t = q.policies(l.policies, step)
		pass = t.allow
	}
	if step != nil {
		step.Outcome = t.outcome()
		step.answer(tri(answerOf(step.Outcome)), layerReason(step.Outcome))
	}
	return t, pass
}

func layerReason(o Outcome) Code {
	switch o {
	case OutcomeExplicitDeny:
		return ReasonLayerDenies
	case OutcomeAllowed:
		return ReasonLayerAllows
	case OutcomeDepends:
		return ReasonUnknownKey
	}
	return ReasonLayerSilent
}

// layerSkipped says why a layer takes no part, or "". For the policies of an organization attach has said so.
func (q *Query) layerSkipped(kind Type) Code {
	c := q.caller
	l := &q.layers[kind]
	switch {
	case l.skipped != "":
		return l.skipped
	case kind == SCP || kind == RCP || len(l.policies) > 0:
		return ""
	case kind == Endpoint && q.noEndpoint():
		return ReasonNoEndpoint
	case (kind == Identity || kind == Boundary) && c.kind == rootCaller:
		return ReasonRootHasNoPolicies
	case (kind == Identity || kind == Boundary || kind == Session) && !c.hasAccount():
		return ReasonNoIdentity
	case kind == Session && c.kind == federatedCaller:
		return ReasonSessionPolicyMissing
	case kind == Session && c.kind != roleCaller:
		return ReasonNoSession
	}
	return ReasonNoPolicy
}

// levels evaluates service or resource control policies: every level must allow, and within a level one Allow is
// enough.
//
// AWS: AWS Organizations User Guide, "SCP evaluation", How SCPs work with Allow.
func (q *Query) levels(levels []level, rec *Step) (t tally, pass tri) {
	pass = yes
	for i, lv := range levels {
		step := rec.addIndexed(OpLevel, "l", i, lv.id)
		here := q.policies(lv.policies, step)
		if lv.assumed {
			here.allow = yes
		}
		pass = min(pass, here.allow)
		if step != nil {
			step.Outcome = here.outcome()
			step.answer(tri(answerOf(step.Outcome)), layerReason(step.Outcome))
			if lv.assumed && rec.Name == SCP.String() {
				step.note(Assumed).compare("FullAWSAccess", "")
			} else if lv.assumed {
				step.compare("RCPFullAWSAccess", "")
			}
		}
		t.merge(&here)
	}
	t.allow = pass
	if rec != nil {
		rec.Outcome = t.outcome()
		rec.answer(tri(answerOf(rec.Outcome)), layerReason(rec.Outcome))
	}
	return t, pass
}

// maxUnattached bounds how many policies without part a layer shows.
const maxUnattached = 20

// listUnattached shows the policies of a role that take no part, so that nobody looks for their effect.
func (q *Query) listUnattached(kind Type, rec *Step) {
	part, listed := make([]bool, len(q.set.policies)), 0
	for _, i := range q.layers[kind].policies {
		part[i] = true
	}
	for i := range q.set.policies {
		p := &q.set.policies[i]
		if p.Document.kind != kind || part[i] {
			continue
		}
		if listed++; listed > maxUnattached {
			rec.note(Truncated)
			return
		}
		step := rec.addIndexed(OpPolicy, "p", i, p.Name).skip(ReasonAttachedElsewhere)
		step.Policy = i
		switch {
		case !p.Everywhere && len(p.AttachedTo) == 0:
			step.Why = ReasonAttachedToNothing
		case rec.Why != "" && rec.Answer == NotAsked && rec.Why != ReasonNoPolicy:
			step.Why = rec.Why
		}
		step.Want = shorten(strings.Join(p.AttachedTo, ", "))
	}
}

// organizationExemption says why the service or resource control policies above an account do not bind the request.
//
// AWS: AWS Organizations User Guide, "Tasks and entities not restricted by SCPs"; "Resources and entities not
// restricted by RCPs".
func (q *Query) organizationExemption(kind Type, id string, member bool) Code {
	switch {
	case kind == SCP && !q.caller.hasAccount():
		return ReasonSCPNeedsPrincipal
	case !member && id == "":
		return ReasonOwnerUnknown
	case !member:
		return ReasonNotInOrganization
	case q.caller.linked, kind == RCP && q.assumesRole && q.set.serviceLinked(q.request.Resource):
		return ReasonServiceLinkedRole
	case q.set.environment.Accounts[id].Management:
		return ReasonManagementAccount
	case kind == RCP && !rcpCovers(q.action):
		return ReasonRCPServiceNotCovered
	}
	return ""
}

func rcpCovers(action string) bool {
	service, _, _ := strings.Cut(action, ":")
	return strings.Contains(rcpServices, " "+service+" ") && action != "kms:retiregrant"
}
