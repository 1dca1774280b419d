package main

import (
	"context"
	"database/sql"
	"time"

	"github.com/iam-policy-playground/playground/playground-server/share"
)

// keep empties expired shares now and every hour, until stop is called. The write-ahead log is emptied too, so that nothing
// of what was deleted is left on the disk.
func keep(db *sql.DB, store share.Store, fault func(doing string, err error)) (stop func()) {
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		tick := time.NewTicker(time.Hour)
		defer tick.Stop()
		for {
			if err := tidy(ctx, db, store); err != nil && ctx.Err() == nil {
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

func tidy(ctx context.Context, db *sql.DB, store share.Store) error {
	if err := store.Purge(ctx, time.Now()); err != nil {
		return err
	}
	_, err := db.ExecContext(ctx, `PRAGMA wal_checkpoint(TRUNCATE)`)
	return err
}
