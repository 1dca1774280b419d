package engine

import "strings"

// A Type says which role a policy document plays, and so how its answer combines with the others.
// The zero Type is none of them.
//
// AWS: IAM User Guide, "Policies and permissions in IAM", Policy types.
type Type uint8

const (
	Identity   Type = iota + 1 // attached to a user, a group or a role
	Boundary                   // permissions boundary of a user or a role
	Session                    // passed when a session was created
	Resource                   // attached to a resource
	Trust                      // trust policy of a role
	SCP                        // service control policy
	RCP                        // resource control policy
	Endpoint                   // VPC endpoint policy
	Authorizer                 // returned by a Lambda authorizer
)

var typeNames = [...]string{
	Identity: "identity", Boundary: "boundary", Session: "session", Resource: "resource", Trust: "trust",
	SCP: "scp", RCP: "rcp", Endpoint: "endpoint", Authorizer: "authorizer",
}

// String returns the word a scenario uses for t, or "" for no type.
func (t Type) String() string {
	if int(t) < len(typeNames) {
		return typeNames[t]
	}
	return ""
}

// title names a policy of type t at the beginning of a sentence.
func (t Type) title() string {
	switch t {
	case SCP, RCP:
		return strings.ToUpper(t.String())
	case Boundary:
		return "permissions boundary"
	case Endpoint:
		return "VPC endpoint policy"
	}
	return t.String() + " policy"
}

// TypeOf returns the Type that a scenario calls word.
func TypeOf(word string) (Type, bool) {
	for t, name := range typeNames {
		if name != "" && name == word {
			return Type(t), true
		}
	}
	return 0, false
}

// A Span is the half-open range [Start, End) of bytes in a text. The zero Span means no place.
type Span struct{ Start, End int }

// A Value is what a request carries under one context key. Numbers and booleans are kept as their JSON text.
type Value struct {
	Strings []string
	Multi   bool // the key is multivalued, even with one or no string
}

// A Request is one question: may this principal do this action on this resource in this context.
type Request struct {
	Name            string
	Principal       string           // ARN, service name, identity provider, or "anonymous"
	Action          string           // "s3:GetObject"
	Resource        string           // ARN, or "*" for an action without resource types
	ResourceAccount string           // 12 digits; "" to take it from the environment, the ARN or the principal
	Context         map[string]Value // keys are case-insensitive; overrides what is derived
	Derived         map[string]Value // keys that follow from the call and its resource in ways only the service knows; Context overrides them
	Unknown         []string         // keys whose value is not known; "*" for every key neither given nor derived
}

// An Account is what a scenario says of an AWS account. The zero Account is outside any organization.
type Account struct {
	Organization    string   // o-…; "" leaves the organization keys absent
	Path            []string // root and organizational units, outermost first
	Management      bool     // the organization's management account: SCPs and RCPs do not bind it
	NoFullAWSAccess bool     // switches off the assumption that FullAWSAccess is attached
}

// A Principal is what a scenario says of a user, role or session.
type Principal struct {
	Groups         []string // names of the groups of a user
	Tags           map[string]string
	ID             string   // AIDA… or AROA…
	ServiceLinked  bool     // a service-linked role
	TransitiveTags []string // session tags that are handed on
	User           string   // federated-user sessions: ARN of the user behind it
}

// ResourceInfo is what a scenario says of a resource.
type ResourceInfo struct {
	Account string
	Tags    map[string]string
	State   map[string]Value // service state that condition keys report
}

// EndpointInfo is what a scenario says of a VPC endpoint.
type EndpointInfo struct {
	Gateway bool // a gateway endpoint (S3, DynamoDB); else an interface endpoint
	VPC     string
	Account string
}

// An Environment holds who and what there is: accounts by id, principals and resources by ARN, VPC endpoints by id.
// What is not listed exists without tags, groups and organization. The maps belong to the Environment from then on.
type Environment struct {
	Accounts   map[string]Account
	Principals map[string]Principal
	Resources  map[string]ResourceInfo
	Endpoints  map[string]EndpointInfo
}
