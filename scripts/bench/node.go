package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"

	"github.com/evanw/esbuild/pkg/api"

	"github.com/iam-policy-playground/playground/scripts/bench/peers"
	"github.com/iam-policy-playground/playground/scripts/bench/workload"
	"github.com/iam-policy-playground/playground/wasm/module"
)

// many is how many requests a call holds where only the cost of one more request is asked for.
const many = 1000

// A nodeWorkload is what node.mjs needs of a workload.
type nodeWorkload struct {
	Name       string `json:"name"`
	Scenario   string `json:"scenario"`
	Many       string `json:"many"`
	Requests   int    `json:"requests"` // in many
	Simulation any    `json:"simulation"`
	Cedar      string `json:"cedar,omitempty"`
	CedarCall  any    `json:"cedarCall,omitempty"`
	OPAData    any    `json:"opaData,omitempty"`
	OPAInput   any    `json:"opaInput,omitempty"`
}

// A node is a folder with all that node.mjs reads.
type node struct {
	folder  string
	options options
}

// newNode builds the module, bundles the host that the page uses, and writes the workloads.
func newNode(ctx context.Context, folder string, o options) (node, error) {
	if err := module.Build(ctx, "../..", filepath.Join(folder, "engine.wasm")); err != nil {
		return node{}, err
	}
	host, err := bundleHost()
	if err != nil {
		return node{}, err
	}
	opa, err := peers.OPAModule(ctx)
	if err != nil {
		return node{}, err
	}
	var list []nodeWorkload
	for _, w := range workload.All() {
		list = append(list, nodeWorkloadOf(&w))
	}
	workloads, err := json.Marshal(list)
	if err != nil {
		return node{}, err
	}
	mixed, err := mixed(list)
	if err != nil {
		return node{}, err
	}
	for name, content := range map[string][]byte{"host.mjs": host, "opa.wasm": opa, "workloads.json": workloads, "mixed.json": mixed} {
		if err := os.WriteFile(filepath.Join(folder, name), content, 0o644); err != nil {
			return node{}, err
		}
	}
	return node{folder, o}, nil
}

func nodeWorkloadOf(w *workload.Workload) nodeWorkload {
	n := nodeWorkload{Name: w.Name, Scenario: w.Scenario(1), Many: w.Scenario(many), Requests: many, Simulation: w.Simulation()}
	if !w.Layered() {
		n.Cedar, n.CedarCall, n.OPAData, n.OPAInput = peers.Cedar(w), peers.CedarCall(w), peers.OPAData(w), peers.OPAInput(w)
	}
	return n
}

// mixed returns scenarios of many kinds: the page's examples, and the workloads but for the largest.
func mixed(list []nodeWorkload) ([]byte, error) {
	files, err := filepath.Glob("../../engine/testdata/examples/*.scenario.json")
	if err != nil || len(files) == 0 {
		return nil, fmt.Errorf("no examples: %w", err)
	}
	var texts []string
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			return nil, err
		}
		texts = append(texts, string(text))
	}
	for _, w := range list {
		if w.Name != "L1000" {
			texts = append(texts, w.Scenario)
		}
	}
	return json.Marshal(texts)
}

// bundleHost makes one file for Node.js of the page's own way to run the module.
func bundleHost() ([]byte, error) {
	source, err := filepath.Abs("../../web/src")
	if err != nil {
		return nil, err
	}
	result := api.Build(api.BuildOptions{
		Stdin:    &api.StdinOptions{Contents: `export * from "./module.ts"; export * from "./wasi.ts"`, ResolveDir: source, Loader: api.LoaderTS},
		Bundle:   true,
		Format:   api.FormatESModule,
		Target:   api.ES2022,
		LogLevel: api.LogLevelWarning,
	})
	if len(result.Errors) > 0 {
		return nil, fmt.Errorf("web/src/module.ts: %d errors", len(result.Errors))
	}
	return result.OutputFiles[0].Contents, nil
}

// run calls node.mjs and hands each line that it prints to read.
func (n node) run(ctx context.Context, read func(line []byte) error, args ...string) error {
	// The flag keeps V8 11, which Node.js 20 has, from a fault of its own: it dies where it inlines a call of WebAssembly
	// that returns a BigInt.
	cmd := exec.CommandContext(ctx, "node", append([]string{"--no-turbo-inline-js-wasm-calls", "node.mjs", n.folder}, args...)...)
	cmd.Env = append(os.Environ(), fmt.Sprintf("BENCH_ROUNDS=%d", n.options.Rounds), fmt.Sprintf("BENCH_TURN=%d", n.options.Turn.Milliseconds()),
		fmt.Sprintf("BENCH_WARM=%d", n.options.warm), fmt.Sprintf("BENCH_CALLS=%d", n.options.calls))
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		return err
	}
	if err := cmd.Start(); err != nil {
		return err
	}
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		if err := read(lines.Bytes()); err != nil {
			return err
		}
	}
	return cmd.Wait()
}
