package conformance

import (
	"net/http"
	"strings"
	"testing"
)

func expired(t *testing.T, c *client) {
	s := c.createPublic(t, pets)
	c.Exec(t, `UPDATE share SET expires = 1000 WHERE id = '`+s.ID+`'`)
	wantGone(t, c, s)
}

// clockJumps moves a share's times instead of the host's clock, which is the same to it: what has expired at a wrong time is
// there at the right one, with its token, and one from the future can be read.
func clockJumps(t *testing.T, c *client) {
	s := c.createPublic(t, pets)
	for _, times := range []string{"created = 1, expires = 1000", "created = -62135596800, expires = -1"} {
		c.Exec(t, `UPDATE share SET `+times+` WHERE id = '`+s.ID+`'`)
		wantGone(t, c, s)
	}
	c.Exec(t, `UPDATE share SET created = 4102444800, expires = 4102448400 WHERE id = '`+s.ID+`'`) // in 2100
	for _, path := range []string{"/api/shares/" + s.ID, "/s/" + s.ID, "/s/" + s.ID + ".json", "/e/" + s.ID, "/badge/" + s.ID + ".svg"} {
		wantStatus(t, c.get(t, path), http.StatusOK)
	}
	wantStatus(t, c.delete(t, s.ID, s.DeleteToken), http.StatusNoContent)
	wantGone(t, c, s)
}

func denied(t *testing.T, c *client) {
	s := c.createPublic(t, pets)
	c.Exec(t, `INSERT INTO denied (id) VALUES ('`+s.ID+`')`)
	wantGone(t, c, s)
	c.Exec(t, `DELETE FROM denied WHERE id = '`+s.ID+`'`)
	wantStatus(t, c.get(t, "/s/"+s.ID), http.StatusOK)
}

// otherEngine looks at a share that an engine of another version decided otherwise.
func otherEngine(t *testing.T, c *client) {
	s := c.createPublic(t, pets)
	c.Exec(t, `UPDATE share SET engine = '0.0.7', verdicts = '["explicitDeny","implicitDeny"]' WHERE id = '`+s.ID+`'`)
	a := c.get(t, "/s/"+s.ID)
	wantStatus(t, a, http.StatusOK)
	wantHolds(t, a, "decided then by engine 0.0.7", "The decision has changed for 1 request since.", "When it was shared, engine 0.0.7 decided: Explicit deny.", "Allowed")
	if strings.Count(a.body, "When it was shared") != 1 {
		t.Error("a decision that did not change is told as one that did")
	}
	wantHolds(t, c.get(t, "/badge/"+s.ID+".svg?req=1"), "IAM: allowed")
}

// storedMistakes looks at a scenario that the store holds, and that today's engine does not accept.
func storedMistakes(t *testing.T, c *client) {
	s := c.createPublic(t, pets)
	c.Exec(t, `UPDATE share SET body = '{"scenario":1,"policies":[],"requests":[],"later":"<script>"}' WHERE id = '`+s.ID+`'`)
	for _, path := range []string{"/api/shares/" + s.ID, "/s/" + s.ID + ".json", "/badge/" + s.ID + ".svg"} {
		wantProblem(t, c.get(t, path), 422, "invalid-scenario")
	}
	a := c.get(t, "/s/"+s.ID)
	wantHolds(t, a, "does not accept this scenario any more")
	wantNot(t, a, "<script>")
}

// secrets looks at what the database holds: no delete token, and nothing of a share that was deleted.
func secrets(t *testing.T, c *client) {
	s := c.createPublic(t, pets)
	c.Exec(t, `UPDATE share SET token = 'x' WHERE token = '`+s.DeleteToken+`'`)
	wantStatus(t, c.delete(t, s.ID, s.DeleteToken), http.StatusNoContent)
}

func rateLimit(t *testing.T, c *client) {
	body := `{"kind":"sealed","sealed":"` + sealedText + `"}`
	refused := 0
	for range 12 {
		a := c.post(t, "/api/shares", body)
		if a.status == http.StatusCreated {
			continue
		}
		refused++
		p := wantProblem(t, a, 429, "rate-limited")
		if a.header.Get("Retry-After") == "" || a.header.Get("Retry-After") == "0" || !strings.Contains(p.Detail, "#v1.") {
			t.Errorf("Retry-After %q, %s", a.header.Get("Retry-After"), p.Detail)
		}
	}
	if refused < 6 || refused == 12 {
		t.Errorf("%d of 12 refused at a limit of 3", refused)
	}
	// What a client says of itself does not give it a new bucket.
	wantProblem(t, c.ask(t, "POST", "/api/shares", body, "Content-Type", "application/json", "X-Forwarded-For", "203.0.113.77"), 429, "rate-limited")
	wantStatus(t, c.get(t, "/healthz"), http.StatusOK)
}

func ceiling(t *testing.T, c *client) {
	body := `{"kind":"sealed","sealed":"` + sealedText + `"}`
	s := c.create(t, body)
	c.create(t, body)
	for range 2 {
		a := c.post(t, "/api/shares", body)
		if p := wantProblem(t, a, 503, "ceiling-reached"); !strings.Contains(p.Detail, "#v1.") || a.header.Get("Retry-After") == "" {
			t.Errorf("%+v, Retry-After %q", p, a.header.Get("Retry-After"))
		}
	}
	wantStatus(t, c.get(t, "/api/shares/"+s.ID), http.StatusOK)
	wantStatus(t, c.delete(t, s.ID, s.DeleteToken), http.StatusNoContent)
	wantProblem(t, c.post(t, "/api/shares", body), 503, "ceiling-reached") // deleting makes no room
}

func readOnly(t *testing.T, c *client) {
	for range 2 {
		p := wantProblem(t, c.post(t, "/api/shares", `{"kind":"public","scenario":`+pets+`}`), 503, "writing-off")
		if !strings.Contains(p.Detail, "#v1.") {
			t.Errorf("no way out: %s", p.Detail)
		}
	}
	wantStatus(t, c.post(t, "/api/evaluate", pets), http.StatusOK)
	wantProblem(t, c.get(t, "/api/shares/AAAAAAAAAAAAAAAAAAAAAA"), 404, "not-found")
}
