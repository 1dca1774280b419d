package generate

const (
	own    = "111122223333"
	other  = "444455556666"
	third  = "777788889999"
	bucket = "arn:aws:s3:::harbour"
)

var (
	accounts      = []string{own, other, third}
	organizations = []string{"o-k3v9p2m7q1", "o-d5f8h1j4l6"}
	path          = []string{"r-q8w2", "ou-q8w2-sales001", "ou-q8w2-shops001"}
	endpoints     = []string{"vpce-0a1b2c3d4e5f60718", "vpce-0f9e8d7c6b5a40312"}
	tagKeys       = []string{"team", "env", "cost"}
	words         = []string{"alice", "pears", "Pears", "run-1", own, "prod", "pro*", "p?od", "a/b:c", ""}
	groups        = []string{"arn:aws:iam::" + own + ":group/devs", "arn:aws:iam::" + own + ":group/eng/ops"}
)

// listed are the principals that the scenario describes.
var listed = []struct {
	arn    string
	id     string
	groups []string
	user   string
	role   bool
}{
	{arn: "arn:aws:iam::" + own + ":user/alice", id: "AIDAEXAMPLEALICE00001", groups: []string{"devs"}},
	{arn: "arn:aws:iam::" + own + ":user/eng/bob", id: "AIDAEXAMPLEBOB0000001", groups: []string{"devs", "ops"}},
	{arn: "arn:aws:iam::" + other + ":user/olga"},
	{arn: "arn:aws:iam::" + own + ":role/Loader", id: "AROAEXAMPLELOADER0001", role: true},
	{arn: "arn:aws:iam::" + own + ":role/ops/Auditor", id: "AROAEXAMPLEAUDITOR001", role: true},
	{arn: "arn:aws:iam::" + own + ":role/aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS", role: true},
	{arn: "arn:aws:sts::" + own + ":assumed-role/Loader/run-1"},
	{arn: "arn:aws:sts::" + own + ":federated-user/guest", user: "arn:aws:iam::" + own + ":user/alice"},
}

// users can ask for their own credentials, too.
var users = []string{
	"arn:aws:iam::" + own + ":user/alice", "arn:aws:iam::" + own + ":user/eng/bob", "arn:aws:iam::" + own + ":root",
	"arn:aws:iam::" + other + ":user/olga", "arn:aws:iam::" + other + ":root",
}

var callers = append([]string{
	"arn:aws:iam::" + own + ":user/alice",
	"arn:aws:iam::" + own + ":user/unlisted",
	"arn:aws:sts::" + own + ":assumed-role/Loader/run-1",
	"arn:aws:sts::" + own + ":assumed-role/Loader/run-2",
	"arn:aws:sts::" + own + ":assumed-role/Auditor/run-1",
	"arn:aws:sts::" + own + ":assumed-role/AWSServiceRoleForECS/ecs",
	"arn:aws:sts::" + own + ":assumed-role/Unlisted/run-1",
	"arn:aws:sts::" + other + ":assumed-role/Loader/run-1",
	"arn:aws:iam::" + own + ":role/Loader",
	"arn:aws:sts::" + own + ":federated-user/guest",
	"arn:aws:sts::" + own + ":federated-user/guest",
	"arn:aws:sts::" + own + ":federated-user/guest",
	"arn:aws-cn:iam::" + own + ":user/alice",
	"sns.amazonaws.com", "logs.eu-west-1.amazonaws.com",
	"anonymous", "anonymous",
}, users...)

var providers = []string{
	"arn:aws:iam::" + own + ":saml-provider/Idp", "arn:aws:iam::" + own + ":oidc-provider/idp.example",
	"accounts.google.com", "cognito-identity.amazonaws.com",
}

// A target is a resource with the actions that are asked about it.
type target struct {
	resource  string
	ownerless bool // its ARN names no account
	actions   []string
}

