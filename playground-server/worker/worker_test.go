package main_test

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/iam-policy-playground/playground/engine/wire"
	"github.com/iam-policy-playground/playground/playground-server/share"
)

// evaluate is the operation of POST /api/evaluate.
const evaluate = 1

func examples(t testing.TB) map[string]string {
	t.Helper()
	files, err := filepath.Glob(root + "/engine/testdata/examples/*.json")
	if err != nil || len(files) < 10 {
		t.Fatalf("%d examples: %v", len(files), err)
	}
	texts := map[string]string{}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		texts[filepath.Base(file)] = string(text)
	}
	return texts
}

func publicShare(scenario string) string { return `{"kind":"public","scenario":` + scenario + `}` }

func TestTypes(t *testing.T) {
	if err := installed(); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command("npm", "run", "--silent", "typecheck").CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}

// TestEvaluatesAsNativeCode compares the Worker's answers with the library's, byte for byte.
func TestEvaluatesAsNativeCode(t *testing.T) {
	r := start(t, folder, unlimited)
	texts := examples(t)
	texts["not a scenario"], texts["empty object"], texts["not JSON"] = `[1,2,3]`, `{}`, `{"scenario":`
	for name, text := range texts {
		answer := r.do(t, "POST", "/api/evaluate", text)
		if native := string(wire.Serve(evaluate, []byte(text), nil)); answer.status != http.StatusOK || answer.body != native {
			t.Errorf("%s: status %d, %.200s\nwant %.200s", name, answer.status, answer.body, native)
		}
	}
	t.Logf("%d scenarios", len(texts))
}

// TestFilesOfThePage asks for the page as a browser does.
func TestFilesOfThePage(t *testing.T) {
	r := start(t, folder, unlimited)
	module, err := filepath.Glob(folder + "/assets/engine-*.wasm")
	if err != nil || len(module) != 1 {
		t.Fatalf("%q: %v", module, err)
	}
	engine := "/" + filepath.Base(module[0])
	const forever = "public, max-age=31536000, immutable"
	for _, test := range []struct {
		path, accept, kind, control, encoding string
	}{
		{"/", "", "text/html; charset=utf-8", "no-cache", ""},
		{"/offline.js", "", "text/javascript; charset=utf-8", "no-cache", ""},
		{engine, "br, gzip", "application/wasm", forever, "br"},
		{engine, "gzip", "application/wasm", forever, ""},
		{engine, "br;q=0", "application/wasm", forever, ""},
		{engine, "identity", "application/wasm", forever, ""},
	} {
		answer := r.do(t, "GET", test.path, "", "Accept-Encoding", test.accept)
		h := answer.header
		encoding := h.Get("Content-Encoding")
		if test.accept == "gzip" && encoding == "gzip" {
			encoding = "" // compressed on the way, which is the platform's choice
		}
		if answer.status != http.StatusOK || h.Get("Content-Type") != test.kind || h.Get("Cache-Control") != test.control || encoding != test.encoding {
			t.Errorf("%s: status %d, %v", test.path, answer.status, h)
		}
		policy := share.PagePolicy
		if test.path == "/" {
			policy = share.PolicyOf([]byte(answer.body))
		}
		for name, want := range map[string]string{
			"Content-Security-Policy": policy, "X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer", "X-Frame-Options": "DENY",
		} {
			if h.Get(name) != want {
				t.Errorf("%s: %s is %q, want %q", test.path, name, h.Get(name), want)
			}
		}
	}
	page := r.do(t, "GET", "/", "")
	if again := r.do(t, "GET", "/", "", "If-None-Match", page.header.Get("ETag")); again.status != http.StatusNotModified {
		t.Errorf("what was seen is sent again: %d", again.status)
	}
	for _, path := range []string{"/offline.js.br", "/offline.js.gz", "/_headers", "/nowhere", "/..%2fwrangler.jsonc"} {
		if answer := r.do(t, "GET", path, ""); answer.status != http.StatusNotFound {
			t.Errorf("%s: status %d", path, answer.status)
		}
	}
}

