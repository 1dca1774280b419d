package main

import (
	"fmt"
	"io/fs"
	"maps"
	"net/http"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/iam-policy-playground/playground/playground-server/share"
)

// most is how many rules Cloudflare takes in a file _headers.
const most = 100

// hashed matches the names that esbuild gives to assets and chunks, such as engine-CRP7FC5I.wasm.
var hashed = regexp.MustCompile(`-[0-9A-Z]{8}\.[a-z.0-9]+$`)

// makeAssets copies the page and writes the headers that its files are served with. Cloudflare compresses by itself, so
// that forms made at build time are left out, but for the engine's, which the Worker hands out.
func makeAssets(page, out string) error {
	rules := map[string]string{}
	err := fs.WalkDir(os.DirFS(page), ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !isAsset(name) {
			return err
		}
		data, err := os.ReadFile(filepath.Join(page, filepath.FromSlash(name)))
		if err != nil {
			return err
		}
		file := filepath.Join(out, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			return err
		}
		if path.Ext(name) != ".br" {
			if err := addRule(rules, name, data); err != nil {
				return err
			}
		}
		return os.WriteFile(file, data, 0o644)
	})
	if err != nil {
		return fmt.Errorf("the built page: %w", err)
	}
	if len(rules) == 0 || len(rules) > most {
		return fmt.Errorf("%s needs %d rules; Cloudflare takes 1 to %d", page, len(rules), most)
	}
	var text strings.Builder
	for _, address := range slices.Sorted(maps.Keys(rules)) {
		text.WriteString(address + "\n" + rules[address])
	}
	return os.WriteFile(filepath.Join(out, "_headers"), []byte(text.String()), 0o644)
}

// isAsset says whether a file of the page is uploaded.
func isAsset(name string) bool {
	switch path.Ext(name) {
	case ".gz":
		return false
	case ".br":
		return strings.HasPrefix(name, "engine-") && strings.HasSuffix(name, ".wasm.br")
	}
	return true
}

// addressOf is where Cloudflare serves a file: pages without .html, and index.html at its folder.
func addressOf(name string) string {
	address := strings.TrimSuffix("/"+name, ".html")
	if folder, ok := strings.CutSuffix(address, "/index"); ok && address != "/"+name {
		return folder + "/"
	}
	return address
}

// addRule gives a file the headers that the native server answers with. The many files of a folder, such as the catalog's,
// have one rule for all of them.
func addRule(rules map[string]string, name string, data []byte) error {
	h := headersOf("/" + name)
	if path.Ext(name) == ".html" {
		h.Set("Content-Security-Policy", share.PolicyOf(data))
	}
	h.Set("Cache-Control", "no-cache") // asks each time, and mostly hears "not modified"
	address := addressOf(name)
	if folder, _, below := strings.Cut(name, "/"); below {
		address = "/" + folder + "/*"
	} else if hashed.MatchString(name) {
		h.Set("Cache-Control", "public, max-age=31536000, immutable")
	}
	var rule strings.Builder
	for _, field := range slices.Sorted(maps.Keys(h)) {
		fmt.Fprintf(&rule, "  %s: %s\n", field, h.Get(field))
	}
	if path.Ext(name) == ".wasm" {
		rule.WriteString("  Content-Type: application/wasm\n")
	}
	if other, there := rules[address]; there && other != rule.String() {
		return fmt.Errorf("%s has other headers than its neighbours below %s", name, address)
	}
	rules[address] = rule.String()
	return nil
}

// headersOf asks the server's handler, which knows what stands on every file.
func headersOf(address string) http.Header {
	nothing := http.HandlerFunc(func(http.ResponseWriter, *http.Request) {})
	return ask(options{Site: nothing}, get(address)).Header()
}
