package harness

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/iam-policy-playground/playground/engine"
)

// Run tests every scenario file below dir: each is a subtest of t, and each of its requests with an "expect" a subtest of
// that. A request that is decided otherwise prints the reason and the trace. A folder without scenarios, or whose scenarios
// expect nothing, fails, because such a test would never notice anything.
func Run(t *testing.T, dir string) {
	t.Helper()
	files, err := Files(dir)
	if err != nil {
		t.Fatal(err)
	}
	if len(files) == 0 {
		t.Fatalf("no *%s below %s", Suffix, dir)
	}
	h, err := New(t.Context(), Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer h.Close(t.Context())
	expectations := 0
	for _, file := range files {
		name, err := filepath.Rel(dir, file)
		if err != nil {
			t.Fatal(err)
		}
		name = strings.TrimSuffix(filepath.ToSlash(name), Suffix)
		t.Run(name, func(t *testing.T) { expectations += runFile(t, h, file) })
	}
	if expectations == 0 {
		t.Errorf("none of the scenarios below %s expects anything", dir)
	}
}

// runFile tests one scenario and returns how many of its requests expect something.
func runFile(t *testing.T, h *Harness, file string) (expectations int) {
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	checked, err := h.Check(t.Context(), OpDecide, text)
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range checked.Unreadable() {
		line, column := engine.LineCol(string(text), d.Span[0])
		t.Errorf("%s:%d:%d: %s: %s", file, line, column, d.Path, d.Message)
	}
	for i, one := range checked.Cases {
		if one.Expect == "" {
			continue
		}
		expectations++
		t.Run(one.Title, func(t *testing.T) {
			if one.Agrees() {
				return
			}
			explained, err := h.Explain(t.Context(), text)
			if err != nil {
				t.Fatal(err)
			}
			t.Errorf("%s, expected %s\n%s", one.Decision, one.Expect, explained.Results[i].Text)
		})
	}
	return expectations
}
