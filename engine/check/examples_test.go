package check_test

import (
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/iam-policy-playground/playground/engine"
	"github.com/iam-policy-playground/playground/engine/apigateway"
	"github.com/iam-policy-playground/playground/engine/catalog"
	"github.com/iam-policy-playground/playground/engine/catalog/services"
	"github.com/iam-policy-playground/playground/engine/check"
	"github.com/iam-policy-playground/playground/engine/scenario"
)

// examples is the folder with CODE.scenario.json and, written by hand, CODE.findings.json: what is found of that code in it.
const examples = "../testdata/checks"

// everything is a shelf with every service. Checks only read it.
var everything = sync.OnceValue(services.Shelf)

// TestEveryCodeHasAnExample holds the folder equal to the codes of this package. It may hold examples of the evaluator's and
// API Gateway's codes too: where a catalog finds more of them, and where there is a fix.
func TestEveryCodeHasAnExample(t *testing.T) {
	files := exampleCodes(t)
	for _, code := range ownCodes(t) {
		if !slices.Contains(files, code) {
			t.Errorf("%s has no example in %s", code, examples)
		}
	}
	for _, code := range files {
		c := engine.Code(code)
		if engine.Describe(c).Code == "" && apigateway.Describe(c).Code == "" && check.Describe(c).Code == "" {
			t.Errorf("%s is an example of a code that nothing documents", code)
		}
	}
}

// ownCodes reads the values of all constants in the files of codes.
func ownCodes(t *testing.T) (codes []string) {
	t.Helper()
	files, err := filepath.Glob("codes_*.go")
	if err != nil || len(files) == 0 {
		t.Fatalf("no files of codes: %v", err)
	}
	for _, file := range files {
		f, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(f, func(n ast.Node) bool {
			if v, ok := n.(*ast.ValueSpec); ok {
				code, err := strconv.Unquote(v.Values[0].(*ast.BasicLit).Value)
				if err != nil {
					t.Fatal(err)
				}
				codes = append(codes, code)
			}
			return true
		})
	}
	return codes
}

// exampleCodes lists the codes that the files of the folder are named after.
func exampleCodes(t *testing.T) (codes []string) {
	t.Helper()
	entries, err := os.ReadDir(examples)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if code, ok := strings.CutSuffix(e.Name(), ".scenario.json"); ok {
			codes = append(codes, code)
		} else if !strings.HasSuffix(e.Name(), ".findings.json") {
			t.Errorf("%s is neither a scenario nor its findings", e.Name())
		}
	}
	if len(codes) == 0 {
		t.Fatalf("no examples in %s", examples)
	}
	return codes
}

// A wanted finding is an element of a .findings.json.
type wanted struct {
	Policy   int    // index of the policy, where At is given
	At       string // the text that the finding is about
	Path     string // of a finding about the scenario
	Severity string
	Code     string
	Fixed    json.RawMessage // the document after the first fix: as a string, or as an object byte for byte; absent for no fix
}

func TestExamplesAreFound(t *testing.T) {
	for _, code := range exampleCodes(t) {
		t.Run(code, func(t *testing.T) {
			s, findings := checkFile(t, filepath.Join(examples, code+".scenario.json"))
			if s.Title == "" || s.Description == "" {
				t.Error("says neither what it shows (title) nor on which page AWS documents it (description)")
			}
			text, err := os.ReadFile(filepath.Join(examples, code+".findings.json"))
			if err != nil {
				t.Fatal(err)
			}
			var want []wanted
			if err := json.Unmarshal(text, &want); err != nil {
				t.Fatal(err)
			}
			if !slices.ContainsFunc(want, func(w wanted) bool { return w.Code == code }) {
				t.Errorf("expects no %s", code)
			}
			compareFindings(t, s, findings, want)
			for i := range findings {
				tryFixes(t, s, &findings[i])
			}
		})
	}
}

// checkFile checks a scenario with every service at hand.
func checkFile(t *testing.T, path string) (*scenario.Scenario, []check.Finding) {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	s, problems := scenario.Parse(string(text))
	if len(problems) > 0 {
		t.Fatalf("%s: %v", path, problems)
	}
	know := catalog.NewInquiry(everything())
	findings := checkScenario(s, know)
	if wants := know.Wants(); len(wants) > 0 {
		t.Errorf("%s wants %q of a shelf that has everything", path, wants)
	}
	return s, findings
}

