package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/iam-policy-playground/playground/engine"
	"github.com/iam-policy-playground/playground/wasm/harness"
)

// A linter checks one file after the other and keeps what it finds.
type linter struct {
	harness *harness.Harness
	stdin   io.Reader
	stderr  io.Writer
	kind    string // type of policy files; "" to guess it

	found  []located
	unread bool // an input could not be read
}

// A located finding is one with its place in a file.
type located struct {
	harness.Finding
	file       string // as the command was given it, or "-"
	text       string // of the file
	start, end int    // bytes of text
	exact      bool   // edits of the finding's fixes can be made in the file
	shift      int    // from an offset of an edit to one of the file, if exact
}

// run checks the arguments of the command, prints the findings, and returns the exit status.
func (l *linter) run(ctx context.Context, paths []string, asSARIF bool, stdout io.Writer) int {
	for _, path := range paths {
		l.path(ctx, path)
	}
	if !asSARIF {
		l.print(stdout)
	} else if err := l.sarif(ctx, stdout); err != nil {
		l.refuse("SARIF", err)
	}
	switch {
	case l.unread:
		return unreadable
	case l.errors() > 0:
		return disagreed
	}
	return agreed
}

// path checks what one argument of the command stands for.
func (l *linter) path(ctx context.Context, path string) {
	if path == "-" {
		text, err := io.ReadAll(l.stdin)
		l.file(ctx, path, text, err)
		return
	}
	files, err := []string{path}, error(nil)
	if info, failure := os.Stat(path); failure == nil && info.IsDir() {
		if files, err = lintedFiles(path); err == nil && len(files) == 0 {
			err = errors.New("neither scenarios nor policies below it")
		}
	}
	if err != nil {
		l.refuse(path, err)
	}
	for _, file := range files {
		if err == nil {
			text, err := os.ReadFile(file)
			l.file(ctx, file, text, err)
		}
	}
}

func (l *linter) refuse(file string, err error) {
	fmt.Fprintf(l.stderr, "%s: %v\n", file, err)
	l.unread = true
}

// lintedFiles returns the scenarios and policies below a folder, in lexical order. Hidden folders and node_modules hold none.
func lintedFiles(dir string) (files []string, err error) {
	err = filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		switch name := entry.Name(); {
		case err != nil:
			return err
		case entry.IsDir() && path != dir && (strings.HasPrefix(name, ".") || name == "node_modules"):
			return fs.SkipDir
		case entry.IsDir() || !strings.HasSuffix(name, ".json"):
			return nil
		case !strings.HasSuffix(name, harness.Suffix):
			if text, err := os.ReadFile(path); err != nil || !isScenario(text) && !isPolicy(text) {
				return err
			}
		}
		files = append(files, path)
		return nil
	})
	return files, err
}

// What tells of a policy, by its text, because it may be broken.
var (
	statement = regexp.MustCompile(`["'“]Statement["'”]?\s*:`)
	principal = regexp.MustCompile(`["'“](Not)?Principal["'”]?\s*:`)
	resource  = regexp.MustCompile(`["'“](Not)?Resource["'”]?\s*:`)
	assume    = regexp.MustCompile(`(?i)["'“]sts:(AssumeRole|\*)`)
)

// isScenario reports whether a text is a scenario rather than a policy.
func isScenario(text []byte) bool {
	var members struct{ Scenario json.RawMessage }
	return json.Unmarshal(text, &members) == nil && members.Scenario != nil
}

// isPolicy reports whether a text has a Statement; a broken one, whether it seems to.
func isPolicy(text []byte) bool {
	if !json.Valid(text) {
		return statement.Match(text)
	}
	var members struct{ Statement json.RawMessage }
	return json.Unmarshal(text, &members) == nil && members.Statement != nil
}

