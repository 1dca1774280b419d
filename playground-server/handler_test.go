package main

import (
	"context"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/iam-policy-playground/playground/playground-server/share"
)

// page is a built page in small. The digest of its module is that of the text "module".
var page = fstest.MapFS{
	"index.html":               {Data: []byte("<!doctype html>")},
	"index.html.br":            {Data: []byte("html as brotli")},
	"index.html.gz":            {Data: []byte("html as gzip")},
	"main.js":                  {Data: []byte("start()")},
	"main.js.gz":               {Data: []byte("js as gzip")},
	"chunk-ABCD2345.js":        {Data: []byte("export {}")},
	"engine-CRP7FC5I.wasm":     {Data: []byte("module")},
	"engine-CRP7FC5I.wasm.br":  {Data: []byte("module as brotli")},
	"icons/favicon.svg":        {Data: []byte("<svg/>")},
	"x/first.html":             {Data: []byte("an example")},
	"engine-CRP7FC5I.meta.txt": {Data: []byte("text")},
}

const (
	pageDigest  = "120970d812836f19888625587a4606a5ad23cef31c8684e601771552548fc6b9"
	forever     = "public, max-age=31536000, immutable"
	revalidated = "no-cache"
)

func TestHandlerAnswers(t *testing.T) {
	s, err := loadSite(page)
	if err != nil {
		t.Fatal(err)
	}
	handler := newHandler(s, share.Options{PublicURL: "http://localhost"})
	plainTag := s.files["index.html"].plain.etag
	for _, test := range []struct {
		name    string
		method  string // "" is GET
		path    string
		accept  string // Accept-Encoding
		headers map[string]string
		status  int
		body    string            // "" is not compared
		want    map[string]string // headers; "" for absent
	}{
		{name: "the root is the page", path: "/", status: 200, body: "<!doctype html>",
			want: map[string]string{"Content-Type": "text/html; charset=utf-8", "Cache-Control": revalidated, "Vary": "Accept-Encoding", "Content-Encoding": ""}},
		{name: "brotli is preferred", path: "/", accept: "gzip, deflate, br, zstd", status: 200, body: "html as brotli",
			want: map[string]string{"Content-Encoding": "br", "Content-Type": "text/html; charset=utf-8", "Content-Length": "14"}},
		{name: "gzip where brotli is not taken", path: "/", accept: "gzip", status: 200, body: "html as gzip", want: map[string]string{"Content-Encoding": "gzip"}},
		{name: "a weight of zero refuses", path: "/", accept: "br;q=0, gzip;q=0.5", status: 200, body: "html as gzip", want: map[string]string{"Content-Encoding": "gzip"}},
		{name: "a star takes anything", path: "/", accept: "*", status: 200, body: "html as brotli", want: map[string]string{"Content-Encoding": "br"}},
		{name: "a star does not outweigh a refusal", path: "/", accept: "*, br;q=0", status: 200, body: "html as gzip", want: map[string]string{"Content-Encoding": "gzip"}},
		{name: "identity only", path: "/", accept: "identity", status: 200, body: "<!doctype html>", want: map[string]string{"Content-Encoding": ""}},
		{name: "the form that was made", path: "/main.js", accept: "br, gzip", status: 200, body: "js as gzip",
			want: map[string]string{"Content-Encoding": "gzip", "Content-Type": "text/javascript; charset=utf-8", "Cache-Control": revalidated,
				"Access-Control-Allow-Origin": "*", "Cross-Origin-Resource-Policy": "cross-origin"}},
		{name: "what was seen is not sent again", path: "/", headers: map[string]string{"If-None-Match": plainTag}, status: 304, want: map[string]string{"ETag": plainTag}},
		{name: "another form has another tag", path: "/", accept: "br", headers: map[string]string{"If-None-Match": plainTag}, status: 200, body: "html as brotli"},
		{name: "a name with a hash is kept forever", path: "/chunk-ABCD2345.js", status: 200, body: "export {}", want: map[string]string{"Cache-Control": forever, "Vary": ""}},
		{name: "the module has its type, for streaming compilation", path: "/engine-CRP7FC5I.wasm", accept: "br", status: 200, body: "module as brotli",
			want: map[string]string{"Content-Type": "application/wasm", "Content-Encoding": "br", "Cache-Control": forever}},
		{name: "a folder's file", path: "/icons/favicon.svg", status: 200, body: "<svg/>", want: map[string]string{"Content-Type": "image/svg+xml"}},
		{name: "a page without its ending", path: "/x/first", status: 200, body: "an example", want: map[string]string{"Content-Type": "text/html; charset=utf-8", "Cache-Control": revalidated}},
		{name: "an example that is not there", path: "/x/second", status: 404},
		{name: "a head without a body", method: "HEAD", path: "/", status: 200, want: map[string]string{"Content-Type": "text/html; charset=utf-8"}},
		{name: "health names the module", path: "/healthz", status: 200, body: `{"module":"` + pageDigest + `","status":"ok"}`,
			want: map[string]string{"Content-Type": "application/json", "Cache-Control": "no-store"}},
		{name: "other forms have no address of their own", path: "/main.js.gz", status: 404},
		{name: "a folder is no page", path: "/icons/", status: 404},
		{name: "what is not there", path: "/nowhere", status: 404, want: map[string]string{"Content-Type": "text/plain; charset=utf-8"}},
		{name: "no way out of the site", path: "/..%2fmain.go", status: 404},
		{name: "nothing is taken", method: "POST", path: "/", status: 405, want: map[string]string{"Allow": "GET, HEAD"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			request := httptest.NewRequest(test.method, test.path, nil)
			request.Header.Set("Accept-Encoding", test.accept)
			for name, value := range test.headers {
				request.Header.Set(name, value)
			}
			recorder := httptest.NewRecorder()
			handler.ServeHTTP(recorder, request)
			if recorder.Code != test.status {
				t.Errorf("status %d, want %d", recorder.Code, test.status)
			}
			if body := recorder.Body.String(); test.body != "" && body != test.body {
				t.Errorf("body %q, want %q", body, test.body)
			}
			for name, value := range test.want {
				if got := recorder.Header().Get(name); got != value {
					t.Errorf("%s: %q, want %q", name, got, value)
				}
			}
			for name, value := range map[string]string{"Content-Security-Policy": share.PagePolicy, "X-Frame-Options": "DENY", "X-Content-Type-Options": "nosniff",
				"Referrer-Policy": "no-referrer", "Cross-Origin-Opener-Policy": "same-origin"} {
				if got := recorder.Header().Get(name); got != value {
					t.Errorf("%s: %q, want %q on every answer", name, got, value)
				}
			}
		})
	}
}

