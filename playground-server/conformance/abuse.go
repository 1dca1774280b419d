package conformance

import (
	"bufio"
	"crypto/tls"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"
)

// payloads are texts that would be more than text, if one place forgot to escape.
var payloads = []string{
	`<script>alert(1)</script>`, `"><img src=x onerror=alert(1)>`, `'><svg/onload=alert(1)>`, `</pre></code><iframe src=javascript:alert(1)>`, `</title><script>alert(1)</script>`,
	`javascript:alert(1)`, `{{constructor.constructor('alert(1)')()}}`, `${alert(1)}`, "--><script>alert(1)</script><!--", `&lt;script&gt;`, "]]><x>", `\u003cscript\u003e`,
}

// scripts puts payloads into every field of a scenario that takes text, and looks at what the pages hold.
func scripts(t *testing.T, c *client) {
	for _, payload := range payloads {
		s := c.createPublic(t, hostile(payload))
		for _, path := range []string{"/s/" + s.ID, "/e/" + s.ID} {
			a := c.get(t, path)
			wantStatus(t, a, http.StatusOK)
			if wrong := foreignMarkup(a.body); wrong != "" {
				t.Errorf("%s with %s: %s", path, payload, wrong)
			}
			head, _, _ := strings.Cut(a.body, "</head>")
			if strings.Contains(head, "alert") {
				t.Errorf("%s: the head holds %s", path, payload)
			}
			wantNot(t, a, "\u202e", "\u200b")
			wantHolds(t, a, "‹U+202E›")
		}
		a := c.get(t, "/badge/"+s.ID+".svg")
		wantNot(t, a, "alert")
	}
}

// hostile is a scenario with a text in each place that takes any.
func hostile(text string) string {
	q, key := quoted(text), quoted("aws:RequestTag/x"+strings.ReplaceAll(text, "${", "$ {"))
	odd := quoted("\u202e\u200b" + text)
	document := `{"Version":"2012-10-17","Id":` + q + `,"Statement":[{"Sid":` + q + `,"Effect":"Allow","Action":` + q + `,"Resource":` + q + `,"Condition":{"StringEquals":{` + key + `:[` + q + `]}, ` + q + `:{"a":"b"}}}]}`
	return `{"scenario":1,"title":` + odd + `,"description":` + odd + `,
		"principals":{"arn:aws:iam::111122223333:user/alice":{"tags":{` + q + `:` + q + `},"groups":[]}},
		"policies":[{"name":` + q + `,"type":"identity","document":` + document + `},{"name":` + quoted("2"+text) + `,"type":"identity","document":` + quoted(document) + `},
			{"name":` + quoted("3"+text) + `,"type":"identity","document":` + q + `},
			{"name":"fine","type":"identity","attachedTo":["arn:aws:iam::111122223333:user/bob"],"document":{"Version":"2012-10-17","Statement":[{"Sid":"A","Effect":"Allow","Action":"s3:*","Resource":"*","Condition":{"StringLike":{` + key + `:` + q + `}}}]}}],
		"requests":[{"name":` + q + `,"principal":"arn:aws:iam::111122223333:user/alice","action":"s3:GetObject","resource":` + quoted("arn:aws:s3:::pets/"+text) + `,"resourceAccount":"111122223333","context":{` + key + `:` + q + `}},
			{"name":` + quoted("b"+text) + `,"principal":"arn:aws:iam::111122223333:user/bob","action":"s3:GetObject","resource":` + quoted("arn:aws:s3:::pets/"+text) + `,"resourceAccount":"111122223333","unknown":[` + key + `]}]}`
}

// ours are the elements that a page of a share consists of.
var ours = map[string]bool{"!doctype": true, "html": true, "head": true, "meta": true, "link": true, "title": true, "body": true, "svg": true, "defs": true, "symbol": true, "circle": true,
	"path": true, "rect": true, "use": true, "main": true, "header": true, "footer": true, "a": true, "p": true, "span": true, "strong": true, "h1": true, "h2": true, "h3": true, "dl": true,
	"dt": true, "dd": true, "ul": true, "li": true, "section": true, "div": true, "details": true, "summary": true, "pre": true, "code": true}

// foreignMarkup returns an element, an attribute or an address of a page that is not ours; "" if there is none.
func foreignMarkup(body string) string {
	for rest := body; ; {
		at := strings.IndexByte(rest, '<')
		if at < 0 {
			return ""
		}
		rest = rest[at+1:]
		end := strings.IndexByte(rest, '>')
		if end < 0 {
			return "an element without an end"
		}
		tag := strings.TrimPrefix(rest[:end], "/")
		name, attributes, _ := strings.Cut(tag, " ")
		if !ours[strings.TrimSuffix(strings.ToLower(name), "/")] {
			return "the element <" + tag + ">"
		}
		for i, part := range strings.Split(attributes, `"`) {
			lower := strings.ToLower(part)
			if i%2 == 0 && (strings.Contains(lower, "on") && strings.Contains(lower, "onerror=") || strings.Contains(lower, "onload=") || strings.Contains(lower, "style=")) {
				return "the attribute in <" + tag + ">"
			}
			if i%2 == 1 && strings.HasPrefix(strings.TrimSpace(lower), "javascript:") {
				return "the address in <" + tag + ">"
			}
		}
		rest = rest[end+1:]
	}
}

