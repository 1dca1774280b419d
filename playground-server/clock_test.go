package main

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/iam-policy-playground/playground/playground-server/share"
)

// A wrongClock says what a test sets it to.
type wrongClock struct{ seconds atomic.Int64 }

func newClock(t time.Time) *wrongClock {
	c := &wrongClock{}
	c.set(t)
	return c
}

func (c *wrongClock) set(t time.Time) { c.seconds.Store(t.Unix()) }
func (c *wrongClock) now() time.Time  { return time.Unix(c.seconds.Load(), 0).UTC() }

// jumps are where a clock has been seen to jump to: nothing in its memory, an hour of summer time, a wrong year.
var jumps = []time.Time{
	time.Unix(1, 0), noon.Add(-time.Hour), noon.Add(time.Hour), noon.AddDate(-10, 0, 0), noon.AddDate(10, 0, 0), time.Date(2106, 2, 7, 6, 28, 16, 0, time.UTC),
}

// TestServerSurvivesClockJumps makes and reads shares at each of the jumps. When the clock is right again, whatever was alive
// is there, and whatever had expired is gone.
func TestServerSurvivesClockJumps(t *testing.T) {
	clock := newClock(noon.AddDate(0, 0, -2))
	server := start(t, config{clock: clock.now})
	expired := createFor(t, server.url, "1d")
	clock.set(noon)
	living := createFor(t, server.url, "1y")
	tag := tagOf(t, server.url, "")
	for _, jump := range jumps {
		clock.set(jump)
		made := createFor(t, server.url, "1d")
		if want := jump.UTC().Add(24 * time.Hour); !made.Expires.Equal(want) {
			t.Errorf("at %s: expires %s, want %s", jump, made.Expires, want)
		}
		wantRead(t, server.url, made.ID, http.StatusOK)
		tagOf(t, server.url, tag)
		body, status, err := post(http.DefaultClient, server.url+"/api/evaluate", `{"scenario":1,"policies":[],"requests":[]}`)
		if err != nil || status != http.StatusOK {
			t.Errorf("at %s: %d %v %s", jump, status, err, body)
		}
		clock.set(noon)
		wantRead(t, server.url, living.ID, http.StatusOK)
		wantRead(t, server.url, expired.ID, http.StatusGone)
	}
}

// A lasting share is one with its end.
type lasting struct {
	ID      string
	Expires time.Time
}

func createFor(t *testing.T, url, life string) lasting {
	t.Helper()
	body, status, err := post(http.DefaultClient, url+"/api/shares", fmt.Sprintf(`{"kind":"sealed","sealed":"%s","expires":"%s"}`, strings.Repeat("A", 400), life))
	if err != nil || status != http.StatusCreated {
		t.Fatal(status, err, string(body))
	}
	var l lasting
	unmarshal(t, body, &l)
	return l
}

func wantRead(t *testing.T, url, id string, want int) {
	t.Helper()
	response, err := http.Get(url + "/api/shares/" + id)
	if err != nil {
		t.Fatal(err)
	}
	response.Body.Close()
	if response.StatusCode != want {
		t.Errorf("a share is read with status %d, want %d", response.StatusCode, want)
	}
}

// tagOf returns the tag of a file; where one is given, it has to hold still. Dates, which a wrong clock makes wrong, play no part.
func tagOf(t *testing.T, url, seen string) string {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), "GET", url+"/main.js", nil)
	if err != nil {
		t.Fatal(err)
	}
	want := http.StatusOK
	if seen != "" {
		request.Header.Set("If-None-Match", seen)
		want = http.StatusNotModified
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	response.Body.Close()
	h := response.Header
	if response.StatusCode != want || h.Get("Last-Modified") != "" || h.Get("Expires") != "" {
		t.Errorf("a file: status %d, %v", response.StatusCode, h)
	}
	return h.Get("ETag")
}

