package conformance

import (
	"encoding/json"
	"net/http"
	"regexp"
	"strings"
	"testing"
	"time"
)

var idForm = regexp.MustCompile(`^[A-Za-z0-9_-]{21}[A-Za-z0-9]$`)

// A share is what GET /api/shares/{id} answers.
type share struct {
	ID, Kind, Sealed, Engine string
	Scenario                 json.RawMessage
	Verdicts                 []string
	Created, Expires         time.Time
}

func publicShare(t *testing.T, c *client) {
	a := c.post(t, "/api/shares", `{"kind":"public","scenario":`+pets+`,"expires":"30d"}`)
	wantStatus(t, a, http.StatusCreated)
	wantHeader(t, a, "Content-Type", "application/json")
	wantHeader(t, a, "Cache-Control", "no-store")
	var s created
	decode(t, a.body, &s)
	wantHeader(t, a, "Location", "/s/"+s.ID)
	if !idForm.MatchString(s.ID) || s.URL != c.Public+"/s/"+s.ID || len(s.DeleteToken) < 40 {
		t.Errorf("created %+v", s)
	}
	a = c.get(t, "/api/shares/"+s.ID)
	wantStatus(t, a, http.StatusOK)
	wantHeader(t, a, "Access-Control-Allow-Origin", "*")
	wantHeader(t, a, "X-Robots-Tag", "noindex, nofollow")
	wantNot(t, a, s.DeleteToken)
	var got share
	decode(t, a.body, &got)
	if string(got.Scenario) != pets {
		t.Errorf("the scenario came back as %s", got.Scenario)
	}
	if got.Kind != "public" || got.Engine == "" || strings.Join(got.Verdicts, " ") != "allowed implicitDeny" || !got.Expires.Equal(s.Expires) {
		t.Errorf("read %+v", got)
	}
	a = c.get(t, "/s/"+s.ID+".json")
	wantStatus(t, a, http.StatusOK)
	wantHeader(t, a, "Content-Type", "application/json")
	wantHeader(t, a, "Access-Control-Allow-Origin", "*")
	wantHeader(t, a, "X-Content-Type-Options", "nosniff")
	wantHeader(t, a, "Content-Disposition", `attachment; filename="`+s.ID+`.scenario.json"`)
	if a.body != pets {
		t.Errorf("raw: %s", a.body)
	}
}

func sealedShare(t *testing.T, c *client) {
	s := c.create(t, `{"expires":"1d","sealed":"`+sealedText+`","kind":"sealed"}`)
	a := c.get(t, "/api/shares/"+s.ID)
	wantStatus(t, a, http.StatusOK)
	var got share
	decode(t, a.body, &got)
	if got.Kind != "sealed" || got.Sealed != sealedText || got.Scenario != nil || got.Verdicts != nil {
		t.Errorf("read %+v", got)
	}
	a = c.get(t, "/s/"+s.ID)
	wantStatus(t, a, http.StatusOK)
	wantHeader(t, a, "Content-Type", "text/html; charset=utf-8")
	wantHeader(t, a, "X-Robots-Tag", "noindex, nofollow")
	wantNot(t, a, sealedText)
	if strings.Contains(a.body, `="main`) || !strings.Contains(a.body, `="/main`) {
		t.Error("the page at /s/ does not name its script from the root")
	}
	wantProblem(t, c.get(t, "/s/"+s.ID+".json"), 404, "not-found")
	wantProblem(t, c.get(t, "/badge/"+s.ID+".svg"), 404, "not-found")
	a = c.get(t, "/oembed?url="+c.Public+"/s/"+s.ID)
	wantStatus(t, a, http.StatusOK)
	wantHolds(t, a, `"type":"link"`)
	wantNot(t, a, "iframe")
}

