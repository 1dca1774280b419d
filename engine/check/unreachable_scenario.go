package check

import (
	"strings"

	"github.com/iam-policy-playground/playground/engine"
)

// A bound is a policy of a scenario with its statements read.
type bound struct {
	*engine.Policy
	index   int
	subject *subject
	reaches []reach
}

// unreachable notes Allow statements of identity policies that a Deny of another policy leaves nothing of, or that no boundary or
// service control policy allows, for none of the users, groups and roles that the policy is attached to.
//
// AWS: IAM User Guide, "Policy evaluation logic"; "Permissions boundaries for IAM entities"; AWS Organizations User Guide, "SCP
// evaluation".
func unreachable(set *engine.Set, e *engine.Environment) (found []Finding) {
	all := boundsOf(set)
	for i := range all {
		b := &all[i]
		if b.Document.Kind() != engine.Identity {
			continue
		}
		for j := range b.reaches {
			if r := &b.reaches[j]; r.allows() {
				if why := b.unreached(r, all, e); why != "" {
					b.subject.noteBrace(engine.Warning, UnreachableStatement, r.value, why)
				}
			}
		}
		for _, f := range b.subject.findings {
			f.Policy = b.index
			found = append(found, f)
		}
	}
	return found
}

// boundsOf reads the policies that grant to or bind users and roles; none if there are too many to compare them.
func boundsOf(set *engine.Set) (all []bound) {
	statements := 0
	for i := range set.Policies() {
		p := set.Policy(i)
		kind := p.Document.Kind()
		if p.Document.Failure() != nil || kind != engine.Identity && kind != engine.Boundary && kind != engine.SCP {
			continue
		}
		s := newSubject(kind, p.Document.Text(), nil)
		all = append(all, bound{&p, i, s, s.reaches()})
		if statements += len(s.statements); statements > 1000 || len(all[len(all)-1].reaches) < len(s.statements) {
			return nil
		}
	}
	return all
}

// unreached says why nothing of a statement is ever allowed, or "".
func (b *bound) unreached(r *reach, all []bound, e *engine.Environment) string {
	for i := range all {
		if d := &all[i]; d.index != b.index && d.binds(b, e) {
			if by := shadow(r, d.reaches); by >= 0 {
				return "everything that the statement allows is denied by " + d.subject.nameOf(by) + " of " + quote(d.Name)
			}
		}
	}
	if b.outsideAll(r, all, (*bound).isBoundaryOf) {
		return "no permissions boundary of whom the policy is attached to allows any of what the statement does"
	}
	return b.outsideSCPs(r, all, e)
}

// binds reports whether a policy applies to everybody to whom another one is attached.
func (b *bound) binds(other *bound, e *engine.Environment) bool {
	if b.Document.Kind() == engine.SCP {
		return other.each(func(to string) bool { return !exempt(to, e) && (b.Everywhere || b.attachedToAny(levelsOf(to, e))) })
	}
	return b.Everywhere || other.each(func(to string) bool { return contains(b.AttachedTo, to) })
}

// each reports whether the policy is attached to somebody by name, and all of them are so.
func (b *bound) each(is func(to string) bool) bool {
	for _, to := range b.AttachedTo {
		if !is(to) {
			return false
		}
	}
	return !b.Everywhere && len(b.AttachedTo) > 0
}

func (b *bound) attachedToAny(places []string) bool {
	for _, place := range places {
		if contains(b.AttachedTo, place) {
			return true
		}
	}
	return false
}

func (b *bound) isBoundaryOf(to string) bool {
	return b.Document.Kind() == engine.Boundary && (b.Everywhere || contains(b.AttachedTo, to))
}

// outsideAll reports whether everybody to whom the policy is attached has some binding policies, none of which allows any of what
// the statement does.
func (b *bound) outsideAll(r *reach, all []bound, binds func(by *bound, to string) bool) bool {
	return b.each(func(to string) bool {
		some := false
		for i := range all {
			if by := &all[i]; binds(by, to) {
				some = true
				if by.mayAllow(r) {
					return false
				}
			}
		}
		return some
	})
}

// mayAllow reports whether an Allow of the policy may cover something that a statement does.
func (b *bound) mayAllow(r *reach) bool {
	for i := range b.reaches {
		if b.reaches[i].allows() && b.reaches[i].mayMeet(r) {
			return true
		}
	}
	return false
}

// allowsSome reports whether the policy has an Allow statement. Where no service control policy has one, FullAWSAccess is taken to be
// attached too, or SCP_LEVEL_WITHOUT_ALLOW is found.
func (b *bound) allowsSome() bool {
	for i := range b.reaches {
		if b.reaches[i].allows() {
			return true
		}
	}
	return false
}

// outsideSCPs says at which level of the organization no service control policy allows any of what a statement does, or "".
func (b *bound) outsideSCPs(r *reach, all []bound, e *engine.Environment) string {
	if !b.each(func(to string) bool { return !exempt(to, e) }) {
		return ""
	}
	for i, level := range levelsOf(b.AttachedTo[0], e) {
		atLevel := func(by *bound, to string) bool {
			return by.Document.Kind() == engine.SCP && by.allowsSome() && (by.Everywhere && i == 0 || contains(by.AttachedTo, level)) && contains(levelsOf(to, e), level)
		}
		if b.outsideAll(r, all, atLevel) {
			return "no service control policy on " + level + " allows any of what the statement does"
		}
	}
	return ""
}

// exempt reports whether service control policies do not bind a user, role or group: in the management account, outside an
// organization, and service-linked roles.
func exempt(to string, e *engine.Environment) bool {
	account := e.Accounts[accountOf(to)]
	return account.Management || len(account.Path) == 0 || e.Principals[to].ServiceLinked || strings.Contains(to, ":role/aws-service-role/")
}

// levelsOf are the places from the root to the account of a user, role or group.
func levelsOf(to string, e *engine.Environment) []string {
	id := accountOf(to)
	path := e.Accounts[id].Path
	return append(path[:len(path):len(path)], id)
}

func accountOf(text string) string {
	a, _ := cutARN(text)
	return a[arnAccount]
}
