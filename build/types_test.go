package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestGeneratedFilesAreUpToDate(t *testing.T) {
	t.Chdir("..")
	if err := generate(true); err != nil {
		t.Error(err)
	}
}

func TestStaleFilesAreNoticedAndMended(t *testing.T) {
	t.Chdir(t.TempDir())
	file := generated[0].file
	for _, state := range []string{"missing", "edited"} {
		if state == "edited" {
			if err := os.WriteFile(file, []byte("edited"), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		if err := generate(true); err == nil || !strings.Contains(err.Error(), filepath.ToSlash(file)) {
			t.Errorf("%s: the check says %v", state, err)
		}
		if err := generate(false); err != nil {
			t.Fatal(err)
		}
		if err := generate(true); err != nil {
			t.Errorf("%s: after writing, the check says %v", state, err)
		}
	}
}
