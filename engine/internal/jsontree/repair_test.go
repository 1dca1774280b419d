package jsontree

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
)

// A repair is a broken text, the same text in which every edit is marked, and the JSON that it becomes. In marked, ‹old|new›
// stands for an edit.
var repairs = []struct{ name, marked, repaired string }{
	{"closing quote of a key", `{"Effect‹|"›: "Allow"}`, `{"Effect": "Allow"}`},
	{"closing quote of a key before a brace", "{\"Null‹|\"›: {\n\"a:b\": true}}", "{\"Null\": {\n\"a:b\": true}}"},
	{"closing quote of a key before a word", `{"a:b‹|"›: true}`, `{"a:b": true}`},
	{"closing quote of a value", "{\"a\": \"x‹|\"›,\n\"b\": 1}", "{\"a\": \"x\",\n\"b\": 1}"},
	{"closing quote in one line", `{"a": "x‹|"›, "b": "y"}`, `{"a": "x", "b": "y"}`},
	{"closing quote before brackets", "[{\"a\": \"x‹|\"›}]\n", "[{\"a\": \"x\"}]\n"},
	{"closing quote behind a variable", "[\"x/${a:b}‹|\"›\n]", "[\"x/${a:b}\"\n]"},
	{"closing quote behind a variable and before a brace", "{\"a\": \"x/${a:b}‹|\"›}\n", "{\"a\": \"x/${a:b}\"}\n"},
	{"opening quote of a key", `{‹|"›a": 1}`, `{"a": 1}`},
	{"opening quote of a value", `{"a": ‹|"›arn:aws:s3:::b/*", "b": 1}`, `{"a": "arn:aws:s3:::b/*", "b": 1}`},
	{"no quotes", `{‹a|"a"›: ‹arn:aws:s3:::b/${a:b}|"arn:aws:s3:::b/${a:b}"›}`, `{"a": "arn:aws:s3:::b/${a:b}"}`},
	{"single quotes", `{‹'a'|"a"›: ‹'it\'s "b"'|"it's \"b\""›}`, `{"a": "it's \"b\""}`},
	{"smart quotes", `{‹“a”|"a"›: ‹„b“|"b"›}`, `{"a": "b"}`},
	{"a smart quote at the end", "{\"a\": \"b‹”|\"›,\n\"c\": 1}", "{\"a\": \"b\",\n\"c\": 1}"},
	{"line break in a string", "{\"a\": \"b‹\n   |›c\"}", `{"a": "bc"}`},
	{"tab in a string", "[\"a‹\t|\\t›\"]", `["a\t"]`},
	{"backslash in a string", `["a‹|\›\x"]`, `["a\\x"]`},
	{"quotes in a string", `{"a": "say ‹|\›"this‹|\›"", "b": 1}`, `{"a": "say \"this\"", "b": 1}`},
	{"words", `[‹None|null›, ‹True|true›, ‹FALSE|false›, ‹10.0.0.0/8|"10.0.0.0/8"›]`, `[null, true, false, "10.0.0.0/8"]`},
	{"byte order mark", "‹\ufeff|›{}", "{}"},
	{"odd blanks", "{‹\u00a0| ›\"a\": 1}", `{ "a": 1}`},
	{"comments", "{‹// x|›\n\"a\": 1, ‹/* y */|› \"b\": 2} ‹# z|›\n", "{\n\"a\": 1,  \"b\": 2} \n"},
	{"comma", "{\"a\": 1‹|,›\n\"b\": 2}", "{\"a\": 1,\n\"b\": 2}"},
	{"comma between objects", `[{}‹|,› {}]`, `[{}, {}]`},
	{"trailing comma", "{\"a\": [1‹,|›]‹,|› ‹// b|›\n}", "{\"a\": [1] \n}"},
	{"doubled comma", `[1,‹,|› 2]`, `[1, 2]`},
	{"semicolon", `{"a": "b"‹;|,› "c": "d"}`, `{"a": "b", "c": "d"}`},
	{"colon", `{"a"‹|:› "b"}`, `{"a": "b"}`},
	{"equals sign", `{"a" ‹=|:› "b"}`, `{"a" : "b"}`},
	{"comma for a colon", `{"a"‹,|:› "b", "c": "d"}`, `{"a": "b", "c": "d"}`},
	{"colon for a comma", `["a"‹:|,› "b"]`, `["a", "b"]`},
	{"value", "{\"a\":‹| \"\"›,\n\"b\": 1}", "{\"a\": \"\",\n\"b\": 1}"},
	{"key", `{‹|""›: 1}`, `{"": 1}`},
	{"colon and value", `{"a"‹|: ""›}`, `{"a": ""}`},
	{"brace of the document", "‹|{›\n\"a\": 1}", "{\n\"a\": 1}"},
	{"text around the document", "‹Here it is: |›{\"a\": 1}\n‹Thanks|›\n", "{\"a\": 1}\n\n"},
	{"a brace too many", "{\"a\": 1}\n‹}|›\n", "{\"a\": 1}\n\n"},
	{"a brace too early", "{\"a\": 1‹}|›,\n\"b\": 2}", "{\"a\": 1,\n\"b\": 2}"},
	{"a bracket for a brace", `[{"a": 1‹]|}›]`, `[{"a": 1}]`},
	{"a brace for a bracket", `{"a": ‹{|[›"b", "c"], "d": 1}`, `{"a": ["b", "c"], "d": 1}`},
	{"a doubled bracket", `{"a": ‹[|›["b", "c"], "d": 1}`, `{"a": ["b", "c"], "d": 1}`},
	{"end of the text", `{"a": [{"b": "c‹|"}]}›`, `{"a": [{"b": "c"}]}`},

	// Brackets by structure and by indentation.
	{"brace before the next statement", `[{"a": 1‹|}›, {"b": 2}]`, `[{"a": 1}, {"b": 2}]`},
	{"brace and comma before the next statement", "[{\"a\": 1‹|},› {\"b\": 2}]", `[{"a": 1}, {"b": 2}]`},
	{"bracket before the next key", `{"a": ["x", "y"‹|]›, "b": 1}`, `{"a": ["x", "y"], "b": 1}`},
	{"opening brace in a list", `[‹|{›"a": 1, "b": 2}, {"c": 3}]`, `[{"a": 1, "b": 2}, {"c": 3}]`},
	{"opening bracket before strings", `{"a": ‹|[›"x", "y"], "b": 1}`, `{"a": ["x", "y"], "b": 1}`},
	{"opening bracket before objects", "{\"a\": ‹|[›\n  {\"x\": 1},\n  {\"y\": 2}\n]}", "{\"a\": [\n  {\"x\": 1},\n  {\"y\": 2}\n]}"},
	{"opening bracket in the line of its key", "{\n  \"a\": ‹|[›\n    {\"x\": 1}\n  ]\n}", "{\n  \"a\": [\n    {\"x\": 1}\n  ]\n}"},
	{"opening brace in the line of its key", "{\n  \"a\":‹|{›\n    \"x\": 1\n  },\n  \"b\": 2\n}", "{\n  \"a\":{\n    \"x\": 1\n  },\n  \"b\": 2\n}"},
	{"inner brace in its empty line", "{\n  \"a\": {\n    \"b\": {\n      \"c\": 1\n    ‹|}›\n  }\n}\n", "{\n  \"a\": {\n    \"b\": {\n      \"c\": 1\n    }\n  }\n}\n"},
	{"brace before a key that is indented less", "{\n  \"a\": {\n    \"b\": 1\n  ‹|}›,\n  \"c\": 2\n}\n", "{\n  \"a\": {\n    \"b\": 1\n  },\n  \"c\": 2\n}\n"},
	{"a brace too many in a line", "{\n  \"a\": {\n    \"b\": {\"c\": 1}‹}|›\n  },\n  \"d\": 2\n}\n", "{\n  \"a\": {\n    \"b\": {\"c\": 1}\n  },\n  \"d\": 2\n}\n"},
}

