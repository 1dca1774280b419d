package main_test

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/iam-policy-playground/playground/engine/catalog/services"
	"github.com/iam-policy-playground/playground/engine/wire"
	"github.com/iam-policy-playground/playground/wasm/harness"
)

// corpora are the folders of scenarios: the engine's own, and the cases that lie beside a checkout while the playground is
// developed.
var corpora = []struct {
	dir      string
	optional bool
}{
	{"../engine/testdata", false},
	{"../../shared/cases", true},
}

// TestModuleAnswersAsNativeCode hands every scenario to the library and to the module, and compares the answers byte for
// byte, for every operation.
func TestModuleAnswersAsNativeCode(t *testing.T) {
	h, err := harness.New(t.Context(), harness.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { h.Close(context.Background()) }) // after the parallel subtests
	compare := func(t *testing.T, op uint32, text []byte) {
		t.Helper()
		native := wire.Serve(op, text, nil)
		answer, err := h.Call(t.Context(), op, text)
		if err != nil {
			t.Errorf("operation %d: %v", op, err)
			return
		}
		if !bytes.Equal(native, answer) {
			at := difference(native, answer)
			t.Errorf("operation %d differs from byte %d on\nnative: …%.200s\nmodule: …%.200s", op, at, native[max(at-60, 0):], answer[max(at-60, 0):])
		}
	}
	for _, corpus := range corpora {
		t.Run(filepath.Base(corpus.dir), func(t *testing.T) {
			if _, err := os.Stat(corpus.dir); err != nil && corpus.optional {
				return
			}
			files, err := harness.Files(corpus.dir)
			if err != nil || len(files) == 0 {
				t.Fatalf("no scenarios in %s: %v", corpus.dir, err)
			}
			for _, file := range files {
				text, err := os.ReadFile(file)
				if err != nil {
					t.Fatal(err)
				}
				t.Run(filepath.ToSlash(file), func(t *testing.T) {
					t.Parallel()
					for _, op := range []uint32{harness.OpEvaluate, harness.OpDecide, harness.OpExplain} {
						compare(t, op, text)
					}
				})
			}
			t.Logf("%d scenarios", len(files))
		})
	}
	for _, text := range []string{"", "null", "[]", `{"scenario": 1}`, "\xff\xfe", "{\"scenario\": \x00"} {
		for _, op := range []uint32{harness.OpEvaluate, harness.OpDecide, harness.OpExplain, harness.OpAbout, 0, 99} {
			compare(t, op, []byte(text))
		}
	}
}

// TestModuleChecksAsNativeCode brings library and module the services that they want, scenario by scenario, and compares their
// findings. One instance is asked, because each keeps what it has learned to itself.
func TestModuleChecksAsNativeCode(t *testing.T) {
	h, err := harness.New(t.Context(), harness.Options{Instances: 1})
	if err != nil {
		t.Fatal(err)
	}
	defer h.Close(context.Background())
	same := func(op uint32, text string) []byte {
		t.Helper()
		native := wire.Serve(op, []byte(text), nil)
		answer, err := h.Call(t.Context(), op, []byte(text))
		if err != nil || !bytes.Equal(native, answer) {
			at := difference(native, answer)
			t.Fatalf("operation %d differs from byte %d on (%v)\nnative: …%.200s\nmodule: …%.200s", op, at, err, native[max(at-60, 0):], answer[max(at-60, 0):])
		}
		return native
	}
	same(wire.Learn, services.Index())
	records := recordsByPrefix()
	var files []string
	for _, dir := range []string{"checks", "codes", "examples"} {
		more, err := harness.Files("../engine/testdata/" + dir)
		if err != nil || len(more) == 0 {
			t.Fatalf("no scenarios in %s: %v", dir, err)
		}
		files = append(files, more...)
	}
	brought := 0
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var answer struct{ Wants []string }
		if err := json.Unmarshal(same(wire.Check, string(text)), &answer); err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		for _, prefix := range answer.Wants {
			same(wire.Learn, records[prefix])
			brought++
		}
		if len(answer.Wants) > 0 {
			same(wire.Check, string(text))
		}
	}
	if brought < 10 {
		t.Errorf("only %d services were wanted", brought)
	}
	for _, text := range []string{"", "null", "{", `{"scenario": 1}`, "\xff\xfe", "s", "s ", "s one", "a Get|R\n", "s one|\ns one|\na |||||\nk\n"} {
		same(wire.Learn, text)
		same(wire.Check, text)
	}
}

// recordsByPrefix cuts the catalog into its services.
func recordsByPrefix() map[string]string {
	records := map[string]string{}
	for _, part := range strings.Split("\n"+services.Text, "\ns ")[1:] {
		prefix, _, _ := strings.Cut(part, "|")
		records[prefix] = "s " + part + "\n"
	}
	return records
}

// TestLibraryServesManyCallersAtOnce asks the library from several goroutines, which share its compiled documents, and
// compares with what it answers to one caller. The race detector watches over it in scripts/check.sh.
func TestLibraryServesManyCallersAtOnce(t *testing.T) {
	const stride = 30 // the race detector is slow
	files, err := harness.Files(corpora[0].dir)
	if err != nil || len(files) == 0 {
		t.Fatalf("no scenarios in %s: %v", corpora[0].dir, err)
	}
	var texts [][]byte
	for i := 0; i < len(files); i += stride {
		text, err := os.ReadFile(files[i])
		if err != nil {
			t.Fatal(err)
		}
		texts = append(texts, text)
	}
	var callers sync.WaitGroup
	answers := [4][][]byte{}
	for caller := range answers { // first, while no document is compiled yet
		callers.Go(func() {
			for _, text := range texts {
				answers[caller] = append(answers[caller], wire.Serve(harness.OpEvaluate, text, nil))
			}
		})
	}
	callers.Wait()
	for i, text := range texts {
		alone := wire.Serve(harness.OpEvaluate, text, nil)
		for caller := range answers {
			if !bytes.Equal(answers[caller][i], alone) {
				t.Errorf("%s is answered differently when others ask too", files[i*stride])
			}
		}
	}
}

// difference returns the index of the first byte in which a and b differ.
func difference(a, b []byte) int {
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			return i
		}
	}
	return min(len(a), len(b))
}
