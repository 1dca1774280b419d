package assist

import (
	"encoding/json"
	"os"
	"strings"
	"testing"

	"github.com/iam-policy-playground/playground/engine"
	"github.com/iam-policy-playground/playground/engine/catalog"
	"github.com/iam-policy-playground/playground/engine/scenario"
)

// namesScenario is the scenario whose names completions offer.
const namesScenario = `{"scenario": 1,
	"accounts": {"111122223333": {"organization": "o-abc123defg", "path": ["r-ab12"]}},
	"principals": {"arn:aws:iam::111122223333:user/alice": {"tags": {"team": "red"}}},
	"resources": {"arn:aws:s3:::pets": {"account": "111122223333"}},
	"endpoints": {"vpce-1a2b3c4d": {"vpc": "vpc-1a2b3c4d"}},
	"apis": {"a1b2c3d4e5": {"account": "111122223333", "region": "eu-west-1", "type": "REST", "stages": ["prod"]}},
	"policies": [],
	"requests": [{"principal": "arn:aws:iam::111122223333:user/alice", "action": "sqs:SendMessage", "resource": "arn:aws:sqs:eu-west-1:111122223333:orders"}]}`

// mark stands at the cursor.
const mark = "⌖"

// policyAt reads a marked text.
func policyAt(t *testing.T, kind, marked string) (Policy, int) {
	t.Helper()
	k, ok := engine.TypeOf(kind)
	before, after, found := strings.Cut(marked, mark)
	if !ok || !found {
		t.Fatalf("no type %s, or no cursor in %s", kind, marked)
	}
	s, problems := scenario.Parse(namesScenario)
	if len(problems) > 0 {
		t.Fatal(problems[0].Path, problems[0].Message)
	}
	return Policy{Kind: k, Text: before + after, Scenario: s, Know: catalog.NewInquiry(everyService)}, len(before)
}

// freeBlocks reads a file of blocks.
func freeBlocks(t *testing.T, name string) (all [][]string) {
	t.Helper()
	text, err := os.ReadFile("../testdata/assist/" + name)
	if err != nil {
		t.Fatal(err)
	}
	for _, block := range strings.Split(strings.TrimSpace(string(text)), "\n\n")[1:] {
		all = append(all, strings.Split(block, "\n"))
	}
	if len(all) == 0 {
		t.Fatalf("%s has no blocks", name)
	}
	return all
}

// TestCompletions compares options with those that were written by hand.
func TestCompletions(t *testing.T) {
	for _, b := range freeBlocks(t, "completions.txt") {
		p, at := policyAt(t, b[0], b[1])
		c := Complete(p, at)
		first := 0
		for _, want := range b[2:] {
			sign, text, _ := strings.Cut(want, " ")
			if sign == "=" {
				if got := shown(c.Options, first); got != text {
					t.Errorf("%s %s: option %d\n got %s\nwant %s", b[0], b[1], first, got, text)
				}
				first++
				continue
			}
			if (sign == "+") != offered(c.Options, text) {
				t.Errorf("%s %s: %s is offered: %t", b[0], b[1], text, sign == "-")
			}
		}
	}
}

func shown(options []Option, i int) string {
	if i >= len(options) {
		return "nothing"
	}
	o := options[i]
	insert := o.Insert
	if o.Cursor < len(insert) {
		insert = insert[:o.Cursor] + mark + insert[o.Cursor:]
	}
	return o.Label + " => " + insert
}

func offered(options []Option, label string) bool {
	for _, o := range options {
		if o.Label == label {
			return true
		}
	}
	return false
}

// TestHovers compares what is explained with what was written by hand.
func TestHovers(t *testing.T) {
	for _, b := range freeBlocks(t, "hovers.txt") {
		p, at := policyAt(t, b[0], b[1])
		h := Hover(p, at)
		got := ""
		if h.Span.End > 0 {
			got = strings.Join(append([]string{h.Title}, h.Lines...), "\n") + "\n@" + h.Page
			if at < h.Span.Start || at >= h.Span.End {
				t.Errorf("%s: the span %v is not around %d", b[1], h.Span, at)
			}
		}
		if want := strings.Join(b[2:], "\n"); got != want {
			t.Errorf("%s %s\n got %s\nwant %s", b[0], b[1], got, want)
		}
	}
}

// TestOperatorsAreTheEngines compiles a policy with each operator: the table here has those of the evaluator, and no others.
func TestOperatorsAreTheEngines(t *testing.T) {
	for i := range operators {
		name := operators[i].name
		for _, form := range []string{name, name + ifExists, forAnyValue + name, forAllValues + name + ifExists} {
			if name == "Null" && form != name {
				continue
			}
			text := `{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"` + form + `":{"aws:TagKeys":"a"}}}}`
			for _, d := range engine.Compile(engine.Identity, text).Diagnostics() {
				if d.Code == engine.InvalidConditionOperator {
					t.Errorf("%s: %s", form, d.Message)
				}
			}
			if s := spell(strings.ToLower(form)); s.operatorRow == nil || s.name != name || (s.set != "") != strings.Contains(form, ":") {
				t.Errorf("%s is read as %+v", form, s)
			}
		}
	}
	if len(operators) != 27 {
		t.Errorf("%d operators; the user guide has 27", len(operators))
	}
}