// unmark returns the broken text of a marked one, and its edits.
func unmark(t *testing.T, marked string) (broken string, edits []Edit) {
	t.Helper()
	for {
		before, rest, found := strings.Cut(marked, "‹")
		broken += before
		if !found {
			return broken, edits
		}
		old, rest, _ := strings.Cut(rest, "|")
		text, rest, ok := strings.Cut(rest, "›")
		if !ok {
			t.Fatalf("%q: a mark does not end", marked)
		}
		edits = append(edits, Edit{Start: len(broken), End: len(broken) + len(old), Text: text})
		broken += old
		marked = rest
	}
}

func TestRepair(t *testing.T) {
	for _, r := range repairs {
		t.Run(r.name, func(t *testing.T) {
			broken, want := unmark(t, r.marked)
			repaired, edits := Repair(broken, 8)
			if r.repaired != "" && repaired != r.repaired {
				t.Errorf("%q\nbecame %q\nwant   %q", broken, repaired, r.repaired)
			}
			if !json.Valid([]byte(repaired)) {
				t.Errorf("%q became %q, which is no JSON", broken, repaired)
			}
			for i := range edits {
				if edits[i].Message == "" {
					t.Errorf("edit %d has no message", i)
				}
				edits[i].Message = ""
			}
			if len(edits) != len(want) {
				t.Fatalf("edits %+v, want %+v", edits, want)
			}
			for i := range want {
				if edits[i] != want[i] {
					t.Errorf("edit %+v, want %+v", edits[i], want[i])
				}
			}
		})
	}
}

