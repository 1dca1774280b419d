// Command bench compares the engine with its peers, and says how its cost grows. scripts/bench.sh runs it.
package main

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"time"

	"github.com/iam-policy-playground/playground/scripts/bench/chart"
	"github.com/iam-policy-playground/playground/scripts/bench/curve"
	"github.com/iam-policy-playground/playground/scripts/bench/measure"
)

func main() {
	file := flag.String("json", "", "write all figures to this file")
	plot := flag.String("svg", "", "plot how cost grows to this file")
	quick := flag.Bool("quick", false, "measure less: to try the program itself")
	flag.Parse()
	options := options{measure.Options{Rounds: 5, Turn: 60 * time.Millisecond}, 3000, 100_000, 7}
	if *quick {
		options.Options, options.warm, options.calls, options.starts = measure.Options{Rounds: 3, Turn: 10 * time.Millisecond}, 50, 2000, 3
	}
	if err := run(context.Background(), options, *file, *plot); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

// options say how much is measured.
type options struct {
	measure.Options
	warm   int // milliseconds that each contender in Node.js runs before it counts: V8 compiles WebAssembly twice
	calls  int // to see whether the module's memory stays
	starts int // processes, to see how long one takes to its first decision
}

func run(ctx context.Context, o options, file, plot string) error {
	folder, err := os.MkdirTemp("", "bench-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(folder)
	r := &report{Machine: machine(), Date: time.Now().UTC().Format(time.DateOnly)}
	fmt.Printf("%s, %s\n\n", r.Date, r.Machine)
	if err := r.native(o); err != nil {
		return err
	}
	n, err := newNode(ctx, folder, o)
	if err != nil {
		return err
	}
	if err := r.node(ctx, n); err != nil {
		return err
	}
	if r.Curves, err = curve.All(o.Options); err != nil {
		return err
	}
	printCurves(r.Curves)
	r.printTargets()
	if plot != "" {
		if err := os.WriteFile(plot, chart.SVG(r.Curves), 0o644); err != nil {
			return err
		}
	}
	if file == "" {
		return nil
	}
	text, err := json.MarshalIndent(r, "", " ")
	if err != nil {
		return err
	}
	return os.WriteFile(file, append(text, '\n'), 0o644)
}
