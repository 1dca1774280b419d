package share

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"strconv"
	"time"
)

// find returns a share that can be shown, or a problem: there is none, it is gone, or the store does not work.
func (s *server) find(ctx context.Context, id string) (Share, *problem) {
	if !validID(id) || s.Store == nil {
		p := notFound()
		return Share{}, &p
	}
	h, err := s.Store.Get(ctx, id)
	switch {
	case errors.Is(err, ErrNotFound):
		p := notFound()
		return Share{}, &p
	case err != nil:
		return Share{}, s.storeFault("reading a share", err)
	case h.Denied || h.Deleted || !s.Clock().Before(h.Expires):
		p := gone()
		return Share{}, &p
	}
	return h, nil
}

// read answers GET /api/shares/{id}.
func (s *server) read(w http.ResponseWriter, r *http.Request, id string) {
	setHeaders(w.Header(), sharedWithAll)
	setHeaders(w.Header(), unlisted)
	h, p := s.find(r.Context(), id)
	if p != nil {
		p.write(w)
		return
	}
	body, p := s.document(w, r, &h)
	if p != nil {
		p.write(w)
		return
	}
	writeJSON(w, body)
}

// document writes a share as JSON, the scenario byte for byte. One that today's engine does not accept is not handed out.
func (s *server) document(w http.ResponseWriter, r *http.Request, h *Share) ([]byte, *problem) {
	head := struct {
		ID       string    `json:"id"`
		Kind     string    `json:"kind"`
		Created  time.Time `json:"created"`
		Expires  time.Time `json:"expires"`
		Engine   string    `json:"engine,omitempty"`
		Verdicts []string  `json:"verdicts,omitempty"`
	}{h.ID, h.Kind, h.Created, h.Expires, h.Engine, h.Verdicts}
	body, err := json.Marshal(head)
	if err != nil {
		panic(err)
	}
	body = body[:len(body)-1]
	if h.Kind == Sealed {
		return append(body, `,"sealed":"`+h.Body+`"}`...), nil // base64url needs no escapes
	}
	if p := s.recheck(r.Context(), h); p != nil {
		return nil, p
	}
	return append(body, `,"scenario":`+h.Body+`}`...), nil
}

// recheck validates a stored scenario as strictly as a new one.
func (s *server) recheck(ctx context.Context, h *Share) *problem {
	_, _, wrong, err := s.judge(ctx, h.Body)
	switch {
	case err != nil:
		p := s.unasked(err)
		return &p
	case len(wrong) > 0:
		p := invalidScenario(wrong)
		return &p
	}
	return nil
}

// raw answers GET /s/{id}.json: the scenario of a public share as it was sent.
func (s *server) raw(w http.ResponseWriter, r *http.Request, id string) {
	setHeaders(w.Header(), sharedWithAll)
	setHeaders(w.Header(), unlisted)
	h, p := s.find(r.Context(), id)
	if p == nil && h.Kind != Public {
		p = &problem{name: "not-found", detail: "This share is sealed: only a browser with its key can read it. Open the whole link."}
	}
	if p == nil {
		p = s.recheck(r.Context(), &h)
	}
	if p != nil {
		p.write(w)
		return
	}
	w.Header().Set("Content-Disposition", `attachment; filename="`+id+`.scenario.json"`)
	writeJSON(w, []byte(h.Body))
}

func writeJSON(w http.ResponseWriter, body []byte) {
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Content-Length", strconv.Itoa(len(body)))
	w.Write(body)
}