func TestRepairLeavesJSONAndTheHopelessAlone(t *testing.T) {
	for _, text := range []string{
		"{}", " [1, \"a\"]\n", "null", `"a"`, `{"a": 1, "a": 2}`, "[\"\\ud83d\"]",
		"", " \n", "Version: x\nStatement:\n  - Effect: Allow\n", "<html>", "}", "not a policy", strings.Repeat("[", 20),
	} {
		if repaired, edits := Repair(text, 8); repaired != text || edits != nil {
			t.Errorf("%q became %q by %+v", text, repaired, edits)
		}
	}
}

// brokenFolders hold scenarios with broken documents: the project's own, and those of the design if they lie beside it.
var brokenFolders = []string{"../../testdata/language/broken/*", "../../../../shared/cases/broken"}

// brokenDocuments returns the documents of those folders that are no JSON, by the name of their file.
func brokenDocuments(t *testing.T) map[string]string {
	t.Helper()
	found := map[string]string{}
	for _, folder := range brokenFolders {
		files, err := filepath.Glob(filepath.Join(folder, "*.scenario.json"))
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			var scenario struct{ Policies []struct{ Document any } }
			if err := json.Unmarshal(text, &scenario); err != nil {
				continue // the scenario itself is what is broken
			}
			for i, p := range scenario.Policies {
				if document, ok := p.Document.(string); ok && !json.Valid([]byte(document)) {
					found[filepath.Base(file)+"#"+strconv.Itoa(i)] = document
				}
			}
		}
	}
	return found
}

// beyondRepair are those that are nothing like JSON, or that no edit could make sense of.
var beyondRepair = []string{
	"empty-document", "only-blanks", "only-line-breaks", "nothing", "one-quote", "yaml.",
	"nested-arrays-unclosed", "nested-objects-unclosed", "nested-arrays-closed", "deep-and-unclosed",
}

func TestRepairOfBrokenDocuments(t *testing.T) {
	documents := brokenDocuments(t)
	if len(documents) == 0 {
		t.Fatal("there are no broken documents")
	}
	for name, text := range documents {
		hopeless := slices.ContainsFunc(beyondRepair, func(b string) bool { return strings.HasPrefix(name, b) })
		repaired, edits := Repair(text, 100)
		if json.Valid([]byte(repaired)) == hopeless {
			t.Errorf("%s: %d edits, %.200q", name, len(edits), repaired)
		}
	}
}

// guide is the example of "How Amazon API Gateway works with IAM", May 2021. In March 2021 it lacked the quote behind the
// operator in line 17.
const guide = `{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Sid": "ScopeToPrivateApis",
      "Effect": "Allow",
      "Action": [
        "apigateway:PATCH",
        "apigateway:POST",
        "apigateway:PUT"
      ],
      "Resource": [
        "arn:aws:apigateway:us-east-1::/restapis",
        "arn:aws:apigateway:us-east-1::/restapis/??????????"
      ],
      "Condition": {
        "ForAnyValue:StringEqualsIfExists": {
          "apigateway:Request/EndpointType": "PRIVATE",
          "apigateway:Resource/EndpointType": "PRIVATE"
        }
      }
    },
    {
      "Sid": "AllowResourcePolicyUpdates",
      "Effect": "Allow",
      "Action": [
          "apigateway:UpdateRestApiPolicy"
      ],
      "Resource": [
          "arn:aws:apigateway:us-east-1::/restapis/*"
      ]
    }
  ]
}
`

func TestTheGuidesBrokenExampleNeedsOneQuote(t *testing.T) {
	broken := strings.Replace(guide, `IfExists": {`, `IfExists: {`, 1)
	repaired, edits := Repair(broken, 100)
	if repaired != guide || len(edits) != 1 {
		t.Fatalf("edits %+v", edits)
	}
	if line, column := LineCol(broken, edits[0].Start); line != 17 || column != 42 {
		t.Errorf("the edit stands at %d:%d, want 17:42", line, column)
	}
}

// mixed has what the guide's example has not: objects in one line, words, a variable.
const mixed = `{
  "Version": "2012-10-17",
  "Id": "mixed",
  "Statement": [
    {
      "Effect": "Deny",
      "Principal": {"AWS": "arn:aws:iam::111122223333:root"},
      "NotAction": ["s3:Get*", "s3:List*"],
      "Resource": "arn:aws:s3:::b/${aws:username}/*",
      "Condition": {
        "Bool": {"aws:SecureTransport": true},
        "NumericLessThan": {
          "aws:MultiFactorAuthAge": 3600
        }
      }
    }
  ]
}
`

