package main

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// TestConnectionsAreBounded has connections that are at work: a third beside two waits until one of them has ended.
func TestConnectionsAreBounded(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	limited := limitConnections(listener, 2, newQuietConns())
	accepted := make(chan net.Conn)
	go func() {
		defer close(accepted)
		for {
			c, err := limited.Accept()
			if err != nil {
				return
			}
			accepted <- c
		}
	}()
	for range 4 {
		defer dial(t, listener.Addr().String()).Close()
	}
	first, second := <-accepted, <-accepted
	select {
	case <-accepted:
		t.Error("a third connection beside two")
	case <-time.After(100 * time.Millisecond):
	}
	first.Close()
	first.Close() // twice, as net/http may: it frees one place
	third := <-accepted
	limited.Close()
	if _, open := <-accepted; open {
		t.Error("accepting after closing")
	}
	second.Close()
	third.Close()
}

func dial(t *testing.T, host string) net.Conn {
	t.Helper()
	conn, err := net.Dial("tcp", host)
	if err != nil {
		t.Fatal(err)
	}
	return conn
}

// TestQuietConnectionsMakeRoom opens ten times as many as may be. Those on which nothing is under way give way, the first to
// become quiet first, so that nobody waits for a place; and one that is at work keeps its own.
func TestQuietConnectionsMakeRoom(t *testing.T) {
	const most = 20
	server := start(t, config{connections: most})
	host := strings.TrimPrefix(server.url, "http://")
	busy := dial(t, host)
	defer busy.Close()
	fmt.Fprint(busy, "POST /api/evaluate HTTP/1.1\r\nHost: h\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{")
	var quiet []net.Conn
	for i := range 10 * most {
		conn := dial(t, host)
		defer conn.Close()
		if i%2 == 0 {
			wantAnswered(t, conn)
		}
		quiet = append(quiet, conn)
	}
	begun := time.Now()
	wantAnswered(t, dial(t, host))
	if took := time.Since(begun); took > 2*time.Second {
		t.Errorf("the next one waits %s", took)
	}
	fmt.Fprint(busy, "}")
	if response, err := http.ReadResponse(bufio.NewReader(busy), nil); err != nil || response.StatusCode != http.StatusOK {
		t.Errorf("the connection that was at work: %v %v", response, err)
	}
	for i, conn := range quiet[:len(quiet)/2] {
		conn.SetReadDeadline(time.Now().Add(10 * time.Second))
		if n, err := conn.Read(make([]byte, 1)); n > 0 || os.IsTimeout(err) {
			t.Fatalf("quiet connection %d of %d is open still: %v", i, len(quiet), err)
		}
	}
	wantAnswered(t, quiet[len(quiet)-1])
}

// wantAnswered asks on a connection that stays open.
func wantAnswered(t *testing.T, conn net.Conn) {
	t.Helper()
	if err := askHealth(conn); err != nil {
		t.Error(err)
	}
}

// askAnew asks on a connection of its own.
func askAnew(t *testing.T, url string) {
	t.Helper()
	conn := dial(t, strings.TrimPrefix(url, "http://"))
	defer conn.Close()
	wantAnswered(t, conn)
}

const (
	health = "GET /healthz HTTP/1.1\r\nHost: h\r\n\r\n"
	half   = len(health) / 2
)

func askHealth(conn net.Conn) error {
	if _, err := io.WriteString(conn, health); err != nil {
		return err
	}
	return readHealth(conn)
}

func readHealth(conn net.Conn) error {
	conn.SetReadDeadline(time.Now().Add(30 * time.Second))
	response, err := http.ReadResponse(bufio.NewReader(conn), nil)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	if _, err := io.Copy(io.Discard, response.Body); err != nil || response.StatusCode != http.StatusOK {
		return fmt.Errorf("status %d, %v", response.StatusCode, err)
	}
	return nil
}

// TestTenThousandConnections has as many at once at the command, which runs as a process: most were answered and stay, others
// were never asked on, others have sent half of a request. Requests beside them are answered, the halves too when the rest of
// them comes; and when all have gone, so have their files, and as many may come again.
func TestTenThousandConnections(t *testing.T) {
	const many, silent, halves = 10_000, 2_000, 1_000
	if most := openFiles() - otherFiles; most < many {
		t.Fatalf("the test needs %d connections, and the system lets it have %d; raise ulimit -Hn", many, most)
	}
	server := launch(t, filepath.Join(t.TempDir(), "shares.db"), "-connections", fmt.Sprint(many+200), "-evaluations", "0")
	askAll(t, server.url)
	files := openOf(t, server)
	for range 2 {
		conns := connect(t, server.url, many, silent, halves)
		askAnew(t, server.url) // all that came before are accepted then
		if open := openOf(t, server); files > 0 && open < many {
			t.Errorf("%d files are open, of %d connections", open, many)
		}
		begun := time.Now()
		askAll(t, server.url)
		took := time.Since(begun)
		finish(t, conns[:halves])
		t.Logf("%d connections: %d requests of all kinds beside them take %s; %s", many, askers*questions, took.Round(time.Millisecond), memory(server))
		if took > 20*time.Second {
			t.Errorf("others wait: %s", took)
		}
		if peak := kilobytes(t, server, "VmHWM"); peak > 512<<10 {
			t.Errorf("the server takes %d kB", peak)
		}
		for _, conn := range conns {
			conn.Close()
		}
		wantFiles(t, server, files)
	}
}

