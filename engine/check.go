package engine

import (
	"strings"
	"unicode/utf8"

	"github.com/iam-policy-playground/playground/engine/internal/jsontree"
)

// The checks of this file find what a reader of a document should know although AWS stores it and its decisions are
// what they are. So none of them refuses the document.
//
// AWS: IAM User Guide, "IAM policy validation check reference".

// families is a set of operator families.
type families uint16

const (
	asStrings   families = 1<<stringFamily | 1<<foldFamily
	asPatterns  families = 1<<likeFamily | 1<<arnFamily
	asNumbers   families = 1 << numericFamily
	asDates     families = 1 << dateFamily
	asBooleans  families = 1<<boolFamily | 1<<nullFamily
	asBytes     families = 1 << binaryFamily
	asAddresses families = 1 << addressFamily
)

func (s families) has(f family) bool { return s>>f&1 == 1 }

// A valueCheck is a row of the table of what can be odd about one value of a condition key.
type valueCheck struct {
	families families
	keys     []string // in lower case; nil for every key
	odd      func(v *value) bool
	severity Severity
	code     Code
	says     string // what is said of the value, behind it
}

var valueChecks = [...]valueCheck{
	{asAddresses, nil, isUnreadable, Error, TypeMismatchIPRange, "is neither an IP address nor a range, so it matches nothing; write one such as 203.0.113.0/24"},
	{asNumbers, nil, isUnreadable, Warning, TypeMismatchNumber, "is no number, so it matches nothing; write one such as 3600"},
	{asDates, nil, isUnreadable, Warning, TypeMismatchDate, "is no date, so it matches nothing; write one such as 2026-01-31T00:00:00Z"},
	{asBooleans, nil, isUnreadable, Warning, TypeMismatchBoolean, "is neither true nor false, so it matches nothing"},
	{asBytes, nil, isUnreadable, Warning, TypeMismatchString, "is not base64, so it matches nothing"},
	{asDates, nil, isEpoch, Warning, InvalidDateValue, "counts seconds since 1970; write a date such as 2026-01-31T00:00:00Z, which people can read"},
	{asAddresses, nil, hasHostBits, Suggestion, ImproveIPRange, "has bits set behind its prefix, which are ignored; write them as zeros"},
	{asStrings, nil, hasWildcard, Warning, WildcardWithoutLikeOperator, "is compared as it is, * and ? included; write StringLike if they are wildcards"},
	{asPatterns, sensitiveKeys, isOpenPattern, Error, WildcardUsageTooPermissive, "has fewer than six characters before its wildcard, so it matches more than this key should let in"},
	{asStrings | asPatterns, sensitiveKeys, isOpenVariable, Error, VariableUsageTooPermissive, "has fewer than six characters before its variable, so the variable decides what this key lets in"},
	{asStrings | 1<<likeFamily, []string{"aws:sourcevpc"}, isNoVPC, Error, InvalidVPCFormat, "is no id of a VPC; write vpc- and 8 or 17 digits or letters"},
	{asStrings | 1<<likeFamily, []string{"aws:sourcevpce"}, isNoEndpoint, Error, InvalidVPCEFormat, "is no id of a VPC endpoint; write vpce- and 8 or 17 digits or letters"},
}

// sensitiveKeys name whom or what a policy trusts. AWS's page does not list the keys that its check calls sensitive;
// these name an account, an organization, a network, a source or the caller.
var sensitiveKeys = []string{
	"aws:principalaccount", "aws:principalorgid", "aws:resourceaccount", "aws:resourceorgid", "aws:sourceaccount", "aws:sourcearn",
	"aws:sourceorgid", "aws:sourceowner", "aws:sourcevpc", "aws:sourcevpce", "aws:userid", "aws:vpceaccount", "aws:vpceorgid",
}

func isUnreadable(v *value) bool { return !v.operand.ok && !strings.Contains(v.text, "${") }

func isEpoch(v *value) bool { return v.operand.ok && allDigits(strings.TrimPrefix(v.text, "-")) }

