package share

import (
	"encoding/json"
	"net/http"
	"strconv"
	"strings"
)

// Sizes of an embed, in pixels: the usual one, and the smallest that can be read.
const (
	embedWidth, embedHeight       = 720, 420
	embedMinWidth, embedMinHeight = 240, 120
)

// oembed answers GET /oembed?url=…: how to show a link of this server in a page (oembed.com). Of a sealed share only that
// it is one: the key is nothing a provider should see.
func (s *server) oembed(w http.ResponseWriter, r *http.Request, _ string) {
	setHeaders(w.Header(), sharedWithAll)
	query := r.URL.Query()
	if format := query.Get("format"); format != "" && format != "json" {
		problem{name: "not-offered", detail: "Only format=json is offered."}.write(w)
		return
	}
	id, ok := s.linked(query.Get("url"))
	if !ok {
		problem{name: "not-found", detail: "url is no link to a share of this server. Send one of the form " + s.PublicURL + "/s/…"}.write(w)
		return
	}
	h, p := s.find(r.Context(), id)
	if p != nil {
		p.write(w)
		return
	}
	answer := map[string]any{"version": "1.0", "type": "link", "title": title, "provider_name": "IAM Policy Playground", "provider_url": s.PublicURL, "cache_age": 300}
	if h.Kind == Public {
		width := within(query.Get("maxwidth"), embedMinWidth, embedWidth)
		height := within(query.Get("maxheight"), embedMinHeight, embedHeight)
		answer["type"], answer["width"], answer["height"] = "rich", width, height
		answer["html"] = s.iframe(id, width, height)
	}
	body, err := json.Marshal(answer)
	if err != nil {
		panic(err)
	}
	w.Header().Set("Cache-Control", "public, max-age=300")
	writeJSON(w, body)
}

// linked returns the id in a link of this server.
func (s *server) linked(link string) (string, bool) {
	rest, ok := strings.CutPrefix(link, s.PublicURL+"/")
	if !ok || len(rest) < 2 || rest[:2] != "s/" && rest[:2] != "e/" {
		return "", false
	}
	id := rest[2:]
	if end := strings.IndexAny(id, "?#"); end >= 0 {
		id = id[:end]
	}
	return id, validID(id)
}

// iframe is the markup that shows a public share. Its parts are ours: the operator's address, an id, numbers.
func (s *server) iframe(id string, width, height int) string {
	var m markup
	m.raw(`<iframe src="`)
	m.text(s.PublicURL + "/e/" + id)
	m.raw(`" title="IAM policy: a shared scenario" width="` + strconv.Itoa(width) + `" height="` + strconv.Itoa(height) +
		`" loading="lazy" sandbox="allow-scripts allow-popups allow-popups-to-escape-sandbox" allow="clipboard-write" referrerpolicy="no-referrer"></iframe>`)
	return m.b.String()
}

// within reads a wanted maximum; what is no number, or below what can be read, does not count.
func within(text string, least, usual int) int {
	n, err := strconv.Atoi(text)
	if err != nil || n > usual {
		return usual
	}
	return max(n, least)
}
