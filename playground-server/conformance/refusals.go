package conformance

import (
	"net/http"
	"strconv"
	"strings"
	"testing"
)

func malformed(t *testing.T, c *client) {
	for _, test := range []struct {
		body   string
		status int
		name   string
	}{
		{``, 400, "malformed"}, {` `, 400, "malformed"}, {`null`, 400, "malformed"}, {`[]`, 400, "malformed"}, {`"public"`, 400, "malformed"}, {`{`, 400, "malformed"},
		{`{"kind":"public"`, 400, "malformed"}, {`{"kind":"public",}`, 400, "malformed"}, {`{'kind':'public'}`, 400, "malformed"}, {"{\"kind\":\"pub\xfflic\"}", 400, "malformed"},
		{`{"kind":"sealed","sealed":"` + sealedText + `"} {}`, 400, "malformed"}, {`{"kind":"sealed","kind":"sealed","sealed":"` + sealedText + `"}`, 400, "malformed"},
		{`{"kind":"public","scenario":` + strings.Repeat("[", 20000) + `}`, 400, "malformed"},
		{`{}`, 422, "invalid-share"}, {`{"kind":"public"}`, 422, "invalid-share"}, {`{"kind":"sealed"}`, 422, "invalid-share"}, {`{"kind":"other","scenario":` + pets + `}`, 422, "invalid-share"},
		{`{"scenario":` + pets + `}`, 422, "invalid-share"}, {`{"kind":"public","scenario":"` + sealedText + `"}`, 422, "invalid-share"}, {`{"kind":"public","scenario":[]}`, 422, "invalid-share"},
		{`{"kind":"public","scenario":null}`, 422, "invalid-share"}, {`{"kind":7,"scenario":` + pets + `}`, 422, "invalid-share"},
		{`{"kind":"public","scenario":` + pets + `,"sealed":"` + sealedText + `"}`, 422, "invalid-share"}, {`{"kind":"sealed","scenario":` + pets + `}`, 422, "invalid-share"},
		{`{"Kind":"public","scenario":` + pets + `}`, 422, "invalid-share"}, {`{"kind":"public","scenario":` + pets + `,"id":"mine"}`, 422, "invalid-share"},
		{`{"kind":"public","scenario":` + pets + `,"__proto__":{}}`, 422, "invalid-share"},
		{`{"kind":"sealed","sealed":"short"}`, 422, "invalid-share"}, {`{"kind":"sealed","sealed":"` + sealedText + `="}`, 422, "invalid-share"},
		{`{"kind":"sealed","sealed":"` + sealedText + `<script>"}`, 422, "invalid-share"}, {`{"kind":"sealed","sealed":"` + sealedText + `AAA"}`, 422, "invalid-share"},
	} {
		t.Run(test.body[:min(len(test.body), 40)], func(t *testing.T) { wantProblem(t, c.post(t, "/api/shares", test.body), test.status, test.name) })
	}
	for _, header := range []string{"", "text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "application/jsonp"} {
		for _, path := range []string{"/api/shares", "/api/evaluate"} {
			wantProblem(t, c.ask(t, "POST", path, `{}`, "Content-Type", header), 415, "not-json")
		}
	}
	wantProblem(t, c.ask(t, "POST", "/api/evaluate", pets, "Content-Type", "application/json", "Content-Encoding", "gzip"), 415, "not-json")
	wantStatus(t, c.ask(t, "POST", "/api/evaluate", pets, "Content-Type", "Application/JSON; charset=utf-8"), http.StatusOK)
}

