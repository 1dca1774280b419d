package engine

import "strings"

// A conclusion is how the layers come to an answer.
type conclusion struct {
	allowed tri
	why     Code
	blocks  typeSet // the layers that withhold the permission, where allowed is no
	grants  typeSet // the layers that give it, where allowed is yes
}

// A typeSet is a set of policy types, one bit each.
type typeSet uint16

func typesOf(list ...Type) typeSet {
	var s typeSet
	for _, t := range list {
		s |= 1 << t
	}
	return s
}

func (s typeSet) has(t Type) bool { return s>>t&1 == 1 }

// conclude combines the layers: the one place that knows how policy types work together. Explicit denials are decided
// before it, and RCPs do nothing else: RCPFullAWSAccess, which allows everything, is attached at every level.
//
// AWS: IAM User Guide, "Policy evaluation logic"; "Policy evaluation for requests within a single account";
// "Cross-account policy evaluation logic".
func (q *Query) conclude(v *verdict) conclusion {
	c := conclusion{}
	if q.gate.Rule == ByIAM {
		c = q.access(v)
	} else {
		c = q.byRule(v)
	}
	if q.assumesRole {
		c.allowed = min(c.allowed, q.reusesTransitiveTag().not())
	}
	switch no {
	case v.scp:
		return conclusion{no, ReasonSCPSilent, typesOf(SCP), 0}
	case v.endpoint:
		return conclusion{no, ReasonEndpointSilent, typesOf(Endpoint), 0}
	}
	c.allowed = min(c.allowed, v.scp, v.endpoint)
	return c
}

// access combines identity and resource side, without the filters of the organization and the endpoint.
func (q *Query) access(v *verdict) conclusion {
	switch {
	case q.assumesRole && q.reusesTransitiveTag() == yes:
		return conclusion{no, ReasonTransitiveTagReused, 0, 0}
	case q.caller.kind == federatedCaller && q.barredFromSTS():
		return conclusion{no, ReasonFederatedUserLimits, typesOf(Identity), 0}
	case !q.caller.hasAccount():
		return q.outsideAccounts(v)
	case q.resourceIsARN && q.resource[arnPartition] != q.caller.partition:
		return conclusion{no, ReasonOtherPartition, typesOf(q.own()), 0}
	case q.crossAccount():
		return q.bothAccounts(v)
	case q.caller.kind == rootCaller:
		return q.root(v)
	}
	return q.oneAccount(v)
}

// byRule combines the layers of a gate that IAM's own logic does not decide.
func (q *Query) byRule(v *verdict) conclusion {
	if q.gate.Rule == NoDeny {
		return conclusion{yes, ReasonNotDenied, 0, 0}
	}
	each, one, asked := yes, no, false
	var silent, granting typeSet
	for _, kind := range layerOrder {
		if !q.takes.has(kind) {
			continue
		}
		says := v.says(kind)
		if len(q.layers[kind].policies) == 0 {
			continue
		}
		asked = true
		each, one = min(each, says), max(one, says)
		if says == no {
			silent |= typesOf(kind)
		} else if says == yes {
			granting |= typesOf(kind)
		}
	}
	switch {
	case q.gate.Rule == OneSays && one == no:
		return conclusion{no, ReasonNoneSays, silent, 0}
	case q.gate.Rule == OneSays:
		return conclusion{one, ReasonOneSays, 0, granting}
	case each == no:
		return conclusion{no, ReasonLayerMustAllow, silent, 0}
	case !asked:
		return conclusion{yes, ReasonNothingRestricts, 0, 0}
	}
	return conclusion{each, ReasonEachSays, 0, granting}
}

// says is what the policies of a layer allow.
func (v *verdict) says(kind Type) tri {
	switch kind {
	case Endpoint:
		return v.endpoint
	case Authorizer:
		return v.authorizer.allow
	}
	return v.resource.allow
}

// barredFromSTS reports whether a federated-user session may not make the call, whatever policies say (RATIONALE.md,
// "Why a federated user cannot call IAM").
func (q *Query) barredFromSTS() bool {
	return strings.HasPrefix(q.action, "iam:") || strings.HasPrefix(q.action, "sts:")
}

// reusesTransitiveTag reports whether the call passes a session tag with the key of one that the calling session hands
// on.
//
// AWS: IAM User Guide, "Pass session tags in AWS STS", Role chaining with session tags.
func (q *Query) reusesTransitiveTag() tri {
	reuses := no
	for _, name := range q.caller.info.TransitiveTags {
		key := "aws:RequestTag/" + name
		switch _, from, _ := q.lookup(strings.ToLower(key)); from {
		case sourceAbsent:
		case sourceUnknown:
			q.touch(strings.ToLower(key))
			if q.onPresence != nil {
				q.onPresence(key)
			}
			reuses = max(reuses, unknown)
		default:
			reuses = yes
		}
	}
	return reuses
}

// own is the layer of the resource's own policy.
func (q *Query) own() Type {
	if q.assumesRole {
		return Trust
	}
	return Resource
}

