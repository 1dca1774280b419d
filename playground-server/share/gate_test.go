package share

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

func evaluateWith(h http.Handler) *httptest.ResponseRecorder {
	request := httptest.NewRequest("POST", "/api/evaluate", strings.NewReader("{}"))
	request.Header.Set("Content-Type", "application/json")
	w := httptest.NewRecorder()
	h.ServeHTTP(w, request)
	return w
}

// TestLongEvaluationIsNotWaitedFor, and keeps its place: no more than Parallel ever run.
func TestLongEvaluationIsNotWaitedFor(t *testing.T) {
	var running, most atomic.Int32
	release := make(chan struct{})
	h := New(Options{PublicURL: "http://localhost", Parallel: 2, Longest: 50 * time.Millisecond, Evaluate: func(uint32, []byte) []byte {
		if n := running.Add(1); n > most.Load() {
			most.Store(n)
		}
		defer running.Add(-1)
		<-release
		return []byte("{}")
	}})
	var group sync.WaitGroup
	var complex, busy atomic.Int32
	for range 100 {
		group.Go(func() {
			switch w := evaluateWith(h); {
			case w.Code == 422 && strings.Contains(w.Body.String(), "/problems/too-complex"):
				complex.Add(1)
			case w.Code == 503 && w.Header().Get("Retry-After") != "":
				busy.Add(1)
			default:
				t.Errorf("status %d, %s", w.Code, w.Body)
			}
		})
	}
	group.Wait()
	if most.Load() != 2 || complex.Load() != 2 || busy.Load() != 98 {
		t.Errorf("%d ran at once, %d were too complex, %d too many; want 2, 2, 98", most.Load(), complex.Load(), busy.Load())
	}
	close(release)
	for running.Load() > 0 {
		time.Sleep(time.Millisecond)
	}
	if w := evaluateWith(h); w.Code != 200 || w.Body.String() != "{}" {
		t.Errorf("afterwards: status %d", w.Code)
	}
}

func TestPanicCostsOneAnswer(t *testing.T) {
	told := 0
	h := New(Options{PublicURL: "http://localhost", Fault: func(string, error) { told++ }, Evaluate: func(uint32, []byte) []byte { panic("engine") },
		Site: http.HandlerFunc(func(http.ResponseWriter, *http.Request) { panic(errors.New("site")) })})
	if w := evaluateWith(h); w.Code != 500 || !strings.Contains(w.Body.String(), "/problems/fault") || strings.Contains(w.Body.String(), "engine\"") {
		t.Errorf("status %d, %s", w.Code, w.Body)
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, httptest.NewRequest("GET", "/", nil))
	if w.Code != 500 || told != 2 {
		t.Errorf("status %d, %d faults told", w.Code, told)
	}
}
