// Command policytest evaluates scenario files in engine.wasm and compares the decisions with what the files expect.
//
//	go run ./wasm/policytest [-json] [-trace] [-v] [-html OUT] PATH…
//	go run ./wasm/policytest -lint [-sarif] [-type TYPE] PATH…
//
// A PATH is a scenario file, a folder (every *.scenario.json below it) or - for standard input. The exit status is 0 if all
// requests are decided as expected (those that expect nothing count as such), 1 if one is not, and 2 if an input cannot be
// read; under go run both show as 1, with the status in its last line.
//
// With -json it prints a line of JSON for each file instead: {"file": …, "results": […], "diagnostics": […]}, where results
// and diagnostics are the module's own bytes, traces included.
//
// With -html it also writes static HTML of each scenario into the folder OUT, for documentation: NAME.html is a page,
// NAME.article.html the part to include in another one, iam-scenario.css styles both. A scenario whose documented verdict
// changed is not written, and the status is 1.
//
// With -lint it evaluates nothing, but checks policies and scenarios and prints a line for each finding,
//
//	file:line:col severity CODE sentence
//
// with the column in bytes. A PATH is then also a policy: a *.json file that is no scenario; a folder stands for every *.json
// below it that is a scenario or has a Statement, but for hidden folders and node_modules. A policy's type is what -type says
// (identity, boundary, session, resource, trust, scp, rcp, endpoint, authorizer), else guessed: with a Principal it is a
// trust policy if it has sts:AssumeRole actions and no Resource, else a resource policy; without one it is an identity policy.
// With -sarif the findings are one SARIF 2.1.0 log instead, with their fixes. The status is 0 without errors, whatever else
// is found, 1 with one, 2 if an input cannot be read.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"time"

	"github.com/iam-policy-playground/playground/engine"
	"github.com/iam-policy-playground/playground/wasm/harness"
)

// Exit statuses.
const (
	agreed     = 0
	disagreed  = 1
	unreadable = 2
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	os.Exit(run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}

// run is the command; it returns the exit status.
func run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	flags := flag.NewFlagSet("policytest", flag.ContinueOnError)
	flags.SetOutput(stderr)
	flags.Usage = func() {
		fmt.Fprintln(stderr, "usage: policytest [-json] [-trace] [-v] [-html OUT] PATH…\n       policytest -lint [-sarif] [-type TYPE] PATH…\n"+
			"A PATH is a scenario file, a folder of *.scenario.json, or - for standard input; with -lint also a policy, or a folder of them.")
		flags.PrintDefaults()
	}
	asJSON := flags.Bool("json", false, "print a line of JSON for each file")
	withTrace := flags.Bool("trace", false, "print the trace of every request, not only of those that disagree")
	html := flags.String("html", "", "write static HTML of each scenario into this folder")
	lint := flags.Bool("lint", false, "check policies and scenarios, and evaluate nothing")
	asSARIF := flags.Bool("sarif", false, "with -lint: print the findings as SARIF 2.1.0")
	kind := flags.String("type", "", "with -lint: the `TYPE` of policy files; without it, it is guessed")
	verbose := flags.Bool("v", false, "print which module answered")
	if err := flags.Parse(args); err != nil {
		if errors.Is(err, flag.ErrHelp) {
			return agreed
		}
		return unreadable
	}
	if _, known := engine.TypeOf(*kind); flags.NArg() == 0 || *kind != "" && !known || !*lint && (*asSARIF || *kind != "") {
		flags.Usage()
		return unreadable
	}
	h, err := start(ctx, stderr)
	if err != nil {
		fmt.Fprintln(stderr, "policytest:", err)
		return unreadable
	}
	defer h.Close(ctx)
	if *verbose {
		fmt.Fprintln(stderr, "engine.wasm: SHA-256", h.Digest())
	}
	if *lint {
		l := &linter{harness: h, stdin: stdin, stderr: stderr, kind: *kind}
		return l.run(ctx, flags.Args(), *asSARIF, stdout)
	}
	p := &printer{harness: h, stdin: stdin, stdout: stdout, stderr: stderr, asJSON: *asJSON, withTrace: *withTrace}
	if *html != "" {
		if p.pages, err = newPublisher(*html); err != nil {
			fmt.Fprintln(stderr, "policytest:", err)
			return unreadable
		}
	}
	for _, path := range flags.Args() {
		p.path(ctx, path)
	}
	p.endPages(stdout)
	if !*asJSON {
		fmt.Fprintf(stdout, "%d passed, %d failed\n", p.passed, p.failed)
	}
	switch {
	case p.unread:
		return unreadable
	case p.failed > 0:
		return disagreed
	}
	return agreed
}

// start builds and compiles the module, and says so if that takes a while, as it does the first time.
func start(ctx context.Context, stderr io.Writer) (*harness.Harness, error) {
	notice := time.AfterFunc(time.Second, func() { fmt.Fprintln(stderr, "building engine.wasm; the first time this takes some seconds") })
	defer notice.Stop()
	return harness.New(ctx, harness.Options{Instances: 1})
}
