package jsontree

import (
	"encoding/json"
	"io"
	"strings"
	"testing"
	"unicode/utf8"
)

// checkTree fails unless every span lies in the text and inside its container's, siblings do not overlap, counts are
// right, and problems are in order and in the text.
func checkTree(t *testing.T, tree *Tree, problems []Problem) {
	t.Helper()
	for i, p := range problems {
		if p.Start < 0 || p.End < p.Start || p.End > len(tree.Text) || p.Message == "" || !utf8.ValidString(p.Message) {
			t.Errorf("%q: problem %+v", tree.Text, p)
		}
		if p.Kind == Syntax && i > 0 || i > 0 && problems[i-1].Kind != Syntax && p.Start < problems[i-1].Start {
			t.Errorf("%q: problems out of order: %v", tree.Text, problems)
		}
	}
	if root := tree.Root(); root.OK() {
		broken := len(problems) > 0 && problems[0].Kind == Syntax
		checkValue(t, root, 0, len(tree.Text), broken)
	}
}

func checkValue(t *testing.T, v Value, from, to int, broken bool) {
	if v.Start() < from || v.End() > to || v.End() <= v.Start() {
		t.Fatalf("%q: span [%d, %d) of %v outside of [%d, %d)", v.tree.Text, v.Start(), v.End(), v.Kind(), from, to)
	}
	count, at := 0, v.Start()+1
	for e := v.First(); e.OK(); e = e.Next() {
		count++
		last := e
		if v.Kind() == Object {
			checkValue(t, e, at, v.End(), broken)
			if !e.Of().OK() {
				if !broken || e.Next().OK() {
					t.Fatalf("%q: the key %s has no value", v.tree.Text, e.Raw())
				}
				break
			}
			last = e.Of()
			at = e.End()
		}
		checkValue(t, last, at, v.End(), broken)
		at = last.End()
	}
	if count != v.Len() {
		t.Fatalf("%q: %d of %d elements in %s", v.tree.Text, count, v.Len(), v.Raw())
	}
}

// sameAs fails unless v holds what encoding/json decoded from the same text.
func sameAs(t *testing.T, v Value, want any) {
	switch want := want.(type) {
	case nil:
		equal(t, v.Kind(), Null)
	case bool:
		equal(t, v.Kind() == True, want)
	case json.Number:
		equal(t, v.Raw(), want.String())
	case string:
		equal(t, v.Kind(), String)
		equal(t, v.Str(), want)
	case []any:
		equal(t, v.Len(), len(want))
		e := v.First()
		for _, w := range want {
			sameAs(t, e, w)
			e = e.Next()
		}
	case map[string]any:
		equal(t, v.Len(), len(want))
		for k := v.First(); k.OK(); k = k.Next() {
			w, ok := want[k.Str()]
			equal(t, ok, true)
			sameAs(t, k.Of(), w)
		}
	}
}

func equal[T comparable](t *testing.T, got, want T) {
	t.Helper()
	if got != want {
		t.Fatalf("%v, encoding/json has %v", got, want)
	}
}

// fuzzDepth is more than encoding/json reads, so that both agree on validity.
const fuzzDepth = 20000

func FuzzParse(f *testing.F) {
	for _, c := range faults {
		f.Add(strings.Replace(c.text, "⌖", "", 1))
	}
	f.Add(`{"Version": "2012-10-17", "Statement": [{"Effect": "Deny", "Condition": {"Bool": {"a:b": false}}, "n": -1.5E-7}]}`)
	f.Add(`["\ud83d\ude00", "\ud83d", {"a": 1, "\u0061": null, "b": [[[[true]]]]}]`)
	f.Fuzz(func(t *testing.T, text string) {
		for _, depth := range []int{0, 2, fuzzDepth} {
			tree, problems := Parse(text, depth)
			checkTree(t, tree, problems)
			checkSyntax(t, text, problems)
			if depth == fuzzDepth && len(problems) == 0 {
				d := json.NewDecoder(strings.NewReader(text))
				d.UseNumber()
				var want any
				if err := d.Decode(&want); err != nil {
					return // deeper than encoding/json reads
				}
				sameAs(t, tree.Root(), want)
			}
		}
	})
}

// checkSyntax holds the verdict against encoding/json, and the problem's start against its definition: what stands
// before is valid or ends too early, and with the byte there it is neither.
func checkSyntax(t *testing.T, text string, problems []Problem) {
	broken := len(problems) > 0 && problems[0].Kind == Syntax
	if strings.Count(text, "[")+strings.Count(text, "{") > 9000 {
		return
	}
	if valid := json.Valid([]byte(text)); valid == broken {
		t.Fatalf("%q: valid is %v, problems %v", text, valid, problems)
	}
	if !broken {
		return
	}
	start := problems[0].Start
	if !startsJSON(text[:start]) {
		t.Fatalf("%q: faulty before %d, %s", text, start, problems[0].Message)
	}
	if start < len(text) && startsJSON(text[:start+1]) {
		t.Fatalf("%q: not faulty at %d yet, %s", text, start, problems[0].Message)
	}
}

// startsJSON reports whether text is the beginning of some JSON text: encoding/json finds nothing but its end.
func startsJSON(text string) bool {
	var raw json.RawMessage
	switch err := json.NewDecoder(strings.NewReader(text)).Decode(&raw); err {
	case nil:
		return json.Valid([]byte(text))
	case io.EOF, io.ErrUnexpectedEOF:
		return true
	}
	return false
}

func FuzzAppendString(f *testing.F) {
	f.Add("a\"b\\c\n\x00\x1f\u2028\u2029é😀\xff\xed\xa0\x80<&>\x7f")
	f.Fuzz(func(t *testing.T, s string) {
		out := string(AppendString(nil, s))
		var back string
		if err := json.Unmarshal([]byte(out), &back); err != nil || back != strings.ToValidUTF8(s, "\ufffd") && utf8.ValidString(s) {
			t.Fatalf("%q became %s: %v", s, out, err)
		}
		tree, problems := Parse(out, 0)
		if len(problems) > 0 || tree.Root().Str() != back {
			t.Fatalf("%s reads as %q, %v", out, tree.Root().Str(), problems)
		}
		if !utf8.ValidString(out) || strings.ContainsAny(out, "\u2028\u2029\n\x00") {
			t.Fatalf("%q became %q", s, out)
		}
	})
}
