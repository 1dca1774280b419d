//go:build unix

package main

import (
	"math"
	"syscall"
)

// openFiles returns how many files this program may have open at once, connections among them. Go's runtime has raised the
// limit to what an unprivileged process may have.
func openFiles() int {
	var limit syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_NOFILE, &limit); err != nil || uint64(limit.Cur) > math.MaxInt32 {
		return math.MaxInt32
	}
	return int(limit.Cur)
}
