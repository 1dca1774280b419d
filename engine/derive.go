package engine

import (
	"slices"
	"strings"

	"github.com/iam-policy-playground/playground/engine/internal/order"
)

// derivedKeys are the keys, without tags, that follow from the principal, the resource and the accounts, in the order
// the trace shows them. Nothing of the network and nothing of the moment is derived.
//
// AWS: IAM User Guide, "AWS global condition context keys"; "IAM policy elements: Variables and tags", Principal key
// values.
var derivedKeys = []string{
	"aws:PrincipalArn", "aws:PrincipalAccount", "aws:PrincipalOrgID", "aws:PrincipalOrgPaths", "aws:PrincipalType", "aws:userid",
	"aws:username", "aws:PrincipalIsAWSService", "aws:PrincipalServiceName", "aws:PrincipalServiceNamesList", "aws:FederatedProvider",
	"aws:ResourceAccount", "aws:ResourceOrgID", "aws:ResourceOrgPaths",
}

// derive returns the value of a key, given in lower case, that follows from principal, resource and accounts.
func (q *Query) derive(key string) (*Value, source) {
	if k := q.derived.find(key); k != nil {
		return &k.value, sourceDerived
	}
	if !strings.HasPrefix(key, "aws:") {
		return &noValue, sourceAbsent
	}
	name := key[len("aws:"):]
	if tag, ok := strings.CutPrefix(name, "principaltag/"); ok {
		return q.principalTag(tag)
	}
	if tag, ok := strings.CutPrefix(name, "resourcetag/"); ok {
		return tagValue(q.resourceTags(), tag)
	}
	c := q.caller
	switch name {
	case "principalorgpaths":
		return orgPaths(q.accountOf(c.account))
	case "resourceorgpaths":
		return orgPaths(q.accountOf(q.owner))
	case "principalservicenameslist":
		if c.kind == serviceCaller {
			return derived(c.name, true)
		}
		return &noValue, sourceAbsent
	}
	text := ""
	switch name {
	case "principalarn":
		text = c.principalARN()
	case "principalaccount":
		text = c.account
		if c.kind == anonymousCaller {
			text = "anonymous"
		}
	case "principalorgid":
		text = q.accountOf(c.account).Organization
	case "principaltype":
		text = principalTypes[c.kind]
	case "userid":
		text = c.userID()
	case "username":
		if c.kind == userCaller {
			text = lastSegment(c.name)
		}
	case "principalisawsservice":
		text = c.isService()
	case "principalservicename":
		if c.kind == serviceCaller {
			text = c.name
		}
	case "federatedprovider":
		if c.kind == providerCaller && !strings.Contains(c.name, ":saml-provider/") {
			text = c.name
		}
	case "resourceaccount":
		text = q.owner
	case "resourceorgid":
		text = q.accountOf(q.owner).Organization
	}
	return derived(text, false)
}

// noValue is the value of a key that is absent or unknown.
var noValue Value

// derived is a value of one text; the key is absent where there is none.
func derived(text string, multi bool) (*Value, source) {
	if text == "" {
		return &noValue, sourceAbsent
	}
	return valueOf(text, multi), sourceDerived
}

// valueOf makes a value of one text, in one piece of memory.
func valueOf(text string, multi bool) *Value {
	v := &struct {
		Value
		texts [1]string
	}{Value{Multi: multi}, [1]string{text}}
	v.Strings = v.texts[:]
	return &v.Value
}

// neverHas reports whether the key is absent for every caller of this kind.
//
// AWS: IAM User Guide, "IAM policy elements: Variables and tags", Principal key values.
func (c *caller) neverHas(key string) bool {
	switch key {
	case "aws:username":
		return c.kind != userCaller
	case "aws:principalservicename", "aws:principalservicenameslist":
		return c.kind != serviceCaller
	case "aws:principalarn", "aws:principalorgid", "aws:principalorgpaths":
		return !c.hasAccount()
	}
	return false
}

func (q *Query) accountOf(id string) *Account {
	a := q.set.environment.Accounts[id]
	if id == "" {
		a = Account{}
	}
	return &a
}

