package share

import (
	"bytes"
	"net/http"
	"strconv"
)

// embedPage answers GET /e, where the scenario stands in the fragment.
func (s *server) embedPage(w http.ResponseWriter, r *http.Request, _ string) {
	setHeaders(w.Header(), framed)
	s.sealedPage(w, r, true)
}

// sealedPage serves the built page at an address of a share: the browser reads the address, and what it is about. The
// page names its files relative to the root, since it also works from a folder; here they need to be absolute.
func (s *server) sealedPage(w http.ResponseWriter, r *http.Request, embedded bool) {
	file := "/new" // without the picture of an example
	if embedded {
		file = "/embed.html"
	}
	page := s.fetch(r, file)
	if page == nil {
		s.apologize(w, notFound(), embedded)
		return
	}
	h := w.Header()
	setHeaders(h, unlisted)
	h.Set("Content-Security-Policy", PolicyOf(page))
	if embedded {
		h.Set("Content-Security-Policy", embedPolicy)
	}
	page = absolute(page)
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Content-Length", strconv.Itoa(len(page)))
	w.Write(page)
}

// fetch asks the site for a page; nil if it has none.
func (s *server) fetch(r *http.Request, path string) []byte {
	ask, err := http.NewRequestWithContext(r.Context(), http.MethodGet, s.PublicURL+path, nil)
	if err != nil {
		return nil
	}
	ask.RequestURI = path
	answer := recorder{header: http.Header{}, status: http.StatusOK}
	s.Site.ServeHTTP(&answer, ask)
	if answer.status != http.StatusOK {
		return nil
	}
	return answer.body.Bytes()
}

// A recorder keeps the answer of a handler.
type recorder struct {
	header http.Header
	status int
	body   bytes.Buffer
}

func (r *recorder) Header() http.Header         { return r.header }
func (r *recorder) WriteHeader(status int)      { r.status = status }
func (r *recorder) Write(b []byte) (int, error) { return r.body.Write(b) }

// absolute puts a / before the relative addresses in href and src. The page is ours, so its form is known.
func absolute(page []byte) []byte {
	for _, attribute := range []string{` href="`, ` src="`} {
		parts := bytes.Split(page, []byte(attribute))
		for i := 1; i < len(parts); i++ {
			if isRelative(parts[i]) {
				parts[i] = append([]byte("/"), bytes.TrimPrefix(parts[i], []byte("./"))...)
			}
		}
		page = bytes.Join(parts, []byte(attribute))
	}
	return page
}

// isRelative says whether an address, up to its quote, begins with neither / nor # nor a scheme.
func isRelative(rest []byte) bool {
	end := bytes.IndexByte(rest, '"')
	return end > 0 && rest[0] != '/' && rest[0] != '#' && bytes.IndexByte(rest[:end], ':') < 0
}
