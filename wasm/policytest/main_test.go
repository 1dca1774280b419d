package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// The scenarios of the table below, by file name.
var scenarios = map[string]string{
	"agrees.scenario.json": scenario(`"document": {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"}}`,
		request("s3:GetObject", "allowed"), request("s3:PutObject", "denied"), request("s3:ListBucket", "")),
	"sub/differs.scenario.json": scenario(`"document": {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"}}`,
		request("s3:GetObject", "implicitDeny")),
	"broken-text.scenario.json": scenario(`"document": "{\n  \"Version\" \"2012-10-17\"}"`, request("s3:GetObject", "error")),
	"bad-object.scenario.json":  scenario("\"document\": {\"Version\": \"2012-10-17\",\n  \"Statement\": {\"Effect\": \"Permit\", \"Action\": \"s3:*\", \"Resource\": \"*\"}}", request("s3:GetObject", "error")),
	"unknown.scenario.json":     strings.Replace(scenario(`"document": {}`, request("s3:GetObject", "")), `"scenario": 1`, `"scenario": 1, "polices": []`, 1),
	"expected.scenario.json":    scenario(`"document": {"Version": "2012-10-17", "Statement": []}`, strings.Replace(request("s3:GetObject", "error"), "arn:aws:iam", "arn:iam", 1)),
	"cut.scenario.json":         `{"scenario": 1, "policies": [`,
}

func scenario(document string, requests ...string) string {
	return `{"scenario": 1, "policies": [{"name": "Pets", "type": "identity", ` + document + `}], "requests": [` + strings.Join(requests, ",\n") + `]}`
}

func request(action, expect string) string {
	if expect != "" {
		expect = `, "expect": "` + expect + `"`
	}
	return `{"name": "` + action + `", "principal": "arn:aws:iam::111122223333:user/alice", "action": "` + action +
		`", "resource": "arn:aws:s3:::pets/cat", "resourceAccount": "111122223333"` + expect + `}`
}

func TestCommand(t *testing.T) {
	dir := t.TempDir()
	for name, text := range scenarios {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	empty := filepath.Join(dir, "empty")
	if err := os.Mkdir(empty, 0o755); err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		name   string
		args   []string
		stdin  string
		status int
		stdout []string // regular expressions
		stderr []string
		absent []string // in neither
	}{
		{name: "agreement", args: []string{"agrees.scenario.json"}, status: 0,
			stdout: []string{`^agrees\.scenario\.json\n  ✓ s3:GetObject: allowed\n  ✓ s3:PutObject: implicitDeny\n  - s3:ListBucket: implicitDeny\n`, `\n3 passed, 0 failed\n$`}},
		{name: "disagreement", args: []string{"sub/differs.scenario.json"}, status: 1,
			stdout: []string{`  ✗ s3:GetObject: allowed, expected implicitDeny\n      .*Pets.*\n`, `\n0 passed, 1 failed\n$`}},
		{name: "a folder", args: []string{"sub"}, status: 1, stdout: []string{`^sub.differs`}},
		{name: "several paths", args: []string{"agrees.scenario.json", "sub"}, status: 1, stdout: []string{`\n3 passed, 1 failed\n$`}},
		{name: "standard input", args: []string{"-"}, stdin: scenarios["agrees.scenario.json"], status: 0, stdout: []string{`^-\n  ✓`}},
		{name: "a trace", args: []string{"-trace", "agrees.scenario.json"}, status: 0, stdout: []string{`✓ s3:GetObject: allowed\n      .+\n      .+\n`}},
		{name: "no trace unless it is wanted", args: []string{"agrees.scenario.json"}, status: 0, absent: []string{`\n       `}},
		{name: "which module", args: []string{"-v", "agrees.scenario.json"}, status: 0, stderr: []string{`(?m)^engine\.wasm: SHA-256 [0-9a-f]{64}$`}},
		{name: "a broken policy points into its text", args: []string{"broken-text.scenario.json"}, status: 0,
			stdout: []string{`✓ s3:GetObject: error\n`, `  broken-text\.scenario\.json \(Pets:2:13\) error JSON_SYNTAX_ERROR: `}},
		{name: "a broken policy in the file points into the file", args: []string{"bad-object.scenario.json"}, status: 0,
			stdout: []string{`  bad-object\.scenario\.json:2:27 \(Pets\) error \w+: `}},
		{name: "an unknown field", args: []string{"unknown.scenario.json", "agrees.scenario.json"}, status: 2,
			stderr: []string{`(?m)^unknown\.scenario\.json:1:17 UNKNOWN_FIELD: .*polices`}, stdout: []string{`s3:GetObject: error`, `✓ s3:GetObject: allowed`}},
		{name: "an expected problem", args: []string{"expected.scenario.json"}, status: 0, stdout: []string{`✓ s3:GetObject: error`}},
		{name: "no JSON", args: []string{"cut.scenario.json"}, status: 2, stderr: []string{`(?m)^cut\.scenario\.json:1:30 `}},
		{name: "no file", args: []string{"nowhere.json", "agrees.scenario.json"}, status: 2, stderr: []string{`nowhere\.json`}, stdout: []string{`\n3 passed, 0 failed\n$`}},
		{name: "an empty folder", args: []string{"empty"}, status: 2, stderr: []string{`no \*\.scenario\.json below it`}},
		{name: "no path", status: 2, stderr: []string{`^usage: `}},
		{name: "an unknown flag", args: []string{"-xml"}, status: 2, stderr: []string{`-xml`, `usage: `}},
		{name: "help", args: []string{"-h"}, status: 0, stderr: []string{`^usage: `}},
	} {
		t.Run(test.name, func(t *testing.T) {
			// The files are not in the current folder, which is the project that the module is built from.
			var args []string
			for _, arg := range test.args {
				if !strings.HasPrefix(arg, "-") {
					arg = filepath.Join(dir, arg)
				}
				args = append(args, arg)
			}
			var out, log bytes.Buffer
			if status := run(t.Context(), args, strings.NewReader(test.stdin), &out, &log); status != test.status {
				t.Errorf("status %d, want %d", status, test.status)
			}
			stdout := strings.ReplaceAll(out.String(), dir+string(filepath.Separator), "")
			stderr := strings.ReplaceAll(log.String(), dir+string(filepath.Separator), "")
			for _, pattern := range test.stdout {
				if !regexp.MustCompile(pattern).MatchString(stdout) {
					t.Errorf("standard output has no %s", pattern)
				}
			}
			for _, pattern := range test.stderr {
				if !regexp.MustCompile(pattern).MatchString(stderr) {
					t.Errorf("standard error has no %s", pattern)
				}
			}
			for _, pattern := range test.absent {
				if regexp.MustCompile(pattern).MatchString(stdout + stderr) {
					t.Errorf("there is a %s", pattern)
				}
			}
			if t.Failed() {
				t.Logf("standard output:\n%s\nstandard error:\n%s", stdout, stderr)
			}
		})
	}
}

