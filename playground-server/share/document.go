package share

import "strings"

// A Document shows a scenario as static HTML, without a server and without JavaScript: what a documentation build writes.
type Document struct {
	Page    string // a whole page
	Article string // the same for a page of somebody's own
}

// DocumentCSS returns the style sheet of documents: that of shared pages, for what is inside the article alone. Light or dark is up
// to the page around it.
func DocumentCSS() string {
	return ".iam-scenario {\n" + strings.NewReplacer(":root {\n  color-scheme: light dark;\n", "& {\n", "body { margin: 0; background: var(--canvas);", "& {").Replace(css) + "}\n"
}

// WriteDocument writes a scenario out that the engine has evaluated. name is part of the ids in it, so that several can stand in
// one page; sheet is the address of the style sheet as the page names it.
func WriteDocument(name, scenario string, answer []byte, sheet string) (Document, error) {
	s, err := readStored(scenario)
	if err != nil {
		return Document{}, err
	}
	v := &view{h: &Share{}, prefix: name + "-"}
	var results markup
	engine, found, err := readAnswer(answer, func(i int, r *result) { results.request(v, &s, i, r) })
	if err != nil {
		return Document{}, err
	}
	var m markup
	m.raw(`<article class="iam-scenario">` + marks)
	if s.Title != "" {
		m.element("h2", "", s.Title)
	}
	if s.Description != "" {
		m.element("p", "say", s.Description)
	}
	m.policies(&s, found)
	m.raw(`<h2>Requests</h2>` + results.b.String() + `<p class="engines">`)
	m.text("Decided by engine " + engine + " of IAM Policy Playground, from AWS’s public documentation. Not affiliated with AWS.")
	m.raw("</p></article>\n")
	article := m.b.String()

	var page markup
	page.raw(`<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">` +
		`<meta name="color-scheme" content="light dark"><link rel="stylesheet" href="`)
	page.text(sheet)
	page.raw(`"><title>`)
	if s.Title == "" {
		s.Title = name
	}
	page.text(s.Title)
	page.raw("</title></head><body>\n<main>" + article + "</main></body></html>\n")
	return Document{Page: page.b.String(), Article: article}, nil
}
