package check_test

import (
	"encoding/json"
	"regexp"
	"strings"
	"testing"

	"github.com/iam-policy-playground/playground/engine"
	"github.com/iam-policy-playground/playground/engine/check"
)

// mutated is a policy without findings.
const mutated = `{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Sid": "ReadOwn",
      "Effect": "Allow",
      "Action": [
        "s3:GetObject",
        "s3:GetObjectTagging"
      ],
      "Resource": "arn:aws:s3:::amzn-s3-demo-bucket/${aws:username}/*",
      "Condition": {
        "StringEquals": {
          "s3:ExistingObjectTag/team": "pets"
        },
        "Bool": {"aws:SecureTransport": "true"}
      }
    },
    {
      "Sid": "Updates",
      "Effect": "Deny",
      "NotAction": "apigateway:GET",
      "Resource": [
        "arn:aws:apigateway:us-east-1::/restapis",
        "arn:aws:apigateway:us-east-1::/restapis/*"
      ]
    }
  ]
}
`

var tokens = regexp.MustCompile(`"[^"]*"|[{}\[\]:,]`)

// TestFindingsStandInTheChangedLine takes out, doubles and changes every token of a policy in all ways. Where a finding comes of
// it, one stands in the line of the token, and of a broken document all that are about the JSON.
func TestFindingsStandInTheChangedLine(t *testing.T) {
	if found := checkText(engine.Identity, mutated); len(found) > 0 {
		t.Fatalf("the policy has findings: %+v", found)
	}
	mutants, noticed, before := 0, 0, 0
	for _, policy := range []string{mutated, strings.ReplaceAll(mutated, "  ", "\t")} {
		for _, at := range tokens.FindAllStringIndex(policy, -1) {
			line, _ := engine.LineCol(policy, at[0])
			for _, wrong := range mutantsOf(policy[at[0]:at[1]]) {
				text := policy[:at[0]] + wrong + policy[at[1]:]
				mutants++
				found := checkText(engine.Identity, text)
				if len(found) > 0 {
					noticed++
				}
				switch {
				case inLine(text, found, line, !json.Valid([]byte(text))):
				case wrong == "" && found[0].Code == engine.JSONSyntaxError && lineOf(text, &found[0]) == line-1:
					before++ // a list lacks its last element: the comma before it is one too many
				default:
					t.Errorf("line %d, %q for %s: %+v", line, wrong, policy[at[0]:at[1]], found)
				}
			}
		}
	}
	if mutants < 1000 || noticed < mutants*9/10 || before > 4 {
		t.Errorf("%d mutants, %d noticed, %d in the line before", mutants, noticed, before)
	}
}

// mutantsOf returns what may stand in the place of a token.
func mutantsOf(token string) []string {
	list := []string{"", ",", ":", "{", "}", "[", "]", token + token}
	if n := len(token); n > 3 {
		list = append(list, token[1:], token[:n-1], token[1:n-1], "'"+token[1:n-1]+"'", token[:n-2]+`"`, token[:2]+"x"+token[2:])
	}
	for i := range list {
		if list[i] == token {
			return append(list[:i], list[i+1:]...)
		}
	}
	return list
}

func lineOf(text string, f *check.Finding) int {
	line, _ := engine.LineCol(text, f.Span.Start)
	return line
}

// inLine reports whether findings are in a line: all about the JSON if the text is broken, else one or none at all.
func inLine(text string, found []check.Finding, line int, broken bool) bool {
	some := len(found) == 0
	for i := range found {
		here := lineOf(text, &found[i]) == line
		if broken && found[i].Code == engine.JSONSyntaxError && !here {
			return false
		}
		some = some || here
	}
	return some
}
