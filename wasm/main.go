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
	// keep is the capacity, in bytes, up to which a buffer is used again. A larger one is left to the collector.
	keep = 1 << 20
)

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
	if cap(out) > keep {
		out = nil
	}
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