// TestKeeperDoesNotTrustTheClock lets the clock jump between the keeper's looks, which are an hour apart.
func TestKeeperDoesNotTrustTheClock(t *testing.T) {
	store, db := newStore(t)
	day, year := newShare("a day"), newShare("a year")
	day.Expires, year.Expires = noon.AddDate(0, 0, 1), noon.AddDate(1, 0, 0)
	for _, s := range []share.Share{day, year} {
		if err := store.Put(t.Context(), s, 10); err != nil {
			t.Fatal(err)
		}
	}
	clock, passed := newClock(noon), time.Duration(0)
	k := &keeper{db: db, store: store, clock: clock.now, passed: func() time.Duration { return passed }}
	for _, step := range []struct {
		name  string
		clock time.Time
		told  bool // that the clock jumped
		kept  string
	}{
		{"started ten years ahead", noon.AddDate(10, 0, 0), false, "a day, a year"},
		{"set right", noon, true, "a day, a year"},
		{"an hour later", noon.Add(1 * time.Hour), false, "a day, a year"},
		{"ten years ahead", noon.AddDate(10, 0, 0), true, "a day, a year"},
		{"set right", noon.Add(3 * time.Hour), true, "a day, a year"},
		{"1970", time.Unix(0, 0), true, "a day, a year"},
		{"1970, an hour later", time.Unix(3600, 0), false, "a day, a year"},
		{"set right again", noon.Add(6 * time.Hour), true, "a day, a year"},
		{"a little off", noon.Add(7*time.Hour + 30*time.Second), false, "a day, a year"},
		{"a day ahead", noon.Add(32 * time.Hour), true, "a day, a year"},
		{"and that is the time", noon.Add(33 * time.Hour), false, "a year"},
		{"an hour later", noon.Add(34 * time.Hour), false, "a year"},
	} {
		clock.set(step.clock)
		if err := k.look(t.Context()); (err != nil) != step.told || err != nil && !strings.Contains(err.Error(), "the clock moved by") {
			t.Errorf("%s: told %v", step.name, err)
		}
		passed += keepInterval
		var kept []string
		for _, id := range []string{"a day", "a year"} {
			if s, err := store.Get(t.Context(), id); err == nil && s.Body != "" {
				kept = append(kept, id)
			} else if err != nil && !errors.Is(err, share.ErrNotFound) {
				t.Error(err)
			}
		}
		if got := strings.Join(kept, ", "); got != step.kept {
			t.Errorf("%s: kept are %q, want %q", step.name, got, step.kept)
		}
	}
}

// TestLimiterSurvivesClockJumps asks at each of the jumps: a client is let through again after a second, and never more often
// than its bucket is deep and jumps fill it.
func TestLimiterSurvivesClockJumps(t *testing.T) {
	const burst = 3
	l := perMinute(60, burst)
	clock := newClock(noon)
	l.now = clock.now
	drain := func() (let int) {
		for range 5 * burst {
			wait, err := l.Wait(context.Background(), "a")
			if err != nil || wait > time.Second {
				t.Fatalf("at %s: waits %s, %v", clock.now(), wait, err)
			}
			if wait == 0 {
				let++
			}
		}
		return let
	}
	for _, jump := range jumps {
		for _, at := range []time.Time{jump, noon} {
			clock.set(at)
			if let := drain(); let > burst {
				t.Errorf("at %s: %d are let through at once, want %d at most", at, let, burst)
			}
			clock.set(at.Add(time.Second))
			if let := drain(); let != 1 {
				t.Errorf("a second after %s: %d are let through, want 1", at, let)
			}
		}
	}
}

// TestCeilingSurvivesClockJumps fills a day, and comes back to it.
func TestCeilingSurvivesClockJumps(t *testing.T) {
	clock := newClock(noon)
	server := start(t, config{clock: clock.now, daily: 1})
	for _, step := range []struct {
		day  time.Time
		want int
	}{{noon, 201}, {noon, 503}, {noon.AddDate(10, 0, 0), 201}, {noon, 503}, {time.Unix(1, 0), 201}, {noon, 503}, {noon.AddDate(0, 0, 1), 201}} {
		clock.set(step.day)
		if body, status, err := post(http.DefaultClient, server.url+"/api/shares", aShare); err != nil || status != step.want {
			t.Errorf("on %s: %d %v, want %d; %s", step.day.Format(time.DateOnly), status, err, step.want, body)
		}
	}
}
