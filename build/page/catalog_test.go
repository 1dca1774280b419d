package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"github.com/iam-policy-playground/playground/engine/catalog"
)

// kept is what playground-server takes for the name of a file that never changes.
var kept = regexp.MustCompile(`-[0-9A-Z]{8}\.[a-z.0-9]+$`)

func readFile(t *testing.T, file string, into any) {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(data, into); err != nil {
		t.Fatalf("%s: %v", file, err)
	}
}

func TestCatalogOfThePage(t *testing.T) {
	out := t.TempDir()
	if err := writeCatalog(out); err != nil {
		t.Fatal(err)
	}
	dir := filepath.Join(out, catalogDir)
	var index catalogIndex
	readFile(t, filepath.Join(dir, "index.json"), &index)
	if len(index.Services) < 450 || len(index.GlobalKeys) < 50 || index.Version == "" || index.Date == "" {
		t.Errorf("the index has %d services and %d keys", len(index.Services), len(index.GlobalKeys))
	}
	for prefix, listed := range index.Services {
		file, _ := listed[2].(string)
		if !kept.MatchString(file) {
			t.Fatalf("%s is in the file %q", prefix, file)
		}
		records, err := os.ReadFile(filepath.Join(dir, file))
		if err != nil {
			t.Fatal(err)
		}
		all := catalog.Parse(string(records))
		if len(all) != 1 || all[0].Prefix != prefix || all[0].Name != listed[0] || float64(len(all[0].Actions())) != listed[1] {
			t.Errorf("%s is listed as %v, and its file holds %v", prefix, listed, all)
		}
	}
	var policies []managedPolicy
	readFile(t, filepath.Join(dir, index.Managed), &policies)
	if !kept.MatchString(index.Managed) || len(policies) != 4 || !json.Valid([]byte(policies[0].Text)) {
		t.Errorf("%s holds %d policies", index.Managed, len(policies))
	}
	if _, err := os.Stat(filepath.Join(dir, "LICENSE.txt")); err != nil {
		t.Error(err)
	}
}
