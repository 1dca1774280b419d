//go:build !wasip1

// Command wasm is engine.wasm, and does nothing anywhere else. Build it with go run ./build module, or ask it with
// go run ./wasm/policytest.
package main

import "os"

func main() {
	os.Stderr.WriteString("this program is a WebAssembly module: go run ./build module builds it, go run ./wasm/policytest asks it\n")
	os.Exit(2)
}
