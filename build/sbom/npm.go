package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os/exec"
	"slices"
	"strings"
)

// bundled names the packages whose licences a page carries: all that esbuild found in its scripts.
func bundled(licences string) (names []string) {
	for line := range strings.Lines(licences) {
		name, head := strings.CutPrefix(strings.TrimSpace(line), "==== ")
		name, end := strings.CutSuffix(name, " ====")
		if head && end && !strings.HasPrefix(name, "Go, ") {
			names = append(names, name)
		}
	}
	return names
}

// npmPackages describes the named packages of a folder's lock file. npm is asked for all: with --omit=dev it leaves out preact, which
// is also wanted by a package for developers.
func npmPackages(folder string, names []string) ([]component, error) {
	cmd := exec.Command("npm", "sbom", "--sbom-format=cyclonedx", "--package-lock-only")
	cmd.Dir = folder
	out, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("npm sbom: %w", err)
	}
	var all bill
	if err := json.Unmarshal(out, &all); err != nil {
		return nil, fmt.Errorf("npm sbom: %w", err)
	}
	return named(all.Components, names)
}

// named picks components, and fails if one is not there.
func named(all []component, names []string) (list []component, err error) {
	var missing []error
	for _, name := range names {
		i := slices.IndexFunc(all, func(c component) bool { return c.Name == name })
		if i < 0 {
			missing = append(missing, fmt.Errorf("%s is in the page, but not in its lock file", name))
			continue
		}
		c := all[i]
		c.Parts = []property{{"part", "page"}}
		list = append(list, c)
	}
	if len(names) == 0 {
		missing = append(missing, errors.New("the page has no packages"))
	}
	return list, errors.Join(missing...)
}
