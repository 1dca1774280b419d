package explain_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/iam-policy-playground/playground/engine/wire"
)

var update = flag.Bool("update", false, "rewrite the traces of ../testdata/traces; decisions are never rewritten")

// traces is the folder of golden traces. Each archive has a comment (the behaviour in a sentence and the page on which AWS
// documents it) and three files: scenario.json; decisions, a line "name: decision" for each request, written by hand
// from the AWS page; and trace, the rendered text of the same requests.
const traces = "../testdata/traces"

// TestTraces compares the rendered traces with the golden ones.
func TestTraces(t *testing.T) {
	paths, err := filepath.Glob(filepath.Join(traces, "*.txtar"))
	if err != nil || len(paths) == 0 {
		t.Fatalf("%s has no archives (%v)", traces, err)
	}
	for _, path := range paths {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".txtar"), func(t *testing.T) { testTrace(t, path) })
	}
}

func testTrace(t *testing.T, path string) {
	archive, err := txtar.ParseFile(path)
	if err != nil {
		t.Fatal(err)
	}
	checkArchive(t, archive)
	decisions, text := explained(t, archive.Files[0].Data)
	if want := string(archive.Files[1].Data); decisions != want {
		t.Errorf("decided\n%swant\n%s", decisions, want)
	}
	golden := &archive.Files[2]
	if string(golden.Data) == text {
		return
	}
	if !*update {
		t.Errorf("the trace is\n%swant\n%s", text, golden.Data)
		return
	}
	golden.Data = []byte(text)
	if err := os.WriteFile(path, txtar.Format(archive), 0o666); err != nil {
		t.Fatal(err)
	}
}

// checkArchive checks the form of an archive.
func checkArchive(t *testing.T, archive *txtar.Archive) {
	t.Helper()
	var names []string
	for _, f := range archive.Files {
		names = append(names, f.Name)
	}
	if want := []string{"scenario.json", "decisions", "trace"}; !slices.Equal(names, want) {
		t.Fatalf("the archive holds %q, want %q", names, want)
	}
	behaviour, page, found := bytes.Cut(archive.Comment, []byte("\nAWS: "))
	if !found || len(bytes.TrimSpace(behaviour)) == 0 || len(bytes.TrimSpace(page)) == 0 {
		t.Errorf("the comment %q says neither what happens nor, after AWS:, on which page that is", archive.Comment)
	}
}

// explained returns the decisions, a line for each, and the texts of all requests of a scenario.
func explained(t *testing.T, scenario []byte) (decisions, text string) {
	t.Helper()
	var answer struct {
		Results []struct{ Name, Decision, Text string }
	}
	if err := json.Unmarshal(wire.Serve(wire.Explain, scenario, nil), &answer); err != nil {
		t.Fatalf("the answer is not JSON: %v", err)
	}
	if len(answer.Results) == 0 {
		t.Fatal("the scenario has no requests")
	}
	var lines, texts strings.Builder
	for i, r := range answer.Results {
		if i > 0 {
			texts.WriteString("\n")
		}
		lines.WriteString(r.Name + ": " + r.Decision + "\n")
		texts.WriteString(r.Text)
	}
	return lines.String(), texts.String()
}
