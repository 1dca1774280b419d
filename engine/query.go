package engine

import (
	"slices"
	"strings"

	"github.com/iam-policy-playground/playground/engine/internal/order"
)

// A Query is one request in one Set, with all that follows from it before a policy is asked. It is immutable and safe
// for concurrent use: each walk over the policies keeps its books in a copy. The zero Query denies.
type Query struct {
	set           *Set
	request       Request
	action        string // lower case
	resource      arn    // the first five fields in lower case
	resourceText  string // the same as one text
	resourceIsARN bool
	caller        *caller
	owner         string // account of the resource; "" if unknown
	ownerWhy      Code
	assumesRole   bool // a call that the role's trust policy decides
	given         givenKeys
	derived       givenKeys       // those of the request
	unknown       map[string]bool // named keys
	unknownAll    bool            // "unknown": ["*"]
	layers        [Authorizer + 1]layer
	gate          *Gate   // what is asked
	takes         typeSet // layers whose policies count at the gate
	shown, asked  typeSet // those of them that stand in the trace, and that have a part in the request
	failure       string  // why the request cannot be evaluated, in a sentence

	// Bookkeeping of one walk, owned by the copy that walks.
	assigned map[string]*Value // the way that unknown keys go; nil value: absent
	touched  map[string]bool   // unknown keys that were asked for
	missing  map[string]bool   // keys that AWS always sets, asked for and not given
	listener
}

// A listener is told what an unknown key leaves open; each function may be nil.
type listener struct {
	onTest     func(name string, t *keyTest, b *block) // a test of the key, or one with the key in a variable
	onResource func(name string, e *resource)          // a resource with the key in a variable
	onEndpoint func(p *Policy)                         // whether an endpoint policy takes part
	onPresence func(name string)                       // whether the key is there
}

// A source says where the value of a key comes from.
type source uint8

const (
	sourceAbsent source = iota
	sourceGiven
	sourceDerived
	sourceUnknown
)

const (
	// MaxResource is the longest resource, in bytes: the length IAM allows an ARN.
	MaxResource = 2048
	// MaxValue is the longest value of a context key, in bytes. Headers and tags are far shorter.
	MaxValue = 32 << 10
)

// prepare makes q the question r at a gate. What q was before is forgotten, but for its room.
func (a *Asker) prepare(q *Query, r *Request, g *Gate) {
	*q = Query{set: a.set, request: *r, gate: g, takes: typesOf(g.Layers...), action: strings.ToLower(r.Action),
		given: q.given.emptied(), derived: q.derived.emptied()}
	if g.Layers == nil {
		q.takes = typesOf(layerOrder...) &^ typesOf(Authorizer)
	}
	q.caller, q.failure = a.callerOf(r.Principal)
	q.resource, q.resourceIsARN = parseARN(r.Resource)
	q.resourceText = q.resource.fold(r.Resource)
	if service, name, ok := strings.Cut(q.action, ":"); q.failure == "" && (!ok || service == "" || name == "" || strings.ContainsAny(q.action, "*? ")) {
		q.failure = "the action " + quote(r.Action) + " is not of the form service:name"
	}
	if q.failure == "" && !q.resourceIsARN && r.Resource != "*" {
		q.failure = "the resource " + quote(r.Resource) + " is neither an ARN nor *"
	}
	if len(r.Resource) > MaxResource {
		q.fail("the resource is longer than " + itoa(MaxResource) + " bytes, the longest ARN")
	}
	q.assumesRole = q.assuming()
	a.readContext(q)
	q.findOwner()
	a.attach(q)
	q.skipLayers()
	q.checkPolicies()
}

// readContext reads the keys of the request.
func (a *Asker) readContext(q *Query) {
	a.names = a.names[:0]
	for name := range q.request.Context {
		a.names = append(a.names, name)
	}
	before := q.failure
	a.readGiven(q)
	if q.failure != before { // of several keys that are wrong the first is named
		q.failure = before
		order.Sort(a.names)
		a.readGiven(q)
	}
	q.derived.make(len(q.request.Derived))
	for name, v := range q.request.Derived {
		q.derived.add(a.fold(name).key, v)
	}
	q.readUnknown()
}

// readGiven folds the case of the context keys.
func (a *Asker) readGiven(q *Query) {
	q.given.make(len(a.names))
	for _, name := range a.names {
		folded, v := a.fold(name), q.request.Context[name]
		key := folded.key
		if q.given.find(key) != nil {
			q.fail("the context has the key " + name + " twice; keys are compared without regard to case")
		}
		switch t := folded.kind; {
		case t == multiKey:
			v.Multi = true
		case t != otherKey && (v.Multi || len(v.Strings) != 1):
			q.fail("the context key " + name + " holds one value, the request gives a list")
		}
		v.Multi = v.Multi || len(v.Strings) != 1
		for _, text := range v.Strings {
			if len(text) > MaxValue {
				q.fail("the value of the context key " + name + " is longer than " + itoa(MaxValue) + " bytes")
			}
		}
		q.given.add(key, v)
	}
}

