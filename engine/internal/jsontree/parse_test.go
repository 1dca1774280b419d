package jsontree

import (
	"fmt"
	"strings"
	"testing"
)

// sketch prints what v holds on one line, with the kinds of scalars that have no text of their own.
func sketch(v Value) string {
	switch v.Kind() {
	case Array:
		var parts []string
		for e := v.First(); e.OK(); e = e.Next() {
			parts = append(parts, sketch(e))
		}
		return fmt.Sprintf("[%s]%d", strings.Join(parts, " "), v.Len())
	case Object:
		var parts []string
		for k := v.First(); k.OK(); k = k.Next() {
			parts = append(parts, k.Str()+"="+sketch(k.Of()))
		}
		return fmt.Sprintf("{%s}%d", strings.Join(parts, " "), v.Len())
	case String:
		return "'" + v.Str() + "'"
	}
	return v.Raw()
}

func TestParseKeepsEveryValueInOrder(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{`null`, `null`},
		{` true `, `true`},
		{`[false]`, `[false]1`},
		{`-12.50e+3`, `-12.50e+3`},
		{`0`, `0`},
		{`""`, `''`},
		{`"é😀"`, `'é😀'`},
		{`[]`, `[]0`},
		{`{}`, `{}0`},
		{`[1, [2, [], 3], {}, 4]`, `[1 [2 []0 3]3 {}0 4]4`},
		{`{"a": {"b": [1, {"c": "d"}]}, "e": [], "f": 2}`, `{a={b=[1 {c='d'}1]2}1 e=[]0 f=2}3`},
		{"{\r\n\t\"a\" : [ \"b\" ,\"c\" ]\n}", `{a=['b' 'c']2}1`},
		{`"\"\\\/\b\f\n\r\t\u0041\u00e9\ud83d\ude00"`, "'\"\\/\b\f\n\r\tAé😀'"},
		{`{"\u0061": 1}`, `{a=1}1`},
	} {
		tree, problems := Parse(c.text, 8)
		if len(problems) > 0 {
			t.Errorf("%s: %v", c.text, problems)
		}
		if got := sketch(tree.Root()); got != c.want {
			t.Errorf("%s: %s, want %s", c.text, got, c.want)
		}
		checkTree(t, tree, problems)
	}
}

func TestSpansCoverTheValueAndNothingElse(t *testing.T) {
	tree, _ := Parse(` {"a": [10, "b"] } `, 8)
	root := tree.Root()
	list := root.First().Of()
	for _, c := range []struct {
		v    Value
		want string
	}{
		{root, `{"a": [10, "b"] }`}, {root.First(), `"a"`}, {list, `[10, "b"]`}, {list.First(), "10"}, {list.First().Next(), `"b"`},
	} {
		if c.v.Raw() != c.want || tree.Text[c.v.Start():c.v.End()] != c.want {
			t.Errorf("span of %s holds %s", c.want, c.v.Raw())
		}
	}
}

func TestPlainStringsHaveNothingToLookAtTwice(t *testing.T) {
	tree, _ := Parse(`["", "abc", "seven bytes and more ~", "a\u0062", "q\"", "é", "`+"\x7f"+`", 1, ["x"], {"k": "v", "k\n": "v"}]`, 8)
	want := []bool{true, true, true, false, false, false, true, false, false, false}
	at := 0
	for v := tree.Root().First(); v.OK(); v = v.Next() {
		if v.Plain() != want[at] {
			t.Errorf("%s is plain: %v", v.Raw(), v.Plain())
		}
		at++
		if v.Kind() == Object && (!v.First().Plain() || v.First().Next().Plain()) {
			t.Errorf("keys of %s", v.Raw())
		}
	}
	if at != len(want) {
		t.Errorf("%d values", at)
	}
}

func TestValueThatIsNoneAnswersEveryQuestion(t *testing.T) {
	var v Value
	if v.OK() || v.Kind() != Invalid || v.Start() != 0 || v.End() != 0 || v.Raw() != "" || v.Str() != "" || v.Len() != 0 ||
		v.Plain() || v.First().OK() || v.Next().OK() || v.Of().OK() {
		t.Error("the zero Value is something")
	}
	tree, _ := Parse(`["a", "b"]`, 8)
	if e := tree.Root().First(); e.Of().OK() || e.First().OK() || e.Len() != 0 {
		t.Error("a list element has a value or elements of its own")
	}
	if tree.Root().Str() != "" || tree.Root().Next().OK() {
		t.Error("the root is a string or has a successor")
	}
	if tree.Root() != tree.Root() || tree.Root() == tree.Root().First() {
		t.Error("values do not compare")
	}
}

