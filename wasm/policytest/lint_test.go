package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// lintFiles are what the tests below check. In a text, ⌖ stands where a finding begins.
var lintFiles = map[string]string{
	"object.scenario.json": "{\"scenario\": 1, \"requests\": [], \"policies\": [{\"type\": \"identity\",\n \"document\": {\"Version\": \"2012-10-17\", \"Statement\":\n" +
		"  {\"Effect\": ⌖\"allow\", \"Action\": \"s3:GetObject\", \"Resource\": \"*\"}}}]}\n",
	"string.scenario.json": "{\"scenario\": 1, \"requests\": [], \"policies\": [{\"type\": \"identity\",\n" +
		" \"document\": \"{\\n  \\\"Version\\\": \\\"2012-10-17\\\",\\n  \\\"\\u0053tatement\\\": {\\\"Effect\\\": ⌖\\\"allow\\\", \\\"Action\\\": \\\"*\\\", \\\"Resource\\\": \\\"*\\\"}\\n}\"}]}\n",
	"fault.scenario.json":     "{\"scenario\": 1, \"requests\": [],\n ⌖\"polices\": [], \"policies\": []}\n",
	"policies/identity.json":  "{\n  \"Version\": \"2012-10-17\",\n  \"Statement\": {\"Effect\": \"Allow\", \"Action\": ⌖\"s3:GetObjet\", \"Resource\": \"arn:aws:s3:::é/*\"}\n}\n",
	"policies/resource.json":  "{\"Version\": \"2012-10-17\", \"Statement\": {\"Effect\": \"Deny\", \"Principal\": \"*\", \"Action\": \"s3:GetObject\", \"Resource\": ⌖\"bucket\"}}",
	"policies/trust.json":     "{\"Version\": \"2012-10-17\", \"Statement\": {\"Effect\": \"Allow\", \"Principal\": ⌖\"*\", \"Action\": \"sts:AssumeRole\"}}",
	"policies/broken.json":    "{\"Version\": \"2012-10-17\", \"Statement\": {\"Effect\": \"Deny\"⌖ \"Action\": \"s3:GetObject\", \"Resource\": \"*\"}}",
	"policies/fine.json":      "{\"Version\": \"2012-10-17\", \"Statement\": {\"Effect\": \"Deny\", \"Action\": \"s3:GetObject\", \"Resource\": \"*\"}}",
	"policies/warned.json":    "⌖{\"Statement\": {\"Effect\": \"Deny\", \"Action\": \"s3:GetObject\", \"Resource\": \"*\"}}",
	"policies/package.json":   "{\"name\": \"no policy\"}",
	"policies/list.json":      "[{\"Statement\": 1}]",
	"policies/.git/hook.json": "{\"Statement\": 1}",
}

// lintFolder writes the files and returns their folder.
func lintFolder(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range lintFiles {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		write(t, file, strings.ReplaceAll(text, "⌖", ""))
	}
	return dir
}

// lint runs the command with -lint, and returns its status and the lines of standard output, without the folder.
func lint(t *testing.T, dir string, args ...string) (status int, lines []string) {
	t.Helper()
	var out, log bytes.Buffer
	for i, arg := range args {
		if strings.HasSuffix(arg, ".json") || arg == "policies" {
			args[i] = filepath.Join(dir, filepath.FromSlash(arg))
		}
	}
	status = run(t.Context(), append([]string{"-lint"}, args...), strings.NewReader(strings.ReplaceAll(lintFiles["policies/trust.json"], "⌖", "")), &out, &log)
	text := filepath.ToSlash(strings.ReplaceAll(out.String(), dir+string(filepath.Separator), ""))
	for line := range strings.Lines(text) {
		lines = append(lines, strings.TrimSuffix(line, "\n"))
	}
	if status == unreadable && log.Len() == 0 {
		t.Error("nothing on standard error says what cannot be read")
	}
	return status, lines
}

// place returns where the mark of a file stands: file:line:column, the column in bytes.
func place(name string) string {
	before, _, _ := strings.Cut(lintFiles[name], "⌖")
	line := strings.Count(before, "\n") + 1
	return fmt.Sprintf("%s:%d:%d ", name, line, len(before)-strings.LastIndexByte(before, '\n'))
}

