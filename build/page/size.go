package main

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"

	"github.com/andybalholm/brotli"
)

// A budget is how many bytes a part of the page may take on its way to a reader, as brotli. A build above it fails: the
// page is meant to be there at once. Raise one only with a reason that a reader would accept.
type budget struct {
	part  string
	names []string // patterns of path.Match; a file belongs to the first part that names it
	bytes int
}

var budgets = []budget{
	// The aim was 600,000. An empty Go module takes 370,000, API Gateway about 55,000, checks and editing help about 180,000,
	// the inlining of the runtime 17,000.
	{"engine.wasm", []string{"engine-*.wasm"}, 850_000},
	{"worker", []string{"worker-*.js"}, 10_000},
	// What a documentation page loads of an embed at once, and the frame when it is used; for editing, the editor too.
	{"embed.js", []string{"embed.js"}, 8_000},
	{"frame, editing", []string{"frame-editor-*.js"}, 130_000},
	{"frame", []string{"frame-*.js", "frame-*.css", "embed.html"}, 40_000},
	// What is loaded when the page has nothing else to do: dialogs, lists and checks; search, underlines and completion.
	{"later", []string{"later-*.js"}, 30_000},
	{"editor's tools", []string{"editortools-*.js"}, 22_000},
	// Loaded by nobody who does not ask for a conformance run.
	{"conformance", []string{"conformance-*", "conformance.html"}, 12_000},
	{"corpus", []string{"conformance/corpus.json"}, 500_000},
	{"page", []string{"*.js", "*.css", "*.html", "*.svg"}, 205_000},
	// Loaded when a reader first asks about a service; then a file for each, of which ec2's takes 11,000.
	{"catalog", []string{"catalog/index.json"}, 16_000},
	{"services", []string{"catalog/*.txt", "catalog/*.json"}, 400_000},
}

// An effort says how long compression may take.
type effort int

const (
	quick    effort = iota // for a server on the same machine: whatever was made before, else a fifth of a second
	thorough               // for the world: the smallest form, which takes ten seconds for the module; budgets are checked
)

// compressible are the kinds of files that shrink.
var compressible = map[string]bool{".css": true, ".html": true, ".js": true, ".json": true, ".map": true, ".svg": true, ".txt": true, ".wasm": true, ".webmanifest": true}

// compressPage puts a .br and a .gz beside every file of dir that is smaller so, and checks the budgets.
func compressPage(dir string, e effort) error {
	sent := make([]int, len(budgets))
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !compressible[path.Ext(name)] {
			return err
		}
		file := filepath.Join(dir, filepath.FromSlash(name))
		data, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		small, err := brotliForm(data, e, path.Ext(name) == ".map")
		if err != nil {
			return err
		}
		if i := partOf(name); i >= 0 {
			sent[i] += min(len(small), len(data))
		}
		return errors.Join(writeForm(file+".br", small, data), writeForm(file+".gz", gzipForm(data), data))
	})
	if err != nil || e == quick {
		return err
	}
	return checkBudgets(sent)
}

// partOf returns the index of the budget that a file counts for, or -1.
func partOf(name string) int {
	for i, b := range budgets {
		for _, pattern := range b.names {
			if ok, _ := path.Match(pattern, name); ok {
				return i
			}
		}
	}
	return -1
}

// checkBudgets prints what is sent of each part, and fails for a part that is too large, or missing.
func checkBudgets(sent []int) error {
	var over []error
	for i, b := range budgets {
		fmt.Printf("\n  %-12s %7d of %7d bytes as brotli", b.part, sent[i], b.bytes)
		switch {
		case sent[i] == 0:
			over = append(over, fmt.Errorf("the page has no file %s", strings.Join(b.names, ", ")))
		case sent[i] > b.bytes:
			over = append(over, fmt.Errorf("%s takes %d bytes as brotli, its budget is %d", b.part, sent[i], b.bytes))
		}
	}
	return errors.Join(over...)
}

// brotliForm compresses data, or takes what an earlier build made of the same data. Only the smallest form is kept for
// later; a source map, which only developers load, is never worth the time.
func brotliForm(data []byte, e effort, rarelyRead bool) ([]byte, error) {
	sum := sha256.Sum256(data)
	cached := filepath.Join(".cache", "brotli", hex.EncodeToString(sum[:]))
	if small, err := os.ReadFile(cached); err == nil {
		return small, nil
	}
	if e == quick || rarelyRead {
		return compress(data, func(w io.Writer) io.WriteCloser { return brotli.NewWriterLevel(w, 5) }), nil
	}
	small := compress(data, func(w io.Writer) io.WriteCloser {
		return brotli.NewWriterOptions(w, brotli.WriterOptions{Quality: brotli.BestCompression, LGWin: 24})
	})
	if err := os.MkdirAll(filepath.Dir(cached), 0o755); err != nil {
		return nil, err
	}
	return small, os.WriteFile(cached, small, 0o644)
}

func gzipForm(data []byte) []byte {
	return compress(data, func(w io.Writer) io.WriteCloser {
		writer, err := gzip.NewWriterLevel(w, gzip.BestCompression)
		if err != nil {
			panic(err) // the level is a constant
		}
		return writer
	})
}

// compress runs data through a writer; a bytes.Buffer takes everything, so no error can come.
func compress(data []byte, over func(io.Writer) io.WriteCloser) []byte {
	var out bytes.Buffer
	w := over(&out)
	_, err := w.Write(data)
	if err = errors.Join(err, w.Close()); err != nil {
		panic(err)
	}
	return out.Bytes()
}

// writeForm writes a compressed form, if it is smaller than the file itself.
func writeForm(file string, small, data []byte) error {
	if len(small) >= len(data) {
		return nil
	}
	return os.WriteFile(file, small, 0o644)
}
