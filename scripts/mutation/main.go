//go:build linux

// Command mutation asks whether the tests would notice a mistake in engine/: gremlins makes the mistakes, one at a time, and
// the project's own suites are to fail. scripts/mutation.sh runs it; README.md lists the survivors and says why they are none
// of the tests' business.
//
// Compiling the engine and all that rests on it takes longer than its tests, so it is done once: a copy of the engine holds
// every mutant behind a switch. Gremlins runs "go test" for each mutant, and finds this program under the name go, which looks
// at what gremlins changed, turns that switch on and runs the compiled suites. A mutant that has no switch, such as one in the
// declaration of a constant, is compiled.
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
)

func main() {
	if filepath.Base(os.Args[0]) == "go" {
		os.Exit(standIn(os.Args[1:]))
	}
	tool := flag.String("gremlins", "", "path of gremlins")
	work := flag.String("work", "", "folder for the copies of the engine, its suites and the results; emptied before")
	again := flag.Bool("again", false, "take the copies and suites that the run before left in the work folder")
	least := flag.Float64("least", 90, "percentage of mutants that have to be killed in each group of files")
	flag.Parse()
	ok, err := run(*tool, *work, flag.Args(), *least, *again)
	if err != nil {
		fmt.Fprintln(os.Stderr, "mutation:", err)
		os.Exit(2)
	}
	if !ok {
		os.Exit(1)
	}
}