func TestLintPrintsALineForEachFinding(t *testing.T) {
	dir := lintFolder(t)
	for _, test := range []struct {
		name   string
		args   []string
		status int
		begin  []string // of the lines
	}{
		{"a document that is part of the file", []string{"object.scenario.json"}, 1, []string{place("object.scenario.json") + "error INVALID_EFFECT \"allow\" is no effect; "}},
		{"a document in a string", []string{"string.scenario.json"}, 1, []string{place("string.scenario.json") + "error INVALID_EFFECT "}},
		{"a fault of the scenario", []string{"fault.scenario.json"}, 1, []string{place("fault.scenario.json") + "error UNKNOWN_FIELD "}},
		{"policies of a folder", []string{"policies"}, 1, []string{
			place("policies/broken.json") + "error JSON_SYNTAX_ERROR ",
			place("policies/identity.json") + "error INVALID_ACTION AWS's reference lists no action \"GetObjet\" of s3; write \"s3:GetObject\"",
			place("policies/resource.json") + "error INVALID_ARN_PREFIX ",
			place("policies/trust.json") + "error ROLE_TRUST_POLICY_UNSUPPORTED_WILDCARD_IN_PRINCIPAL ",
			place("policies/warned.json") + "warning MISSING_VERSION "}},
		{"no error", []string{"policies/fine.json", "policies/warned.json"}, 0, []string{place("policies/warned.json") + "warning MISSING_VERSION "}},
		{"another type", []string{"-type", "scp", "policies/warned.json"}, 1, []string{place("policies/warned.json") + "error MISSING_VERSION "}},
		{"standard input", []string{"-"}, 1, []string{"-:1:73 error ROLE_TRUST_POLICY_UNSUPPORTED_WILDCARD_IN_PRINCIPAL "}},
		{"no file", []string{"nowhere.json", "policies/fine.json"}, 2, nil},
		{"an unknown type", []string{"-type", "bucket", "policies/fine.json"}, 2, nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			status, lines := lint(t, dir, test.args...)
			if status != test.status || len(lines) != len(test.begin) {
				t.Fatalf("status %d, want %d; lines\n%s", status, test.status, strings.Join(lines, "\n"))
			}
			for i, begin := range test.begin {
				if !strings.HasPrefix(lines[i], begin) {
					t.Errorf("%s\nwant %s…", lines[i], begin)
				}
			}
		})
	}
}

// TestSARIF checks what SARIF 2.1.0 requires of a log (sections 3.13 to 3.30) and what code hosts ask for beyond it.
func TestSARIF(t *testing.T) {
	dir := lintFolder(t)
	status, lines := lint(t, dir, "-sarif", "policies", "string.scenario.json")
	if status != disagreed {
		t.Errorf("status %d", status)
	}
	var log map[string]any
	if err := json.Unmarshal([]byte(strings.Join(lines, "\n")), &log); err != nil {
		t.Fatal(err)
	}
	if log["version"] != "2.1.0" || !strings.HasSuffix(log["$schema"].(string), "sarif-2.1.0.json") {
		t.Errorf("version %v, schema %v", log["version"], log["$schema"])
	}
	one := log["runs"].([]any)[0].(map[string]any)
	driver := one["tool"].(map[string]any)["driver"].(map[string]any)
	rules := driver["rules"].([]any)
	var ids []string
	for _, rule := range rules {
		r := rule.(map[string]any)
		ids = append(ids, r["id"].(string))
		for _, part := range []string{"shortDescription", "help"} {
			if text := r[part].(map[string]any)["text"].(string); len(text) < 20 {
				t.Errorf("%s: %s is %q", r["id"], part, text)
			}
		}
		if help := r["help"].(map[string]any)["text"].(string); !strings.Contains(help, "AWS: ") {
			t.Errorf("%s: the help %q names no page", r["id"], help)
		}
	}
	if driver["name"] != "policytest" || !slices.IsSorted(ids) || len(slices.Compact(slices.Clone(ids))) != len(ids) {
		t.Errorf("driver %v with rules %q", driver["name"], ids)
	}
	results := one["results"].([]any)
	if len(results) != 6 || one["columnKind"] != "unicodeCodePoints" {
		t.Fatalf("%d results, columns in %v", len(results), one["columnKind"])
	}
	for _, result := range results {
		testResult(t, result.(map[string]any), ids)
	}
}

func testResult(t *testing.T, r map[string]any, rules []string) {
	t.Helper()
	if rules[int(r["ruleIndex"].(float64))] != r["ruleId"] {
		t.Errorf("rule %v is not at %v", r["ruleId"], r["ruleIndex"])
	}
	if !slices.Contains([]string{"error", "warning", "note"}, r["level"].(string)) || r["message"].(map[string]any)["text"] == "" {
		t.Errorf("level %v, message %v", r["level"], r["message"])
	}
	place := r["locations"].([]any)[0].(map[string]any)["physicalLocation"].(map[string]any)
	uri := place["artifactLocation"].(map[string]any)["uri"].(string)
	at := place["region"].(map[string]any)
	start, end := at["startColumn"].(float64), at["endColumn"].(float64)
	if at["startLine"].(float64) < 1 || start < 1 || at["endLine"] == at["startLine"] && end < start || !strings.HasSuffix(uri, ".json") {
		t.Errorf("%s: region %v", uri, at)
	}
	if strings.HasSuffix(uri, "identity.json") && (at["startLine"] != 3.0 || start != 46 || end != 59) {
		t.Errorf("%s: region %v, want line 3, columns 46 to 59", uri, at)
	}
	fixes, _ := r["fixes"].([]any)
	if strings.HasSuffix(uri, "string.scenario.json") != (fixes == nil) && !strings.HasSuffix(uri, "resource.json") {
		t.Errorf("%s: fixes %v", uri, fixes)
	}
	for _, fix := range fixes {
		f := fix.(map[string]any)
		change := f["artifactChanges"].([]any)[0].(map[string]any)
		replacement := change["replacements"].([]any)[0].(map[string]any)
		if f["description"].(map[string]any)["text"] == "" || change["artifactLocation"].(map[string]any)["uri"] != uri || replacement["deletedRegion"].(map[string]any)["startLine"] == nil {
			t.Errorf("%s: fix %v", uri, f)
		}
	}
}
