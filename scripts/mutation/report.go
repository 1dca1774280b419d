//go:build linux

package main

import (
	"bufio"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
)

// A verdict is what became of one mutant.
type verdict struct {
	status string // gremlins' word
	kind   string // gremlins' word
	file   string
	place  string // line and column, from 1
}

// lines are how gremlins tells of a mutant.
var lines = regexp.MustCompile(`^\s*(KILLED|LIVED|TIMED OUT|NOT VIABLE|NOT COVERED) (\w+) at ([\w.]+):(\d+:\d+)$`)

func readVerdicts(r io.Reader) (list []verdict) {
	for s := bufio.NewScanner(r); s.Scan(); {
		if m := lines.FindStringSubmatch(s.Text()); m != nil {
			list = append(list, verdict{m[1], m[2], m[3], m[4]})
		}
	}
	return list
}

// report prints a line for each file and for each survivor, and reports whether enough mutants were killed. A mutant that timed
// out counts neither way; one that does not compile is none.
func report(name string, list []verdict, least float64) bool {
	total, files := map[string]int{}, map[string]map[string]int{}
	var survivors []string
	for _, v := range list {
		if files[v.file] == nil {
			files[v.file] = map[string]int{}
		}
		total[v.status]++
		files[v.file][v.status]++
		if v.status == "LIVED" || v.status == "NOT COVERED" {
			survivors = append(survivors, fmt.Sprintf("%s:%s %s", v.file, v.place, strings.ToLower(v.kind)))
		}
	}
	fmt.Printf("%-14s %8s %8s %9s %9s %7s\n", name, "mutants", "killed", "survived", "timed out", "killed")
	names := make([]string, 0, len(files))
	for file := range files {
		names = append(names, file)
	}
	slices.Sort(names)
	for _, file := range names {
		row(file, files[file])
	}
	share := row("together", total)
	for _, s := range survivors {
		fmt.Println("survived:", s)
	}
	return share >= least
}

// row prints what became of some mutants and returns the percentage of those killed.
func row(name string, count map[string]int) float64 {
	killed, survived, late := count["KILLED"], count["LIVED"]+count["NOT COVERED"], count["TIMED OUT"]
	share := 100.0
	if killed+survived > 0 {
		share = 100 * float64(killed) / float64(killed+survived)
	}
	fmt.Printf("%-14s %8d %8d %9d %9d %6.1f%%\n", name, killed+survived+late, killed, survived, late, share)
	return share
}
