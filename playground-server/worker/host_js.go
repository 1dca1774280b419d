package main

import (
	"context"
	"database/sql"
	"fmt"
	"io"
	"net/http"
	"os"
	"strconv"
	"syscall/js"
	"time"

	"github.com/iam-policy-playground/playground/playground-server/share"
	"github.com/syumai/workers/cloudflare"
	"github.com/syumai/workers/cloudflare/d1"
)

// expiresHeader says until when what was shared lasts, in seconds since 1970. edge.ts takes it off.
const expiresHeader = "Edge-Expires"

// A host builds the handler and tells entry.ts what it needs to know of an answer.
type host struct {
	kept    keptStore
	opened  bool
	origin  string // of the links that handler hands out
	handler http.Handler
}

func (h *host) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	origin := variable("PUBLIC_URL")
	if origin == "" {
		origin = r.URL.Scheme + "://" + r.URL.Host // Cloudflare lets no other host through than those of the Worker
	}
	if !h.opened {
		h.opened = h.kept.open(r.Context(), fault)
	}
	if h.handler == nil || h.origin != origin {
		h.origin, h.handler = origin, share.New(h.options(origin))
	}
	h.kept.read = time.Time{}
	h.handler.ServeHTTP(w, r)
	if !h.kept.read.IsZero() {
		w.Header().Set(expiresHeader, strconv.FormatInt(h.kept.read.Unix(), 10))
	}
}

func (h *host) options(origin string) share.Options {
	daily, _ := strconv.Atoi(variable("DAILY"))
	o := share.Options{
		Evaluate:  evaluate,
		Site:      site(),
		PublicURL: origin,
		Daily:     daily,
		ReadOnly:  variable("READ_ONLY") == "true",
		Report:    variable("REPORT"),
		Module:    js.Global().Get("context").Get("module").String(),
		Fault:     fault,
	}
	if h.kept.Store != nil {
		o.Store = &h.kept
	}
	return o
}

func fault(doing string, err error) { fmt.Fprintln(os.Stderr, doing+":", err) }

// site has the pages that are handed out at other addresses too. The page's other files never get here: they are served
// before the Worker is asked, so that what is asked for is not there.
func site() http.Handler {
	nothing := share.New(share.Options{Evaluate: evaluate, PublicURL: "https://localhost"})
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		page := js.Global().Get("context").Get("pages").Get(r.URL.Path)
		if page.IsUndefined() {
			nothing.ServeHTTP(w, r)
			return
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		io.WriteString(w, page.String())
	})
}

// variable returns a variable of wrangler.jsonc, "" if there is none.
func variable(name string) string {
	value := cloudflare.GetBinding(name)
	if value.Type() != js.TypeString {
		return ""
	}
	return value.String()
}

// A keptStore is the store over D1. It notes the share that was read.
type keptStore struct {
	share.Store
	read time.Time // when the share that was read last expires; zero if none was, or it is gone
}

func (k *keptStore) Get(ctx context.Context, id string) (share.Share, error) {
	found, err := k.Store.Get(ctx, id)
	if err == nil && !found.Deleted && !found.Denied {
		k.read = found.Expires
	}
	return found, err
}

// open prepares the database, once in each isolate. If that fails, the store fails until a later request succeeds.
func (k *keptStore) open(ctx context.Context, fault func(doing string, err error)) bool {
	connector, err := d1.OpenConnector("DB")
	if err != nil {
		return false // wrangler.jsonc names no database
	}
	db, isolate := sql.OpenDB(connector), js.Global().Get("context").Get("isolate")
	k.Store = share.NewSQL(db)
	if isolate.Get("migrated").Truthy() {
		return true
	}
	if err := share.Migrate(ctx, db); err != nil {
		fault("preparing the database", err)
		db.Close() // a database of a newer version is not touched
		return false
	}
	isolate.Set("migrated", true)
	return true
}
