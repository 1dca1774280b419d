package main

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"

	"github.com/iam-policy-playground/playground/playground-server/share"
	_ "modernc.org/sqlite" // the driver "sqlite"
)

// applicationID marks a database of shares: "IAMS". Another program's file is not written to.
const applicationID = 0x49414d53

// pragmas are what each connection sets.
//
//   - WAL with synchronous FULL: a share that was acknowledged survives kill -9 and a loss of power.
//   - secure_delete: what was deleted is overwritten, not only forgotten.
//   - busy_timeout, in milliseconds: another process, as sqlite3 or a backup, may hold the file for a moment.
var pragmas = []string{"busy_timeout(2000)", "journal_mode(WAL)", "synchronous(FULL)", "secure_delete(ON)", "trusted_schema(OFF)"}

// maxConnections bounds the readers of the file at once; there is one writer.
const maxConnections = 8

// openStore opens the file of shares, or makes it, and looks whether it is whole. Its error is for the operator.
func openStore(ctx context.Context, file string, extra ...string) (*sql.DB, error) {
	db, err := openFile(file, extra)
	if err != nil {
		return nil, fmt.Errorf("the shares in %s: %w", file, err)
	}
	if err := prepare(ctx, db); err != nil {
		return nil, errors.Join(fmt.Errorf("the shares in %s: %w", file, err), db.Close())
	}
	return db, nil
}

func openFile(file string, extra []string) (*sql.DB, error) {
	// Made here rather than by SQLite, so that only this user may read it; SQLite's other files follow.
	f, err := os.OpenFile(file, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, err
	}
	if err := f.Close(); err != nil {
		return nil, err
	}
	absolute, err := filepath.Abs(file)
	if err != nil {
		return nil, err
	}
	query := url.Values{"_pragma": append(append([]string{}, pragmas...), extra...)}
	name := url.URL{Scheme: "file", Path: filepath.ToSlash(absolute), RawQuery: query.Encode()}
	db, err := sql.Open("sqlite", name.String())
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(maxConnections)
	db.SetMaxIdleConns(maxConnections)
	return db, nil
}

// prepare checks the file and brings its schema up to date.
func prepare(ctx context.Context, db *sql.DB) error {
	var id, tables int
	if err := db.QueryRowContext(ctx, `PRAGMA application_id`).Scan(&id); err != nil {
		return fmt.Errorf("it cannot be read; another program may hold it, or it is damaged: %w", err)
	}
	if err := db.QueryRowContext(ctx, `SELECT count(*) FROM sqlite_schema`).Scan(&tables); err != nil {
		return fmt.Errorf("it cannot be read: %w", err)
	}
	if id != applicationID && (id != 0 || tables > 0) {
		return errors.New("it is the database of another program; name another file")
	}
	if err := check(ctx, db); err != nil {
		return err
	}
	if id == 0 {
		if _, err := db.ExecContext(ctx, fmt.Sprintf(`PRAGMA application_id = %d`, applicationID)); err != nil {
			return err
		}
	}
	return share.Migrate(ctx, db)
}

// check looks at every page of the file.
func check(ctx context.Context, db *sql.DB) error {
	var found string
	if err := db.QueryRowContext(ctx, `PRAGMA quick_check(1)`).Scan(&found); err != nil {
		return fmt.Errorf("it is damaged; restore a backup: %w", err)
	}
	if found != "ok" {
		return errors.New("it is damaged; restore a backup: " + found)
	}
	return nil
}
