//go:build linux

package main

import (
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
)

// A suite is one compiled test binary, with the tests of it that can notice something.
type suite struct {
	folder    string // of the package, below the module
	arguments []string
	scenarios bool // it reads all scenarios of engine/testdata, each a test of its own
}

// suites are run in this order until one fails: those that fail soonest come first.
var suites = []suite{
	{folder: "engine"},
	{folder: "engine/explain", arguments: []string{"-test.run=^TestTraces$"}},
	{folder: "engine/internal/reference", arguments: []string{"-test.run=^TestEngineAndReferenceAgree$", "-scenarios=100"}},
	{folder: "engine/wire", arguments: []string{"-test.run=^TestCorpus$"}, scenarios: true},
	{folder: "engine/apigateway"},
}

func (s suite) binary(work string) string {
	return filepath.Join(work, strings.ReplaceAll(s.folder, "/", "-")+".test")
}

// build compiles the suite.
func (s suite) build(module, binary string) error {
	cmd := exec.Command(goCommand(), "test", "-vet=off", "-c", "-o", binary, "./"+s.folder)
	cmd.Dir, cmd.Stderr = module, os.Stderr
	return cmd.Run()
}

// command is one run of the suite in a folder, which has to be that of the package or one like it.
func (s suite) command(binary, folder string) *exec.Cmd {
	cmd := exec.Command(binary, append([]string{"-test.failfast"}, s.arguments...)...)
	cmd.Dir = folder
	cmd.Env = append(os.Environ(), "GOMAXPROCS=1", "GOGC=400")
	cmd.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}
	return cmd
}

// home is the folder of the package among the unchanged sources, which some tests read.
func (s suite) home(work string) string { return filepath.Join(work, "module", s.folder) }

// trackPlaces finds out which places each suite comes by, and each scenario on its own: what never comes by a mutant cannot
// notice it. The folder at has a file for each place.
func trackPlaces(work string) error {
	at := map[string][]string{}
	for _, s := range suites {
		if !s.scenarios {
			if err := s.track(work, s.folder, s.home(work), at); err != nil {
				return err
			}
			continue
		}
		scenarios, err := scenariosOf(work)
		if err != nil {
			return err
		}
		for _, scenario := range scenarios {
			part, err := s.part(work, []string{scenario})
			if err == nil {
				err = s.track(work, scenario, part, at)
			}
			if err := errors.Join(err, os.RemoveAll(filepath.Join(work, "part"))); err != nil {
				return err
			}
		}
	}
	if err := os.Mkdir(filepath.Join(work, "at"), 0o777); err != nil {
		return err
	}
	for place, by := range at {
		if err := os.WriteFile(filepath.Join(work, "at", place), []byte(strings.Join(by, "\n")), 0o666); err != nil {
			return err
		}
	}
	return nil
}

// track runs the suite in a folder and adds name to the places that it comes by.
func (s suite) track(work, name, folder string, at map[string][]string) error {
	file := filepath.Join(work, "places")
	cmd := s.command(s.binary(work), folder)
	cmd.Env = append(cmd.Env, "MUTATION_PLACES="+file)
	if out, err := cmd.CombinedOutput(); err != nil {
		return errors.Join(err, errors.New(name+": "+string(out)))
	}
	text, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	for _, place := range strings.Fields(string(text)) {
		at[place] = append(at[place], name)
	}
	return os.Remove(file)
}

// scenariosOf lists the scenarios, as paths below testdata.
func scenariosOf(work string) (list []string, err error) {
	root := filepath.Join(work, "module", "engine", "testdata")
	err = filepath.WalkDir(root, func(path string, e fs.DirEntry, err error) error {
		if err == nil && strings.HasSuffix(path, ".scenario.json") {
			path, err = filepath.Rel(root, path)
			list = append(list, path)
		}
		return err
	})
	return list, err
}

// reaching returns the folder in which the suite is to be run for a mutant, or "" where it does not come by its place. A suite of
// scenarios is run on those that do.
func (s suite) reaching(work string, n number) (string, error) {
	if n == (number{}) {
		return s.home(work), nil
	}
	text, err := os.ReadFile(filepath.Join(work, "at", strconv.Itoa(n.At)))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return "", err
	}
	by := strings.Split(string(text), "\n")
	if !s.scenarios {
		if slices.Contains(by, s.folder) {
			return s.home(work), nil
		}
		return "", nil
	}
	by = slices.DeleteFunc(by, func(name string) bool { return !strings.HasSuffix(name, ".scenario.json") })
	if len(by) == 0 {
		return "", nil
	}
	return s.part(work, by)
}

// part makes a folder like that of the suite's package that has only some of the scenarios beside it.
func (s suite) part(work string, scenarios []string) (string, error) {
	folder := filepath.Join(work, "part", s.folder)
	if err := os.MkdirAll(folder, 0o777); err != nil {
		return "", err
	}
	data := filepath.Join("engine", "testdata")
	for _, scenario := range scenarios {
		path := filepath.Join(work, "module", data, scenario)
		beside, err := filepath.Glob(strings.TrimSuffix(path, "scenario.json") + "*")
		if err != nil {
			return "", err
		}
		to := filepath.Join(work, "part", data, filepath.Dir(scenario))
		if err := os.MkdirAll(to, 0o777); err != nil {
			return "", err
		}
		for _, file := range beside {
			if err := os.Symlink(file, filepath.Join(to, filepath.Base(file))); err != nil {
				return "", err
			}
		}
	}
	return folder, nil
}
