package scenario

import (
	"strings"

	"github.com/iam-policy-playground/playground/engine"
	"github.com/iam-policy-playground/playground/engine/internal/jsontree"
)

var scenarioRecord = record{
	name: "Scenario",
	noun: "a scenario",
	doc:  "Policies, who and what they are attached to, and the requests to decide.",
	fields: []field{
		{name: "scenario", required: true, shape: &shape{kind: version}, doc: "Version of the format: 1."},
		{name: "title", shape: anyText, doc: "What the scenario shows, in one line.",
			set: func(r *reader, v jsontree.Value) { r.scenario.Title = v.Str() }},
		{name: "description", shape: anyText, doc: "More about it, as plain text.",
			set: func(r *reader, v jsontree.Value) { r.scenario.Description = v.Str() }},
		{name: "accounts", shape: mapOf(accountID, objectOf(&accountRecord)),
			doc: "AWS accounts by id. An account that is not listed is outside of any organization."},
		{name: "principals", shape: mapOf(listedPrincipal, objectOf(&principalRecord)),
			doc: "Users, roles and sessions by ARN. One that is not listed exists without groups and tags."},
		{name: "resources", shape: mapOf(resourceARN, objectOf(&resourceRecord)),
			doc: "Resources by ARN. What lies below a listed ARN belongs to its account."},
		{name: "endpoints", shape: mapOf(endpointID, objectOf(&endpointRecord)), doc: "VPC endpoints by id."},
		{name: "apis", later: true, shape: mapOf(apiID, objectOf(&apiRecord)), doc: "API Gateway APIs by id."},
		{name: "policies", required: true, shape: &shape{kind: list, of: objectOf(&policyRecord), most: MaxPolicies},
			doc: "Policy documents with their attachments."},
		{name: "requests", required: true, shape: &shape{kind: list, of: objectOf(&requestRecord), most: MaxRequests},
			doc: "The questions: may this principal do this."},
	},
}

var accountRecord = record{
	name: "Account",
	noun: "an account",
	doc:  "What is known of an AWS account.",
	fields: []field{
		{name: "organization", shape: textOf(orgID), doc: "Id of its organization. Without it the organization's condition keys are absent.",
			set: func(r *reader, v jsontree.Value) { r.account.Organization = v.Str() }},
		{name: "path", shape: &shape{kind: list, of: textOf(unitID), first: rootID},
			doc: "Ids of the root and the organizational units above the account, outermost first. It makes the account a member of an organization.",
			set: func(r *reader, v jsontree.Value) { r.account.Path = stringsOf(v) }},
		{name: "management", shape: aFlag, doc: "Whether it is the management account of its organization, which SCPs and RCPs do not bind. Default false.",
			set: func(r *reader, v jsontree.Value) { r.account.Management = v.Kind() == jsontree.True }},
		{name: "fullAWSAccess", shape: aFlag,
			doc: "Whether FullAWSAccess is taken to be attached at every level whose listed SCPs allow nothing. Default true, as AWS attaches it.",
			set: func(r *reader, v jsontree.Value) { r.account.NoFullAWSAccess = v.Kind() == jsontree.False }},
	},
	begin: func(r *reader) { r.account = engine.Account{} },
	end:   func(r *reader, v jsontree.Value) { r.scenario.Environment.Accounts[r.key()] = r.account },
}

var principalRecord = record{
	name: "Principal",
	noun: "a principal",
	doc:  "What is known of a user, a role or a session.",
	fields: []field{
		{name: "groups", shape: listOf(textOf(groupName)), doc: "Users: names of their groups.",
			set: func(r *reader, v jsontree.Value) { r.principal.Groups = stringsOf(v) }},
		{name: "tags", shape: anyTags, doc: "Tags of the user or role, or session tags under the ARN of the session.",
			set: func(r *reader, v jsontree.Value) { r.principal.Tags = tagsOf(v) }},
		{name: "id", shape: textOf(uniqueID), doc: "Users and roles: the unique id, AIDA… or AROA….",
			set: func(r *reader, v jsontree.Value) { r.principal.ID = v.Str() }},
		{name: "serviceLinked", shape: aFlag, doc: "Roles: whether it is a service-linked role. Default: whether its path begins with /aws-service-role/.",
			set: func(r *reader, v jsontree.Value) { r.principal.ServiceLinked = v.Kind() == jsontree.True }},
		{name: "transitiveTags", shape: listOf(anyText), doc: "Sessions: names of the session tags that are handed on to the next role.",
			set: func(r *reader, v jsontree.Value) { r.principal.TransitiveTags = stringsOf(v) }},
		{name: "user", shape: textOf(userARN), doc: "Federated-user sessions: ARN of the user who made the session.",
			set: func(r *reader, v jsontree.Value) { r.principal.User = v.Str() }},
	},
	begin: func(r *reader) { r.principal = engine.Principal{} },
	end: func(r *reader, v jsontree.Value) {
		r.fitting(v)
		r.scenario.Environment.Principals[r.key()] = r.principal
	},
}

// owners says which principals have a field that not all have.
var owners = []struct {
	field string
	forms []*form
	noun  string
}{
	{"groups", []*form{userARN}, "only users have groups"},
	{"id", []*form{userARN, roleARN}, "only users and roles have a unique id; a session takes it from its role"},
	{"serviceLinked", []*form{roleARN}, "only roles are service-linked"},
	{"transitiveTags", []*form{sessionARN}, "only role sessions have transitive tags"},
	{"user", []*form{federatedARN}, "only a federated-user session has a user behind it"},
}

