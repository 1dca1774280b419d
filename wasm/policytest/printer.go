package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/iam-policy-playground/playground/engine"
	"github.com/iam-policy-playground/playground/wasm/harness"
)

// A printer evaluates one file after the other and prints what came out.
type printer struct {
	harness           *harness.Harness
	stdin             io.Reader
	stdout, stderr    io.Writer
	asJSON, withTrace bool
	pages             *publisher // nil without -html

	passed, failed int  // requests
	unread         bool // an input could not be read
}

// path evaluates what one argument of the command stands for.
func (p *printer) path(ctx context.Context, path string) {
	if path == "-" {
		text, err := io.ReadAll(p.stdin)
		p.text(ctx, "-", text, err)
		return
	}
	files := []string{path}
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		if files, err = harness.Files(path); err == nil && len(files) == 0 {
			err = fmt.Errorf("no *%s below it", harness.Suffix)
		}
		if err != nil {
			p.refuse(path, err)
			return
		}
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		p.text(ctx, file, text, err)
	}
}

// refuse reports an input that could not be read.
func (p *printer) refuse(file string, err error) {
	fmt.Fprintf(p.stderr, "%s: %v\n", file, err)
	p.unread = true
}

// text evaluates one scenario; err says why it could not be had.
func (p *printer) text(ctx context.Context, file string, text []byte, err error) {
	if err != nil {
		p.refuse(file, err)
		return
	}
	checked, err := p.harness.Check(ctx, harness.OpEvaluate, text)
	if err != nil {
		p.refuse(file, err)
		return
	}
	for _, d := range checked.Unreadable() {
		line, column := engine.LineCol(string(text), d.Span[0])
		fmt.Fprintf(p.stderr, "%s:%d:%d %s\n", file, line, column, sentence(d))
		p.unread = true
	}
	for _, one := range checked.Cases {
		if one.Agrees() {
			p.passed++
		} else {
			p.failed++
		}
	}
	p.publish(file, text, checked)
	if p.asJSON {
		p.line(file, checked.JSON)
		return
	}
	p.cases(ctx, file, text, checked)
	p.diagnostics(file, text, checked)
}

// sentence puts a diagnostic's path before its message, unless the message is about the whole scenario.
func sentence(d harness.Diagnostic) string {
	if d.Path == "" {
		return d.Code + ": " + d.Message
	}
	return d.Code + ": " + d.Path + ": " + d.Message
}

// line prints the module's answer as one line of JSON. Results and diagnostics go through as they are.
func (p *printer) line(file string, answer []byte) {
	var parts struct {
		Results     json.RawMessage `json:"results"`
		Diagnostics json.RawMessage `json:"diagnostics"`
	}
	name, err := json.Marshal(file)
	if err == nil {
		err = json.Unmarshal(answer, &parts)
	}
	if err != nil {
		p.refuse(file, err)
		return
	}
	fmt.Fprintf(p.stdout, "{\"file\":%s,\"results\":%s,\"diagnostics\":%s}\n", name, parts.Results, parts.Diagnostics)
}

// cases prints a line for each request, and below it the trace if that is wanted, else the reason of a decision that is
// not the expected one.
func (p *printer) cases(ctx context.Context, file string, text []byte, checked *harness.Checked) {
	fmt.Fprintln(p.stdout, file)
	var traces []harness.Result
	if p.withTrace {
		explained, err := p.harness.Explain(ctx, text)
		if err != nil {
			p.refuse(file, err)
			return
		}
		traces = explained.Results
	}
	for i, one := range checked.Cases {
		switch {
		case one.Expect == "":
			fmt.Fprintf(p.stdout, "  - %s: %s\n", one.Title, one.Decision)
		case one.Agrees():
			fmt.Fprintf(p.stdout, "  ✓ %s: %s\n", one.Title, one.Decision)
		default:
			fmt.Fprintf(p.stdout, "  ✗ %s: %s, expected %s\n", one.Title, one.Decision, one.Expect)
		}
		switch {
		case p.withTrace:
			for line := range strings.Lines(traces[i].Text) {
				fmt.Fprint(p.stdout, "      ", line)
			}
		case !one.Agrees():
			fmt.Fprintf(p.stdout, "      %s\n", one.Reason)
		}
	}
}

// diagnostics prints what was found in the policies: the file, the policy, and where in the policy's own text; for a
// document that is part of the file, where in the file.
func (p *printer) diagnostics(file string, text []byte, checked *harness.Checked) {
	for _, d := range checked.Diagnostics {
		if d.Policy == nil {
			if d.Severity != "error" {
				line, column := engine.LineCol(string(text), d.Span[0])
				fmt.Fprintf(p.stdout, "  %s:%d:%d %s %s\n", file, line, column, d.Severity, sentence(d))
			}
			continue
		}
		if *d.Policy >= len(checked.Scenario.Policies) {
			continue
		}
		policy := checked.Scenario.Policies[*d.Policy]
		name := policy.Name
		if name == "" {
			name = fmt.Sprintf("policy %d", *d.Policy+1)
		}
		place, offset := policy.Text, d.Span[0]
		if policy.Offset >= 0 {
			place, offset = string(text), policy.Offset+offset
		}
		line, column := engine.LineCol(place, offset)
		if policy.Offset >= 0 {
			fmt.Fprintf(p.stdout, "  %s:%d:%d (%s) %s %s: %s\n", file, line, column, name, d.Severity, d.Code, d.Message)
		} else {
			fmt.Fprintf(p.stdout, "  %s (%s:%d:%d) %s %s: %s\n", file, name, line, column, d.Severity, d.Code, d.Message)
		}
	}
}
