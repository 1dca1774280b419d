package wire_test

import (
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/iam-policy-playground/playground/engine/wire"
)

// TestRequestsKnowNothingOfEachOther asks the requests of each scenario in their order and from the last to the first: no answer
// may show what was asked before it.
func TestRequestsKnowNothingOfEachOther(t *testing.T) {
	asked := 0
	err := filepath.WalkDir(corpora[0], func(path string, e fs.DirEntry, err error) error {
		if err == nil && strings.HasSuffix(path, ".scenario.json") {
			asked += turnAround(t, path)
		}
		return err
	})
	if err != nil || asked < 1000 {
		t.Errorf("%d requests, %v", asked, err)
	}
}

// turnAround compares the answers to the requests of one file, and returns how many it compared.
func turnAround(t *testing.T, path string) (asked int) {
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var scenario map[string]json.RawMessage
	var requests []json.RawMessage
	if json.Unmarshal(text, &scenario) != nil || json.Unmarshal(scenario["requests"], &requests) != nil || len(requests) < 2 {
		return 0
	}
	inOrder := resultsOf(t, scenario, requests)
	slices.Reverse(requests)
	reversed := resultsOf(t, scenario, requests)
	for i := range inOrder {
		var result struct{ Name, Decision string }
		if err := json.Unmarshal(inOrder[i], &result); err != nil || result.Decision == "error" || strings.HasPrefix(result.Name, "request ") {
			continue // it names its place
		}
		asked++
		if got := reversed[len(reversed)-1-i]; string(got) != string(inOrder[i]) {
			t.Errorf("%s, %s: the answer depends on what was asked before", path, result.Name)
		}
	}
	return asked
}

// resultsOf evaluates requests in the place of those of a scenario; there are no results if it cannot be read.
func resultsOf(t *testing.T, scenario map[string]json.RawMessage, requests []json.RawMessage) []json.RawMessage {
	t.Helper()
	var err error
	if scenario["requests"], err = json.Marshal(requests); err != nil {
		t.Fatal(err)
	}
	text, err := json.Marshal(scenario)
	if err != nil {
		t.Fatal(err)
	}
	var answer struct{ Results []json.RawMessage }
	if err := json.Unmarshal(wire.Serve(wire.Evaluate, text, nil), &answer); err != nil || len(answer.Results) != len(requests) && len(answer.Results) > 0 {
		t.Fatalf("%d results (%v)", len(answer.Results), err)
	}
	return answer.Results
}
