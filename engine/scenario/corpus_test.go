package scenario

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// TestCorpusOfProblems holds the scenarios with mistakes against the problems written beside them: path and code of each,
// none missing and none more.
func TestCorpusOfProblems(t *testing.T) {
	files, err := filepath.Glob("../testdata/evaluation/scenario-errors/*.scenario.json")
	if err != nil || len(files) == 0 {
		t.Fatalf("%d scenarios, %v", len(files), err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		wanted, err := os.ReadFile(strings.TrimSuffix(file, ".scenario.json") + ".problems.json")
		if err != nil {
			t.Fatal(err)
		}
		var list []struct{ Path, Code string }
		if err := json.Unmarshal(wanted, &list); err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		var want, got []string
		for _, p := range list {
			want = append(want, p.Path+" "+p.Code)
		}
		_, ds := Parse(string(text))
		for _, d := range ds {
			got = append(got, d.Path+" "+string(d.Code))
		}
		slices.Sort(want)
		slices.Sort(got)
		if !slices.Equal(got, want) {
			t.Errorf("%s:\n%s\nwant\n%s", filepath.Base(file), strings.Join(got, "\n"), strings.Join(want, "\n"))
		}
	}
}
