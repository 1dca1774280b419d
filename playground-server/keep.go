package main

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"github.com/iam-policy-playground/playground/playground-server/share"
)

// keepInterval is how often a keeper looks.
const keepInterval = time.Hour

// maxDrift is how far the clock may move in an hour from the time that has passed: it is set right now and then.
const maxDrift = time.Minute

// A keeper empties expired shares, and the write-ahead log, so that nothing of what was deleted is left on the disk.
//
// What it empties nobody gets back, so it does not trust a clock that may be wrong: it empties only what had expired when
// it looked before, and only if the clock has moved since as far as time has passed. After a start, and after a jump of the
// clock, forwards or backwards, it waits for one more look. Readers are told that a share has expired when the clock says so.
type keeper struct {
	db     *sql.DB
	store  share.Store
	clock  func() time.Time     // what the clock says
	passed func() time.Duration // the time that has passed, whatever the clock says
	before struct {             // the last look; a zero clock for none
		clock  time.Time
		passed time.Duration
	}
}

// keep lets a keeper look now and every hour, until stop is called.
func keep(db *sql.DB, store share.Store, clock func() time.Time, fault func(doing string, err error)) (stop func()) {
	begun := time.Now()
	if clock == nil {
		clock = time.Now
	}
	k := &keeper{db: db, store: store, clock: clock, passed: func() time.Duration { return time.Since(begun) }}
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		tick := time.NewTicker(keepInterval)
		defer tick.Stop()
		for {
			if err := k.look(ctx); err != nil && ctx.Err() == nil {
				fault("removing expired shares", err)
			}
			select {
			case <-ctx.Done():
				return
			case <-tick.C:
			}
		}
	}()
	return func() { cancel(); <-ended }
}

func (k *keeper) look(ctx context.Context) error {
	before := k.before
	k.before.clock, k.before.passed = k.clock(), k.passed()
	if !before.clock.IsZero() {
		// Round(0) takes off what time.Now knows besides the clock.
		moved, passed := k.before.clock.Round(0).Sub(before.clock.Round(0)), k.before.passed-before.passed
		if drift := (moved - passed).Abs(); drift > maxDrift {
			return fmt.Errorf("the clock moved by %s in %s: nothing is removed until it has run steadily for an hour", moved, passed)
		}
		if err := k.store.Purge(ctx, before.clock); err != nil {
			return err
		}
	}
	_, err := k.db.ExecContext(ctx, `PRAGMA wal_checkpoint(TRUNCATE)`)
	return err
}
