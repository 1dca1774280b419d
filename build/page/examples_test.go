package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
)

func TestExamplesGetAPageEach(t *testing.T) {
	folder, out := t.TempDir(), t.TempDir()
	write(t, filepath.Join(out, "index.html"), `<link href="main.css"><script src="main.js"></script><a href="https://example.com/">x</a>`)
	write(t, filepath.Join(folder, "index.json"), `[{"name": "first", "group": "Start"}]`)
	write(t, filepath.Join(folder, "first.scenario.json"), `{"scenario": 1, "title": "First", "description": "One.", "policies": [], "requests": [{"expect": "allowed"}, {}]}`)
	if err := addExamples(folder, out); err != nil {
		t.Fatal(err)
	}
	var index []example
	if err := json.Unmarshal([]byte(read(t, filepath.Join(out, "examples", "index.json"))), &index); err != nil {
		t.Fatal(err)
	}
	if want := []example{{Name: "first", Title: "First", Description: "One.", Group: "Start", Expect: []string{"allowed", ""}}}; !reflect.DeepEqual(index, want) {
		t.Errorf("index %+v, want %+v", index, want)
	}
	page := read(t, filepath.Join(out, "x", "first.html"))
	if !strings.Contains(page, `href="../main.css"`) || !strings.Contains(page, `src="../main.js"`) || strings.Contains(page, "../https") {
		t.Errorf("the page of the example: %s", page)
	}
	if read(t, filepath.Join(out, "new.html")) != read(t, filepath.Join(out, "index.html")) {
		t.Error("the page of /new is not that of /")
	}
	read(t, filepath.Join(out, "examples", "first.scenario.json"))
}

func TestBadLibrariesAreRefused(t *testing.T) {
	for index, want := range map[string]string{
		`[]`:                       "names no example",
		`{`:                        "index.json",
		`[{"name": "../secrets"}]`: "small letters",
		`[{"name": "missing"}]`:    "missing",
	} {
		folder, out := t.TempDir(), t.TempDir()
		write(t, filepath.Join(out, "index.html"), "")
		write(t, filepath.Join(folder, "index.json"), index)
		if err := addExamples(folder, out); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: error %v, want %q", index, err, want)
		}
	}
}

func write(t *testing.T, file, text string) {
	t.Helper()
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func read(t *testing.T, file string) string {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}
