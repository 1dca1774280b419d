package check_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/iam-policy-playground/playground/engine"
	"github.com/iam-policy-playground/playground/engine/catalog"
	"github.com/iam-policy-playground/playground/engine/check"
)

// damages is how many are tried.
const damages = 1000

// TestDamageIsFoundWhereItIs damages one token of an AWS managed policy at a time, at random. Among what is then found for the first time, something
// has to be in the line of the token, and all that is said of the JSON: the mistake is shown where it is, and not where a reader
// stumbles over it. Beside it may stand what follows from it, such as MISSING_ACTION at the statement whose Action is misspelled.
func TestDamageIsFoundWhereItIs(t *testing.T) {
	files, err := filepath.Glob("../testdata/managed/*.json")
	if err != nil || len(files) == 0 {
		t.Fatalf("no policies: %v", err)
	}
	random := rand.New(rand.NewPCG(6, 2026))
	silent := 0
	for range damages {
		file := files[random.IntN(len(files))]
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		m := damaged(random, string(text))
		found := newFindings(string(text), m.text)
		if len(found) == 0 {
			silent++
			continue
		}
		if !m.holds(found) {
			t.Errorf("%s: %s at line %d, but found is %s", filepath.Base(file), m.what, lineAt(m.text, m.at), describe(m.text, found))
		}
	}
	if silent > damages/20 { // another Sid, tag or name is as good
		t.Errorf("%d of %d are not found at all", silent, damages)
	}
}

// A damage is a policy with one token changed.
type damage struct {
	text string
	at   int // where the token was
	what string
}

// damaged deletes a token of a text, or changes it.
func damaged(random *rand.Rand, text string) damage {
	tokens := tokensOf(text)
	token := tokens[random.IntN(len(tokens))]
	old := text[token[0]:token[1]]
	written := ""
	if old[0] == '"' && len(old) > 3 {
		i := 1 + random.IntN(len(old)-2)
		written = [...]string{"", old[1:], old[:len(old)-1], old[:i] + old[i+1:], old[:i] + "q" + old[i:]}[random.IntN(5)]
	} else if other := [...]string{"{", "}", "[", "]", ",", ":"}[random.IntN(6)]; other != old {
		written = other // or deleted
	}
	return damage{text[:token[0]] + written + text[token[1]:], token[0], fmt.Sprintf("%s becomes %q", old, written)}
}

// tokensOf returns where the tokens of a JSON text begin and end.
func tokensOf(text string) (tokens [][2]int) {
	for i := 0; i < len(text); i++ {
		start := i
		switch c := text[i]; {
		case strings.IndexByte(" \n\r\t", c) >= 0:
			continue
		case c == '"':
			for i++; text[i] != '"'; i++ {
				if text[i] == '\\' {
					i++
				}
			}
		case strings.IndexByte("{}[],:", c) < 0:
			for strings.IndexByte("{}[],: \n\r\t", text[i+1]) < 0 {
				i++
			}
		}
		tokens = append(tokens, [2]int{start, i + 1})
	}
	return tokens
}

// newFindings returns what is found in a text that is not found in another one.
func newFindings(before, after string) (list []check.Finding) {
	known := map[string]int{}
	for _, f := range check.Document(engine.Identity, before, catalog.NewInquiry(everything())) {
		known[string(f.Code)+f.Message]++
	}
	for _, f := range check.Document(engine.Identity, after, catalog.NewInquiry(everything())) {
		if id := string(f.Code) + f.Message; known[id] > 0 {
			known[id]--
		} else {
			list = append(list, f)
		}
	}
	return list
}

// holds reports whether some findings are in the line of the damage, as the test asks. Where nothing is left in it, such as
// behind a comma that is now one too many, the lines beside it count too.
func (m *damage) holds(found []check.Finding) bool {
	line, some, beside := lineAt(m.text, m.at), false, 0
	if strings.TrimSpace(strings.Split(m.text, "\n")[line-1]) == "" {
		beside = 1
	}
	for _, f := range found {
		first, last := lineAt(m.text, f.Span.Start), lineAt(m.text, f.Span.End)
		switch {
		case first-beside <= line && line <= last+beside:
			some = true
		case f.Code == engine.JSONSyntaxError:
			return false
		}
	}
	return some
}

func lineAt(text string, offset int) int {
	line, _ := engine.LineCol(text, offset)
	return line
}

func describe(text string, found []check.Finding) string {
	var list []string
	for _, f := range found[:min(3, len(found))] {
		list = append(list, fmt.Sprintf("%d %s %s", lineAt(text, f.Span.Start), f.Code, f.Message))
	}
	return strings.Join(list, "; ")
}
