package check

import (
	"strings"

	"github.com/iam-policy-playground/playground/engine"
)

// callerKeys are the global keys about a user or a role, which no request of a service principal carries.
//
// AWS: IAM User Guide, "AWS global condition context keys".
const callerKeys = " aws:principalorgid aws:principalorgpaths aws:username aws:tokenissuetime aws:multifactorauthpresent aws:multifactorauthage " +
	"aws:federatedprovider aws:sourceidentity aws:assumedroot "

// servicePrincipalKeys notes statements that let in services only, and ask them for what only users and roles have.
func servicePrincipalKeys(s *subject) {
	for i := range s.statements {
		in := &s.statements[i]
		if !in.allows() || !onlyServices(&in.principal) {
			continue
		}
		for j := range in.condition {
			t := &in.condition[j]
			tag := strings.HasPrefix(strings.ToLower(t.name), "aws:principaltag/")
			if needsKey(t) && (tag || isOneOf(t.name, callerKeys)) {
				s.note(engine.Error, UnsupportedKeyForServicePrincipal, t.key, "no request of a service principal carries "+quote(t.name)+", so the statement allows nothing; test aws:SourceOrgID, aws:SourceAccount or aws:SourceArn")
			}
		}
	}
}

func onlyServices(principal *element) bool {
	for _, e := range principal.entries {
		if e.kind != "Service" {
			return false
		}
	}
	return !principal.negated && len(principal.entries) > 0
}
