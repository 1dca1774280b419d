package engine

import (
	"slices"
	"strconv"
	"strings"
)

// A Policy is a document and what it is attached to.
type Policy struct {
	Name       string
	Document   *Document
	AttachedTo []string // ARNs, endpoint ids, or ids of roots, OUs and accounts, as the document's Type asks
	Everywhere bool     // attached to whatever each request names; AttachedTo is then not read
}

// A Set is an environment and the policies attached in it. It is immutable and safe for concurrent use. The zero Set
// has no policies: nobody but a root user is allowed anything.
type Set struct {
	environment Environment
	policies    []Policy
	ofType      [Authorizer + 1][]int // the policies of each type
	belowRoot   bool                  // accounts of which nothing else is said are below a root, as a service or resource control policy is attached to whatever a request names
	roles       map[string]string     // account/lower-case name → ARN with path
}

// New makes a Set. It takes over env and policies; neither may be changed afterwards.
func New(env Environment, policies []Policy) *Set {
	s := &Set{environment: env, policies: policies, roles: map[string]string{}}
	for i := range policies {
		if policies[i].Document == nil {
			policies[i].Document = Compile(Identity, "") // refused: nothing is allowed where it takes part
		}
		kind := policies[i].Document.kind
		if int(kind) < len(s.ofType) {
			s.ofType[kind] = append(s.ofType[kind], i)
		}
		s.belowRoot = s.belowRoot || policies[i].Everywhere && (kind == SCP || kind == RCP)
		for _, to := range policies[i].AttachedTo {
			s.rememberRole(to)
		}
	}
	for name := range env.Principals {
		s.rememberRole(name)
	}
	return s
}

func (s *Set) rememberRole(text string) {
	if !strings.Contains(text, ":role/") {
		return
	}
	if p, ok := arnPrincipal(text); ok && p.kind == rolePrincipal {
		key := roleKey(p.partition, p.account, lastSegment(p.name))
		if old, taken := s.roles[key]; !taken || text < old {
			s.roles[key] = text
		}
	}
}

// roleKey finds a role: role names are unique in an account without regard to case.
func roleKey(partition, account, name string) string {
	return partition + ":" + account + "/" + strings.ToLower(name)
}

// Policies returns the number of policies.
func (s *Set) Policies() int { return len(s.policies) }

// Policy returns policy i. Its slices belong to the Set.
func (s *Set) Policy(i int) Policy { return s.policies[i] }

// Diagnostics returns what is found in the policies, and those that have no effect, sorted.
func (s *Set) Diagnostics() Diagnostics {
	var ds Diagnostics
	for i := range s.policies {
		p := &s.policies[i]
		for _, d := range p.Document.Diagnostics() {
			d.Policy = i
			ds = append(ds, d)
		}
	}
	ds = append(ds, s.Unattached()...)
	ds.Sort()
	return ds
}

// Unattached returns the part of Diagnostics that is about policies without effect, sorted.
func (s *Set) Unattached() (ds Diagnostics) {
	for i := range s.policies {
		if why := s.unattached(&s.policies[i]); why != "" {
			ds = append(ds, Diagnostic{Policy: i, Severity: Warning, Code: UnattachedPolicy, Message: why})
		}
	}
	return ds
}

// unattached says why p has no effect on anybody, or "".
func (s *Set) unattached(p *Policy) string {
	if p.Everywhere {
		return ""
	}
	if len(p.AttachedTo) == 0 {
		return "the policy is attached to nothing, so it has no effect"
	}
	for _, to := range p.AttachedTo {
		if s.reachesSomebody(p.Document.kind, to) {
			return ""
		}
	}
	return "the policy is attached to " + strings.Join(p.AttachedTo, ", ") + ", which reaches nobody here, so it has no effect"
}

func (s *Set) reachesSomebody(kind Type, to string) bool {
	switch {
	case kind == SCP || kind == RCP:
		for id, account := range s.environment.Accounts {
			if slices.Contains(account.levels(id), to) {
				return true
			}
		}
		return isAccountID(to) && s.belowRoot
	case kind == Identity && strings.Contains(to, ":group/"):
		for name, p := range s.environment.Principals {
			if inGroup(name, p.Groups, to) {
				return true
			}
		}
		return false
	}
	return true
}

