package scenario

import (
	"strconv"
	"strings"

	"github.com/iam-policy-playground/playground/engine"
)

// What names things in a scenario. The characters of names are those of the IAM User Guide, "IAM and AWS STS quotas";
// lengths are left to AWS, and ids may be shorter than real ones, as in the AWS documentation's own examples.
var (
	accountID  = newForm(MalformedID, "an account id of 12 digits", "111122223333", "{account}")
	orgID      = newForm(MalformedID, "the id of an organization", "o-exampleorg1", "o-{id}")
	rootID     = newForm(MalformedID, "the id of an organization's root", "r-ab12", "r-{id}")
	unitID     = newForm(MalformedID, "the id of an organizational unit", "ou-ab12-11111111", "ou-{id}-{id}")
	endpointID = newForm(MalformedID, "the id of a VPC endpoint", "vpce-0123456789abcdef0", "vpce-{id}")
	vpcID      = newForm(MalformedID, "the id of a VPC", "vpc-0123456789abcdef0", "vpc-{id}")
	apiID      = newForm(MalformedID, "the id of an API", "a1b2c3d4e5", "{id}")
	uniqueID   = newForm(MalformedID, "the unique id of a user or role", "AIDAEXAMPLEALICE00001", "AIDA{unique}", "AROA{unique}")

	userARN  = newForm(MalformedARN, "the ARN of a user", "arn:aws:iam::111122223333:user/alice", "arn:aws{partition}:iam::{account}:user/{path}")
	groupARN = newForm(MalformedARN, "the ARN of a group", "arn:aws:iam::111122223333:group/devs", "arn:aws{partition}:iam::{account}:group/{path}")
	roleARN  = newForm(MalformedARN, "the ARN of a role", "arn:aws:iam::111122223333:role/App", "arn:aws{partition}:iam::{account}:role/{path}")
	rootARN  = newForm(MalformedARN, "the ARN of an account's root user", "arn:aws:iam::111122223333:root", "arn:aws{partition}:iam::{account}:root")

	sessionARN = newForm(MalformedARN, "the ARN of a role session", "arn:aws:sts::111122223333:assumed-role/App/s1",
		"arn:aws{partition}:sts::{account}:assumed-role/{name}/{name}")
	federatedARN = newForm(MalformedARN, "the ARN of a federated-user session", "arn:aws:sts::111122223333:federated-user/bob",
		"arn:aws{partition}:sts::{account}:federated-user/{name}")
	providerARN = newForm(MalformedARN, "the ARN of an identity provider", "arn:aws:iam::111122223333:saml-provider/Corp",
		"arn:aws{partition}:iam::{account}:saml-provider/{provider}", "arn:aws{partition}:iam::{account}:oidc-provider/{provider}")

	resourceARN = newForm(MalformedARN, "the ARN of a resource", "arn:aws:s3:::amzn-s3-demo-bucket",
		"arn:aws{partition}:{service}:{region}::{rest}", "arn:aws{partition}:{service}:{region}:{account}:{rest}",
		"arn:aws{partition}:{service}:{region}:{owner}:{rest}")
	requestResource = eitherOf(MalformedARN, `the ARN of a resource, or "*" for an action that names none`, "arn:aws:s3:::amzn-s3-demo-bucket/report.txt",
		resourceARN, newForm(MalformedARN, "", "", "*"))

	serviceName = newForm(WrongValue, "the name of a service", "lambda.amazonaws.com",
		"{labels}.amazonaws.com", "{labels}.amazonaws.com.cn", "{labels}.amazonaws.eu", "{labels}.amazon.com", "{labels}.aws.internal",
		"{labels}.c2s.ic.gov", "{labels}.sc2s.sgov.gov")
	// AWS: IAM User Guide, "AWS JSON policy elements: Principal", OIDC federated principals.
	builtInProvider = newForm(WrongValue, "the name of a built-in identity provider", "accounts.google.com",
		"accounts.google.com", "cognito-identity.amazonaws.com", "graph.facebook.com", "www.amazon.com")

	listedPrincipal = eitherOf(MalformedARN, "the ARN of a user, role or session", userARN.example, userARN, roleARN, sessionARN, federatedARN)
	caller          = eitherOf(MalformedARN, `the ARN of a user, role, session, root user or identity provider, a service name, or "anonymous"`, userARN.example,
		userARN, roleARN, sessionARN, federatedARN, rootARN, providerARN, serviceName, builtInProvider,
		newForm(WrongValue, "", "", "anonymous"))

	groupName = newForm(WrongValue, "the name of a group", "devs", "{name}")
	action    = newForm(WrongValue, "an action", "s3:GetObject", "{word}:{word}")
	// AWS: IAM User Guide, "IAM JSON policy elements: Condition", the condition key name: a service prefix, a colon, a name.
	contextKey = newForm(WrongValue, "a context key", "aws:SourceIp", "{key}:{rest}")
	unknownKey = eitherOf(WrongValue, `a context key, or "*" for every key that is neither given nor derived`, "aws:SourceIp",
		contextKey, newForm(WrongValue, "", "", "*"))
	regionName = newForm(WrongValue, "a Region", "us-east-1", "{word}")
)

