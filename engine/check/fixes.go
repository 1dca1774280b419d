package check

import (
	"github.com/iam-policy-playground/playground/engine"
	"github.com/iam-policy-playground/playground/engine/internal/jsontree"
)

// A fixer makes the fix of what the evaluator notes at a place, where one is certain: what it writes is what the author meant,
// as far as the text tells.
type fixer func(p *place) (Fix, bool)

// fixers are the codes of the evaluator that have a fix, and the reason why it is certain where that does not show.
var fixers = [...]struct {
	code engine.Code
	fix  fixer
}{
	{engine.NotAnObject, fixNotAnObject},
	{engine.MissingVersion, fixVersion},
	{engine.InvalidVersion, fixVersion},
	{engine.VariableUnsupportedInVersion, fixVersionForVariable},
	{engine.InvalidPolicyElement, fixElementName},
	{engine.InvalidEffect, fixEffect},
	{engine.DataTypeMismatch, fixDataType},
	{engine.DuplicateKey, fixDuplicateKey},
	{engine.DuplicateKeysWithDifferentCase, fixDuplicateKey},
	{engine.UnsupportedCharacter, fixCharacters},
	{engine.UnsupportedSid, fixSid},
	{engine.UniqueSidsRequired, fixRepeatedSid},
	{engine.UniqueSidsRecommended, fixRepeatedSid},
	{engine.EmptySidValue, fixByRemoval},
	{engine.UnsupportedID, fixByRemoval},             // it changes no decision
	{engine.EmptyObjectCondition, fixByRemoval},      // it restricts nothing
	{engine.RoleTrustPolicyResource, fixByRemoval},   // the resource is the role
	{engine.UnsupportedPrincipal, fixEveryone},       // everyone it is attached to is meant
	{engine.SCPPrincipal, fixEveryone},               // it binds all principals
	{engine.RoleTrustPolicyWildcard, fixWrapped},     // AWS's page names the form
	{engine.RCPPrincipal, fixBareWildcard},           // the only principal there is
	{engine.InvalidPrincipalFormat, fixWrapped},      // the text says what kind of principal it is
	{engine.InvalidPrincipalKey, fixPrincipalKey},    // one key is a slip away
	{engine.InvalidServicePrincipalFormat, fixLabel}, // the name lacks its domain
	{engine.UnsupportedWildcardInPrincipal, fixPartialPrincipal},
	{engine.MismatchedActionForPrincipal, fixTrustAction},
	{engine.MissingActionForRolesAnywhere, fixRolesAnywhere},
	{engine.InvalidAction, fixAction},
	{engine.UnsupportedWildcardInService, fixEveryService},
	{engine.InvalidARNPrefix, fixARNPrefix},
	{engine.MissingARNField, fixBucketARN},
	{engine.InvalidARNServiceCase, fixARNServiceCase},
	{engine.InvalidARNAccount, fixARNAccount},
	{engine.InvalidConditionOperator, fixOperator},
	{engine.UnusualOperatorCase, fixOperator},
	{engine.NullWithIfExists, fixNull},
	{engine.NullWithQualifier, fixNull},
	{engine.WildcardWithoutLikeOperator, fixLike},
	{engine.InvalidConditionKeyFormat, fixConditionKey},
	{engine.UnsupportedGlobalConditionKey, fixWithdrawnKey},
	{engine.InvalidConditionDataType, fixMixedTypes},
	{engine.InvalidConditionMultipleBoolean, fixBooleans},
	{engine.TypeMismatchIPRange, fixBlanks},
	{engine.TypeMismatchNumber, fixBlanks},
	{engine.TypeMismatchDate, fixBlanks},
	{engine.TypeMismatchBoolean, fixBlanks},
	{engine.ImproveIPRange, fixHostBits},
	{engine.InvalidDateValue, fixEpoch},
	{engine.MissingBraceInVariable, fixVariableBrace},
	{engine.MissingQuoteInVariable, fixVariableQuote},
	{engine.UnsupportedSpaceInVariable, fixVariableBlank},
}

// evaluatorFinding is what the evaluator notes, with the fix.
func (s *subject) evaluatorFinding(d engine.Diagnostic) Finding {
	f := Finding{Diagnostic: d}
	for i := range fixers {
		if fixers[i].code != d.Code {
			continue
		}
		p := place{s, pathTo(s.root, d.Span)}
		if len(p.path) == 0 {
			break
		}
		if fix, ok := fixers[i].fix(&p); ok {
			f.Fixes = []Fix{fix}
		}
	}
	return f
}

// A place is what a finding is about, in the tree of the policy.
type place struct {
	subject *subject
	path    []jsontree.Value // from the root inwards: containers and the keys of objects, last the value or key itself
}

// pathTo returns the values around a span, the innermost last: the value or key that begins there.
func pathTo(root jsontree.Value, span engine.Span) (path []jsontree.Value) {
	for v := root; v.OK(); {
		path = append(path, v)
		if spanOf(v) == span {
			break
		}
		inner := jsontree.Value{}
		for each := v.First(); each.OK() && !inner.OK(); each = each.Next() {
			if holds(each, span) {
				inner = each
			}
			if v.Kind() == jsontree.Object && holds(each.Of(), span) {
				path, inner = append(path, each), each.Of()
			}
		}
		v = inner
	}
	return path
}

func holds(v jsontree.Value, span engine.Span) bool {
	return v.Start() <= span.Start && span.Start < v.End()
}

// last returns the value or key that the finding is about.
func (p *place) last() jsontree.Value { return p.path[len(p.path)-1] }

// member returns the innermost key at the place, and the object that it belongs to.
func (p *place) member() (object, key jsontree.Value) {
	for i := len(p.path) - 1; i > 0; i-- {
		if p.path[i].Of().OK() {
			return p.path[i-1], p.path[i]
		}
	}
	return jsontree.Value{}, jsontree.Value{}
}

// memberOf returns the key of an object by its name.
func memberOf(object jsontree.Value, name string) jsontree.Value {
	for key := object.First(); key.OK() && object.Kind() == jsontree.Object; key = key.Next() {
		if key.Str() == name {
			return key
		}
	}
	return jsontree.Value{}
}

// renamed writes another name in the place of a key, unless the object has that already.
func renamed(object, key jsontree.Value, name string) (Fix, bool) {
	if name == key.Str() || memberOf(object, name).OK() {
		return Fix{}, false
	}
	return rewrite(key, name), true
}

// replaced writes JSON in the place of a value.
func replaced(v jsontree.Value, json string) Fix {
	return Fix{"Write " + shortened(json), []Edit{{spanOf(v), json}}}
}

// shortened is JSON as a title shows it.
func shortened(json string) string {
	if text := quote(json); len(text) < len(json)+2 {
		return text[1 : len(text)-1]
	}
	return json
}

// removed takes a member out of its object, unless it is the only one.
func removed(object, key jsontree.Value) (Fix, bool) {
	for _, fix := range remove("Remove "+quote(key.Str()), object, key) {
		return fix, true
	}
	return Fix{}, false
}

// put writes a member at the beginning of an object.
func put(text string, object jsontree.Value, member string) Fix {
	edit := Edit{engine.Span{Start: object.Start() + 1, End: object.Start() + 1}, member}
	if first := object.First(); first.OK() {
		if lead := text[object.Start()+1 : first.Start()]; hasBreak(lead) {
			edit.Text = lead + member + ","
		} else {
			edit.Span = engine.Span{Start: first.Start(), End: first.Start()}
			edit.Text = member + ", "
		}
	}
	return Fix{"Insert " + member, []Edit{edit}}
}
