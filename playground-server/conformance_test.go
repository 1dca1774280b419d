package main

import (
	"context"
	"database/sql"
	"maps"
	"net"
	"path/filepath"
	"testing"
	"testing/fstest"

	"github.com/iam-policy-playground/playground/engine/scenario"
	"github.com/iam-policy-playground/playground/playground-server/conformance"
)

// sharedPage is the page of handler_test.go with what shares need of it.
func sharedPage() fstest.MapFS {
	built := maps.Clone(page)
	built["new.html"] = &fstest.MapFile{Data: []byte(`<!doctype html><link rel="later" href="main.js">`)}
	built["embed.html"] = &fstest.MapFile{Data: []byte(`<!doctype html><script type="module" src="./embed.js"></script>`)}
	built["scenario.schema.json"] = &fstest.MapFile{Data: scenario.Schema()}
	return built
}

// A started server is this program's, in this process.
type started struct {
	url  string
	file string
	stop func() error
}

// start serves with a config, whose file is made if it names none.
func start(t *testing.T, c config) *started {
	t.Helper()
	s, err := loadSite(sharedPage())
	if err != nil {
		t.Fatal(err)
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	if c.db == "" {
		c.db = filepath.Join(t.TempDir(), "shares.db")
	}
	log := logTo(t)
	o, end, err := c.options(t.Context(), address(listener), log)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	served := make(chan error, 1)
	go func() {
		served <- serve(ctx, listener, c.connections, logged(log, c.clientHeader, newHandler(s, o)))
	}()
	running := &started{url: address(listener), file: c.db}
	stopped := false
	running.stop = func() error {
		if stopped {
			return nil
		}
		stopped = true
		cancel()
		if err := <-served; err != nil {
			return err
		}
		return end()
	}
	t.Cleanup(func() {
		if err := running.stop(); err != nil {
			t.Error(err)
		}
	})
	return running
}

// native is the host of this program.
type native struct{}

func (native) Start(t *testing.T, s conformance.Settings) conformance.Server {
	server := start(t, config{creates: s.Creates, daily: s.Daily, readOnly: s.ReadOnly})
	return conformance.Server{URL: server.url, Exec: func(t *testing.T, statement string) {
		t.Helper()
		db, err := sql.Open("sqlite", server.file+"?_pragma=busy_timeout(2000)")
		if err != nil {
			t.Fatal(err)
		}
		defer db.Close()
		if _, err := db.Exec(statement); err != nil {
			t.Fatal(err)
		}
	}}
}

func TestAPIConforms(t *testing.T) { conformance.Run(t, native{}) }
