package main

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// publish runs the command with -html, and returns its status and all that it said.
func publish(t *testing.T, out string, args ...string) (int, string) {
	t.Helper()
	var said bytes.Buffer
	status := run(t.Context(), append([]string{"-html", out}, args...), nil, &said, &said)
	return status, said.String()
}

func write(t *testing.T, file, text string) string {
	t.Helper()
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	return file
}

func read(t *testing.T, file string) string {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestHTMLShowsPolicyVerdictAndTrace(t *testing.T) {
	dir, out := t.TempDir(), filepath.Join(t.TempDir(), "docs", "iam")
	text := strings.Replace(scenarios["agrees.scenario.json"], `"scenario": 1,`, `"scenario": 1, "title": "Who may <read> & write", "description": "It's \"one\" policy.",`, 1)
	text = strings.Replace(text, "s3:GetObject\", \"principal", "<script>alert(1)</script>\", \"principal", 1)
	file := write(t, filepath.Join(dir, "who may.scenario.json"), text)
	status, said := publish(t, out, file)
	if status != agreed {
		t.Fatalf("status %d: %s", status, said)
	}
	page, article := read(t, filepath.Join(out, "who-may.html")), read(t, filepath.Join(out, "who-may.article.html"))
	for _, want := range []string{"<title>Who may &lt;read&gt; &amp; write</title>", `href="iam-scenario.css"`, article} {
		if !strings.Contains(page, want) {
			t.Errorf("the page has no %.60s", want)
		}
	}
	for _, want := range []string{"<h3>Pets</h3>", "s3:PutObject", "<h3>Allowed</h3>", "<h3>Implicit deny</h3>", "<summary>Trace</summary>", `id="who-may-r3"`, "&lt;script&gt;", "It&#39;s &#34;one&#34; policy."} {
		if !strings.Contains(article, want) {
			t.Errorf("the article has no %s", want)
		}
	}
	if found := regexp.MustCompile(`(?i)<script|\son\w+=|javascript:|\sstyle=`).FindString(page); found != "" {
		t.Errorf("the page has %q", found)
	}
	sheet := read(t, filepath.Join(out, "iam-scenario.css"))
	if !strings.HasPrefix(sheet, ".iam-scenario {") || strings.Contains(sheet, ":root") || strings.Contains(sheet, "body {") {
		t.Errorf("the style sheet reaches beyond the article: %.200s", sheet)
	}
}

func TestHTMLFailsWhenADocumentedVerdictChanged(t *testing.T) {
	dir, out := t.TempDir(), t.TempDir()
	unexpected := scenario(`"document": {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"}}`, request("s3:GetObject", ""))
	file := write(t, filepath.Join(dir, "pets.scenario.json"), unexpected)
	if status, said := publish(t, out, file); status != agreed {
		t.Fatalf("status %d: %s", status, said)
	}
	before := read(t, filepath.Join(out, "pets.html"))
	if !strings.Contains(read(t, filepath.Join(out, "verdicts.json")), `"s3:GetObject": "allowed"`) {
		t.Error("the verdict is not recorded")
	}

	denied := strings.Replace(unexpected, `"Allow"`, `"Deny"`, 1)
	write(t, file, denied)
	for range 2 { // once is not as good as accepted
		status, said := publish(t, out, file)
		if status != disagreed || !strings.Contains(said, "s3:GetObject: explicitDeny, documented as allowed") {
			t.Errorf("a recorded verdict changed: status %d, %s", status, said)
		}
		if read(t, filepath.Join(out, "pets.html")) != before {
			t.Error("the page was written in spite of it")
		}
	}
	write(t, file, strings.Replace(denied, `"resourceAccount": "111122223333"`, `"resourceAccount": "111122223333", "expect": "explicitDeny"`, 1))
	if status, said := publish(t, out, file); status != agreed {
		t.Errorf("what the scenario expects counts, not what was recorded: status %d, %s", status, said)
	}
	if !strings.Contains(read(t, filepath.Join(out, "pets.html")), "<h3>Explicit deny</h3>") {
		t.Error("the page does not show the new verdict")
	}
	before = read(t, filepath.Join(out, "pets.html"))
	write(t, file, strings.Replace(unexpected, `"resourceAccount": "111122223333"`, `"resourceAccount": "111122223333", "expect": "explicitDeny"`, 1))
	if status, said := publish(t, out, file); status != disagreed || read(t, filepath.Join(out, "pets.html")) != before {
		t.Errorf("an expected verdict changed: status %d, %s", status, said)
	}
}

func TestHTMLOfWhatCannotBeWritten(t *testing.T) {
	dir, out := t.TempDir(), t.TempDir()
	for _, sub := range []string{"a", "b"} {
		if err := os.Mkdir(filepath.Join(dir, sub), 0o755); err != nil {
			t.Fatal(err)
		}
		write(t, filepath.Join(dir, sub, "same.scenario.json"), scenarios["agrees.scenario.json"])
	}
	if status, said := publish(t, out, dir); status != unreadable || !strings.Contains(said, "same.html") {
		t.Errorf("two files of one name: status %d, %s", status, said)
	}
	cut := write(t, filepath.Join(dir, "cut.scenario.json"), scenarios["cut.scenario.json"])
	if status, _ := publish(t, out, cut); status != unreadable {
		t.Errorf("no JSON: status %d", status)
	}
	if _, err := os.Stat(filepath.Join(out, "cut.html")); err == nil {
		t.Error("a page was written of what cannot be read")
	}
	write(t, filepath.Join(out, verdictsName), "{")
	if status, said := publish(t, out, cut); status != unreadable || !strings.Contains(said, verdictsName) {
		t.Errorf("a broken record: status %d, %s", status, said)
	}
	if status, said := publish(t, cut, cut); status != unreadable {
		t.Errorf("a file in the folder's place: status %d, %s", status, said)
	}
}