// guessed returns the type of a policy: one that names principals is attached to a resource, or to a role that it lets others
// assume; any other to an identity.
func guessed(text string) string {
	switch {
	case !principal.MatchString(text):
		return "identity"
	case assume.MatchString(text) && !resource.MatchString(text):
		return "trust"
	}
	return "resource"
}

// file checks one file; err says why it could not be had.
func (l *linter) file(ctx context.Context, file string, text []byte, err error) {
	if err == nil && !utf8.Valid(text) {
		err = errors.New("the text is not UTF-8")
	}
	if err != nil {
		l.refuse(file, err)
		return
	}
	if strings.HasSuffix(file, harness.Suffix) || isScenario(text) {
		l.scenario(ctx, file, text)
	} else {
		l.policy(ctx, file, string(text))
	}
}

func (l *linter) scenario(ctx context.Context, file string, text []byte) {
	linted, err := l.harness.Lint(ctx, text)
	if err != nil {
		l.refuse(file, err)
		return
	}
	for _, f := range linted.Findings {
		one := located{Finding: f, file: file, text: string(text), start: f.Span[0], end: f.Span[1]}
		if f.Policy >= 0 && f.Policy < len(linted.Scenario.Policies) {
			switch p := &linted.Scenario.Policies[f.Policy]; {
			case p.Offset >= 0:
				one.exact, one.shift = true, p.Offset
				one.start, one.end = p.Offset+f.Span[0], p.Offset+f.Span[1]
			default:
				one.start, one.end = inString(one.text, p.Begin, f.Span[0]), inString(one.text, p.Begin, f.Span[1])
			}
		}
		l.found = append(l.found, one)
	}
}

// inString returns where in a text the byte at an offset of a JSON string stands, whose quote is at begin.
func inString(text string, begin, offset int) int {
	at := begin + 1
	for decoded := 0; decoded < offset && at < len(text); {
		n := 1
		if text[at] == '\\' {
			if n = 2; strings.HasPrefix(text[at:], `\u`) {
				n = 6
			}
			if strings.HasPrefix(text[at:], `\ud`) || strings.HasPrefix(text[at:], `\uD`) {
				n = 12 // two escapes of one character, or something broken
			}
		}
		n = min(n, len(text)-at)
		var one string
		if json.Unmarshal([]byte(`"`+text[at:at+n]+`"`), &one) == nil {
			decoded += len(one)
		} else {
			decoded++
		}
		at += n
	}
	return at
}

// policy checks a file that is a policy itself.
func (l *linter) policy(ctx context.Context, file, text string) {
	kind := l.kind
	if kind == "" {
		kind = guessed(text)
	}
	type policy struct {
		Type     string `json:"type"`
		Document string `json:"document"`
	}
	scenario, err := json.Marshal(map[string]any{"scenario": 1, "policies": []policy{{kind, text}}, "requests": []any{}})
	if err == nil {
		var linted *harness.Linted
		if linted, err = l.harness.Lint(ctx, scenario); err == nil {
			l.keep(file, text, linted.Findings)
			return
		}
	}
	l.refuse(file, err)
}

// keep keeps the findings of a policy file, but for those about the scenario that was made of it.
func (l *linter) keep(file, text string, findings []harness.Finding) {
	for _, f := range findings {
		if f.Policy == 0 {
			l.found = append(l.found, located{Finding: f, file: file, text: text, start: f.Span[0], end: f.Span[1], exact: true})
		}
	}
}

// errors counts the findings of the highest severity.
func (l *linter) errors() (n int) {
	for i := range l.found {
		if l.found[i].Severity == "error" {
			n++
		}
	}
	return n
}

// print writes a line for each finding: the file, line and column, the column in bytes, and what is found.
func (l *linter) print(out io.Writer) {
	for i := range l.found {
		f := &l.found[i]
		line, column := engine.LineCol(f.text, f.start)
		fmt.Fprintf(out, "%s:%d:%d %s %s %s\n", f.file, line, column, f.Severity, f.Code, f.Message)
	}
}
