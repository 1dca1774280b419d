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
	take: (*reader).takeScenario,
	fields: []field{
		{name: "scenario", required: true, shape: &shape{kind: version}, doc: "Version of the format: 1."},
		{name: "title", shape: anyText, doc: "What the scenario shows, in one line."},
		{name: "description", shape: anyText, doc: "More about it, as plain text."},
		{name: "accounts", shape: &shape{kind: mapping, form: accountID, of: &shape{kind: fields, record: &accountRecord}},
			doc: "AWS accounts by id. An account that is not listed is outside of any organization."},
		{name: "principals", shape: &shape{kind: mapping, form: listedPrincipal, of: &shape{kind: fields, record: &principalRecord}},
			doc: "Users, roles and sessions by ARN. One that is not listed exists without groups and tags."},
		{name: "resources", shape: &shape{kind: mapping, form: resourceARN, of: &shape{kind: fields, record: &resourceRecord}},
			doc: "Resources by ARN. What lies below a listed ARN belongs to its account."},
		{name: "endpoints", shape: &shape{kind: mapping, form: endpointID, of: &shape{kind: fields, record: &endpointRecord}}, doc: "VPC endpoints by id."},
		{name: "apis", shape: &shape{kind: mapping, form: apiID, of: &shape{kind: fields, record: &apiRecord}, most: MaxAPIs},
			doc: "APIs of API Gateway by id. Of one that is not listed nothing is known."},
		{name: "policies", required: true, shape: &shape{kind: list, of: &shape{kind: fields, record: &policyRecord}, most: MaxPolicies},
			doc: "Policy documents with their attachments."},
		{name: "requests", required: true, shape: &shape{kind: list, of: &shape{kind: fields, record: &requestRecord}, most: MaxRequests},
			doc: "The questions: may this principal do this."},
	},
}

func (r *reader) takeScenario(f *field, v jsontree.Value) {
	switch f.name {
	case "title":
		r.scenario.Title = v.Str()
	case "description":
		r.scenario.Description = v.Str()
	}
}

var accountRecord = record{
	name: "Account",
	noun: "an account",
	doc:  "What is known of an AWS account.",
	fields: []field{
		{name: "organization", shape: &shape{kind: text, form: orgID}, doc: "Id of its organization. Without it the organization's condition keys are absent."},
		{name: "path", shape: &shape{kind: list, of: &shape{kind: text, form: unitID}, first: rootID},
			doc: "Ids of the root and the organizational units above the account, outermost first. It makes the account a member of an organization."},
		{name: "management", shape: aFlag, doc: "Whether it is the management account of its organization, which SCPs and RCPs do not bind. Default false."},
		{name: "fullAWSAccess", shape: aFlag,
			doc: "Whether FullAWSAccess is taken to be attached at every level whose listed SCPs allow nothing. Default true, as AWS attaches it."},
	},
	begin: func(r *reader) { r.account = engine.Account{} },
	take:  (*reader).takeAccount,
	end:   func(r *reader, v jsontree.Value) { r.scenario.Environment.Accounts[r.key()] = r.account },
}

func (r *reader) takeAccount(f *field, v jsontree.Value) {
	switch f.name {
	case "organization":
		r.account.Organization = v.Str()
	case "path":
		r.account.Path = stringsOf(v)
	case "management":
		r.account.Management = v.Kind() == jsontree.True
	case "fullAWSAccess":
		r.account.NoFullAWSAccess = v.Kind() == jsontree.False
	}
}

var principalRecord = record{
	name: "Principal",
	noun: "a principal",
	doc:  "What is known of a user, a role or a session.",
	fields: []field{
		{name: "groups", shape: &shape{kind: list, of: &shape{kind: text, form: groupName}}, doc: "Users: names of their groups."},
		{name: "tags", shape: anyTags, doc: "Tags of the user or role, or session tags under the ARN of the session."},
		{name: "id", shape: &shape{kind: text, form: uniqueID}, doc: "Users and roles: the unique id, AIDA… or AROA…."},
		{name: "serviceLinked", shape: aFlag, doc: "Roles: whether it is a service-linked role. Default: whether its path begins with /aws-service-role/."},
		{name: "transitiveTags", shape: textList, doc: "Sessions: names of the session tags that are handed on to the next role."},
		{name: "user", shape: &shape{kind: text, form: userARN}, doc: "Federated-user sessions: ARN of the user who made the session."},
	},
	begin: func(r *reader) { r.principal = engine.Principal{} },
	take:  (*reader).takePrincipal,
	end: func(r *reader, v jsontree.Value) {
		r.fitting(v)
		r.scenario.Environment.Principals[r.key()] = r.principal
	},
}

