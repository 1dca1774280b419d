package harness

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// corpus is the engine's own test data.
const corpus = "../../engine/testdata"

// TestCorpus holds the module to what the engine's corpus expects, through the door that other projects use.
func TestCorpus(t *testing.T) {
	folders, err := filepath.Glob(filepath.Join(corpus, "*", "*"))
	if err != nil || len(folders) < 20 {
		t.Fatalf("%d folders, %v", len(folders), err)
	}
	for _, folder := range folders {
		name := filepath.Base(folder)
		if info, err := os.Stat(folder); err != nil || !info.IsDir() || name == "scenario-errors" { // those cannot be read, by design
			continue
		}
		t.Run(name, func(t *testing.T) { Run(t, folder) })
	}
	t.Run("codes", func(t *testing.T) { Run(t, filepath.Join(corpus, "codes")) })
}

const agreeing = `{"scenario": 1, "policies": [
	{"name": "Read", "type": "identity", "document": {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"}]}}],
	"requests": [
	{"name": "reads", "principal": "arn:aws:iam::111122223333:user/alice", "action": "s3:GetObject", "resource": "arn:aws:s3:::pets/cat", "resourceAccount": "111122223333", "expect": "allowed"},
	{"name": "writes", "principal": "arn:aws:iam::111122223333:user/alice", "action": "s3:PutObject", "resource": "arn:aws:s3:::pets/cat", "resourceAccount": "111122223333", "expect": "denied"}]}`

// TestRunNotices runs Run in a process of its own, on folders in which something is wrong, and reads what it says.
func TestRunNotices(t *testing.T) {
	for _, test := range []struct {
		name  string
		files map[string]string
		fails bool
		want  []string // in the output
	}{
		{"agreement", map[string]string{"pets/all.scenario.json": agreeing}, false,
			[]string{"--- PASS: TestRunOnFolder/pets/all/reads", "--- PASS: TestRunOnFolder/pets/all/writes"}},
		{"a decision that is not the expected one", map[string]string{"all.scenario.json": strings.Replace(agreeing, `"denied"`, `"allowed"`, 1)}, true,
			[]string{"--- PASS: TestRunOnFolder/all/reads", "--- FAIL: TestRunOnFolder/all/writes", "implicitDeny, expected allowed\n", "does not cover s3:PutObject"}},
		{"no scenario", map[string]string{"all.json": agreeing}, true, []string{"no *.scenario.json below"}},
		{"no expectation", map[string]string{"all.scenario.json": strings.NewReplacer(`, "expect": "allowed"`, "", `, "expect": "denied"`, "").Replace(agreeing)}, true,
			[]string{"expects anything"}},
		{"a field that does not exist", map[string]string{"all.scenario.json": strings.Replace(agreeing, `"scenario": 1,`, `"scenario": 1, "polices": [],`, 1)}, true,
			[]string{"all.scenario.json:1:17: ", "polices"}},
		{"a file that is not JSON", map[string]string{"all.scenario.json": agreeing[:40], "other.scenario.json": agreeing}, true,
			[]string{"all.scenario.json:2:11: ", "--- PASS: TestRunOnFolder/other/reads"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			dir := t.TempDir()
			for name, text := range test.files {
				file := filepath.Join(dir, filepath.FromSlash(name))
				if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
					t.Fatal(err)
				}
				write(t, file, text)
			}
			cmd := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^TestRunOnFolder$", "-test.v")
			cmd.Env = append(os.Environ(), "HARNESS_TEST_FOLDER="+dir)
			out, err := cmd.CombinedOutput()
			if fails := err != nil; fails != test.fails {
				t.Errorf("failure %t, want %t", fails, test.fails)
			}
			for _, word := range test.want {
				if !strings.Contains(string(out), word) {
					t.Errorf("the output has no %q", word)
				}
			}
			if t.Failed() {
				t.Logf("%s", out)
			}
		})
	}
}

// TestRunOnFolder is the test of an imagined project; TestRunNotices gives it the folder.
func TestRunOnFolder(t *testing.T) {
	dir := os.Getenv("HARNESS_TEST_FOLDER")
	if dir == "" {
		dir = t.TempDir()
		write(t, filepath.Join(dir, "all"+Suffix), agreeing)
	}
	Run(t, dir)
}