func TestSiteRefusesAnUnfinishedPage(t *testing.T) {
	for _, test := range []struct {
		name, want string
		dir        fstest.MapFS
	}{
		{"nothing", "no index.html", fstest.MapFS{}},
		{"no page", "no index.html", fstest.MapFS{"engine-CRP7FC5I.wasm": {}}},
		{"no module", "no engine.wasm", fstest.MapFS{"index.html": {}}},
		{"a strange file", "unknown kind: notes.docx", fstest.MapFS{"index.html": {}, "notes.docx": {}}},
	} {
		if _, err := loadSite(test.dir); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: error %v, want %q", test.name, err, test.want)
		}
	}
}

func TestPolicyAllowsNoOtherOrigin(t *testing.T) {
	for _, word := range []string{"http:", "https:", "*", "'unsafe-eval'", "'unsafe-inline'"} {
		if strings.Contains(share.PagePolicy, word) {
			t.Errorf("the Content-Security-Policy holds %q", word)
		}
	}
}

// TestServerEndsWhenTold asks a listening server once and ends it as Ctrl-C does, through its context.
func TestServerEndsWhenTold(t *testing.T) {
	s, err := loadSite(page)
	if err != nil {
		t.Fatal(err)
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	ended := make(chan error, 1)
	go func() { ended <- serve(ctx, listener, 0, newHandler(s, share.Options{PublicURL: "http://localhost"})) }()
	response, err := http.Get(address(listener) + "/healthz")
	if err != nil {
		t.Fatal(err)
	}
	response.Body.Close()
	cancel()
	if err := <-ended; err != nil {
		t.Errorf("the server ended with %v", err)
	}
	if _, err := http.Get(address(listener) + "/healthz"); err == nil {
		t.Error("the server still answers")
	}
}
