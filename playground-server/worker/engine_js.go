package main

import "syscall/js"

// evaluate asks engine.wasm, which runs beside this program, not in it: entry.ts puts the function there.
func evaluate(op uint32, input []byte) []byte {
	array := js.Global().Get("Uint8Array").New(len(input))
	js.CopyBytesToJS(array, input)
	answer := js.Global().Get("context").Call("engine", op, array)
	if answer.IsNull() {
		panic("the engine stopped")
	}
	output := make([]byte, answer.Length())
	js.CopyBytesToGo(output, answer)
	return output
}
