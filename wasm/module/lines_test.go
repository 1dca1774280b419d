package module_test

import (
	"strings"
	"testing"

	"github.com/iam-policy-playground/playground/wasm/module"
)

// TestNoLines fails where another release of Go writes the tables for traces in another way.
func TestNoLines(t *testing.T) {
	binary, err := module.Load(t.Context(), "")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"wire/wire.go", "engine/wire.Serve", "runtime.mallocgc"} {
		if strings.Contains(string(binary), name) {
			t.Errorf("the module names %s", name)
		}
	}
}
