// Command worker makes the folder that is deployed to Cloudflare, from the built page and the two modules: assets with
// their headers, the bundled entry module, and wrangler.jsonc. It holds the result to its size budget.
//
//	go run ./build/worker PAGE ENGINE.wasm APP.wasm OUT
//
// It is apart from build because what it imports takes half a minute to compile, which build can then tell about.
package main

import (
	"bytes"
	"compress/gzip"
	"flag"
	"fmt"
	"os"
	"path/filepath"
)

// sources is where the entry module and wrangler.jsonc are.
const sources = "playground-server/worker"

// budget is what Cloudflare's free plan takes of a Worker, in bytes after gzip. Static assets do not count.
const budget = 3_000_000

func main() {
	flag.Parse()
	if flag.NArg() != 4 {
		fmt.Fprintln(os.Stderr, "usage: worker PAGE ENGINE.wasm APP.wasm OUT")
		os.Exit(2)
	}
	if err := makeFolder(flag.Arg(0), flag.Arg(1), flag.Arg(2), flag.Arg(3)); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// makeFolder fills the folder out, which is emptied before.
func makeFolder(page, engineFile, appFile, out string) error {
	engine, err := os.ReadFile(engineFile)
	if err != nil {
		return err
	}
	app, err := os.ReadFile(appFile)
	if err != nil {
		return err
	}
	if err := os.RemoveAll(out); err != nil {
		return err
	}
	if err := makeAssets(page, filepath.Join(out, "assets")); err != nil {
		return err
	}
	told, err := record(page, engine, app)
	if err != nil {
		return err
	}
	entry, err := bundle(told)
	if err != nil {
		return err
	}
	config, err := os.ReadFile(filepath.Join(sources, "wrangler.jsonc"))
	if err != nil {
		return err
	}
	for name, data := range map[string][]byte{"worker/entry.mjs": entry, "worker/engine.wasm": engine, "worker/app.wasm": app, "wrangler.jsonc": config} {
		file := filepath.Join(out, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(file, data, 0o644); err != nil {
			return err
		}
	}
	return checkBudget(entry, engine, app)
}

// checkBudget prints what the parts take as gzip, and fails if that is too much together.
func checkBudget(entry, engine, app []byte) error {
	all := 0
	for _, part := range []struct {
		name string
		data []byte
	}{{"entry.mjs", entry}, {"engine.wasm", engine}, {"app.wasm", app}} {
		size := gzipped(part.data)
		all += size
		fmt.Printf("\n  %-12s %7d bytes as gzip", part.name, size)
	}
	fmt.Printf("\n  %-12s %7d of %7d", "together", all, budget)
	if all > budget {
		return fmt.Errorf("the Worker takes %d bytes as gzip, its budget is %d", all, budget)
	}
	return nil
}

func gzipped(data []byte) int {
	var out bytes.Buffer
	w, err := gzip.NewWriterLevel(&out, gzip.BestCompression)
	if err != nil {
		panic(err) // the level is a constant
	}
	w.Write(data)
	w.Close()
	return out.Len()
}
