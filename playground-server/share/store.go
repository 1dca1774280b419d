package share

import (
	"context"
	"errors"
	"time"
)

// Kinds of shares.
const (
	Public = "public" // Body is a scenario
	Sealed = "sealed" // Body is base64url of an initialization vector and ciphertext
)

// A Share is what stands behind a short link.
type Share struct {
	ID       string
	Kind     string
	Body     string
	Created  time.Time // to the second, as all times of a store
	Expires  time.Time
	Engine   string   // version of the engine that read a public share
	Verdicts []string // its decisions then, one for each request
	Token    string   // hash of the delete token
	Deleted  bool     // and so without a body
	Denied   bool     // on the operator's deny list; nothing but the id was read
}

// Errors of a Store, to be found with errors.Is. Any other error means that the store does not work.
var (
	ErrNotFound = errors.New("no such share")
	ErrExists   = errors.New("the id is taken")
	ErrFull     = errors.New("as many shares were created today as may be")
)

// A Store keeps shares. What Put has acknowledged is kept until it expires, also when the power fails. It is safe for
// concurrent use. Since a database may have no transactions, each method but Purge makes at most one change, by one statement.
type Store interface {
	// Put adds a share, or returns ErrExists; nothing is ever overwritten. It returns ErrFull if ceiling shares were added on
	// the day of Created, UTC, before. Deleted ones count.
	Put(ctx context.Context, s Share, ceiling int) error
	// Get returns a share, also one that has expired, was deleted or is denied; else ErrNotFound.
	Get(ctx context.Context, id string) (Share, error)
	// Delete empties the share with this id and hash of its token, and returns ErrNotFound if there is none.
	Delete(ctx context.Context, id, token string) error
	// Deny puts an id on the deny list, or takes it off.
	Deny(ctx context.Context, id string, denied bool) error
	// Purge empties what has expired, and forgets what did a year ago.
	Purge(ctx context.Context, now time.Time) error
	// Ping says whether the store can be read.
	Ping(ctx context.Context) error
}
