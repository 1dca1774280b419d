//go:build !js

package main

import (
	"fmt"
	"os"
)

func main() {
	fmt.Fprintln(os.Stderr, "worker: this is a program for Cloudflare's Workers: go run ./build worker makes it")
	os.Exit(2)
}
