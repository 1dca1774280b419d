package engine

// givenKeys are the context keys that a request gives, in lower case, with their values. A key of a few is found by looking
// at all of them, which most requests do many times; a key of many by a map.
type givenKeys struct {
	few  []givenKey
	many map[string]*Value
}

type givenKey struct {
	key   string
	value Value
}

// fewKeys is how many keys are faster looked at than looked up.
const fewKeys = 12

// make makes room for n keys.
func (g *givenKeys) make(n int) {
	if n > fewKeys {
		g.many = make(map[string]*Value, n)
	} else {
		g.few = make([]givenKey, 0, n)
	}
}

// add adds a key that is not there yet.
func (g *givenKeys) add(key string, v Value) {
	if g.many == nil {
		g.few = append(g.few, givenKey{key, v})
		return
	}
	kept := v
	g.many[key] = &kept
}

// find returns the value of a key, or nil.
func (g *givenKeys) find(key string) *Value {
	if g.many != nil {
		return g.many[key]
	}
	for i := range g.few {
		if g.few[i].key == key {
			return &g.few[i].value
		}
	}
	return nil
}
