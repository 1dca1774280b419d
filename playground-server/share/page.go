package share

import (
	_ "embed"
	"net/http"
	"net/url"
	"strconv"
	"strings"
)

// A view is one of the two pages that show a public share, or a document.
type view struct {
	h        *Share
	embedded bool
	prefix   string // of ids
	classes  string // of an embed's body: what is shown, and in which colours
}

// maxPage bounds a page, in bytes: beyond it traces are left out, and the page says so.
const maxPage = 2 << 20

// title is that of every share: a title in a browser's list or in a chat is no place for text of others.
const title = "Shared scenario · IAM Policy Playground"

//go:embed share.css
var css string

func (s *server) styleSheet(w http.ResponseWriter, r *http.Request, _ string) {
	setHeaders(w.Header(), sharedWithAll)
	w.Header().Set("Content-Type", "text/css; charset=utf-8")
	w.Header().Set("Cache-Control", "public, max-age=3600")
	w.Write([]byte(css))
}

// shared answers GET /s/{id} and /s/{id}.json.
func (s *server) shared(w http.ResponseWriter, r *http.Request, name string) {
	if id, ok := strings.CutSuffix(name, ".json"); ok {
		s.raw(w, r, id)
		return
	}
	s.show(w, r, name, false)
}

// embedded answers GET /e/{id}.
func (s *server) embedded(w http.ResponseWriter, r *http.Request, id string) {
	setHeaders(w.Header(), framed)
	s.show(w, r, id, true)
}

// show answers with a share as a page: sealed ones are for the browser, public ones are written out here.
func (s *server) show(w http.ResponseWriter, r *http.Request, id string, embedded bool) {
	setHeaders(w.Header(), unlisted)
	h, p := s.find(r.Context(), id)
	if p != nil {
		s.apologize(w, *p, embedded)
		return
	}
	w.Header().Set("Link", "<"+s.oembedLink(id)+`>; rel="alternate"; type="application/json+oembed"`)
	if h.Kind == Sealed || embedded && r.URL.Query().Has("live") {
		s.sealedPage(w, r, embedded)
		return
	}
	m, err := s.render(r, &view{h: &h, embedded: embedded, classes: classesOf(r.URL.Query())})
	if err != nil {
		s.apologize(w, s.unasked(err), embedded)
		return
	}
	s.writePage(w, m, embedded)
}

// render writes a public share out, evaluated by today's engine.
func (s *server) render(r *http.Request, v *view) (*markup, error) {
	answer, err := s.ask(r.Context(), &s.judgements, evaluate, []byte(v.h.Body))
	if err != nil {
		return nil, err
	}
	scenario, err := readStored(v.h.Body)
	if err != nil {
		return nil, err
	}
	var results markup
	var now []string
	engine, found, err := readAnswer(answer, func(i int, result *result) {
		now = append(now, result.Decision)
		results.request(v, &scenario, i, result)
	})
	if err != nil {
		return nil, err
	}
	m := &markup{}
	s.head(m, v)
	if wrong := mistakes(found); len(wrong) > 0 {
		m.raw(`<p class="say">The engine of today does not accept this scenario any more, so it is not shown:</p><ul>`)
		for _, d := range wrong[:min(len(wrong), 20)] {
			m.element("li", "", d.Path+": "+d.Message)
		}
		m.raw("</ul>")
	} else {
		m.preface(v, &scenario, engine, now)
		m.raw(`<h2>Requests</h2>`)
		m.raw(results.b.String())
		m.policies(&scenario, found)
	}
	s.foot(m, v)
	return m, nil
}

