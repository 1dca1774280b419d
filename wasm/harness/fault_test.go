package harness

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/iam-policy-playground/playground/wasm/module"
)

// faultyWire stands in for engine/wire in the real module, with operations that go wrong.
const faultyWire = `package wire

func SetYield(func()) {}

func Serve(op uint32, in, out []byte) []byte {
	switch op {
	case 1:
		panic("planted panic")
	case 2:
		var none map[string]int
		none[string(in)] = 1
	case 3:
		select {}
	case 4:
		for kept := [][]byte{}; ; kept = append(kept, make([]byte, 1<<20)) {
		}
	case 5:
		return deeper(out, 1<<30)
	}
	return append(out, in...)
}

func deeper(out []byte, n int) []byte {
	if n == 0 {
		return out
	}
	return append(deeper(out, n-1), byte(n))
}
`

const echo = 6

// faulty builds the module with faultyWire in the place of engine/wire.
func faulty(t *testing.T, instances int) *Harness {
	t.Helper()
	dir := t.TempDir()
	stand := filepath.Join(dir, "serve.go")
	write(t, stand, faultyWire)
	sources, err := filepath.Abs("../../engine/wire")
	if err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob(filepath.Join(sources, "*.go"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no sources of engine/wire: %v", err)
	}
	replace := map[string]string{}
	for _, file := range files {
		replace[file] = "" // as if it were not there
	}
	replace[filepath.Join(sources, "faulty.go")] = stand
	overlay, err := json.Marshal(map[string]any{"Replace": replace})
	if err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(dir, "overlay.json"), string(overlay))
	t.Setenv("GOFLAGS", "-overlay="+filepath.Join(dir, "overlay.json"))
	binary, err := module.Load(t.Context(), "")
	if err != nil {
		t.Fatal(err)
	}
	return open(t, Options{Module: binary, Instances: instances})
}

func write(t *testing.T, file, text string) {
	t.Helper()
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// open makes a Harness that ends with the test.
func open(t *testing.T, options Options) *Harness {
	t.Helper()
	h, err := New(t.Context(), options)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { h.Close(t.Context()) })
	return h
}

// TestFaultCostsOneAnswer lets every kind of fault happen in the only instance, and asks again after each.
func TestFaultCostsOneAnswer(t *testing.T) {
	h := faulty(t, 1)
	for _, test := range []struct {
		name string
		op   uint32
		in   string
		want []string // in the error
	}{
		{"a panic is answered", 1, "x", []string{"engine.wasm failed", "planted panic"}},
		{"a run-time error is answered", 2, "x", []string{"engine.wasm failed", "nil map"}},
		{"a deadlock traps", 3, "x", []string{"trapped", "deadlock"}},
		{"memory is bounded", 4, "x", []string{"trapped", "out of memory"}},
		{"the stack is bounded", 5, "x", []string{"trapped"}},
		{"an input that is too large is not handed in", echo, strings.Repeat("x", maxInput+1), []string{"at most 16777216"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			answer, err := h.Call(t.Context(), test.op, []byte(test.in))
			if err == nil {
				t.Fatalf("no error, answer %.60q", answer)
			}
			for _, word := range test.want {
				if !strings.Contains(err.Error(), word) {
					t.Errorf("error without %q: %.300v", word, err)
				}
			}
			if answer, err := h.Call(t.Context(), echo, []byte("hello")); err != nil || string(answer) != "hello" {
				t.Errorf("the next answer: %q, %v", answer, err)
			}
		})
	}
}

// TestAnswersBelongToTheirCalls runs many callers over few instances; with the race detector it also checks the sharing.
func TestAnswersBelongToTheirCalls(t *testing.T) {
	h := faulty(t, 3)
	var callers sync.WaitGroup
	for caller := range 8 {
		callers.Go(func() {
			in := strings.Repeat(string(rune('a'+caller)), 100<<caller)
			for range 50 {
				if answer, err := h.Call(t.Context(), echo, []byte(in)); err != nil || string(answer) != in {
					t.Errorf("caller %d got %.20q of %d bytes, %v", caller, answer, len(answer), err)
					return
				}
			}
		})
	}
	callers.Wait()
}

func TestBuffersHoldTheLargestInput(t *testing.T) {
	h := faulty(t, 1)
	for _, n := range []int{0, 1, 4096, 4097, 1 << 20, 1<<20 + 1, maxInput, 0, 5} {
		in := strings.Repeat("é", n/2) + strings.Repeat("x", n%2)
		if answer, err := h.Call(t.Context(), echo, []byte(in)); err != nil || string(answer) != in {
			t.Errorf("%d bytes: %d came back, %v", n, len(answer), err)
		}
	}
}

func TestOtherModulesAreRefused(t *testing.T) {
	empty := []byte("\x00asm\x01\x00\x00\x00")
	h := open(t, Options{Module: empty})
	if _, err := h.Call(t.Context(), echo, nil); err == nil || !strings.Contains(err.Error(), "not a module of the playground") {
		t.Errorf("an empty module: %v", err)
	}
	if _, err := New(t.Context(), Options{Module: []byte("no module")}); err == nil {
		t.Error("a text was taken for a module")
	}
}
