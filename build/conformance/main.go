// Command conformance has the library and the module under wazero answer a corpus, compares them byte for byte, and writes
// what the other hosts are compared with. scripts/conformance.sh runs it and asks those hosts.
//
//	go run ./build/conformance OUT NAME=PLACE…
//
// A place is a folder of scenario files, or a file with one scenario on each line as {"name": …, "text": …}.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"strings"
	"time"

	"github.com/iam-policy-playground/playground/build/corpus"
	"github.com/iam-policy-playground/playground/engine/wire"
	"github.com/iam-policy-playground/playground/wasm/harness"
)

func main() {
	if len(os.Args) < 3 {
		fmt.Fprintln(os.Stderr, "usage: conformance OUT NAME=PLACE…")
		os.Exit(2)
	}
	if err := run(os.Args[1], os.Args[2:]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(out string, places []string) error {
	scenarios, err := gather(places)
	if err != nil {
		return err
	}
	began := time.Now()
	asked := corpus.Ask(scenarios)
	fmt.Printf("%-10s %6d answers, %.1f s, SHA-256 of all %s\n", "library", len(scenarios), time.Since(began).Seconds(), asked.Sum)
	if err := compareModule(asked); err != nil {
		return err
	}
	data, err := json.Marshal(asked)
	if err != nil {
		return err
	}
	return os.WriteFile(out, data, 0o644)
}

func gather(places []string) (all []corpus.Scenario, err error) {
	for _, one := range places {
		name, place, ok := strings.Cut(one, "=")
		if !ok {
			return nil, fmt.Errorf("%s is no NAME=PLACE", one)
		}
		var found []corpus.Scenario
		if info, err := os.Stat(place); err != nil {
			return nil, err
		} else if info.IsDir() {
			found, err = corpus.Gather(name, place)
		} else {
			found, err = corpus.Read(place)
		}
		if err != nil {
			return nil, err
		}
		fmt.Printf("%-10s %6d scenarios\n", name, len(found))
		all = append(all, found...)
	}
	return all, nil
}

// compareModule asks the module under wazero.
func compareModule(asked *corpus.Corpus) error {
	ctx := context.Background()
	h, err := harness.New(ctx, harness.Options{})
	if err != nil {
		return err
	}
	defer h.Close(ctx)
	began, different := time.Now(), 0
	for _, one := range asked.Scenarios {
		answer, err := h.Call(ctx, wire.Evaluate, []byte(one.Text))
		if err != nil {
			return fmt.Errorf("%s: %w", one.Name, err)
		}
		if corpus.SumOf(answer) != one.Answer {
			fmt.Println("wazero answers otherwise:", one.Name)
			different++
		}
	}
	fmt.Printf("%-10s %6d answers, %.1f s, %d differ\n", "wazero", len(asked.Scenarios), time.Since(began).Seconds(), different)
	if different > 0 {
		return errors.New("the hosts differ")
	}
	return nil
}
