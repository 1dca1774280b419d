package check

import (
	"strconv"

	"github.com/iam-policy-playground/playground/engine"
)

// A quota is how many characters a policy may have.
type quota struct {
	kind   engine.Type
	most   int
	blanks bool // blanks count
	code   engine.Code
	says   string
}

// quotas are those that the type of a policy decides. Of a resource's policy it is the largest that any service has, because
// the resource is not known here; the evaluator knows the quotas of AWS Organizations.
//
// AWS: IAM User Guide, "IAM and AWS STS quotas"; AWS Organizations User Guide, "Quotas and service limits"; AWS PrivateLink
// Guide, "Control access to VPC endpoints using endpoint policies".
var quotas = [...]quota{
	{engine.Identity, 6144, false, PolicySizeExceedsIdentityPolicyQuota, "a managed policy holds 6,144, and the inline policies of a role 10,240 in all; split it"},
	{engine.Boundary, 6144, false, PolicySizeExceedsIdentityPolicyQuota, "a managed policy holds 6,144; shorten it"},
	{engine.Trust, 2048, false, PolicySizeExceedsRoleTrustPolicyQuota, "a trust policy holds 2,048, or up to 4,096 if AWS raises the quota; shorten it"},
	{engine.Endpoint, 20_480, true, PolicySizeExceedsResourcePolicyQuota, "an endpoint policy holds 20,480; shorten it"},
	{engine.Resource, 40_000, true, PolicySizeExceedsResourcePolicyQuota, "no service takes more than 40,000; shorten it"},
}

// policySize notes a policy that is larger than its quota.
func policySize(s *subject) {
	for i := range quotas {
		if q := &quotas[i]; q.kind == s.kind && s.root.OK() {
			if n := characters(s.text, q.blanks); n > q.most {
				s.noteBrace(engine.Warning, q.code, s.root, "the policy has "+strconv.Itoa(n)+" characters"+counted(q.blanks)+"; "+q.says)
			}
		}
	}
}

func characters(text string, blanks bool) (n int) {
	for _, c := range text {
		if blanks || c > ' ' {
			n++
		}
	}
	return n
}

// counted says of a number of characters what was not counted.
func counted(blanks bool) string {
	if blanks {
		return ""
	}
	return " without blanks"
}
