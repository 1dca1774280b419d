package share

import (
	"encoding/json"
	"net/http"
)

// health answers /healthz: whether this server works, its store included, and which module it serves.
func (s *server) health(w http.ResponseWriter, r *http.Request, _ string) {
	status, code := "ok", http.StatusOK
	if s.Store != nil {
		if err := s.Store.Ping(r.Context()); err != nil {
			s.Fault("reading the store", err)
			status, code = "the store does not work", http.StatusServiceUnavailable
		}
	}
	body, err := json.Marshal(map[string]string{"status": status, "module": s.Module})
	if err != nil {
		panic(err)
	}
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(code)
	w.Write(body)
}

// robots keeps search engines away from what is shared.
func (s *server) robots(w http.ResponseWriter, r *http.Request, _ string) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("Cache-Control", "public, max-age=86400")
	w.Write([]byte("User-agent: *\nDisallow: /s/\nDisallow: /e/\nDisallow: /api/\n"))
}
