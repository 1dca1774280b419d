package main

import (
	"context"
	"database/sql"
	"errors"
	"net/http"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/iam-policy-playground/playground/playground-server/share"
)

var noon = time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)

func newShare(id string) share.Share {
	return share.Share{ID: id, Kind: share.Public, Body: "{}", Created: noon, Expires: noon.AddDate(0, 0, 90), Engine: "1", Verdicts: []string{"allowed"}, Token: "hash"}
}

func newStore(t *testing.T) (*share.SQL, *sql.DB) {
	t.Helper()
	db := open(t, filepath.Join(t.TempDir(), "it's #1? 100%.db"))
	t.Cleanup(func() { db.Close() })
	return share.NewSQL(db), db
}

func TestStoreNeverOverwrites(t *testing.T) {
	store, _ := newStore(t)
	ctx := t.Context()
	first := newShare("a")
	if err := store.Put(ctx, first, 10); err != nil {
		t.Fatal(err)
	}
	second := newShare("a")
	second.Body = "other"
	if err := store.Put(ctx, second, 10); !errors.Is(err, share.ErrExists) {
		t.Errorf("the same id again: %v", err)
	}
	got, err := store.Get(ctx, "a")
	if err != nil || got.Body != "{}" || got.Kind != share.Public || !got.Expires.Equal(first.Expires) || got.Verdicts[0] != "allowed" || got.Token != "hash" || got.Deleted || got.Denied {
		t.Errorf("%+v, %v", got, err)
	}
	if _, err := store.Get(ctx, "A"); !errors.Is(err, share.ErrNotFound) {
		t.Errorf("ids differ by case: %v", err)
	}
	if err := store.Delete(ctx, "a", "other"); !errors.Is(err, share.ErrNotFound) {
		t.Errorf("another token: %v", err)
	}
	if err := store.Delete(ctx, "a", "hash"); err != nil {
		t.Error(err)
	}
	if err := store.Put(ctx, second, 10); !errors.Is(err, share.ErrExists) {
		t.Errorf("the id of a deleted share: %v", err)
	}
	if got, err := store.Get(ctx, "a"); err != nil || !got.Deleted || got.Body != "" || got.Token != "" {
		t.Errorf("deleted: %+v, %v", got, err)
	}
}

func TestStoreCountsEachDay(t *testing.T) {
	store, _ := newStore(t)
	for i, want := range []error{nil, nil, share.ErrFull, share.ErrFull} {
		if err := store.Put(t.Context(), newShare(strings.Repeat("x", i+1)), 2); !errors.Is(err, want) {
			t.Errorf("share %d: %v, want %v", i, err, want)
		}
	}
	tomorrow := newShare("tomorrow")
	tomorrow.Created = noon.AddDate(0, 0, 1)
	if err := store.Put(t.Context(), tomorrow, 2); err != nil {
		t.Errorf("the next day: %v", err)
	}
}

