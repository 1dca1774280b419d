package wire_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/iam-policy-playground/playground/engine/wire"
)

// TestAnswersAreBounded asks for more traces than an answer holds: every request is decided, the later ones without trace.
func TestAnswersAreBounded(t *testing.T) {
	const n = 400
	var policies, requests []string
	for i := range n {
		policies = append(policies, fmt.Sprintf(`{"name": "P%d", "type": "identity", "document": {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "s3:*", "Resource": "arn:aws:s3:::bucket-%d/*"}}}`, i, i))
		requests = append(requests, fmt.Sprintf(`{"principal": "arn:aws:iam::111122223333:user/ann", "action": "s3:GetObject", "resource": "arn:aws:s3:::bucket-%d/x", "resourceAccount": "111122223333"}`, i))
	}
	text := `{"scenario": 1, "policies": [` + strings.Join(policies, ",") + `], "requests": [` + strings.Join(requests, ",") + `]}`
	for _, op := range []uint32{wire.Evaluate, wire.Explain} {
		out := wire.Serve(op, []byte(text), nil)
		if len(out) > wire.MaxTraces+4<<20 {
			t.Errorf("operation %d answers with %d bytes", op, len(out))
		}
		var got struct {
			Results []struct {
				Decision string
				Trace    json.RawMessage
				Text     string
			}
			Diagnostics []struct{ Code string }
		}
		if err := json.Unmarshal(out, &got); err != nil {
			t.Fatal(err)
		}
		for i, r := range got.Results {
			if r.Decision != "allowed" {
				t.Fatalf("operation %d: request %d is %s", op, i, r.Decision)
			}
		}
		last := got.Results[n-1]
		if len(got.Results) != n || last.Trace != nil || last.Text != "" || len(got.Diagnostics) != 1 || got.Diagnostics[0].Code != "TRACES_OMITTED" {
			t.Errorf("operation %d: %d results, the last has a trace of %d bytes, diagnostics %v", op, len(got.Results), len(last.Trace)+len(last.Text), got.Diagnostics)
		}
	}
}

// TestHostileInput holds that no input, however large or odd, is allowed or ends the program.
func TestHostileInput(t *testing.T) {
	policy := func(document string) string {
		return `{"scenario": 1, "policies": [{"name": "P", "type": "identity", "document": ` + string(mustJSON(document)) + `}], "requests": [{"principal": "arn:aws:iam::111122223333:user/ann", "action": "s3:GetObject", "resource": "arn:aws:s3:::b/x"}]}`
	}
	deep := func(open, close string, n int) string { return strings.Repeat(open, n) + strings.Repeat(close, n) }
	for name, c := range map[string]struct{ text, want string }{
		"10,000 arrays":             {policy(`{"Statement": ` + deep("[", "]", 10_000) + `}`), "error"},
		"10,000 objects":            {policy(deep(`{"a":`, "}", 10_000)), "error"},
		"10,000 open brackets":      {policy(strings.Repeat("[", 10_000)), "error"},
		"5 MB of text":              {policy(strings.Repeat("a", 5<<20)), "error"},
		"5 MB of statements":        {policy(`{"Statement": [` + strings.Repeat(`{"Effect":"Allow","Action":"*","Resource":"*"},`, 110_000) + `{"Effect":"Allow","Action":"*","Resource":"*"}]}`), "error"},
		"1 MB of statements":        {policy(`{"Version":"2012-10-17","Statement": [` + strings.Repeat(`{"Effect":"Deny","Action":"ec2:*","Resource":"*"},`, 20_000) + `{"Effect":"Deny","Action":"ec2:*","Resource":"*"}]}`), "implicitDeny"},
		"stars":                     {policy(`{"Version":"2012-10-17","Statement": {"Effect":"Allow","Action":"*","Resource":"arn:aws:s3:::` + strings.Repeat("*a", 5000) + `b"}}`), "implicitDeny"},
		"NUL":                       {policy("{\x00}"), "error"},
		"byte order mark":           {policy("\ufeff{}"), "error"},
		"a document of nothing":     {policy(""), "error"},
		"100,000 keys in a context": {strings.Replace(policy(`{}`), `"action"`, `"context": {`+manyKeys(100_000)+`}, "action"`, 1), "error"},
	} {
		var got struct {
			Results []struct{ Decision, Reason string }
		}
		if err := json.Unmarshal(wire.Serve(wire.Evaluate, []byte(c.text), nil), &got); err != nil || len(got.Results) != 1 || got.Results[0].Decision != c.want {
			t.Errorf("%s: %v %.300v, want %s", name, err, got.Results, c.want)
		}
	}
	for name, text := range map[string]string{"not JSON": "{", "nothing": "", "10,000 brackets": strings.Repeat("[", 10_000), "17 MB": strings.Repeat(" ", 17<<20), "a number": "1"} {
		var got struct {
			Diagnostics []struct{ Severity, Path string }
		}
		if err := json.Unmarshal(wire.Serve(wire.Evaluate, []byte(text), nil), &got); err != nil || len(got.Diagnostics) == 0 || got.Diagnostics[0].Severity != "error" {
			t.Errorf("%s: %v, diagnostics %v", name, err, got.Diagnostics)
		}
	}
}

func mustJSON(s string) []byte {
	b, err := json.Marshal(s)
	if err != nil {
		panic(err)
	}
	return b
}

func manyKeys(n int) string {
	keys := make([]string, n)
	for i := range keys {
		keys[i] = fmt.Sprintf(`"x:k%d": "v"`, i)
	}
	return strings.Join(keys, ",")
}
