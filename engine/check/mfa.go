package check

import (
	"strings"

	"github.com/iam-policy-playground/playground/engine"
)

// multiFactor notes tests of aws:MultiFactorAuthPresent that forget access keys, with which the key is absent: a Deny that they
// escape, an Allow that they pass.
//
// AWS: IAM User Guide, "AWS global condition context keys", aws:MultiFactorAuthPresent.
func multiFactor(s *subject) {
	const key = " aws:multifactorauthpresent "
	for i := range s.statements {
		st := &s.statements[i]
		for j := range st.condition {
			t := &st.condition[j]
			o := operatorOf(t.operator.Str())
			if o.base != "bool" || o.set != "" || !among(key, t.name) || len(t.values) != 1 || st.testsAny(key, "null") {
				continue
			}
			switch value := strings.ToLower(scalar(t.values[0])); {
			case st.denies() && value == "false" && !o.ifExists:
				s.note(engine.SecurityWarning, DenyWithoutIfExistsOnMFAKey, t.key,
					"requests with an access key have no "+t.name+", so the Deny does not reach them; write \"BoolIfExists\"", st.respell(t, "BoolIfExists")...)
			case st.allows() && value == "true" && o.ifExists:
				s.note(engine.SecurityWarning, AllowWithIfExistsOnMFAKey, t.key,
					"requests with an access key have no "+t.name+", and IfExists lets them in without MFA; write \"Bool\"", st.respell(t, "Bool")...)
			}
		}
	}
}
