package engine

// A stance is what policies say together: whether a Deny applies and whether an Allow does. For policies that name
// principals it tells the ways of naming apart.
type stance struct {
	deny, allow tri
	direct      tri // an Allow names exactly the caller, or everyone
	via         tri // an Allow names the role or the user behind the caller
	account     tri // an Allow names the caller's account
}

// A tally is the stance of the policies of one role, with the statements behind it in a recorded run.
type tally struct {
	stance
	grants  []Cause
	denials []Cause
}

func (t *stance) outcome() Outcome {
	switch {
	case t.deny == yes:
		return OutcomeExplicitDeny
	case t.deny == unknown:
		return OutcomeDepends
	case t.allow == yes:
		return OutcomeAllowed
	case t.allow == unknown:
		return OutcomeDepends
	}
	return OutcomeImplicitDeny
}

func (t *tally) merge(u *tally) {
	t.deny, t.allow = max(t.deny, u.deny), max(t.allow, u.allow)
	t.direct, t.via, t.account = max(t.direct, u.direct), max(t.via, u.via), max(t.account, u.account)
	t.grants = append(t.grants, u.grants...)
	t.denials = append(t.denials, u.denials...)
}

// add counts a statement that applies, or may.
func (t *stance) add(s *statement, applies tri, how grant) {
	if !s.allow {
		t.deny = max(t.deny, applies)
		return
	}
	t.allow = max(t.allow, applies)
	if how&directGrant != 0 {
		t.direct = max(t.direct, applies)
	}
	if how&viaGrant != 0 {
		t.via = max(t.via, applies)
	}
	if how&accountGrant != 0 {
		t.account = max(t.account, applies)
	}
}

// policies evaluates the documents of a list. A recorded run visits every statement, also after a Deny, so that all
// that would deny is known; do not cut it short.
func (q *Query) policies(list []int, rec *Step) (total tally) {
	for _, i := range list {
		p := &q.set.policies[i]
		if rec == nil {
			q.scan(p.Document, &total.stance)
			continue
		}
		step := rec.addIndexed(OpPolicy, "p", i, p.Name)
		step.Policy = i
		t := q.document(p.Document, i, step)
		step.Outcome = t.outcome()
		step.Answer = answerOf(step.Outcome)
		total.merge(&t)
	}
	return total
}

func answerOf(o Outcome) Answer {
	switch o {
	case OutcomeAllowed:
		return Yes
	case OutcomeDepends:
		return Unknown
	case NoOutcome, OutcomeNone:
		return NotAsked
	}
	return No
}

// scan evaluates a document without recording, and looks only at statements that can cover the resource.
func (q *Query) scan(d *Document, t *stance) {
	x := &d.index
	if x.first == nil {
		for i := range d.statements {
			q.visit(&d.statements[i], d, t)
		}
		return
	}
	for _, n := range x.lengths {
		if n > len(q.resourceText) {
			return
		}
		use, found := x.first[q.resourceText[:n]]
		for ; found && use >= 0; use = x.uses[use].next {
			q.visit(&d.statements[x.uses[use].statement], d, t)
		}
	}
}

// visit adds what a statement says, unrecorded: the first element that does not match ends it.
func (q *Query) visit(s *statement, d *Document, t *stance) {
	if !s.action.match(q.action) {
		return
	}
	covered := q.matchResources(&s.resource)
	if covered == no {
		return
	}
	named, how := q.matchPrincipals(&s.principal, s.allow, d)
	if named == no {
		return
	}
	if applies := min(covered, named, s.condition.eval(q, nil)); applies != no {
		t.add(s, applies, how)
	}
}

func (q *Query) document(d *Document, policy int, rec *Step) tally {
	var t tally
	for i := range d.statements {
		s := &d.statements[i]
		step := rec.addIndexed(OpStatement, "s", i, statementName(d, i)).at(s.span)
		step.Effect = "Deny"
		if s.allow {
			step.Effect = "Allow"
		}
		applies, how := q.record(s, d, step)
		t.add(s, applies, how)
		if applies == yes {
			cause := Cause{Policy: policy, Statement: i, Span: s.span, Step: step, how: how}
			if s.allow {
				t.grants = append(t.grants, cause)
			} else {
				t.denials = append(t.denials, cause)
			}
		}
	}
	return t
}