// An attachment says what the policies of a type are attached to.
type attachment struct {
	kind engine.Type
	to   *form
}

// attachments has a row for each policy type.
var attachments = []attachment{
	{engine.Identity, eitherOf(MalformedARN, "the ARN of a user, group or role", userARN.example, userARN, groupARN, roleARN)},
	{engine.Boundary, eitherOf(MalformedARN, "the ARN of a user or role", userARN.example, userARN, roleARN)},
	{engine.Session, eitherOf(MalformedARN, "the ARN of a role session or federated-user session", sessionARN.example, sessionARN, federatedARN)},
	{engine.Resource, resourceARN},
	{engine.Trust, roleARN},
	{engine.SCP, organizationLevel},
	{engine.RCP, organizationLevel},
	{engine.Endpoint, endpointID},
	{engine.Authorizer, apiID},
}

var organizationLevel = eitherOf(MalformedID, "the id of a root, organizational unit or account", "ou-ab12-11111111", rootID, unitID, accountID)

func attachmentOf(kind engine.Type) *form {
	for _, a := range attachments {
		if a.kind == kind {
			return a.to
		}
	}
	return nil
}

// refusal says why s does not match, in one sentence, and with which code.
func (f *form) refusal(s string) (engine.Code, string) {
	code := f.code
	if strings.HasPrefix(s, "arn:") {
		code = MalformedARN
	}
	message := quote(s) + " is not " + f.noun + ", such as " + f.example
	if hint := f.hint(s); hint != "" {
		message += "; " + hint
	}
	return code, message
}

// hint returns what is probably wrong with s.
func (f *form) hint(s string) string {
	switch {
	case s == "":
		return "it is empty"
	case strings.TrimSpace(s) != s:
		return "there is a blank before or behind it"
	case f == action && strings.HasSuffix(s, "*"):
		return "a request is for one action, patterns are for policies"
	case strings.HasPrefix(s, "arn:"):
		return arnHint(s)
	}
	return ""
}

func arnHint(s string) string {
	parts := strings.SplitN(s, ":", 6)
	switch {
	case len(parts) < 6:
		return "an ARN has six parts with colons between them, this has " + strconv.Itoa(len(parts))
	case !strings.HasPrefix(parts[1], "aws"):
		return "its second part is the partition, which is aws, aws-cn or aws-us-gov"
	case parts[5] == "":
		return "its last part is empty"
	case parts[4] != "" && !accountID.matches(parts[4]) && (parts[2] == "iam" || parts[2] == "sts" || strings.Trim(parts[4], "0123456789") == ""):
		return "its account id " + quote(parts[4]) + " does not have 12 digits"
	case parts[2] == "iam" || parts[2] == "sts":
		return iamHint(parts)
	}
	return ""
}

// iamHint speaks of an ARN whose service is iam or sts.
func iamHint(parts []string) string {
	kind, _, _ := strings.Cut(parts[5], "/")
	switch {
	case parts[3] != "":
		return "the ARNs of IAM have no Region"
	case parts[4] == "":
		return "the account id is missing"
	case strings.ContainsAny(parts[5], "*?"):
		return "a wildcard names nobody here"
	case parts[2] == "iam" && (kind == "assumed-role" || kind == "federated-user"):
		return "the ARN of a session has the service sts"
	case parts[2] == "sts" && (kind == "user" || kind == "role" || kind == "group"):
		return "the ARN of a " + kind + " has the service iam"
	case kind == "assumed-role" && strings.Count(parts[5], "/") != 2:
		return "a session is named by its role, without the role's path, and the session name"
	}
	return ""
}
