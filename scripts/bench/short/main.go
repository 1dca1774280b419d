// Command short fails when the engine's cost by the floor's has grown far beyond what it was. It compares ratios, measured in
// turns, never times; and it needs nothing but this project. scripts/check.sh runs it through scripts/bench.sh --short.
package main

import (
	"fmt"
	"os"
	"time"

	"github.com/iam-policy-playground/playground/scripts/bench/floor"
	"github.com/iam-policy-playground/playground/scripts/bench/measure"
	"github.com/iam-policy-playground/playground/scripts/bench/native"
	"github.com/iam-policy-playground/playground/scripts/bench/workload"
)

// A limit is how many times one contender's cost another's may be. Limits are about three times what was measured.
type limit struct {
	table, workload string
	one, by         string
	most            float64
}

var limits = []limit{
	{"decide", "S1", native.Ours, native.Floor, 25},
	{"decide", "M", native.Ours, native.Floor, 8},
	{"decide", "L1000", native.Ours, native.Indexed, 6},
	{"decide", "L1000", native.NewAsk, native.Indexed, 90},
	{"prepare", "S1", native.Ours, native.Floor, 40},
	{"prepare", "M", native.Ours, native.Floor, 40},
	{"prepare", "L1000", native.Ours, native.Floor, 25},
	{"pattern", "10000", native.Ours, native.Floor, 1},
}

// tries is how often a limit is measured before its failure counts: a moment of other work on the machine is no regression.
const tries = 3

func main() {
	failed := false
	for _, l := range limits {
		ratio := 0.0
		for try := 0; try < tries && (try == 0 || ratio > l.most); try++ {
			var err error
			if ratio, err = l.measure(); err != nil {
				fmt.Println(err)
				os.Exit(1)
			}
		}
		word := "ok"
		if ratio > l.most {
			word, failed = "FAILED", true
		}
		fmt.Printf("%-8s %-6s %-28s is %6.1f times the %-14s at most %3.0f  %s\n", l.table, l.workload, l.one, ratio, l.by, l.most, word)
	}
	if failed {
		os.Exit(1)
	}
}

func (l limit) measure() (float64, error) {
	contenders, err := l.contenders()
	if err != nil {
		return 0, err
	}
	var pair []measure.Contender
	for _, name := range []string{l.one, l.by} {
		for _, c := range contenders {
			if c.Name == name {
				pair = append(pair, c)
			}
		}
	}
	results := measure.Together(measure.Options{Rounds: 9, Turn: 25 * time.Millisecond}, pair...)
	for _, r := range results {
		if r.Error != "" {
			return 0, fmt.Errorf("%s %s: %s", l.table, l.workload, r.Error)
		}
	}
	return results[0].Nanoseconds / results[1].Nanoseconds, nil
}

func (l limit) contenders() ([]measure.Contender, error) {
	if l.table == "pattern" {
		return native.Patterns(floor.Hostile, 10_000), nil
	}
	for _, w := range workload.All() {
		switch {
		case w.Name != l.workload:
		case l.table == "decide":
			return native.Deciding(&w)
		default:
			return native.Preparing(&w), nil
		}
	}
	return nil, fmt.Errorf("no workload is called %s", l.workload)
}
