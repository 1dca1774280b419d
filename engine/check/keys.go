package check

import (
	"strings"

	"github.com/iam-policy-playground/playground/engine"
)

// conditionKeys notes keys that do not say what a policy takes them for.
//
// AWS: IAM User Guide, "AWS global condition context keys"; "IAM policy validation check reference".
func conditionKeys(s *subject) {
	for i := range s.statements {
		st := &s.statements[i]
		s.forgeable(st)
		for j := range st.condition {
			t := &st.condition[j]
			o := operatorOf(t.operator.Str())
			s.unpaired(st, t, o)
			if holdsKMSKey(t.name) && (o.family() == "string" || o.family() == "arn") {
				s.kmsValues(t)
			}
			if strings.EqualFold(t.name, "aws:PrincipalArn") && (o.family() == "string" || o.family() == "arn") {
				s.sessionARNs(t, o)
			}
			s.needlessIfExists(st, t, o)
		}
	}
}

// forgeable notes an Allow that rests on nothing but what callers say of themselves.
func (s *subject) forgeable(st *statement) {
	const keys = " aws:referer aws:useragent "
	for i := range st.condition {
		if t := &st.condition[i]; !among(keys, t.name) {
			return
		}
	}
	for i := range st.condition {
		if t := &st.condition[i]; st.allows() {
			s.note(engine.SecurityWarning, UntrustworthyConditionKey, t.key, "callers write "+t.name+" themselves, so it keeps nobody out; test a key that AWS sets")
		}
	}
}

// unpaired notes a private address without its network: each VPC may use the same ones.
func (s *subject) unpaired(st *statement, t *test, o operator) {
	if !strings.EqualFold(t.name, "aws:VpcSourceIp") || o.family() != "ipaddress" || o.negated() == st.allows() || st.testsAny(" aws:sourcevpc aws:sourcevpce aws:sourcevpcarn ", "") {
		return
	}
	s.note(engine.SecurityWarning, MissingPairedConditionKeys, t.key, "every VPC can have the addresses of "+t.name+"; test aws:SourceVpc or aws:SourceVpce beside it")
}

// holdsKMSKey reports whether a condition key holds the id or the ARN of a KMS key, as s3:x-amz-server-side-encryption-aws-kms-key-id
// and ec2:KmsKeyId do.
func holdsKMSKey(name string) bool {
	name = strings.ToLower(name)
	return strings.Contains(name, ":") && (strings.Contains(name, "kmskey") || strings.Contains(name, "kms-key")) && !strings.Contains(name, "tag/")
}

func (s *subject) kmsValues(t *test) {
	for _, v := range t.values {
		if text := scalar(v); text != "" && !isKMSKey(text) {
			s.note(engine.Error, InvalidKMSKeyValue, v, quote(text)+" is no KMS key; write its ARN, such as arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab")
		}
	}
}

// isKMSKey reports whether text can be the ARN, the id or an alias of a KMS key; what is no plain text may be anything.
//
// AWS: KMS Developer Guide, "Key identifiers (KeyId)".
func isKMSKey(text string) bool {
	if strings.ContainsAny(text, "*?$") {
		return true
	}
	if rest, ok := strings.CutPrefix(text, "arn:"); ok {
		fields := strings.Split(rest, ":")
		return len(fields) == 5 && fields[1] == "kms" && (strings.HasPrefix(fields[4], "key/") || strings.HasPrefix(fields[4], "alias/"))
	}
	digits := strings.Trim(strings.ToLower(strings.ReplaceAll(strings.TrimPrefix(text, "mrk-"), "-", "")), "0123456789abcdef")
	return digits == "" || strings.HasPrefix(text, "alias/")
}

// sessionARNs notes ARNs of role sessions under aws:PrincipalArn, which holds the ARN of the role.
func (s *subject) sessionARNs(t *test, o operator) {
	for _, v := range t.values {
		head, session, ok := strings.Cut(v.Str(), ":assumed-role/")
		partition, account, sts := strings.Cut(head, ":sts::")
		if !ok || !sts {
			continue
		}
		so := ", so this value matches nothing"
		if o.negated() {
			so = ", so this value excludes nobody"
		}
		role, _, _ := strings.Cut(session, "/")
		arn := partition + ":iam::" + account + ":role/" + role
		s.note(engine.Warning, SessionARNInPrincipalARNKey, v, t.name+" holds the ARN of the role, not of its session"+so+"; write "+quote(arn), rewrite(v, arn))
	}
}

// needlessIfExists notes IfExists where all keys of the operator are in every request.
func (s *subject) needlessIfExists(st *statement, t *test, o operator) {
	if !o.ifExists || !engine.AlwaysPresent(t.name) {
		return
	}
	operator := t.operator.Str()
	plain := operator[:len(operator)-len("IfExists")]
	s.note(engine.Suggestion, IfExistsOnKeyAlwaysPresent, t.key, t.name+" is in every request, so IfExists changes nothing; write "+quote(plain), st.respell(t, plain)...)
}
