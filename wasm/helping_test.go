package main_test

import (
	"bytes"
	"encoding/json"
	"os"
	"sort"
	"strconv"
	"testing"
	"time"

	"github.com/iam-policy-playground/playground/engine/catalog/services"
	"github.com/iam-policy-playground/playground/engine/wire"
	"github.com/iam-policy-playground/playground/wasm/harness"
)

// learner makes an instance of the module that knows every service.
func learner(t testing.TB) *harness.Harness {
	t.Helper()
	h, err := harness.New(t.Context(), harness.Options{Instances: 1})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { h.Close(t.Context()) })
	for _, text := range []string{services.Index(), services.Text} {
		if _, err := h.Call(t.Context(), wire.Learn, []byte(text)); err != nil {
			t.Fatal(err)
		}
		wire.Serve(wire.Learn, []byte(text), nil)
	}
	return h
}

// about writes the question of a place of the first policy of a scenario.
func about(scenario []byte, policy, offset int) []byte {
	return []byte(`{"policy":` + strconv.Itoa(policy) + `,"offset":` + strconv.Itoa(offset) + `,"scenario":` + string(scenario) + `}`)
}

// TestModuleHelpsAsNativeCode summarizes every scenario, and completes and explains some places of each policy, in the library
// and in the module, and compares the answers byte for byte.
func TestModuleHelpsAsNativeCode(t *testing.T) {
	h := learner(t)
	same := func(op uint32, in []byte) []byte {
		native := wire.Serve(op, in, nil)
		answer, err := h.Call(t.Context(), op, in)
		if err != nil {
			t.Fatalf("operation %d: %v", op, err)
		}
		if !bytes.Equal(native, answer) {
			at := difference(native, answer)
			t.Fatalf("operation %d differs from byte %d on\nnative: …%.200s\nmodule: …%.200s", op, at, native[max(at-60, 0):], answer[max(at-60, 0):])
		}
		return native
	}
	files, err := harness.Files(corpora[0].dir)
	if err != nil || len(files) == 0 {
		t.Fatalf("no scenarios in %s: %v", corpora[0].dir, err)
	}
	places := 0
	for i, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		same(wire.Summary, text)
		if len(text) > 1<<14 {
			continue
		}
		offset := 13 + i%50
		for _, op := range []uint32{wire.Complete, wire.Hover} {
			if in := about(text, 0, offset); json.Valid(in) && !bytes.Contains(same(op, in), []byte(`"error"`)) {
				places++
			}
		}
	}
	if places < len(files) {
		t.Errorf("%d places of %d scenarios", places, len(files))
	}
	for _, in := range []string{"", "null", "{", "\xff", `{"scenario": null}`, `{"policy":0,"offset":0,"scenario":{"scenario":1,"policies":[{"type":"nosuch","document":"{"}]}}`} {
		for _, op := range []uint32{wire.Complete, wire.Hover, wire.Summary} {
			same(op, []byte(in))
		}
	}
}

// BenchmarkHelp asks the module at every sixth byte of a policy of 6 KB, and reports the time that 95 of 100 answers are below.
func BenchmarkHelp(b *testing.B) {
	document, err := os.ReadFile("../engine/testdata/assist/long-policy.json")
	if err != nil {
		b.Fatal(err)
	}
	quoted, _ := json.Marshal(string(document))
	scenario := []byte(`{"scenario":1,"requests":[],"policies":[{"type":"identity","document":` + string(quoted) + `}]}`)
	h := learner(b)
	for _, op := range []struct {
		name   string
		number uint32
	}{{"complete", wire.Complete}, {"hover", wire.Hover}} {
		b.Run(op.name, func(b *testing.B) {
			var took []time.Duration
			for b.Loop() {
				for offset := 0; offset <= len(document); offset += 6 {
					in := about(scenario, 0, offset)
					start := time.Now()
					if _, err := h.Call(b.Context(), op.number, in); err != nil {
						b.Fatal(err)
					}
					took = append(took, time.Since(start))
				}
			}
			sort.Slice(took, func(i, j int) bool { return took[i] < took[j] })
			b.ReportMetric(float64(took[len(took)/2].Microseconds())/1000, "p50-ms")
			b.ReportMetric(float64(took[len(took)*95/100].Microseconds())/1000, "p95-ms")
			b.ReportMetric(float64(took[len(took)-1].Microseconds())/1000, "max-ms")
		})
	}
}
