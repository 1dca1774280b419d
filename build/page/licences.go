package main

import (
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
)

// packageOf finds the package of a file that was bundled.
var packageOf = regexp.MustCompile(`(?:^|/)node_modules/((?:@[^/]+/)?[^/]+)/`)

// notice adds the packages of bundled files to those whose licences the page has to carry.
func (b *bundled) notice(files []string) {
	for _, file := range files {
		if found := packageOf.FindStringSubmatch(file); found != nil {
			b.packages[found[1]] = true
		}
	}
}

// writeLicences puts the licences of what is in the page and in the module into out/licences.txt: their authors ask for no more
// than that. A package without a licence fails the build.
func (b *bundled) writeLicences(sources, out string) error {
	var text strings.Builder
	text.WriteString("The playground is licensed under Apache-2.0. It contains, in scripts and in engine.wasm:\n")
	add := func(name, folder string) error {
		files, err := fs.Glob(os.DirFS(folder), "LICENSE*")
		if err != nil {
			return err
		}
		if len(files) == 0 {
			return fmt.Errorf("%s has no licence in %s", name, folder)
		}
		licence, err := os.ReadFile(filepath.Join(folder, files[0]))
		fmt.Fprintf(&text, "\n==== %s ====\n\n%s\n", name, strings.TrimSpace(string(licence)))
		return err
	}
	for _, name := range slices.Sorted(maps.Keys(b.packages)) {
		if err := add(name, filepath.Join(sources, "node_modules", filepath.FromSlash(name))); err != nil {
			return err
		}
	}
	if err := add("Go, its runtime and standard library", runtime.GOROOT()); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(out, "licences.txt"), []byte(text.String()), 0o644)
}
