// Command sbom writes what ships beside our own code as a bill of materials, CycloneDX 1.5 as JSON: the npm packages that are in the
// page, as npm sbom describes them, and the Go modules of engine.wasm, server and Worker, as the go command lists them. Nothing in
// it changes from run to run.
//
//	go run ./build && go run ./build/sbom
//
// It fails if a component has no licence that lets anybody use it for anything.
package main

import (
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"slices"
)

// A bill is a CycloneDX document, without serial number and time, which the specification leaves out, too.
type bill struct {
	Schema      string      `json:"$schema"`
	Format      string      `json:"bomFormat"`
	SpecVersion string      `json:"specVersion"`
	Version     int         `json:"version"`
	Metadata    metadata    `json:"metadata"`
	Components  []component `json:"components"`
}

type metadata struct {
	Component component `json:"component"`
}

// A component is a package or module. Parts says in what it ships.
type component struct {
	Type     string     `json:"type"`
	Ref      string     `json:"bom-ref"`
	Name     string     `json:"name"`
	Version  string     `json:"version,omitempty"`
	URL      string     `json:"purl"`
	Hashes   []hash     `json:"hashes,omitempty"`
	Licences []licence  `json:"licenses"`
	Parts    []property `json:"properties,omitempty"`
}

type hash struct {
	Algorithm string `json:"alg"`
	Content   string `json:"content"`
}

type licence struct {
	Licence struct {
		ID string `json:"id"`
	} `json:"license"`
}

type property struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

func main() {
	notices := flag.String("licences", "web/dist/licences.txt", "the licences that the built page carries: its packages are components")
	flag.Parse()
	if err := run(*notices); err != nil {
		fmt.Fprintln(os.Stderr, "sbom:", err)
		os.Exit(1)
	}
}

func run(notices string) error {
	text, err := os.ReadFile(notices)
	if err != nil {
		return err
	}
	packages, err := npmPackages("web", bundled(string(text)))
	if err != nil {
		return err
	}
	modules, err := goModules()
	if err != nil {
		return err
	}
	components := append(packages, modules...)
	if err := check(components); err != nil {
		return err
	}
	const own = "pkg:golang/github.com/iam-policy-playground/playground"
	out := json.NewEncoder(os.Stdout)
	out.SetIndent("", "  ")
	return out.Encode(bill{
		Schema: "http://cyclonedx.org/schema/bom-1.5.schema.json", Format: "CycloneDX", SpecVersion: "1.5", Version: 1,
		Metadata:   metadata{component{Type: "application", Ref: own, Name: "iam-policy-playground", URL: own, Licences: licences("Apache-2.0")}},
		Components: components,
	})
}

// permissive are the licences that ask for no more than their text.
var permissive = []string{"MIT", "ISC", "BSD-2-Clause", "BSD-3-Clause", "Apache-2.0", "0BSD"}

// check fails for components whose licence is another, or none.
func check(components []component) error {
	var wrong []error
	for _, c := range components {
		allowed := len(c.Licences) > 0
		for _, l := range c.Licences {
			allowed = allowed && slices.Contains(permissive, l.Licence.ID)
		}
		if !allowed {
			wrong = append(wrong, fmt.Errorf("%s has the licence %v", c.URL, c.Licences))
		}
	}
	return errors.Join(wrong...)
}

func licences(ids ...string) (list []licence) {
	for _, id := range ids {
		var l licence
		l.Licence.ID = id
		list = append(list, l)
	}
	return list
}
