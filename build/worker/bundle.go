package main

import (
	"encoding/json"
	"fmt"
	"os/exec"
	"path/filepath"
	"strings"

	"github.com/evanw/esbuild/pkg/api"
)

// library is the one whose glue between Go and JavaScript the app is compiled for.
const library = "github.com/syumai/workers"

// bundle returns the entry module: one file, but for the two WebAssembly modules beside it.
func bundle(told answers) ([]byte, error) {
	glue, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", library).Output()
	if err != nil {
		return nil, fmt.Errorf("the folder of %s: %w", library, err)
	}
	dir, err := filepath.Abs(sources)
	if err != nil {
		return nil, err
	}
	data, err := json.Marshal(told)
	if err != nil {
		return nil, err
	}
	result := api.Build(api.BuildOptions{
		AbsWorkingDir:    dir,
		EntryPoints:      []string{"entry.ts"},
		Outfile:          "entry.mjs",
		Bundle:           true,
		Format:           api.FormatESModule,
		Target:           api.ES2022,
		Platform:         api.PlatformNeutral,
		MinifyWhitespace: true,
		MinifySyntax:     true,
		External:         []string{"*.wasm"},
		Alias:            map[string]string{"wasm_exec": filepath.Join(strings.TrimSpace(string(glue)), "cmd", "workers-assets-gen", "assets", "wasm_exec_go.js")},
		Plugins:          []api.Plugin{{Name: "answers", Setup: func(b api.PluginBuild) { provide(b, "answers", string(data)) }}},
		LegalComments:    api.LegalCommentsEndOfFile,
		LogLevel:         api.LogLevelWarning,
	})
	if len(result.Errors)+len(result.Warnings) > 0 {
		return nil, fmt.Errorf("%d errors and %d warnings, which count as errors", len(result.Errors), len(result.Warnings))
	}
	return result.OutputFiles[0].Contents, nil
}

// provide makes a module of JSON that is no file.
func provide(b api.PluginBuild, name, contents string) {
	b.OnResolve(api.OnResolveOptions{Filter: "^" + name + "$"}, func(api.OnResolveArgs) (api.OnResolveResult, error) {
		return api.OnResolveResult{Path: name, Namespace: name}, nil
	})
	b.OnLoad(api.OnLoadOptions{Filter: ".*", Namespace: name}, func(api.OnLoadArgs) (api.OnLoadResult, error) {
		return api.OnLoadResult{Contents: &contents, Loader: api.LoaderJSON}, nil
	})
}
