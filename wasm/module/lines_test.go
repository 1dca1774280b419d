package module_test

import (
	"strings"
	"testing"

	"github.com/iam-policy-playground/playground/wasm/module"
)

// TestNoLines fails where another release of Go writes the table of lines in another way.
func TestNoLines(t *testing.T) {
	binary, err := module.Load(t.Context(), "")
	if err != nil {
		t.Fatal(err)
	}
	if text := string(binary); strings.Contains(text, "wire/wire.go") || !strings.Contains(text, "engine/wire.Serve") {
		t.Error("the module names files, or no functions")
	}
}
