package check

import (
	"sort"

	"github.com/iam-policy-playground/playground/engine"
	"github.com/iam-policy-playground/playground/engine/scenario"
)

// scpLevels notes accounts below a root or organizational unit, or themselves, where no service control policy allows anything: each
// level has to allow. Where FullAWSAccess is taken to be attached nothing is missing, and SCPs do not bind the management account.
//
// AWS: AWS Organizations User Guide, "SCP evaluation".
func scpLevels(s *scenario.Scenario) (found []Finding) {
	allowed, everywhere := map[string]bool{}, false
	for i := range s.Policies {
		p := &s.Policies[i]
		if p.Type == engine.SCP && allowsSomething(p.Text) {
			everywhere = everywhere || p.Everywhere
			for _, to := range p.AttachedTo {
				allowed[to] = true
			}
		}
	}
	if everywhere {
		return nil
	}
	var ids []string
	for id := range s.Environment.Accounts {
		ids = append(ids, id)
	}
	sort.Strings(ids)
	for _, id := range ids {
		if level := levelWithoutAllow(id, s.Environment.Accounts[id], allowed); level != "" {
			found = append(found, Finding{Diagnostic: engine.Diagnostic{Policy: -1, Path: `accounts["` + id + `"]`, Severity: engine.Warning, Code: SCPLevelWithoutAllow,
				Message: "no service control policy on " + level + " allows anything, so everybody in the account is denied everything; attach one there, such as FullAWSAccess"}})
		}
	}
	return found
}

// levelWithoutAllow returns the first level from the root to an account where nothing is allowed, or "".
func levelWithoutAllow(id string, account engine.Account, allowed map[string]bool) string {
	if !account.NoFullAWSAccess || account.Management || len(account.Path) == 0 {
		return ""
	}
	for _, level := range account.Path {
		if !allowed[level] {
			return level
		}
	}
	if !allowed[id] {
		return id
	}
	return ""
}

// allowsSomething reports whether a policy has an Allow statement.
func allowsSomething(text string) bool {
	s := newSubject(engine.SCP, text, nil)
	for i := range s.statements {
		if s.statements[i].allows() {
			return true
		}
	}
	return false
}
