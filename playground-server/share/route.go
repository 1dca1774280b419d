package share

import (
	"net/http"
	"strings"
)

// A route is an address and what answers it by method. A pattern that ends in / takes one more segment, the name.
type route struct {
	pattern string
	methods map[string]answerer
}

// An answerer answers a request; name is the segment that the pattern leaves open.
type answerer func(w http.ResponseWriter, r *http.Request, name string)

// table lists every address of this package. GET stands for HEAD too.
func (s *server) table() []route {
	return []route{
		{"/api/shares", map[string]answerer{"POST": s.create}},
		{"/api/shares/", map[string]answerer{"GET": s.read, "DELETE": s.remove}},
		{"/api/evaluate", map[string]answerer{"POST": s.evaluateScenario}},
		{"/s/", map[string]answerer{"GET": s.shared}},
		{"/e", map[string]answerer{"GET": s.embedPage}},
		{"/e/", map[string]answerer{"GET": s.embedded}},
		{"/badge/", map[string]answerer{"GET": s.badge}},
		{"/oembed", map[string]answerer{"GET": s.oembed}},
		{"/problems/", map[string]answerer{"GET": s.explainProblem}},
		{"/share.css", map[string]answerer{"GET": s.styleSheet}},
		{"/robots.txt", map[string]answerer{"GET": s.robots}},
		{"/healthz", map[string]answerer{"GET": s.health}},
	}
}

// ServeHTTP finds the route of a request. What no route names is a file of the site.
func (s *server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	setHeaders(w.Header(), pageHeaders)
	defer s.recovered(w)
	for _, route := range s.routes {
		name, ok := route.match(r.URL.Path)
		if !ok {
			continue
		}
		if answer := route.methods[methodOf(r)]; answer != nil {
			answer(w, r, name)
		} else {
			route.refuse(w)
		}
		return
	}
	s.site(w, r)
}

// match returns the open segment of a path, or false. The path is taken as it is: nothing is cleaned or redirected.
func (t *route) match(path string) (string, bool) {
	if !strings.HasSuffix(t.pattern, "/") {
		return "", path == t.pattern
	}
	name, ok := strings.CutPrefix(path, t.pattern)
	return name, ok
}

func methodOf(r *http.Request) string {
	if r.Method == http.MethodHead {
		return http.MethodGet
	}
	return r.Method
}

// refuse answers a method that the route does not know.
func (t *route) refuse(w http.ResponseWriter) {
	var allowed []string
	for _, method := range []string{"GET", "POST", "DELETE"} {
		if t.methods[method] != nil {
			allowed = append(allowed, method)
		}
		if method == "GET" && t.methods[method] != nil {
			allowed = append(allowed, "HEAD")
		}
	}
	w.Header().Set("Allow", strings.Join(allowed, ", "))
	problem{name: "method-not-allowed", detail: "Here only " + strings.Join(allowed, ", ") + " can be asked for."}.write(w)
}

// recovered turns a panic into an answer, so that a fault costs one request. http.ErrAbortHandler is the host's own.
func (s *server) recovered(w http.ResponseWriter) {
	switch fault := recover().(type) {
	case nil:
	case error:
		if fault == http.ErrAbortHandler {
			panic(fault)
		}
		s.fault(w, "answering", fault)
	default:
		s.fault(w, "answering", errPanic)
	}
}

// site serves a file of the built page. Scripts, styles and the module are for pages of any origin: an embed in a
// sandboxed frame is of no origin at all.
func (s *server) site(w http.ResponseWriter, r *http.Request) {
	if methodOf(r) != http.MethodGet {
		w.Header().Set("Allow", "GET, HEAD")
		problem{name: "method-not-allowed", detail: "Files of the page can only be read."}.write(w)
		return
	}
	if isAsset(r.URL.Path) {
		setHeaders(w.Header(), sharedWithAll)
	}
	s.Site.ServeHTTP(w, r)
}

// isAsset says whether a path names a file that is not a page.
func isAsset(path string) bool {
	last := path[strings.LastIndexByte(path, '/')+1:]
	return strings.Contains(last, ".") && !strings.HasSuffix(last, ".html")
}
