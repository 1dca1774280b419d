//go:build js && wasm

// Command worker is the server's Go part on Cloudflare: the same handler as the native server's, over D1.
//
// entry.ts starts it and hands it one request at a time. Unlike what the library workers does by itself, an instance
// outlives its request: see app.ts for why.
package main

import "github.com/syumai/workers"

func main() {
	workers.ServeNonBlock(adapter{&host{}})
	workers.Ready()
	select {} // the instance is kept
}
