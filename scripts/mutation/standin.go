//go:build linux

package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"syscall"
	"time"
)

// What the stand-in for go finds in its environment.
const (
	workVariable = "MUTATION_WORK" // the folder that prepare filled
	goVariable   = "MUTATION_GO"   // the real go command
)

const (
	processorTime = 10      // seconds that a suite may take; it takes three where nothing is wrong
	memory        = 8 << 30 // bytes of address space
)

// Exit codes that gremlins knows: it takes any other one for a success of the tests.
const (
	codeKilled    = 1
	codeNotViable = 2
)

// standIn answers what gremlins asks the go command.
func standIn(arguments []string) int {
	work := os.Getenv(workVariable)
	if arguments[0] != "test" {
		return 0 // go mod download: nothing is missing
	}
	if err := limitProcesses(); err != nil {
		return fail(work, err)
	}
	if i := slices.Index(arguments, "-coverprofile"); i >= 0 {
		if err := os.WriteFile(arguments[i+1], profile(work), 0o666); err != nil {
			return fail(work, err)
		}
		return runSuites(work, mutant{}, number{})
	}
	m, err := changed(filepath.Join(work, "module", "engine"))
	if errors.Is(err, errNotGo) {
		return codeNotViable
	}
	if err != nil {
		return fail(work, err)
	}
	text, err := os.ReadFile(filepath.Join(work, "numbers.json"))
	numbers := map[string]number{}
	if err == nil {
		err = json.Unmarshal(text, &numbers)
	}
	if err != nil {
		return fail(work, err)
	}
	switch n := numbers[m.String()]; n {
	case notViable:
		return codeNotViable
	case number{}:
		return compiled(work, m)
	default:
		return runSuites(work, m, n)
	}
}

// fail keeps an error for the end of the run, which is then no success.
func fail(work string, err error) int {
	note(work, "errors", err.Error())
	return 3
}

func note(work, file, line string) {
	f, err := os.OpenFile(filepath.Join(work, file), os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o666)
	if err != nil {
		panic(err)
	}
	defer f.Close()
	fmt.Fprintln(f, line)
}

// profile is a coverage profile that covers all: gremlins is to ask about every mutant, also about those in the conditions of
// cases, which the coverage of Go leaves out. What no test reaches survives.
func profile(work string) []byte {
	b := []byte("mode: set\n")
	paths, _ := filepath.Glob(filepath.Join(work, "module", "engine", "*.go"))
	for _, path := range paths {
		b = fmt.Appendf(b, "%s/engine/%s:1.1,100000.1 1 1\n", modulePath, filepath.Base(path))
	}
	return b
}

// changed finds the mutant in the current folder, a copy of the package in original.
func changed(original string) (mutant, error) {
	paths, err := filepath.Glob("*.go")
	if err != nil {
		return mutant{}, err
	}
	for _, path := range paths {
		before, err := os.ReadFile(filepath.Join(original, path))
		if err != nil {
			return mutant{}, err
		}
		after, err := os.ReadFile(path)
		if err != nil {
			return mutant{}, err
		}
		if bytes.Equal(before, after) {
			continue
		}
		a, b, err := bothPlaces(before, after)
		if err != nil {
			return mutant{}, err
		}
		if len(a) != len(b) {
			return mutant{}, fmt.Errorf("%s has %d places, and %d when mutated", path, len(a), len(b))
		}
		for i := range a {
			if a[i].tok != b[i].tok {
				return mutant{path, i, b[i].tok.String()}, nil
			}
		}
	}
	return mutant{}, errors.New("nothing is mutated")
}

// errNotGo is the error of a mutant that cannot be parsed.
var errNotGo = errors.New("the mutant is no Go")

func bothPlaces(before, after []byte) (a, b []place, err error) {
	fset := token.NewFileSet()
	one, err := parser.ParseFile(fset, "", before, parser.SkipObjectResolution)
	if err != nil {
		return nil, nil, err
	}
	other, err := parser.ParseFile(fset, "", after, parser.SkipObjectResolution)
	if err != nil {
		return nil, nil, errNotGo
	}
	return placesOf(one), placesOf(other), nil
}

// limitProcesses bounds every process started from here on, so that a mutant that never ends does.
func limitProcesses() error {
	limit := &syscall.Rlimit{Cur: processorTime, Max: processorTime}
	room := &syscall.Rlimit{Cur: memory, Max: memory}
	return errors.Join(syscall.Setrlimit(syscall.RLIMIT_CPU, limit), syscall.Setrlimit(syscall.RLIMIT_AS, room))
}

// runSuites runs the suites on one mutant, as far as they come by its place; the zero number is the engine as it is.
func runSuites(work string, m mutant, n number) int {
	for _, s := range suites {
		if code := s.run(work, s.binary(work), m, n); code != 0 {
			return code
		}
	}
	note(work, "log", "survived "+m.String())
	return 0
}

// compiled builds the suites of a mutant that has no switch, in the module that gremlins mutated, and runs each.
func compiled(work string, m mutant) int {
	module, err := filepath.Abs("..")
	if err != nil {
		return fail(work, err)
	}
	binary := filepath.Join(work, "mutated.test")
	for _, s := range suites {
		if err := s.build(module, binary); err != nil {
			return codeNotViable
		}
		if code := s.run(work, binary, m, number{}); code != 0 {
			return code
		}
	}
	note(work, "log", "survived "+m.String())
	return 0
}

// run runs the suite on one mutant, and says whether it noticed.
func (s suite) run(work, binary string, m mutant, n number) int {
	folder, err := s.reaching(work, n)
	if err != nil {
		return fail(work, err)
	}
	if folder == "" {
		return 0
	}
	cmd := s.command(binary, folder)
	cmd.Env = append(cmd.Env, "MUTANT="+strconv.Itoa(n.Mutant))
	out, err := cmd.CombinedOutput()
	if err := os.RemoveAll(filepath.Join(work, "part")); err != nil {
		return fail(work, err)
	}
	if err == nil {
		return 0
	}
	word := "killed"
	if took := cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime(); took > (processorTime-1)*time.Second {
		word = "endless"
	}
	note(work, "log", word+" "+m.String()+" "+s.folder)
	if m == (mutant{}) {
		os.Stdout.Write(out)
	}
	return codeKilled
}