func oversized(t *testing.T, c *client) {
	const limit, sealedLimit = 64 << 10, (64<<10+28)*4/3 + 1
	c.createPublic(t, padded(limit))
	p := wantProblem(t, c.post(t, "/api/shares", `{"kind":"public","scenario":`+padded(limit+1)+`}`), 413, "too-large")
	if p.Size != limit+1 || p.Limit != limit || !strings.Contains(p.Detail, strconv.Itoa(limit+1)) || !strings.Contains(p.Detail, "#v1.") {
		t.Errorf("%+v: it tells the size, and of a link with the scenario in its fragment", p)
	}
	c.create(t, `{"kind":"sealed","sealed":"`+strings.Repeat("A", (64<<10+28)*8/6+1)+`"}`)
	wantProblem(t, c.post(t, "/api/shares", `{"kind":"sealed","sealed":"`+strings.Repeat("A", sealedLimit+4)+`"}`), 413, "too-large")
	p = wantProblem(t, c.post(t, "/api/shares", `{"kind":"public","scenario":`+padded(200_000)+`}`), 413, "too-large")
	if p.Size < 200_000 || p.Limit == 0 {
		t.Errorf("%+v: size and limit are told", p)
	}
	wantStatus(t, c.post(t, "/api/evaluate", padded(1<<20)), http.StatusOK)
	p = wantProblem(t, c.post(t, "/api/evaluate", padded(1<<20+1)), 413, "too-large")
	if p.Size != 1<<20+1 || p.Limit != 1<<20 {
		t.Errorf("%+v: size and limit are told", p)
	}
	// Without a length in the header a body is read up to the limit, and no further.
	request, err := http.NewRequestWithContext(t.Context(), "POST", c.URL+"/api/evaluate", struct{ *strings.Reader }{strings.NewReader(padded(1<<20 + 1))})
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Content-Type", "application/json")
	wantProblem(t, c.send(t, request), 413, "too-large")
}

func invalidScenarios(t *testing.T, c *client) {
	for _, test := range []struct{ scenario, path string }{
		{`{}`, "$"}, {`{"scenario":2,"policies":[],"requests":[]}`, ""}, {`{"scenario":1,"policies":[],"requests":[],"script":"x"}`, ""},
		{`{"scenario":1,"policies":{},"requests":[]}`, "policies"}, {`{"scenario":1,"scenario":1,"policies":[],"requests":[]}`, ""},
		{`{"scenario":1,"policies":[],"requests":[{"name":"a","principal":"nobody","action":"s3:GetObject","resource":"*"}]}`, "requests[0].principal"},
		{`{"scenario":1,"policies":[],"requests":[{"name":"a","principal":"anonymous","http":"GET nowhere"}]}`, "requests[0].http"},
		{`{"scenario":1,"policies":[],"requests":[{"name":"a","principal":"anonymous","action":"s3:GetObject","resource":"*","context":{"a":` +
			strings.Repeat("[", 500) + strings.Repeat("]", 500) + `}}]}`, ""},
	} {
		p := wantProblem(t, c.post(t, "/api/shares", `{"kind":"public","scenario":`+test.scenario+`}`), 422, "invalid-scenario")
		if len(p.Diagnostics) == 0 || p.Diagnostics[0].Code == "" || test.path != "" && !strings.HasPrefix(p.Diagnostics[0].Path, test.path) {
			t.Errorf("%.80s: diagnostics %+v, want one at %s", test.scenario, p.Diagnostics, test.path)
		}
	}
	// A policy with mistakes is something to show.
	c.createPublic(t, `{"scenario":1,"policies":[{"name":"p","type":"identity","document":"{ broken"}],"requests":[{"name":"a","principal":"anonymous","action":"s3:GetObject","resource":"*"}]}`)
}

func methods(t *testing.T, c *client) {
	s := c.createPublic(t, pets)
	for path, allow := range map[string]string{"/api/shares": "POST", "/api/shares/" + s.ID: "GET, HEAD, DELETE", "/api/evaluate": "POST", "/s/" + s.ID: "GET, HEAD", "/e/" + s.ID: "GET, HEAD"} {
		for _, method := range []string{"GET", "PUT", "PATCH", "POST", "DELETE", "OPTIONS", "PROPFIND"} {
			if strings.Contains(allow, method) {
				continue
			}
			a := c.ask(t, method, path, "")
			wantProblem(t, a, 405, "method-not-allowed")
			wantHeader(t, a, "Allow", allow)
		}
	}
	for _, path := range []string{"/s/" + s.ID, "/s/" + s.ID + ".json", "/api/shares/" + s.ID, "/badge/" + s.ID + ".svg"} {
		a := c.ask(t, "HEAD", path, "")
		wantStatus(t, a, http.StatusOK)
		if a.body != "" {
			t.Errorf("HEAD %s has a body", path)
		}
	}
}
