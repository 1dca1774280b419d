package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"testing"
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
		var s catalogService
		readFile(t, filepath.Join(dir, file), &s)
		if s.Prefix != prefix || s.Name != listed[0] || float64(len(s.Actions)) != listed[1] {
			t.Errorf("%s is listed as %v, and is %s %s with %d actions", prefix, listed, s.Prefix, s.Name, len(s.Actions))
		}
		for _, a := range s.Actions {
			for _, at := range a.Types {
				if at.Type < 0 || at.Type >= len(s.ResourceTypes) {
					t.Errorf("%s:%s has the type %d of %d", prefix, a.Name, at.Type, len(s.ResourceTypes))
				}
			}
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

// TestTypesOfBothAPIGateways looks at what would be confused if types were told apart by name alone.
func TestTypesOfBothAPIGateways(t *testing.T) {
	out := t.TempDir()
	if err := writeCatalog(out); err != nil {
		t.Fatal(err)
	}
	dir := filepath.Join(out, catalogDir)
	var index catalogIndex
	readFile(t, filepath.Join(dir, "index.json"), &index)
	var s catalogService
	readFile(t, filepath.Join(dir, index.Services["apigateway"][2].(string)), &s)
	stages := map[string]bool{}
	for _, a := range s.Actions {
		for _, at := range a.Types {
			if rt := s.ResourceTypes[at.Type]; a.Name == "GET" && rt.Name == "Stage" {
				stages[rt.API+" "+rt.ARNs[0]] = true
			}
		}
	}
	for _, want := range []string{"apigateway arn:${Partition}:apigateway:${Region}::/restapis/${RestApiId}/stages/${StageName}", "apigatewayv2 arn:${Partition}:apigateway:${Region}::/apis/${ApiId}/stages/${StageName}"} {
		if !stages[want] {
			t.Errorf("GET has the stages %v, not %s", stages, want)
		}
	}
}