// TestCachedShares reads shares twice: the second answer is the cache's, and alike. A deleted share is gone at once, and
// nothing stays longer than it lives.
func TestCachedShares(t *testing.T) {
	r := start(t, folder, unlimited)
	scenario := examples(t)["address-ranges.scenario.json"]
	m := r.create(t, publicShare(scenario))
	for _, path := range []string{"/s/" + m.ID, "/s/" + m.ID + ".json", "/e/" + m.ID, "/api/shares/" + m.ID, "/badge/" + m.ID + ".svg"} {
		first := r.do(t, "GET", path, "")
		second := awaitHit(t, r, path)
		for _, internal := range []string{"Edge-Expires", "Edge-Cache-Control"} {
			if first.header.Get(internal) != "" || second.header.Get(internal) != "" {
				t.Errorf("%s sends %s", path, internal)
			}
		}
		second.header.Del("Cf-Cache-Status")
		second.header.Del("Age")
		first.header.Del("Date")
		second.header.Del("Date")
		if first.status != http.StatusOK || first.body != second.body || fmt.Sprint(first.header) != fmt.Sprint(second.header) {
			t.Errorf("%s: %d, %v\nfrom the cache: %d, %v", path, first.status, first.header, second.status, second.header)
		}
	}
	if answer := r.do(t, "DELETE", "/api/shares/"+m.ID, "", "Authorization", "Bearer "+m.DeleteToken); answer.status != http.StatusNoContent {
		t.Fatalf("deleting: status %d, %s", answer.status, answer.body)
	}
	for _, path := range []string{"/s/" + m.ID, "/s/" + m.ID + ".json", "/e/" + m.ID, "/api/shares/" + m.ID} {
		if answer := r.do(t, "GET", path, ""); answer.status != http.StatusGone {
			t.Errorf("%s of a deleted share: status %d", path, answer.status)
		}
	}
	short := r.create(t, publicShare(scenario))
	r.rows(t, fmt.Sprintf("UPDATE share SET expires = %d WHERE id = '%s'", time.Now().Unix()+4, short.ID))
	if awaitHit(t, r, "/s/"+short.ID).status != http.StatusOK {
		t.Error("a share that lives is not in the cache")
	}
	time.Sleep(5 * time.Second)
	if answer := r.do(t, "GET", "/s/"+short.ID, ""); answer.status != http.StatusGone {
		t.Errorf("an expired share: status %d", answer.status)
	}
}

// awaitHit reads until the cache answers, which is filled behind the first answer's back.
func awaitHit(t *testing.T, r *runner, path string) reply {
	t.Helper()
	for range 50 {
		if answer := r.do(t, "GET", path, ""); answer.header.Get("Cf-Cache-Status") == "HIT" {
			return answer
		}
		time.Sleep(20 * time.Millisecond)
	}
	t.Errorf("%s is not kept in the cache", path)
	return reply{}
}

func TestRateLimit(t *testing.T) {
	r := start(t, folder, settings{Limits: map[string]int{"CREATES": 3, "EVALUATIONS": 3}})
	sealed := `{"kind":"sealed","sealed":"` + strings.Repeat("Ab12", 40) + `"}`
	for range 3 {
		r.create(t, sealed)
	}
	answer := r.do(t, "POST", "/api/shares", sealed)
	if answer.status != http.StatusTooManyRequests || answer.header.Get("Retry-After") != "60" || answer.header.Get("Content-Type") != "application/problem+json" || !strings.Contains(answer.body, "/problems/rate-limited") {
		t.Errorf("status %d, %v, %s", answer.status, answer.header, answer.body)
	}
	if answer := r.do(t, "GET", "/healthz", ""); answer.status != http.StatusOK {
		t.Errorf("what is not limited: status %d", answer.status)
	}
	for range 3 {
		r.do(t, "POST", "/api/evaluate", "{}")
	}
	if answer := r.do(t, "POST", "/api/evaluate", "{}"); answer.status != http.StatusTooManyRequests {
		t.Errorf("evaluations: status %d", answer.status)
	}
}

// TestExpiredSharesAreEmptied lets the cron job run on three days.
func TestExpiredSharesAreEmptied(t *testing.T) {
	r := start(t, folder, unlimited)
	scenario := examples(t)["address-ranges.scenario.json"]
	short := r.create(t, `{"kind":"public","expires":"1d","scenario":`+scenario+`}`)
	r.create(t, `{"kind":"public","expires":"1y","scenario":`+scenario+`}`)
	for _, test := range []struct {
		after            time.Duration
		rows, full, days float64
	}{{0, 2, 2, 1}, {25 * time.Hour, 2, 1, 1}, {9 * 24 * time.Hour, 2, 1, 0}, {367 * 24 * time.Hour, 1, 0, 0}} {
		r.tell(t, map[string]any{"scheduled": time.Now().Add(test.after).UnixMilli()})
		row := r.rows(t, "SELECT count(*) AS n, coalesce(sum(body != ''), 0) AS f, (SELECT count(*) FROM day) AS d FROM share")[0].(map[string]any)
		if row["n"] != test.rows || row["f"] != test.full || row["d"] != test.days {
			t.Errorf("after %v: %v, want %v shares, %v of them full, and %v days", test.after, row, test.rows, test.full, test.days)
		}
	}
	if answer := r.do(t, "GET", "/s/"+short.ID, ""); answer.status != http.StatusNotFound {
		t.Errorf("a share that is forgotten: status %d", answer.status)
	}
}

