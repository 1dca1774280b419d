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

// catalogDir is where the page finds the catalog; web/src/catalog.ts reads it, and has these types too.
const catalogDir = "catalog"

type catalogIndex struct {
	Version    string                   `json:"version"`
	Date       string                   `json:"date"`
	Services   map[string]catalogListed `json:"services"` // by prefix
	GlobalKeys []catalogKey             `json:"globalKeys"`
	Managed    string                   `json:"managed"` // the file of managed policies
}

// A catalogListed is what the index says of a service: its name, how many actions it has, and its file.
type catalogListed [3]any

type catalogService struct {
	Prefix        string                `json:"prefix"`
	Name          string                `json:"name"`
	Actions       []catalogAction       `json:"actions"`
	ResourceTypes []catalogResourceType `json:"resourceTypes"`
	Keys          []catalogKey          `json:"keys"`
}

type catalogAction struct {
	Name     string              `json:"name"`
	Levels   []catalog.Level     `json:"levels"`
	Types    []catalogActionType `json:"types,omitempty"`
	Keys     []string            `json:"keys,omitempty"`
	Unlisted bool                `json:"unlisted,omitempty"`
}

type catalogActionType struct {
	Type     int  `json:"type"` // index among the service's resource types
	Required bool `json:"required,omitempty"`
	Unlisted bool `json:"unlisted,omitempty"`
}

type catalogResourceType struct {
	Name     string   `json:"name"`
	API      string   `json:"api,omitempty"`
	ARNs     []string `json:"arns"`
	Keys     []string `json:"keys,omitempty"`
	Unlisted bool     `json:"unlisted,omitempty"`
}

type catalogKey struct {
	Name     string   `json:"name"`
	Types    []string `json:"types,omitempty"`
	Unlisted bool     `json:"unlisted,omitempty"`
}

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
	index := catalogIndex{Version: catalog.Version, Date: catalog.Date, Services: map[string]catalogListed{}, GlobalKeys: keysOf(catalog.GlobalKeys())}
	for _, s := range services.All() {
		described := describe(s)
		file, err := writeHashed(dir, s.Prefix, described)
		if err != nil {
			return err
		}
		index.Services[s.Prefix] = catalogListed{s.Name, len(described.Actions), file}
	}
	var policies []managedPolicy
	for _, p := range managed.All() {
		policies = append(policies, managedPolicy(p))
	}
	var err error
	if index.Managed, err = writeHashed(dir, "managed-policies", policies); err != nil {
		return err
	}
	data, err := json.Marshal(index)
	if err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(dir, "index.json"), data, 0o644); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, "LICENSE.txt"), []byte(services.License), 0o644)
}

// writeHashed writes a JSON file whose name tells its content apart from any other, so that it can be kept forever, and
// returns the name.
func writeHashed(dir, name string, content any) (string, error) {
	data, err := json.Marshal(content)
	if err != nil {
		return "", err
	}
	sum := sha256.Sum256(data)
	file := name + "-" + base32.StdEncoding.EncodeToString(sum[:5]) + ".json"
	return file, os.WriteFile(filepath.Join(dir, file), data, 0o644)
}

func describe(s catalog.Service) catalogService {
	described := catalogService{Prefix: s.Prefix, Name: s.Name, Actions: []catalogAction{}, ResourceTypes: []catalogResourceType{}, Keys: keysOf(s.Keys())}
	index := map[[2]string]int{}
	for i, t := range s.ResourceTypes() {
		index[[2]string{t.Name, t.API}] = i
		described.ResourceTypes = append(described.ResourceTypes, catalogResourceType(t))
	}
	for _, a := range s.Actions() {
		action := catalogAction{Name: a.Name, Levels: append([]catalog.Level{}, a.Levels...), Keys: a.Keys, Unlisted: a.Unlisted}
		for _, t := range a.Types {
			action.Types = append(action.Types, catalogActionType{index[[2]string{t.Name, t.API}], t.Required, t.Unlisted})
		}
		described.Actions = append(described.Actions, action)
	}
	return described
}

func keysOf(keys []catalog.Key) []catalogKey {
	all := make([]catalogKey, len(keys))
	for i, k := range keys {
		all[i] = catalogKey(k)
	}
	return all
}
