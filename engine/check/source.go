package check

import (
	"strings"

	"github.com/iam-policy-playground/playground/engine"
)

// servicePrincipals notes statements of a resource's policy that let a service in for whomever it works.
//
// AWS: IAM User Guide, "The confused deputy problem"; "IAM policy validation check reference", Restrict access to service principal.
func servicePrincipals(s *subject, in *statement) {
	if s.kind != engine.Resource || !in.allows() || in.principal.negated || in.testsSource() {
		return
	}
	for _, e := range in.principal.entries {
		if e.kind == "Service" {
			s.note(engine.SecurityWarning, RestrictAccessToServicePrincipal, e.value,
				quote(e.text)+" is let in for every customer of AWS whom it works for; test aws:SourceAccount, aws:SourceArn or aws:SourceOrgID")
		}
	}
}

// testsSource reports whether the condition has a key that can say for whom a service works: the global ones, and any other
// that is about a source, an account or an encryption context.
func (s *statement) testsSource() bool {
	for i := range s.condition {
		key := strings.ToLower(s.condition[i].name)
		for _, word := range [...]string{"source", "account", "org", "encryptioncontext", "arn"} {
			if strings.Contains(key, word) {
				return true
			}
		}
	}
	return false
}