func TestTreeHoldsWhatStandsBeforeASyntaxProblem(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{``, ``},
		{`x`, ``},
		{`{"a": 1, "b`, `{a=1}1`},
		{`{"a": 1, "b"`, `{a=1 b=}2`},
		{`{"a": [1, {"c": "d", `, `{a=[1 {c='d'}1]2}1`},
		{`[1, 2]]`, `[1 2]2`},
	} {
		tree, problems := Parse(c.text, 8)
		if got := sketch(tree.Root()); got != c.want {
			t.Errorf("%s: %s, want %s", c.text, got, c.want)
		}
		checkTree(t, tree, problems)
	}
}

func TestKeyThatStandsTwiceIsReportedWhereItStandsAgain(t *testing.T) {
	for _, c := range []struct {
		text string
		want string // the text of each reported key
	}{
		{`{"a": 1, "b": 2}`, ``},
		{`{"a": 1, "A": 2}`, ``},
		{`{"a": {"a": {"a": 1}}, "b": [{"a": 1}, {"a": 2}]}`, ``},
		{`{"a": 1, "a": 2}`, `"a"`},
		{`{"a": 1, "\u0061": 2}`, `"\u0061"`},
		{`{"\u0061": 1, "b": 0, "\u0061": 2, "a": 3}`, `"\u0061" "a"`},
		{`{"": 1, "": 2}`, `""`},
		{`{"x": {"a": 1, "a": 2}, "y": 1, "y": 2, "x": 0}`, `"a" "y" "x"`},
		{manyKeys(40, ""), ``},
		{manyKeys(40, `, "key7": 0, "\u006bey8": 0, "key7": 1`), `"key7" "\u006bey8" "key7"`},
	} {
		tree, problems := Parse(c.text, 8)
		var got []string
		for _, p := range problems {
			if p.Kind != DuplicateKey || !strings.Contains(p.Message, "the key") {
				t.Errorf("%s: %v", c.text, p)
			}
			got = append(got, c.text[p.Start:p.End])
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%s: %v, want %s", c.text, got, c.want)
		}
		checkTree(t, tree, problems)
	}
}

func manyKeys(n int, more string) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, `, "key%d": %d`, i, i)
	}
	return "{" + b.String()[2:] + more + "}"
}

func TestStringThatHoldsNoCharactersIsReported(t *testing.T) {
	for _, c := range []struct{ text, span string }{
		{`["\ud83d\ude00"]`, ""},
		{`["\uD83D\uDE00"]`, ""},
		{`["a", "\ud83d"]`, `"\ud83d"`},
		{`["\ude00"]`, `"\ude00"`},
		{`["\ude00\ud83d"]`, `"\ude00\ud83d"`},
		{`["\ud83dx\ude00"]`, `"\ud83dx\ude00"`},
		{`["\ud83d\u0041"]`, `"\ud83d\u0041"`},
		{`["\ud83d\ud83d\ude00"]`, `"\ud83d\ud83d\ude00"`},
		{`{"\ud83d": 1}`, `"\ud83d"`},
		{"[\"a\xffb\xfe\"]", "\xff"},
		{"[\"\xc3\"]", "\xc3"},
		{"[\"\ufffd\"]", ""},
	} {
		tree, problems := Parse(c.text, 8)
		got := ""
		for _, p := range problems {
			if p.Kind != Unicode {
				t.Errorf("%q: %v", c.text, p)
			}
			got += c.text[p.Start:p.End]
		}
		if got != c.span {
			t.Errorf("%q: reported %q, want %q", c.text, got, c.span)
		}
		checkTree(t, tree, problems)
	}
	tree, _ := Parse(`"a\ud83db\ude00\ud83d\u0041"`, 8)
	if got := tree.Root().Str(); got != "a\ufffdb\ufffd\ufffdA" {
		t.Errorf("halves of pairs read as %q", got)
	}
}

