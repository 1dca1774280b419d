package main

import (
	"bytes"
	"context"
	"database/sql"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/iam-policy-playground/playground/playground-server/share"
)

// aShare is a request that creates one of about 4 kB.
var aShare = `{"kind":"sealed","sealed":"` + strings.Repeat("A", 4000) + `"}`

// wantUnavailable checks an answer to be the problem that the store does not work, with the way out.
func wantUnavailable(t *testing.T, body []byte, status int) {
	t.Helper()
	if status != http.StatusServiceUnavailable || !bytes.Contains(body, []byte("/problems/store-unavailable")) || !bytes.Contains(body, []byte("#v1.")) {
		t.Errorf("status %d, %s", status, body)
	}
}

// TestEveryCommitReachesTheDisk looks at what only a loss of power would show, on each connection.
func TestEveryCommitReachesTheDisk(t *testing.T) {
	db := open(t, filepath.Join(t.TempDir(), "shares.db"))
	defer db.Close()
	for range maxConnections {
		conn, err := db.Conn(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		defer conn.Close()
		for pragma, want := range map[string]string{"journal_mode": "wal", "synchronous": "2", "secure_delete": "1"} {
			var got string
			if err := conn.QueryRowContext(t.Context(), "PRAGMA "+pragma).Scan(&got); err != nil || got != want {
				t.Errorf("%s is %s, %v, want %s", pragma, got, err, want)
			}
		}
	}
}

// TestFullDiskIsTold lets SQLite's own bound stand for the disk's: it answers SQLITE_FULL, as for ENOSPC.
func TestFullDiskIsTold(t *testing.T) {
	file := filepath.Join(t.TempDir(), "shares.db")
	db, err := openStore(t.Context(), file, "max_page_count(64)")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	faults := 0
	s, err := loadSite(sharedPage())
	if err != nil {
		t.Fatal(err)
	}
	handler := newHandler(s, share.Options{Store: share.NewSQL(db), PublicURL: "http://localhost", Fault: func(string, error) { faults++ }})
	server := serveHandler(t, handler)
	all := map[string]acknowledged{}
	full := false
	for range 200 {
		body, status, err := post(http.DefaultClient, server+"/api/shares", aShare)
		if err != nil {
			t.Fatal(err)
		}
		if status == http.StatusCreated {
			var a acknowledged
			unmarshal(t, body, &a)
			all[a.ID] = a
			continue
		}
		full = true
		wantUnavailable(t, body, status)
	}
	if !full || faults == 0 || len(all) < 10 {
		t.Fatalf("full %v, %d faults told, %d shares", full, faults, len(all))
	}
	wantAll(t, server, all)
	// What is deleted makes room.
	for id, a := range all {
		request, err := http.NewRequestWithContext(t.Context(), "DELETE", server+"/api/shares/"+id, nil)
		if err != nil {
			t.Fatal(err)
		}
		request.Header.Set("Authorization", "Bearer "+a.DeleteToken)
		response, err := http.DefaultClient.Do(request)
		if err != nil {
			t.Fatal(err)
		}
		response.Body.Close()
		if response.StatusCode != http.StatusNoContent {
			t.Errorf("deleting on a full disk: status %d", response.StatusCode)
		}
	}
	if _, status, _ := post(http.DefaultClient, server+"/api/shares", aShare); status != http.StatusCreated {
		t.Errorf("after deleting: status %d", status)
	}
}

// TestLockedFileIsTold holds the file from another connection, as sqlite3 or a backup may.
func TestLockedFileIsTold(t *testing.T) {
	server := start(t, config{})
	body, status, err := post(http.DefaultClient, server.url+"/api/shares", aShare)
	if err != nil || status != http.StatusCreated {
		t.Fatal(status, err)
	}
	var a acknowledged
	unmarshal(t, body, &a)
	release := hold(t, server.file, "BEGIN IMMEDIATE")
	body, status, err = post(http.DefaultClient, server.url+"/api/shares", aShare)
	if err != nil {
		t.Fatal(err)
	}
	wantUnavailable(t, body, status)
	wantAll(t, server.url, map[string]acknowledged{a.ID: a}) // readers are not held up
	release()
	if _, status, _ := post(http.DefaultClient, server.url+"/api/shares", aShare); status != http.StatusCreated {
		t.Errorf("after the lock: status %d", status)
	}
}

// hold takes a lock of another process's connection until release is called.
func hold(t *testing.T, file, statement string) (release func()) {
	t.Helper()
	db, err := sql.Open("sqlite", file)
	if err != nil {
		t.Fatal(err)
	}
	db.SetMaxOpenConns(1)
	for _, s := range []string{"PRAGMA locking_mode = NORMAL", statement} {
		if _, err := db.Exec(s); err != nil {
			t.Fatal(err)
		}
	}
	return func() { db.Exec("ROLLBACK"); db.Close() }
}

func TestStartTellsWhatIsWrongWithTheFile(t *testing.T) {
	dir := t.TempDir()
	whole := filepath.Join(dir, "whole.db")
	db := open(t, whole)
	for range 100 {
		if _, err := db.Exec(`INSERT INTO share VALUES (hex(randomblob(11)), 'sealed', hex(randomblob(2000)), 1, 9999999999, '', '[]', '', 0)`); err != nil {
			t.Fatal(err)
		}
	}
	db.Close()
	data, err := os.ReadFile(whole)
	if err != nil {
		t.Fatal(err)
	}
	damaged := bytes.Clone(data)
	for i := 4096 * 3; i < 4096*12; i++ {
		damaged[i] = byte(i * 7)
	}
	newer := filepath.Join(dir, "newer.db")
	db = open(t, newer)
	db.Exec(`UPDATE version SET version = 1000`)
	db.Close()
	foreign := filepath.Join(dir, "foreign.db")
	other, err := sql.Open("sqlite", foreign)
	if err != nil {
		t.Fatal(err)
	}
	other.Exec(`CREATE TABLE share (x)`)
	other.Close()
	for _, test := range []struct{ name, file, want string }{
		{"text", write(t, dir, "text.db", []byte(strings.Repeat("not a database ", 100))), "not a database"},
		{"damaged pages", write(t, dir, "damaged.db", damaged), "damaged"},
		{"cut short", write(t, dir, "short.db", data[:len(data)/2]), "damaged"},
		{"newer", newer, "newer version of this program"},
		{"another program's", foreign, "another program"},
		{"a folder", dir, "is a directory"},
		{"nowhere", filepath.Join(dir, "no", "where.db"), "no such file"},
	} {
		t.Run(test.name, func(t *testing.T) {
			before, _ := os.ReadFile(test.file)
			db, err := openStore(t.Context(), test.file)
			if err == nil {
				db.Close()
				t.Fatal("it starts")
			}
			if !strings.Contains(err.Error(), test.want) || !strings.Contains(err.Error(), test.file) {
				t.Errorf("%v, want %q", err, test.want)
			}
			after, _ := os.ReadFile(test.file)
			if test.name != "damaged pages" && test.name != "cut short" && !bytes.Equal(before, after) && test.name != "newer" && test.name != "another program's" {
				t.Error("the file was changed")
			}
		})
	}
}

// TestLockedFileAtStart holds the file altogether.
func TestLockedFileAtStart(t *testing.T) {
	file := filepath.Join(t.TempDir(), "shares.db")
	open(t, file).Close()
	db, err := sql.Open("sqlite", file)
	if err != nil {
		t.Fatal(err)
	}
	db.SetMaxOpenConns(1)
	defer db.Close()
	for _, s := range []string{"PRAGMA journal_mode = DELETE", "BEGIN EXCLUSIVE"} {
		if _, err := db.Exec(s); err != nil {
			t.Fatal(err)
		}
	}
	if second, err := openStore(t.Context(), file); err == nil {
		second.Close()
		t.Error("it starts")
	} else if !strings.Contains(err.Error(), "locked") || !strings.Contains(err.Error(), "another program may hold it") {
		t.Error(err)
	}
}

// TestDamageWhileRunning overwrites the file under the server: what cannot be read is told, and nothing else fails.
func TestDamageWhileRunning(t *testing.T) {
	server := start(t, config{})
	var ids []string
	for range 50 {
		body, _, err := post(http.DefaultClient, server.url+"/api/shares", aShare)
		if err != nil {
			t.Fatal(err)
		}
		var a acknowledged
		unmarshal(t, body, &a)
		ids = append(ids, a.ID)
	}
	if err := tidyNow(server.file); err != nil {
		t.Fatal(err)
	}
	f, err := os.OpenFile(server.file, os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	f.WriteAt(bytes.Repeat([]byte{0xa5}, 4096*40), 4096)
	f.Close()
	told := 0
	for _, id := range ids {
		response, err := http.Get(server.url + "/api/shares/" + id)
		if err != nil {
			t.Fatal(err)
		}
		body, _ := io.ReadAll(response.Body)
		response.Body.Close()
		if response.StatusCode == http.StatusServiceUnavailable {
			told++
			wantUnavailable(t, body, response.StatusCode)
		} else if response.StatusCode != http.StatusOK {
			t.Errorf("status %d: damage is no absence", response.StatusCode)
		}
	}
	if _, status, _ := post(http.DefaultClient, server.url+"/api/evaluate", `{}`); status != http.StatusOK {
		t.Errorf("evaluating: status %d", status)
	}
	t.Logf("%d of %d reads told of the damage", told, len(ids))
}

func tidyNow(file string) error {
	db, err := sql.Open("sqlite", file+"?_pragma=busy_timeout(2000)")
	if err != nil {
		return err
	}
	defer db.Close()
	_, err = db.Exec(`PRAGMA wal_checkpoint(TRUNCATE)`)
	return err
}

// TestDeletedTextLeavesTheDisk looks for the text and for the token in all files of the store.
func TestDeletedTextLeavesTheDisk(t *testing.T) {
	file := filepath.Join(t.TempDir(), "shares.db")
	const secret = "VERYUNUSUALWORDOFASHARE"
	server := start(t, config{db: file})
	body, status, err := post(http.DefaultClient, server.url+"/api/shares", `{"kind":"public","scenario":{"scenario":1,"title":"`+secret+`","policies":[],"requests":[]}}`)
	if err != nil || status != http.StatusCreated {
		t.Fatal(status, err, string(body))
	}
	var a acknowledged
	unmarshal(t, body, &a)
	if !onDisk(t, file, secret) || onDisk(t, file, a.DeleteToken) {
		t.Error("the text is not there, or the token is")
	}
	request, _ := http.NewRequestWithContext(t.Context(), "DELETE", server.url+"/api/shares/"+a.ID, nil)
	request.Header.Set("Authorization", "Bearer "+a.DeleteToken)
	response, err := http.DefaultClient.Do(request)
	if err != nil || response.StatusCode != http.StatusNoContent {
		t.Fatal(err)
	}
	response.Body.Close()
	if err := server.stop(); err != nil {
		t.Fatal(err)
	}
	if onDisk(t, file, secret) {
		t.Error("the text of a deleted share is still on the disk")
	}
	if info, err := os.Stat(file); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the file is open to others: %v", info.Mode())
	}
}

func onDisk(t *testing.T, file, text string) bool {
	t.Helper()
	names, err := filepath.Glob(file + "*")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if bytes.Contains(data, []byte(text)) {
			return true
		}
	}
	return false
}

func open(t *testing.T, file string) *sql.DB {
	t.Helper()
	db, err := openStore(context.Background(), file)
	if err != nil {
		t.Fatal(err)
	}
	return db
}

func write(t *testing.T, dir, name string, data []byte) string {
	t.Helper()
	file := filepath.Join(dir, name)
	if err := os.WriteFile(file, data, 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}
