package main

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"

	"github.com/iam-policy-playground/playground/build/corpus"
)

// writeCorpus puts what the page /conformance compares a browser with into out. The library's answers take some seconds, so
// they are kept in the sources' folder gen until the module or a scenario changes.
func writeCorpus(sources, testdata, out string) error {
	scenarios, err := corpus.Gather("", testdata)
	if err != nil {
		return err
	}
	kept, err := corpusName(sources, scenarios)
	if err != nil {
		return err
	}
	data, err := os.ReadFile(kept)
	if err != nil {
		if data, err = json.Marshal(corpus.Ask(scenarios)); err != nil {
			return err
		}
		if err := keepCorpus(kept, data); err != nil {
			return err
		}
	}
	return writeBelow(out, "conformance/corpus.json", data)
}

// keepCorpus writes the file for the next build, in place of those of other modules.
func keepCorpus(name string, data []byte) error {
	old, err := filepath.Glob(filepath.Join(filepath.Dir(name), "corpus-*.json"))
	if err != nil {
		return err
	}
	for _, file := range old {
		if err := os.Remove(file); err != nil {
			return err
		}
	}
	return os.WriteFile(name, data, 0o644)
}

// corpusName is the file in which the corpus of these scenarios and this module is kept.
func corpusName(sources string, scenarios []corpus.Scenario) (string, error) {
	binary, err := os.ReadFile(filepath.Join(sources, "gen", "engine.wasm"))
	if err != nil {
		return "", err
	}
	sum := sha256.New()
	sum.Write(binary)
	for _, one := range scenarios {
		fmt.Fprintf(sum, "%d %s %s", len(one.Text), one.Name, one.Text)
	}
	return filepath.Join(sources, "gen", fmt.Sprintf("corpus-%x.json", sum.Sum(nil)[:8])), nil
}
