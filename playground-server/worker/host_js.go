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
	origin  string // of the links that handler hands out
	handler http.Handler
}

func (h *host) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	origin := variable("PUBLIC_URL")
	if origin == "" {
		origin = r.URL.Scheme + "://" + r.URL.Host // Cloudflare lets no other host through than those of the Worker
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
		Fault:     func(doing string, err error) { fmt.Fprintln(os.Stderr, doing+":", err) },
	}
	if !cloudflare.GetBinding("DB").IsUndefined() {
		o.Store = &h.kept
	}
	return o
}

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

// A keptStore is the store over D1, prepared when it is first used, once in each isolate. It notes the share that was read.
type keptStore struct {
	store *share.SQL
	read  time.Time // when the share that was read last expires; zero if none was, or it is gone
}

// ready opens the database. What fails is tried anew by the next request.
func (k *keptStore) ready(ctx context.Context) (share.Store, error) {
	if k.store != nil {
		return k.store, nil
	}
	connector, err := d1.OpenConnector("DB")
	if err != nil {
		return nil, err
	}
	db, isolate := sql.OpenDB(connector), js.Global().Get("context").Get("isolate")
	if !isolate.Get("migrated").Truthy() {
		if err := share.Migrate(ctx, db); err != nil {
			return nil, err
		}
		isolate.Set("migrated", true)
	}
	k.store = share.NewSQL(db)
	return k.store, nil
}

func (k *keptStore) Get(ctx context.Context, id string) (share.Share, error) {
	s, err := k.ready(ctx)
	if err != nil {
		return share.Share{}, err
	}
	found, err := s.Get(ctx, id)
	if err == nil && !found.Deleted && !found.Denied {
		k.read = found.Expires
	}
	return found, err
}

func (k *keptStore) Put(ctx context.Context, h share.Share) error {
	return k.do(ctx, func(s share.Store) error { return s.Put(ctx, h) })
}

func (k *keptStore) Delete(ctx context.Context, id, token string) error {
	return k.do(ctx, func(s share.Store) error { return s.Delete(ctx, id, token) })
}

func (k *keptStore) Count(ctx context.Context, day string, ceiling int) (free bool, err error) {
	err = k.do(ctx, func(s share.Store) error {
		free, err = s.Count(ctx, day, ceiling)
		return err
	})
	return free, err
}

func (k *keptStore) Deny(ctx context.Context, id string, denied bool) error {
	return k.do(ctx, func(s share.Store) error { return s.Deny(ctx, id, denied) })
}

func (k *keptStore) Purge(ctx context.Context, now time.Time) error {
	return k.do(ctx, func(s share.Store) error { return s.Purge(ctx, now) })
}

func (k *keptStore) Ping(ctx context.Context) error {
	return k.do(ctx, func(s share.Store) error { return s.Ping(ctx) })
}

func (k *keptStore) do(ctx context.Context, change func(share.Store) error) error {
	s, err := k.ready(ctx)
	if err != nil {
		return err
	}
	return change(s)
}
