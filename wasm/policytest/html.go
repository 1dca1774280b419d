package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/iam-policy-playground/playground/playground-server/share"
	"github.com/iam-policy-playground/playground/wasm/harness"
)

// Names in the folder of a documentation build, beside NAME.html and NAME.article.html of each scenario.
const (
	sheetName    = "iam-scenario.css"
	verdictsName = "verdicts.json"
)

// A publisher writes static HTML of scenarios into a folder. What it documents is a verdict for each request: the one that the
// scenario expects, or, where it expects nothing, the one that the folder's verdicts.json recorded at the build before. A
// scenario with a verdict that changed is not written again, so that nothing wrong is ever published.
type publisher struct {
	out      string
	files    map[string]string // the scenario file behind each name
	recorded map[string]map[string]string
	now      map[string]map[string]string // decisions by scenario and request
}

// newPublisher makes the folder, and reads what it recorded.
func newPublisher(out string) (*publisher, error) {
	p := &publisher{out: out, files: map[string]string{}, recorded: map[string]map[string]string{}}
	if err := os.MkdirAll(out, 0o755); err != nil {
		return nil, err
	}
	text, err := os.ReadFile(p.file(verdictsName))
	if err == nil {
		err = json.Unmarshal(text, &p.recorded)
	}
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%s: %w", p.file(verdictsName), err)
	}
	p.now = maps.Clone(p.recorded)
	return p, nil
}

func (p *publisher) file(name string) string { return filepath.Join(p.out, name) }

// nameOf returns what the pages of a scenario file are called: letters, digits and hyphens, since it stands in addresses and ids.
func nameOf(file string) string {
	if file == "-" {
		return "scenario"
	}
	base := filepath.Base(file)
	for _, ending := range []string{harness.Suffix, ".json"} {
		base = strings.TrimSuffix(base, ending)
	}
	return strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '-' || r == '_' {
			return r
		}
		return '-'
	}, base)
}

// write publishes a scenario, unless a verdict is not the documented one. It returns a sentence for each request that lost its
// recorded verdict; agreed says whether all expectations of the scenario itself are met.
func (p *publisher) write(file string, text []byte, checked *harness.Checked) (changed []string, err error) {
	name := nameOf(file)
	if other, taken := p.files[name]; taken {
		return nil, fmt.Errorf("its pages would be called %s.html, as those of %s are", name, other)
	}
	p.files[name] = file
	verdicts, met := map[string]string{}, true
	for _, one := range checked.Cases {
		verdicts[one.Title] = one.Decision
		met = met && one.Agrees()
		if was := p.recorded[name][one.Title]; one.Expect == "" && was != "" && was != one.Decision {
			changed = append(changed, fmt.Sprintf("%s: %s, documented as %s; if it is meant, remove %s", one.Title, one.Decision, was, p.file(verdictsName)))
		}
	}
	if !met || len(changed) > 0 {
		return changed, nil
	}
	p.now[name] = verdicts
	document, err := share.WriteDocument(name, string(text), checked.JSON, sheetName)
	if err != nil {
		return nil, err
	}
	return nil, errors.Join(
		os.WriteFile(p.file(name+".html"), []byte(document.Page), 0o644),
		os.WriteFile(p.file(name+".article.html"), []byte(document.Article), 0o644),
	)
}

// end writes what all pages share, and records the verdicts for the next build.
func (p *publisher) end() error {
	record, err := json.MarshalIndent(p.now, "", "  ")
	if err != nil {
		return err
	}
	return errors.Join(
		os.WriteFile(p.file(sheetName), []byte(share.DocumentCSS()), 0o644),
		os.WriteFile(p.file(verdictsName), append(record, '\n'), 0o644),
	)
}

// names returns the names of what was published or kept, in order.
func (p *publisher) names() []string { return slices.Sorted(maps.Keys(p.files)) }

// publish hands a scenario to the publisher and reports what changed.
func (p *printer) publish(file string, text []byte, checked *harness.Checked) {
	if p.pages == nil || len(checked.Unreadable()) > 0 {
		return
	}
	changed, err := p.pages.write(file, text, checked)
	if err != nil {
		p.refuse(file, err)
	}
	for _, sentence := range changed {
		p.passed--
		p.failed++
		fmt.Fprintf(p.stderr, "%s: %s\n", file, sentence)
	}
}

// endPages ends what publish began, and says where the pages are.
func (p *printer) endPages(stdout io.Writer) {
	if p.pages == nil {
		return
	}
	if err := p.pages.end(); err != nil {
		p.refuse(p.pages.out, err)
		return
	}
	if !p.asJSON {
		fmt.Fprintf(stdout, "HTML of %d in %s\n", len(p.pages.names()), p.pages.out)
	}
}
