package wire

import (
	"sync"

	"github.com/iam-policy-playground/playground/engine"
)

// maxCached bounds the text of the documents that are kept compiled, in bytes. A keystroke then compiles one document,
// and a second request compiles none.
const maxCached = 4 << 20

// A cache keeps compiled documents by their text. When it is full it starts afresh.
type cache struct {
	mu        sync.Mutex
	documents map[cacheKey]*engine.Document
	size      int
}

type cacheKey struct {
	kind engine.Type
	text string
}

var documents cache

func (c *cache) get(kind engine.Type, text string) *engine.Document {
	key := cacheKey{kind, text}
	c.mu.Lock()
	d := c.documents[key]
	c.mu.Unlock()
	if d != nil {
		return d
	}
	key.text = string([]byte(text)) // the scenario's text is not to be kept alive for one of its documents
	d = engine.Compile(kind, key.text)
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.size += len(text); c.size > maxCached || c.documents == nil {
		c.documents, c.size = map[cacheKey]*engine.Document{}, len(text)
	}
	c.documents[key] = d
	return d
}
