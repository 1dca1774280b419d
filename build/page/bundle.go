package main

import (
	"fmt"

	"github.com/evanw/esbuild/pkg/api"
)

// bundles are what is built together: files of one bundle share what they import, under names that begin with the chunks'.
var bundles = []struct {
	chunks  string
	entries []api.EntryPoint
}{
	{"chunk", []api.EntryPoint{
		{InputPath: "src/main.ts", OutputPath: "main"},
		// esbuild does not follow new URL("./worker.js", import.meta.url): the worker is an entry point of its own.
		{InputPath: "src/worker.ts", OutputPath: "worker"},
		{InputPath: "src/offline.ts", OutputPath: "offline"},
	}},
	// What pages of others load is one small file, and a frame loads its editor only for who edits.
	{"embed", []api.EntryPoint{{InputPath: "src/embed/element.ts", OutputPath: "embed"}}},
	{"frame", []api.EntryPoint{{InputPath: "src/embed/frame.tsx", OutputPath: "frame"}}},
}

// bundle writes main.js, main.css, worker.js, offline.js, embed.js, frame.js and frame.css, whose names the pages know, and what
// they import under names with a hash of the content.
func bundle(sources, out string) error {
	for _, b := range bundles {
		if err := build(sources, out, b.chunks, b.entries); err != nil {
			return err
		}
	}
	return nil
}

func build(sources, out, chunks string, entries []api.EntryPoint) error {
	result := api.Build(api.BuildOptions{
		AbsWorkingDir:       sources,
		EntryPointsAdvanced: entries,
		Outdir:              out,
		Bundle:              true,
		Splitting:           true,
		Write:               true,
		Format:              api.FormatESModule,
		Target:              api.ES2022,
		MinifyWhitespace:    true,
		MinifyIdentifiers:   true,
		MinifySyntax:        true,
		LegalComments:       api.LegalCommentsLinked,
		Sourcemap:           api.SourceMapLinked,
		Loader:              map[string]api.Loader{".wasm": api.LoaderFile, ".svg": api.LoaderDataURL},
		AssetNames:          "[name]-[hash]",
		ChunkNames:          chunks + "-[hash]",
		LogLevel:            api.LogLevelWarning,
	})
	if len(result.Errors) > 0 {
		return fmt.Errorf("%d errors", len(result.Errors))
	}
	if len(result.Warnings) > 0 {
		return fmt.Errorf("%d warnings, which count as errors", len(result.Warnings))
	}
	return nil
}
