package engine_test

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
	"testing"

	"github.com/iam-policy-playground/playground/engine/wire"
)

// examples is the folder with one scenario for each code, named after it.
const examples = "testdata/codes"

const exampleSuffix = ".scenario.json"

// TestEveryCodeHasAnExample holds testdata/codes equal to the codes of the evaluator and of API Gateway: a code without example
// fails, and so does an example of no code.
func TestEveryCodeHasAnExample(t *testing.T) {
	codes := slices.Concat(codeValues(t, "codes.go"), codeValues(t, "reasons.go"), codeValues(t, "apigateway/codes.go"))
	slices.Sort(codes)
	files := exampleCodes(t)
	for _, code := range codes {
		if !slices.Contains(files, code) {
			t.Errorf("%s has no example; write %s", code, filepath.ToSlash(filepath.Join(examples, code+exampleSuffix)))
		}
	}
	for _, code := range files {
		if !slices.Contains(codes, code) {
			t.Errorf("%s is an example of a code that nothing documents", code+exampleSuffix)
		}
	}
}

// codeValues reads the values of the constants of type Code in a file.
func codeValues(t *testing.T, file string) []string {
	t.Helper()
	f, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	var list []string
	ast.Inspect(f, func(n ast.Node) bool {
		v, ok := n.(*ast.ValueSpec)
		if !ok || len(v.Values) == 0 {
			return true
		}
		literal, constant := v.Values[0].(*ast.BasicLit)
		if !isCodeType(v.Type) || !constant {
			return true
		}
		value, err := strconv.Unquote(literal.Value)
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, value)
		return true
	})
	if len(list) == 0 {
		t.Fatalf("%s has no codes", file)
	}
	return list
}

// isCodeType reports whether a type is written Code or engine.Code.
func isCodeType(e ast.Expr) bool {
	if qualified, ok := e.(*ast.SelectorExpr); ok {
		e = qualified.Sel
	}
	name, ok := e.(*ast.Ident)
	return ok && name.Name == "Code"
}

// exampleCodes lists the codes that the files of the folder are named after.
func exampleCodes(t *testing.T) []string {
	t.Helper()
	entries, err := os.ReadDir(examples)
	if err != nil {
		t.Fatal(err)
	}
	var list []string
	for _, e := range entries {
		code, ok := strings.CutSuffix(e.Name(), exampleSuffix)
		if !ok {
			t.Errorf("%s is no %s", e.Name(), exampleSuffix)
			continue
		}
		list = append(list, code)
	}
	return list
}

// TestExamplesShowTheirCode evaluates each example as a host would: the code it is named after must come up, in a
// diagnostic or in a trace, and every request must be decided as the file says by hand.
func TestExamplesShowTheirCode(t *testing.T) {
	codes := exampleCodes(t)
	if len(codes) == 0 {
		t.Fatalf("%s has no examples", examples)
	}
	for _, code := range codes {
		t.Run(code, func(t *testing.T) {
			text, err := os.ReadFile(filepath.Join(examples, code+exampleSuffix))
			if err != nil {
				t.Fatal(err)
			}
			got := evaluateExample(t, text)
			if shown := got.codes(); !slices.Contains(shown, code) {
				slices.Sort(shown)
				t.Errorf("does not show its code, only %s", strings.Join(slices.Compact(shown), " "))
			}
			compareWithExample(t, text, got)
		})
	}
}

// An exampleAnswer is what the tests read of an answer.
type exampleAnswer struct {
	Results []struct {
		Name, Decision, Reason string
		Trace                  exampleStep
	}
	Diagnostics []struct{ Code, Message string }
}

type exampleStep struct {
	Code  string
	Steps []exampleStep
}

func evaluateExample(t *testing.T, text []byte) *exampleAnswer {
	t.Helper()
	var got exampleAnswer
	if err := json.Unmarshal(wire.Serve(wire.Evaluate, text, nil), &got); err != nil {
		t.Fatalf("the answer is not JSON: %v", err)
	}
	return &got
}

// codes lists every code of the answer.
func (a *exampleAnswer) codes() []string {
	var list []string
	for _, d := range a.Diagnostics {
		list = append(list, d.Code)
	}
	for i := range a.Results {
		list = a.Results[i].Trace.appendCodes(list)
	}
	return list
}

func (s *exampleStep) appendCodes(list []string) []string {
	list = append(list, s.Code)
	for i := range s.Steps {
		list = s.Steps[i].appendCodes(list)
	}
	return list
}

// compareWithExample checks what is written by hand: title, AWS page, and the decision of every request.
func compareWithExample(t *testing.T, text []byte, got *exampleAnswer) {
	t.Helper()
	var want struct {
		Title, Description string
		Requests           []struct{ Name, Expect string }
	}
	if err := json.Unmarshal(text, &want); err != nil {
		t.Fatal(err)
	}
	if want.Title == "" || want.Description == "" {
		t.Error("says neither what it shows (title) nor on which page AWS documents it (description)")
	}
	if len(want.Requests) == 0 || len(want.Requests) != len(got.Results) {
		t.Fatalf("%d results for %d requests: %+v", len(got.Results), len(want.Requests), got.Diagnostics)
	}
	for i, r := range want.Requests {
		if r.Expect == "" {
			t.Errorf("%s: expects nothing", r.Name)
		}
		if got := got.Results[i]; got.Decision != r.Expect {
			t.Errorf("%s: %s, want %s\n%s", r.Name, got.Decision, r.Expect, got.Reason)
		}
	}
}
