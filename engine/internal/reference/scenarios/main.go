// Command scenarios prints generated scenarios, one on each line as {"name": …, "text": …}: what scripts/conformance.sh has
// every host answer. The same seed prints the same lines on every machine.
package main

import (
	"bufio"
	"encoding/json"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"

	"github.com/iam-policy-playground/playground/engine/internal/reference/generate"
)

func main() {
	count := flag.Uint64("count", 10_000, "how many scenarios")
	seed := flag.Uint64("seed", 1, "which ones")
	flag.Parse()
	if err := print(*count, *seed); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func print(count, seed uint64) error {
	out := bufio.NewWriter(os.Stdout)
	lines := json.NewEncoder(out)
	for i := range count {
		text, err := json.Marshal(generate.Scenario(rand.New(rand.NewPCG(seed, i))))
		if err != nil {
			return err
		}
		line := struct {
			Name string `json:"name"`
			Text string `json:"text"`
		}{fmt.Sprintf("generated/%d/%d", seed, i), string(text)}
		if err := lines.Encode(line); err != nil {
			return err
		}
	}
	return out.Flush()
}
