package main

import (
	"fmt"
	"slices"

	"github.com/iam-policy-playground/playground/scripts/bench/curve"
)

// print writes one table: a line for each engine, a column for each workload, and behind each figure how many times ours
// it is. Ours is the first line.
func (r *report) print(table, title string) {
	var engines, workloads []string
	for _, f := range r.Figures {
		if f.Table != table {
			continue
		}
		if !slices.Contains(engines, f.Engine) {
			engines = append(engines, f.Engine)
		}
		if !slices.Contains(workloads, f.Workload) {
			workloads = append(workloads, f.Workload)
		}
	}
	ours := "engine"
	if slices.Contains(engines, "engine.wasm") {
		ours = "engine.wasm"
	}
	fmt.Printf("%s\n%-36s", title, "")
	for _, w := range workloads {
		fmt.Printf("%18s", w)
	}
	fmt.Println()
	for _, engine := range engines {
		fmt.Printf("%-36s", engine)
		for _, w := range workloads {
			fmt.Printf("%18s", r.cell(table, w, engine, ours))
		}
		fmt.Println()
	}
	fmt.Println()
}

func (r *report) cell(table, workload, engine, ours string) string {
	f, ok := r.find(table, workload, engine)
	if !ok {
		return "–"
	}
	if f.Bytes > 0 {
		return fmt.Sprintf("%.0f kB", f.Bytes/1000)
	}
	text := duration(f.Nanoseconds)
	if base, ok := r.find(table, workload, ours); ok && engine != ours {
		text += " " + times(f.Nanoseconds/base.Nanoseconds)
	}
	return text
}

func times(ratio float64) string {
	if ratio < 10 {
		return fmt.Sprintf("%.1f×", ratio)
	}
	return fmt.Sprintf("%.0f×", ratio)
}

// duration writes nanoseconds with three digits.
func duration(ns float64) string {
	for _, unit := range []struct {
		size float64
		name string
	}{{1e9, "s"}, {1e6, "ms"}, {1e3, "µs"}} {
		if ns >= unit.size {
			return digits(ns/unit.size) + " " + unit.name
		}
	}
	return digits(ns) + " ns"
}

func digits(x float64) string {
	switch {
	case x < 10:
		return fmt.Sprintf("%.2f", x)
	case x < 100:
		return fmt.Sprintf("%.1f", x)
	}
	return fmt.Sprintf("%.0f", x)
}

// printCurves writes where each curve ends, and how it grows there.
func printCurves(curves []curve.Curve) {
	fmt.Println("How cost grows: the exponent at the end of each curve (1 is in proportion, 2 is quadratic)")
	for _, c := range curves {
		for _, s := range c.Series {
			last := s.Points[len(s.Points)-1]
			fmt.Printf("%-28s%-30s%8d %12s %8.2f\n", c.Name, s.Name, last.X, duration(last.Nanoseconds), s.Exponent())
		}
	}
	fmt.Println()
}
