package main

import (
	"encoding/json"
	"net/http"
	"strings"
)

// contentSecurityPolicy holds the page to its promise: scripts and connections of its own origin only, so that nothing a
// reader pastes can leave the browser.
//
//   - 'wasm-unsafe-eval' lets the page compile engine.wasm, and nothing else.
//   - CodeMirror adds style sheets while it runs. The page keeps each editor in a shadow root, where they are adopted as
//     objects, so that neither 'unsafe-inline' nor a nonce is needed.
//   - Trusted Types: no string becomes markup or a script's address, but through the page's one policy, "playground",
//     which names the worker's script.
var contentSecurityPolicy = strings.Join([]string{
	"default-src 'none'",
	"script-src 'self' 'wasm-unsafe-eval'",
	"style-src 'self'",
	"img-src 'self' data:",
	"connect-src 'self'",
	"worker-src 'self'",
	"base-uri 'none'",
	"form-action 'none'",
	"object-src 'none'",
	"frame-ancestors 'none'",
	"require-trusted-types-for 'script'",
	"trusted-types playground",
}, "; ")

// securityHeaders stand on every answer, errors included.
var securityHeaders = map[string]string{
	"Content-Security-Policy":      contentSecurityPolicy,
	"Cross-Origin-Opener-Policy":   "same-origin",
	"Cross-Origin-Resource-Policy": "same-origin",
	"Permissions-Policy":           "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
	"Referrer-Policy":              "no-referrer", // a scenario in the address stays there
	"X-Content-Type-Options":       "nosniff",
	"X-Frame-Options":              "DENY",
}

// newHandler returns the whole server.
func newHandler(s *site) http.Handler {
	mux := http.NewServeMux()
	mux.Handle("GET /", s)
	mux.Handle("GET /healthz", health(s))
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		for name, value := range securityHeaders {
			w.Header().Set(name, value)
		}
		mux.ServeHTTP(w, r)
	})
}

// health says that the server answers, and which module it serves.
func health(s *site) http.Handler {
	body, err := json.Marshal(map[string]string{"status": "ok", "module": s.engine})
	if err != nil {
		panic(err)
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		w.Header().Set("Cache-Control", "no-store")
		w.Write(body)
	})
}
