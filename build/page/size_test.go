package main

import (
	"bytes"
	"compress/gzip"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/andybalholm/brotli"
)

func TestBudgetsHold(t *testing.T) {
	under := make([]int, len(budgets))
	for i, b := range budgets {
		under[i] = b.bytes
	}
	if err := checkBudgets(under); err != nil {
		t.Errorf("at the budget: %v", err)
	}
	for i, b := range budgets {
		for _, size := range []int{0, b.bytes + 1} {
			sent := append([]int(nil), under...)
			sent[i] = size
			if err := checkBudgets(sent); err == nil || !strings.Contains(err.Error(), b.names[0]) && !strings.Contains(err.Error(), b.part) {
				t.Errorf("%s of %d bytes: %v", b.part, size, err)
			}
		}
	}
}

func TestPartOfAFile(t *testing.T) {
	for name, part := range map[string]string{
		"engine-CRP7FC5I.wasm": "engine.wasm", "worker-ABCD2345.js": "worker", "main-ABCD2345.js": "page", "chunk-ABCD2345.js": "page", "later-ABCD2345.js": "later", "embed.js": "embed.js", "frame-ABCD2345.js": "frame", "frame-editor-ABCD2345.js": "frame, editing", "index.html": "page", "main.js.map": "",
		"catalog/index.json": "catalog", "catalog/s3-ABCD2345.txt": "services", "catalog/managed-policies-ABCD2345.json": "services",
	} {
		got := ""
		if i := partOf(name); i >= 0 {
			got = budgets[i].part
		}
		if got != part {
			t.Errorf("%s counts for %q, want %q", name, got, part)
		}
	}
}

func TestCompressedFormsReadBack(t *testing.T) {
	t.Chdir(t.TempDir()) // which also has an empty cache
	dir := "dist"
	page := map[string][]byte{"index.html": bytes.Repeat([]byte("<p>policy</p>"), 100), "dot.svg": []byte("x"), "photo.png": bytes.Repeat([]byte("p"), 1000)}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	for name, data := range page {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := compressPage(dir, quick); err != nil {
		t.Fatal(err)
	}
	for name, read := range map[string]func(io.Reader) (io.Reader, error){
		"index.html.br": func(r io.Reader) (io.Reader, error) { return brotli.NewReader(r), nil },
		"index.html.gz": func(r io.Reader) (io.Reader, error) { return gzip.NewReader(r) },
	} {
		small, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		reader, err := read(bytes.NewReader(small))
		if err != nil {
			t.Fatal(err)
		}
		if data, err := io.ReadAll(reader); err != nil || !bytes.Equal(data, page["index.html"]) {
			t.Errorf("%s reads as %.40q, %v", name, data, err)
		}
	}
	for _, name := range []string{"dot.svg.br", "dot.svg.gz", "photo.png.br", "photo.png.gz"} {
		if _, err := os.Stat(filepath.Join(dir, name)); err == nil {
			t.Errorf("%s was made, which saves nothing", name)
		}
	}
}
