package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/iam-policy-playground/playground/engine/catalog"
)

// A contents is a service as it is built up here. Unlike a catalog.Service it can be changed.
type contents struct {
	prefix, name string
	actions      []catalog.Action
	types        []catalog.ResourceType
	keys         []catalog.Key
}

// The package's files: a JSON object of each kind for a service.
type (
	packageAction struct {
		Name, AccessLevel string
		ConditionKeys     []string
		ResourceTypes     []struct {
			Name          string
			Required      bool
			ConditionKeys []string
		}
	}
	packageType struct {
		Key, ARN      string
		ConditionKeys []string
	}
	packageKey struct{ Key, Type string }
)

// readPackage returns the text of services.txt for the data package in a folder.
func readPackage(folder string) (string, error) {
	var about struct{ Version, UpdatedAt string }
	var prefixes []string
	var names map[string]string
	err := errors.Join(readJSON(&about, folder, "package.json"), readJSON(&prefixes, folder, "data", "services.json"), readJSON(&names, folder, "data", "serviceNames.json"))
	if err != nil {
		return "", err
	}
	date, _, found := strings.Cut(about.UpdatedAt, "T")
	if !found {
		return "", fmt.Errorf("the date of the data is %q", about.UpdatedAt)
	}
	var b strings.Builder
	b.WriteString("# What AWS's Service Authorization Reference lists, as the npm package " + packageName + " has it (MIT, LICENSE-iam-data.txt).\n" +
		"# engine/catalog/records.go explains the lines. Written by go run ./build catalog; do not edit.\n" +
		versionLine + about.Version + "\n" + dateLine + date + "\n")
	global, err := globalKeys(filepath.Join(folder, "dist", "esm", "globalConditionKeys.js"))
	if err != nil {
		return "", err
	}
	if err := global.write(&b); err != nil {
		return "", err
	}
	slices.Sort(prefixes)
	for _, prefix := range prefixes {
		s, err := readService(folder, prefix, names[prefix])
		if err == nil {
			err = s.write(&b)
		}
		if err != nil {
			return "", fmt.Errorf("%s: %w", prefix, err)
		}
	}
	return b.String(), nil
}

// Lines at the head of services.txt.
const (
	versionLine = "# version: "
	dateLine    = "# date: "
)

func readJSON(into any, parts ...string) error {
	file := filepath.Join(parts...)
	data, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	if err := json.Unmarshal(data, into); err != nil {
		return fmt.Errorf("%s: %w", file, err)
	}
	return nil
}

func readService(folder, prefix, name string) (*contents, error) {
	var actions map[string]packageAction
	var types map[string]packageType
	var keys map[string]packageKey
	file := prefix + ".json"
	err := errors.Join(readJSON(&actions, folder, "data", "actions", file), readJSON(&types, folder, "data", "resourceTypes", file), readJSON(&keys, folder, "data", "conditionKeys", file))
	if err != nil {
		return nil, err
	}
	s := &contents{prefix: prefix, name: name}
	for _, t := range types {
		// AWS's page has a type once; the data joins those of two services that share a prefix.
		s.types = append(s.types, catalog.ResourceType{Name: t.Key, ARNs: strings.Split(t.ARN, ", "), Keys: plainKeys(t.ConditionKeys)})
	}
	for _, k := range keys {
		if !strings.HasPrefix(strings.ToLower(k.Key), "aws:") { // those are the same for all, and global
			s.keys = append(s.keys, catalog.Key{Name: plainKey(k.Key), Types: []string{k.Type}})
		}
	}
	for _, a := range actions {
		action, err := readAction(a, types)
		if err != nil {
			return nil, err
		}
		s.actions = append(s.actions, action)
	}
	return s, nil
}

// readAction moves the keys that the data has for a type of the action to the type or to the action: to the action those
// that the type does not have by itself.
func readAction(a packageAction, types map[string]packageType) (catalog.Action, error) {
	action := catalog.Action{Name: a.Name, Keys: plainKeys(a.ConditionKeys)}
	for level := range strings.SplitSeq(a.AccessLevel, ", ") {
		if !slices.Contains(levels, catalog.Level(level)) {
			return action, fmt.Errorf("%s has the access level %q", a.Name, level)
		}
		action.Levels = append(action.Levels, catalog.Level(level))
	}
	for _, t := range a.ResourceTypes {
		known, ok := types[strings.ToLower(t.Name)]
		if !ok {
			return action, fmt.Errorf("%s takes the resource type %q, which is not there", a.Name, t.Name)
		}
		action.Types = append(action.Types, catalog.ActionType{ResourceType: catalog.ResourceType{Name: known.Key}, Required: t.Required})
		for _, key := range plainKeys(t.ConditionKeys) {
			if !slices.Contains(plainKeys(known.ConditionKeys), key) && !slices.Contains(action.Keys, key) {
				action.Keys = append(action.Keys, key)
			}
		}
	}
	return action, nil
}

var levels = []catalog.Level{catalog.Read, catalog.List, catalog.Write, catalog.Tagging, catalog.PermissionsManagement}

// plainKey writes placeholders in one way: AWS has s3:RequestObjectTag/<key>, ssm:resourceTag/tag-key and aws:RequestTag/${TagKey}.
func plainKey(name string) string {
	if tag, ok := strings.CutSuffix(name, "/tag-key"); ok {
		return tag + "/${TagKey}"
	}
	return strings.ReplaceAll(strings.ReplaceAll(name, "<", "${"), ">", "}")
}

func plainKeys(names []string) []string {
	plain := make([]string, len(names))
	for i, name := range names {
		plain[i] = plainKey(name)
	}
	return plain
}

var globalKey = regexp.MustCompile(`\{\s*key: '([^']+)',\s*category: '[^']+',\s*type: '([^']+)'`)

// globalKeys reads the list of global condition keys, which the package has as code only.
func globalKeys(file string) (*contents, error) {
	code, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	s := &contents{prefix: "aws", name: "Global condition keys"}
	for _, found := range globalKey.FindAllStringSubmatch(string(code), -1) {
		s.keys = append(s.keys, catalog.Key{Name: plainKey(found[1]), Types: []string{found[2]}})
	}
	if want := strings.Count(string(code), "category: '"); len(s.keys) != want || want < 50 {
		return nil, fmt.Errorf("%s has %d global condition keys, of which %d can be read", file, want, len(s.keys))
	}
	return s, nil
}
