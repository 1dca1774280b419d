package reference

import (
	"maps"
	"slices"
	"strings"
)

// multivaluedKeys are the keys of section 5 whose type is a list. The OIDC key amr of any provider is one too.
var multivaluedKeys = []string{
	"aws:PrincipalOrgPaths", "aws:PrincipalServiceNamesList", "aws:VpceOrgPaths", "aws:ResourceOrgPaths", "aws:CalledVia", "aws:TagKeys",
	"aws:SourceOrgPaths", "sts:TransitiveTagKeys", "kms:EncryptionContextKeys", "dynamodb:LeadingKeys", "dynamodb:Attributes",
}

// Multivalued says whether the values of a key are a list, however many there are.
func Multivalued(key string) bool {
	return strings.HasSuffix(strings.ToLower(key), ":amr") ||
		slices.ContainsFunc(multivaluedKeys, func(listed string) bool { return strings.EqualFold(listed, key) })
}

// A derivation is a row of section 7.4 that follows from the principal: the key and its value for each kind of caller.
type derivation struct {
	key   string
	value func(Scenario, Caller) string // "" for absent
}

var derivations = []derivation{
	{"aws:PrincipalArn", func(s Scenario, c Caller) string {
		switch c.Kind {
		case User, Federated, Root:
			return c.Name
		case Session:
			return c.Role
		}
		return ""
	}},
	{"aws:PrincipalAccount", func(s Scenario, c Caller) string {
		switch c.Kind {
		case Service, Provider:
			return ""
		case Anonymous:
			return "anonymous"
		}
		return c.Account
	}},
	{"aws:PrincipalOrgID", func(s Scenario, c Caller) string {
		if c.isGlobal() {
			return ""
		}
		return s.Accounts[c.Account].Organization
	}},
	{"aws:PrincipalType", func(s Scenario, c Caller) string {
		return map[CallerKind]string{
			User: "User", Session: "AssumedRole", Federated: "FederatedUser", Root: "Account", Anonymous: "Anonymous",
		}[c.Kind]
	}},
	{"aws:userid", func(s Scenario, c Caller) string {
		id := s.uniqueID(c)
		switch {
		case c.Kind == User:
			return id
		case c.Kind == Session && id != "" && c.Last != "":
			return id + ":" + c.Last
		case c.Kind == Federated:
			return c.Account + ":" + c.Last
		case c.Kind == Root:
			return c.Account
		case c.Kind == Anonymous:
			return "anonymous"
		}
		return ""
	}},
	{"aws:username", func(s Scenario, c Caller) string {
		if c.Kind == User {
			return c.Last
		}
		return ""
	}},
	{"aws:PrincipalIsAWSService", func(s Scenario, c Caller) string {
		return map[CallerKind]string{User: "false", Session: "false", Federated: "false", Root: "false", Service: "true"}[c.Kind]
	}},
	{"aws:PrincipalServiceName", func(s Scenario, c Caller) string {
		if c.Kind == Service {
			return c.Name
		}
		return ""
	}},
}

// context gives all keys of a request: those that follow from caller and resource, and over them those that it gives.
func (s Scenario) context(r Request, c Caller, owner string) Context {
	keys := Context{}
	set := func(key string, value Value) { keys[strings.ToLower(key)] = value }
	for _, d := range derivations {
		if value := d.value(s, c); value != "" {
			set(d.key, Text(value))
		}
	}
	if c.Kind == Service {
		set("aws:PrincipalServiceNamesList", List(c.Name))
	}
	if paths := s.Accounts[c.Account].paths(); paths != nil && !c.isGlobal() {
		set("aws:PrincipalOrgPaths", List(paths...))
	}
	for key, value := range s.principalTags(c) {
		set("aws:PrincipalTag/"+key, Text(value))
	}
	if owner != "" {
		set("aws:ResourceAccount", Text(owner))
	}
	if organization := s.Accounts[owner].Organization; organization != "" {
		set("aws:ResourceOrgID", Text(organization))
	}
	if paths := s.Accounts[owner].paths(); paths != nil {
		set("aws:ResourceOrgPaths", List(paths...))
	}
	for _, tags := range []map[string]string{s.Principals[r.Resource].Tags, s.Resources[r.Resource].Tags} { // of a role: section 7.3
		for key, value := range tags {
			set("aws:ResourceTag/"+key, Text(value))
		}
	}
	for key, value := range r.Context {
		set(key, value)
	}
	return keys
}

// Context gives the keys of a request.
func (s Scenario) Context(r Request) (Context, error) {
	c, err := s.caller(r.Principal)
	return s.context(r, c, s.owner(r, c)), err
}

// paths gives the one value of the keys …OrgPaths: organization, root and units, each with a slash behind. Section 5.
func (a Account) paths() []string {
	if a.Organization == "" || len(a.Path) == 0 {
		return nil
	}
	return []string{a.Organization + "/" + strings.Join(a.Path, "/") + "/"}
}

// principalTags overlays the tags of a role or user with those of the session, keys in lower case. Section 7.3.
func (s Scenario) principalTags(c Caller) map[string]string {
	tags := map[string]string{}
	names := []string{c.User, c.Role}
	if c.Kind == Session || c.Kind == Federated {
		names = append(names, c.Name)
	}
	for _, name := range names {
		for _, key := range slices.Sorted(maps.Keys(s.Principals[name].Tags)) {
			tags[strings.ToLower(key)] = s.Principals[name].Tags[key]
		}
	}
	return tags
}
