// Command build makes the playground's page, and everything it is made of, on a machine with Go, Node and npm.
//
//	go run ./build           the page in web/dist, compressed and measured against its size budgets
//	go run ./build serve     the page, and a server for it on http://localhost:8080
//	go run ./build worker    the folder that is deployed to Cloudflare, in web/dist-worker
//	go run ./build module    engine.wasm alone, in web/gen (-o names another file)
//	go run ./build types     the generated files (-check only says which are stale)
//	go run ./build catalog   the catalog of AWS services, from its npm package (-version changes to another)
//
// What has not changed since the last run is not made again, but for what takes less time than finding out.
package main

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"time"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	err := run(ctx, os.Args[1:])
	if ctx.Err() != nil && !errors.Is(err, errUnclean) {
		return // ended from outside, as by Ctrl-C
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "build:", err)
		os.Exit(1)
	}
}

// run carries out one command in the project's folder.
func run(ctx context.Context, args []string) error {
	command := ""
	if len(args) > 0 && !strings.HasPrefix(args[0], "-") {
		command, args = args[0], args[1:]
	}
	flags := flag.NewFlagSet("build "+command, flag.ExitOnError)
	addr := flags.String("addr", "127.0.0.1:8080", "serve: address to listen on; port 0 takes a free one")
	file := flags.String("o", "", "module: the file to write")
	check := flags.Bool("check", false, "types: compare, write nothing")
	version := flags.String("version", "", "catalog: the version of the data to change to, or latest")
	flags.Parse(args)
	if flags.NArg() > 0 {
		return fmt.Errorf("unknown argument %q", flags.Arg(0))
	}
	if *file != "" {
		absolute, err := filepath.Abs(*file)
		if err != nil {
			return err
		}
		*file = absolute
	}
	if err := enterProject(ctx); err != nil {
		return err
	}
	switch command {
	case "":
		return buildPage(ctx, false)
	case "serve":
		return serve(ctx, *addr)
	case "worker":
		return buildWorker(ctx)
	case "module":
		return buildModule(ctx, *file)
	case "types":
		return generate(*check)
	case "catalog":
		return refreshCatalog(ctx, *version)
	}
	return fmt.Errorf("unknown command %q: it is one of serve, worker, module, types, catalog, or none", command)
}

// enterProject makes the folder of go.mod the current one, so that the command works from anywhere inside.
func enterProject(ctx context.Context) error {
	out, err := exec.CommandContext(ctx, "go", "env", "GOMOD").Output()
	if err != nil {
		return fmt.Errorf("the go command does not run: %w", err)
	}
	gomod := strings.TrimSpace(string(out))
	if filepath.Base(gomod) != "go.mod" {
		return errors.New("run this inside the project")
	}
	return os.Chdir(filepath.Dir(gomod))
}

// step does one part of the work, and says what it is, how long it took and what it found.
func step(what string, do func() (note string, err error)) error {
	fmt.Printf("%-34s", what+" …")
	start := time.Now()
	note, err := do()
	if err != nil {
		fmt.Println(" failed")
		return fmt.Errorf("%s: %w", what, err)
	}
	fmt.Printf(" %5.1f s  %s\n", time.Since(start).Seconds(), note)
	return nil
}

// command runs a program in dir and returns its standard output; what else it printed is in the error, if it failed.
func command(ctx context.Context, dir, name string, args ...string) (string, error) {
	cmd := exec.CommandContext(ctx, name, args...)
	cmd.Dir = dir
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	if err := cmd.Run(); err != nil {
		return "", fmt.Errorf("%s %s: %w\n%s", name, strings.Join(args, " "), err, strings.TrimSpace(stdout.String()+"\n"+stderr.String()))
	}
	return strings.TrimRight(stdout.String(), "\n"), nil
}
