// Command policytest evaluates scenario files in engine.wasm and compares the decisions with what the files expect.
//
//	go run ./wasm/policytest [-json] [-trace] [-v] [-html OUT] PATH…
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
		fmt.Fprintln(stderr, "usage: policytest [-json] [-trace] [-v] [-html OUT] PATH…\nA PATH is a scenario file, a folder of *.scenario.json, or - for standard input.")
		flags.PrintDefaults()
	}
	asJSON := flags.Bool("json", false, "print a line of JSON for each file")
	withTrace := flags.Bool("trace", false, "print the trace of every request, not only of those that disagree")
	html := flags.String("html", "", "write static HTML of each scenario into this folder")
	verbose := flags.Bool("v", false, "print which module answered")
	if err := flags.Parse(args); err != nil {
		if errors.Is(err, flag.ErrHelp) {
			return agreed
		}
		return unreadable
	}
	if flags.NArg() == 0 {
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
