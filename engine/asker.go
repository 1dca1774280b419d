package engine

import "strings"

// An Asker prepares the requests of one Set one after the other: each takes the memory of the one before, so what Ask and
// AskChain return is good until they are called again. What the requests of a suite share, such as who asks, it finds out
// once. It is not safe for concurrent use; a Set is, and may have many.
type Asker struct {
	set     *Set
	chain   ChainQuery
	queries []Query // room for those of one request
	part    []int   // the policies that take part in them
	names   []string

	// What was found out for the request before.
	principal string
	caller    *caller // nil before the first request
	refused   string  // why principal is none
	scp, rcp  above
	keys      []foldedKey // the first maxFolded condition keys
}

// A foldedKey is a condition key in lower case with its type.
type foldedKey struct {
	name string // as written
	key  string
	kind keyType
}

// maxFolded bounds how many condition keys are remembered: with more, looking for one takes longer than folding it.
const maxFolded = 12

// Above is what of one type is above an account.
type above struct {
	known    bool
	account  string
	levels   []level
	policies []int // of all levels
}

// Asker returns one that has not been asked yet.
func (s *Set) Asker() *Asker { return &Asker{set: s} }

// Ask prepares a request: who calls, whose resource it is, which keys follow from that, and which policies take part.
// A request that makes no sense is decided as Failed.
func (s *Set) Ask(r Request) *Query { return s.Asker().Ask(r) }

// AskChain prepares a chain.
func (s *Set) AskChain(c Chain) *ChainQuery { return s.Asker().AskChain(c) }

// Ask is that of the Set.
func (a *Asker) Ask(r Request) *Query {
	a.makeRoom(1)
	a.prepare(&a.queries[0], &r, &plainGate)
	return &a.queries[0]
}

// plainGate is that of a request on its own: IAM decides, with all layers.
var plainGate Gate

// AskChain is that of the Set.
func (a *Asker) AskChain(c Chain) *ChainQuery {
	asked := 0
	for i := range c.Gates {
		if c.Gates[i].Fixed == NoOutcome {
			asked++
		}
	}
	a.makeRoom(asked)
	a.chain = ChainQuery{chain: c, queries: a.chain.queries[:0]}
	room := a.queries
	for i := range c.Gates {
		var q *Query
		if g := &c.Gates[i]; g.Fixed == NoOutcome {
			q, room = &room[0], room[1:]
			a.prepare(q, &g.Request, g)
		}
		a.chain.queries = append(a.chain.queries, q)
	}
	return &a.chain
}

// makeRoom makes room for n queries.
func (a *Asker) makeRoom(n int) {
	if n > len(a.queries) {
		a.queries = make([]Query, n)
	}
	a.part = a.part[:0]
}

// callerOf reads the principal of a request.
func (a *Asker) callerOf(principal string) (*caller, string) {
	if a.caller == nil || a.principal != principal {
		c, refused := a.set.caller(principal)
		a.principal, a.caller, a.refused = principal, &c, refused
	}
	return a.caller, a.refused
}

// fold returns a condition key in lower case.
func (a *Asker) fold(name string) foldedKey {
	for i := range a.keys {
		if a.keys[i].name == name {
			return a.keys[i]
		}
	}
	k := foldedKey{name: name, key: strings.ToLower(name)}
	k.kind = keyTypeOf(k.key)
	if len(a.keys) < maxFolded {
		a.keys = append(a.keys, k)
	}
	return k
}

// attach finds the policies that take part in q.
func (a *Asker) attach(q *Query) {
	for kind := range q.layers {
		kind := Type(kind)
		switch {
		case !q.takes.has(kind):
		case kind == SCP || kind == RCP:
			q.layers[kind] = a.organizationLayer(q, kind)
		default:
			first := len(a.part)
			for _, i := range a.set.ofType[kind] {
				if q.takesPart(&a.set.policies[i]) {
					a.part = append(a.part, i)
				}
			}
			q.layers[kind].policies = a.part[first:len(a.part):len(a.part)]
		}
	}
}

// organizationLayer collects the service or resource control policies above the account of the principal or of the
// resource.
//
// AWS: AWS Organizations User Guide, "SCP evaluation"; "RCP evaluation".
func (a *Asker) organizationLayer(q *Query, kind Type) layer {
	id, up := q.caller.account, &a.scp
	if kind == RCP {
		id, up = q.owner, &a.rcp
	}
	if id == "" {
		q.needOwner(kind)
	}
	if !up.known || up.account != id {
		*up = a.set.aboveOf(id, kind)
	}
	if why := q.organizationExemption(kind, id, up.levels != nil); why != "" {
		return layer{skipped: why}
	}
	return layer{levels: up.levels, policies: up.policies}
}
