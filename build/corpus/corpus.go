// Package corpus gathers scenarios with what the library answers to them, for hosts that have to answer the same bytes: the
// page /conformance asks a visitor's own browser, and build/conformance asks every host there is.
//
// Non-goals: whether the answers are right, which the tests of the engine say.
package corpus

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path"
	"strings"

	"github.com/iam-policy-playground/playground/engine/wire"
)

// ending is that of a scenario's file.
const ending = ".scenario.json"

// A Scenario is one question to every host.
type Scenario struct {
	Name string `json:"name"` // its path, with the folder's name in front
	Text string `json:"text"`
}

// An Asked is a Scenario with the library's answer.
type Asked struct {
	Scenario
	Answer string `json:"answer"` // the SHA-256 of its bytes, in hex
}

// A Corpus is what a conformance run compares with.
type Corpus struct {
	Engine    string  `json:"engine"` // the version of the library that answered
	Scenarios []Asked `json:"scenarios"`
	Sum       string  `json:"sum"` // the SHA-256 of all answers' sums in their order, as they are written
}

// Gather reads every scenario below a folder, in the order of their paths; name stands in front of these.
func Gather(name, folder string) (all []Scenario, err error) {
	err = fs.WalkDir(os.DirFS(folder), ".", func(file string, entry fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(file, ending) {
			return err
		}
		text, err := os.ReadFile(path.Join(folder, file))
		all = append(all, Scenario{path.Join(name, strings.TrimSuffix(file, ending)), string(text)})
		return err
	})
	if err == nil && len(all) == 0 {
		err = errors.New(folder + " has no scenarios")
	}
	return all, err
}

// Read reads scenarios from a file with one of them, as JSON, on each line.
func Read(file string) (all []Scenario, err error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	for line := range strings.Lines(string(data)) {
		var one Scenario
		if err := json.Unmarshal([]byte(line), &one); err != nil {
			return nil, err
		}
		all = append(all, one)
	}
	return all, nil
}

// Ask has the library answer every scenario.
func Ask(scenarios []Scenario) *Corpus {
	c := &Corpus{Engine: wire.Version, Scenarios: make([]Asked, len(scenarios))}
	for i, one := range scenarios {
		c.Scenarios[i] = Asked{one, SumOf(wire.Serve(wire.Evaluate, []byte(one.Text), nil))}
	}
	all := sha256.New()
	for _, one := range c.Scenarios {
		all.Write([]byte(one.Answer))
	}
	c.Sum = hex.EncodeToString(all.Sum(nil))
	return c
}

// SumOf returns the SHA-256 of an answer, in hex.
func SumOf(answer []byte) string {
	sum := sha256.Sum256(answer)
	return hex.EncodeToString(sum[:])
}
