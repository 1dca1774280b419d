package main_test

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

const (
	root   = "../.."
	folder = "../../web/dist-worker"
)

// A runner is workerd with the Worker, D1 and rate limits: see runner.mjs.
type runner struct {
	url      string
	cmd      *exec.Cmd
	commands io.WriteCloser
	answers  *bufio.Scanner
}

var (
	installed = sync.OnceValue(install)
	built     = sync.OnceValue(build)
)

// build makes the folder that is deployed, as its user does.
func build() error {
	cmd := exec.Command("go", "run", "./build", "worker")
	cmd.Dir = root
	out, err := cmd.CombinedOutput()
	if err != nil {
		return fmt.Errorf("go run ./build worker: %w\n%s", err, out)
	}
	fmt.Printf("%s\n", out)
	return nil
}

// install runs npm ci, unless what it installed last time is what the lock file says now.
func install() error {
	lock, err := os.ReadFile("package-lock.json")
	if err != nil {
		return err
	}
	sum := sha256.Sum256(lock)
	stamp, want := filepath.Join("node_modules", ".installed"), hex.EncodeToString(sum[:])
	if have, err := os.ReadFile(stamp); err == nil && string(have) == want {
		return nil
	}
	if out, err := exec.Command("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund").CombinedOutput(); err != nil {
		return fmt.Errorf("the Worker's tests need Node.js 20 or newer with npm, and miniflare from the npm registry; npm ci in playground-server/worker fails: %w\n%s", err, out)
	}
	return os.WriteFile(stamp, []byte(want), 0o644)
}

// settings are what a test needs otherwise than wrangler.jsonc says.
type settings struct {
	Limits map[string]int    `json:"limits,omitempty"` // requests in a minute, by the name of the rate limit
	Vars   map[string]string `json:"vars,omitempty"`
}

// unlimited is for tests of everything else.
var unlimited = settings{Limits: map[string]int{"CREATES": 1_000_000, "EVALUATIONS": 1_000_000}}

// start runs the Worker of a folder until the test ends.
func start(t testing.TB, dir string, s settings) *runner {
	t.Helper()
	if err := built(); err != nil {
		t.Fatal(err)
	}
	if err := installed(); err != nil {
		t.Fatal(err)
	}
	said, err := json.Marshal(s)
	if err != nil {
		t.Fatal(err)
	}
	r := &runner{cmd: exec.Command("node", "runner.mjs", dir, string(said))}
	var diagnostics bytes.Buffer
	r.cmd.Stderr = &diagnostics
	commands, err := r.cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	answers, err := r.cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	r.commands, r.answers = commands, bufio.NewScanner(answers)
	r.answers.Buffer(nil, 16<<20)
	if err := r.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		commands.Close()
		over := time.AfterFunc(10*time.Second, func() { r.cmd.Process.Kill() })
		defer over.Stop()
		if err := r.cmd.Wait(); err != nil {
			t.Errorf("the runner: %v", err)
		}
		if t.Failed() && diagnostics.Len() > 0 {
			t.Logf("workerd said:\n%s", &diagnostics)
		}
	})
	r.url = r.answer(t, "")["url"].(string)
	return r
}

// tell gives the runner a command and returns its answer.
func (r *runner) tell(t testing.TB, command map[string]any) map[string]any {
	t.Helper()
	line, err := json.Marshal(command)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := r.commands.Write(append(line, '\n')); err != nil {
		t.Fatal(err)
	}
	return r.answer(t, string(line))
}

func (r *runner) answer(t testing.TB, command string) map[string]any {
	t.Helper()
	if !r.answers.Scan() {
		t.Fatalf("the runner ended: %v", r.answers.Err())
	}
	var answer map[string]any
	if err := json.Unmarshal(r.answers.Bytes(), &answer); err != nil {
		t.Fatalf("the runner says %q: %v", r.answers.Text(), err)
	}
	if fault := answer["error"]; fault != nil {
		t.Fatalf("%s: %v", command, fault)
	}
	return answer
}

// rows asks the database.
func (r *runner) rows(t testing.TB, sql string) []any {
	t.Helper()
	rows, _ := r.tell(t, map[string]any{"sql": sql})["results"].([]any)
	return rows
}

// A reply is an answer of the Worker, read to its end.
type reply struct {
	status int
	header http.Header
	body   string
}

// do sends a request; fields are names and values of headers.
func (r *runner) do(t testing.TB, method, path, body string, fields ...string) reply {
	t.Helper()
	answer, err := r.try(method, path, body, fields...)
	if err != nil {
		t.Fatal(err)
	}
	return answer
}

// try is do for other goroutines than the test's.
func (r *runner) try(method, path, body string, fields ...string) (reply, error) {
	request, err := http.NewRequest(method, r.url+path, strings.NewReader(body))
	if err != nil {
		return reply{}, err
	}
	if body != "" {
		request.Header.Set("Content-Type", "application/json")
	}
	for i := 0; i < len(fields); i += 2 {
		request.Header.Set(fields[i], fields[i+1])
	}
	response, err := client.Do(request)
	if err != nil {
		return reply{}, err
	}
	defer response.Body.Close()
	read, err := io.ReadAll(response.Body)
	return reply{response.StatusCode, response.Header, string(read)}, err
}

var client = &http.Client{
	// workerd ends connections that are idle for 5 s, also while a POST is sent on one.
	Transport:     &http.Transport{MaxIdleConnsPerHost: 64, IdleConnTimeout: 2 * time.Second, DisableCompression: true},
	CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	Timeout:       time.Minute,
}

// A made share is what creating one returns.
type made struct {
	ID, URL, DeleteToken string
	Expires              time.Time
}

func (r *runner) create(t testing.TB, body string) made {
	t.Helper()
	answer := r.do(t, "POST", "/api/shares", body)
	var m made
	if err := json.Unmarshal([]byte(answer.body), &m); err != nil || answer.status != http.StatusCreated {
		t.Fatalf("status %d: %s", answer.status, answer.body)
	}
	return m
}

// memory returns what the runner's workerd takes, in bytes; 0 where the system does not tell.
func (r *runner) memory(t testing.TB) int {
	t.Helper()
	out, err := exec.Command("ps", "-o", "rss=", "--ppid", fmt.Sprint(r.cmd.Process.Pid)).Output()
	if err != nil {
		t.Logf("memory is not known: %v", err)
		return 0
	}
	sum := 0
	for _, field := range strings.Fields(string(out)) {
		var kilobytes int
		fmt.Sscan(field, &kilobytes)
		sum += kilobytes << 10
	}
	return sum
}
