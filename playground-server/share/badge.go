package share

import (
	"net/http"
	"strconv"
	"strings"
)

// badge answers GET /badge/{id}.svg: what today's engine decides for a public share. ?req=2 asks for its second request;
// without it the badge tells of all: their decision if they agree, else how many are allowed.
func (s *server) badge(w http.ResponseWriter, r *http.Request, name string) {
	setHeaders(w.Header(), sharedWithAll)
	w.Header().Set("X-Robots-Tag", "noindex")
	id, ok := strings.CutSuffix(name, ".svg")
	if !ok {
		notFound().write(w)
		return
	}
	h, p := s.find(r.Context(), id)
	if p == nil && h.Kind != Public {
		p = &problem{name: "not-found", detail: "This share is sealed, so the server cannot tell its decision. Share it publicly for a badge."}
	}
	if p != nil {
		p.write(w)
		return
	}
	_, decisions, wrong, err := s.judge(r.Context(), h.Body)
	if err != nil {
		s.unasked(err).write(w)
		return
	}
	if len(wrong) > 0 {
		invalidScenario(wrong).write(w)
		return
	}
	word, colour, ok := badgeOf(decisions, r.URL.Query().Get("req"))
	if !ok {
		problem{name: "not-found", detail: "This share has " + count(len(decisions), "request") + ". Let req be one of them, from 1."}.write(w)
		return
	}
	body := drawBadge(word, colour)
	w.Header().Set("Content-Type", "image/svg+xml")
	w.Header().Set("Content-Security-Policy", "default-src 'none'; sandbox")
	w.Header().Set("Content-Length", strconv.Itoa(len(body)))
	w.Header().Set("Cache-Control", "public, max-age=300")
	w.Write([]byte(body))
}

// badgeOf returns the word and the colour of a badge; false if there is no such request.
func badgeOf(decisions []string, request string) (word, colour string, ok bool) {
	if request != "" {
		n, err := strconv.Atoi(request)
		if err != nil || n < 1 || n > len(decisions) {
			return "", "", false
		}
		decisions = decisions[n-1 : n]
	}
	if len(decisions) == 0 {
		return "no request", "#56505b", true
	}
	allowed, alike := 0, true
	for _, d := range decisions {
		if d == "allowed" {
			allowed++
		}
		alike = alike && d == decisions[0]
	}
	if alike {
		v := verdictOf(decisions[0])
		return v.badge, v.colour, true
	}
	return strconv.Itoa(allowed) + " of " + strconv.Itoa(len(decisions)) + " allowed", "#56505b", true
}

// drawBadge holds words of ours only.
func drawBadge(word, colour string) string {
	width := 36 + 20 + 7*len(word) // 7 px a character is ample at 12 px
	total := strconv.Itoa(width)
	return `<svg xmlns="http://www.w3.org/2000/svg" width="` + total + `" height="20" viewBox="0 0 ` + total + ` 20" role="img" aria-label="IAM: ` + word + `">` +
		`<title>IAM: ` + word + `</title><rect width="` + total + `" height="20" rx="4" fill="#221d26"/>` +
		`<path d="M36 0h` + strconv.Itoa(width-40) + `a4 4 0 0 1 4 4v12a4 4 0 0 1-4 4H36z" fill="` + colour + `"/>` +
		`<g fill="#fff" font-family="system-ui,-apple-system,'Segoe UI',Roboto,sans-serif" font-size="12"><text x="18" y="14" text-anchor="middle" font-weight="600">IAM</text>` +
		`<text x="` + strconv.Itoa(36+(width-36)/2) + `" y="14" text-anchor="middle">` + word + `</text></g></svg>`
}
