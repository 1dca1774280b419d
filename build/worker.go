package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"

	"github.com/iam-policy-playground/playground/wasm/module"
)

// The folder that is deployed to Cloudflare, and the server's Go part in it.
const (
	workerDir = "web/dist-worker"
	appFile   = "web/gen/app.wasm"
)

// buildWorker makes the page, and from it the folder that is deployed to Cloudflare.
func buildWorker(ctx context.Context) error {
	if err := buildPage(ctx, false); err != nil {
		return err
	}
	if err := step("app.wasm", func() (string, error) { return buildApp(ctx) }); err != nil {
		return err
	}
	return step("Worker in "+workerDir, func() (string, error) {
		return command(ctx, "", "go", "run", "./build/worker", distDir, moduleFile, appFile, workerDir)
	})
}

// appFlags make app.wasm the same on every machine, and small: without symbols, and without inlining in what is only there
// because net/http could speak TLS, which saves 39 kB of 1,904 as gzip. Elsewhere inlining makes it smaller.
var appFlags = []string{"build", "-trimpath", "-buildvcs=false", "-ldflags=-s -w -buildid=",
	"-gcflags=crypto/...=-l", "-gcflags=vendor/...=-l", "-gcflags=math/big=-l", "-o", appFile, "./playground-server/worker"}

// buildApp compiles the server for the Worker.
func buildApp(ctx context.Context) (string, error) {
	cmd := exec.CommandContext(ctx, "go", appFlags...)
	cmd.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm", "GOFLAGS=")
	if out, err := cmd.CombinedOutput(); err != nil {
		return "", fmt.Errorf("%w\n%s", err, out)
	}
	linked, err := os.ReadFile(appFile)
	if err != nil {
		return "", err
	}
	small, err := module.Shrink(linked)
	if err != nil {
		return "", err
	}
	return fmt.Sprintf("%.2f MB", float64(len(small))/1e6), os.WriteFile(appFile, small, 0o644)
}