// fitting reports fields that a principal of this kind does not have.
func (r *reader) fitting(v jsontree.Value) {
	for _, owner := range owners {
		k := member(v, owner.field)
		if !k.OK() || anyMatches(owner.forms, r.key()) {
			continue
		}
		r.push(owner.field, -1)
		r.reportAt(k, WrongValue, owner.noun)
		r.pop()
	}
}

func anyMatches(forms []*form, s string) bool {
	for _, f := range forms {
		if f.matches(s) {
			return true
		}
	}
	return false
}

var resourceRecord = record{
	name:   "ResourceInfo",
	noun:   "a resource",
	doc:    "What is known of a resource.",
	fields: resourceFields(),
	begin:  func(r *reader) { r.resource = engine.ResourceInfo{} },
	end: func(r *reader, v jsontree.Value) {
		r.sameAccount(r.key(), member(v, "account"))
		r.scenario.Environment.Resources[r.key()] = r.resource
	},
}

func resourceFields() []field {
	rows := []field{
		{name: "account", shape: textOf(accountID), doc: "Id of the account that owns it, where the ARN does not say.",
			set: func(r *reader, v jsontree.Value) { r.resource.Account = v.Str() }},
		{name: "tags", shape: anyTags, doc: "Its tags.",
			set: func(r *reader, v jsontree.Value) { r.resource.Tags = tagsOf(v) }},
	}
	for _, s := range states {
		rows = append(rows, field{name: s.name, shape: s.shape, doc: s.doc + " As the key " + s.key() + " reports it.", set: s.set})
	}
	return rows
}

// A state is a property of a resource that a condition key of its service reports.
type state struct {
	name  string // the key's name behind apigateway:Resource/, its first letter in lower case
	shape *shape
	doc   string
}

func (s *state) key() string {
	return "apigateway:Resource/" + strings.ToUpper(s.name[:1]) + s.name[1:]
}

func (s *state) set(r *reader, v jsontree.Value) {
	if r.resource.State == nil {
		r.resource.State = map[string]engine.Value{}
	}
	r.resource.State[s.name] = valueOf(s.shape, v)
}

// states are those of API Gateway. The multivalued ones are lists in the reference.
//
// AWS: Service Authorization Reference, "Actions, resources, and condition keys for Amazon API Gateway Management" and
// "… Management V2".
var states = []state{
	{"accessLoggingDestination", oneValue, "Stages: ARN that receives the access logs."},
	{"accessLoggingFormat", oneValue, "Stages: format of the access logs."},
	{"apiKeyRequired", manyValues, "Methods and routes: whether an API key is needed."},
	{"apiName", oneValue, "APIs: the name."},
	{"authorizerType", manyValues, "Authorizers: TOKEN, REQUEST, JWT and so on."},
	{"authorizerUri", manyValues, "Authorizers: invocation URI of the Lambda function."},
	{"disableExecuteApiEndpoint", oneValue, "APIs: whether the default endpoint is switched off."},
	{"endpointType", manyValues, "APIs and domain names: EDGE, REGIONAL or PRIVATE."},
	{"mtlsTrustStoreUri", oneValue, "Domain names: place of the truststore."},
	{"mtlsTrustStoreVersion", oneValue, "Domain names: version of the truststore."},
	{"routeAuthorizationType", manyValues, "Methods and routes: NONE, AWS_IAM, CUSTOM, JWT or COGNITO_USER_POOLS."},
	{"routingMode", oneValue, "Domain names: how requests are routed."},
	{"securityPolicy", manyValues, "APIs and domain names: the TLS policy."},
	{"conditionBasePaths", manyValues, "Routing rules: base paths of the condition."},
	{"priority", oneValue, "Routing rules: the priority."},
	{"cognitoUserPoolArn", oneValue, "Portals: ARN of the user pool."},
	{"portalDisplayName", oneValue, "Portals: the name."},
	{"portalDomainName", oneValue, "Portals: the domain name."},
	{"portalPublishStatus", oneValue, "Portals: PUBLISHED, DISABLED and so on."},
	{"portalProductDisplayName", oneValue, "Portal products: the name."},
	{"productPageTitle", oneValue, "Product pages: the title."},
	{"productRestEndpointPageEndpointPrefix", oneValue, "Endpoint pages: the prefix."},
	{"method", oneValue, "Endpoint pages: the HTTP method."},
	{"restApiId", oneValue, "Endpoint pages: the id of the API."},
	{"stage", oneValue, "Endpoint pages: the stage."},
}

var endpointTypes = &words{"EndpointType", "Kinds of VPC endpoints.", []string{"interface", "gateway"}}

var endpointRecord = record{
	name: "Endpoint",
	noun: "a VPC endpoint",
	doc:  "What is known of a VPC endpoint.",
	fields: []field{
		{name: "type", shape: oneOf(endpointTypes), doc: "Whether it is an interface endpoint, the default, or a gateway endpoint.",
			set: func(r *reader, v jsontree.Value) { r.endpoint.Gateway = v.Str() == "gateway" }},
		{name: "vpc", shape: textOf(vpcID), doc: "Id of its VPC.",
			set: func(r *reader, v jsontree.Value) { r.endpoint.VPC = v.Str() }},
		{name: "account", shape: textOf(accountID), doc: "Id of the account that owns it.",
			set: func(r *reader, v jsontree.Value) { r.endpoint.Account = v.Str() }},
	},
	begin: func(r *reader) { r.endpoint = engine.EndpointInfo{} },
	end:   func(r *reader, v jsontree.Value) { r.scenario.Environment.Endpoints[r.key()] = r.endpoint },
}