func hasWildcard(v *value) bool {
	return strings.ContainsAny(v.text, "*?") && !strings.Contains(v.text, "${")
}

func hasHostBits(v *value) bool {
	text, _, _ := strings.Cut(v.text, "/")
	a, ok := parseAddress(text)
	return ok && v.operand.ok && a != v.operand.network.first
}

// fewFixed is how many characters before a wildcard or a variable are too few.
const fewFixed = 6

func isOpenPattern(v *value) bool {
	i := strings.IndexAny(v.text, "*?")
	return i >= 0 && i < fewFixed && !strings.Contains(v.text[:i], "${")
}

// isOpenVariable reports whether a variable decides: a tag or a session name, which others choose. What AWS says of the
// caller or the resource is as good as a fixed value, as in "aws:ResourceOrgID": "${aws:PrincipalOrgID}".
func isOpenVariable(v *value) bool {
	before, rest, _ := strings.Cut(v.text, "${")
	key, _, _ := strings.Cut(rest, "}")
	return v.variable && len(before) < fewFixed && !contains(sensitiveKeys, strings.ToLower(key))
}

func isNoVPC(v *value) bool { return !isResourceID(v.text, "vpc-") }

func isNoEndpoint(v *value) bool { return !isResourceID(v.text, "vpce-") }

// isResourceID reports whether s may be an id of EC2 with a prefix; what is no plain text may be anything.
func isResourceID(s, prefix string) bool {
	id, ok := strings.CutPrefix(s, prefix)
	return ok && (len(id) == 8 || len(id) == 17) && isAlphanumeric(id) || strings.ContainsAny(s, "*?$")
}

// checkTest notes what is odd about a condition key with its values.
func (r *reader) checkTest(key jsontree.Value, t *keyTest, b *block) {
	for i := range t.values {
		r.checkValue(&t.values[i], t.key, b.form.family)
	}
	r.checkKey(key, t.key)
	v := key.Of()
	if isEmptyList(v) {
		r.emptyList(v, t.name, b)
	}
	if b.form.family == boolFamily && len(t.values) > 1 {
		r.note(Error, InvalidConditionMultipleBoolean, spanOf(v), t.name+" has several values; Bool takes one, true or false")
	}
	if b.form.family == addressFamily && t.key == "aws:sourceip" {
		r.privateAddresses(v, t, b.form.negated)
	}
}

func (r *reader) checkValue(v *value, key string, f family) {
	for i := range valueChecks {
		c := &valueChecks[i]
		if c.families.has(f) && (c.keys == nil || contains(c.keys, key)) && c.odd(v) {
			r.note(c.severity, c.code, v.span, quote(v.text)+" "+c.says)
		}
	}
}

func (r *reader) checkKey(key jsontree.Value, name string) {
	switch name {
	case "aws:arn":
		r.note(Error, UnsupportedGlobalConditionKey, spanOf(key), quote(key.Str())+" is withdrawn; write aws:PrincipalArn")
	case "aws:requesttag", "aws:resourcetag", "aws:principaltag", "aws:requesttag/", "aws:resourcetag/", "aws:principaltag/":
		r.note(Error, MissingTagKeyInCondition, spanOf(key), quote(key.Str())+" names no tag; write its key behind a slash")
	}
}

// emptyList says what an empty list of values comes to.
func (r *reader) emptyList(v jsontree.Value, name string, b *block) {
	code, so := EmptyArrayCondition, ", so the test never holds"
	switch {
	case b.form.set == forAllValues:
		code, so = EmptyArrayConditionForAllValues, ", so the test holds only where the key is absent"
	case b.form.set == forAnyValue:
		code = EmptyArrayConditionForAnyValue
	case b.form.ifExists:
		code, so = EmptyArrayConditionIfExists, ", so the test holds only where the key is absent"
	}
	if b.form.negated || b.form.family == nullFamily {
		so = ""
	}
	r.note(Suggestion, code, spanOf(v), name+" has an empty list of values"+so+"; list the values, or leave the key out")
}