// TestPurgeIsTheStores holds the statements of purge.ts to those of the store.
func TestPurgeIsTheStores(t *testing.T) {
	now := time.Date(2026, 3, 4, 5, 6, 7, 0, time.UTC)
	var asked statements
	if err := share.NewSQL(sql.OpenDB(&asked)).Purge(t.Context(), now); err != nil {
		t.Fatal(err)
	}
	source, err := os.ReadFile("purge.ts")
	if err != nil {
		t.Fatal(err)
	}
	var ours []string
	for _, found := range regexp.MustCompile(`\["((?:UPDATE|DELETE)[^"]*)"`).FindAllStringSubmatch(string(source), -1) {
		ours = append(ours, found[1])
	}
	if !slices.Equal(ours, asked.texts) {
		t.Errorf("purge.ts says\n%s\nthe store says\n%s", strings.Join(ours, "\n"), strings.Join(asked.texts, "\n"))
	}
	want := []driver.Value{now.Unix(), now.Unix() - 365*24*60*60, "2026-02-25"} // as purge.ts reckons
	if !slices.Equal(asked.values, want) {
		t.Errorf("the store's values are %v, those of purge.ts %v", asked.values, want)
	}
}

// statements is a database that notes what it is told to do.
type statements struct {
	texts  []string
	values []driver.Value
}

func (s *statements) Connect(context.Context) (driver.Conn, error) { return s, nil }
func (s *statements) Driver() driver.Driver                        { return nil }
func (s *statements) Prepare(string) (driver.Stmt, error)          { return nil, driver.ErrSkip }
func (s *statements) Close() error                                 { return nil }
func (s *statements) Begin() (driver.Tx, error)                    { return nil, driver.ErrSkip }

func (s *statements) ExecContext(_ context.Context, text string, args []driver.NamedValue) (driver.Result, error) {
	s.texts = append(s.texts, text)
	for _, arg := range args {
		s.values = append(s.values, arg.Value)
	}
	return driver.RowsAffected(0), nil
}

// TestManyRequestsAtOnce sends 200 requests of every kind at the same time. None may fail. Memory is that of the whole
// process, of which about 80 MB are workerd's, and more are machine code; a new Go instance for each request took 634 MB.
func TestManyRequestsAtOnce(t *testing.T) {
	const many = 200
	r := start(t, folder, unlimited)
	scenario := examples(t)["address-ranges.scenario.json"]
	native := string(wire.Serve(evaluate, []byte(scenario), nil))
	before := r.memory(t)
	m := r.create(t, publicShare(scenario))
	page := r.do(t, "GET", "/s/"+m.ID, "").body
	first := r.memory(t)
	began := time.Now()
	var all sync.WaitGroup
	failures := make(chan string, many)
	for i := range many {
		all.Go(func() {
			var answer reply
			var err error
			ok := false
			switch i % 4 {
			case 0:
				answer, err = r.try("POST", "/api/shares", publicShare(scenario))
				ok = answer.status == http.StatusCreated
			case 1: // not from the cache
				answer, err = r.try("GET", "/s/"+m.ID+"?not=cached", "")
				ok = answer.status == http.StatusOK && answer.body == page
			case 2:
				answer, err = r.try("POST", "/api/evaluate", scenario)
				ok = answer.status == http.StatusOK && answer.body == native
			case 3:
				answer, err = r.try("GET", "/api/shares/"+m.ID, "")
				ok = answer.status == http.StatusOK
			}
			if !ok || err != nil {
				failures <- fmt.Sprintf("request %d: status %d, %v, %.200s", i, answer.status, err, answer.body)
			}
		})
	}
	all.Wait()
	close(failures)
	for failure := range failures {
		t.Error(failure)
	}
	after := r.memory(t)
	t.Logf("%d requests in %v; workerd's memory: %d MB at first, %d MB after one share, %d MB after all", many, time.Since(began).Round(time.Millisecond), before>>20, first>>20, after>>20)
	if after > 320<<20 {
		t.Errorf("workerd takes %d MB", after>>20)
	}
	if rows := r.rows(t, "SELECT count(*) AS n FROM share")[0].(map[string]any); rows["n"] != float64(many/4+1) {
		t.Errorf("%v shares are kept, want %d", rows["n"], many/4+1)
	}
}