// orgPaths is o-…/r-…/ou-…/ with the slash at the end and without the account.
func orgPaths(a *Account) (*Value, source) {
	if a.Organization == "" || len(a.Path) == 0 {
		return &noValue, sourceAbsent
	}
	return derived(a.Organization+"/"+strings.Join(a.Path, "/")+"/", true)
}

var principalTypes = [providerCaller + 1]string{
	anonymousCaller: "Anonymous", userCaller: "User", roleCaller: "AssumedRole", federatedCaller: "FederatedUser", rootCaller: "Account",
}

func (c *caller) principalARN() string {
	switch c.kind {
	case userCaller, federatedCaller, rootCaller:
		return c.text
	case roleCaller:
		return c.role
	}
	return ""
}

func (c *caller) userID() string {
	switch {
	case c.kind == anonymousCaller:
		return "anonymous"
	case c.kind == userCaller:
		return c.id
	case c.kind == roleCaller && c.id != "" && c.session != "":
		return c.id + ":" + c.session
	case c.kind == federatedCaller:
		return c.account + ":" + c.name
	case c.kind == rootCaller:
		return c.account
	}
	return ""
}

func (c *caller) isService() string {
	switch c.kind {
	case anonymousCaller, providerCaller:
		return ""
	case serviceCaller:
		return "true"
	}
	return "false"
}

// principalTag prefers a session tag to the tag of the role or user with the same key.
func (q *Query) principalTag(tag string) (*Value, source) {
	if v, from := tagValue(q.caller.info.Tags, tag); from != sourceAbsent {
		return v, from
	}
	return tagValue(q.caller.inherited, tag)
}

// tagValue finds a tag without regard to the case of its key. Two tags whose keys differ only by case make the value
// unknown: AWS documents that such a pair fails unexpectedly.
func tagValue(tags map[string]string, key string) (*Value, source) {
	value, found := "", false
	for name, text := range tags {
		if !strings.EqualFold(name, key) {
			continue
		}
		if found {
			return &noValue, sourceUnknown
		}
		value, found = text, true
	}
	if !found {
		return &noValue, sourceAbsent
	}
	return valueOf(value, false), sourceDerived
}

// resourceTags are the tags of the request's resource itself; those of a user or role stand among the principals. What
// is above it hands its tags down only where the service does so.
func (q *Query) resourceTags() map[string]string {
	if tags := q.set.environment.Resources[q.request.Resource].Tags; tags != nil {
		return tags
	}
	return q.set.environment.Principals[q.request.Resource].Tags
}

// A contextKey is a key with its value and where that comes from.
type contextKey struct {
	name  string
	value Value
	from  source
}

// context lists what is known about the request: the given keys, then the derived ones that are not given.
func (q *Query) context() []contextKey {
	var list []contextKey
	for _, name := range order.Keys(q.request.Context) {
		list = append(list, contextKey{name, q.given.find(strings.ToLower(name)).value, sourceGiven})
	}
	names := slices.Clone(derivedKeys)
	names = appendTagKeys(names, "aws:PrincipalTag/", q.caller.info.Tags, q.caller.inherited)
	names = appendTagKeys(names, "aws:ResourceTag/", q.resourceTags(), nil)
	for _, name := range order.Keys(q.request.Derived) {
		if !containsFold(names, name) {
			names = append(names, name)
		}
	}
	for _, name := range names {
		key := strings.ToLower(name)
		if q.given.find(key) != nil || q.unknown[key] {
			continue
		}
		if v, from := q.derive(key); from == sourceDerived && q.withheld(key) == "" {
			list = append(list, contextKey{name, *v, from})
		}
	}
	for _, name := range q.request.Unknown {
		list = append(list, contextKey{name, Value{}, sourceUnknown})
	}
	return list
}

// appendTagKeys names the tags of first, and those of second that first does not replace.
func appendTagKeys(names []string, prefix string, first, second map[string]string) []string {
	seen := map[string]bool{}
	for _, tags := range []map[string]string{first, second} {
		for _, name := range order.Keys(tags) {
			if key := strings.ToLower(name); !seen[key] {
				seen[key] = true
				names = append(names, prefix+name)
			}
		}
	}
	return names
}

func containsFold(names []string, name string) bool {
	return slices.ContainsFunc(names, func(s string) bool { return strings.EqualFold(s, name) })
}