// head opens a page. It holds nothing of the share but the id.
func (s *server) head(m *markup, v *view) {
	s.open(m, title)
	link := s.PublicURL + "/s/" + v.h.ID
	m.raw(`<meta property="og:title" content="` + title + `"><meta property="og:type" content="website"><meta property="og:site_name" content="IAM Policy Playground">` +
		`<meta property="og:description" content="AWS IAM policies and requests, with each decision and its explanation."><meta property="og:url" content="`)
	m.text(link)
	m.raw(`"><link rel="alternate" type="application/json+oembed" title="` + title + `" href="`)
	m.text(s.oembedLink(v.h.ID))
	m.raw(`"></head>`)
	m.body(v.embedded, v.classes)
	if !v.embedded {
		m.raw(`<header><a class="home" href="/">IAM Policy Playground</a></header><p class="notice">Somebody shared this scenario. Its names and texts are theirs, not ours; this site is not affiliated with AWS. `)
		m.element("span", "", "The link ends on "+v.h.Expires.Format("2 January 2006")+".")
		m.raw(` <a href="`)
		m.text(s.reportLink(v.h.ID))
		m.raw(`" rel="nofollow">Report this link</a></p>`)
	}
	m.raw(`<p class="actions">`)
	target := ""
	if v.embedded {
		target = ` target="_blank" rel="noopener"`
		m.raw(`<a class="b" href="/s/` + v.h.ID + `"` + target + `>Open in full</a> `)
	}
	m.raw(`<a class="b primary" href="/` + fragmentOf(v.h.Body) + `"` + target + `>Open in the playground</a>`)
	if !v.embedded {
		m.raw(` <a class="b" href="/s/` + v.h.ID + `.json">Download the scenario</a>`)
	}
	m.raw(`</p>`)
}

// open begins a page of ours.
func (s *server) open(m *markup, title string) {
	m.raw(`<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex, nofollow">` +
		`<meta name="color-scheme" content="light dark"><link rel="stylesheet" href="/share.css"><link rel="icon" href="/favicon.svg" type="image/svg+xml"><title>`)
	m.text(title)
	m.raw(`</title>`)
}

func (m *markup) body(embedded bool, classes string) {
	class := "page"
	if embedded {
		class = "page embed" + classes
	}
	m.raw(`<body class="` + class + `">` + marks + `<main>`)
}

// classesOf reads how an embed is to be shown. Its words are ours.
func classesOf(query url.Values) string {
	classes := ""
	switch view := query.Get("view"); view {
	case "policy", "trace", "verdict":
		classes += " view-" + view
	}
	switch theme := query.Get("theme"); theme {
	case "light", "dark":
		classes += " theme-" + theme
	}
	return classes
}

// oembedLink is where programs learn how to embed a share.
func (s *server) oembedLink(id string) string {
	return s.PublicURL + "/oembed?format=json&url=" + url.QueryEscape(s.PublicURL+"/s/"+id)
}

// reportLink is where a reader reports a share: an address of the operator, told which share it is.
func (s *server) reportLink(id string) string {
	if strings.HasPrefix(s.Report, "mailto:") {
		return s.Report + "?subject=Share%20" + id
	}
	return s.Report
}

func (s *server) foot(m *markup, v *view) {
	m.raw(`</main><footer>`)
	if v.embedded {
		m.raw(`IAM Policy Playground · shared by others · <a href="`)
		m.text(s.reportLink(v.h.ID))
		m.raw(`" target="_blank" rel="noopener nofollow">Report</a>`)
	} else {
		m.raw(`Decided from AWS’s public documentation. Not affiliated with AWS.`)
	}
	m.raw(`</footer></body></html>`)
}

func (s *server) writePage(w http.ResponseWriter, m *markup, embedded bool) {
	s.pageHeaders(w.Header(), embedded)
	w.Header().Set("Content-Length", strconv.Itoa(m.len()))
	w.Write([]byte(m.b.String()))
}

func (s *server) pageHeaders(h http.Header, embedded bool) {
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Content-Security-Policy", textPolicy)
	if embedded {
		h.Set("Content-Security-Policy", embeddedTextPolicy)
	}
}

// apologize is a problem as a page, for a reader who followed a link.
func (s *server) apologize(w http.ResponseWriter, p problem, embedded bool) {
	m := &markup{}
	s.open(m, kinds[p.name].title+" · IAM Policy Playground")
	m.raw("</head>")
	m.body(embedded, "")
	m.raw(`<header><a class="home" href="/">IAM Policy Playground</a></header>`)
	m.element("h1", "", kinds[p.name].title)
	m.element("p", "say", p.detail)
	m.raw(`</main></body></html>`)
	s.pageHeaders(w.Header(), embedded)
	p.head(w, "text/html; charset=utf-8", m.len())
	w.Write([]byte(m.b.String()))
}
