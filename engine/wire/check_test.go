package wire_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/iam-policy-playground/playground/engine/catalog/services"
	"github.com/iam-policy-playground/playground/engine/wire"
)

// A checkAnswer is what the tests read of the answer of Check.
type checkAnswer struct {
	Findings []checkFinding
	Wants    []string
}

type checkFinding struct {
	Policy                        int
	Path, Severity, Code, Message string
	Span                          [2]int
	Fixes                         []struct {
		Title string
		Edits []struct {
			Span [2]int
			Text string
		}
	}
}

func askCheck(t *testing.T, text string) (got checkAnswer) {
	t.Helper()
	if err := json.Unmarshal(wire.Serve(wire.Check, []byte(text), nil), &got); err != nil {
		t.Fatalf("the answer is not JSON: %v", err)
	}
	return got
}

func learn(t *testing.T, text string) int {
	t.Helper()
	var got struct{ Services int }
	if err := json.Unmarshal(wire.Serve(wire.Learn, []byte(text), nil), &got); err != nil {
		t.Fatal(err)
	}
	return got.Services
}

// recordsOf cuts the records of a service out of the data.
func recordsOf(t *testing.T, prefix string) string {
	t.Helper()
	_, rest, found := strings.Cut(services.Text, "\ns "+prefix+"|")
	if !found {
		t.Fatalf("no service %s", prefix)
	}
	rest, _, _ = strings.Cut(rest, "\ns ")
	return "s " + prefix + "|" + rest + "\n"
}

// TestCheckLearns goes the way of a host: check, bring what is wanted, check again, apply a fix.
func TestCheckLearns(t *testing.T) {
	wire.Forget()
	const policy = `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["sqs:GetMesage","sqx:SendMessage","execute-api:Invok"],"Resource":"*"}]}`
	text := `{"scenario": 1, "policies": [{"name": "P", "type": "identity", "document": ` + policy + `}], "requests": []}`
	found := func(got checkAnswer) (codes []string) {
		for _, f := range got.Findings {
			codes = append(codes, f.Code+" "+policy[f.Span[0]:f.Span[1]])
		}
		return codes
	}
	const known = `INVALID_ACTION "execute-api:Invok"`
	if got := askCheck(t, text); !slices.Equal(found(got), []string{known}) || len(got.Wants) != 0 {
		t.Errorf("without an index: %q, wants %q", found(got), got.Wants)
	}
	learn(t, services.Index())
	const service = `INVALID_SERVICE_IN_ACTION "sqx:SendMessage"`
	got := askCheck(t, text)
	if !slices.Equal(found(got), []string{service, known}) || !slices.Equal(got.Wants, []string{"sqs"}) {
		t.Errorf("with an index: %q, wants %q", found(got), got.Wants)
	}
	if n := learn(t, recordsOf(t, "sqs")); n != 1 {
		t.Errorf("%d services are known", n)
	}
	got = askCheck(t, text)
	if !slices.Equal(found(got), []string{`INVALID_ACTION "sqs:GetMesage"`, service, known}) || len(got.Wants) != 0 {
		t.Errorf("with sqs: %q, wants %q", found(got), got.Wants)
	}
	last := got.Findings[2]
	if len(last.Fixes) != 1 || last.Severity != "error" || last.Policy != 0 {
		t.Fatalf("the last finding is %+v", last)
	}
	edit := last.Fixes[0].Edits[0]
	if fixed := policy[:edit.Span[0]] + edit.Text + policy[edit.Span[1]:]; !strings.Contains(fixed, `,"execute-api:Invoke"],`) {
		t.Errorf("fixed: %s", fixed)
	}
}

// TestCheckFindsWhatEvaluateNotes compares the operations over the corpus: each diagnostic of Evaluate is among the findings. A
// mistake in the JSON of a policy may be found elsewhere, where it is rather than where a reader stumbles over it.
func TestCheckFindsWhatEvaluateNotes(t *testing.T) {
	files := 0
	err := filepath.WalkDir("../testdata", func(path string, _ os.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, ".scenario.json") {
			return err
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		files++
		var noted struct {
			Diagnostics []struct {
				Policy              *int
				Path, Code, Message string
				Severity            string
				Span                [2]int
			}
		}
		if err := json.Unmarshal(wire.Serve(wire.Evaluate, text, nil), &noted); err != nil {
			return err
		}
		got := askCheck(t, string(text))
		for _, d := range noted.Diagnostics {
			policy := -1
			if d.Policy != nil {
				policy = *d.Policy
			}
			if !slices.ContainsFunc(got.Findings, func(f checkFinding) bool {
				same := f.Message == d.Message && f.Span == d.Span || d.Code == "JSON_SYNTAX_ERROR" && policy >= 0
				return f.Policy == policy && f.Path == d.Path && f.Code == d.Code && f.Severity == d.Severity && same
			}) {
				t.Errorf("%s: Check does not find %+v", path, d)
			}
		}
		return nil
	})
	if err != nil || files < 100 {
		t.Fatalf("%d files: %v", files, err)
	}
}
