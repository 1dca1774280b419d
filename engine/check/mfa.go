package check

import (
	"strings"

	"github.com/iam-policy-playground/playground/engine"
)

// multiFactor notes tests of aws:MultiFactorAuthPresent that forget access keys, with which the key is absent: a Deny that they
// escape, an Allow that they pass.
//
// AWS: IAM User Guide, "AWS global condition context keys", aws:MultiFactorAuthPresent.
func multiFactor(s *subject, in *statement, t *test) {
	const key = " aws:multifactorauthpresent "
	if t.op.base != "bool" || t.op.set != "" || !isOneOf(t.name, key) || len(t.values) != 1 || in.testsAny(key, "null") {
		return
	}
	switch value := strings.ToLower(scalar(t.values[0])); {
	case in.denies() && value == "false" && !t.op.ifExists:
		s.note(engine.SecurityWarning, DenyWithoutIfExistsOnMFAKey, t.key,
			"requests with an access key have no "+t.name+", so the Deny does not reach them; write \"BoolIfExists\"", in.respell(t, "BoolIfExists")...)
	case in.allows() && value == "true" && t.op.ifExists:
		s.note(engine.SecurityWarning, AllowWithIfExistsOnMFAKey, t.key,
			"requests with an access key have no "+t.name+", and IfExists lets them in without MFA; write \"Bool\"", in.respell(t, "Bool")...)
	}
}
