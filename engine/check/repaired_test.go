package check_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/iam-policy-playground/playground/engine"
	"github.com/iam-policy-playground/playground/engine/catalog"
	"github.com/iam-policy-playground/playground/engine/check"
)

func checkText(kind engine.Type, text string) []check.Finding {
	return check.Document(kind, text, catalog.NewInquiry(everything()))
}

// brokenPolicy has two mistakes in its JSON, a missing comma and a missing brace, and two others.
const brokenPolicy = `{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "allow"
      "Action": "s3:GetObject",
      "Resource": "*"
    ,
    {
      "Effect": "Deny",
      "Action": "s3:GetObjet",
      "Resource": "*"
    }
  ]
}
`

// TestABrokenPolicyIsCheckedAllTheSame wants each finding at its place in the text as it stands.
func TestABrokenPolicyIsCheckedAllTheSame(t *testing.T) {
	want := []struct {
		code         engine.Code
		line, column int
		at, title    string
	}{
		{engine.InvalidEffect, 5, 17, `"allow"`, `Write "Allow"`},
		{engine.JSONSyntaxError, 5, 24, "", `Insert ","`},
		{engine.JSONSyntaxError, 8, 5, "", `Insert "}"`},
		{engine.InvalidAction, 11, 17, `"s3:GetObjet"`, `Write "s3:GetObject"`},
	}
	got := checkText(engine.Identity, brokenPolicy)
	for i := range max(len(got), len(want)) {
		if i >= len(got) || i >= len(want) {
			t.Fatalf("%d findings, want %d: %+v", len(got), len(want), got)
		}
		line, column := engine.LineCol(brokenPolicy, got[i].Span.Start)
		if at := brokenPolicy[got[i].Span.Start:got[i].Span.End]; got[i].Code != want[i].code || line != want[i].line || column != want[i].column || at != want[i].at {
			t.Errorf("%s at %d:%d %q, want %s at %d:%d %q", got[i].Code, line, column, at, want[i].code, want[i].line, want[i].column, want[i].at)
		}
		if len(got[i].Fixes) == 0 || got[i].Fixes[0].Title != want[i].title {
			t.Errorf("%s: fixes %+v, want %s", got[i].Code, got[i].Fixes, want[i].title)
		}
	}
	all := got[1].Fixes[len(got[1].Fixes)-1]
	if repaired := apply(brokenPolicy, &all); len(got[1].Fixes) != 2 || !json.Valid([]byte(repaired)) {
		t.Errorf("%s gives %s", all.Title, repaired)
	}
}

// TestTheGuidesBrokenExampleIsRepairedWithOneFix takes the broken operator of "How Amazon API Gateway works with IAM", March 2021.
func TestTheGuidesBrokenExampleIsRepairedWithOneFix(t *testing.T) {
	const whole = "{\n  \"Version\": \"2012-10-17\",\n  \"Statement\": [\n    {\n      \"Effect\": \"Allow\",\n      \"Action\": \"apigateway:POST\",\n" +
		"      \"Resource\": \"arn:aws:apigateway:us-east-1::/restapis\",\n      \"Condition\": {\n        \"ForAnyValue:StringEqualsIfExists\": {\n" +
		"          \"apigateway:Request/EndpointType\": \"PRIVATE\"\n        }\n      }\n    }\n  ]\n}\n"
	broken := strings.Replace(whole, `IfExists": {`, `IfExists: {`, 1)
	var syntax []check.Finding
	for _, f := range checkText(engine.Identity, broken) {
		if f.Code == engine.JSONSyntaxError {
			syntax = append(syntax, f)
		}
	}
	if len(syntax) != 1 || len(syntax[0].Fixes) != 1 || apply(broken, &syntax[0].Fixes[0]) != whole {
		t.Errorf("findings %+v", syntax)
	}
}

func TestTextPastRepairHasOneFinding(t *testing.T) {
	for _, text := range []string{"", "Version: 2012-10-17\n", "]"} {
		got := checkText(engine.Identity, text)
		if len(got) != 1 || got[0].Code != engine.JSONSyntaxError || len(got[0].Fixes) != 0 {
			t.Errorf("%q: %+v", text, got)
		}
	}
}

// TestNothingIsSaidOfWhatTheRepairInvented: an Effect without a value has one finding, not also that "" is no effect.
func TestNothingIsSaidOfWhatTheRepairInvented(t *testing.T) {
	got := checkText(engine.Identity, `{"Version": "2012-10-17", "Statement": {"Effect": , "Action": "s3:GetObject", "Resource": "*"}}`)
	if len(got) != 1 || got[0].Code != engine.JSONSyntaxError || got[0].Span.Start != 49 {
		t.Errorf("findings %+v", got)
	}
}

// FuzzBrokenPolicies holds findings and fixes inside the text.
func FuzzBrokenPolicies(f *testing.F) {
	f.Add(brokenPolicy)
	f.Add(`{"Statement": [{'Effect': 'allow', // x` + "\n" + `"Sid": "a b", Action: "s3:*"`)
	f.Fuzz(func(t *testing.T, text string) {
		for _, kind := range []engine.Type{engine.Identity, engine.Trust, engine.RCP} {
			for _, finding := range checkText(kind, text) {
				inText(t, text, finding.Span)
				for _, fix := range finding.Fixes {
					at := 0
					for _, e := range fix.Edits {
						inText(t, text, e.Span)
						if e.Span.Start < at {
							t.Fatalf("%q: %s: edits out of order: %+v", text, fix.Title, fix.Edits)
						}
						at = e.Span.End
					}
				}
			}
		}
	})
}

func inText(t *testing.T, text string, s engine.Span) {
	t.Helper()
	if s.Start < 0 || s.End < s.Start || s.End > len(text) {
		t.Fatalf("%q: span %v", text, s)
	}
}