func (r *reader) takePrincipal(f *field, v jsontree.Value) {
	switch f.name {
	case "groups":
		r.principal.Groups = stringsOf(v)
	case "tags":
		r.principal.Tags = tagsOf(v)
	case "id":
		r.principal.ID = v.Str()
	case "serviceLinked":
		r.principal.ServiceLinked = v.Kind() == jsontree.True
	case "transitiveTags":
		r.principal.TransitiveTags = stringsOf(v)
	case "user":
		r.principal.User = v.Str()
	}
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
	name: "ResourceInfo",
	noun: "a resource",
	doc:  "What is known of a resource.",
	fields: []field{
		{name: "account", shape: &shape{kind: text, form: accountID}, doc: "Id of the account that owns it, where the ARN does not say."},
		{name: "tags", shape: anyTags, doc: "Its tags."},

		// The states are those of API Gateway. The multivalued ones are lists in the reference.
		//
		// AWS: Service Authorization Reference, "Actions, resources, and condition keys for Amazon API Gateway
		// Management" and "… Management V2".
		{name: "accessLoggingDestination", state: true, shape: oneValue, doc: "Stages: ARN that receives the access logs."},
		{name: "accessLoggingFormat", state: true, shape: oneValue, doc: "Stages: format of the access logs."},
		{name: "apiKeyRequired", state: true, shape: manyValues, doc: "Methods and routes: whether an API key is needed."},
		{name: "apiName", state: true, shape: oneValue, doc: "APIs: the name."},
		{name: "authorizerType", state: true, shape: manyValues, doc: "Authorizers: TOKEN, REQUEST, JWT and so on."},
		{name: "authorizerUri", state: true, shape: manyValues, doc: "Authorizers: invocation URI of the Lambda function."},
		{name: "disableExecuteApiEndpoint", state: true, shape: oneValue, doc: "APIs: whether the default endpoint is switched off."},
		{name: "endpointType", state: true, shape: manyValues, doc: "APIs and domain names: EDGE, REGIONAL or PRIVATE."},
		{name: "mtlsTrustStoreUri", state: true, shape: oneValue, doc: "Domain names: place of the truststore."},
		{name: "mtlsTrustStoreVersion", state: true, shape: oneValue, doc: "Domain names: version of the truststore."},
		{name: "routeAuthorizationType", state: true, shape: manyValues, doc: "Methods and routes: NONE, AWS_IAM, CUSTOM, JWT or COGNITO_USER_POOLS."},
		{name: "routingMode", state: true, shape: oneValue, doc: "Domain names: how requests are routed."},
		{name: "securityPolicy", state: true, shape: manyValues, doc: "APIs and domain names: the TLS policy."},
		{name: "conditionBasePaths", state: true, shape: manyValues, doc: "Routing rules: base paths of the condition."},
		{name: "priority", state: true, shape: oneValue, doc: "Routing rules: the priority."},
		{name: "cognitoUserPoolArn", state: true, shape: oneValue, doc: "Portals: ARN of the user pool."},
		{name: "portalDisplayName", state: true, shape: oneValue, doc: "Portals: the name."},
		{name: "portalDomainName", state: true, shape: oneValue, doc: "Portals: the domain name."},
		{name: "portalPublishStatus", state: true, shape: oneValue, doc: "Portals: PUBLISHED, DISABLED and so on."},
		{name: "portalProductDisplayName", state: true, shape: oneValue, doc: "Portal products: the name."},
		{name: "productPageTitle", state: true, shape: oneValue, doc: "Product pages: the title."},
		{name: "productRestEndpointPageEndpointPrefix", state: true, shape: oneValue, doc: "Endpoint pages: the prefix."},
		{name: "method", state: true, shape: oneValue, doc: "Endpoint pages: the HTTP method."},
		{name: "restApiId", state: true, shape: oneValue, doc: "Endpoint pages: the id of the API."},
		{name: "stage", state: true, shape: oneValue, doc: "Endpoint pages: the stage."},
	},
	begin: func(r *reader) { r.resource = engine.ResourceInfo{} },
	take:  (*reader).takeResource,
	end: func(r *reader, v jsontree.Value) {
		r.sameAccount(r.key(), member(v, "account"))
		r.scenario.Environment.Resources[r.key()] = r.resource
	},
}

func (r *reader) takeResource(f *field, v jsontree.Value) {
	switch f.name {
	case "account":
		r.resource.Account = v.Str()
	case "tags":
		r.resource.Tags = tagsOf(v)
	default:
		if r.resource.State == nil {
			r.resource.State = map[string]engine.Value{}
		}
		r.resource.State[f.name] = valueOf(f.shape, v)
	}
}

// stateKey returns the condition key that reports a state: its name with the first letter in upper case, behind a prefix.
func stateKey(name string) string {
	return "apigateway:Resource/" + strings.ToUpper(name[:1]) + name[1:]
}

var endpointTypes = &words{"EndpointType", "Kinds of VPC endpoints.", []string{"interface", "gateway"}}

var endpointRecord = record{
	name: "Endpoint",
	noun: "a VPC endpoint",
	doc:  "What is known of a VPC endpoint.",
	fields: []field{
		{name: "type", shape: &shape{kind: text, words: endpointTypes}, doc: "Whether it is an interface endpoint, the default, or a gateway endpoint."},
		{name: "vpc", shape: &shape{kind: text, form: vpcID}, doc: "Id of its VPC."},
		{name: "account", shape: &shape{kind: text, form: accountID}, doc: "Id of the account that owns it."},
	},
	begin: func(r *reader) { r.endpoint = engine.EndpointInfo{} },
	take:  (*reader).takeEndpoint,
	end:   func(r *reader, v jsontree.Value) { r.scenario.Environment.Endpoints[r.key()] = r.endpoint },
}

func (r *reader) takeEndpoint(f *field, v jsontree.Value) {
	switch f.name {
	case "type":
		r.endpoint.Gateway = v.Str() == "gateway"
	case "vpc":
		r.endpoint.VPC = v.Str()
	case "account":
		r.endpoint.Account = v.Str()
	}
}