func TestJSONIsALineForEachFile(t *testing.T) {
	dir := t.TempDir()
	var args []string
	for _, name := range []string{"agrees.scenario.json", "broken-text.scenario.json"} {
		file := filepath.Join(dir, name)
		if err := os.WriteFile(file, []byte(scenarios[name]), 0o644); err != nil {
			t.Fatal(err)
		}
		args = append(args, file)
	}
	var stdout, stderr bytes.Buffer
	if status := run(t.Context(), append([]string{"-json"}, args...), nil, &stdout, &stderr); status != agreed {
		t.Fatalf("status %d, %s", status, &stderr)
	}
	lines := strings.Split(strings.TrimSuffix(stdout.String(), "\n"), "\n")
	if len(lines) != len(args) {
		t.Fatalf("%d lines for %d files:\n%s", len(lines), len(args), &stdout)
	}
	for i, line := range lines {
		var got map[string]json.RawMessage
		if err := json.Unmarshal([]byte(line), &got); err != nil {
			t.Fatalf("line %d: %v", i+1, err)
		}
		var results []struct {
			Decision string
			Trace    json.RawMessage
		}
		if err := json.Unmarshal(got["results"], &results); err != nil || len(results) == 0 || results[0].Decision == "" || len(results[0].Trace) < 50 {
			t.Errorf("line %d: results without decisions and traces: %v, %.200s", i+1, err, got["results"])
		}
		name, err := json.Marshal(args[i])
		if err != nil || !bytes.Equal(got["file"], name) || len(got) != 3 || got["diagnostics"] == nil {
			t.Errorf("line %d: the members are not file, results and diagnostics: %.200s", i+1, line)
		}
	}
}

// TestReadmeTellsTheTruth evaluates the scenario that README.md shows.
func TestReadmeTellsTheTruth(t *testing.T) {
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(readme), "```json\n")
	scenario, _, ok := strings.Cut(rest, "```")
	if !ok {
		t.Fatal("README.md shows no scenario")
	}
	var stdout, stderr bytes.Buffer
	if status := run(t.Context(), []string{"-"}, strings.NewReader(scenario), &stdout, &stderr); status != agreed || !strings.HasSuffix(stdout.String(), "\n1 passed, 0 failed\n") {
		t.Errorf("status %d\n%s%s", status, &stdout, &stderr)
	}
}
