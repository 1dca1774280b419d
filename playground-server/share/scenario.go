package share

import (
	"strconv"
	"strings"
)

// preface appends what the author says, and which engines decided.
func (m *markup) preface(v *view, s *stored, engine string, now []string) {
	m.raw(`<h1>A shared scenario</h1>`)
	if s.Title != "" || s.Description != "" {
		m.raw(`<dl class="author">`)
		if s.Title != "" {
			m.element("dt", "", "Its author’s title")
			m.element("dd", "", s.Title)
		}
		if s.Description != "" {
			m.element("dt", "", "and description")
			m.element("dd", "", s.Description)
		}
		m.raw(`</dl>`)
	}
	m.raw(`<p class="engines">`)
	m.text("Shared on " + v.h.Created.Format("2 January 2006") + ", decided then by engine " + v.h.Engine + " and now by engine " + engine + ". ")
	if changed := changes(v.h.Verdicts, now); changed > 0 {
		m.element("strong", "", "The decision has changed for "+count(changed, "request")+" since.")
	}
	m.raw(`</p>`)
}

// changes counts the requests that are decided otherwise than they were.
func changes(then, now []string) int {
	n := 0
	for i := range now {
		if i < len(then) && then[i] != now[i] {
			n++
		}
	}
	return n
}

func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return strconv.Itoa(n) + " " + what + "s"
}

// request appends one request with its decision and its trace, which is left out where the page is full.
func (m *markup) request(v *view, s *stored, i int, r *result) {
	is := verdictOf(r.Decision)
	m.raw(`<section class="request" id="`)
	m.text(v.prefix + "r" + strconv.Itoa(i+1))
	m.raw(`"><div class="banner ` + is.class + `">`)
	m.mark(is)
	m.element("h3", "", is.word)
	m.element("p", "name", r.Name)
	if r.Reason != "" {
		m.element("p", "say", r.Reason)
	}
	if i < len(v.h.Verdicts) && v.h.Verdicts[i] != r.Decision {
		m.element("p", "then", "When it was shared, engine "+v.h.Engine+" decided: "+verdictOf(v.h.Verdicts[i]).word+".")
	}
	if r.Error != "" {
		m.element("p", "caller", "What the caller sees: "+r.Error)
	}
	m.ways(r.DependsOn)
	m.raw(`</div>`)
	if m.len() > maxPage {
		m.raw(`<p>This page is full, so the request and its trace are not shown. The playground shows them.</p></section>`)
		return
	}
	if i < len(s.Requests) {
		m.raw(`<details><summary>The request</summary>`)
		m.code(indented(s.Requests[i]))
		m.raw(`</details>`)
	}
	if r.Trace != nil {
		m.raw(`<details open><summary>Trace</summary>`)
		m.steps(r.Trace.Steps)
		m.raw(`</details>`)
	}
	m.raw(`</section>`)
}

// ways appends on what the decision depends.
func (m *markup) ways(list []dependency) {
	if len(list) == 0 {
		return
	}
	m.raw(`<ul class="ways">`)
	for _, d := range list {
		for _, way := range d.Ways {
			m.raw(`<li>If `)
			m.element("code", "", d.Key)
			m.text(" " + way.When + ": " + strings.ToLower(verdictOf(way.Decision).word))
			m.raw(`</li>`)
		}
	}
	m.raw(`</ul>`)
}

// code appends preformatted text that can be scrolled, by keyboard too.
func (m *markup) code(text string) {
	m.raw(`<pre tabindex="0"><code>`)
	m.text(text)
	m.raw(`</code></pre>`)
}

// steps appends a level of the trace. What decided is open, the rest is folded.
func (m *markup) steps(list []step) {
	m.raw(`<ul class="trace">`)
	for i := range list {
		if m.len() > maxPage {
			m.raw(`<li>… the page is full; the playground shows the rest.</li>`)
			break
		}
		m.step(&list[i])
	}
	m.raw(`</ul>`)
}

func (m *markup) step(s *step) {
	m.raw(`<li>`)
	if len(s.Steps) == 0 && s.Want == "" && s.Got == "" {
		m.raw(`<p>`)
		m.line(s)
		m.raw(`</p></li>`)
		return
	}
	m.raw(`<details`)
	if s.Decides {
		m.raw(` open`)
	}
	m.raw(`><summary>`)
	m.line(s)
	m.raw(`</summary>`)
	if s.Want != "" || s.Got != "" {
		m.raw(`<dl class="wanted">`)
		m.element("dt", "", "Wanted")
		m.element("dd", "", s.Want)
		m.element("dt", "", "Got")
		m.element("dd", "", s.Got)
		m.raw(`</dl>`)
	}
	if len(s.Steps) > 0 {
		m.steps(s.Steps)
	}
	m.raw(`</details></li>`)
}

// answers are the marks of a step's answer, and what a screen reader says.
var answers = map[string][2]string{"yes": {"+", "yes"}, "no": {"−", "no"}, "unknown": {"?", "unknown"}, "notAsked": {"·", "not asked"}}

// line appends a step's own line.
func (m *markup) line(s *step) {
	if s.Outcome != "" && s.Outcome != "none" {
		m.mark(verdictOf(s.Outcome))
		m.element("span", "hidden", verdictOf(s.Outcome).word+": ")
	} else if a, ok := answers[s.Answer]; ok {
		m.raw(`<span class="a ` + s.Answer + `" aria-hidden="true">` + a[0] + `</span><span class="hidden">` + a[1] + `: </span>`)
	}
	m.text(s.Say)
	if s.Decides {
		m.raw(` <span class="tag decides">decides</span>`)
	}
	for _, note := range s.Notes {
		m.raw(` `)
		m.element("span", "tag", note)
	}
}

// policies appends the documents, and what the engine finds in them.
func (m *markup) policies(s *stored, found []diagnostic) {
	m.raw(`<h2>Policies</h2>`)
	for i := range s.Policies {
		p := &s.Policies[i]
		m.raw(`<section class="policy">`)
		name := p.Name
		if name == "" {
			name = "policy " + strconv.Itoa(i+1)
		}
		m.element("h3", "", name)
		m.raw(`<p class="what">`)
		m.text(p.Type)
		if p.AttachedTo != nil {
			m.text(", attached to " + attached(p.AttachedTo))
		}
		m.raw(`</p>`)
		m.findings(found, i)
		m.code(p.text())
		m.raw(`</section>`)
	}
}

func attached(list []string) string {
	if len(list) == 0 {
		return "nothing, so it has no effect"
	}
	return strings.Join(list, ", ")
}

func (m *markup) findings(found []diagnostic, policy int) {
	for _, d := range found {
		if d.Policy != nil && *d.Policy == policy && d.Severity != "suggestion" {
			m.element("p", "finding", d.Code+": "+d.Message)
		}
	}
}