func lifetimes(t *testing.T, c *client) {
	const day = 24 * time.Hour
	for text, want := range map[string]time.Duration{`,"expires":"1d"`: day, `,"expires":"30d"`: 30 * day, `,"expires":"90d"`: 90 * day, `,"expires":"1y"`: 365 * day, ``: 90 * day} {
		s := c.create(t, `{"kind":"sealed","sealed":"`+sealedText+`"`+text+`}`)
		if off := time.Until(s.Expires) - want; off.Abs() > 5*time.Minute {
			t.Errorf("%s: expires %s, %s off", text, s.Expires, off)
		}
	}
	for _, text := range []string{`"2d"`, `""`, `"forever"`, `7`, `null`, `"1D"`} {
		wantProblem(t, c.post(t, "/api/shares", `{"kind":"sealed","sealed":"`+sealedText+`","expires":`+text+`}`), 422, "invalid-share")
	}
}

func deletion(t *testing.T, c *client) {
	s, other := c.createPublic(t, pets), c.createPublic(t, pets)
	for _, token := range []string{"", "x", other.DeleteToken, s.DeleteToken + "A", s.DeleteToken[1:], strings.ToLower(s.DeleteToken), strings.Repeat("A", 8000)} {
		wantProblem(t, c.delete(t, s.ID, token), 403, "wrong-token")
	}
	wantProblem(t, c.ask(t, "DELETE", "/api/shares/"+s.ID, ""), 403, "wrong-token")
	wantProblem(t, c.ask(t, "DELETE", "/api/shares/"+s.ID, "", "Authorization", "Basic "+s.DeleteToken), 403, "wrong-token")
	wantProblem(t, c.ask(t, "DELETE", "/api/shares/"+s.ID+"?token="+s.DeleteToken, ""), 403, "wrong-token")
	wantStatus(t, c.get(t, "/api/shares/"+s.ID), http.StatusOK)
	a := c.delete(t, s.ID, s.DeleteToken)
	wantStatus(t, a, http.StatusNoContent)
	if a.body != "" {
		t.Errorf("deleted with %q", a.body)
	}
	wantGone(t, c, s)
	wantProblem(t, c.delete(t, "AAAAAAAAAAAAAAAAAAAAAA", s.DeleteToken), 404, "not-found")
	wantStatus(t, c.get(t, "/api/shares/"+other.ID), http.StatusOK)
}

// wantGone checks that nothing shows a share any more.
func wantGone(t *testing.T, c *client, s created) {
	t.Helper()
	for _, path := range []string{"/api/shares/" + s.ID, "/s/" + s.ID + ".json", "/badge/" + s.ID + ".svg", "/oembed?url=" + c.Public + "/s/" + s.ID} {
		wantProblem(t, c.get(t, path), 410, "gone")
	}
	for _, path := range []string{"/s/" + s.ID, "/e/" + s.ID} {
		a := c.get(t, path)
		wantStatus(t, a, http.StatusGone)
		wantHeader(t, a, "Content-Type", "text/html; charset=utf-8")
		wantNot(t, a, "ReadPets")
	}
	wantProblem(t, c.delete(t, s.ID, s.DeleteToken), 410, "gone")
}

func ids(t *testing.T, c *client) {
	seen := map[string]bool{}
	for range 60 {
		s := c.create(t, `{"kind":"sealed","sealed":"`+sealedText+`"}`)
		if !idForm.MatchString(s.ID) || seen[s.ID] {
			t.Errorf("the id %s ends in - or _, has another form or came twice", s.ID)
		}
		if strings.HasSuffix(s.DeleteToken, "-") || strings.HasSuffix(s.DeleteToken, "_") {
			t.Errorf("a token ends in - or _")
		}
		seen[s.ID] = true
	}
	// The same content twice is two shares: an id tells nothing of what it stands for.
	if c.createPublic(t, pets).ID == c.createPublic(t, pets).ID {
		t.Error("the id follows from the content")
	}
	for id := range seen {
		for _, guess := range []string{id[:21], id + "A", strings.ToLower(id) + "", id[:21] + "B", id[:20] + "AA"} {
			if !seen[guess] {
				wantProblem(t, c.get(t, "/api/shares/"+guess), 404, "not-found")
			}
		}
		break
	}
}
