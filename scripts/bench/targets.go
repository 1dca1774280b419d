package main

import "fmt"

// A target is a ratio of two figures of the same run. Times of different machines do not compare; ratios nearly do.
type target struct {
	number       string // as the plan of the project counts them
	table        string
	workload     string
	engine, over string  // over's cost by engine's
	least, most  float64 // bounds of the ratio; 0 for none
}

// targets are what the project set itself: so many times faster than the best peer or the nearest one, and no more than so
// many times the floor.
var targets = []target{
	{"1", "decide", "S1", "engine", "MinIO", 3, 0},
	{"1", "decide", "S1", "floor", "engine", 0, 12},
	{"2", "decide", "M", "engine", "cedar-go", 2, 0},
	{"2", "decide", "M", "engine", "MinIO", 22, 0},
	{"2", "decide", "M", "floor", "engine", 0, 6},
	{"3", "decide", "L100", "engine", "cedar-go", 18, 0},
	{"3", "decide", "L1000", "engine", "cedar-go", 215, 0},
	{"3", "decide", "L1000", "floor, indexed", "engine", 0, 20},
	{"5", "prepare", "M", "engine", "cedar-go", 6, 0},
	{"5", "prepare", "L1000", "engine", "cedar-go", 9, 0},
	{"5", "prepare", "L1000", "engine", "MinIO", 30, 0},
	{"5", "prepare", "L1000", "floor", "engine", 0, 8},
	{"6", "request", "S1", "engine.wasm", "iam-simulate, unsafe", 3, 0},
	{"6", "request", "S1", "engine.wasm", "iam-simulate", 260, 0},
	{"7", "request", "M", "engine.wasm", "cedar-wasm", 13, 0},
	{"7", "request", "M", "engine.wasm", "iam-simulate, unsafe", 45, 0},
	{"8", "request", "L100", "engine.wasm", "cedar-wasm", 34, 0},
	{"8", "request", "L1000", "engine.wasm", "cedar-wasm", 690, 0},
	{"9", "request", "X", "engine.wasm", "iam-simulate", 35, 0},
	{"10", "text", "S1", "engine.wasm", "iam-simulate", 99, 0},
	{"10", "text", "M", "engine.wasm", "iam-simulate", 31, 0},
	{"10", "text", "L100", "engine.wasm", "iam-simulate", 8.7, 0},
	{"10", "text", "L1000", "engine.wasm", "iam-simulate", 6.2, 0},
	{"10", "text", "X", "engine.wasm", "iam-simulate", 22, 0},
	{"11", "explanation", "S1", "engine.wasm", "iam-simulate", 10, 0},
	{"11", "explanation", "M", "engine.wasm", "iam-simulate", 10, 0},
	{"11", "explanation", "X", "engine.wasm", "iam-simulate", 10, 0},
	{"11", "explanation", "L100", "engine.wasm", "iam-simulate", 4, 0},
	{"11", "explanation", "L1000", "engine.wasm", "iam-simulate", 4, 0},
	{"12", "pattern", "10000", "floor", "engine", 0, 5},
	{"13", "text", "M", "engine, native", "engine.wasm", 0, 6},
	{"13", "text", "L1000", "engine, native", "engine.wasm", 0, 6},
	{"15", "start", "M", "engine.wasm", "iam-simulate", 1, 0},
	{"15", "start", "M", "engine.wasm", "cedar-wasm", 1, 0},
}

// A targetResult is a target with what was measured.
type targetResult struct {
	Number  string  `json:"number"`
	Text    string  `json:"text"`
	Ratio   float64 `json:"ratio"`
	Reached bool    `json:"reached"`
}

func (r *report) printTargets() {
	fmt.Println("Targets")
	for _, t := range targets {
		one, okOne := r.find(t.table, t.workload, t.engine)
		over, okOver := r.find(t.table, t.workload, t.over)
		result := targetResult{Number: t.number, Ratio: over.Nanoseconds / one.Nanoseconds}
		bound := fmt.Sprintf("at least %v times", t.least)
		result.Reached = result.Ratio >= t.least
		if t.most > 0 {
			bound = fmt.Sprintf("at most %v times", t.most)
			result.Reached = result.Ratio <= t.most
		}
		if !okOne || !okOver {
			result.Ratio, result.Reached = 0, false
		}
		result.Text = fmt.Sprintf("%s %s: %s is %s %s", t.table, t.workload, t.over, bound, t.engine)
		r.Targets = append(r.Targets, result)
		word := "missed"
		if result.Reached {
			word = "reached"
		}
		fmt.Printf("%-4s%-84s%8s  %s\n", result.Number, result.Text, times(result.Ratio), word)
	}
}
