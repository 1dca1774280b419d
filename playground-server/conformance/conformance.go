// Package conformance is the test of the share API that every host of package share passes: the native server and the
// Worker, over HTTP, as a client sees them. A host's own test calls Run.
package conformance

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"
)

// A Host starts servers. Each call makes one with an empty database, which ends with the test.
type Host interface {
	Start(t *testing.T, s Settings) Server
}

// Settings are what a test needs otherwise than usual.
type Settings struct {
	Creates  int  // shares that a client may create in a minute; 0 for no limit
	Daily    int  // shares of a day; 0 for the usual ceiling
	ReadOnly bool // writing is switched off
}

// A Server is one that runs.
type Server struct {
	URL    string // without a slash at the end
	Public string // scheme and host of the links it makes; "" if that is URL
	// Exec changes the server's database by one SQL statement; nil where that cannot be.
	Exec func(t *testing.T, statement string)
	// Foreign says that it is not our code that reads HTTP, but a runtime with a network before it. It cleans paths of dots,
	// and what it makes of bytes that are no request is not asked.
	Foreign bool
}

// Run asks a host everything.
func Run(t *testing.T, h Host) {
	usual := h.Start(t, Settings{})
	c := newClient(usual)
	for _, test := range []struct {
		name string
		run  func(t *testing.T, c *client)
	}{
		{"public share", publicShare}, {"sealed share", sealedShare}, {"expiry", lifetimes}, {"delete", deletion}, {"ids", ids},
		{"malformed requests", malformed}, {"oversized", oversized}, {"invalid scenarios", invalidScenarios}, {"methods", methods},
		{"evaluate", evaluation}, {"page", page}, {"scripts in every field", scripts}, {"headers", headers}, {"badge", badges}, {"oembed", oembeds},
		{"path tricks", pathTricks}, {"header tricks", headerTricks}, {"small routes", smallRoutes}, {"many at once", manyAtOnce},
	} {
		t.Run(test.name, func(t *testing.T) { test.run(t, c) })
	}
	if usual.Exec != nil {
		t.Run("expired", func(t *testing.T) { expired(t, c) })
		t.Run("clock jumps", func(t *testing.T) { clockJumps(t, c) })
		t.Run("denied", func(t *testing.T) { denied(t, c) })
		t.Run("stored scenario of another engine", func(t *testing.T) { otherEngine(t, c) })
		t.Run("stored scenario with mistakes", func(t *testing.T) { storedMistakes(t, c) })
		t.Run("secrets", func(t *testing.T) { secrets(t, c) })
	}
	t.Run("rate limit", func(t *testing.T) { rateLimit(t, newClient(h.Start(t, Settings{Creates: 3}))) })
	t.Run("daily ceiling", func(t *testing.T) { ceiling(t, newClient(h.Start(t, Settings{Daily: 2}))) })
	t.Run("writing switched off", func(t *testing.T) { readOnly(t, newClient(h.Start(t, Settings{ReadOnly: true}))) })
}

// A client asks one server.
type client struct {
	Server
	http *http.Client
}

func newClient(s Server) *client {
	if s.Public == "" {
		s.Public = s.URL
	}
	// A connection that is idle longer than a host keeps it, 5 s for workerd, may end while a POST is sent on it.
	return &client{Server: s, http: &http.Client{
		Timeout:       30 * time.Second,
		Transport:     &http.Transport{MaxIdleConnsPerHost: 64, IdleConnTimeout: 2 * time.Second, DisableCompression: true},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}}
}

// An answer is a response with its body.
type answer struct {
	status int
	header http.Header
	body   string
}

// ask sends a request. Headers come in pairs of name and value.
func (c *client) ask(t *testing.T, method, path, body string, headers ...string) answer {
	t.Helper()
	var reader io.Reader
	if body != "" {
		reader = strings.NewReader(body)
	}
	request, err := http.NewRequestWithContext(t.Context(), method, c.URL+path, reader)
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i < len(headers); i += 2 {
		if headers[i] == "Host" {
			request.Host = headers[i+1]
		}
		request.Header.Add(headers[i], headers[i+1])
	}
	return c.send(t, request)
}

func (c *client) send(t *testing.T, request *http.Request) answer {
	t.Helper()
	response, err := c.http.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	got, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatalf("%s %s: %v", request.Method, request.URL, err)
	}
	if len(response.Cookies()) > 0 {
		t.Errorf("%s %s sets a cookie", request.Method, request.URL)
	}
	return answer{response.StatusCode, response.Header, string(got)}
}

func (c *client) get(t *testing.T, path string, headers ...string) answer {
	t.Helper()
	return c.ask(t, http.MethodGet, path, "", headers...)
}

func (c *client) post(t *testing.T, path, body string) answer {
	t.Helper()
	return c.ask(t, http.MethodPost, path, body, "Content-Type", "application/json")
}

func (c *client) delete(t *testing.T, id, token string) answer {
	t.Helper()
	return c.ask(t, http.MethodDelete, "/api/shares/"+id, "", "Authorization", "Bearer "+token)
}

// A created share is what a server answers.
type created struct {
	ID, URL, DeleteToken string
	Expires              time.Time
}

// create makes a share, which has to succeed.
func (c *client) create(t *testing.T, body string) created {
	t.Helper()
	a := c.post(t, "/api/shares", body)
	if a.status != http.StatusCreated {
		t.Fatalf("creating: status %d, %s", a.status, a.body)
	}
	var s created
	decode(t, a.body, &s)
	return s
}

func (c *client) createPublic(t *testing.T, scenario string) created {
	t.Helper()
	return c.create(t, `{"kind":"public","scenario":`+scenario+`}`)
}

func decode(t *testing.T, body string, into any) {
	t.Helper()
	d := json.NewDecoder(bytes.NewReader([]byte(body)))
	if err := d.Decode(into); err != nil {
		t.Fatalf("%v in %.200s", err, body)
	}
}

// A problem is an answer of RFC 9457.
type problem struct {
	Type, Title, Detail     string
	Status                  int
	Size, Limit, RetryAfter int
	Diagnostics             []struct{ Path, Code, Message, Severity string }
}

// wantProblem checks an answer to be a problem of a status and a type, and returns it.
func wantProblem(t *testing.T, a answer, status int, name string) problem {
	t.Helper()
	var p problem
	if a.status != status || a.header.Get("Content-Type") != "application/problem+json" {
		t.Errorf("status %d, type %s, want the problem %s with %d; %.200s", a.status, a.header.Get("Content-Type"), name, status, a.body)
		return p
	}
	decode(t, a.body, &p)
	if p.Type != "/problems/"+name || p.Status != status || p.Title == "" || len(p.Detail) < 20 {
		t.Errorf("problem %+v, want /problems/%s with %d, a title and what to do", p, name, status)
	}
	return p
}

func wantStatus(t *testing.T, a answer, status int) {
	t.Helper()
	if a.status != status {
		t.Errorf("status %d, want %d; %.300s", a.status, status, a.body)
	}
}

func wantHeader(t *testing.T, a answer, name, want string) {
	t.Helper()
	if got := a.header.Get(name); got != want {
		t.Errorf("%s: %q, want %q", name, got, want)
	}
}

func wantHolds(t *testing.T, a answer, texts ...string) {
	t.Helper()
	for _, text := range texts {
		if !strings.Contains(a.body, text) {
			t.Errorf("the answer does not hold %q", text)
		}
	}
}

func wantNot(t *testing.T, a answer, texts ...string) {
	t.Helper()
	for _, text := range texts {
		if strings.Contains(a.body, text) {
			t.Errorf("the answer holds %q", text)
		}
	}
}
