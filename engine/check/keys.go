package check

import (
	"strings"

	"github.com/iam-policy-playground/playground/engine"
)

// forgeable notes an Allow that rests on nothing but what callers say of themselves.
//
// AWS: IAM User Guide, "AWS global condition context keys", aws:Referer; aws:UserAgent.
func forgeable(s *subject, in *statement) {
	for i := range in.condition {
		if !in.allows() || !isOneOf(in.condition[i].name, " aws:referer aws:useragent ") {
			return
		}
	}
	for i := range in.condition {
		t := &in.condition[i]
		s.note(engine.SecurityWarning, UntrustworthyConditionKey, t.key, "callers write "+t.name+" themselves, so it keeps nobody out; test a key that AWS sets")
	}
}

// unpaired notes a private address without its network: each VPC may use the same ones. An endpoint's policy is of one VPC, and
// another statement may say which.
//
// AWS: IAM User Guide, "AWS global condition context keys", aws:VpcSourceIp.
func unpaired(s *subject, in *statement, t *test) {
	if s.kind == engine.Endpoint || !strings.EqualFold(t.name, "aws:VpcSourceIp") || t.op.family() != "ipaddress" || t.op.negated() != in.denies() {
		return
	}
	for i := range s.statements {
		if s.statements[i].testsAny(" aws:sourcevpc aws:sourcevpce aws:sourcevpcarn ", "") {
			return
		}
	}
	s.note(engine.SecurityWarning, MissingPairedConditionKeys, t.key, "every VPC can have the addresses of "+t.name+"; test aws:SourceVpc or aws:SourceVpce beside it")
}

// kmsValues notes values of the condition keys that hold the id or the ARN of a KMS key, as ec2:KmsKeyId and
// s3:x-amz-server-side-encryption-aws-kms-key-id do.
//
// AWS: KMS Developer Guide, "Key identifiers (KeyId)".
func kmsValues(s *subject, _ *statement, t *test) {
	if !t.comparesText() || !holdsKMSKey(strings.ToLower(t.name)) {
		return
	}
	for _, v := range t.values {
		if text := scalar(v); text != "" && !isKMSKey(text) {
			s.note(engine.Error, InvalidKMSKeyValue, v, quote(text)+" is no KMS key; write its ARN, such as arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab")
		}
	}
}

// comparesText reports whether a test reads its values as strings or ARNs.
func (t *test) comparesText() bool {
	family := t.op.family()
	return family == "string" || family == "arn"
}

func holdsKMSKey(name string) bool {
	return (strings.Contains(name, "kmskey") || strings.Contains(name, "kms-key")) && !strings.Contains(name, "tag/")
}

// isKMSKey reports whether text can be the ARN, the id or an alias of a KMS key; what is no plain text may be anything.
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
//
// AWS: IAM User Guide, "AWS global condition context keys", aws:PrincipalArn.
func sessionARNs(s *subject, _ *statement, t *test) {
	if !t.comparesText() || !strings.EqualFold(t.name, "aws:PrincipalArn") {
		return
	}
	for _, v := range t.values {
		head, session, ok := strings.Cut(v.Str(), ":assumed-role/")
		partition, account, sts := strings.Cut(head, ":sts::")
		if !ok || !sts {
			continue
		}
		so := ", so this value matches nothing"
		if t.op.negated() {
			so = ", so this value excludes nobody"
		}
		role, _, _ := strings.Cut(session, "/")
		arn := partition + ":iam::" + account + ":role/" + role
		s.note(engine.Warning, SessionARNInPrincipalARNKey, v, t.name+" holds the ARN of the role, not of its session"+so+"; write "+quote(arn), rewrite(v, arn))
	}
}

// needlessIfExists notes IfExists where all keys of the operator are in every request.
//
// AWS: IAM User Guide, "AWS global condition context keys".
func needlessIfExists(s *subject, in *statement, t *test) {
	if !t.op.ifExists || !engine.AlwaysPresent(t.name) {
		return
	}
	operator := t.operator.Str()
	plain := operator[:len(operator)-len("IfExists")]
	s.note(engine.Suggestion, IfExistsOnKeyAlwaysPresent, t.key, t.name+" is in every request, so IfExists changes nothing; write "+quote(plain), in.respell(t, plain)...)
}
