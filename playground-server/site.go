package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io/fs"
	"net/http"
	"path"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/iam-policy-playground/playground/playground-server/share"
)

// A site is the built page in memory: files by their path, without a leading slash.
type site struct {
	files  map[string]*file
	engine string // SHA-256 of engine.wasm
}

// A file is served in the smallest form that the client takes.
type file struct {
	contentType string
	immutable   bool   // its name holds a hash of its content
	policy      string // Content-Security-Policy of a page; "" for other files
	plain       form
	brotli      form // made at build time; no data if there is none
	gzip        form
}

// A form is one encoding of a file.
type form struct {
	encoding string // Content-Encoding; "" for the file as it is
	etag     string
	data     []byte
}

// contentTypes are those of all files a page is built from. A fixed list answers alike on every machine, and a file of
// another kind has no business in the folder.
var contentTypes = map[string]string{
	".css":         "text/css; charset=utf-8",
	".html":        "text/html; charset=utf-8",
	".ico":         "image/x-icon",
	".js":          "text/javascript; charset=utf-8",
	".json":        "application/json",
	".map":         "application/json",
	".png":         "image/png",
	".svg":         "image/svg+xml",
	".txt":         "text/plain; charset=utf-8",
	".wasm":        "application/wasm",
	".webmanifest": "application/manifest+json",
	".woff2":       "font/woff2",
}

// hashed matches the names that esbuild gives to assets and chunks, such as engine-CRP7FC5I.wasm.
var hashed = regexp.MustCompile(`-[0-9A-Z]{8}\.[a-z.0-9]+$`)

// loadSite reads a built page. Files ending in .br and .gz are other forms of the file they are named after.
func loadSite(dir fs.FS) (*site, error) {
	s := &site{files: map[string]*file{}}
	forms := map[string][]byte{}
	err := fs.WalkDir(dir, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := fs.ReadFile(dir, name)
		if err != nil {
			return err
		}
		ext := path.Ext(name)
		if ext == ".br" || ext == ".gz" {
			forms[name] = data
			return nil
		}
		kind, ok := contentTypes[ext]
		if !ok {
			return errors.New("a file of an unknown kind: " + name)
		}
		if ext == ".wasm" {
			sum := sha256.Sum256(data)
			s.engine = hex.EncodeToString(sum[:])
		}
		f := &file{contentType: kind, immutable: hashed.MatchString(name), plain: newForm("", data)}
		if ext == ".html" {
			f.policy = share.PolicyOf(data)
		}
		s.files[name] = f
		return nil
	})
	if err != nil {
		return nil, err
	}
	for name, f := range s.files {
		f.brotli, f.gzip = newForm("br", forms[name+".br"]), newForm("gzip", forms[name+".gz"])
	}
	if s.files["index.html"] == nil {
		return nil, errors.New("no index.html")
	}
	if s.engine == "" {
		return nil, errors.New("no engine.wasm")
	}
	return s, nil
}

func newForm(encoding string, data []byte) form {
	sum := sha256.Sum256(data)
	return form{encoding: encoding, data: data, etag: `"` + hex.EncodeToString(sum[:12]) + `"`}
}

// ServeHTTP answers with a file of the site; / is index.html, a page goes without its ending, and what is not there is not found.
func (s *site) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	name := strings.TrimPrefix(r.URL.Path, "/")
	if name == "" {
		name = "index.html"
	}
	f := s.files[name]
	if f == nil {
		f = s.files[name+".html"] // /new, /x/NAME
	}
	if f == nil {
		http.Error(w, "There is no such page.", http.StatusNotFound)
		return
	}
	best, header := f.best(r.Header.Get("Accept-Encoding")), w.Header()
	header.Set("Content-Type", f.contentType)
	header.Set("ETag", best.etag)
	header.Set("Cache-Control", "no-cache") // asks each time, and mostly hears "not modified"
	if f.policy != "" {
		header.Set("Content-Security-Policy", f.policy)
	}
	if f.immutable {
		header.Set("Cache-Control", "public, max-age=31536000, immutable")
	}
	if f.brotli.data != nil || f.gzip.data != nil {
		header.Add("Vary", "Accept-Encoding")
	}
	if best.encoding != "" {
		header.Set("Content-Encoding", best.encoding)
		header.Set("Content-Length", strconv.Itoa(len(best.data)))
	}
	http.ServeContent(w, r, name, time.Time{}, bytes.NewReader(best.data))
}

// best returns the smallest form that an Accept-Encoding header allows (RFC 9110, section 12.5.3).
func (f *file) best(accept string) form {
	for _, candidate := range []form{f.brotli, f.gzip} {
		if candidate.data != nil && accepts(accept, candidate.encoding) {
			return candidate
		}
	}
	return f.plain
}

// accepts says whether an Accept-Encoding header names an encoding, or all by *, with a weight above zero.
func accepts(header, encoding string) bool {
	any := false
	for _, part := range strings.Split(header, ",") {
		name, parameter, _ := strings.Cut(part, ";")
		name = strings.ToLower(strings.TrimSpace(name))
		if name != encoding && name != "*" {
			continue
		}
		wanted := true
		if weight, ok := strings.CutPrefix(strings.ReplaceAll(strings.ToLower(parameter), " ", ""), "q="); ok {
			q, err := strconv.ParseFloat(weight, 64)
			wanted = err == nil && q > 0
		}
		if name == encoding {
			return wanted
		}
		any = wanted
	}
	return any
}
