package reference_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/iam-policy-playground/playground/engine/internal/reference"
)

// corpora are the folders whose expectations were written by hand, with the number of requests that the reference decides at least
// where the folder is there.
var corpora = []struct {
	folder string
	least  int
}{
	{"../../testdata/evaluation", 1500},
	{"../../testdata/language", 2500},
	{"../../testdata/examples", 40},
	{"../../../../shared/cases", 700}, // not in every checkout
}

// foreign are folders about things that the reference does not judge: faults of scenarios and documents, and API Gateway.
var foreign = []string{"broken", "scenario-errors", "api-gateway"}

// decided are the expectations that the reference can meet.
var decided = []string{"allowed", "explicitDeny", "implicitDeny", "denied"}

func TestReferenceMeetsTheCorpus(t *testing.T) {
	t.Parallel()
	for _, corpus := range corpora {
		met := 0
		for _, file := range scenarioFiles(t, corpus.folder) {
			met += meet(t, file)
		}
		if _, err := os.Stat(corpus.folder); err == nil && met < corpus.least {
			t.Errorf("%s: the reference decides %d requests, expected %d at least", corpus.folder, met, corpus.least)
		}
		t.Logf("%s: %d requests", corpus.folder, met)
	}
}

// meet compares the expectations of a file, and returns how many it could compare.
func meet(t *testing.T, file string) (met int) {
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	s, err := reference.Read(text)
	if err != nil {
		t.Fatalf("%s: %v", file, err)
	}
	for _, r := range s.Requests {
		if !slices.Contains(decided, r.Expect) {
			continue
		}
		d, err := s.Decide(r)
		if errors.Is(err, reference.ErrBeyond) {
			continue
		}
		met++
		denied := r.Expect == "denied" && d.Verdict != reference.Allow
		if err != nil || string(d.Verdict) != r.Expect && !denied {
			t.Errorf("%s: %q is %s, expected %s: %v %v %v", file, r.Name, d.Verdict, r.Expect, d.Layers, d.Grants, err)
		}
	}
	return met
}

func scenarioFiles(t *testing.T, folder string) (files []string) {
	err := filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		if entry != nil && entry.IsDir() && slices.Contains(foreign, entry.Name()) {
			return fs.SkipDir
		}
		if strings.HasSuffix(path, ".scenario.json") {
			files = append(files, path)
		}
		return err
	})
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		t.Fatal(err)
	}
	return files
}
