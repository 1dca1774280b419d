package share

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"time"
)

// memory is how long an id is known to be gone, after it has expired.
const memory = 365 * 24 * time.Hour

// SQL is a Store over a database of SQLite's dialect: a file, or Cloudflare's D1.
type SQL struct {
	db *sql.DB
	// writing holds one token while nobody writes. SQLite takes one writer at a time, and makes others poll.
	writing chan struct{}
}

var _ Store = (*SQL)(nil)

// NewSQL returns the store of a database that Migrate has prepared.
func NewSQL(db *sql.DB) *SQL {
	s := &SQL{db: db, writing: make(chan struct{}, 1)}
	s.writing <- struct{}{}
	return s
}

// exec makes one change and returns how many rows it concerned.
func (s *SQL) exec(ctx context.Context, statement string, args ...any) (int64, error) {
	select {
	case <-s.writing:
	case <-ctx.Done():
		return 0, ctx.Err()
	}
	defer func() { s.writing <- struct{}{} }()
	result, err := s.db.ExecContext(ctx, statement, args...)
	if err != nil {
		return 0, err
	}
	return result.RowsAffected()
}

func (s *SQL) Put(ctx context.Context, h Share, ceiling int) error {
	verdicts, err := json.Marshal(h.Verdicts)
	if err != nil {
		return err
	}
	day := dayOf(h.Created)
	// A trigger counts the row in the same statement, so that neither count nor share can be there alone.
	n, err := s.exec(ctx, `INSERT INTO share (id, kind, body, created, expires, engine, verdicts, token)
		SELECT ?, ?, ?, ?, ?, ?, ?, ? WHERE NOT EXISTS (SELECT 1 FROM day WHERE day = ? AND created >= ?) ON CONFLICT (id) DO NOTHING`,
		h.ID, h.Kind, h.Body, h.Created.Unix(), h.Expires.Unix(), h.Engine, string(verdicts), h.Token, day, ceiling)
	if err != nil || n > 0 {
		return err
	}
	var exists int
	if err := s.db.QueryRowContext(ctx, `SELECT count(*) FROM share WHERE id = ?`, h.ID).Scan(&exists); err != nil {
		return err
	}
	if exists > 0 {
		return ErrExists
	}
	return ErrFull
}

func (s *SQL) Get(ctx context.Context, id string) (Share, error) {
	row := s.db.QueryRowContext(ctx, `SELECT 1 AS denied, '' AS kind, '' AS body, 0 AS created, 0 AS expires, '' AS engine, '[]' AS verdicts, '' AS token, 0 AS deleted
		FROM denied WHERE id = ?
		UNION ALL
		SELECT 0, kind, body, created, expires, engine, verdicts, token, deleted FROM share WHERE id = ? AND NOT EXISTS (SELECT 1 FROM denied WHERE id = ?)`,
		id, id, id)
	h := Share{ID: id}
	var denied, created, expires, deleted int64
	var verdicts string
	err := row.Scan(&denied, &h.Kind, &h.Body, &created, &expires, &h.Engine, &verdicts, &h.Token, &deleted)
	if errors.Is(err, sql.ErrNoRows) {
		return Share{}, ErrNotFound
	}
	if err != nil {
		return Share{}, err
	}
	h.Denied, h.Deleted = denied != 0, deleted != 0
	h.Created, h.Expires = time.Unix(created, 0).UTC(), time.Unix(expires, 0).UTC()
	return h, json.Unmarshal([]byte(verdicts), &h.Verdicts)
}

func (s *SQL) Delete(ctx context.Context, id, token string) error {
	n, err := s.exec(ctx, `UPDATE share SET body = '', verdicts = '[]', token = '', deleted = 1 WHERE id = ? AND token = ? AND deleted = 0`, id, token)
	if err == nil && n == 0 {
		return ErrNotFound
	}
	return err
}

func (s *SQL) Deny(ctx context.Context, id string, denied bool) error {
	statement := `INSERT INTO denied (id) VALUES (?) ON CONFLICT (id) DO NOTHING`
	if !denied {
		statement = `DELETE FROM denied WHERE id = ?`
	}
	_, err := s.exec(ctx, statement, id)
	return err
}

func (s *SQL) Purge(ctx context.Context, now time.Time) error {
	_, emptied := s.exec(ctx, `UPDATE share SET body = '', verdicts = '[]', token = '', deleted = 1 WHERE expires <= ? AND deleted = 0`, now.Unix())
	_, forgotten := s.exec(ctx, `DELETE FROM share WHERE expires <= ?`, now.Add(-memory).Unix())
	_, uncounted := s.exec(ctx, `DELETE FROM day WHERE day < ?`, dayOf(now.AddDate(0, 0, -7)))
	return errors.Join(emptied, forgotten, uncounted)
}

func (s *SQL) Ping(ctx context.Context) error {
	var version int
	return s.db.QueryRowContext(ctx, `SELECT version FROM version`).Scan(&version)
}

// dayOf names the day of a moment, UTC.
func dayOf(t time.Time) string { return t.UTC().Format(time.DateOnly) }