// pathTricks sends paths as no client of ours would. Whatever a server makes of them, it is an answer, of no share but one
// that was asked for, and never leads elsewhere.
func pathTricks(t *testing.T, c *client) {
	s := c.createPublic(t, pets)
	for _, path := range []string{
		"/s/../api/shares/" + s.ID, "/s/..%2f..%2fetc/passwd", "/s/%2e%2e/%2e%2e/etc/passwd", "//evil.example/", "//evil.example/%2e%2e", "/\\evil.example", "/s//" + s.ID + "x", "/s/" + s.ID + "%00", "/s/" + s.ID + "%0d%0aX-Evil:1",
		"/api/shares/" + s.ID + "/..", "/api/shares/%00", "/s/" + s.ID + ".json/..", "/s/.json", "/badge/../s/" + s.ID + "x", "/problems/../../etc/passwd", "/problems/%2e%2e%2f", "/..", "/.git/config", "/shares.db", "/s/" + strings.Repeat("A", 6000),
		"/api/shares/" + s.ID + "'%20OR%20'1'='1", "/api/shares/%25", "/s/" + url.PathEscape("‮"+s.ID), "/api/shares/" + s.ID + ";", "/API/shares/" + s.ID, "/e/%2e", "/index.html.br",
	} {
		status, header, body := c.raw(t, "GET "+path+" HTTP/1.1\r\nHost: "+hostOf(c.URL)+"\r\nConnection: close\r\n\r\n")
		cleaned := c.Foreign && strings.Contains(path, "..") // and so the address of the share
		if status < 200 || status >= 500 || status == 200 && strings.Contains(body, "ReadPets") && !cleaned {
			t.Errorf("%.60s: status %d", path, status)
		}
		if to := header.Get("Location"); to != "" && (strings.HasPrefix(to, "//") || strings.Contains(to, "evil.example/") && !strings.HasPrefix(to, "/evil")) || header.Get("X-Evil") != "" {
			t.Errorf("%.60s: leads to %s", path, to)
		}
		if strings.Contains(body, "root:") {
			t.Errorf("%.60s: a file of the system", path)
		}
	}
}

// headerTricks sends headers that other servers have believed.
func headerTricks(t *testing.T, c *client) {
	s := c.createPublic(t, pets)
	lies := []string{"X-Forwarded-Host", "evil.example", "X-Forwarded-Proto", "gopher", "X-Original-URL", "/api/shares", "X-Rewrite-URL", "/healthz", "Forwarded", "host=evil.example",
		"X-HTTP-Method-Override", "DELETE", "X-Forwarded-For", "evil.example, <script>", "Origin", "https://evil.example", "Referer", "https://evil.example/", "Accept", "<script>", "Range", "bytes=0-1,5-6,1-9999999"}
	a := c.ask(t, "POST", "/api/shares", `{"kind":"public","scenario":`+pets+`}`, append(lies, "Content-Type", "application/json", "Cookie", "id=<script>")...)
	wantStatus(t, a, http.StatusCreated)
	wantHolds(t, a, `"url":"`+c.Public+`/s/`)
	for _, path := range []string{"/s/" + s.ID, "/api/shares/" + s.ID, "/oembed?url=" + c.Public + "/s/" + s.ID} {
		a := c.get(t, path, lies...)
		wantStatus(t, a, http.StatusOK)
		wantNot(t, a, "evil.example")
	}
	wantStatus(t, c.get(t, "/api/shares/"+s.ID), http.StatusOK)
	if c.Foreign {
		return
	}
	// Another name for the server is refused on the way, or plays no part.
	a = c.ask(t, "POST", "/api/shares", `{"kind":"public","scenario":`+pets+`}`, "Content-Type", "application/json", "Host", "evil.example")
	if a.status < 400 {
		wantHolds(t, a, `"url":"`+c.Public+`/s/`)
	}
	if a = c.get(t, "/s/"+s.ID, "Host", "evil.example"); a.status < 400 {
		wantNot(t, a, "evil.example")
	}
	// Two lengths, or a length and chunks, are how one request becomes two.
	for _, smuggled := range []string{
		"POST /api/evaluate HTTP/1.1\r\nHost: h\r\nContent-Type: application/json\r\nContent-Length: 2\r\nContent-Length: 5\r\n\r\n{}GET ",
		"POST /api/evaluate HTTP/1.1\r\nHost: h\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked, identity\r\n\r\n{}",
		"GET / HTTP/1.1\r\nHost: h\r\nBad Header: x\r\n\r\n", "GET /\x01 HTTP/1.1\r\nHost: h\r\n\r\n", "NOTHING\r\n\r\n",
		"GET / HTTP/1.1\r\nHost: h\r\nX: " + strings.Repeat("a", 300_000) + "\r\n\r\n",
	} {
		if status, _, _ := c.raw(t, smuggled); status != 0 && (status < 400 || status >= 500) && status != 501 {
			t.Errorf("%.60q: status %d", smuggled, status)
		}
	}
}

// raw sends bytes and reads one answer; status 0 if the server hangs up instead.
func (c *client) raw(t *testing.T, text string) (int, http.Header, string) {
	t.Helper()
	u, err := url.Parse(c.URL)
	if err != nil {
		t.Fatal(err)
	}
	var conn net.Conn
	if u.Scheme == "https" {
		conn, err = tls.Dial("tcp", hostPort(u), &tls.Config{ServerName: u.Hostname()})
	} else {
		conn, err = net.Dial("tcp", hostPort(u))
	}
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	conn.SetDeadline(time.Now().Add(20 * time.Second))
	fmt.Fprint(conn, text)
	response, err := http.ReadResponse(bufio.NewReader(conn), nil)
	if err != nil {
		return 0, http.Header{}, ""
	}
	defer response.Body.Close()
	var body strings.Builder
	bufio.NewReader(response.Body).WriteTo(&body)
	return response.StatusCode, response.Header, body.String()
}

func hostOf(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return u.Host
}

func hostPort(u *url.URL) string {
	switch {
	case u.Port() != "":
		return u.Host
	case u.Scheme == "https":
		return u.Host + ":443"
	}
	return u.Host + ":80"
}
