package share

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"net/http"
	"strings"
)

// PagePolicy is the Content-Security-Policy that holds the page to its promise: scripts and connections of its own origin
// only, so that nothing a reader pastes can leave the browser.
//
//   - 'wasm-unsafe-eval' lets the page compile engine.wasm, and nothing else.
//   - CodeMirror adds style sheets while it runs. The page keeps each editor in a shadow root, where they are adopted as
//     objects, so that neither 'unsafe-inline' nor a nonce is needed.
//   - Trusted Types: no string becomes markup or a script's address, but through the page's one policy, "playground",
//     which names the worker's script.
var PagePolicy = policy(pageScripts, "img-src 'self' data:", "connect-src 'self'", "worker-src 'self'",
	"frame-ancestors 'none'", "trusted-types playground")

const (
	pageStyles  = "style-src 'self'"
	pageScripts = "script-src 'self' 'wasm-unsafe-eval'"
)

// PolicyOf returns the PagePolicy for a page of ours that holds its style sheet and its first script itself, which spares a
// reader two requests before the first paint: just these are allowed, by their hashes.
func PolicyOf(page []byte) string {
	styles := pageStyles + hashesOf(page, "<style>", "</style>")
	scripts := pageScripts + hashesOf(page, "<script>", "</script>")
	return strings.NewReplacer(pageStyles, styles, pageScripts, scripts).Replace(PagePolicy)
}

// hashesOf returns the sources that allow what stands between two tags, each behind a blank. The tags are as our build writes them.
func hashesOf(page []byte, opening, closing string) string {
	var sources strings.Builder
	for {
		_, rest, found := bytes.Cut(page, []byte(opening))
		if !found {
			return sources.String()
		}
		text, after, _ := bytes.Cut(rest, []byte(closing))
		sum := sha256.Sum256(text)
		sources.WriteString(" 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'")
		page = after
	}
}

// embedPolicy is the same for pages that others may frame. In a frame of no origin a worker of this origin is refused, and
// one made from a blob is not.
var embedPolicy = policy(pageScripts, "img-src 'self' data:", "connect-src 'self'", "worker-src 'self' blob:",
	"frame-ancestors *", "trusted-types playground")

// Pages that show a share without JavaScript run none, and load nothing but their style sheet and icon.
var (
	textPolicy         = policy("img-src 'self'", "frame-ancestors 'none'", "trusted-types 'none'")
	embeddedTextPolicy = policy("img-src 'self'", "frame-ancestors *", "trusted-types 'none'")
)

func policy(directives ...string) string {
	return strings.Join(append([]string{"default-src 'none'", pageStyles, "base-uri 'none'", "form-action 'none'", "object-src 'none'",
		"require-trusted-types-for 'script'"}, directives...), "; ")
}

// pageHeaders stand on every answer, errors included, unless a route says otherwise.
var pageHeaders = map[string]string{
	"Content-Security-Policy":      PagePolicy,
	"Cross-Origin-Opener-Policy":   "same-origin",
	"Cross-Origin-Resource-Policy": "same-origin",
	"Permissions-Policy":           "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
	"Referrer-Policy":              "no-referrer", // a scenario in the address stays there
	"X-Content-Type-Options":       "nosniff",
	"X-Frame-Options":              "DENY",
}

// sharedWithAll opens an answer to pages of every origin. There are no cookies, so nobody's rights are lent by it.
var sharedWithAll = map[string]string{
	"Access-Control-Allow-Origin":  "*",
	"Cross-Origin-Resource-Policy": "cross-origin",
}

// framed lets every page show the answer in a frame; "" removes a header.
var framed = map[string]string{
	"Cross-Origin-Opener-Policy":   "",
	"Cross-Origin-Resource-Policy": "cross-origin",
	"X-Frame-Options":              "",
}

// unlisted keeps an answer out of search engines, and out of caches that would outlive a deletion.
var unlisted = map[string]string{
	"Cache-Control": "no-cache",
	"X-Robots-Tag":  "noindex, nofollow",
}

func setHeaders(h http.Header, values map[string]string) {
	for name, value := range values {
		if value == "" {
			h.Del(name)
		} else {
			h.Set(name, value)
		}
	}
}