func TestStoreForgetsWhatExpired(t *testing.T) {
	store, db := newStore(t)
	ctx := t.Context()
	for id, expires := range map[string]time.Time{"old": noon.AddDate(-2, 0, 0), "expired": noon.Add(-time.Second), "now": noon, "later": noon.Add(time.Second)} {
		h := newShare(id)
		h.Expires = expires
		if err := store.Put(ctx, h, 10); err != nil {
			t.Fatal(err)
		}
	}
	for range 2 {
		if err := store.Purge(ctx, noon); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := store.Get(ctx, "old"); !errors.Is(err, share.ErrNotFound) {
		t.Errorf("old: %v", err)
	}
	for id, body := range map[string]string{"expired": "", "now": "", "later": "{}"} {
		if h, err := store.Get(ctx, id); err != nil || h.Body != body {
			t.Errorf("%s: %+v, %v", id, h, err)
		}
	}
	if err := store.Purge(ctx, noon.AddDate(0, 0, 30)); err != nil {
		t.Fatal(err)
	}
	var days int
	if err := db.QueryRow(`SELECT count(*) FROM day`).Scan(&days); err != nil || days != 0 {
		t.Errorf("%d days are remembered, %v", days, err)
	}
}

// TestStoreAtOnce has one winner where several want the same.
func TestStoreAtOnce(t *testing.T) {
	store, _ := newStore(t)
	var added, deleted, counted atomic.Int32
	atOnce := func(f func(i int)) {
		var group sync.WaitGroup
		for i := range 30 {
			group.Go(func() { f(i) })
		}
		group.Wait()
	}
	atOnce(func(int) {
		if err := store.Put(context.Background(), newShare("one"), 1000); err == nil {
			added.Add(1)
		} else if !errors.Is(err, share.ErrExists) {
			t.Error(err)
		}
	})
	atOnce(func(int) {
		if err := store.Delete(context.Background(), "one", "hash"); err == nil {
			deleted.Add(1)
		} else if !errors.Is(err, share.ErrNotFound) {
			t.Error(err)
		}
	})
	atOnce(func(i int) {
		if err := store.Put(context.Background(), newShare("x"+strings.Repeat("x", i)), 11); err == nil {
			counted.Add(1)
		} else if !errors.Is(err, share.ErrFull) {
			t.Error(err)
		}
	})
	if added.Load() != 1 || deleted.Load() != 1 || counted.Load() != 10 {
		t.Errorf("%d added, %d deleted, %d within the ceiling; want 1, 1, 10", added.Load(), deleted.Load(), counted.Load())
	}
}

// TestMigrationsGoOn brings a database of each earlier version up to date, also one whose server ended between a statement
// and the note that it ran.
func TestMigrationsGoOn(t *testing.T) {
	for version := range len(share.Migrations) + 1 {
		db, err := sql.Open("sqlite", filepath.Join(t.TempDir(), "old.db"))
		if err != nil {
			t.Fatal(err)
		}
		statements := append([]string{`CREATE TABLE version (one INTEGER PRIMARY KEY CHECK (one = 1), version INTEGER NOT NULL) STRICT`, `INSERT INTO version VALUES (1, 0)`}, share.Migrations[:version]...)
		for _, s := range statements {
			if _, err := db.Exec(s); err != nil {
				t.Fatal(err)
			}
		}
		if version > 0 {
			if _, err := db.Exec(`UPDATE version SET version = ?`, version-1); err != nil {
				t.Fatal(err)
			}
		}
		if err := share.Migrate(t.Context(), db); err != nil {
			t.Errorf("from version %d: %v", version, err)
		}
		var now int
		if err := db.QueryRow(`SELECT version FROM version`).Scan(&now); err != nil || now != len(share.Migrations) {
			t.Errorf("version %d became %d, %v", version, now, err)
		}
		if err := share.NewSQL(db).Put(t.Context(), newShare("a"), 10); err != nil {
			t.Error(err)
		}
		if _, err := db.Exec(`UPDATE version SET version = version + 1`); err != nil {
			t.Fatal(err)
		}
		if err := share.Migrate(t.Context(), db); !errors.Is(err, share.ErrNewer) {
			t.Errorf("a newer database: %v", err)
		}
		db.Close()
	}
}

// TestShareEndsWhenItSaid moves the clock.
func TestShareEndsWhenItSaid(t *testing.T) {
	var now atomic.Int64
	now.Store(noon.Unix())
	server := start(t, config{clock: func() time.Time { return time.Unix(now.Load(), 0) }})
	body, status, err := post(http.DefaultClient, server.url+"/api/shares", `{"kind":"sealed","sealed":"`+strings.Repeat("A", 400)+`","expires":"1d"}`)
	if err != nil || status != http.StatusCreated {
		t.Fatal(status, err)
	}
	var a struct {
		ID      string
		Expires time.Time
	}
	unmarshal(t, body, &a)
	if !a.Expires.Equal(noon.AddDate(0, 0, 1)) {
		t.Errorf("expires %s", a.Expires)
	}
	for second, want := range map[time.Duration]int{0: 200, 24*time.Hour - time.Second: 200, 24 * time.Hour: 410, 9000 * time.Hour: 410} {
		now.Store(noon.Add(second).Unix())
		response, err := http.Get(server.url + "/api/shares/" + a.ID)
		if err != nil {
			t.Fatal(err)
		}
		response.Body.Close()
		if response.StatusCode != want {
			t.Errorf("after %s: status %d, want %d", second, response.StatusCode, want)
		}
	}
}

// TestDenyListFollowsTheCommand denies a share of a running server.
func TestDenyListFollowsTheCommand(t *testing.T) {
	server := start(t, config{})
	body, _, err := post(http.DefaultClient, server.url+"/api/shares", aShare)
	if err != nil {
		t.Fatal(err)
	}
	var a acknowledged
	unmarshal(t, body, &a)
	for _, step := range []struct {
		c    config
		want int
	}{{config{db: server.file, deny: a.ID}, 410}, {config{db: server.file, deny: a.ID}, 410}, {config{db: server.file, allow: a.ID}, 200}} {
		if err := run(t.Context(), step.c, nil, nil); err != nil {
			t.Fatal(err)
		}
		response, err := http.Get(server.url + "/api/shares/" + a.ID)
		if err != nil {
			t.Fatal(err)
		}
		response.Body.Close()
		if response.StatusCode != step.want {
			t.Errorf("%+v: status %d, want %d", step.c, response.StatusCode, step.want)
		}
	}
}
