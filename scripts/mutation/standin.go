package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"go/parser"
	"go/token"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// What the stand-in for go finds in its environment.
const (
	workVariable = "MUTATION_WORK" // the folder that prepare filled
	goVariable   = "MUTATION_GO"   // the real go command
)

// A suite is one compiled test binary, with the tests of it that can notice something.
type suite struct {
	folder    string // of the package, below the module
	arguments []string
}

// suites are run in this order until one fails: those that fail soonest come first.
var suites = []suite{
	{"engine", nil},
	{"engine/explain", []string{"-test.run=^TestTraces$"}},
	{"engine/internal/reference", []string{"-test.run=^TestEngineAndReferenceAgree$", "-scenarios=100"}},
	{"engine/wire", []string{"-test.run=^TestCorpus$"}},
	{"engine/apigateway", nil},
}

func (s suite) binary(work string) string {
	return filepath.Join(work, strings.ReplaceAll(s.folder, "/", "-")+".test")
}

const (
	processorTime = 30      // seconds that a suite may take; it takes two where nothing is wrong
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
	if i := slices.Index(arguments, "-coverprofile"); i >= 0 {
		if err := os.WriteFile(arguments[i+1], profile(work), 0o666); err != nil {
			return fail(work, err)
		}
		return runSuites(work, work, mutant{}, 0)
	}
	m, err := changed(filepath.Join(work, "module", "engine"))
	if err != nil {
		return fail(work, err)
	}
	text, err := os.ReadFile(filepath.Join(work, "numbers.json"))
	numbers := map[string]int{}
	if err == nil {
		err = json.Unmarshal(text, &numbers)
	}
	if err != nil {
		return fail(work, err)
	}
	switch n := numbers[m.String()]; n {
	case notViable:
		return codeNotViable
	case 0:
		return compiled(work, m)
	default:
		return runSuites(work, work, m, n)
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
		if err != nil || len(a) != len(b) {
			return mutant{}, fmt.Errorf("%s: %d and %d places, %w", path, len(a), len(b), err)
		}
		for i := range a {
			if a[i].tok != b[i].tok {
				return mutant{path, i, b[i].tok.String()}, nil
			}
		}
	}
	return mutant{}, errors.New("nothing is mutated")
}

func bothPlaces(before, after []byte) (a, b []place, err error) {
	fset := token.NewFileSet()
	one, err := parser.ParseFile(fset, "", before, parser.SkipObjectResolution)
	if err != nil {
		return nil, nil, err
	}
	other, err := parser.ParseFile(fset, "", after, parser.SkipObjectResolution)
	if err != nil {
		return nil, nil, err
	}
	return placesOf(one), placesOf(other), nil
}

// runSuites runs the suites that are compiled in the folder binaries on one mutant; number 0 is what they were compiled from.
func runSuites(work, binaries string, m mutant, number int) int {
	limit := &syscall.Rlimit{Cur: processorTime, Max: processorTime}
	room := &syscall.Rlimit{Cur: memory, Max: memory}
	if err := errors.Join(syscall.Setrlimit(syscall.RLIMIT_CPU, limit), syscall.Setrlimit(syscall.RLIMIT_AS, room)); err != nil {
		return fail(work, err)
	}
	for _, s := range suites {
		cmd := exec.Command(s.binary(binaries), append([]string{"-test.failfast"}, s.arguments...)...)
		cmd.Dir = filepath.Join(work, "module", s.folder) // some tests read the sources, which have to be the unchanged ones
		cmd.Env = append(os.Environ(), "MUTANT="+strconv.Itoa(number), "GOMAXPROCS=1", "GOGC=400")
		cmd.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}
		out, err := cmd.CombinedOutput()
		if err == nil {
			continue
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
	return 0
}

// compiled builds the suites of a mutant that has no switch, in the folder in which gremlins mutated, and runs them.
func compiled(work string, m mutant) int {
	module, err := filepath.Abs("..")
	if err != nil {
		return fail(work, err)
	}
	temp, err := os.MkdirTemp(work, "compiled")
	if err != nil {
		return fail(work, err)
	}
	defer os.RemoveAll(temp)
	if err := build(module, temp); err != nil {
		return codeNotViable
	}
	return runSuites(work, temp, m, 0)
}
