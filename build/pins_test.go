package main

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// exact is one version, and no range.
var exact = regexp.MustCompile(`^[0-9]+\.[0-9]+\.[0-9]+$`)

// floating is a version in a script that is another tomorrow, or a program that npx fetches because no lock file names it.
var floating = regexp.MustCompile(`@latest\b|\bnpx (-y|--yes)\b|\bnpm (i|install|update)\b`)

// TestVersionsArePinned: go.mod names versions by its nature; of npm each package has one, with a lock file of hashes, and scripts
// install nothing else.
func TestVersionsArePinned(t *testing.T) {
	manifests := 0
	for _, file := range tracked(t) {
		text, err := os.ReadFile(filepath.Join("..", file))
		if err != nil {
			t.Fatal(err)
		}
		switch {
		case filepath.Base(file) == "package.json":
			manifests++
			pinned(t, file, text)
		case strings.HasSuffix(file, ".sh"), strings.HasPrefix(file, "build/") && strings.HasSuffix(file, ".go") && file != "build/pins_test.go":
			if found := floating.Find(text); found != nil {
				t.Errorf("%s says %s", file, found)
			}
		}
	}
	if manifests < 3 {
		t.Errorf("%d files package.json", manifests)
	}
}

func pinned(t *testing.T, file string, text []byte) {
	var manifest struct{ Dependencies, DevDependencies map[string]string }
	if err := json.Unmarshal(text, &manifest); err != nil {
		t.Errorf("%s: %v", file, err)
	}
	for _, list := range []map[string]string{manifest.Dependencies, manifest.DevDependencies} {
		for name, version := range list {
			if !exact.MatchString(version) {
				t.Errorf("%s: %s is %s", file, name, version)
			}
		}
	}
	var lock struct {
		Packages map[string]struct{ Integrity string }
	}
	text, err := os.ReadFile(filepath.Join("..", filepath.Dir(file), "package-lock.json"))
	if err == nil {
		err = json.Unmarshal(text, &lock)
	}
	if err != nil || len(lock.Packages) == 0 {
		t.Errorf("%s: its lock file: %v", file, err)
	}
	for name, p := range lock.Packages {
		if name != "" && p.Integrity == "" {
			t.Errorf("%s: the lock file has no hash of %s", file, name)
		}
	}
}

// tracked are the files of the project.
func tracked(t *testing.T) []string {
	t.Helper()
	out, err := exec.Command("git", "-C", "..", "ls-files").Output()
	if err != nil {
		t.Fatal(err)
	}
	return strings.Fields(string(out))
}