// TestLatency prints how long the paths take that are asked for often, and what the same takes in the Go app.
func TestLatency(t *testing.T) {
	r := start(t, folder, unlimited)
	scenario := examples(t)["address-ranges.scenario.json"]
	m := r.create(t, publicShare(scenario))
	awaitHit(t, r, "/s/"+m.ID)
	awaitHit(t, r, "/api/shares/"+m.ID)
	for _, path := range []struct{ name, method, path, body string }{
		{"the page", "GET", "/", ""},
		{"an evaluation", "POST", "/api/evaluate", scenario},
		{"a cached share, as a page", "GET", "/s/" + m.ID, ""},
		{"the same, by the Go app", "GET", "/s/" + m.ID + "?not=cached", ""},
		{"a cached share, as JSON", "GET", "/api/shares/" + m.ID, ""},
		{"the same, by the Go app", "GET", "/api/shares/" + m.ID + "?not=cached", ""},
		{"health, by the Go app", "GET", "/healthz", ""},
		{"what is not there, by the Go app", "GET", "/nowhere", ""},
		{"a new share, by the Go app", "POST", "/api/shares", publicShare(scenario)},
	} {
		times := make([]time.Duration, 200)
		for i := range times {
			began := time.Now()
			if answer := r.do(t, path.method, path.path, path.body); answer.status >= 500 {
				t.Fatalf("%s: status %d", path.name, answer.status)
			}
			times[i] = time.Since(began)
		}
		slices.Sort(times)
		t.Logf("%-34s median %6.2f ms, p99 %6.2f ms", path.name, ms(times[len(times)/2]), ms(times[len(times)*99/100]))
	}
}

func ms(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }

// trapping returns a module with the engine's exports that answers "ok" once and at the second call traps for good, after it
// has done something. WebAssembly has no bound of memory here but its own, and Cloudflare's for all of a Worker.
func trapping(does string) []byte {
	body := "\x00\x23\x00\x41\x01\x6a\x24\x00\x23\x00\x41\x02\x46\x04\x40" + does + "\x00\x0b\x42\x02\x0b" // counts, and answers
	functions := "\x03\x02\x00\x0b\x05\x00\x41\x80\x08\x0b" + string(rune(len(body))) + body
	return []byte("\x00asm\x01\x00\x00\x00" +
		"\x01\x0f\x03\x60\x00\x00\x60\x01\x7f\x01\x7f\x60\x02\x7f\x7f\x01\x7e" + // types
		"\x03\x04\x03\x00\x01\x02" + // functions
		"\x05\x03\x01\x00\x01" + // memory
		"\x06\x06\x01\x7f\x01\x41\x00\x0b" + // a counter
		"\x07\x28\x04\x06memory\x02\x00\x0b_initialize\x00\x00\x06buffer\x00\x01\x04call\x00\x02" +
		"\x0a" + string(rune(len(functions))) + functions +
		"\x0b\x08\x01\x00\x41\x00\x0b\x02ok")
}

// takesAllMemory grows the memory by 64 MiB until there is no more.
const takesAllMemory = "\x03\x40\x41\x80\x08\x40\x00\x41\x7f\x47\x0d\x00\x0b"

// TestEngineThatTraps has every other call trap: it costs that one answer, and the next call gets a new instance.
func TestEngineThatTraps(t *testing.T) {
	if err := built(); err != nil {
		t.Fatal(err)
	}
	for name, does := range map[string]string{"at once": "", "without memory": takesAllMemory} {
		t.Run(name, func(t *testing.T) { engineThatTraps(t, trapping(does)) })
	}
}

func engineThatTraps(t *testing.T, engine []byte) {
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS(folder)); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "worker", "engine.wasm"), engine, 0o644); err != nil {
		t.Fatal(err)
	}
	r := start(t, dir, unlimited)
	for i := range 6 {
		answer := r.do(t, "POST", "/api/evaluate", "{}")
		if i%2 == 0 && (answer.status != http.StatusOK || answer.body != "ok") {
			t.Errorf("call %d: status %d, %s", i+1, answer.status, answer.body)
		}
		if i%2 == 1 && (answer.status != http.StatusInternalServerError || answer.header.Get("Content-Type") != "application/problem+json" || !strings.Contains(answer.body, "/problems/fault")) {
			t.Errorf("call %d, which traps: status %d, %s", i+1, answer.status, answer.body)
		}
	}
	if answer := r.do(t, "GET", "/healthz", ""); answer.status != http.StatusOK {
		t.Errorf("health: status %d", answer.status)
	}
}