// privateNetworks are never the source of a request that reaches AWS over the internet.
var privateNetworks = [...]network{
	{address{0, v4 | 10<<24}, 96 + 8}, {address{0, v4 | 172<<24 | 16<<16}, 96 + 12}, {address{0, v4 | 192<<24 | 168<<16}, 96 + 16},
	{address{0xfc << 56, 0}, 7},
}

// privateAddresses notes ranges of private addresses under aws:SourceIp, which is always a public one.
func (r *reader) privateAddresses(v jsontree.Value, t *keyTest, negated bool) {
	private := 0
	for i := range t.values {
		for _, n := range privateNetworks {
			if o := &t.values[i].operand; o.ok && n.bits <= o.network.bits && n.contains(o.network.first) {
				private++
			}
		}
	}
	if private == 0 {
		return
	}
	severity, codes, which := Error, [...]Code{PrivateIPAddress, PrivateNotIPAddress}, "these private addresses"
	if private < len(t.values) {
		severity, codes, which = Suggestion, [...]Code{PrivateIPAddressSubset, PrivateNotIPAddressSubset}, "the private ones among these addresses"
	}
	code, effect := codes[0], "never match it"
	if negated {
		code, effect = codes[1], "exclude nobody"
	}
	r.note(severity, code, spanOf(v), t.name+" is the public address of the caller, so "+which+" "+effect+"; test aws:VpcSourceIp for those of a VPC")
}

// checkStatement notes what is odd about elements that belong together.
func (r *reader) checkStatement(s *statement) {
	if r.doc.kind != Trust || s.principal.negated || !s.allow {
		return
	}
	for i := range s.principal.entries {
		p := &s.principal.entries[i]
		for _, action := range neededActions(p) {
			switch {
			case s.action.match(strings.ToLower(action)):
			case p.kind == servicePrincipal:
				r.note(Error, MissingActionForRolesAnywhere, p.span, "IAM Roles Anywhere needs "+action+" too")
			default:
				r.note(Error, MismatchedActionForPrincipal, p.span, "a session by "+quote(p.text)+" begins with "+action+", which the statement does not cover")
			}
		}
	}
}

// neededActions returns the actions without which naming p in a trust policy is of no use.
//
// AWS: IAM Roles Anywhere User Guide, "Trust model".
func neededActions(p *principal) []string {
	switch {
	case p.kind == servicePrincipal && p.name == "rolesanywhere.amazonaws.com":
		return []string{"sts:AssumeRole", "sts:SetSourceIdentity", "sts:TagSession"}
	case p.kind != providerPrincipal:
		return nil
	case strings.Contains(p.name, ":saml-provider/"):
		return []string{"sts:AssumeRoleWithSAML"}
	}
	return []string{"sts:AssumeRoleWithWebIdentity"}
}

// checkSize notes a document that is larger than what AWS Organizations stores.
//
// AWS: AWS Organizations User Guide, "Quotas and service limits".
func (r *reader) checkSize(root jsontree.Value) {
	most, code := 0, Code("")
	switch r.doc.kind {
	case SCP:
		most, code = 10_240, PolicySizeExceedsSCPQuota
	case RCP:
		most, code = 5_120, PolicySizeExceedsRCPQuota
	default:
		return
	}
	if n := utf8.RuneCountInString(r.doc.text); n > most {
		r.note(Error, code, Span{root.Start(), root.Start() + 1}, "the policy has "+itoa(n)+" characters with its blanks; "+itoa(most)+" are stored at most")
	}
}

// checkPrincipal notes what is odd about an entry of Principal.
func (r *reader) checkPrincipal(v jsontree.Value, text string) {
	switch {
	case !isUniqueID(text):
	case text[:4] == "AIDA":
		r.note(Warning, InvalidUserReference, spanOf(v), quote(text)+" is the id of a user, as a policy shows it when the user is deleted; write the ARN of a user")
	default:
		r.note(Warning, InvalidRoleReference, spanOf(v), quote(text)+" is the id of a role, as a policy shows it when the role is deleted; write the ARN of a role")
	}
}
