package wire_test

import (
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/iam-policy-playground/playground/engine/wire"
)

// corpora are the folders of scenarios: the project's own, and those of the design if they lie beside the project.
var corpora = []string{"../testdata", "../../../shared/cases"}

type answer struct {
	Results []struct {
		Name, Decision, Reason string
		DependsOn              []struct {
			Key  string
			Ways []struct{ Decision string }
		}
	}
	Diagnostics []struct {
		Policy   *int
		Path     string
		Span     [2]int
		Severity string
		Code     string
		Message  string
	}
}

type expectation struct {
	Policies []struct{ Document json.RawMessage }
	Requests []struct{ Name, Expect string }
}

// TestCorpus evaluates every scenario of the corpora and compares with what it expects.
func TestCorpus(t *testing.T) {
	for _, folder := range corpora {
		found := 0
		err := filepath.WalkDir(folder, func(path string, e fs.DirEntry, err error) error {
			if os.IsNotExist(err) && path == folder && folder != corpora[0] {
				return fs.SkipAll
			}
			if err == nil && strings.HasSuffix(path, ".scenario.json") {
				found++
				t.Run(filepath.ToSlash(path), func(t *testing.T) { testScenario(t, path) })
			}
			return err
		})
		if err != nil || found == 0 && folder == corpora[0] {
			t.Fatalf("%s: %d scenarios, %v", folder, found, err)
		}
	}
}

func testScenario(t *testing.T, path string) {
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	out := wire.Serve(wire.Evaluate, text, nil)
	var got answer
	if err := json.Unmarshal(out, &got); err != nil {
		t.Fatalf("the answer is not JSON: %v", err)
	}
	var want expectation
	_ = json.Unmarshal(text, &want) // broken scenarios have their own expectations
	if checkProblems(t, path, &got) {
		return
	}
	if len(got.Results) != len(want.Requests) {
		t.Fatalf("%d results for %d requests", len(got.Results), len(want.Requests))
	}
	sameDecisions(t, text, &got)
	contested := contestedExpectations(t, path)
	for i, r := range want.Requests {
		if !contested["requests["+strconv.Itoa(i)+"].expect"] && !agrees(got.Results[i].Decision, r.Expect) {
			t.Errorf("%s: %s, want %s\n%s", r.Name, got.Results[i].Decision, r.Expect, got.Results[i].Reason)
		}
	}
	checkDiagnostics(t, path, &got)
	checkDependencies(t, path, &got)
}

// contestedExpectations are the paths of the findings that the examples of checks have beside them: an expectation among them is
// there to be wrong.
func contestedExpectations(t *testing.T, path string) map[string]bool {
	t.Helper()
	var findings []struct{ Path string }
	sibling(t, path, ".findings.json", &findings)
	contested := map[string]bool{}
	for _, f := range findings {
		contested[f.Path] = true
	}
	return contested
}

// sameDecisions compares with the operation that leaves out the trace.
func sameDecisions(t *testing.T, text []byte, got *answer) {
	t.Helper()
	var short answer
	if err := json.Unmarshal(wire.Serve(wire.Decide, text, nil), &short); err != nil {
		t.Fatalf("the answer is not JSON: %v", err)
	}
	for i, r := range got.Results {
		if short.Results[i].Decision != r.Decision {
			t.Errorf("%s: %s with its trace, %s without", r.Name, r.Decision, short.Results[i].Decision)
		}
	}
}

func agrees(decision, expect string) bool {
	return expect == "" || decision == expect || expect == "denied" && strings.HasSuffix(decision, "Deny")
}

// sibling reads the file beside path that ends in suffix, if there is one.
func sibling(t *testing.T, path, suffix string, into any) bool {
	t.Helper()
	text, err := os.ReadFile(strings.TrimSuffix(path, ".scenario.json") + suffix)
	if os.IsNotExist(err) {
		return false
	}
	if err == nil {
		err = json.Unmarshal(text, into)
	}
	if err != nil {
		t.Fatal(err)
	}
	return true
}

// checkDiagnostics compares with a .diag.json: which codes a policy has, and where the first of one starts.
func checkDiagnostics(t *testing.T, path string, got *answer) {
	var want struct {
		Policy int
		Codes  []string
		First  *struct {
			Code       *string
			Offset     int
			LastOffset int
		}
		Decisions map[string][]string
	}
	if !sibling(t, path, ".diag.json", &want) {
		return
	}
	seen := map[string]bool{}
	start, found := 0, false
	for _, d := range got.Diagnostics {
		if d.Policy == nil || *d.Policy != want.Policy {
			continue
		}
		seen[d.Code] = true
		if f := want.First; f != nil && !found && (f.Code == nil && d.Severity == "error" || f.Code != nil && *f.Code == d.Code) {
			start, found = d.Span[0], true
		}
	}
	for _, code := range want.Codes {
		if !seen[code] {
			t.Errorf("policy %d has no %s, only %v", want.Policy, code, seen)
		}
	}
	if f := want.First; f != nil && (!found || start < f.Offset || start > max(f.Offset, f.LastOffset)) {
		t.Errorf("the first diagnostic starts at %d (found: %v), want %d to %d", start, found, f.Offset, max(f.Offset, f.LastOffset))
	}
	for _, r := range got.Results {
		if allowed := want.Decisions[r.Name]; allowed != nil && !slices.Contains(allowed, r.Decision) {
			t.Errorf("%s: %s, want one of %v", r.Name, r.Decision, allowed)
		}
	}
}

// checkProblems compares with a .problems.json: the paths and codes of the scenario's own problems. It returns false if
// there is none.
func checkProblems(t *testing.T, path string, got *answer) bool {
	var want []struct{ Path, Code string }
	if !sibling(t, path, ".problems.json", &want) {
		return false
	}
	for _, w := range want {
		if !slices.ContainsFunc(got.Diagnostics, func(d struct {
			Policy   *int
			Path     string
			Span     [2]int
			Severity string
			Code     string
			Message  string
		}) bool {
			return d.Path == w.Path && d.Code == w.Code
		}) {
			t.Errorf("no problem %s at %s; the diagnostics are %+v", w.Code, w.Path, got.Diagnostics)
		}
	}
	return true
}

// checkDependencies compares with a .depends.json: which unknown keys matter, and which decisions their ways show.
func checkDependencies(t *testing.T, path string, got *answer) {
	var want struct {
		Request   string
		DependsOn map[string][]string
	}
	if !sibling(t, path, ".depends.json", &want) {
		return
	}
	for _, r := range got.Results {
		if r.Name != want.Request {
			continue
		}
		shown := map[string][]string{}
		for _, d := range r.DependsOn {
			for _, w := range d.Ways {
				if !slices.Contains(shown[d.Key], w.Decision) {
					shown[d.Key] = append(shown[d.Key], w.Decision)
				}
			}
			slices.Sort(shown[d.Key])
		}
		if len(shown) != len(want.DependsOn) {
			t.Errorf("%s depends on %v, want %v", r.Name, shown, want.DependsOn)
		}
		for key, decisions := range want.DependsOn {
			if !slices.Equal(shown[key], decisions) {
				t.Errorf("%s: the ways of %s show %v, want %v", r.Name, key, shown[key], decisions)
			}
		}
	}
}
