package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"strings"

	"github.com/iam-policy-playground/playground/scripts/bench/curve"
	"github.com/iam-policy-playground/playground/scripts/bench/floor"
	"github.com/iam-policy-playground/playground/scripts/bench/measure"
	"github.com/iam-policy-playground/playground/scripts/bench/native"
	"github.com/iam-policy-playground/playground/scripts/bench/peers"
	"github.com/iam-policy-playground/playground/scripts/bench/workload"
)

// A figure is one cell of a table.
type figure struct {
	Table       string  `json:"table"`
	Workload    string  `json:"workload"`
	Engine      string  `json:"engine"`
	Nanoseconds float64 `json:"nanoseconds,omitempty"` // processor time, median
	Allocations float64 `json:"allocations"`           // in Go only
	Bytes       float64 `json:"bytes,omitempty"`       // of tables about size and memory
	Error       string  `json:"error,omitempty"`       // why there is no figure
}

// A report is everything that was measured.
type report struct {
	Date    string         `json:"date"`
	Machine string         `json:"machine"`
	Figures []figure       `json:"figures"`
	Curves  []curve.Curve  `json:"curves"`
	Targets []targetResult `json:"targets"`
}

// machine says what was measured on, and how busy it was.
func machine() string {
	load := ""
	if text, err := os.ReadFile("/proc/loadavg"); err == nil {
		load = ", load " + strings.Join(strings.Fields(string(text))[:3], " ")
	}
	version, _ := exec.Command("node", "--version").Output()
	return fmt.Sprintf("%s, %d processors%s, %s, Node.js %s", cpu(), runtime.NumCPU(), load, runtime.Version(), strings.TrimSpace(string(version)))
}

func cpu() string {
	text, _ := os.ReadFile("/proc/cpuinfo")
	for line := range strings.Lines(string(text)) {
		if name, ok := strings.CutPrefix(line, "model name"); ok {
			return strings.Trim(name, " \t:\n")
		}
	}
	return runtime.GOARCH
}

// add keeps the results of contenders that took turns.
func (r *report) add(table, workload string, results []measure.Result) {
	for _, one := range results {
		r.Figures = append(r.Figures, figure{Table: table, Workload: workload, Engine: one.Name, Nanoseconds: one.Nanoseconds, Allocations: one.Allocations, Error: one.Error})
	}
}

// native measures the Go engines.
func (r *report) native(o options) error {
	for _, w := range workload.All() {
		deciding, err := native.Deciding(&w)
		if err != nil {
			return err
		}
		preparing := native.Preparing(&w)
		decide, prepare := peers.Runs(&w)
		deciding, preparing = append(deciding, decide...), append(preparing, prepare...)
		r.add("decide", w.Name, measure.Together(o.Options, deciding...))
		r.add("prepare", w.Name, measure.Together(o.Options, preparing...))
		for _, table := range nodeTables {
			r.add(table.name, w.Name, measure.Together(o.Options, native.Serving(table.name, &w)...))
		}
	}
	r.patterns(o)
	r.print("decide", "One decision in Go, policies prepared")
	r.print("prepare", "From a policy's text to prepared, in Go")
	r.print("pattern", "The pattern a*a*a*a*a*a*a*b against so many a, in Go")
	return nil
}

func (r *report) patterns(o options) {
	for _, n := range []int{16, 32, 10_000} {
		contenders := native.Patterns(floor.Hostile, n)
		if n <= 32 { // with 64 it takes seconds, with 128 minutes
			contenders = append(contenders, peers.MinIOPattern(floor.Hostile, n))
		}
		r.add("pattern", fmt.Sprint(n), measure.Together(o.Options, contenders...))
	}
}

// nodeTables are those that node.mjs measures, and the engine natively beside it.
var nodeTables = []titled{
	{"request", "One more request in a call of the module, policies read, in Node.js"},
	{"text", "All from text to the decision, in Node.js"},
	{"explanation", "All from text to the decision with its explanation, in Node.js"},
}

// A titled table has a name in the figures and a title in print.
type titled struct{ name, title string }

// node measures what runs in Node.js.
func (r *report) node(ctx context.Context, n node) error {
	read := func(line []byte) error {
		var f figure
		if err := json.Unmarshal(line, &f); err != nil {
			return fmt.Errorf("node.mjs: %s", line)
		}
		r.Figures = append(r.Figures, f)
		return nil
	}
	// Each workload and table has a process of its own: what V8 learned of one is not carried into another.
	for _, table := range nodeTables {
		for _, w := range workload.All() {
			if err := n.run(ctx, read, "table", table.name, w.Name); err != nil {
				return err
			}
		}
		r.print(table.name, table.title)
	}
	if err := r.starts(ctx, n); err != nil {
		return err
	}
	r.print("start", "A process of Node.js from its import to the first decision")
	for _, table := range []titled{{"size", "What a reader loads, brotli"}, {"memory", "The module's memory after so many calls of all kinds"}} {
		if err := n.run(ctx, read, table.name); err != nil {
			return err
		}
		r.print(table.name, table.title)
	}
	return nil
}

// starts lets processes take turns and keeps the median of each.
func (r *report) starts(ctx context.Context, n node) error {
	times := map[string][]float64{}
	engines := []string{"engine.wasm", "iam-simulate", "cedar-wasm", "opa-wasm"}
	for range n.options.starts {
		for _, engine := range engines {
			read := func(line []byte) error {
				var f figure
				err := json.Unmarshal(line, &f)
				times[engine] = append(times[engine], f.Nanoseconds)
				return err
			}
			if err := n.run(ctx, read, "start", engine); err != nil {
				return err
			}
		}
	}
	for _, engine := range engines {
		r.Figures = append(r.Figures, figure{Table: "start", Workload: "M", Engine: engine, Nanoseconds: measure.Median(times[engine])})
	}
	return nil
}

func (r *report) find(table, workload, engine string) (figure, bool) {
	for _, f := range r.Figures {
		if f.Table == table && f.Workload == workload && f.Engine == engine && f.Error == "" {
			return f, true
		}
	}
	return figure{}, false
}