var targets = []target{
	{bucket + "/alice/june.csv", true, []string{"s3:GetObject", "s3:PutObject", "s3:GetObjectAcl"}},
	{bucket + "/alice/june.csv", true, []string{"s3:GetObject", "s3:PutObject", "s3:GetObjectAcl"}},
	{bucket + "/pears/*/x", true, []string{"s3:GetObject"}},
	{bucket + "/" + own + "/alice:run-1/", true, []string{"s3:PutObject"}},
	{bucket, true, []string{"s3:ListBucket", "s3:GetBucketPolicy"}},
	{bucket + "-2/alice/june.csv", true, []string{"s3:GetObject"}},
	{"arn:aws:sqs:eu-west-1:" + own + ":orders", false, []string{"sqs:SendMessage", "sqs:ReceiveMessage", "sqs:PurgeQueue"}},
	{"arn:aws:sqs:eu-west-1:" + own + ":orders", false, []string{"sqs:SendMessage", "sqs:ReceiveMessage", "sqs:PurgeQueue"}},
	{"arn:aws:sqs:eu-west-1:" + other + ":orders", false, []string{"sqs:SendMessage", "sqs:ReceiveMessage", "sqs:PurgeQueue"}},
	{"arn:aws:sqs:eu-west-1:" + other + ":alice", false, []string{"sqs:SendMessage"}},
	{"arn:aws:sns:us-east-1:" + own + ":alerts", false, []string{"sns:Publish", "sns:Subscribe"}},
	{"arn:aws:dynamodb:eu-west-1:" + own + ":table/Parcels", false, []string{"dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:Query"}},
	{"arn:aws:dynamodb:eu-west-1:" + own + ":table/Parcels/index/ByCity", false, []string{"dynamodb:Query"}},
	{"arn:aws:kms:eu-west-1:" + own + ":key/5f0c8a1e-3b7d-4c52-9a66-0d1e2f3a4b5c", false, []string{"kms:Decrypt", "kms:Encrypt", "kms:RetireGrant"}},
	{"arn:aws:kms:eu-west-1:" + other + ":key/5f0c8a1e-3b7d-4c52-9a66-0d1e2f3a4b5c", false, []string{"kms:Decrypt"}},
	{"arn:aws:logs:eu-west-1:" + own + ":log-group:front:log-stream:web-1", false, []string{"logs:GetLogEvents", "logs:PutLogEvents"}},
	{"arn:aws:lambda:eu-west-1:" + own + ":function:Resize", false, []string{"lambda:InvokeFunction"}},
	{"arn:aws-cn:sqs:cn-north-1:" + own + ":orders", false, []string{"sqs:SendMessage"}},
	{"arn:aws:iam::" + own + ":role/ops/Auditor", false, assuming},
	{"arn:aws:iam::" + own + ":role/Fleet", false, assuming},
	{"arn:aws:iam::" + other + ":role/Fleet", false, assuming},
	{"arn:aws:iam::" + own + ":role/aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS", false, assuming},
	{"arn:aws:iam::" + own + ":role/Loader", false, []string{"iam:PassRole", "iam:GetRole"}},
	{"*", true, []string{"ec2:DescribeInstances", "s3:ListAllMyBuckets", "kms:ListKeys", "sqs:ListQueues"}},
	{"*", false, []string{"sts:GetCallerIdentity", "sts:GetSessionToken"}},
}

// assuming are the actions of trust policies.
var assuming = []string{
	"sts:AssumeRole", "sts:AssumeRole", "sts:AssumeRoleWithSAML", "sts:AssumeRoleWithWebIdentity", "sts:TagSession", "sts:SetSourceIdentity",
}

// tagged are resources that may carry tags.
var tagged = []string{
	"arn:aws:sqs:eu-west-1:" + own + ":orders", "arn:aws:dynamodb:eu-west-1:" + own + ":table/Parcels",
}

// A contextKey is a condition key with the family of operators made for it and values that requests carry.
type contextKey struct {
	name   string
	family string
	often  int // percent of requests that carry it
	list   bool
	values []string
}

