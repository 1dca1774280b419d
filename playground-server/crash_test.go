package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"io"
	"maps"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

// asServer makes the test binary run the command instead, with the flags behind it.
const asServer = "PLAYGROUND_SERVER_FLAGS"

func TestMain(m *testing.M) {
	if flags := os.Getenv(asServer); flags != "" {
		os.Args = append(os.Args[:1], strings.Split(flags, "\n")...)
		main()
		return
	}
	os.Exit(m.Run())
}

// A process is the command as an operating system sees it.
type process struct {
	cmd *exec.Cmd
	url string
}

// launch starts the command on a file of shares and waits until it listens.
func launch(t *testing.T, db string, flags ...string) *process {
	t.Helper()
	return launchAs(t, exec.Command(os.Args[0]), db, flags...)
}

// launchAs is launch by another command line than the program's own.
func launchAs(t *testing.T, cmd *exec.Cmd, db string, flags ...string) *process {
	t.Helper()
	web := t.TempDir()
	for name, file := range sharedPage() {
		path := filepath.Join(web, name)
		if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o755), os.WriteFile(path, file.Data, 0o644)); err != nil {
			t.Fatal(err)
		}
	}
	cmd.Env = append(os.Environ(), asServer+"="+strings.Join(append([]string{"-addr", "127.0.0.1:0", "-web", web, "-db", db, "-creates", "0", "-daily", "1000000", "-quiet"}, flags...), "\n"))
	cmd.Stderr = logTo(t)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { cmd.Process.Kill(); cmd.Wait() })
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatalf("the server does not start: %v, %s", err, cmd.Stderr)
	}
	return &process{cmd, strings.Fields(line)[4]}
}

// An acknowledged share is what a client was promised.
type acknowledged struct{ ID, DeleteToken string }

// createUntil creates shares from several clients at once until the server is gone, and returns those that were
// acknowledged.
func createUntil(t *testing.T, url string, gone <-chan struct{}) map[string]acknowledged {
	t.Helper()
	all := map[string]acknowledged{}
	var mu sync.Mutex
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			client := &http.Client{Transport: &http.Transport{}, Timeout: 10 * time.Second}
			for {
				select {
				case <-gone:
					return
				default:
				}
				body, status, err := post(client, url+"/api/shares", `{"kind":"sealed","sealed":"`+strings.Repeat("A", 4000)+`"}`)
				var a acknowledged
				if err == nil && status == http.StatusCreated && json.Unmarshal(body, &a) == nil {
					mu.Lock()
					all[a.ID] = a
					mu.Unlock()
				} else {
					time.Sleep(time.Millisecond)
				}
			}
		})
	}
	group.Wait()
	return all
}

func post(client *http.Client, url, body string) ([]byte, int, error) {
	response, err := client.Post(url, "application/json", strings.NewReader(body))
	if err != nil {
		return nil, 0, err
	}
	defer response.Body.Close()
	got, err := io.ReadAll(response.Body)
	return got, response.StatusCode, err
}

// wantAll checks that a server has every share.
func wantAll(t *testing.T, url string, all map[string]acknowledged) {
	t.Helper()
	lost := 0
	for id := range maps.Keys(all) {
		response, err := http.Get(url + "/api/shares/" + id)
		if err != nil {
			t.Fatal(err)
		}
		response.Body.Close()
		if response.StatusCode != http.StatusOK {
			lost++
		}
	}
	if lost > 0 {
		t.Errorf("%d of %d acknowledged shares are lost", lost, len(all))
	}
}

// TestKillLosesNothing kills the server under load, again and again on the same file.
func TestKillLosesNothing(t *testing.T) {
	db := filepath.Join(t.TempDir(), "shares.db")
	all := map[string]acknowledged{}
	for round := range 4 {
		server := launch(t, db)
		gone := make(chan struct{})
		time.AfterFunc(time.Duration(300+170*round)*time.Millisecond, func() {
			server.cmd.Process.Signal(syscall.SIGKILL)
			server.cmd.Wait()
			close(gone)
		})
		maps.Copy(all, createUntil(t, server.url, gone))
	}
	if len(all) < 50 {
		t.Fatalf("only %d shares were created", len(all))
	}
	server := launch(t, db)
	wantAll(t, server.url, all)
	t.Logf("%d acknowledged shares, none lost", len(all))
}

// TestStopLosesNothing ends the server as a system does, while shares are being created.
func TestStopLosesNothing(t *testing.T) {
	for _, signal := range []syscall.Signal{syscall.SIGTERM, syscall.SIGINT} {
		db := filepath.Join(t.TempDir(), "shares.db")
		server := launch(t, db)
		gone := make(chan struct{})
		var ended error
		time.AfterFunc(500*time.Millisecond, func() {
			server.cmd.Process.Signal(signal)
			ended = server.cmd.Wait()
			close(gone)
		})
		all := createUntil(t, server.url, gone)
		if ended != nil {
			t.Errorf("%s: the server ended with %v; %s", signal, ended, server.cmd.Stderr)
		}
		if _, err := os.Stat(db + "-wal"); err == nil {
			t.Errorf("%s: the file was not closed", signal)
		}
		wantAll(t, launch(t, db).url, all)
		t.Logf("%s: %d acknowledged shares, none lost", signal, len(all))
	}
}

// TestStopWaitsForWhatIsUnderWay begins a request, stops the server, and then sends the rest.
func TestStopWaitsForWhatIsUnderWay(t *testing.T) {
	db := filepath.Join(t.TempDir(), "shares.db")
	server := start(t, config{db: db})
	reader, writer := io.Pipe()
	answer := make(chan acknowledged, 1)
	go func() {
		var a acknowledged
		if response, err := http.Post(server.url+"/api/shares", "application/json", reader); err == nil {
			json.NewDecoder(response.Body).Decode(&a)
			response.Body.Close()
		}
		answer <- a
	}()
	io.WriteString(writer, `{"kind":"sealed","sealed":"`)
	time.Sleep(100 * time.Millisecond)
	stopped := make(chan error, 1)
	go func() { stopped <- server.stop() }()
	time.Sleep(200 * time.Millisecond)
	io.WriteString(writer, strings.Repeat("A", 400)+`"}`)
	writer.Close()
	a := <-answer
	if err := <-stopped; err != nil || a.ID == "" {
		t.Fatalf("stopped with %v, created %q", err, a.ID)
	}
	wantAll(t, start(t, config{db: db}).url, map[string]acknowledged{a.ID: a})
}

func TestCommandRefusesWhatCannotWork(t *testing.T) {
	for _, test := range []struct {
		c    config
		want string
	}{
		{config{web: t.TempDir()}, "go run ./build makes it"},
		{config{deny: "x"}, "the file that -db names"},
	} {
		if err := run(context.Background(), test.c, io.Discard, io.Discard); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%+v: %v, want %q", test.c, err, test.want)
		}
	}
	for _, public := range []string{"iam.example.org", "ftp://iam.example.org", "https://iam.example.org/below", "https://iam.example.org/?x=1", "://"} {
		c := config{public: public}
		if _, _, err := c.options(t.Context(), "http://localhost", io.Discard); err == nil {
			t.Errorf("-url %s is taken", public)
		}
	}
}
