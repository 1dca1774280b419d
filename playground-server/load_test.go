package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

var load = flag.Duration("load", 100*time.Millisecond, "how long to load each address; some seconds for figures")

// TestLoad loads the command, run as a process, from 16 clients: every request has to be answered. It reports requests a second,
// times and memory, for figures
//
//	go test ./playground-server -run TestLoad -v -load 5s
func TestLoad(t *testing.T) {
	scenario, err := os.ReadFile(filepath.Join("..", "engine", "testdata", "codes", "EXPLICIT_DENY.scenario.json"))
	if err != nil {
		t.Fatal(err)
	}
	server := launch(t, filepath.Join(t.TempDir(), "shares.db"), "-evaluations", "0")
	public := `{"kind":"public","scenario":` + string(scenario) + `}`
	body, status, err := post(http.DefaultClient, server.url+"/api/shares", public)
	if err != nil || status != http.StatusCreated {
		t.Fatal(status, err, string(body))
	}
	var a acknowledged
	if err := json.Unmarshal(body, &a); err != nil {
		t.Fatal(err)
	}
	t.Logf("at start: %s", memory(server))
	for _, test := range []struct{ name, method, path, body string }{
		{"evaluate", "POST", "/api/evaluate", string(scenario)},
		{"read a share", "GET", "/api/shares/" + a.ID, ""},
		{"page of a share", "GET", "/s/" + a.ID, ""},
		{"a file", "GET", "/main.js", ""},
		{"create, sealed", "POST", "/api/shares", aShare},
		{"create, public", "POST", "/api/shares", public},
	} {
		times, failed := hammer(t, server.url, test.method, test.path, test.body)
		t.Logf("%-16s %6.0f/s  p50 %6.2f ms  p99 %6.2f ms  max %6.2f ms  %d failed  %s", test.name, float64(len(times))/load.Seconds(),
			at(times, 0.5), at(times, 0.99), at(times, 1), failed, memory(server))
		if failed > 0 || len(times) == 0 {
			t.Errorf("%s: %d of %d requests failed", test.name, failed, len(times))
		}
	}
}

// hammer asks from 16 clients at once and returns how long each answer took, in order.
func hammer(t *testing.T, url, method, path, body string) (times []time.Duration, failed int) {
	t.Helper()
	var mu sync.Mutex
	var group sync.WaitGroup
	end := time.Now().Add(*load)
	for range 16 {
		group.Go(func() {
			client := &http.Client{Transport: &http.Transport{}}
			var own []time.Duration
			bad := 0
			for time.Now().Before(end) {
				request, err := http.NewRequest(method, url+path, strings.NewReader(body))
				if err != nil {
					t.Error(err)
					return
				}
				request.Header.Set("Content-Type", "application/json")
				begun := time.Now()
				response, err := client.Do(request)
				if err != nil {
					bad++
					continue
				}
				io.Copy(io.Discard, response.Body)
				response.Body.Close()
				own = append(own, time.Since(begun))
				if response.StatusCode >= 400 {
					bad++
				}
			}
			mu.Lock()
			defer mu.Unlock()
			times, failed = append(times, own...), failed+bad
		})
	}
	group.Wait()
	slices.Sort(times)
	return times, failed
}

// at returns a quantile in milliseconds.
func at(sorted []time.Duration, q float64) float64 {
	if len(sorted) == 0 {
		return 0
	}
	return float64(sorted[min(int(q*float64(len(sorted))), len(sorted)-1)].Microseconds()) / 1000
}

// memory is what a process occupies now and occupied at most, where the system tells.
func memory(p *process) string {
	data, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", p.cmd.Process.Pid))
	if err != nil {
		return ""
	}
	var found []string
	for line := range strings.Lines(string(data)) {
		if strings.HasPrefix(line, "VmRSS") || strings.HasPrefix(line, "VmHWM") {
			found = append(found, strings.Join(strings.Fields(line), " "))
		}
	}
	return strings.Join(found, ", ")
}
