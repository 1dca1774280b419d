package share

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"strconv"
	"time"
)

// create answers POST /api/shares.
func (s *server) create(w http.ResponseWriter, r *http.Request, _ string) {
	if p := s.closed(); p != nil {
		p.write(w)
		return
	}
	if !s.allowed(w, r, s.Creates) {
		return
	}
	body, ok := s.readBody(w, r, maxCreate)
	if !ok {
		return
	}
	e, wrong := openEnvelope(body)
	if wrong != nil {
		wrong.write(w)
		return
	}
	now := s.Clock().UTC().Truncate(time.Second)
	h := Share{Kind: e.kind, Body: e.body, Created: now, Expires: now.Add(lifetimes[e.expires])}
	if h.Kind == Public && !s.record(w, r, &h) {
		return
	}
	token := newToken()
	h.Token = hashToken(token)
	if p := s.keep(r.Context(), &h); p != nil {
		p.write(w)
		return
	}
	s.created(w, &h, token)
}

// closed says why nothing can be created, or nil.
func (s *server) closed() *problem {
	switch {
	case s.Store == nil:
		return &problem{name: "writing-off", detail: "This server keeps no shares. " + wayOut}
	case s.ReadOnly:
		return &problem{name: "writing-off", detail: "Creating short links is switched off for now. " + wayOut}
	}
	return nil
}

// record notes how a public share is decided today, or answers if the engine finds mistakes in it.
func (s *server) record(w http.ResponseWriter, r *http.Request, h *Share) bool {
	engine, verdicts, wrong, err := s.judge(r.Context(), h.Body)
	switch {
	case err != nil:
		s.unasked(err).write(w)
	case len(wrong) > 0:
		invalidScenario(wrong).write(w)
	default:
		h.Engine, h.Verdicts = engine, verdicts
		return true
	}
	return false
}

// keep stores a share under a new id. When it returns nil, the share is safe.
func (s *server) keep(ctx context.Context, h *Share) *problem {
	// A client that goes away does not undo what is under way: it could not know whether it was done.
	ctx = context.WithoutCancel(ctx)
	err := ErrExists
	for tries := 0; errors.Is(err, ErrExists) && tries < 3; tries++ {
		h.ID = newID()
		err = s.Store.Put(ctx, *h, s.Daily)
	}
	if errors.Is(err, ErrFull) {
		return ceilingReached(h.Created)
	}
	if err != nil {
		return s.storeFault("storing a share", err)
	}
	return nil
}

func ceilingReached(now time.Time) *problem {
	midnight := now.Truncate(24 * time.Hour).Add(24 * time.Hour)
	return &problem{name: "ceiling-reached", retry: int(midnight.Sub(now) / time.Second),
		detail: "As many short links were made today as this server takes in a day; from midnight UTC there are new ones. " + wayOut}
}

// storeFault tells the operator what happened, and the client what to do.
func (s *server) storeFault(doing string, err error) *problem {
	s.Fault(doing, err)
	return &problem{name: "store-unavailable", retry: 60, detail: "Short links cannot be kept or read at the moment, and nothing was changed. Try again later. " + wayOut}
}

func (s *server) created(w http.ResponseWriter, h *Share, token string) {
	link := s.PublicURL + "/s/" + h.ID
	body, err := json.Marshal(struct {
		ID          string    `json:"id"`
		URL         string    `json:"url"`
		DeleteToken string    `json:"deleteToken"`
		Expires     time.Time `json:"expires"`
	}{h.ID, link, token, h.Expires})
	if err != nil {
		panic(err)
	}
	header := w.Header()
	header.Set("Content-Type", "application/json")
	header.Set("Content-Length", strconv.Itoa(len(body)))
	header.Set("Cache-Control", "no-store")
	header.Set("Location", "/s/"+h.ID)
	w.WriteHeader(http.StatusCreated)
	w.Write(body)
}
