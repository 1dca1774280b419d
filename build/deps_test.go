package main

import (
	"encoding/json"
	"errors"
	"io"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"

	"github.com/iam-policy-playground/playground/wasm/module"
)

// small is what of the standard library may end in the module. Each package beyond costs a reader's time to load: fmt alone
// 189 kB, encoding/json 304 kB, net/netip 50 kB.
var small = []string{"cmp", "errors", "iter", "maps", "math", "math/bits", "slices", "sort", "strconv", "strings", "sync", "unicode/utf8"}

// A rule says what one package of the project may import: packages of the project by their path in it, others in full, and
// all below a path by a final "/...".
type rule struct {
	name    string
	allowed []string
	outside bool // anything from outside the project too
}

// imports holds a rule for each package. Nobody imports build, playground-server or the commands.
var imports = []rule{
	{"engine/internal/jsontree", small, false},
	{"engine/internal/order", small, false},
	{"engine/internal/properties", nil, false},
	{"engine/internal/reference", nil, true},
	{"engine/internal/reference/generate", []string{"engine/internal/reference"}, true},
	{"engine/internal/reference/scenarios", []string{"engine/internal/reference/generate"}, true},
	{"engine", append(small, "engine/internal/..."), false},
	{"engine/catalog", []string{"iter", "slices", "strconv", "strings"}, false},
	{"engine/catalog/managed", []string{"embed", "strings"}, false},
	{"engine/catalog/services", []string{"embed", "strings", "engine/catalog"}, false},
	{"engine/apigateway", append(small, "engine", "engine/internal/..."), false},
	{"engine/assist", append(small, "engine", "engine/catalog", "engine/check", "engine/scenario", "engine/internal/..."), false},
	{"engine/scenario", append(small, "engine", "engine/apigateway", "engine/internal/..."), false},
	{"engine/check", append(small, "engine", "engine/apigateway", "engine/catalog", "engine/scenario", "engine/internal/..."), false},
	{"engine/explain", append(small, "engine", "engine/apigateway"), false},
	{"engine/wire", append(small, "engine", "engine/apigateway", "engine/assist", "engine/catalog", "engine/check", "engine/explain", "engine/scenario", "engine/internal/..."), false},
	{"wasm", append(small, "engine/wire", "runtime", "unsafe"), false},
	{"wasm/module", nil, true},
	{"wasm/harness", []string{"engine", "engine/catalog/services", "engine/scenario", "engine/wire", "wasm/module"}, true},
	{"wasm/policytest", []string{"engine", "wasm/harness", "playground-server/share"}, true}, // share writes its HTML
	{"playground-server", []string{"engine/wire", "playground-server/share"}, true},
	{"playground-server/conformance", []string{"engine/wire"}, true},
	{"playground-server/worker", []string{"playground-server/share"}, true},
	// The Worker starts it for each request: it stays light, and knows neither engine, database nor platform.
	{"playground-server/share", []string{"bytes", "compress/flate", "context", "crypto/rand", "crypto/sha256", "crypto/subtle", "database/sql", "embed", "encoding/base64", "encoding/hex", "encoding/json", "errors", "io",
		"net/http", "net/url", "os", "runtime", "strconv", "strings", "sync", "time", "unicode", "unicode/utf8"}, false},
	{"build", []string{"engine/scenario", "wasm/module"}, true},
	{"build/catalog", []string{"engine/catalog"}, true},
	{"build/managed", []string{"engine", "engine/catalog", "engine/catalog/services", "engine/check"}, true},
	{"build/conformance", []string{"build/corpus", "engine/wire", "wasm/harness"}, true},
	{"build/corpus", []string{"engine/wire"}, true},
	{"build/page", []string{"build/corpus", "engine/scenario", "engine/catalog", "engine/catalog/..."}, true},
	{"build/sbom", nil, true},
	{"build/worker", []string{"playground-server/share", "wasm/module"}, true},
	{"scripts/mutation", nil, true},
}

// forTests is imported by tests only, whatever the table says.
const forTests = "engine/internal/reference/..."

// forbidden may not be in the module, however it gets there.
var forbidden = []string{"encoding/json", "fmt", "net/url", "os", "reflect", "regexp", "syscall", "time"}

// A listed package is one that go list tells about.
type listed struct {
	ImportPath string
	Imports    []string
}

func TestImports(t *testing.T) {
	for _, p := range list(t, "-e", "./...") {
		name := within(p.ImportPath)
		row := slices.IndexFunc(imports, func(r rule) bool { return r.name == name })
		if row < 0 {
			t.Errorf("%s has no rule in the table of imports", name)
			continue
		}
		for _, imported := range p.Imports {
			inside := within(imported)
			outside := inside == imported
			if covers(forTests, inside) && !covers(forTests, name) {
				t.Errorf("%s imports %s, which is for tests", name, inside)
			}
			if outside && imports[row].outside || slices.ContainsFunc(imports[row].allowed, func(pattern string) bool { return covers(pattern, inside) }) {
				continue
			}
			t.Errorf("%s imports %s", name, inside)
		}
	}
}

func TestModuleHoldsNothingLarge(t *testing.T) {
	for _, p := range list(t, "-deps", "./wasm") {
		if slices.Contains(forbidden, p.ImportPath) {
			t.Errorf("%s is part of engine.wasm", p.ImportPath)
		}
	}
}

// within returns the path of a package inside the project; another package's path as it is.
func within(importPath string) string {
	return strings.TrimPrefix(importPath, module.Path+"/")
}

func covers(pattern, name string) bool {
	below, ok := strings.CutSuffix(pattern, "/...")
	return pattern == name || ok && strings.HasPrefix(name+"/", below+"/")
}

// list asks the go command about packages, as they are for the module's platform. With -e it also tells about those that
// cannot be built for it.
func list(t *testing.T, args ...string) []listed {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), "go", append([]string{"list", "-json=ImportPath,Imports"}, args...)...)
	cmd.Dir = ".."
	cmd.Env = append(os.Environ(), "GOOS=wasip1", "GOARCH=wasm")
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go list: %v\n%s", err, stderr(err))
	}
	var packages []listed
	for decoder := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p listed
		if err := decoder.Decode(&p); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatal(err)
		}
		packages = append(packages, p)
	}
	if len(packages) < 5 {
		t.Fatalf("go list knows only %d packages", len(packages))
	}
	return packages
}

func stderr(err error) []byte {
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		return exit.Stderr
	}
	return nil
}
