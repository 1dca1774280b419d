package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"

	"github.com/iam-policy-playground/playground/wasm/module"
)

// Folders and files of the page. What is in distDir, and the module, is not kept in the repository.
const (
	webDir  = "web"
	distDir = "web/dist"
	// moduleFile is where the page's sources import the module from.
	moduleFile = "web/gen/engine.wasm"
)

// buildPage makes the page in distDir; quickly is for a server on the same machine.
func buildPage(ctx context.Context, quickly bool) error {
	if err := step("npm packages", func() (string, error) { return installPackages(ctx) }); err != nil {
		return err
	}
	if err := buildModule(ctx, moduleFile); err != nil {
		return err
	}
	return step("page, bundled by esbuild", func() (string, error) {
		return command(ctx, "", "go", "run", "./build/page", "-quick="+strconv.FormatBool(quickly), webDir, distDir)
	})
}

// buildModule makes engine.wasm; "" stands for where the page expects it.
func buildModule(ctx context.Context, file string) error {
	if file == "" {
		file = moduleFile
	}
	return step("engine.wasm", func() (string, error) {
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			return "", err
		}
		if err := module.Build(ctx, "", file); err != nil {
			return "", err
		}
		binary, err := os.ReadFile(file)
		return fmt.Sprintf("%.2f MB, SHA-256 %s", float64(len(binary))/1e6, module.Digest(binary)), err
	})
}

// refreshCatalog writes the catalog's files, which are kept in the repository: a page is built without the data package.
func refreshCatalog(ctx context.Context, version string) error {
	return step("catalog of AWS services", func() (string, error) {
		wrote, err := command(ctx, "", "go", "run", "./build/catalog", "-version="+version)
		return "\n" + wrote, err
	})
}

// installPackages runs npm ci, unless what it installed last time is what the lock file says now.
func installPackages(ctx context.Context) (string, error) {
	lock, err := os.ReadFile(filepath.Join(webDir, "package-lock.json"))
	if err != nil {
		return "", err
	}
	sum := sha256.Sum256(lock)
	stamp, want := filepath.Join(webDir, "node_modules", ".installed"), hex.EncodeToString(sum[:])
	if have, err := os.ReadFile(stamp); err == nil && string(have) == want {
		return "up to date", nil
	}
	if _, err := exec.LookPath("npm"); err != nil {
		return "", errors.New("npm is not installed; it comes with Node.js")
	}
	// No package's own script runs, neither now nor later: a dependency has no business with this machine.
	if _, err := command(ctx, webDir, "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"); err != nil {
		return "", err
	}
	return "installed", os.WriteFile(stamp, []byte(want), 0o644)
}
