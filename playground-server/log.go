package main

import (
	"fmt"
	"io"
	"net/http"
	"sync"
	"time"
)

// logged writes a line for each request: when, whence, what, how it ended, how many bytes, how long. The address is cut
// to its network, and the query is left out; a fragment never reaches a server. The path is quoted, so that nobody forges a
// line.
func logged(out io.Writer, header string, next http.Handler) http.Handler {
	var mu sync.Mutex
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		start := time.Now()
		counted := &counter{ResponseWriter: w, status: http.StatusOK}
		defer func() {
			path := r.URL.Path[:min(len(r.URL.Path), 200)]
			from := networkOf(r, header)
			mu.Lock()
			defer mu.Unlock()
			fmt.Fprintf(out, "%s %s %s %q %d %d %.1fms\n", start.UTC().Format(time.RFC3339), from, r.Method, path,
				counted.status, counted.bytes, float64(time.Since(start).Microseconds())/1000)
		}()
		next.ServeHTTP(counted, r)
	})
}

// networkOf returns the network that a request came from, without who it was.
func networkOf(r *http.Request, header string) string {
	return prefixOf(clientOf(r, header), 24, 48)
}

// A counter notes what was answered.
type counter struct {
	http.ResponseWriter
	status, bytes int
}

func (c *counter) WriteHeader(status int) {
	c.status = status
	c.ResponseWriter.WriteHeader(status)
}

func (c *counter) Write(b []byte) (int, error) {
	n, err := c.ResponseWriter.Write(b)
	c.bytes += n
	return n, err
}

// Unwrap is for http.ResponseController.
func (c *counter) Unwrap() http.ResponseWriter { return c.ResponseWriter }
