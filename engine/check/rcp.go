package check

import (
	"github.com/iam-policy-playground/playground/engine"
)

// Condition keys in lower case, between blanks.
const (
	// principalKeys are absent where a service calls for itself.
	principalKeys = " aws:principalaccount aws:principalorgid aws:principalorgpaths "
	// sourceKeys are present only where a service calls on behalf of a resource.
	sourceKeys = " aws:sourceaccount aws:sourcearn aws:sourceorgid aws:sourceorgpaths "
	// serviceKeys tell whether a service calls.
	serviceKeys = " aws:principalisawsservice aws:principalservicename aws:principalservicenameslist "
)

// resourceControl notes tests of a resource control policy that deny calls nobody meant: of services, or of everybody but
// services.
//
// AWS: AWS Organizations User Guide, "Resource control policy examples"; IAM User Guide, "IAM policy validation check reference",
// RCP missing related ….
func resourceControl(s *subject, in *statement, t *test) {
	if s.kind != engine.RCP || !in.denies() || !t.op.holdsIfAbsent() {
		return
	}
	switch exempt := in.testsAny(serviceKeys, ""); {
	case isOneOf(t.name, principalKeys) && !exempt && !in.testsAny(principalKeys, "null"):
		s.note(engine.Warning, RCPMissingRelatedPrincipalConditionKey, t.key,
			t.name+" is absent where an AWS service calls, so the statement denies that too; add \"BoolIfExists\": {\"aws:PrincipalIsAWSService\": \"false\"}")
	case isOneOf(t.name, sourceKeys) && !in.testsAny(sourceKeys, "null"):
		if !exempt {
			s.note(engine.Warning, RCPMissingRelatedServicePrincipalConditionKey, t.key,
				t.name+" is present only where an AWS service calls, so the statement denies everybody else; add \"Bool\": {\"aws:PrincipalIsAWSService\": \"true\"}")
		}
		s.note(engine.Warning, RCPMissingServiceConditionKeyNullCheck, t.key,
			"a service that calls without a resource of a customer has no "+t.name+" and is denied; add \"Null\": {\"aws:SourceAccount\": \"false\"}")
	}
}

// holdsIfAbsent reports whether the operator holds for a request without the key.
func (o operator) holdsIfAbsent() bool {
	return o.ifExists || o.set == "forallvalues" || o.set == "" && o.negated()
}

// testsAny reports whether the condition has one of some keys, under an operator of a family or, for "", under any.
func (s *statement) testsAny(keys, family string) bool {
	for i := range s.condition {
		t := &s.condition[i]
		if isOneOf(t.name, keys) && (family == "" || t.op.family() == family) {
			return true
		}
	}
	return false
}
