package assist

import (
	"os"
	"strings"
	"testing"

	"github.com/iam-policy-playground/playground/engine"
	"github.com/iam-policy-playground/playground/engine/catalog"
	"github.com/iam-policy-playground/playground/engine/catalog/services"
)

// blocks reads a file of blocks with a number of lines each, behind a sentence that explains it.
func blocks(t *testing.T, name string, lines int) (all [][]string) {
	t.Helper()
	text, err := os.ReadFile("../testdata/assist/" + name)
	if err != nil {
		t.Fatal(err)
	}
	for _, block := range strings.Split(strings.TrimSpace(string(text)), "\n\n")[1:] {
		b := strings.Split(block, "\n")
		if len(b) != lines {
			t.Fatalf("%s: a block of %d lines, not %d: %s", name, len(b), lines, block)
		}
		all = append(all, b)
	}
	return all
}

var everyService = services.Shelf()

func sayOf(t *testing.T, kind, statement string) string {
	t.Helper()
	k, ok := engine.TypeOf(kind)
	if !ok {
		t.Fatalf("%s is no policy type", kind)
	}
	said := Summary(Policy{Kind: k, Text: `{"Version": "2012-10-17", "Statement": [` + statement + `]}`, Know: catalog.NewInquiry(everyService)})
	if len(said) != 1 {
		t.Fatalf("%d sentences for %s", len(said), statement)
	}
	return said[0].Say
}

// TestSummaries compares sentences with those that were written by hand.
func TestSummaries(t *testing.T) {
	all := blocks(t, "summaries.txt", 3)
	if len(all) < 40 {
		t.Errorf("%d statements, fewer than 40", len(all))
	}
	for _, b := range all {
		if got := sayOf(t, b[0], b[1]); got != b[2] {
			t.Errorf("%s %s\n got %s\nwant %s", b[0], b[1], got, b[2])
		}
	}
}

// TestConditionsInWords compares each condition's words with those that were written by hand, and wants every operator among
// them.
func TestConditionsInWords(t *testing.T) {
	seen := map[string]bool{}
	for _, b := range blocks(t, "conditions.txt", 2) {
		got := sayOf(t, "identity", `{"Effect": "Allow", "Action": "*", "Resource": "*", "Condition": `+b[0]+`}`)
		if want := "Allows all actions on all resources, if " + b[1] + "."; got != want {
			t.Errorf("%s\n got %s\nwant %s", b[0], got, want)
		}
		for i := range operators {
			if strings.Contains(b[0], `"`+operators[i].name+`"`) {
				seen[operators[i].name] = true
			}
		}
	}
	for i := range operators {
		if !seen[operators[i].name] {
			t.Errorf("no condition shows the words of %s", operators[i].name)
		}
	}
}
