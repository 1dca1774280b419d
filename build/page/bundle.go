package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/evanw/esbuild/pkg/api"
)

// A bundled is what esbuild made: the name of each entry point's script and style sheet, with a hash of its content, and the
// scripts that come with those of pages.
type bundled struct {
	names    map[string]string   // "main.js" to its name, "main.css", "early.js", "frame.js", "frame.css", "worker.js", "engine.wasm"
	chunks   map[string][]string // by "main.js" and "frame.js": what they load besides themselves, at once or soon
	packages map[string]bool     // of npm, in any of the scripts
}

func newBundled() bundled {
	return bundled{names: map[string]string{}, chunks: map[string][]string{}, packages: map[string]bool{}}
}

// bundle writes the page's scripts and its style sheet, all under names with a hash of the content, so that they are kept
// forever. answer is what main.js finds as the module "prepared".
func bundle(sources, out, answer string) (bundled, error) {
	made := newBundled()
	if err := made.add(sources, out, api.BuildOptions{Format: api.FormatIIFE}, "src/early.ts", "src/worker.ts"); err != nil {
		return made, err
	}
	sum, err := sumOf(filepath.Join(sources, "gen", "engine.wasm"))
	if err != nil {
		return made, err
	}
	define := map[string]string{"workerFile": quoted(made.names["worker.js"]), "moduleSum": quoted(sum)}
	return made, errors.Join(
		made.add(sources, out, api.BuildOptions{Define: define}, "src/conformance.ts"),
		made.add(sources, out, api.BuildOptions{Splitting: true, Define: define, Plugins: []api.Plugin{preparedAnswer(answer)}}, "src/main.ts"),
		// What pages of others load: one small file whose name they know, and a page for their frames, which shares no file with
		// ours, so that a frame loads what it needs and no more.
		made.add(sources, out, api.BuildOptions{EntryNames: "embed"}, "src/embed/element.ts"),
		made.add(sources, out, api.BuildOptions{Splitting: true, Define: define, ChunkNames: "frame-[name]-[hash]"}, "src/embed/frame.tsx"),
	)
}

// sumOf returns the SHA-256 of a file, in hexadecimal digits.
func sumOf(file string) (string, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return "", err
	}
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:]), nil
}

// bundleOffline writes the service worker, last: it knows the names of all files that the page needs. Its own name stays,
// as browsers look for a newer one by it.
func bundleOffline(sources, out string, files []string) error {
	list, err := json.Marshal(files)
	if err != nil {
		return err
	}
	made := newBundled()
	return made.add(sources, out, api.BuildOptions{EntryNames: "[name]", Define: map[string]string{"pageFiles": string(list)}}, "src/offline.ts")
}

func (b *bundled) add(sources, out string, options api.BuildOptions, entries ...string) error {
	options.AbsWorkingDir = sources
	options.EntryPoints = entries
	options.Outdir = out
	options.Outbase = "src"
	options.Bundle, options.Write, options.Metafile = true, true, true
	if options.Format == api.FormatDefault {
		options.Format = api.FormatESModule
	}
	if options.EntryNames == "" {
		options.EntryNames = "[name]-[hash]"
	}
	options.Target = api.ES2022
	options.MinifyWhitespace, options.MinifyIdentifiers, options.MinifySyntax = true, true, true
	options.LegalComments = api.LegalCommentsLinked
	options.Sourcemap = api.SourceMapLinked
	options.Loader = map[string]api.Loader{".wasm": api.LoaderFile, ".svg": api.LoaderDataURL}
	options.AssetNames = "[name]-[hash]"
	if options.ChunkNames == "" {
		options.ChunkNames = "[name]-[hash]"
	}
	options.LogLevel = api.LogLevelWarning
	result := api.Build(options)
	if len(result.Errors) > 0 {
		return fmt.Errorf("%d errors", len(result.Errors))
	}
	if len(result.Warnings) > 0 {
		return fmt.Errorf("%d warnings, which count as errors", len(result.Warnings))
	}
	var meta metafile
	if err := json.Unmarshal([]byte(result.Metafile), &meta); err != nil {
		return err
	}
	b.notice(slices.Collect(maps.Keys(meta.Inputs)))
	for file, output := range meta.Outputs {
		name := path.Base(file)
		if strings.HasSuffix(name, ".wasm") {
			b.names["engine.wasm"] = name
		}
		for _, entry := range entries {
			if output.EntryPoint != entry {
				continue
			}
			stem := strings.TrimSuffix(path.Base(entry), path.Ext(entry))
			b.names[stem+".js"] = name
			if output.CSSBundle != "" {
				b.names[stem+".css"] = path.Base(output.CSSBundle)
			}
			b.chunks[stem+".js"] = meta.early(file, soon[entry])
		}
	}
	return nil
}

// A metafile is what esbuild tells about the files that it wrote.
type metafile struct {
	Inputs  map[string]struct{}
	Outputs map[string]struct {
		EntryPoint string
		CSSBundle  string
		Imports    []struct{ Path, Kind string }
	}
}

