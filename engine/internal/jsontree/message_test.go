package jsontree

import (
	"encoding/json"
	"strings"
	"testing"
)

// A fault is a text with a mark at the byte where it stops being the beginning of some JSON text, and words that the
// message must hold. The mark is the letter ⌖.
var faults = []struct{ text, words string }{
	// Ends too early.
	{"⌖", "the text is empty"},
	{" \t\r\n⌖", "only blanks"},
	{"{⌖", "the brace that opens at line 1, column 1 is not closed"},
	{"{\n  \"a\": [⌖", "the bracket that opens at line 2, column 8 is not closed"},
	{`{"a"⌖`, `a colon and a value are missing after the key "a", and the brace that opens at line 1, column 1`},
	{`{"a":⌖`, `the value of the key "a" is missing`},
	{`{"a": 1,⌖`, "ends after a comma"},
	{`{"a": 1⌖`, `a "}" is missing`},
	{`[[1]⌖`, "the bracket that opens at line 1, column 1"},
	{`{"a⌖`, "the string that begins at line 1, column 2 has no closing quote"},
	{"{\n\"a\": \"⌖", "the string that begins at line 2, column 6 has no closing quote"},
	{`["\⌖`, "the string that begins at line 1, column 2 has no closing quote"},
	{`["\u00⌖`, "the string that begins at line 1, column 2 has no closing quote"},
	{`[tru⌖`, "inside the word true"},
	{`[-⌖`, "after the minus sign"},
	{`[1.⌖`, "after the decimal point"},
	{`[1e+⌖`, "in the exponent"},

	// Strings.
	{"{\n\"a\": \"x⌖\n\"}", "the string that begins at line 2, column 6 has no closing quote before its line ends"},
	{"[\"x⌖\r\n\"]", "no closing quote before its line ends"},
	{"[\"a\\⌖\n\"]", "no closing quote before its line ends"},
	{"[\"x⌖\t\"]", `holds a tab, which is written \t`},
	{"[\"x⌖\x00\"]", "the control character U+0000"},
	{`["\⌖x41"]`, `no escape of JSON`},
	{`["\⌖'"]`, `no escape of JSON`},
	{`["\u12⌖G4"]`, "needs four hexadecimal digits; 2 are missing"},
	{`["\u⌖"]`, "needs four hexadecimal digits; 4 are missing"},
	{`["\ud83d\u⌖x"]`, "needs four hexadecimal digits"},
	{`[⌖'x']`, "single quotes"},
	{`{⌖'x': 1}`, "single quotes"},
	{"[⌖`x`]", "backquotes"},
	{`{"a": ⌖“x”}`, "the quote “ is typographic"},
	{`{⌖„a“: 1}`, "the quote „ is typographic"},

	// Numbers.
	{`[0⌖1]`, "may not begin with a zero"},
	{`[-0⌖1]`, "may not begin with a zero"},
	{`[⌖+1]`, "may not begin with a plus sign"},
	{`[⌖.5]`, "before the decimal point"},
	{`[1.⌖]`, "after the decimal point"},
	{`[1.⌖e5]`, "after the decimal point"},
	{`[1e⌖]`, "in the exponent"},
	{`[-⌖x]`, "after the minus sign"},
	{`[0⌖x1F]`, "hexadecimal"},
	{`[1⌖_000]`, "underscore"},
	{`[10.0⌖.0.0/8]`, "the double quotes of a string are missing"},
	{`[2024⌖-01-01]`, "the double quotes of a string are missing"},
	{`[⌖NaN]`, `no number "NaN"`},
	{`[⌖Infinity]`, `no number "Infinity"`},
	{`[-⌖Infinity]`, "after the minus sign"},

	// Words.
	{`[⌖True]`, "true in lower case"},
	{`[⌖FALSE]`, "false in lower case"},
	{`[⌖None]`, `no "None"; null`},
	{`[⌖undefined]`, `no "undefined"; null`},
	{`[n⌖il]`, `no "nil"; null`},
	{`[tru⌖]`, `"tru" lacks its double quotes`},
	{`[n⌖ope]`, `"nope" lacks its double quotes`},
	{`[true⌖r]`, "a comma is missing"},
	{`{"a": ⌖arn:aws:s3:::b}`, `"arn:aws:s3:::b" lacks its double quotes`},
	{`{⌖a: 1}`, `the key "a" lacks its double quotes`},
	{`{⌖1: 2}`, `the key "1" lacks its double quotes`},

	// Comments and filler.
	{"⌖// a policy\n{}", "no comments"},
	{"{⌖/* x */}", "no comments"},
	{"[1, ⌖# x\n2]", "no comments"},
	{"{} ⌖// the end", "no comments"},
	{"[1, ⌖...]", "the dots stand for something"},
	{"{⌖…}", "the dots stand for something"},

	// Characters between the parts.
	{"⌖\ufeff{}", "begins with a byte order mark"},
	{"{⌖\ufeff}", "a byte order mark (U+FEFF) may not stand between"},
	{"[⌖\u00a01]", "a no-break space (U+00A0)"},
	{"[1⌖\u200b]", "a zero-width space (U+200B)"},
	{"[⌖\f]", "the control character U+000C"},
	{"[⌖\x00]", "the control character U+0000"},
	{"[⌖\xff]", "not UTF-8"},
	{"[1⌖，2]", "full-width"},
	{"[⌖é]", `"é"`},

	// Commas, colons, brackets.
	{`[1,⌖]`, "the comma at line 1, column 3 is one too many"},
	{"{\"a\": 1,\n⌖}", "the comma at line 1, column 8 is one too many"},
	{`{"a": 1,⌖, "b": 2}`, "a comma too many"},
	{`[1,⌖,2]`, "a comma too many"},
	{`[⌖,1]`, "a comma too many"},
	{`{⌖,"a": 1}`, "a comma too many"},
	{`{"a": 1 ⌖"b": 2}`, "a comma is missing"},
	{`[1 ⌖2]`, "a comma is missing"},
	{`[{} ⌖{}]`, "a comma is missing"},
	{`[1⌖; 2]`, `a comma or "]" is missing`},
	{`{"a" ⌖1}`, `a colon is missing after the key "a"`},
	{`{"a"⌖}`, `a colon is missing after the key "a"`},
	{`{"a" ⌖= 1}`, `a colon is missing after the key "a"`},
	{`{"Effect: "⌖Allow"}`, "closing quote seems to stand in the wrong place"},
	{`{⌖:1}`, "a key is missing before the colon"},
	{`{⌖[]}`, "a key is missing before this bracket"},
	{`{⌖%}`, "a key in double quotes is missing"},
	{`{"a": ⌖}`, `the value of the key "a" is missing`},
	{`{"a": ⌖, "b": 1}`, `the value of the key "a" is missing`},
	{`{"a": ⌖: 1}`, "a colon where a value is missing"},
	{`{"a": ⌖%}`, "a value is missing"},
	{`["a"⌖: 1]`, "a colon in a list"},
	{`{"a": "b"⌖: 1}`, "a colon behind a value"},
	{"{\"a\": [\n⌖}", "cannot close the bracket that opens at line 1, column 7"},
	{"{\"s\": \"[\"\n⌖]", "cannot close the brace that opens at line 1, column 1"},
	{`{⌖]`, "cannot close the brace"},
	{`{"a": ⌖]}`, "cannot close the brace"},
	{`[1⌖}`, "cannot close the bracket"},

	// More or other than one document.
	{"{}\n⌖}", "a closing brace too many: the document ends at line 1, column 2"},
	{"[]⌖]", "a closing bracket too many"},
	{"{}\n⌖{}", "a second document begins here"},
	{"{}⌖,", "a comma behind the document"},
	{"{} ⌖end", "text after the end of the document"},
	{`"a"⌖: 1`, "the braces of a JSON document are missing"},
	{"⌖Version: x", "looks like YAML"},
	{"n⌖ame: x", "looks like YAML"},
	{"-⌖--\na: 1", "looks like YAML"},
	{"⌖<html>", "begins with a brace"},
	{"⌖None", "begins with a brace"},
	{"⌖}", "begins with a brace"},
}

