package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"

	"github.com/iam-policy-playground/playground/engine/scenario"
)

// generated are the files of the repository that are made from Go declarations.
var generated = []struct {
	file    string
	content func() []byte
}{
	{"web/src/scenario.gen.ts", func() []byte { return []byte(scenario.TypeScript()) }},
}

// generate writes the generated files; with check it only says which are stale.
func generate(check bool) error {
	for _, g := range generated {
		want := g.content()
		have, err := os.ReadFile(g.file)
		if err == nil && bytes.Equal(have, want) {
			continue
		}
		if check {
			return fmt.Errorf("%s is stale: go run ./build types writes it anew", g.file)
		}
		if err := os.MkdirAll(filepath.Dir(g.file), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(g.file, want, 0o644); err != nil {
			return err
		}
		fmt.Println("wrote", g.file)
	}
	return nil
}
