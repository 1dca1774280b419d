package scenario

import (
	"strconv"
	"strings"

	"github.com/iam-policy-playground/playground/engine"
	"github.com/iam-policy-playground/playground/engine/apigateway"
)

const (
	exampleUser    = "arn:aws:iam::111122223333:user/alice"
	exampleSession = "arn:aws:sts::111122223333:assumed-role/App/s1"
)

// What names things in a scenario. The characters of names are those of the IAM User Guide, "IAM and AWS STS quotas";
// lengths are left to AWS, and ids may be shorter than real ones, as in the AWS documentation's own examples.
var (
	accountID = &form{MalformedID, "an account id of 12 digits", "111122223333", nil, patterns{"{account}"}}
	orgID     = &form{MalformedID, "the id of an organization", "o-exampleorg1", nil, patterns{"o-{id}"}}
	rootID    = &form{MalformedID, "the id of an organization's root", "r-ab12", nil, patterns{"r-{id}"}}
	unitID    = &form{MalformedID, "the id of an organizational unit", "ou-ab12-11111111",
		nil, patterns{"ou-{id}-{id}"}}
	endpointID = &form{MalformedID, "the id of a VPC endpoint", "vpce-0123456789abcdef0", nil, patterns{"vpce-{id}"}}
	vpcID      = &form{MalformedID, "the id of a VPC", "vpc-0123456789abcdef0", nil, patterns{"vpc-{id}"}}
	apiID      = &form{MalformedID, "the id of an API", "a1b2c3d4e5", nil, patterns{"{id}"}}
	uniqueID   = &form{MalformedID, "the unique id of a user or role", "AIDAEXAMPLEALICE00001",
		nil, patterns{"AIDA{unique}", "AROA{unique}"}}

	userARN = &form{MalformedARN, "the ARN of a user", "arn:aws:iam::111122223333:user/alice",
		nil, patterns{"arn:aws{partition}:iam::{account}:user/{path}"}}
	groupARN = &form{MalformedARN, "the ARN of a group", "arn:aws:iam::111122223333:group/devs",
		nil, patterns{"arn:aws{partition}:iam::{account}:group/{path}"}}
	roleARN = &form{MalformedARN, "the ARN of a role", "arn:aws:iam::111122223333:role/App",
		nil, patterns{"arn:aws{partition}:iam::{account}:role/{path}"}}
	rootARN = &form{MalformedARN, "the ARN of an account's root user", "arn:aws:iam::111122223333:root",
		nil, patterns{"arn:aws{partition}:iam::{account}:root"}}

	sessionARN = &form{MalformedARN, "the ARN of a role session", "arn:aws:sts::111122223333:assumed-role/App/s1",
		nil, patterns{"arn:aws{partition}:sts::{account}:assumed-role/{name}/{name}"}}
	federatedARN = &form{MalformedARN, "the ARN of a federated-user session", "arn:aws:sts::111122223333:federated-user/bob",
		nil, patterns{"arn:aws{partition}:sts::{account}:federated-user/{name}"}}
	providerARN = &form{MalformedARN, "the ARN of an identity provider", "arn:aws:iam::111122223333:saml-provider/Corp",
		nil, patterns{"arn:aws{partition}:iam::{account}:saml-provider/{provider}", "arn:aws{partition}:iam::{account}:oidc-provider/{provider}"}}

	resourceARN = &form{MalformedARN, "the ARN of a resource", "arn:aws:s3:::amzn-s3-demo-bucket",
		nil, patterns{"arn:aws{partition}:{service}:{region}::{rest}", "arn:aws{partition}:{service}:{region}:{account}:{rest}", "arn:aws{partition}:{service}:{region}:{owner}:{rest}"}}
	requestResource = &form{MalformedARN, `the ARN of a resource, or "*" for an action that names none`, "arn:aws:s3:::amzn-s3-demo-bucket/report.txt",
		forms{resourceARN}, patterns{"*"}}

	serviceName = &form{WrongValue, "the name of a service", "lambda.amazonaws.com",
		nil, patterns{"{labels}.amazonaws.com", "{labels}.amazonaws.com.cn", "{labels}.amazonaws.eu", "{labels}.amazon.com", "{labels}.aws.internal", "{labels}.c2s.ic.gov", "{labels}.sc2s.sgov.gov"}}
	// AWS: IAM User Guide, "AWS JSON policy elements: Principal", OIDC federated principals.
	builtInProvider = &form{WrongValue, "the name of a built-in identity provider", "accounts.google.com",
		nil, patterns{"accounts.google.com", "cognito-identity.amazonaws.com", "graph.facebook.com", "www.amazon.com"}}

	listedPrincipal = &form{MalformedARN, "the ARN of a user, role or session", exampleUser,
		forms{userARN, roleARN, sessionARN, federatedARN}, nil}
	caller = &form{MalformedARN, `the ARN of a user, role, session, root user or identity provider, a service name, or "anonymous"`, exampleUser,
		forms{userARN, roleARN, sessionARN, federatedARN, rootARN, providerARN, serviceName, builtInProvider}, patterns{"anonymous"}}

	identityHolder = &form{MalformedARN, "the ARN of a user, group or role", exampleUser, forms{userARN, groupARN, roleARN}, nil}
	boundaryHolder = &form{MalformedARN, "the ARN of a user or role", exampleUser, forms{userARN, roleARN}, nil}
	sessionHolder  = &form{MalformedARN, "the ARN of a role session or federated-user session", exampleSession,
		forms{sessionARN, federatedARN}, nil}
	organizationLevel = &form{MalformedID, "the id of a root, organizational unit or account", "ou-ab12-11111111",
		forms{rootID, unitID, accountID}, nil}

	groupName = &form{WrongValue, "the name of a group", "devs", nil, patterns{"{name}"}}
	action    = &form{WrongValue, "an action", "s3:GetObject", nil, patterns{"{word}:{word}"}}
	// AWS: IAM User Guide, "IAM JSON policy elements: Condition", the condition key name: a service prefix, a colon, a name.
	contextKey = &form{WrongValue, "a context key", "aws:SourceIp", nil, patterns{"{key}:{rest}"}}
	unknownKey = &form{WrongValue, `a context key, or "*" for every key that is neither given nor derived`, "aws:SourceIp",
		forms{contextKey}, patterns{"*"}}
	regionName = &form{WrongValue, "a Region", "us-east-1", nil, patterns{"{word}"}}
)

// refusal says why s does not match, in one sentence, and with which code.
func (f *form) refusal(s string) (engine.Code, string) {
	if f == domainText {
		if _, problem := apigateway.ParseDomain(s); problem != nil {
			return f.code, problem.Message
		}
	}
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
	case f == restRoute || f == httpRoute || f == routeKey:
		return f.routeHint(s)
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
