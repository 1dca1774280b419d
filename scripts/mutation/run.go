//go:build linux

package main

import (
	"errors"
	"fmt"
	"go/importer"
	"go/token"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

const modulePath = "github.com/iam-policy-playground/playground"

// goCommand is the real one, also below gremlins.
func goCommand() string {
	if path := os.Getenv(goVariable); path != "" {
		return path
	}
	path, err := exec.LookPath("go")
	if err != nil {
		return "go"
	}
	return path
}

// A group is files that are judged together.
type group struct {
	name  string
	files []string
}

// groups are what decides: evaluation, and the conditions that it asks.
var groups = []group{
	{"evaluation", []string{"asker.go", "caller.go", "chain.go", "combine.go", "endpoint.go", "eval.go", "gather.go", "index.go", "layers.go", "principal.go",
		"query.go", "resource.go", "set.go", "statement.go", "texts.go", "tri.go", "ways.go"}},
	{"conditions", []string{"address.go", "arn.go", "binary.go", "condition.go", "decimal.go", "derive.go", "instant.go", "keys.go", "operators.go",
		"pattern.go", "template.go", "test.go"}},
}

// run mutates the groups, or the files given, and reports whether enough mutants were killed.
func run(tool, work string, files []string, least float64, again bool) (bool, error) {
	if !again {
		if err := errors.Join(os.RemoveAll(work), prepare(work)); err != nil {
			return false, err
		}
	}
	asked := groups
	if len(files) > 0 {
		asked = []group{{"these files", files}}
	}
	ok := true
	for _, g := range asked {
		found, err := unleash(tool, work, g.files)
		if err != nil {
			return false, err
		}
		if !report(g.name, found, least) {
			ok = false
		}
	}
	if text, err := os.ReadFile(filepath.Join(work, "errors")); err == nil {
		return false, fmt.Errorf("some mutants were not judged:\n%s", text)
	}
	return ok, nil
}

// unleash lets gremlins mutate files, and returns what became of the mutants.
func unleash(tool, work string, files []string) ([]verdict, error) {
	own, err := os.Executable()
	if err != nil {
		return nil, err
	}
	bin, temp, goPath := filepath.Join(work, "bin"), filepath.Join(work, "temp"), goCommand()
	if err := errors.Join(os.MkdirAll(bin, 0o777), os.MkdirAll(temp, 0o777)); err != nil {
		return nil, err
	}
	if err := os.Symlink(own, filepath.Join(bin, "go")); err != nil && !errors.Is(err, fs.ErrExist) {
		return nil, err
	}
	arguments := []string{"unleash", "./engine", "--workers=1", "--timeout-coefficient=50", "--invert-assignments", "--invert-bitwise", "--invert-bwassign",
		"--invert-logical", "--invert-loopctrl", "--remove-self-assignments", "--exclude-files=/", "--exclude-files=" + allBut(work, files)}
	cmd := exec.Command(tool, arguments...)
	cmd.Dir, cmd.Stderr = filepath.Join(work, "module"), os.Stderr
	cmd.Env = append(os.Environ(), "PATH="+bin+string(os.PathListSeparator)+os.Getenv("PATH"), "TMPDIR="+temp, "NO_COLOR=1",
		workVariable+"="+work, goVariable+"="+goPath)
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	found := readVerdicts(io.TeeReader(out, os.Stderr))
	return found, cmd.Wait()
}

// allBut is an expression for all files of the engine but some.
func allBut(work string, files []string) string {
	paths, _ := filepath.Glob(filepath.Join(work, "module", "engine", "*.go"))
	var others []string
	for _, path := range paths {
		if name := filepath.Base(path); !slices.Contains(files, name) {
			others = append(others, regexp.QuoteMeta(name))
		}
	}
	return "^(" + strings.Join(others, "|") + ")$"
}

// prepare copies the engine twice into work, sets switches in one of the copies, and compiles its suites.
func prepare(work string) error {
	if err := os.MkdirAll(work, 0o777); err != nil {
		return err
	}
	for _, copy := range []string{"module", "switched"} {
		for _, name := range []string{"engine", "go.mod", "go.sum"} {
			if err := copyTree(name, filepath.Join(work, copy, name)); err != nil {
				return err
			}
		}
	}
	switched := filepath.Join(work, "switched")
	exports, err := exportsOf(switched)
	if err != nil {
		return err
	}
	imports := importer.ForCompiler(token.NewFileSet(), "gc", func(path string) (io.ReadCloser, error) { return os.Open(exports[path]) })
	if err := switchOn(filepath.Join(switched, "engine"), imports, filepath.Join(work, "numbers.json")); err != nil {
		return err
	}
	for _, s := range suites {
		if err := s.build(switched, s.binary(work)); err != nil {
			return fmt.Errorf("%s: %w", s.folder, err)
		}
	}
	return trackPlaces(work)
}

func copyTree(from, to string) error {
	if err := os.MkdirAll(filepath.Dir(to), 0o777); err != nil {
		return err
	}
	info, err := os.Stat(from)
	if err != nil {
		return err
	}
	if info.IsDir() {
		return os.CopyFS(to, os.DirFS(from))
	}
	text, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	return os.WriteFile(to, text, 0o666)
}

// exportsOf finds the compiled form of everything that the engine imports.
func exportsOf(module string) (map[string]string, error) {
	cmd := exec.Command(goCommand(), "list", "-export", "-deps", "-f", "{{.ImportPath}} {{.Export}}", "./engine", "os")
	cmd.Dir, cmd.Stderr = module, os.Stderr
	out, err := cmd.Output()
	if err != nil {
		return nil, err
	}
	exports := map[string]string{}
	for line := range strings.Lines(string(out)) {
		path, file, _ := strings.Cut(strings.TrimSpace(line), " ")
		exports[path] = file
	}
	return exports, nil
}
