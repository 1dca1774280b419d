package harness

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/sys"
)

// TestClockJumpsChangeNoAnswer asks an instance whose clocks, also the one that should only run forwards, jump before each call.
func TestClockJumpsChangeNoAnswer(t *testing.T) {
	h := open(t, Options{Instances: 1})
	text, err := os.ReadFile(filepath.Join("..", "..", "engine", "testdata", "examples", "address-ranges.scenario.json"))
	if err != nil {
		t.Fatal(err)
	}
	want, err := h.Call(t.Context(), OpEvaluate, text)
	if err != nil {
		t.Fatal(err)
	}
	const year = 365 * 24 * 60 * 60 // seconds
	now := int64(56 * year)
	config := wazero.NewModuleConfig().WithName("").WithStartFunctions("_initialize").
		WithWalltime(func() (int64, int32) { return now, 0 }, sys.ClockResolution(1)).
		WithNanotime(func() int64 { return now * 1e9 }, sys.ClockResolution(1))
	m, err := h.runtime.InstantiateModule(t.Context(), h.compiled, config)
	if err != nil {
		t.Fatal(err)
	}
	one := &instance{module: m, buffer: m.ExportedFunction("buffer"), ask: m.ExportedFunction("call")}
	for i, at := range []int64{1, 66 * year, 46 * year, 56 * year, 56*year - 3600, 56*year + 3600, 136 * year, 2, 56 * year} {
		now = at
		for range 2 {
			for _, in := range [][]byte{large(i), text} { // the large ones let the collector run
				got, err := one.call(t.Context(), OpEvaluate, in)
				if err != nil {
					t.Fatalf("at second %d: %v", at, err)
				}
				if len(in) == len(text) && !bytes.Equal(got, want) {
					t.Errorf("at second %d the answer is another one", at)
				}
			}
		}
	}
}
