package wire_test

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/iam-policy-playground/playground/engine/catalog/services"
	"github.com/iam-policy-playground/playground/engine/wire"
)

// question writes what Complete and Hover take; ⌖ stands at the cursor.
func question(t *testing.T, kind, marked string) string {
	t.Helper()
	before, after, found := strings.Cut(marked, "⌖")
	if !found {
		t.Fatalf("no cursor in %s", marked)
	}
	document, err := json.Marshal(before + after)
	if err != nil {
		t.Fatal(err)
	}
	return `{"policy": 0, "offset": ` + strconv.Itoa(len(before)) + `, "scenario": {"scenario": 1, "requests": [],
		"policies": [{"type": "` + kind + `", "document": ` + string(document) + `}]}}`
}

func ask(t *testing.T, op uint32, text string, into any) {
	t.Helper()
	out := wire.Serve(op, []byte(text), nil)
	if err := json.Unmarshal(out, into); err != nil {
		t.Fatalf("the answer is not JSON: %v: %s", err, out)
	}
}

type completionAnswer struct {
	Span    [2]int
	Options []struct {
		Label, Insert, Kind, Detail string
		Cursor                      *int
	}
	Wants []string
	Error string
}

// TestCompleteOverTheWire stands in a file behind that of TestCheckLearns, which begins with an empty shelf. It reads the whole shape of an answer, with a service that is asked for and brought.
func TestCompleteOverTheWire(t *testing.T) {
	learn(t, services.Index())
	text := question(t, "identity", `{"Statement": {"Action": "memorydb:listt⌖"}}`)
	var got completionAnswer
	ask(t, wire.Complete, text, &got)
	if len(got.Options) != 0 || !slices.Equal(got.Wants, []string{"memorydb"}) {
		t.Fatalf("before its catalog is brought: %+v", got)
	}
	learn(t, recordsOf(t, "memorydb"))
	got = completionAnswer{}
	ask(t, wire.Complete, text, &got)
	if len(got.Options) != 1 || len(got.Wants) != 0 {
		t.Fatalf("with its catalog: %+v", got)
	}
	o := got.Options[0]
	start := len(`{"Statement": {"Action": "`)
	if o.Label != "memorydb:ListTags" || o.Insert != "memorydb:ListTags" || o.Kind != "action" || !strings.HasPrefix(o.Detail, "Read · ") || o.Cursor != nil ||
		got.Span != [2]int{start, start + len("memorydb:listt")} {
		t.Errorf("%+v", got)
	}
	ask(t, wire.Complete, question(t, "identity", `{"Statement": {"Effect": "Deny", ⌖}}`), &got)
	if o := got.Options[0]; o.Label != "Sid" || o.Insert != `"Sid": ""` || o.Cursor == nil || *o.Cursor != len(`"Sid": "`) {
		t.Errorf("%+v", o)
	}
}

type hintAnswer struct {
	Span  *[2]int
	Title string
	Lines []string
	Page  string
	Error string
}

// TestHoverOverTheWire reads the whole shape of an answer.
func TestHoverOverTheWire(t *testing.T) {
	var got hintAnswer
	ask(t, wire.Hover, question(t, "identity", `{"Version": "2012-1⌖0-17"}`), &got)
	if got.Span == nil || *got.Span != [2]int{12, 24} || got.Title != "2012-10-17" || len(got.Lines) != 1 || got.Page != "IAM User Guide, IAM JSON policy elements: Version" {
		t.Errorf("%+v", got)
	}
	got = hintAnswer{}
	if ask(t, wire.Hover, question(t, "identity", `{"Version":⌖ "2012-10-17"}`), &got); got.Span != nil || got.Error != "" {
		t.Errorf("between two tokens: %+v", got)
	}
}

// TestSummaryOverTheWire has two policies, one of which is broken off.
func TestSummaryOverTheWire(t *testing.T) {
	var got struct {
		Policies []struct {
			Statements []struct {
				Span [2]int
				Say  string
			}
		}
		Wants []string
	}
	ask(t, wire.Summary, `{"scenario": 1, "requests": [], "policies": [
		{"type": "identity", "document": {"Statement": {"Effect": "Allow", "Action": "*", "Resource": "*"}}},
		{"type": "identity", "document": "{\"Statement\": [{\"Effect\": \"Deny\", \"Action\": \"*\""}]}`, &got)
	if len(got.Policies) != 2 || len(got.Policies[0].Statements) != 1 || len(got.Policies[1].Statements) != 1 {
		t.Fatalf("%+v", got)
	}
	statement := len(`{"Effect": "Allow", "Action": "*", "Resource": "*"}`)
	first, second := got.Policies[0].Statements[0], got.Policies[1].Statements[0]
	if first.Say != "Allows all actions on all resources." || first.Span != [2]int{14, 14 + statement} || second.Say != "Not complete: Resource is missing." || got.Wants == nil {
		t.Errorf("%+v", got)
	}
}

// TestAssistanceRefusesWhatItCannotRead asks about nothing.
func TestAssistanceRefusesWhatItCannotRead(t *testing.T) {
	for text, why := range map[string]string{
		"":                           "the question is no JSON",
		"[]":                         "the question has no scenario",
		`{"policy": 0, "offset": 0}`: "the question has no scenario",
		`{"policy": 0, "offset": 0, "scenario": {"scenario": 1, "policies": [], "requests": []}}`: "the scenario has no policy of this number",
		strings.Replace(question(t, "identity", "{⌖}"), `"offset": 1`, `"offset": 3`, 1):          "the offset is not in the policy",
		strings.Replace(question(t, "identity", "{⌖}"), `"offset": 1`, `"offset": -1`, 1):         "the offset is not in the policy",
		strings.Replace(question(t, "identity", "{⌖}"), `"policy": 0`, `"policy": "0"`, 1):        "the scenario has no policy of this number",
	} {
		for _, op := range []uint32{wire.Complete, wire.Hover} {
			var got completionAnswer
			if ask(t, op, text, &got); !strings.HasPrefix(got.Error, why) {
				t.Errorf("%s: %q, want %q", text, got.Error, why)
			}
		}
	}
}