// soon is what a script asks for as soon as it runs.
var soon = map[string]string{"src/main.ts": "src/editor.ts"}

// early lists what a script needs besides itself, soon: what it imports at once, and an entry that it asks for then; of each
// what it imports in turn.
func (m *metafile) early(file, asked string) (names []string) {
	for queue := []string{file}; len(queue) > 0; queue = queue[1:] {
		for _, imported := range m.Outputs[queue[0]].Imports {
			needed := imported.Kind == "import-statement" || asked != "" && m.Outputs[imported.Path].EntryPoint == asked
			if name := path.Base(imported.Path); needed && strings.HasSuffix(name, ".js") && !slices.Contains(names, name) {
				names, queue = append(names, name), append(queue, imported.Path)
			}
		}
	}
	return names
}

// preparedAnswer lets scripts import a JSON text as the module "prepared".
func preparedAnswer(text string) api.Plugin {
	return api.Plugin{Name: "prepared", Setup: func(build api.PluginBuild) {
		build.OnResolve(api.OnResolveOptions{Filter: "^prepared$"}, func(api.OnResolveArgs) (api.OnResolveResult, error) {
			return api.OnResolveResult{Path: "prepared", Namespace: "prepared"}, nil
		})
		build.OnLoad(api.OnLoadOptions{Filter: ".*", Namespace: "prepared"}, func(api.OnLoadArgs) (api.OnLoadResult, error) {
			return api.OnLoadResult{Contents: &text, Loader: api.LoaderJSON}, nil
		})
	}}
}

// finish puts what was bundled into a page of the sources: what the first paint waits for as it is, of the rest the names, and
// has the browser load what it will need early, or when early.ts says so.
func (b bundled) finish(page []byte, out string) ([]byte, error) {
	rel := "modulepreload"
	if bytes.Contains(page, []byte(later)) {
		rel = "later"
	}
	var early []string
	for script, chunks := range b.chunks {
		if !bytes.Contains(page, []byte(quoted(script))) {
			continue
		}
		for _, chunk := range chunks {
			early = append(early, `<link rel="`+rel+`" href="`+chunk+`">`)
		}
	}
	early = append(early, `<link rel="preload" as="fetch" type="application/wasm" crossorigin fetchpriority="low" href="`+b.names["engine.wasm"]+`">`)
	pairs := []string{"<!-- early -->", strings.Join(early, "\n    ")}
	for _, one := range inlined {
		text, err := b.textOf(one.name, out)
		if err != nil {
			return nil, err
		}
		pairs = append(pairs, one.reference, one.opening+text+one.closing)
	}
	for _, name := range []string{"main.js", "conformance.js", "conformance.css", "frame.js", "frame.css"} {
		pairs = append(pairs, quoted(name), quoted(b.names[name]))
	}
	return []byte(strings.NewReplacer(pairs...).Replace(string(page))), nil
}

// later is how a page says that early.ts loads its scripts.
const later = `rel="later"`

// inlined is what stands in the page itself, so that the first paint waits for no other file. The Content-Security-Policy
// allows it by its hash: see share.PolicyOf.
var inlined = []struct{ name, reference, opening, closing string }{
	{"early.js", `<script src="early.js"></script>`, "<script>", "</script>"},
	{"main.css", `<link rel="stylesheet" href="main.css">`, "<style>", "</style>"},
}

// textOf returns a file that was bundled, without its reference to a source map, which would be looked for beside the page.
func (b bundled) textOf(name, out string) (string, error) {
	data, err := os.ReadFile(filepath.Join(out, b.names[name]))
	if err != nil {
		return "", err
	}
	text := strings.TrimSpace(sourceMap.ReplaceAllString(string(data), ""))
	if found := unfit.FindString(text); found != "" {
		return "", fmt.Errorf("%s has %q, which would end it or be taken for an address of the page", name, found)
	}
	return text, nil
}

var (
	sourceMap = regexp.MustCompile(`(?m)^(//# sourceMappingURL=.*|/\*# sourceMappingURL=.* \*/)$`)
	unfit     = regexp.MustCompile(`(?i)</(?:script|style)|<!--|(?:href|src)="`)
)

func quoted(name string) string { return `"` + name + `"` }

// bundleFor writes one script that Node.js runs, with everything in it.
func bundleFor(sources, entry, file string) error {
	made := newBundled()
	dir, name := filepath.Split(file)
	if err := made.add(sources, dir, api.BuildOptions{Platform: api.PlatformNode, EntryNames: strings.TrimSuffix(name, ".mjs"), OutExtension: map[string]string{".js": ".mjs"},
		// What the components ask of a browser while they are loaded.
		Banner: map[string]string{"js": `globalThis.matchMedia = () => ({ matches: true, addEventListener() {} }); globalThis.navigator ??= { platform: "" };`}}, entry); err != nil {
		return err
	}
	_, err := os.Stat(file)
	return err
}