func (q *Query) readUnknown() {
	for _, name := range q.request.Unknown {
		if name == "*" {
			q.unknownAll = true
			continue
		}
		if q.given.find(strings.ToLower(name)) != nil {
			q.fail("the key " + name + " is both given and unknown")
		}
		if q.unknown == nil {
			q.unknown = map[string]bool{}
		}
		q.unknown[strings.ToLower(name)] = true
	}
}

// fail keeps the first failure.
func (q *Query) fail(sentence string) {
	if q.failure == "" {
		q.failure = sentence
	}
}

// checkPolicies fails the request if a policy that takes part cannot be evaluated.
func (q *Query) checkPolicies() {
	for kind := range q.layers {
		for _, i := range q.layers[kind].policies {
			p := &q.set.policies[i]
			if p.Document.deniesCanonicalUser() {
				q.fail("policy " + p.Name + " denies an account by its canonical user id, and a scenario cannot say whose that is; name the account by its 12 digits")
			}
			if d := p.Document.Failure(); d != nil {
				line, column := LineCol(p.Document.text, d.Span.Start)
				q.fail(Type(kind).title() + " " + p.Name + " cannot be evaluated: line " + itoa(line) + ", column " + itoa(column) + ": " + d.Message)
			}
		}
	}
}

// roleActions are the calls that the trust policy of a role decides.
//
// AWS: IAM User Guide, "Roles terms and concepts", Role trust policy; "Pass session tags in AWS STS".
var roleActions = []string{"sts:assumerole", "sts:assumerolewithsaml", "sts:assumerolewithwebidentity", "sts:tagsession",
	"sts:setsourceidentity", "sts:setcontext"}

func (q *Query) assuming() bool {
	kind, name := q.resource.kindAndName()
	return q.resourceIsARN && q.resource[arnService] == "iam" && kind == "role" && name != "" && slices.Contains(roleActions, q.action)
}

// needsOwnPolicy reports whether the resource's own policy must allow, whatever identity policies say.
//
// AWS: IAM User Guide, "Policy evaluation logic"; KMS Developer Guide, "Key policies in AWS KMS".
func (q *Query) needsOwnPolicy() bool {
	return q.assumesRole || q.resourceIsARN && q.resource[arnService] == "kms" && strings.HasPrefix(q.resource[arnResource], "key/") &&
		strings.HasPrefix(q.action, "kms:")
}

// findOwner finds the account of the resource.
func (q *Query) findOwner() {
	listed, below := "", -1
	for name, info := range q.set.environment.Resources {
		if info.Account != "" && len(name) > below && q.within(name) {
			listed, below = info.Account, len(name)
		}
	}
	inARN := q.resource[arnAccount]
	switch {
	case q.request.ResourceAccount != "":
		q.owner, q.ownerWhy = q.request.ResourceAccount, ReasonOwnerGiven
		if isAccountID(inARN) && inARN != q.owner {
			q.fail("the resource is in account " + inARN + " by its ARN, and in " + q.owner + " by resourceAccount")
		}
	case isAccountID(inARN):
		q.owner, q.ownerWhy = inARN, ReasonOwnerInARN
	case listed != "":
		q.owner, q.ownerWhy = listed, ReasonOwnerListed
	case q.caller.hasAccount():
		q.owner, q.ownerWhy = q.caller.account, ReasonOwnerAssumed
	default:
		q.ownerWhy = ReasonOwnerUnknown
	}
}

// crossAccount reports whether principal and resource are in different accounts.
func (q *Query) crossAccount() bool {
	return q.caller.hasAccount() && q.owner != "" && q.owner != q.caller.account
}

// lookup finds the value of a key given in lower case, the zero Value where it has none. read is the value if it is read
// already, or nil.
func (q *Query) lookup(key string) (v *Value, from source, read *subject) {
	if q == nil || q.withheld(key) != "" {
		return &noValue, sourceAbsent, nil
	}
	if k := q.given.find(key); k != nil {
		return &k.value, sourceGiven, &k.read
	}
	if !q.unknown[key] {
		v, from := q.derive(key)
		if from == sourceDerived || from == sourceAbsent && (!q.unknownAll || q.caller.neverHas(key)) {
			return v, from, nil
		}
	}
	if way, ok := q.assigned[key]; ok && way == nil {
		return &noValue, sourceAbsent, nil
	} else if ok {
		return way, sourceGiven, nil
	}
	return &noValue, sourceUnknown, nil
}

// withheld says why a key, given in lower case, cannot be there at this gate, or "".
func (q *Query) withheld(key string) Code {
	if len(q.gate.Absent) == 0 {
		return ""
	}
	if why, ok := q.gate.Absent[key]; ok {
		return why
	}
	return q.gate.Absent[key[:strings.IndexByte(key, '/')+1]]
}

// touch remembers that an unknown key was asked for.
func (q *Query) touch(key string) {
	if q.touched != nil {
		q.touched[key] = true
	}
}

// lacks remembers a key that AWS would have set and the request does not give.
func (q *Query) lacks(key string) {
	if q.missing != nil && (keyTypeOf(key) == alwaysKey || key == "aws:userid" && q.caller.hasAccount()) {
		q.missing[key] = true
	}
}

// walk returns a copy of q for one walk over the policies.
func (q *Query) walk() *Query {
	w := *q
	return &w
}

// Failure says in a sentence why the request cannot be evaluated, or "".
func (q *Query) Failure() string { return q.failure }