// connect opens connections, from several goroutines, and returns first those that have sent half of a request, then those that
// are silent, then those that were answered. They are opened the other way round: the server waits for a request for five
// seconds only, and half a minute for the next one.
func connect(t *testing.T, url string, many, silent, halves int) []net.Conn {
	t.Helper()
	host := strings.TrimPrefix(url, "http://")
	conns := make([]net.Conn, many)
	var next atomic.Int32
	next.Store(int32(many))
	var group sync.WaitGroup
	for range 32 {
		group.Go(func() {
			for i := int(next.Add(-1)); i >= 0; i = int(next.Add(-1)) {
				conn, err := net.Dial("tcp", host)
				if err != nil {
					t.Errorf("connection %d: %v", i, err)
					return
				}
				conns[i] = conn
				if i < halves {
					_, err = io.WriteString(conn, health[:half])
				} else if i >= halves+silent {
					err = askHealth(conn)
				}
				if err != nil {
					t.Errorf("connection %d: %v", i, err)
				}
			}
		})
	}
	group.Wait()
	if t.Failed() {
		t.FailNow()
	}
	return conns
}

// finish sends what is left of half requests.
func finish(t *testing.T, conns []net.Conn) {
	t.Helper()
	for i, conn := range conns {
		io.WriteString(conn, health[half:])
		if err := readHealth(conn); err != nil {
			t.Fatalf("half request %d: %v", i, err)
		}
	}
}

const askers, questions = 16, 20

// askAll evaluates and makes shares from several clients at once; all have to be answered.
func askAll(t *testing.T, url string) {
	t.Helper()
	var group sync.WaitGroup
	for range askers {
		group.Go(func() {
			client := &http.Client{Transport: &http.Transport{}, Timeout: 30 * time.Second}
			defer client.CloseIdleConnections()
			for i := range questions {
				path, body, want := "/api/evaluate", `{"scenario":1,"policies":[],"requests":[]}`, http.StatusOK
				if i%4 == 0 {
					path, body, want = "/api/shares", aShare, http.StatusCreated
				}
				if got, status, err := post(client, url+path, body); err != nil || status != want {
					t.Errorf("%s: %d %v %.200s", path, status, err, got)
				}
			}
		})
	}
	group.Wait()
}

// openOf counts the files that a process has open; 0 where the system does not tell.
func openOf(t *testing.T, p *process) int {
	t.Helper()
	files, err := os.ReadDir(fmt.Sprintf("/proc/%d/fd", p.cmd.Process.Pid))
	if err != nil {
		t.Logf("open files are not known: %v", err)
	}
	return len(files)
}

// wantFiles waits, a request at a time, until a process has no more files open than so many, and those of the database's readers.
func wantFiles(t *testing.T, p *process, most int) {
	t.Helper()
	open := 0
	for end := time.Now().Add(10 * time.Second); time.Now().Before(end); {
		if open = openOf(t, p); open <= most+3*maxConnections {
			return
		}
		askAnew(t, p.url)
	}
	t.Errorf("%d files stay open, %d were before", open, most)
}

// kilobytes returns what a process takes of memory, by the name of its line in /proc; 0 where the system does not tell.
func kilobytes(t *testing.T, p *process, name string) int {
	t.Helper()
	_, rest, _ := strings.Cut(memory(p), name+":")
	n := 0
	fmt.Sscan(rest, &n)
	return n
}

// TestConnectionsFitTheSystemsLimit starts the command where a process may have 100 files open, as some systems have it:
// what it may not have it does not take, and silent clients lock nobody out.
func TestConnectionsFitTheSystemsLimit(t *testing.T) {
	server := launchAs(t, exec.Command("sh", "-c", `ulimit -n 100 && exec "$0"`, os.Args[0]), filepath.Join(t.TempDir(), "shares.db"), "-evaluations", "0")
	for range 300 {
		defer dial(t, strings.TrimPrefix(server.url, "http://")).Close()
	}
	askAll(t, server.url)
	if said := fmt.Sprint(server.cmd.Stderr); !strings.Contains(said, "36 connections at once") {
		t.Errorf("the operator is not told: %q", said)
	}
}