// given are the keys that a request carries or not.
var given = []contextKey{
	{"aws:SourceVpce", "String", 25, false, endpoints},
	{"aws:SourceVpc", "String", 15, false, []string{"vpc-0a1b2c3d4e5f60718", "vpc-0f9e8d7c6b5a40312"}},
	{"aws:RequestTag/team", "String", 20, false, words},
	{"aws:SourceIdentity", "String", 15, false, words},
	{"s3:prefix", "String", 30, false, []string{"alice/", "alice/june", "Alice/", "", "a*b", "home/pears/x", "línea/ö", "a\nb"}},
	{"aws:RequestedRegion", "String", 20, false, []string{"eu-west-1", "us-east-1", "eu-central-1"}},
	{"aws:SourceAccount", "String", 15, false, accounts},
	{"s3:max-keys", "Numeric", 35, false, []string{"0", "1", "10", "10.0", "10.5", "-3", "1e1", "100", "99999999999999", "ten", "0.1"}},
	{"aws:CurrentTime", "Date", 35, false, []string{
		"2026-07-01T12:00:00Z", "2026-07-01T14:00:00+02:00", "2026-07-01T12:00Z", "2026-07-01", "2026-07", "1782907200",
		"2026-07-01T12:00:00.5Z", "2026-07-01T11:59:59Z", "today", "2026", "1782907200000",
	}},
	{"aws:SecureTransport", "Bool", 35, false, []string{"true", "false", "TRUE", "yes", "1"}},
	{"aws:MultiFactorAuthPresent", "Bool", 20, false, []string{"true", "false"}},
	{"app:seal", "Binary", 30, false, []string{"YWJj", "YWI=", "YQ==", "//79", "YWI", "abc", ""}},
	{"aws:SourceIp", "IpAddress", 35, false, []string{
		"203.0.113.7", "203.0.113.255", "198.51.100.0", "2001:db8::1", "2001:DB8:0::1", "::ffff:203.0.113.7", "203.0.113", "10.0.0.1",
	}},
	{"aws:SourceArn", "Arn", 35, false, []string{
		"arn:aws:sns:eu-west-1:" + own + ":alerts", "arn:aws:s3:::harbour", "arn:aws:logs:eu-west-1:" + own + ":log-group:a:b", "no ARN",
		"arn:aws:sns:eu-west-1:" + other + ":x:" + own + ":alerts",
	}},
	{"aws:TagKeys", "String", 30, true, []string{"team", "env", "cost", "Team", ""}},
	{"dynamodb:LeadingKeys", "String", 30, true, words},
	{"app:sizes", "Numeric", 40, true, []string{"1", "10", "20", "x"}},
	{"app:days", "Date", 40, true, []string{"2026-07-01", "2026-07-02T00:00:00Z", "never"}},
	{"app:nets", "IpAddress", 30, true, []string{"203.0.113.7", "10.0.0.1", "2001:db8::1"}},
	{"app:flags", "Bool", 30, true, []string{"true", "false"}},
	{"app:seals", "Binary", 30, true, []string{"YWJj", "YQ=="}},
	{"app:arns", "Arn", 30, true, []string{"arn:aws:s3:::harbour", "arn:aws:sns:eu-west-1:" + own + ":alerts"}},
	// These follow from caller and resource; what a request gives goes before.
	{"aws:PrincipalTag/team", "String", 4, false, words},
	{"aws:ResourceTag/env", "String", 4, false, words},
	{"aws:PrincipalOrgID", "String", 3, false, organizations},
	{"aws:PrincipalAccount", "String", 3, false, accounts},
	{"aws:ResourceAccount", "String", 3, false, accounts},
	{"aws:PrincipalArn", "Arn", 3, false, callers[:8]},
	{"aws:username", "String", 3, false, words},
	{"aws:PrincipalOrgPaths", "String", 3, true, []string{"o-k3v9p2m7q1/r-q8w2/", "o-k3v9p2m7q1/r-q8w2/ou-q8w2-sales001/"}},
}

// derived are keys that follow from caller and resource.
var derived = []contextKey{
	{name: "aws:username", family: "String"}, {name: "aws:userid", family: "String"},
	{name: "aws:PrincipalAccount", family: "String"}, {name: "aws:PrincipalArn", family: "Arn"},
	{name: "aws:PrincipalArn", family: "Arn"}, {name: "aws:PrincipalType", family: "String"},
	{name: "aws:PrincipalOrgID", family: "String"}, {name: "aws:PrincipalOrgPaths", family: "String"},
	{name: "aws:PrincipalTag/team", family: "String"}, {name: "aws:PrincipalTag/env", family: "String"},
	{name: "aws:PrincipalIsAWSService", family: "Bool"}, {name: "aws:PrincipalServiceName", family: "String"},
	{name: "aws:PrincipalServiceNamesList", family: "String"}, {name: "aws:ResourceAccount", family: "String"},
	{name: "aws:ResourceOrgID", family: "String"}, {name: "aws:ResourceOrgPaths", family: "String"},
	{name: "aws:ResourceTag/team", family: "String"}, {name: "aws:ResourceTag/env", family: "String"},
}
