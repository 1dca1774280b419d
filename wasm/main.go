//go:build wasip1

// Command wasm is engine.wasm: the evaluator as one WebAssembly module of type wasip1, a reactor without a main loop.
//
// A host calls _initialize once. For each question it calls buffer(n) and writes n bytes of input at the address it gets,
// then call(op, n), which answers address<<32 | length. The operations are those of engine/wire. The rules for a host:
//
//   - buffer comes before every call, and memory is looked at after it, because it may grow memory;
//   - buffer answers 0 for an input that is larger than 16 MiB;
//   - the answer is copied before the next buffer or call, which overwrite it;
//   - one call at a time, and after a trap the instance is thrown away.
package main

import (
	"runtime"
	"unsafe"

	"github.com/iam-policy-playground/playground/engine/wire"
)

const (
	// maxInput bounds one input, in bytes: a make that fails is a trap, which would cost the host its instance.
	// A scenario may hold documents that are too large for the engine, which says so; hence more than one of them.
	maxInput = 16 << 20
	// keep is the capacity, in bytes, up to which the buffer of inputs is used again, and keepAnswer that of answers: a trace is
	// ten times as long as its policy. A larger one is left to the collector.
	keep       = 1 << 20
	keepAnswer = 4 << 20
)

// What the collector is told. An input of usual size leaves few megabytes behind, so waiting for four times what is alive
// costs little memory and saves most collections; roof, in bytes, is where it stops waiting all the same. A large input may
// need more than that for itself, and then garbage must not come on top: for it both are as Go has them.
const (
	patience      = 400
	roof          = 32 << 20
	usualPatience = 100
	usualRoof     = 1<<63 - 1
)

// These are debug.SetGCPercent and debug.SetMemoryLimit, whose package would bring fmt and os into the module.

//go:linkname setGCPercent runtime/debug.setGCPercent
func setGCPercent(percent int32) int32

//go:linkname setMemoryLimit runtime/debug.setMemoryLimit
func setMemoryLimit(bytes int64) int64

var patient bool // the collector is told to wait

// pace tells the collector what to expect of an input of n bytes.
func pace(n uint32) {
	if usual := n <= keep; usual != patient {
		patient = usual
		if usual {
			setGCPercent(patience)
			setMemoryLimit(roof)
		} else {
			setGCPercent(usualPatience)
			setMemoryLimit(usualRoof)
		}
	}
}

// Package variables keep the buffers alive between calls; Go's collector never moves what is on the heap.
var in, out []byte

func main() {}

// When an export returns, the scheduler stops at once. Yielding lets a collection that is under way end; without it,
// between the requests of a call as after a call, the heap grows tenfold.
func init() { wire.SetYield(runtime.Gosched) }

//go:wasmexport buffer
func buffer(n uint32) uint32 {
	if n > maxInput {
		return 0
	}
	if uint32(cap(in)) < n || in == nil {
		in = make([]byte, max(n, 4096))
	}
	in = in[:cap(in)]
	return address(in)
}

//go:wasmexport call
func call(op, n uint32) uint64 {
	if cap(out) > keepAnswer {
		out = nil
	}
	pace(n)
	out = serve(op, n)
	if cap(in) > keep {
		in = nil
	}
	runtime.Gosched()
	return uint64(address(out))<<32 | uint64(len(out))
}

// serve answers also when the engine panics, so that a fault costs one answer and not the instance.
func serve(op, n uint32) (answer []byte) {
	defer func() {
		if fault := recover(); fault != nil {
			switch fault := fault.(type) {
			case error:
				println("engine: panic:", fault.Error())
			case string:
				println("engine: panic:", fault)
			}
			answer = append(out[:0], `{"error":"internal error"}`...)
		}
	}()
	return wire.Serve(op, in[:n], out[:0])
}

func address(b []byte) uint32 { return uint32(uintptr(unsafe.Pointer(unsafe.SliceData(b)))) }
