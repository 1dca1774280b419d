package share

import (
	"context"
	"errors"
	"net/http"
	"strings"
)

// remove answers DELETE /api/shares/{id} from whoever holds the delete token.
func (s *server) remove(w http.ResponseWriter, r *http.Request, id string) {
	ctx := context.WithoutCancel(r.Context())
	h, p := s.find(ctx, id)
	if p != nil {
		p.write(w)
		return
	}
	hash := hashToken(bearer(r.Header.Get("Authorization")))
	if !sameHash(hash, h.Token) {
		problem{name: "wrong-token", detail: "Send the header Authorization: Bearer and the deleteToken that came with the link; only the browser that made it has it."}.write(w)
		return
	}
	err := s.Store.Delete(ctx, id, hash)
	if errors.Is(err, ErrNotFound) {
		gone().write(w) // somebody else with the token was faster
		return
	}
	if err != nil {
		s.storeFault("deleting a share", err).write(w)
		return
	}
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(http.StatusNoContent)
}

// bearer returns the token of an Authorization header, "" if it has another form.
func bearer(header string) string {
	scheme, token, _ := strings.Cut(header, " ")
	if !strings.EqualFold(scheme, "Bearer") {
		return ""
	}
	return strings.TrimSpace(token)
}
