package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
)

// An example is one entry of the library's index, which the page lists.
type example struct {
	Name        string   `json:"name"`
	Title       string   `json:"title"`
	Description string   `json:"description"`
	Group       string   `json:"group"`
	Expect      []string `json:"expect"`
}

// ending is that of a scenario's file.
const ending = ".scenario.json"

// exampleName is what an example may be called: it is part of an address.
var exampleName = regexp.MustCompile(`^[a-z0-9][a-z0-9-]*$`)

// addExamples puts the scenarios that a folder's index.json names into out/examples, with an index that says more of each, and
// makes a page for the address of each and for /new. A static server answers /x/NAME with x/NAME.html.
func addExamples(folder, out string) error {
	page, err := os.ReadFile(filepath.Join(out, "index.html"))
	if err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(out, "new.html"), page, 0o644); err != nil {
		return err
	}
	data, err := os.ReadFile(filepath.Join(folder, "index.json"))
	if err != nil {
		return err
	}
	var list []example
	if err := json.Unmarshal(data, &list); err != nil {
		return fmt.Errorf("index.json: %w", err)
	}
	if len(list) == 0 {
		return errors.New("index.json names no example")
	}
	for i := range list {
		if err := list[i].add(folder, out, page); err != nil {
			return fmt.Errorf("example %q: %w", list[i].Name, err)
		}
	}
	index, err := json.Marshal(list)
	if err != nil {
		return err
	}
	return writeBelow(out, "examples/index.json", index)
}

// add copies the example's scenario, makes the page of its address, and takes from the scenario what the index tells of it.
func (e *example) add(folder, out string, page []byte) error {
	if !exampleName.MatchString(e.Name) {
		return errors.New("its name is not made of small letters, digits and hyphens")
	}
	data, err := os.ReadFile(filepath.Join(folder, e.Name+ending))
	if err != nil {
		return err
	}
	var scenario struct {
		Title, Description string
		Requests           []struct{ Expect string }
	}
	if err := json.Unmarshal(data, &scenario); err != nil {
		return err
	}
	e.Title, e.Description, e.Expect = scenario.Title, scenario.Description, []string{}
	for _, request := range scenario.Requests {
		e.Expect = append(e.Expect, request.Expect)
	}
	return errors.Join(writeBelow(out, "examples/"+e.Name+ending, data), writeBelow(out, "x/"+e.Name+".html", oneDeeper(page)))
}

// beside matches the attributes of the page that name a file beside it.
var beside = regexp.MustCompile(`(href|src)="([a-z][^:"]*")`)

// oneDeeper is the page for an address in a folder: what stands beside it is one folder up.
func oneDeeper(page []byte) []byte {
	return beside.ReplaceAll(page, []byte(`$1="../$2`))
}

// writeBelow writes a file, and the folder it is in.
func writeBelow(out, name string, data []byte) error {
	file := filepath.Join(out, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		return err
	}
	return os.WriteFile(file, data, 0o644)
}