func checkScenario(s *scenario.Scenario, know *catalog.Inquiry) []check.Finding {
	var policies []engine.Policy
	for _, p := range s.Policies {
		policies = append(policies, engine.Policy{Name: p.Name, Document: engine.Compile(p.Type, p.Text), AttachedTo: p.AttachedTo, Everywhere: p.Everywhere})
	}
	return check.Scenario(engine.New(s.Environment, policies), s, know)
}

// compareFindings compares the findings with the codes that are wanted at all.
func compareFindings(t *testing.T, s *scenario.Scenario, findings []check.Finding, want []wanted) {
	t.Helper()
	var got []check.Finding
	for _, f := range findings {
		if slices.ContainsFunc(want, func(w wanted) bool { return w.Code == string(f.Code) }) {
			got = append(got, f)
		}
	}
	for i := range max(len(got), len(want)) {
		switch {
		case i >= len(got):
			t.Errorf("%s at %s%s is not found", want[i].Code, want[i].At, want[i].Path)
		case i >= len(want):
			t.Errorf("%s at %s%s is found too: %s", got[i].Code, textOf(s, &got[i]), got[i].Path, got[i].Message)
		default:
			compareFinding(t, s, &got[i], &want[i])
		}
	}
}

func compareFinding(t *testing.T, s *scenario.Scenario, got *check.Finding, want *wanted) {
	t.Helper()
	at := textOf(s, got)
	if at != want.At || got.Path != want.Path || string(got.Code) != want.Code || got.Severity.String() != want.Severity || got.Policy >= 0 && got.Policy != want.Policy {
		t.Errorf("%s %s in policy %d at %s%s, want %s %s in policy %d at %s%s", got.Severity, got.Code, got.Policy, at, got.Path, want.Severity, want.Code, want.Policy, want.At, want.Path)
		return
	}
	fixed := string(want.Fixed)
	if strings.HasPrefix(fixed, `"`) {
		if err := json.Unmarshal(want.Fixed, &fixed); err != nil {
			t.Fatal(err)
		}
	}
	switch {
	case len(got.Fixes) == 0 && fixed != "":
		t.Errorf("%s at %s has no fix", got.Code, at)
	case len(got.Fixes) > 0 && apply(s.Policies[got.Policy].Text, &got.Fixes[0]) != fixed:
		t.Errorf("%s at %s: %s gives\n%s\nwant\n%s", got.Code, at, got.Fixes[0].Title, apply(s.Policies[got.Policy].Text, &got.Fixes[0]), fixed)
	}
}

// textOf returns the text that a finding is about, "" for one about the scenario.
func textOf(s *scenario.Scenario, f *check.Finding) string {
	if f.Policy < 0 {
		return ""
	}
	return s.Policies[f.Policy].Text[f.Span.Start:f.Span.End]
}

// apply returns the text after a fix.
func apply(text string, f *check.Fix) string {
	var b strings.Builder
	at := 0
	for _, e := range f.Edits {
		b.WriteString(text[at:e.Span.Start] + e.Text)
		at = e.Span.End
	}
	return b.String() + text[at:]
}

// tryFixes applies each fix: a valid document stays valid, and loses the finding.
func tryFixes(t *testing.T, s *scenario.Scenario, f *check.Finding) {
	t.Helper()
	if f.Policy < 0 {
		return
	}
	p := s.Policies[f.Policy]
	before := countOf(s, f)
	changed := *s
	changed.Policies = slices.Clone(s.Policies)
	for i := range f.Fixes {
		fix := &f.Fixes[i]
		text := apply(p.Text, fix)
		if failure := engine.Compile(p.Type, text).Failure(); failure != nil && engine.Compile(p.Type, p.Text).Failure() == nil {
			t.Errorf("%s: %s breaks the document: %s", f.Code, fix.Title, failure.Message)
		}
		if changed.Policies[f.Policy].Text = text; countOf(&changed, f) >= before {
			t.Errorf("%s: %s leaves the finding in\n%s", f.Code, fix.Title, text)
		}
	}
}

// countOf counts the findings of a code in the same policy.
func countOf(s *scenario.Scenario, like *check.Finding) (n int) {
	for _, f := range checkScenario(s, catalog.NewInquiry(everything())) {
		if f.Code == like.Code && f.Policy == like.Policy {
			n++
		}
	}
	return n
}
