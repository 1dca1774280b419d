package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// page makes a folder with files of a built page.
func page(t *testing.T, names ...string) string {
	t.Helper()
	dir := t.TempDir()
	for _, name := range names {
		if err := os.WriteFile(filepath.Join(dir, name), []byte("content of "+name), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func TestAssetsAndTheirHeaders(t *testing.T) {
	dir := page(t, "index.html", "index.html.br", "embed.html", "main.js", "main.js.gz", "main.js.br", "engine-ABCD2345.wasm", "engine-ABCD2345.wasm.br", "engine-ABCD2345.wasm.gz")
	out := filepath.Join(t.TempDir(), "assets")
	if err := makeAssets(dir, out); err != nil {
		t.Fatal(err)
	}
	found, err := filepath.Glob(out + "/*")
	if err != nil || len(found) != 6 {
		t.Errorf("the assets are %q, want index.html, embed.html, main.js, engine-ABCD2345.wasm, its .br and _headers", found)
	}
	headers, err := os.ReadFile(filepath.Join(out, "_headers"))
	if err != nil {
		t.Fatal(err)
	}
	rules := map[string]string{}
	for _, rule := range strings.Split("\n"+string(headers), "\n/")[1:] {
		address, fields, _ := strings.Cut(rule, "\n")
		rules["/"+address] = fields
	}
	for address, want := range map[string][]string{
		"/":                     {"Cache-Control: no-cache", "frame-ancestors 'none'", "X-Content-Type-Options: nosniff"},
		"/embed":                {"Cache-Control: no-cache"},
		"/main.js":              {"Cache-Control: no-cache", "Access-Control-Allow-Origin: *"},
		"/engine-ABCD2345.wasm": {"Cache-Control: public, max-age=31536000, immutable", "Content-Type: application/wasm", "Access-Control-Allow-Origin: *"},
	} {
		for _, text := range want {
			if !strings.Contains(rules[address], text) {
				t.Errorf("%s: %q, which lacks %s", address, rules[address], text)
			}
		}
	}
	if len(rules) != 4 {
		t.Errorf("%d rules, want 4", len(rules))
	}
	for line := range strings.Lines(string(headers)) {
		if len(line) > 2000 {
			t.Errorf("a line of %d characters is more than Cloudflare takes", len(line))
		}
	}
}

func TestAnswersAreTheServers(t *testing.T) {
	told, err := record(page(t, "new.html", "embed.html"), []byte("engine"), []byte("app"))
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		name   string
		got    recorded
		status int
		holds  string
	}{
		{"evaluated", told.Evaluated, 200, ""}, {"module", told.ModuleFile, 200, ""}, {"limited", told.RateLimited, 429, "/problems/rate-limited"},
		{"busy", told.Busy, 503, "/problems/busy"}, {"fault", told.Fault, 500, "/problems/fault"},
	} {
		if test.got.Status != test.status || !strings.Contains(test.got.Body, test.holds) || test.got.Headers["Content-Security-Policy"] == "" || test.got.Headers["Content-Length"] != "" {
			t.Errorf("%s: %+v", test.name, test.got)
		}
	}
	if told.RateLimited.Headers["Retry-After"] != "60" || told.Evaluated.Headers["Content-Type"] != "application/json" {
		t.Errorf("limited %v, evaluated %v", told.RateLimited.Headers, told.Evaluated.Headers)
	}
	if told.Pages["/new"] != "content of new.html" || told.Pages["/embed.html"] != "content of embed.html" {
		t.Errorf("pages %q", told.Pages)
	}
	other, err := record(page(t, "new.html"), []byte("engine"), []byte("another app"))
	if err != nil || other.Version == told.Version {
		t.Errorf("another app has the same version; %v", err)
	}
}

func TestRefusesAnUnfinishedPage(t *testing.T) {
	if err := makeAssets(page(t), filepath.Join(t.TempDir(), "assets")); err == nil {
		t.Error("a page without files is taken")
	}
	if _, err := record(page(t, "main.js"), nil, nil); err == nil || !strings.Contains(err.Error(), "new.html") {
		t.Errorf("a page without new.html: %v", err)
	}
}

func TestBudget(t *testing.T) {
	noise := make([]byte, budget+1)
	state := uint32(1)
	for i := range noise {
		state = state*1664525 + 1013904223
		noise[i] = byte(state >> 24)
	}
	if err := checkBudget(nil, noise[:budget/2], nil); err != nil {
		t.Error(err)
	}
	if err := checkBudget(nil, noise[:budget/2], noise[budget/2:]); err == nil {
		t.Error("a Worker above the budget is taken")
	}
}
