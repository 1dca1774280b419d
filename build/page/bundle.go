package main

import (
	"fmt"

	"github.com/evanw/esbuild/pkg/api"
)

// bundle writes main.js, main.css, worker.js and offline.js, whose names index.html and the page know, and what they import under
// names with a hash of the content.
func bundle(sources, out string) error {
	result := api.Build(api.BuildOptions{
		AbsWorkingDir: sources,
		EntryPointsAdvanced: []api.EntryPoint{
			{InputPath: "src/main.ts", OutputPath: "main"},
			// esbuild does not follow new URL("./worker.js", import.meta.url): the worker is an entry point of its own.
			{InputPath: "src/worker.ts", OutputPath: "worker"},
			{InputPath: "src/offline.ts", OutputPath: "offline"},
		},
		Outdir:            out,
		Bundle:            true,
		Splitting:         true,
		Write:             true,
		Format:            api.FormatESModule,
		Target:            api.ES2022,
		MinifyWhitespace:  true,
		MinifyIdentifiers: true,
		MinifySyntax:      true,
		LegalComments:     api.LegalCommentsLinked,
		Sourcemap:         api.SourceMapLinked,
		Loader:            map[string]api.Loader{".wasm": api.LoaderFile, ".svg": api.LoaderDataURL},
		AssetNames:        "[name]-[hash]",
		ChunkNames:        "chunk-[hash]",
		LogLevel:          api.LogLevelWarning,
	})
	if len(result.Errors) > 0 {
		return fmt.Errorf("%d errors", len(result.Errors))
	}
	if len(result.Warnings) > 0 {
		return fmt.Errorf("%d warnings, which count as errors", len(result.Warnings))
	}
	return nil
}