// record decides whether s applies: its principal, action, resource and condition must all match. Where the action
// does not, the statement is about something else, and the rest of it is not asked.
//
// AWS: IAM User Guide, "Policy evaluation logic".
func (q *Query) record(s *statement, d *Document, rec *Step) (tri, grant) {
	if !s.action.match(q.action) {
		q.recordActions(&s.action, rec)
		for _, e := range []struct {
			element
			segment, name string
		}{{s.principal.element, "principal", "Principal"}, {s.resource.element, "resource", "Resource"}, {s.condition.element, "condition", "Condition"}} {
			if e.present() {
				rec.add(OpElement, e.segment, e.elementName(e.name)).at(e.span).skip(ReasonOtherAction)
			}
		}
		rec.answer(no, ReasonActionMismatch)
		return no, 0
	}
	named, how := q.recordPrincipals(&s.principal, s.allow, d, rec)
	q.recordActions(&s.action, rec)
	covered := q.recordResources(&s.resource, rec)
	holds := yes
	if s.condition.present() {
		step := rec.add(OpElement, "condition", "Condition").at(s.condition.span)
		holds = s.condition.eval(q, step)
		step.answer(holds, conditionReason(holds, &s.condition))
	}
	applies := min(named, covered, holds)
	rec.answer(applies, statementReason(named, covered, holds))
	return applies, how
}

func (e *element) elementName(name string) string {
	if e.negated {
		return "Not" + name
	}
	return name
}

func conditionReason(holds tri, c *condition) Code {
	switch {
	case len(c.blocks) == 0:
		return ReasonConditionEmpty
	case holds == yes:
		return ReasonConditionHolds
	case holds == unknown:
		return ReasonUnknownKey
	}
	return ReasonConditionFails
}

// statementReason names the first element that keeps a statement from applying.
func statementReason(named, covered, holds tri) Code {
	switch no {
	case named:
		return ReasonPrincipalMismatch
	case covered:
		return ReasonResourceNotCovered
	case holds:
		return ReasonConditionFails
	}
	if min(named, covered, holds) == unknown {
		return ReasonUnknownKey
	}
	return ReasonStatementApplies
}

func (q *Query) recordActions(l *actions, rec *Step) {
	step := rec.add(OpElement, "action", l.elementName("Action")).at(l.span)
	answer := l.match(q.action)
	if step == nil {
		return
	}
	step.answer(triOf(answer), listReason(answer, l.negated, len(l.entries), ReasonActionMatches, ReasonActionMismatch)).compare(l.want(), q.request.Action)
	if len(l.entries) < 2 {
		return
	}
	for i := range l.entries {
		e := &l.entries[i]
		why, hit := ReasonActionMismatch, e.pattern.match(q.action)
		if hit {
			why = ReasonActionMatches
		}
		step.addIndexed(OpEntry, "e", i, "").at(e.span).answer(triOf(hit), why).compare(e.text, q.request.Action)
	}
}

func (l *actions) want() string {
	if len(l.entries) == 1 {
		return l.entries[0].text
	}
	return ""
}

// listReason says why a list of entries, or its negation, matches or does not.
func listReason(answer, negated bool, entries int, matches, mismatch Code) Code {
	switch {
	case entries == 0:
		return ReasonEmptyList
	case negated && answer:
		return ReasonNotExcluded
	case negated:
		return ReasonExcluded
	case answer:
		return matches
	}
	return mismatch
}

// matchResources decides Resource or NotResource. Only a trust policy has none, others are refused without: its resource is the role.
func (q *Query) matchResources(l *resources) tri {
	if !l.present() {
		return yes
	}
	answer := no
	for i := range l.entries {
		answer = max(answer, l.entries[i].match(q, false).answer)
		if answer == yes {
			break
		}
	}
	return l.negate(answer)
}

func (l *resources) negate(answer tri) tri {
	switch {
	case len(l.entries) == 0:
		return no
	case l.negated:
		return answer.not()
	}
	return answer
}

func (q *Query) recordResources(l *resources, rec *Step) tri {
	if !l.present() {
		return yes
	}
	step := rec.add(OpElement, "resource", l.elementName("Resource")).at(l.span)
	if step == nil {
		return q.matchResources(l)
	}
	answer, first := no, resourceMatch{why: ReasonResourceMismatch}
	for i := range l.entries {
		e := &l.entries[i]
		m := e.match(q, true)
		if answer = max(answer, m.answer); len(l.entries) == 1 {
			first = m
			q.describeResource(step, e, &m, l.negated)
		} else {
			entry := step.addIndexed(OpEntry, "e", i, "").at(e.span)
			q.describeResource(entry, e, &m, l.negated)
			entry.answer(m.answer, m.reason())
		}
	}
	answer = l.negate(answer)
	why := listReason(answer == yes, l.negated, len(l.entries), ReasonResourceMatches, first.why)
	if answer == unknown {
		why = ReasonUnknownKey
	}
	step.answer(answer, why)
	step.Got = shorten(q.request.Resource)
	return answer
}

