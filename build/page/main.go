// Command page makes the folder that is served, from the page's sources and the module: it bundles, copies, compresses and
// holds the result to its size budgets.
//
//	go run ./build/page [-quick] [-examples FOLDER] SOURCES OUT
//
// It is apart from build because what it imports takes half a minute to compile, which build can then tell about.
package main

import (
	"crypto/sha256"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/iam-policy-playground/playground/engine/scenario"
)

func main() {
	quickly := flag.Bool("quick", false, "compress less, and check no budget")
	examples := flag.String("examples", filepath.Join("engine", "testdata", "examples"), "folder of the library's scenarios")
	flag.Parse()
	if flag.NArg() != 2 {
		fmt.Fprintln(os.Stderr, "usage: page [-quick] [-examples FOLDER] SOURCES OUT")
		os.Exit(2)
	}
	e := thorough
	if *quickly {
		e = quick
	}
	if err := makePage(flag.Arg(0), *examples, flag.Arg(1), e); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// makePage fills the folder out, which is emptied before.
func makePage(sources, examples, out string, e effort) error {
	sources, err := filepath.Abs(sources)
	if err != nil {
		return err
	}
	if out, err = filepath.Abs(out); err != nil {
		return err
	}
	if err := os.RemoveAll(out); err != nil {
		return err
	}
	picture, err := makeStill(sources)
	if err != nil {
		return err
	}
	made, err := bundle(sources, out, string(picture.Prepared))
	if err != nil {
		return err
	}
	if err := copyFiles(sources, out, made); err != nil {
		return err
	}
	if err := made.writeLicences(sources, out); err != nil {
		return err
	}
	if err := writeCatalog(out); err != nil {
		return err
	}
	if err := addExamples(examples, out); err != nil {
		return err
	}
	if err := writeCorpus(sources, filepath.Dir(examples), out); err != nil {
		return err
	}
	// Only the address without a name is that of the example in the picture.
	index := filepath.Join(out, "index.html")
	page, err := os.ReadFile(index)
	if err != nil {
		return err
	}
	if page, err = putStill(page, picture); err != nil {
		return err
	}
	if err := os.WriteFile(index, page, 0o644); err != nil {
		return err
	}
	files, err := keptOffline(out)
	if err != nil {
		return err
	}
	if err := bundleOffline(sources, out, files); err != nil {
		return err
	}
	return compressPage(out, e)
}

// copyFiles puts beside the bundle what is served as it is: the HTML, the folder public, and the schema of scenarios.
func copyFiles(sources, out string, made bundled) error {
	public := filepath.Join(sources, "public")
	if _, err := os.Stat(public); err == nil {
		if err := os.CopyFS(out, os.DirFS(public)); err != nil {
			return err
		}
	}
	pages, err := fs.Glob(os.DirFS(sources), "*.html")
	if err != nil {
		return err
	}
	for _, page := range pages {
		data, err := os.ReadFile(filepath.Join(sources, page))
		if err != nil {
			return err
		}
		if data, err = made.finish(data, out); err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(out, page), data, 0o644); err != nil {
			return err
		}
	}
	for _, one := range inlined {
		for _, ending := range []string{"", ".map"} {
			if err := os.Remove(filepath.Join(out, made.names[one.name]+ending)); err != nil {
				return err
			}
		}
	}
	return os.WriteFile(filepath.Join(out, "scenario.schema.json"), scenario.Schema(), 0o644)
}

// keptOffline lists what the page needs without a network: scripts, styles, the module and the picture at "/". Examples and
// the catalog's files are kept as they are asked for; what only pages of others frame is not kept.
func keptOffline(out string) ([]string, error) {
	files := []string{""}
	for _, pattern := range []string{"*.js", "*.css", "*.wasm", "*.svg"} {
		found, err := fs.Glob(os.DirFS(out), pattern)
		if err != nil {
			return nil, err
		}
		for _, name := range found {
			if part := partOf(name); part < 0 || !strings.HasPrefix(budgets[part].part, "frame") && budgets[part].part != "embed.js" {
				files = append(files, name)
			}
		}
	}
	page, err := os.ReadFile(filepath.Join(out, "index.html"))
	if err != nil {
		return nil, err
	}
	// The picture may change while no name does, and then browsers have to notice.
	sum := sha256.Sum256(page)
	return append(files, fmt.Sprintf("?%x", sum[:6])), nil
}