func TestSyntaxProblemNamesTheFirstWrongByteAndWhatIsMissing(t *testing.T) {
	for _, c := range faults {
		at := strings.Index(c.text, "⌖")
		text := c.text[:at] + c.text[at+len("⌖"):]
		tree, problems := Parse(text, 8)
		if len(problems) == 0 || problems[0].Kind != Syntax {
			t.Errorf("%q: %v, want a syntax problem", text, problems)
			continue
		}
		p := problems[0]
		if p.Start != at || p.End < p.Start || p.End > len(text) {
			t.Errorf("%q: span [%d, %d), want start %d", text, p.Start, p.End, at)
		}
		if !strings.Contains(p.Message, c.words) {
			t.Errorf("%q: message %q, want %q", text, p.Message, c.words)
		}
		if json.Valid([]byte(text)) {
			t.Errorf("%q is JSON", text)
		}
		checkTree(t, tree, problems)
	}
}

func TestMessagesAreSentencesWithoutEnds(t *testing.T) {
	for _, c := range faults {
		_, problems := Parse(strings.Replace(c.text, "⌖", "", 1), 8)
		for _, p := range problems {
			if m := p.Message; strings.HasSuffix(m, ".") && !strings.HasSuffix(m, "...") || strings.ContainsAny(m, "\n\t") {
				t.Errorf("message %q", m)
			}
		}
	}
}

func TestMessagesQuoteLongTextShortly(t *testing.T) {
	_, problems := Parse(`{"a": `+strings.Repeat("é", 500)+"}", 8)
	if len(problems) != 1 || len(problems[0].Message) > 200 {
		t.Errorf("problems %v", problems)
	}
	_, problems = Parse(`{"`+strings.Repeat("é", 500)+`"}`, 8)
	if len(problems) != 1 || len(problems[0].Message) > 200 {
		t.Errorf("problems %v", problems)
	}
}