// TestATokenLessOrWrongIsMendedInItsLine takes out, doubles and changes every token of policies in all ways. What is broken then
// is repaired by edits in the line of the token.
func TestATokenLessOrWrongIsMendedInItsLine(t *testing.T) {
	mutants, elsewhere := 0, 0
	for _, policy := range []string{guide, mixed, strings.ReplaceAll(guide, "  ", "    "), strings.ReplaceAll(mixed, "  ", "\t"), strings.ReplaceAll(guide, "\n", "\r\n"), compact(guide), compact(mixed)} {
		for _, token := range tokensUntil(policy, len(policy)) {
			start, end := token[0], token[1]
			for _, wrong := range mutations(policy[start:end]) {
				mutant := policy[:start] + wrong + policy[end:]
				if json.Valid([]byte(mutant)) {
					continue
				}
				mutants++
				line, _ := LineCol(policy, start)
				_, edits := Repair(mutant, 100)
				switch {
				case len(edits) == 0 || len(edits) > 2:
					t.Errorf("line %d, %q for %q: %d edits", line, wrong, policy[start:end], len(edits))
				case !inLine(mutant, edits, line):
					// Nothing tells a list that lacks its last element from one with a comma too many.
					if before, _ := LineCol(mutant, edits[0].Start); wrong != "" || edits[0].Text != "" || before != line-1 {
						t.Errorf("line %d, %q for %q: edits %+v", line, wrong, policy[start:end], edits)
					}
					elsewhere++
				}
			}
		}
	}
	if mutants < 3000 || elsewhere > 20 {
		t.Errorf("%d mutants, %d mended in another line", mutants, elsewhere)
	}
}

func compact(text string) string {
	return strings.ReplaceAll(strings.ReplaceAll(text, "  ", ""), "\n", "")
}

// mutations returns what may stand in the place of a token.
func mutations(token string) []string {
	list := []string{"", ",", ":", "{", "}", "[", "]", token + token}
	if inside := strings.Trim(token, `"`); inside != token {
		list = append(list, inside, inside+`"`, `"`+inside, "'"+inside+"'", "“"+inside+"”")
	}
	return slices.DeleteFunc(list, func(s string) bool { return s == token })
}

func inLine(text string, edits []Edit, line int) bool {
	first, _ := LineCol(text, edits[0].Start)
	last, _ := LineCol(text, edits[len(edits)-1].Start)
	return first == line && last == line
}

// TestRepairTakesBoundedTime gives it the largest documents that are read, made to be hard.
func TestRepairTakesBoundedTime(t *testing.T) {
	for name, part := range map[string]string{
		"opening": `{"a":[`, "closing": "}]", "strings": `"a" `, "colons": `"a": `, "words": "a ", "quotes": `"`, "braces": `{"a": "}}`, "single": "'a' ",
		"lines": "\"a\n", "comments": "/*", "comma": `[1,],`, "dollar": "${", "hash": "#\n", "blanks": `{          `, "statements": `{"a": 1 `,
	} {
		for _, before := range []string{"{", `{"a": [`} {
			text := before + strings.Repeat(part, 1<<20/len(part))
			from := time.Now()
			Repair(text, 100)
			if took := time.Since(from); took > 5*time.Second {
				t.Errorf("%q and many times %s take %v", before, name, took)
			}
		}
	}
}

func FuzzRepair(f *testing.F) {
	for _, r := range repairs {
		old, _, _ := strings.Cut(r.marked, "‹")
		f.Add(r.repaired)
		f.Add(old + r.repaired)
	}
	for _, c := range faults {
		f.Add(strings.Replace(c.text, "⌖", "", 1))
	}
	f.Fuzz(func(t *testing.T, text string) {
		repaired, edits := Repair(text, 20)
		_, problems := Parse(text, 20)
		if broken := brokenBy(problems); len(edits) > 0 != (repaired != text) || !broken && repaired != text {
			t.Fatalf("%q, broken is %v, became %q by %+v", text, broken, repaired, edits)
		}
		if len(edits) == 0 {
			return
		}
		if !json.Valid([]byte(repaired)) || Apply(text, edits) != repaired || len(edits) > maxEdits {
			t.Fatalf("%q became %q by %+v", text, repaired, edits)
		}
		at := 0
		for _, e := range edits {
			if e.Start < at || e.End < e.Start || e.End > len(text) || e.Message == "" || text[e.Start:e.End] == e.Text {
				t.Fatalf("%q: edit %+v of %+v", text, e, edits)
			}
			at = e.End
		}
	})
}