// inGroup reports whether the user of that ARN and those groups is a member of the group of that ARN.
func inGroup(user string, groups []string, group string) bool {
	u, okUser := parseARN(user)
	g, okGroup := parseARN(group)
	if !okUser || !okGroup || u[arnAccount] != g[arnAccount] || u[arnPartition] != g[arnPartition] {
		return false
	}
	for _, name := range groups {
		if strings.EqualFold(name, lastSegment(g[arnResource])) {
			return true
		}
	}
	return false
}

// levels are the places from the root to the account, or nothing outside an organization.
func (a *Account) levels(id string) []string {
	if len(a.Path) == 0 {
		return nil
	}
	return slices.Concat(a.Path, []string{id})
}

// A level is a root, OU or account with the policies attached there.
type level struct {
	id       string
	policies []int
	assumed  bool // FullAWSAccess is taken to be attached
}

// layer is what of the policies of one role takes part in a request.
type layer struct {
	policies []int   // all that take part
	levels   []level // SCP and RCP only
	skipped  Code    // why the layer takes no part at all, or ""
}

// takesPart reports whether p is attached to what q names; false for what is attached to levels of an organization.
func (q *Query) takesPart(p *Policy) bool {
	c := q.caller
	switch kind := p.Document.kind; kind {
	case Identity, Boundary:
		return c.hasAccount() && c.kind != rootCaller && (p.Everywhere || anyOf(p.AttachedTo, func(to string) bool {
			return to == c.role || to == c.user || kind == Identity && inGroup(c.user, c.groups, to)
		}))
	case Session:
		sessions := c.kind == roleCaller || c.kind == federatedCaller
		return sessions && (p.Everywhere || anyOf(p.AttachedTo, c.isSession))
	case Resource:
		return !q.assumesRole && (p.Everywhere || anyOf(p.AttachedTo, func(to string) bool { return q.within(to) }))
	case Trust:
		return q.assumesRole && (p.Everywhere || anyOf(p.AttachedTo, func(to string) bool { return to == q.request.Resource }))
	case Endpoint:
		return q.mayTakePart(p)
	case Authorizer:
		return p.Everywhere || slices.Contains(p.AttachedTo, q.gate.Authorizer)
	}
	return false
}

func anyOf(list []string, f func(string) bool) bool {
	for _, s := range list {
		if s != "" && f(s) {
			return true
		}
	}
	return false
}

// within reports whether the request's resource is the one of that ARN, or lies below it.
func (q *Query) within(arn string) bool {
	rest, ok := strings.CutPrefix(q.request.Resource, arn)
	return ok && (rest == "" || rest[0] == '/')
}

// aboveOf finds the levels above an account with their service or resource control policies. There are none above one that
// is below no root.
func (s *Set) aboveOf(id string, kind Type) above {
	up := above{known: true, account: id}
	account := s.environment.Accounts[id]
	places := account.levels(id)
	if places == nil && s.belowRoot {
		places = []string{assumedRoot}
		if id != "" {
			places = append(places, id)
		}
	}
	for i, place := range places {
		lv := level{id: place, assumed: kind == RCP || !account.NoFullAWSAccess}
		for _, j := range s.ofType[kind] {
			p := &s.policies[j]
			if !(p.Everywhere && i == 0) && !anyOf(p.AttachedTo, func(to string) bool { return to == place }) {
				continue
			}
			lv.policies = append(lv.policies, j)
			up.policies = append(up.policies, j)
			lv.assumed = lv.assumed && (kind == RCP || !p.Document.hasAllow())
		}
		up.levels = append(up.levels, lv)
	}
	return up
}

// assumedRoot names the root above an account of which the scenario does not tell the organization.
const assumedRoot = "root"

// needOwner fails a request whose resource could be in an account that a resource control policy binds.
func (q *Query) needOwner(kind Type) {
	for i := range q.set.policies {
		if p := &q.set.policies[i]; kind == RCP && p.Document.kind == RCP && !p.Everywhere && len(p.AttachedTo) > 0 && rcpCovers(q.action) {
			q.fail("the account of the resource is not known, and the resource control policy " + p.Name + " may bind it; say resourceAccount")
		}
	}
}

// statementName names a statement in a sentence: its Sid, or its place counted from 1.
func statementName(d *Document, i int) string {
	if sid := d.statements[i].sid; sid != "" {
		return sid
	}
	return "statement " + strconv.Itoa(i+1)
}
