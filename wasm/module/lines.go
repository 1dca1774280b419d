package module

import (
	"bytes"
	"encoding/binary"
	"slices"
)

// A module that is linked without symbols still has tables of the names of its functions and of the source lines that its
// instructions come from, for the traces of crashes. Nobody reads such a trace in a browser, and the tables are a twelfth of
// what is sent: 64 kB. Without them Go's runtime prints a trace of nothing but "?:0"; what a panic says is not in them. To
// read a trace, link the module without this step.
//
// The layout is that of pcHeader, in runtime/symtab.go, and of _func, in runtime/runtime2.go, of Go 1.26. A table of any
// other is left as it is.

// lineMagic begins the table; instructions are 1 byte long and pointers 8.
const lineMagic = "\xf1\xff\xff\xff\x00\x00\x01\x08"

// Offsets in the header, of 8 bytes each.
const (
	headerFuncs   = 8
	headerNames   = 32
	headerUnits   = 40
	headerFiles   = 48
	headerTables  = 56
	headerEntries = 64
	headerEnd     = 72
)

// Offsets in what is known of a function, of 4 bytes each but the last, which has 1. There follow the places of the tables
// that the collector reads, the one of the stack's depth among them, and then those of other data.
const (
	funcDepth     = 16
	funcFile      = 20
	funcLine      = 24
	funcTables    = 28
	funcUnit      = 32
	funcStart     = 36
	funcDataCount = 43
	funcEnd       = 44
)

// dropLines makes zero of all that tells the names and the source lines of functions, in data that the table may stand in.
func dropLines(data []byte) {
	at := bytes.Index(data, []byte(lineMagic))
	if at < 0 || len(data)-at < headerEnd {
		return
	}
	table := data[at:]
	header := func(i int) int { return int(min(binary.LittleEndian.Uint64(table[i:]), uint64(len(table)))) }
	count, units, tables, entries := header(headerFuncs), header(headerUnits), header(headerTables), header(headerEntries)
	if header(headerNames) > units || units > header(headerFiles) || header(headerFiles) > tables || tables > entries || count > (len(table)-entries)/8 {
		return
	}
	funcs := make([][]byte, count)
	next := 8*count + 4 // behind the last function stands where the text ends
	for i := range funcs {
		start := int(binary.LittleEndian.Uint32(table[entries+8*i+4:]))
		if start != (next+7)&^7 && start != next || len(table)-entries < start+funcEnd {
			return
		}
		f := table[entries+start:]
		size := funcEnd + 4*(int(min(number(f, funcTables), 1000))+int(f[funcDataCount]))
		if len(f) < size || number(f, funcLine) > entries-tables || number(f, funcFile) > entries-tables {
			return
		}
		funcs[i], next = f[:size], start+size
	}
	var starts []int // of all tables
	kept := map[int]bool{0: true}
	for _, f := range funcs {
		keep := []int{number(f, funcDepth)}
		for i := range number(f, funcTables) {
			keep = append(keep, number(f, funcEnd+4*i))
		}
		for _, start := range keep {
			kept[start] = true
		}
		starts = append(append(starts, keep...), number(f, funcFile), number(f, funcLine))
	}
	slices.Sort(starts)
	starts = append(slices.Compact(starts), entries-tables)
	for i, start := range starts[:len(starts)-1] {
		if !kept[start] {
			clear(table[tables+start : tables+starts[i+1]])
		}
	}
	for _, f := range funcs {
		for _, field := range []int{funcFile, funcLine, funcUnit, funcStart} {
			clear(f[field : field+4])
		}
	}
	clear(table[header(headerNames):tables])
}

func number(b []byte, i int) int { return int(binary.LittleEndian.Uint32(b[i:])) }
