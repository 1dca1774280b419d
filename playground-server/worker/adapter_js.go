package main

import (
	"bytes"
	"fmt"
	"net"
	"net/http"
	"os"
	"strings"
	"syscall/js"
)

// An adapter makes of the library's requests what a handler may expect of net/http, and of a handler's answer one piece.
// Handed over as one array of bytes it needs no stream, which would keep the instance busy until the client has read it.
type adapter struct{ handler http.Handler }

func (a adapter) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	complete(r)
	answer := &answer{header: w.Header()}
	a.serve(answer, r)
	w.WriteHeader(max(answer.status, http.StatusOK))
	body := js.Null() // also where Content-Length tells of one, as for HEAD
	if r.Method != http.MethodHead && answer.body.Len() > 0 {
		body = js.Global().Get("Uint8Array").New(answer.body.Len())
		js.CopyBytesToJS(body, answer.body.Bytes())
	}
	w.(interface{ WriteRawJSBody(js.Value) }).WriteRawJSBody(body)
}

// serve answers; a panic must not end the program, which nobody would tell the client.
func (a adapter) serve(answer *answer, r *http.Request) {
	defer func() {
		if reason := recover(); reason != nil {
			fmt.Fprintln(os.Stderr, "panic:", reason)
			clear(answer.header)
			answer.status = http.StatusInternalServerError
			answer.body.Reset()
		}
	}()
	a.handler.ServeHTTP(answer, r)
}

// complete sets what the library leaves out, and undoes its cutting headers at commas.
func complete(r *http.Request) {
	if r.Body == nil {
		r.Body = http.NoBody
	}
	for name, values := range r.Header {
		if len(values) > 1 {
			r.Header[name] = []string{strings.Join(values, ",")}
		}
	}
	r.RemoteAddr = net.JoinHostPort(r.RemoteAddr, "0")
	r.RequestURI = r.URL.RequestURI()
	r.Host, r.Proto, r.ProtoMajor, r.ProtoMinor = r.URL.Host, "HTTP/1.1", 1, 1
}

// An answer is what a handler writes.
type answer struct {
	header http.Header
	status int
	body   bytes.Buffer
}

func (a *answer) Header() http.Header { return a.header }

func (a *answer) WriteHeader(status int) {
	if a.status == 0 {
		a.status = status
	}
}

func (a *answer) Write(data []byte) (int, error) {
	a.WriteHeader(http.StatusOK)
	return a.body.Write(data)
}
