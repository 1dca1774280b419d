// Package measure times several ways to do the same work so that they can be compared on a machine that others use too:
// they take turns, the processor's time counts and not the clock's, and of each the median.
package measure

import (
	"fmt"
	"runtime"
	"slices"
	"syscall"
	"time"
)

// A Contender is one way to do the work.
type Contender struct {
	Name string
	Run  func() error
	Per  int // how many units of work a run is, of which the cost is told; 0 for one
}

// A Result is the cost of one run.
type Result struct {
	Name        string
	Nanoseconds float64 // median
	Allocations float64 // per run
	Error       string  // why there are no figures
}

// Options say how long to measure.
type Options struct {
	Rounds int           // how often each contender has its turn
	Turn   time.Duration // how long a turn is
}

// Together lets the contenders take turns and returns a result for each, in their order.
func Together(o Options, contenders ...Contender) []Result {
	results := make([]Result, len(contenders))
	turns := make([]turn, len(contenders))
	for i, c := range contenders {
		results[i].Name = c.Name
		var err error
		if turns[i], err = prepare(c, o.Turn); err != nil {
			results[i].Error = err.Error()
		}
	}
	for range o.Rounds {
		for i := range turns {
			if results[i].Error == "" {
				turns[i].take()
			}
		}
	}
	for i := range turns {
		if results[i].Error == "" {
			results[i].Nanoseconds, results[i].Allocations = Median(turns[i].times), turns[i].allocations
		}
	}
	return results
}

// A turn repeats a contender so often that it takes about the same time as the others' turns.
type turn struct {
	run         func() error
	per         float64
	repeat      int
	times       []float64 // nanoseconds a run
	allocations float64
}

// prepare warms a contender up, and finds how often it fits into a turn.
func prepare(c Contender, length time.Duration) (turn, error) {
	t := turn{run: c.Run, per: float64(max(1, c.Per)), repeat: 1}
	for {
		if err := c.Run(); err != nil {
			return t, fmt.Errorf("%s: %w", c.Name, err)
		}
		took := t.once()
		if took >= length/4 || t.repeat >= 1<<30 {
			t.repeat = max(1, int(float64(t.repeat)*float64(length)/float64(took+1)))
			break
		}
		t.repeat *= 4
	}
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	const few = 5
	for range few {
		c.Run()
	}
	runtime.ReadMemStats(&after)
	t.allocations = float64(after.Mallocs-before.Mallocs) / few / t.per
	return t, nil
}

func (t *turn) once() time.Duration {
	began := processor()
	for range t.repeat {
		t.run()
	}
	return processor() - began
}

// processor returns the processor time of this process so far, the collector's included.
func processor() time.Duration {
	var used syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &used); err != nil {
		panic(err)
	}
	return time.Duration(used.Utime.Nano() + used.Stime.Nano())
}

func (t *turn) take() { t.times = append(t.times, float64(t.once())/float64(t.repeat)/t.per) }

// Median returns the middle of a list, which it sorts.
func Median(list []float64) float64 {
	slices.Sort(list)
	if n := len(list); n%2 == 0 {
		return (list[n/2-1] + list[n/2]) / 2
	}
	return list[len(list)/2]
}
