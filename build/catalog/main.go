// Command catalog makes the catalog of AWS services anew: engine/catalog/services/services.txt from the data package that
// package.json names, and engine/catalog/zcatalog.go from that file and corrections.txt.
//
//	go run ./build/catalog [-version VERSION]
//
// The package is installed by npm into a temporary folder, as the lock file says; no code of it runs. With -version, which
// may be "latest", package.json and the lock file are brought to that version.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"
)

// Files, seen from the project's folder.
const (
	ownDir       = "build/catalog"
	servicesFile = "engine/catalog/services/services.txt"
	licenseFile  = "engine/catalog/services/LICENSE-iam-data.txt"
	tableFile    = "engine/catalog/zcatalog.go"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	version := flag.String("version", "", "the version of the data to change to")
	flag.Parse()
	if err := run(ctx, *version); err != nil {
		fmt.Fprintln(os.Stderr, "catalog:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, version string) error {
	temp, err := os.MkdirTemp("", "catalog-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(temp)
	folder, err := install(ctx, temp, version)
	if err != nil {
		return err
	}
	services, err := readPackage(folder)
	if err != nil {
		return err
	}
	table, err := makeTable(services, corrections)
	if err != nil {
		return err
	}
	license, err := os.ReadFile(filepath.Join(folder, "LICENSE.txt"))
	if err != nil {
		return err
	}
	for _, file := range []struct {
		name    string
		content []byte
	}{{servicesFile, []byte(services)}, {tableFile, table}, {licenseFile, append(license, '\n')}} {
		if err := os.WriteFile(file.name, file.content, 0o644); err != nil {
			return err
		}
		fmt.Printf("%s: %d bytes\n", file.name, len(file.content))
	}
	return copyAll(ownDir, temp, pins)
}
