package share

import (
	"net/http"
	"net/url"
	"runtime"
	"strings"
	"time"
)

// Options say what a host provides. Evaluate and PublicURL are required.
type Options struct {
	// Store keeps the shares. Without one nothing can be shared, and the rest works.
	Store Store
	// Evaluate answers an operation of engine/wire; it may be called concurrently. The answer is not changed.
	Evaluate func(op uint32, in []byte) []byte
	// Site serves the built page: what no route of this package names, and new.html and embed.html for sealed shares.
	Site http.Handler
	// PublicURL is scheme and host of the links that are handed out. A request's Host header is never believed.
	PublicURL string
	// Clock tells the time; nil is time.Now.
	Clock func() time.Time
	// Creates and Evaluations limit each client; nil does not.
	Creates, Evaluations Limiter
	// Client names the client of a request for the limiters; nil takes the address that the request came from.
	Client func(*http.Request) string
	// Daily is how many shares may be created on one day, UTC; 0 is DefaultDaily.
	Daily int
	// ReadOnly switches creating shares off. Deleting stays possible.
	ReadOnly bool
	// Report is the address behind the report link of shared pages; "" is abuse@ the public host.
	Report string
	// Module is the SHA-256 of engine.wasm, for /healthz.
	Module string
	// Parallel is how many scenarios are evaluated at once for the API, and as many for shares; 0 is one for each processor.
	Parallel int
	// Longest is how long an evaluation is waited for; 0 is ten seconds.
	Longest time.Duration
	// Fault is told what went wrong on this side; nil ignores it.
	Fault func(doing string, err error)
}

// DefaultDaily is the ceiling of shares created on one day. At 64 KiB each, 5,000 are at most 320 MiB a day.
const DefaultDaily = 5000

// A server answers requests by its options.
type server struct {
	Options
	routes      []route
	evaluations gate // of POST /api/evaluate, which takes much
	judgements  gate // of shares, which are small: they are not to wait for what is large
}

// New returns the handler of everything that a host serves.
func New(o Options) http.Handler {
	if o.Clock == nil {
		o.Clock = time.Now
	}
	if o.Client == nil {
		o.Client = func(r *http.Request) string { return r.RemoteAddr }
	}
	if o.Daily == 0 {
		o.Daily = DefaultDaily
	}
	o.PublicURL = strings.TrimSuffix(o.PublicURL, "/")
	if o.Report == "" {
		o.Report = "mailto:abuse@" + hostOf(o.PublicURL)
	}
	if o.Parallel == 0 {
		o.Parallel = runtime.GOMAXPROCS(0)
	}
	if o.Longest == 0 {
		o.Longest = 10 * time.Second
	}
	if o.Fault == nil {
		o.Fault = func(string, error) {}
	}
	if o.Site == nil {
		o.Site = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { notFound().write(w) })
	}
	s := &server{Options: o, evaluations: newGate(o.Parallel), judgements: newGate(o.Parallel)}
	s.routes = s.table()
	return s
}

// hostOf returns the host of an address, without its port.
func hostOf(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return u.Hostname()
}
