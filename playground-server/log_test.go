package main

import (
	"io"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"sync"
	"testing"
)

// A journal keeps what was logged.
type journal struct {
	mu   sync.Mutex
	text strings.Builder
}

func (j *journal) Write(b []byte) (int, error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.text.Write(b)
}

func (j *journal) String() string {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.text.String()
}

// logTo returns where a server of a test writes its log, which is shown if the test fails.
func logTo(t *testing.T) *journal {
	j := &journal{}
	t.Cleanup(func() {
		text := j.String()
		if t.Failed() && len(text) < 4000 {
			t.Log(text)
		}
	})
	return j
}

var line = regexp.MustCompile(`^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ \S+ [A-Z]+ "[^\n]*" \d{3} \d+ \d+\.\d+ms\n$`)

func TestLogTellsNobody(t *testing.T) {
	for _, test := range []struct{ remote, header, path, want string }{
		{"192.0.2.77:1234", "", "/s/x?token=secret", ` 192.0.2.0 GET "/s/x" 418 3 `},
		{"[2001:db8:1:2:3:4:5:6]:1234", "", "/", ` 2001:db8:1:: GET "/" 418 3 `},
		{"[::ffff:192.0.2.77]:1234", "", "/", ` 192.0.2.0 GET "/" 418 3 `},
		{"192.0.2.77:1234", "6.6.6.6, 203.0.113.9", "/", ` 203.0.113.0 GET "/" 418 3 `},
		{"192.0.2.77:1234", "nonsense\" 200", "/", ` unknown GET "/" 418 3 `},
		{"192.0.2.77:1234", "", "/a%0a2026-01-01T00:00:00Z%20forged", ` GET "/a\n2026-01-01T00:00:00Z forged" 418 3 `},
		{"192.0.2.77:1234", "", "/" + strings.Repeat("a", 5000), strings.Repeat("a", 199) + `" 418 3 `},
	} {
		var out strings.Builder
		name := ""
		request := httptest.NewRequest("GET", test.path, nil)
		request.RemoteAddr = test.remote
		if test.header != "" {
			name = "X-Forwarded-For"
			request.Header.Set(name, test.header)
		}
		logged(&out, name, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			w.WriteHeader(http.StatusTeapot)
			io.WriteString(w, "tea")
		})).ServeHTTP(httptest.NewRecorder(), request)
		if !line.MatchString(out.String()) || !strings.Contains(out.String(), test.want) || strings.Contains(out.String(), "secret") {
			t.Errorf("%s %s: %q, want %q in it", test.remote, test.path, out.String(), test.want)
		}
	}
}