func TestBracketThatIsTooDeepIsReportedOnce(t *testing.T) {
	for _, c := range []struct {
		text string
		deep int // offset of the reported bracket, -1 for none
		want string
	}{
		{`[[[]]]`, -1, `[[[]0]1]1`},
		{`[[[[]]]]`, 3, `[[[[]0]1]1]1`},
		{`[[[{"a": [1]}, 2]], 3]`, 3, `[[[{}0 2]2]1 3]2`},
		{`{"a": {"b": {"c": {"d": [{}]}, "e": [0]}}, "f": 1}`, 18, `{a={b={c={}0 e=[]0}2}1 f=1}2`},
		{`[[[[[{"a": 1, "a": 2}]]], [[]]]]`, 3, `[[[[]0]1 [[]0]1]2]1`},
	} {
		tree, problems := Parse(c.text, 3)
		deep := -1
		for _, p := range problems {
			if p.Kind != TooDeep || deep >= 0 || !strings.Contains(p.Message, "more than 3 levels") {
				t.Errorf("%s: %v", c.text, problems)
			}
			deep = p.Start
		}
		if deep != c.deep {
			t.Errorf("%s: too deep at %d, want %d", c.text, deep, c.deep)
		}
		if got := sketch(tree.Root()); got != c.want {
			t.Errorf("%s: %s, want %s", c.text, got, c.want)
		}
		checkTree(t, tree, problems)
	}
}

func TestSyntaxIsCheckedBelowTheDeepestLevel(t *testing.T) {
	for _, c := range []struct {
		text  string
		start int
	}{
		{`[[[{"a": [1, 2}]]]]`, 14},
		{`[[[[{"a" 1}]]]]`, 9},
		{`[[[[{"a":`, 9},
		{`[[[[{"a":}`, 9},
		{`[[[[{]`, 5},
		{`[[[[01`, 5},
		{`[[[[`, 4},
		{`[[[[]]]]]`, 8},
		{strings.Repeat(`[{"a":`, 5000) + "}", 30000},
	} {
		tree, problems := Parse(c.text, 3)
		if len(problems) != 2 || problems[0].Kind != Syntax || problems[0].Start != c.start || problems[1].Kind != TooDeep {
			t.Errorf("%.40s: %v, want a syntax problem at %d, then a bracket too deep", c.text, problems, c.start)
		}
		checkTree(t, tree, problems)
	}
}

func TestNoDepthAtAllKeepsTheOutermostBracket(t *testing.T) {
	tree, problems := Parse(` [[], {}] `, 0)
	if len(problems) != 1 || problems[0].Kind != TooDeep || problems[0].Start != 1 || tree.Root().Raw() != `[[], {}]` || tree.Root().Len() != 0 {
		t.Errorf("%v, root %s", problems, tree.Root().Raw())
	}
}

func TestHostileTextTakesLinearTime(t *testing.T) {
	const n = 1 << 20
	for name, text := range map[string]string{
		"open brackets":   strings.Repeat("[", n),
		"nested objects":  strings.Repeat(`{"a":`, n/5),
		"closed brackets": strings.Repeat("[", n/2) + strings.Repeat("]", n/2),
		"deep lists":      "[[[" + strings.Repeat("[],", n/3) + "[]]]]",
		"one key":         `{"a":0` + strings.Repeat(`,"a":0`, n/6) + "}",
		"all keys differ": manyKeys(n/16, ""),
		"escaped keys":    `{"\u0061":0` + strings.Repeat(`,"\u0061":0`, n/11) + "}",
		"broken halves":   "[" + strings.Repeat(`"\ud800",`, n/9) + `""]`,
		"quotes":          strings.Repeat(`"`, n),
		"backslashes":     `"` + strings.Repeat(`\`, n),
	} {
		tree, problems := Parse(text, 3)
		if !tree.Root().OK() && name != "backslashes" || len(problems) == 0 && name != "all keys differ" {
			t.Errorf("%s: root %v, %d problems", name, tree.Root().OK(), len(problems))
		}
	}
}

func TestLineColCountsAllThreeLineEnds(t *testing.T) {
	text := "a\nbé\r\nc\rd\r\n"
	for _, c := range []struct{ offset, line, col int }{
		{-1, 1, 1}, {0, 1, 1}, {1, 1, 2}, {2, 2, 1}, {5, 2, 4}, {6, 2, 5}, {7, 3, 1}, {8, 3, 2}, {9, 4, 1}, {12, 5, 1}, {99, 5, 1},
	} {
		if line, col := LineCol(text, c.offset); line != c.line || col != c.col {
			t.Errorf("offset %d: %d:%d, want %d:%d", c.offset, line, col, c.line, c.col)
		}
	}
}
