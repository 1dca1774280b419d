// Package module builds engine.wasm with the go command, for whoever runs it: the page's build, the harness, the tests.
//
// The module is not kept in the repository, 3 MB a change would fill it, and so cannot be embedded. It is built from the
// sources of the very version that a project depends on. The go command decides what is stale: with a warm build cache
// that takes about a fifth of a second, and the first time some seconds for the standard library.
//
// The build runs in the folder of this Go module, also when that is the module cache. So the same sources and the same
// Go release give the same bytes in every project and on every machine, and their digest can be compared.
package module

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// Path is the path of the Go module that engine.wasm is built from.
const Path = "github.com/iam-policy-playground/playground"

// flags make the file reproducible: no path of the machine, no symbols, no build id, no version control stamp. And small:
// without inlining it takes 95 kB less on its way to a reader, of 719, and answers 20 to 25 % slower in a browser. Inlined is
// only what the module spends much of its time in: Go's runtime, which is 17 kB for a quarter of the time from text to a
// decision, and then what that and the engine look at each byte with, 6 kB for a tenth more.
var flags = []string{"build", "-buildmode=c-shared", "-trimpath", "-buildvcs=false", "-ldflags=-s -w -buildid=", "-gcflags=all=-l",
	"-gcflags=runtime=", "-gcflags=internal/...=", "-gcflags=strings=", "-gcflags=unicode/utf8="}

// Load returns engine.wasm for the project in the folder dir ("" is the current one), built when a source has changed.
func Load(ctx context.Context, dir string) ([]byte, error) {
	temp, err := os.MkdirTemp("", "engine-wasm-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(temp)
	file := filepath.Join(temp, "engine.wasm")
	if err := Build(ctx, dir, file); err != nil {
		return nil, err
	}
	return os.ReadFile(file)
}

// Build writes engine.wasm to file, for the project in the folder dir ("" is the current one).
func Build(ctx context.Context, dir, file string) error {
	root, err := sources(ctx, dir)
	if err != nil {
		return err
	}
	file, err = filepath.Abs(file)
	if err != nil {
		return err
	}
	if _, err = goCommand(ctx, root, environment(), append(flags[:len(flags):len(flags)], "-o", file, "./wasm")...); err != nil {
		return err
	}
	linked, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	small, err := Shrink(linked)
	if err != nil {
		return err
	}
	return os.WriteFile(file, small, 0o644)
}

// Digest returns the SHA-256 of a module, as it is shown by the page, the command and the server.
func Digest(module []byte) string {
	sum := sha256.Sum256(module)
	return hex.EncodeToString(sum[:])
}

// sources returns the folder of this Go module's sources, as the project in dir uses them.
func sources(ctx context.Context, dir string) (string, error) {
	out, err := goCommand(ctx, dir, nil, "list", "-m", "-f", "{{.Dir}}", Path)
	if err == nil && strings.TrimSpace(out) == "" {
		err = errors.New("the go command names no folder, as with -mod=vendor")
	}
	if err != nil {
		return "", fmt.Errorf("no sources of %s to build engine.wasm from (harness.Options.Module takes a file that was built elsewhere): %w", Path, err)
	}
	root := strings.TrimSpace(out)
	// "go test" remembers which files a test looked at: one that builds the module is run again when this one changes.
	if _, err := os.Stat(filepath.Join(root, "wasm", "main.go")); err != nil {
		return "", err
	}
	return root, nil
}

// environment is what the module is built under. A project's own GOFLAGS, such as -race or -modfile, are about its own
// build; only an overlay is kept, which replaces source files wherever they are.
func environment() []string {
	goflags := ""
	for _, flag := range strings.Fields(os.Getenv("GOFLAGS")) {
		if strings.HasPrefix(strings.TrimLeft(flag, "-"), "overlay=") {
			goflags = flag
		}
	}
	return []string{"GOOS=wasip1", "GOARCH=wasm", "GOWASM=", "GOEXPERIMENT=", "GOWORK=off", "GOFLAGS=" + goflags}
}

// goCommand runs the go command in dir with additional environment variables and returns what it prints.
func goCommand(ctx context.Context, dir string, env []string, args ...string) (string, error) {
	cmd := exec.CommandContext(ctx, "go", args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), env...)
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	if err := cmd.Run(); err != nil {
		return "", fmt.Errorf("go %s: %w\n%s", strings.Join(args, " "), err, bytes.TrimSpace(stderr.Bytes()))
	}
	return stdout.String(), nil
}