// TestWantsAreAskedFor completes actions of a service that is only listed.
func TestWantsAreAskedFor(t *testing.T) {
	shelf := &catalog.Shelf{}
	shelf.Learn("s s3|Amazon S3\ns sqs|Amazon SQS\n")
	p, at := policyAt(t, "identity", `{"Statement": {"Action": "s3:⌖"}}`)
	p.Know = catalog.NewInquiry(shelf)
	c := Complete(p, at)
	if wants := p.Know.Wants(); len(c.Options) != 0 || len(wants) != 1 || wants[0] != "s3" {
		t.Errorf("%d options, wants %v", len(c.Options), wants)
	}
}

// TestNoMoreThanTheMostOptions asks where there is much.
func TestNoMoreThanTheMostOptions(t *testing.T) {
	p, at := policyAt(t, "identity", `{"Statement": {"Action": "ec2:⌖"}}`)
	c := Complete(p, at)
	if len(c.Options) != MaxOptions || !offered(c.Options, "ec2:Describe*") {
		t.Errorf("%d options; ec2:Describe* is offered: %t", len(c.Options), offered(c.Options, "ec2:Describe*"))
	}
}

// seeds are texts at which fuzzing begins.
func seeds(t testing.TB) (texts []string) {
	for _, name := range []string{"completions.txt", "hovers.txt"} {
		text, err := os.ReadFile("../testdata/assist/" + name)
		if err != nil {
			t.Fatal(err)
		}
		for _, line := range strings.Split(string(text), "\n") {
			if strings.HasPrefix(line, "{") {
				texts = append(texts, strings.ReplaceAll(line, mark, ""))
			}
		}
	}
	return append(texts, longPolicy(t))
}

// longPolicy is a policy of about 6 KB.
func longPolicy(t testing.TB) string {
	text, err := os.ReadFile("../testdata/assist/long-policy.json")
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// FuzzAssist asks for help at every place of texts that are cut off or whole: spans lie in the text, cursors in what is
// inserted, and in a text that is JSON every option leaves JSON.
func FuzzAssist(f *testing.F) {
	for i, text := range seeds(f) {
		f.Add(text, uint8(i), uint16(i*7))
		f.Add(text[:len(text)/2], uint8(i), uint16(i*5))
	}
	kinds := []engine.Type{engine.Identity, engine.Boundary, engine.Session, engine.Resource, engine.Trust, engine.SCP, engine.RCP, engine.Endpoint, engine.Authorizer}
	s, _ := scenario.Parse(namesScenario)
	f.Fuzz(func(t *testing.T, text string, kind uint8, at uint16) {
		p := Policy{Kind: kinds[int(kind)%len(kinds)], Text: text, Scenario: s, Know: catalog.NewInquiry(everyService)}
		step := 1 + len(text)/40
		for offset := int(at) % step; offset <= len(text); offset += step {
			checkPlace(t, p, offset)
		}
		for _, s := range Summary(p) {
			if s.Span.Start < 0 || s.Span.End > len(text) || s.Span.Start >= s.Span.End || s.Say == "" {
				t.Fatalf("sentence %+v of %q", s, text)
			}
		}
	})
}

func checkPlace(t *testing.T, p Policy, offset int) {
	t.Helper()
	text := p.Text
	h := Hover(p, offset)
	if h.Span.Start < 0 || h.Span.End > len(text) || h.Span.Start > h.Span.End || (h.Span.End > 0) != (len(h.Lines) > 0 && h.Page != "") {
		t.Fatalf("hint %+v at %d of %q", h, offset, text)
	}
	c := Complete(p, offset)
	if c.Span.Start < 0 || c.Span.End > len(text) || c.Span.Start > c.Span.End || len(c.Options) > MaxOptions {
		t.Fatalf("span %v, %d options at %d of %q", c.Span, len(c.Options), offset, text)
	}
	valid := json.Valid([]byte(text))
	for i, o := range c.Options {
		if o.Cursor < 0 || o.Cursor > len(o.Insert) || o.Label == "" || strings.Contains(o.Insert, here) {
			t.Fatalf("option %+v at %d of %q", o, offset, text)
		}
		if applied := text[:c.Span.Start] + o.Insert + text[c.Span.End:]; valid && i%9 == 0 && !json.Valid([]byte(applied)) {
			t.Fatalf("%s at %d of %q makes %q", o.Label, offset, text, applied)
		}
	}
}

// TestHelpAtEveryPlace asks at every byte of every text of this package's examples, whole and cut off there.
func TestHelpAtEveryPlace(t *testing.T) {
	p, _ := policyAt(t, "identity", mark)
	for i, text := range seeds(t) {
		p.Kind = engine.Identity + engine.Type(i)%engine.Authorizer
		for offset := 0; offset <= len(text); offset += 1 + len(text)/300 {
			p.Text = text
			checkPlace(t, p, offset)
			p.Text = text[:offset]
			checkPlace(t, p, offset)
		}
	}
}
