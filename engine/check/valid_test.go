package check_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/iam-policy-playground/playground/engine"
	"github.com/iam-policy-playground/playground/engine/check"
	"github.com/iam-policy-playground/playground/engine/scenario"
)

// policyTexts are the policies of the project's scenarios, without those that are made to be hostile.
func policyTexts(t testing.TB) (texts []string) {
	t.Helper()
	err := filepath.WalkDir("../testdata", func(path string, _ fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, ".scenario.json") {
			return err
		}
		text, err := os.ReadFile(path)
		s, _ := scenario.Parse(string(text))
		for _, p := range s.Policies {
			if len(p.Text) < 2000 {
				texts = append(texts, p.Text)
			}
		}
		return err
	})
	if err != nil || len(texts) == 0 {
		t.Fatalf("%d policies: %v", len(texts), err)
	}
	return texts
}

// TestFixesKeepAValidDocumentValid gives every policy of the project every type, so that much is found that its author did not mean.
func TestFixesKeepAValidDocumentValid(t *testing.T) {
	valid, fixed := 0, 0
	for _, text := range policyTexts(t) {
		for _, kind := range documentTypes {
			is, fixes := fixesKeepValid(t, kind, text)
			if is {
				valid++
			}
			fixed += fixes
		}
	}
	if valid < 500 || fixed < 300 {
		t.Errorf("%d documents are valid, with %d fixes", valid, fixed)
	}
}

// FuzzFixesKeepAValidDocumentValid does so with any text.
func FuzzFixesKeepAValidDocumentValid(f *testing.F) {
	for i, text := range policyTexts(f) {
		if i%5 == 0 {
			f.Add(uint8(i), text)
		}
	}
	f.Fuzz(func(t *testing.T, kind uint8, text string) {
		if len(text) < 3000 {
			fixesKeepValid(t, documentTypes[int(kind)%len(documentTypes)], text)
		}
	})
}

var documentTypes = []engine.Type{engine.Identity, engine.Resource, engine.Boundary, engine.Session, engine.SCP, engine.RCP, engine.Trust, engine.Endpoint}

// fixesKeepValid holds that after each fix of a document without errors there are none, and that the fix changes something. It says
// whether the document was valid, and how many fixes there were.
func fixesKeepValid(t *testing.T, kind engine.Type, text string) (valid bool, fixes int) {
	t.Helper()
	findings := checkText(kind, text)
	if firstError(findings) != nil {
		return false, 0
	}
	for _, finding := range findings {
		for i := range finding.Fixes {
			fixes++
			after := apply(text, &finding.Fixes[i])
			if wrong := firstError(checkText(kind, after)); wrong != nil || after == text {
				t.Errorf("type %d: %s (%s) brings %v\n%s\n%s", kind, finding.Fixes[i].Title, finding.Code, wrong, text, after)
			}
		}
	}
	return true, fixes
}

func firstError(findings []check.Finding) *check.Finding {
	for i := range findings {
		if findings[i].Severity == engine.Error {
			return &findings[i]
		}
	}
	return nil
}
