package wire

import "github.com/iam-policy-playground/playground/engine"

// maxCached bounds the text of the documents that are kept compiled, in bytes. A keystroke then compiles one document,
// and a second request compiles none.
const maxCached = 1 << 20

// A cache keeps compiled documents by their text. When it is full it starts afresh.
type cache struct {
	free      chan struct{} // holds one token while nobody uses the cache; sync.Mutex would bring 2 kB into the module
	documents [engine.Authorizer + 1]map[string]*engine.Document
	size      int
}

var documents = newCache()

func newCache() *cache {
	c := &cache{free: make(chan struct{}, 1)}
	c.free <- struct{}{}
	return c
}

func (c *cache) get(kind engine.Type, text string) *engine.Document {
	<-c.free
	d := c.documents[kind][text]
	c.free <- struct{}{}
	if d != nil {
		return d
	}
	text = string([]byte(text)) // the scenario's text is not to be kept alive for one of its documents
	d = engine.Compile(kind, text)
	<-c.free
	if c.size += len(text); c.size > maxCached {
		c.documents, c.size = [len(c.documents)]map[string]*engine.Document{}, len(text)
	}
	if c.documents[kind] == nil {
		c.documents[kind] = map[string]*engine.Document{}
	}
	c.documents[kind][text] = d
	c.free <- struct{}{}
	return d
}
