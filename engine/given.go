package engine

// givenKeys are context keys of a request, in lower case, with their values. A key of a few is found by looking at all of
// them, a key of many by a map.
type givenKeys struct {
	few  []givenKey
	many map[string]*givenKey
}

// A givenKey is a key with its value, which may be read already.
type givenKey struct {
	key   string
	value Value
	read  subject
}

// fewKeys is how many keys are faster looked at than looked up.
const fewKeys = 12

// make empties g and makes room for n keys.
func (g *givenKeys) make(n int) {
	*g = g.emptied()
	switch {
	case n > fewKeys:
		g.many = make(map[string]*givenKey, n)
	case n > cap(g.few):
		g.few = make([]givenKey, 0, n)
	}
}

// emptied is g without its keys.
func (g *givenKeys) emptied() givenKeys { return givenKeys{few: g.few[:0]} }

// add adds a key that is not there yet.
func (g *givenKeys) add(key string, v Value) {
	k := givenKey{key: key, value: v}
	if len(v.Strings) == 1 {
		k.read.guess(v.Strings[0])
	}
	if g.many == nil {
		g.few = append(g.few, k)
		return
	}
	kept := k
	g.many[key] = &kept
}

// find returns a key with its value, or nil.
func (g *givenKeys) find(key string) *givenKey {
	if g.many != nil {
		return g.many[key]
	}
	for i := range g.few {
		if g.few[i].key == key {
			return &g.few[i]
		}
	}
	return nil
}
