package main

import (
	"crypto/sha256"
	"encoding/base32"
	"encoding/json"
	"os"
	"path/filepath"

	"github.com/iam-policy-playground/playground/engine/catalog"
	"github.com/iam-policy-playground/playground/engine/catalog/managed"
	"github.com/iam-policy-playground/playground/engine/catalog/services"
)

// catalogDir is where the page finds the catalog; web/src/catalog.ts reads it, and has these types too. A service is in the
// form of engine/catalog/records.go, which the page reads as well as the module, when the page hands it on.
const catalogDir = "catalog"

type catalogIndex struct {
	Version    string                   `json:"version"`
	Date       string                   `json:"date"`
	Services   map[string]catalogListed `json:"services"` // by prefix
	GlobalKeys []string                 `json:"globalKeys"`
	Managed    string                   `json:"managed"` // the file of managed policies
}

// A catalogListed is what the index says of a service: its name, how many actions it has, and its file.
type catalogListed [3]any

type managedPolicy struct {
	Name    string `json:"name"`
	ARN     string `json:"arn"`
	Version string `json:"version"`
	Service string `json:"service,omitempty"`
	Text    string `json:"text"`
}

// writeCatalog fills the folder catalog of the page: a file for each service, one for the managed policies, their index,
// and the licence of the data.
func writeCatalog(out string) error {
	dir := filepath.Join(out, catalogDir)
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	index := catalogIndex{Version: catalog.Version, Date: catalog.Date, Services: map[string]catalogListed{}}
	for _, k := range catalog.GlobalKeys() {
		index.GlobalKeys = append(index.GlobalKeys, k.Name)
	}
	for _, s := range services.All() {
		file, err := writeHashed(dir, s.Prefix, ".txt", []byte(s.Records()))
		if err != nil {
			return err
		}
		index.Services[s.Prefix] = catalogListed{s.Name, len(s.Actions()), file}
	}
	var policies []managedPolicy
	for _, p := range managed.All() {
		policies = append(policies, managedPolicy(p))
	}
	data, err := json.Marshal(policies)
	if err != nil {
		return err
	}
	if index.Managed, err = writeHashed(dir, "managed-policies", ".json", data); err != nil {
		return err
	}
	if data, err = json.Marshal(index); err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(dir, "index.json"), data, 0o644); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, "LICENSE.txt"), []byte(services.License), 0o644)
}

// writeHashed writes a file whose name tells its content apart from any other, so that it can be kept forever, and returns
// the name.
func writeHashed(dir, name, ending string, content []byte) (string, error) {
	sum := sha256.Sum256(content)
	file := name + "-" + base32.StdEncoding.EncodeToString(sum[:5]) + ending
	return file, os.WriteFile(filepath.Join(dir, file), content, 0o644)
}
