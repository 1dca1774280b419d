package share

import (
	"context"
	"errors"
	"io"
	"net/http"
	"os"
	"strconv"
	"strings"
	"time"
)

const (
	// maxShare is the size of a scenario under a short link, in bytes.
	maxShare = 64 << 10
	// sealing is what the browser's encryption adds: an initialization vector of 12 bytes and a tag of 16.
	sealing = 12 + 16
	// maxSealed is the length of a sealed share's text: base64url of as much as a public one may have.
	maxSealed = ((maxShare+sealing)*8 + 5) / 6
	// maxCreate is the size of a request that creates a share, in bytes: the share, and what stands around it.
	maxCreate = maxSealed + 4096
	// maxEvaluate is the size of a scenario to evaluate, in bytes.
	maxEvaluate = 1 << 20
	// maxWaiting is how many requests may wait for an evaluation for each that runs.
	maxWaiting = 32
	// patience is how long one waits.
	patience = 3 * time.Second
)

// A Limiter says whether a client may do something now.
type Limiter interface {
	// Wait returns how long the client has to wait; 0 takes note of one more request, which may go ahead.
	Wait(ctx context.Context, client string) (time.Duration, error)
}

// allowed asks a limiter about a request and answers if it refuses. A limiter that fails refuses.
func (s *server) allowed(w http.ResponseWriter, r *http.Request, limit Limiter) bool {
	if limit == nil {
		return true
	}
	wait, err := limit.Wait(r.Context(), s.Client(r))
	if err != nil {
		s.fault(w, "limiting requests", err)
		return false
	}
	if wait <= 0 {
		return true
	}
	seconds := int((wait + time.Second - 1) / time.Second)
	problem{name: "rate-limited", retry: seconds,
		detail: "This address has asked for this too often. Try again in " + strconv.Itoa(seconds) + " s. " + wayOut}.write(w)
	return false
}

// readBody returns the body of a request, if it is JSON by its header and at most limit bytes, or answers. It reads no
// more than one byte beyond the limit.
func (s *server) readBody(w http.ResponseWriter, r *http.Request, limit int) ([]byte, bool) {
	kind, _, _ := strings.Cut(r.Header.Get("Content-Type"), ";")
	if !strings.EqualFold(strings.TrimSpace(kind), "application/json") || r.Header.Get("Content-Encoding") != "" {
		problem{name: "not-json", detail: "Send JSON as it is, with the header Content-Type: application/json."}.write(w)
		return nil, false
	}
	if r.ContentLength > int64(limit) {
		tooLarge(int(r.ContentLength), limit).write(w)
		return nil, false
	}
	body, err := io.ReadAll(io.LimitReader(r.Body, int64(limit)+1))
	switch {
	case errors.Is(err, os.ErrDeadlineExceeded):
		problem{name: "too-slow", detail: "The body did not arrive in time. Send it again."}.write(w)
	case err != nil:
		malformed("The body ended before its end. Send it again.").write(w)
	case len(body) > limit:
		tooLarge(0, limit).write(w)
	default:
		return body, true
	}
	return nil, false
}

// tooLarge tells the size, where it is known, and the limit, both in bytes.
func tooLarge(size, limit int) problem {
	has := "It has more than"
	if size > 0 {
		has = "It has " + strconv.Itoa(size) + " bytes, and"
	}
	return problem{name: "too-large", size: size, limit: limit, detail: has + " " + strconv.Itoa(limit) + " bytes are the limit. " + wayOut}
}

// A gate lets a few through at once, and a few more wait.
type gate struct{ inside, waiting chan struct{} }

func newGate(n int) gate {
	return gate{inside: make(chan struct{}, n), waiting: make(chan struct{}, n*(1+maxWaiting))}
}

// enter waits for a place and returns how to leave it; nil if there is none in time.
func (g *gate) enter(ctx context.Context) (leave func()) {
	select {
	case g.waiting <- struct{}{}:
	default:
		return nil
	}
	patience := time.NewTimer(patience)
	defer patience.Stop()
	select {
	case g.inside <- struct{}{}:
		return func() { <-g.inside; <-g.waiting }
	case <-ctx.Done():
	case <-patience.C:
	}
	<-g.waiting
	return nil
}

func busy() problem {
	return problem{name: "busy", retry: 1, detail: "More scenarios are being evaluated than this server can do at once. Try again in a second; the page itself evaluates without a server."}
}
