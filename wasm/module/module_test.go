package module_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/iam-policy-playground/playground/wasm/module"
)

// TestSameBytesInEveryProject builds the module as this project and as one that depends on it, under settings of its own,
// and from a copy of the sources in another folder. Only the module's own sources may matter.
func TestSameBytesInEveryProject(t *testing.T) {
	here, err := module.Load(t.Context(), "")
	if err != nil {
		t.Fatal(err)
	}
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	t.Run("a project that depends on it", func(t *testing.T) {
		t.Setenv("GOFLAGS", "-race -tags=integration")
		compare(t, here, dependent(t, root))
	})
	t.Run("other sources, in another folder", func(t *testing.T) {
		copied := t.TempDir()
		for _, part := range []string{"go.mod", "go.sum", "engine", "wasm"} {
			copyTree(t, filepath.Join(root, part), filepath.Join(copied, part))
		}
		compare(t, here, dependent(t, copied))
		main := filepath.Join(copied, "wasm", "main.go")
		source, err := os.ReadFile(main)
		if err != nil {
			t.Fatal(err)
		}
		changed := strings.Replace(string(source), "internal error", "another error", 1)
		if err := os.WriteFile(main, []byte(changed), 0o644); err != nil {
			t.Fatal(err)
		}
		other, err := module.Load(t.Context(), copied)
		if err != nil {
			t.Fatal(err)
		}
		if bytes.Equal(here, other) {
			t.Error("a changed source did not change the module: it is not the one that was built")
		}
	})
}

// dependent makes a project that requires the module from the folder root, and returns the project's folder.
func dependent(t *testing.T, root string) string {
	t.Helper()
	dir := t.TempDir()
	gomod := "module example.com/dependent\n\ngo 1.26\n\nrequire " + module.Path + " v0.0.0\n\nreplace " + module.Path + " => " + strconv.Quote(root) + "\n"
	if err := os.WriteFile(filepath.Join(dir, "go.mod"), []byte(gomod), 0o644); err != nil {
		t.Fatal(err)
	}
	return dir
}

func compare(t *testing.T, want []byte, dir string) {
	t.Helper()
	got, err := module.Load(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("SHA-256 %s, here %s", module.Digest(got), module.Digest(want))
	}
}

// copyTree copies a file or a folder.
func copyTree(t *testing.T, from, to string) {
	t.Helper()
	info, err := os.Stat(from)
	if err == nil && info.IsDir() {
		err = os.CopyFS(to, os.DirFS(from))
	} else if err == nil {
		var data []byte
		if data, err = os.ReadFile(from); err == nil {
			err = os.WriteFile(to, data, 0o644)
		}
	}
	if err != nil {
		t.Fatal(err)
	}
}

func TestOutsideAnyProjectTheErrorSaysWhatToDo(t *testing.T) {
	_, err := module.Load(t.Context(), t.TempDir())
	if err == nil || !strings.Contains(err.Error(), "Options.Module") {
		t.Errorf("error %v, want one that names Options.Module", err)
	}
}