func (m *resourceMatch) reason() Code {
	if m.answer == yes {
		return ReasonResourceMatches
	}
	return m.why
}

// describeResource writes what an entry wants, and marks what is special about the comparison.
func (q *Query) describeResource(step *Step, e *resource, m *resourceMatch, negated bool) {
	want := e.text
	if e.variable && m.answer != unknown && m.why != ReasonVariableUnresolved {
		want = e.pattern.withResource(e.part.resolve(q).text).text.text()
	}
	step.compare(want, q.request.Resource)
	if e.short && m.why != ReasonVariableUnresolved && m.answer != unknown {
		step.Want = shorten(e.writtenOut(q, e.shortPart(q)))
		step.note(Expanded)
	}
	if e.padded && !e.never {
		step.Want = shorten(e.pattern.text.text())
		step.note(Expanded)
	}
	if m.crosses || e.folded && m.answer == yes || negated && m.why == ReasonVariableUnresolved {
		step.note(Unsettled)
	}
}

// matchPrincipals decides Principal or NotPrincipal, and how an Allow names the caller.
func (q *Query) matchPrincipals(l *principals, allow bool, d *Document) (tri, grant) {
	if !d.kind.namesPrincipals() {
		return yes, directGrant
	}
	var how grant
	for i := range l.entries {
		how |= l.entries[i].matches(q.caller, q.gatewayPolicy(d))
	}
	switch {
	case !l.present():
		return no, 0
	case !l.negated:
		return triOf(how != 0), how
	case !allow && len(q.layers[Boundary].policies) > 0:
		return yes, directGrant
	}
	return triOf(how == 0), directGrant
}

// gatewayPolicy reports whether d is the policy of a gateway endpoint, in which an account means its root user only.
func (q *Query) gatewayPolicy(d *Document) bool {
	if d.kind != Endpoint {
		return false
	}
	id, _ := q.endpoint()
	return q.set.environment.Endpoints[id].Gateway
}

func (q *Query) recordPrincipals(l *principals, allow bool, d *Document, rec *Step) (tri, grant) {
	answer, how := q.matchPrincipals(l, allow, d)
	if !l.present() {
		return answer, how
	}
	step := rec.add(OpElement, "principal", l.elementName("Principal")).at(l.span)
	if step == nil {
		return answer, how
	}
	step.answer(answer, q.principalReason(l, answer, how, allow)).compare("", q.request.Principal)
	for i := range l.entries {
		e := &l.entries[i]
		hit := e.matches(q.caller, q.gatewayPolicy(d))
		target := step
		if len(l.entries) > 1 {
			target = step.addIndexed(OpEntry, "e", i, "").at(e.span).answer(triOf(hit != 0), grantReason(hit, e.kind == everyone))
		}
		target.compare(e.text, q.request.Principal)
	}
	if l.negated && answer == no && !q.strictExemption(l, d) || !l.wildcardOnly && l.onlyEveryone() && q.caller.kind == serviceCaller {
		step.note(Unsettled)
	}
	return answer, how
}

func (l *principals) onlyEveryone() bool {
	return len(l.entries) == 1 && l.entries[0].kind == everyone
}

// strictExemption is the other reading of NotPrincipal: a caller is exempt only if its account, its role and its session are all
// listed (RATIONALE.md, "Why NotPrincipal exempts on any match").
func (q *Query) strictExemption(l *principals, d *Document) bool {
	var how grant
	for i := range l.entries {
		how |= l.entries[i].matches(q.caller, q.gatewayPolicy(d))
	}
	switch q.caller.kind {
	case userCaller:
		return how&(directGrant|accountGrant) == directGrant|accountGrant
	case roleCaller, federatedCaller:
		return how == directGrant|viaGrant|accountGrant
	}
	return how != 0
}

func (q *Query) principalReason(l *principals, answer tri, how grant, allow bool) Code {
	switch {
	case len(l.entries) == 0:
		return ReasonEmptyList
	case l.negated && !allow && answer == yes && len(q.layers[Boundary].policies) > 0:
		return ReasonBoundaryDefeatsNotPrincipal
	case l.negated && answer == yes:
		return ReasonNotExcluded
	case l.negated:
		return ReasonExcluded
	}
	return grantReason(how, l.onlyEveryone())
}

// grantReason says how a principal names the caller.
func grantReason(how grant, everyone bool) Code {
	switch {
	case how&directGrant != 0 && everyone:
		return ReasonPrincipalEveryone
	case how&directGrant != 0:
		return ReasonPrincipalExact
	case how&viaGrant != 0:
		return ReasonPrincipalVia
	case how&accountGrant != 0:
		return ReasonPrincipalAccount
	}
	return ReasonPrincipalMismatch
}
