// Package catalog is what AWS's Service Authorization Reference lists: actions with their access levels, resource types with
// their ARNs, and condition keys with their types. It holds API Gateway's two services and the global condition keys, which
// is all that the module needs; package services beside it holds every service.
//
// Goals: few bytes in the module, no work before somebody asks, names in any case. API Gateway's part is AWS's reference and
// its developer guide together: what the data merges or leaves out is put right by build/catalog/corrections.txt.
//
// Non-goals: no decision rests on the catalog, it may only suggest and warn. It does not know which action and resource a
// call needs (package apigateway does), nor whether a name that it does not list exists: AWS adds some every week. The
// sentences by which AWS describes actions are not in it.
//
// AWS: Service Authorization Reference, "Actions, resources, and condition keys for AWS services".
package catalog

import "strings"

// A Service is one prefix of actions, with what it defines. The zero Service defines nothing.
type Service struct {
	Prefix string // "execute-api"
	Name   string // "Amazon API Gateway"
	text   string // its records
}

// An Action is what a policy's Action element names, behind the prefix.
type Action struct {
	Name     string // "GET", "CreatePortal"
	Levels   []Level
	Types    []ActionType // resource types that Resource may name; none if only * makes sense
	Keys     []string     // condition keys of the action, whichever type; each type has more
	Unlisted bool         // AWS's reference does not have it, but callers are asked for it
}

// A Level classifies what an action does.
type Level string

// Access levels. Actions of the last two are at the level Write too.
//
// AWS: IAM User Guide, "Access levels in policy summaries".
const (
	Read                  Level = "Read"
	List                  Level = "List"
	Write                 Level = "Write"
	Tagging               Level = "Tagging"
	PermissionsManagement Level = "Permissions management"
)

// An ActionType is a resource type as one action takes it.
type ActionType struct {
	ResourceType
	Required bool // a policy that names the action has to name a resource of the type, or *
	Unlisted bool // AWS's reference does not list the type with the action, but an operation needs it
}

// The two services that share the prefix apigateway, as the AWS SDKs name them.
const (
	APIGatewayV1 = "apigateway"   // REST APIs, usage plans, keys, domain names
	APIGatewayV2 = "apigatewayv2" // HTTP and WebSocket APIs, routing rules, portals
)

// A ResourceType is a kind of resource. Types of API Gateway are told apart by name and API: both have a Stage.
type ResourceType struct {
	Name     string
	API      string   // APIGatewayV1 or APIGatewayV2; "" for other services
	ARNs     []string // with placeholders such as ${Region}; mostly one
	Keys     []string // condition keys that fit a resource of the type
	Unlisted bool     // AWS's reference does not have it: the name is ours, and its keys are not known
}

// A Key is a condition key.
type Key struct {
	Name     string   // a placeholder stands for any text: "aws:RequestTag/${TagKey}"
	Types    []string // String, Bool, ArrayOfString …; aws:EpochTime has two; none if AWS does not say
	Unlisted bool     // AWS's reference does not have it, but its guides use it
}

// Multivalued reports whether the key has several values, so that a condition needs a set operator.
func (k Key) Multivalued() bool { return len(k.Types) > 0 && strings.HasPrefix(k.Types[0], "ArrayOf") }

// Covers reports whether name, in any case, is this key: with a text in the place of a placeholder, if it has one.
func (k Key) Covers(name string) bool { return covers(k.Name, name) }

func covers(template, name string) bool {
	head, rest, found := strings.Cut(template, "${")
	if !found {
		return strings.EqualFold(template, name)
	}
	if len(name) <= len(head) || !strings.EqualFold(name[:len(head)], head) {
		return false
	}
	_, tail, _ := strings.Cut(rest, "}")
	for end := len(head) + 1; end <= len(name); end++ {
		if covers(tail, name[end:]) {
			return true
		}
	}
	return false
}

// Of returns the service of a prefix, in any case: apigateway or execute-api.
func Of(prefix string) (Service, bool) {
	if strings.EqualFold(prefix, globalPrefix) {
		return Service{}, false
	}
	return of(prefix)
}

func of(prefix string) (Service, bool) {
	for rest := text; ; {
		s, after, found := cutService(rest)
		if !found || strings.EqualFold(s.Prefix, prefix) {
			return s, found
		}
		rest = after
	}
}

// Find returns an action by its whole name, "apigateway:GET", in any case.
func Find(name string) (Action, bool) {
	prefix, action, _ := strings.Cut(name, ":")
	s, _ := Of(prefix)
	return s.Action(action)
}

// FindKey returns a condition key by its name, in any case: a global one, or one of the services here.
func FindKey(name string) (Key, bool) {
	prefix, _, _ := strings.Cut(name, ":")
	s, _ := of(prefix)
	if k, ok := s.Key(name); ok {
		return k, true
	}
	s, _ = of(globalPrefix) // which also has keys of other prefixes, ec2:SourceInstanceArn for one
	return s.Key(name)
}

// globalPrefix is the prefix of the service that stands for the global condition keys.
const globalPrefix = "aws"

// GlobalKeys returns the condition keys that do not belong to one service, among them those that come with a session, such
// as ec2:SourceInstanceArn.
//
// AWS: IAM User Guide, "AWS global condition context keys".
func GlobalKeys() []Key {
	s, _ := of(globalPrefix)
	return s.Keys()
}

// Actions returns all actions, by name.
func (s Service) Actions() (all []Action) {
	types := s.ResourceTypes()
	for c := (cursor{rest: s.text}); c.next(actionRecord); {
		all = append(all, c.action(types))
	}
	return all
}

// Mentions reports whether a text stands anywhere in what is known of the service: the name of a condition key, say.
func (s Service) Mentions(text string) bool { return strings.Contains(s.text, text) }

// Action returns an action by its name without the prefix, in any case.
func (s Service) Action(name string) (Action, bool) {
	for c := (cursor{rest: s.text}); c.next(actionRecord); {
		if strings.EqualFold(c.name, name) {
			return c.action(s.ResourceTypes()), true
		}
	}
	return Action{}, false
}

// ResourceTypes returns all resource types.
func (s Service) ResourceTypes() (all []ResourceType) {
	for c := (cursor{rest: s.text}); c.next(typeRecord); {
		all = append(all, c.resourceType())
	}
	return all
}

// Keys returns the condition keys that belong to the service; its actions and types name global ones beside them.
func (s Service) Keys() (all []Key) {
	for c := (cursor{rest: s.text}); c.next(keyRecord); {
		all = append(all, c.key())
	}
	return all
}

// Key returns the condition key of a name, in any case. A key without placeholders goes before one with.
func (s Service) Key(name string) (found Key, ok bool) {
	for c := (cursor{rest: s.text}); c.next(keyRecord); {
		if strings.EqualFold(c.name, name) {
			return c.key(), true
		}
		if !ok && covers(c.name, name) {
			found, ok = c.key(), true
		}
	}
	return found, ok
}
