package conformance

import (
	"net/http"
	"strings"
	"testing"
)

func page(t *testing.T, c *client) {
	s := c.createPublic(t, pets)
	a := c.get(t, "/s/"+s.ID)
	wantStatus(t, a, http.StatusOK)
	wantHeader(t, a, "Content-Type", "text/html; charset=utf-8")
	wantHolds(t, a, "Allowed", "Implicit deny", "alice reads a pet", "ReadPets", "s3:GetObject", "Trace", "decides", "Not affiliated with AWS", "Report this link", "/s/"+s.ID+".json",
		`name="robots" content="noindex, nofollow"`, `property="og:title" content="Shared scenario · IAM Policy Playground"`, `property="og:url" content="`+c.Public+`/s/`+s.ID+`"`,
		"application/json+oembed", "decided then by engine", `href="/#v1.`)
	head, _, _ := strings.Cut(a.body, "</head>")
	if strings.Contains(head, "Pets") || strings.Contains(head, "alice") {
		t.Error("the head holds text of the share")
	}
	embed := c.get(t, "/e/"+s.ID)
	wantStatus(t, embed, http.StatusOK)
	wantHolds(t, embed, "Allowed", "Open in full", `target="_blank" rel="noopener"`)
	for _, path := range []string{"/s/AAAAAAAAAAAAAAAAAAAAAA", "/s/short", "/e/AAAAAAAAAAAAAAAAAAAAAA", "/s/", "/e/"} {
		a := c.get(t, path)
		wantStatus(t, a, http.StatusNotFound)
		wantHeader(t, a, "Content-Type", "text/html; charset=utf-8")
	}
}

func headers(t *testing.T, c *client) {
	s := c.createPublic(t, pets)
	for path, ancestors := range map[string]string{"/": "'none'", "/s/" + s.ID: "'none'", "/e/" + s.ID: "*", "/api/shares/" + s.ID: "'none'", "/s/nothing": "'none'", "/e/nothing": "*"} {
		a := c.get(t, path)
		policy := a.header.Get("Content-Security-Policy")
		if !strings.Contains(policy, "default-src 'none'") || !strings.Contains(policy, "frame-ancestors "+ancestors) || strings.Contains(policy, "unsafe-inline") ||
			strings.Contains(strings.ReplaceAll(policy, "'wasm-unsafe-eval'", ""), "unsafe-eval") || !strings.Contains(policy, "require-trusted-types-for 'script'") {
			t.Errorf("%s: Content-Security-Policy %q", path, policy)
		}
		if framed := a.header.Get("X-Frame-Options") == ""; framed != (ancestors == "*") {
			t.Errorf("%s: X-Frame-Options %q", path, a.header.Get("X-Frame-Options"))
		}
		wantHeader(t, a, "X-Content-Type-Options", "nosniff")
		wantHeader(t, a, "Referrer-Policy", "no-referrer")
	}
	for _, path := range []string{"/s/" + s.ID, "/e/" + s.ID} {
		a := c.get(t, path)
		if strings.Contains(a.header.Get("Content-Security-Policy"), "script-src") {
			t.Errorf("%s may run scripts", path)
		}
		wantHeader(t, a, "X-Robots-Tag", "noindex, nofollow")
		wantHeader(t, a, "Cache-Control", "no-cache")
	}
}

func badges(t *testing.T, c *client) {
	s := c.createPublic(t, pets)
	for query, word := range map[string]string{"": "1 of 2 allowed", "?req=1": "IAM: allowed", "?req=2": "implicit deny"} {
		a := c.get(t, "/badge/"+s.ID+".svg"+query)
		wantStatus(t, a, http.StatusOK)
		wantHeader(t, a, "Content-Type", "image/svg+xml")
		wantHeader(t, a, "Cross-Origin-Resource-Policy", "cross-origin")
		wantHolds(t, a, word)
	}
	for _, path := range []string{"/badge/" + s.ID, "/badge/" + s.ID + ".png", "/badge/.svg", "/badge/" + s.ID + ".svg?req=3", "/badge/" + s.ID + ".svg?req=0", "/badge/" + s.ID + ".svg?req=<script>"} {
		wantProblem(t, c.get(t, path), 404, "not-found")
	}
}

func oembeds(t *testing.T, c *client) {
	s := c.createPublic(t, pets)
	var o struct {
		Type, Version, HTML, Title string
		Width, Height              int
	}
	a := c.get(t, "/oembed?format=json&maxwidth=500&maxheight=99999&url="+c.Public+"/s/"+s.ID)
	wantStatus(t, a, http.StatusOK)
	wantHeader(t, a, "Access-Control-Allow-Origin", "*")
	decode(t, a.body, &o)
	if o.Type != "rich" || o.Version != "1.0" || o.Width != 500 || o.Height != 420 || !strings.HasPrefix(o.HTML, `<iframe src="`+c.Public+`/e/`+s.ID+`"`) || !strings.Contains(o.HTML, "sandbox=") {
		t.Errorf("oembed %+v", o)
	}
	wantStatus(t, c.get(t, "/oembed?url="+c.Public+"/e/"+s.ID+"%3Fview=trace"), http.StatusOK)
	wantProblem(t, c.get(t, "/oembed?format=xml&url="+c.Public+"/s/"+s.ID), 501, "not-offered")
	for _, link := range []string{"", "https://evil.example/s/" + s.ID, c.Public + ".evil.example/s/" + s.ID, c.Public + "/s/" + s.ID + "/../x", c.Public + `/s/%22%3E%3Cscript%3E`, c.Public + "/"} {
		wantProblem(t, c.get(t, "/oembed?url="+link), 404, "not-found")
	}
}

func smallRoutes(t *testing.T, c *client) {
	a := c.get(t, "/healthz")
	wantStatus(t, a, http.StatusOK)
	wantHolds(t, a, `"status":"ok"`)
	a = c.get(t, "/scenario.schema.json")
	wantStatus(t, a, http.StatusOK)
	wantHeader(t, a, "Content-Type", "application/json")
	wantHolds(t, c.get(t, "/robots.txt"), "Disallow: /s/")
	wantHeader(t, c.get(t, "/share.css"), "Content-Type", "text/css; charset=utf-8")
	wantHolds(t, c.get(t, "/problems/too-large"), "413")
	wantProblem(t, c.get(t, "/problems/nothing"), 404, "not-found")
	wantStatus(t, c.get(t, "/nowhere"), http.StatusNotFound)
}
