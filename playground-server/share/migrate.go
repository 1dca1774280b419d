package share

import (
	"context"
	"database/sql"
	"errors"
	"strconv"
)

// Migrations build the database, one statement after the other. A database of version n has seen the first n. They are
// only ever added to, and each does no harm when it runs twice: there are no transactions, so a server may end between a
// statement and the note that it ran.
var Migrations = []string{
	`CREATE TABLE IF NOT EXISTS share (
		id       TEXT PRIMARY KEY NOT NULL,
		kind     TEXT NOT NULL CHECK (kind IN ('public', 'sealed')),
		body     TEXT NOT NULL,
		created  INTEGER NOT NULL, -- seconds since 1970, as expires
		expires  INTEGER NOT NULL,
		engine   TEXT NOT NULL,
		verdicts TEXT NOT NULL,    -- JSON: a decision for each request
		token    TEXT NOT NULL,    -- SHA-256 of the delete token
		deleted  INTEGER NOT NULL DEFAULT 0
	) STRICT`,
	`CREATE INDEX IF NOT EXISTS share_expires ON share (expires)`,
	`CREATE TABLE IF NOT EXISTS denied (id TEXT PRIMARY KEY NOT NULL) STRICT`,
	`CREATE TABLE IF NOT EXISTS day (day TEXT PRIMARY KEY NOT NULL, created INTEGER NOT NULL) STRICT`,
	`CREATE TRIGGER IF NOT EXISTS share_counted AFTER INSERT ON share BEGIN
		INSERT INTO day (day, created) VALUES (date(NEW.created, 'unixepoch'), 1) ON CONFLICT (day) DO UPDATE SET created = created + 1;
	END`,
}

// ErrNewer says that a newer program has prepared the database. It is not touched then: what an older one does not know of,
// it could break.
var ErrNewer = errors.New("a newer version of this program has prepared the database; run that version, or one after it")

// Migrate prepares a database, from nothing or from what an earlier version left.
func Migrate(ctx context.Context, db *sql.DB) error { return migrate(ctx, db, Migrations) }

func migrate(ctx context.Context, db *sql.DB, statements []string) error {
	for _, statement := range []string{
		`CREATE TABLE IF NOT EXISTS version (one INTEGER PRIMARY KEY CHECK (one = 1), version INTEGER NOT NULL) STRICT`,
		`INSERT INTO version (one, version) VALUES (1, 0) ON CONFLICT (one) DO NOTHING`,
	} {
		if _, err := db.ExecContext(ctx, statement); err != nil {
			return err
		}
	}
	var version int
	if err := db.QueryRowContext(ctx, `SELECT version FROM version`).Scan(&version); err != nil {
		return err
	}
	if version > len(statements) {
		return errors.Join(ErrNewer, errors.New("it is of version "+strconv.Itoa(version)+", and this program knows "+strconv.Itoa(len(statements))))
	}
	for i := version; i < len(statements); i++ {
		if _, err := db.ExecContext(ctx, statements[i]); err != nil {
			return err
		}
		if _, err := db.ExecContext(ctx, `UPDATE version SET version = ? WHERE version = ?`, i+1, i); err != nil {
			return err
		}
	}
	return nil
}