// outsideAccounts decides for service principals, identity providers and anonymous callers: only the resource's policy
// can allow them.
func (q *Query) outsideAccounts(v *verdict) conclusion {
	if v.resource.direct == no {
		return conclusion{no, ReasonOnlyResourcePolicyCounts, typesOf(q.own()), 0}
	}
	return conclusion{v.resource.direct, ReasonResourcePolicyGrants, 0, typesOf(q.own())}
}

// root decides for the root user of the resource's account.
func (q *Query) root(v *verdict) conclusion {
	if !q.needsOwnPolicy() {
		return conclusion{yes, ReasonRootUser, 0, 0}
	}
	if v.resource.allow == no {
		return conclusion{no, ReasonOwnPolicySilent, typesOf(q.own()), 0}
	}
	return conclusion{v.resource.allow, ReasonResourcePolicyGrants, 0, typesOf(q.own())}
}

// oneAccount decides for a user or session of the resource's account: identity or resource policy is enough, and how
// the resource policy names the caller decides whether boundary and session policy still limit it.
func (q *Query) oneAccount(v *verdict) conclusion {
	identity := v.identity.allow
	if q.needsOwnPolicy() {
		identity = min(identity, v.resource.account)
	}
	grant := max(identity, v.resource.via)
	limited := min(grant, v.boundary, v.session)
	c := conclusion{allowed: max(v.resource.direct, limited)}
	switch {
	case c.allowed == yes && v.resource.direct == yes:
		c.why, c.grants = ReasonNamedDirectly, typesOf(q.own())
	case c.allowed == yes && identity == yes && q.needsOwnPolicy():
		c.why, c.grants = ReasonDelegatedByOwnPolicy, typesOf(Identity, q.own())
	case c.allowed == yes && identity == yes:
		c.why, c.grants = ReasonIdentityPolicyGrants, typesOf(Identity)
	case c.allowed == yes:
		c.why, c.grants = ReasonRoleNamed, typesOf(q.own())
	case grant == no && q.needsOwnPolicy() && v.resource.account == no:
		c.why, c.blocks = ReasonOwnPolicySilent, typesOf(q.own())
	case grant == no && v.resource.account == yes:
		c.why, c.blocks = ReasonAccountOnlyDelegates, typesOf(Identity)
	case grant == no:
		c.why, c.blocks = ReasonNothingGrants, typesOf(Identity, q.own())
	default:
		c.why, c.blocks = q.limit(v)
	}
	return c
}

// limit names the limit that a grant of the identity side does not pass.
func (q *Query) limit(v *verdict) (Code, typeSet) {
	switch {
	case v.boundary == no:
		return ReasonBoundarySilent, typesOf(Boundary)
	case v.session == no && q.layers[Session].skipped == ReasonSessionPolicyMissing:
		return ReasonSessionPolicyMissing, typesOf(Session)
	case v.session == no:
		return ReasonSessionSilent, typesOf(Session)
	}
	return ReasonUnknownKey, 0
}

// bothAccounts decides across accounts: the caller's account and the resource's account must both allow.
func (q *Query) bothAccounts(v *verdict) conclusion {
	identity := v.identity.allow
	if q.caller.kind == rootCaller {
		identity = yes
	}
	caller := min(identity, v.boundary, v.session)
	both := conclusion{min(caller, v.resource.allow), ReasonBothAccountsAllow, 0, typesOf(Identity, q.own())}
	switch {
	case both.allowed != no:
		return both
	case identity == no && v.resource.allow == no:
		return conclusion{no, ReasonNeitherAccountAllows, typesOf(Identity, q.own()), 0}
	case identity == no:
		return conclusion{no, ReasonCallerAccountSilent, typesOf(Identity), 0}
	case v.resource.allow == no:
		return conclusion{no, ReasonResourceAccountSilent, typesOf(q.own()), 0}
	}
	why, blocks := q.limit(v)
	return conclusion{no, why, blocks, 0}
}

// unconditional decides the calls that no policy governs.
//
// AWS: AWS STS API Reference, "GetCallerIdentity"; IAM User Guide, "Permissions for GetSessionToken".
func (q *Query) unconditional() (d Decision, why Code, ok bool) {
	if !q.caller.hasAccount() {
		return 0, "", false
	}
	switch q.action {
	case "sts:getcalleridentity":
		return Allowed, ReasonAlwaysAllowed, true
	case "sts:getsessiontoken":
		if q.caller.kind == userCaller || q.caller.kind == rootCaller {
			return Allowed, ReasonAlwaysAllowed, true
		}
		return ImplicitDeny, ReasonNeedsLongTermCredentials, true
	}
	return 0, "", false
}

// settle turns a verdict into a decision. ok is false where unknown keys leave it open.
func (q *Query) settle(v *verdict) (d Decision, c conclusion, ok bool) {
	if v.deny == yes {
		return ExplicitDeny, conclusion{why: ReasonExplicitDeny}, true
	}
	c = q.conclude(v)
	switch {
	case v.deny == unknown || c.allowed == unknown:
		return Depends, conclusion{why: ReasonDepends}, false
	case c.allowed == yes:
		return Allowed, c, true
	}
	return ImplicitDeny, c, true
}
