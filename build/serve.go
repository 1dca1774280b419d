package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"syscall"
	"time"
)

// serve builds the page and runs the server until it or this program is ended.
//
// Ctrl-C reaches the whole process group, so the server ends by itself and is only waited for. A signal to this program
// alone is handed on. And because "go run" does not hand on a signal that ends it, the loss of the parent ends both.
func serve(ctx context.Context, addr string) error {
	if err := buildPage(ctx, true); err != nil {
		return err
	}
	server := filepath.Join(".cache", "playground-server")
	if runtime.GOOS == "windows" {
		server += ".exe"
	}
	if err := step("server", func() (string, error) {
		return command(ctx, "", "go", "build", "-o", server, "./playground-server")
	}); err != nil {
		return err
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	go untilOrphaned(ctx, cancel)
	cmd := exec.CommandContext(ctx, server, "-addr", addr, "-web", distDir, "-db", filepath.Join(".cache", "shares.db"), "-quiet")
	cmd.Stdout, cmd.Stderr = os.Stdout, os.Stderr
	cmd.Cancel = func() error { return cmd.Process.Signal(syscall.SIGTERM) }
	cmd.WaitDelay = 10 * time.Second
	err := cmd.Run()
	switch {
	case ctx.Err() == nil:
		return err
	case err == nil || errors.Is(err, context.Canceled):
		return nil
	}
	return fmt.Errorf("%w: %v", errUnclean, err)
}

// errUnclean says that the server was told to end and did not, or failed at it.
var errUnclean = errors.New("the server did not end cleanly")

// untilOrphaned calls lost when the process that started this one is gone.
func untilOrphaned(ctx context.Context, lost func()) {
	parent := os.Getppid()
	tick := time.NewTicker(time.Second)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
			if os.Getppid() != parent {
				lost()
				return
			}
		}
	}
}
