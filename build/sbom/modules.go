package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
)

// A part is a program that ships, with the platform that it is made for.
type part struct{ name, folder, platform, machine string }

var parts = []part{
	{"module", "./wasm", "wasip1", "wasm"},
	{"server", "./playground-server", "linux", "amd64"},
	{"worker", "./playground-server/worker", "js", "wasm"},
}

// A listed module is what go list tells of one.
type listed struct {
	Path, Version, Dir string
	Main               bool
}

// goModules are the modules of all parts, and Go's standard library, which is in each.
func goModules() ([]component, error) {
	found := map[string]component{}
	add := func(p part, m listed) error {
		c, known := found[m.Path]
		if !known {
			id, err := licenceIn(m.Dir)
			if err != nil {
				return fmt.Errorf("%s: %w", m.Path, err)
			}
			url := "pkg:golang/" + m.Path + "@" + m.Version
			c = component{Type: "library", Ref: url, Name: m.Path, Version: m.Version, URL: url, Licences: licences(id)}
		}
		if in := (property{"part", p.name}); !slices.Contains(c.Parts, in) {
			c.Parts = append(c.Parts, in)
		}
		found[m.Path] = c
		return nil
	}
	for _, p := range parts {
		modules, err := p.modules()
		if err != nil {
			return nil, err
		}
		for _, m := range append(modules, listed{Path: "std", Version: runtime.Version(), Dir: runtime.GOROOT()}) {
			if err := add(p, m); err != nil {
				return nil, err
			}
		}
	}
	return slices.SortedFunc(maps.Values(found), func(a, b component) int { return strings.Compare(a.Name, b.Name) }), nil
}

// modules are those whose packages the part is made of, without our own.
func (p part) modules() (list []listed, err error) {
	cmd := exec.Command("go", "list", "-deps", "-json=Module", p.folder)
	cmd.Env = append(os.Environ(), "GOOS="+p.platform, "GOARCH="+p.machine, "CGO_ENABLED=0")
	out, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("go list %s: %w", p.folder, err)
	}
	for packages := json.NewDecoder(strings.NewReader(string(out))); ; {
		var one struct{ Module *listed }
		if err := packages.Decode(&one); errors.Is(err, io.EOF) {
			return list, nil
		} else if err != nil {
			return nil, err
		}
		if one.Module != nil && !one.Module.Main {
			list = append(list, *one.Module)
		}
	}
}

// licenceIn names the licence that stands in a folder.
func licenceIn(folder string) (string, error) {
	files, err := fs.Glob(os.DirFS(folder), "LICENSE*")
	if err != nil {
		return "", err
	}
	for _, file := range files {
		text, err := os.ReadFile(filepath.Join(folder, file))
		if err != nil {
			return "", err
		}
		if id := nameOf(string(text)); id != "" {
			return id, nil
		}
	}
	return "", errors.New("no licence that is known")
}

// nameOf recognizes a licence by the sentence that no other has; "" is none that is known.
func nameOf(text string) string {
	text = strings.Join(strings.Fields(text), " ")
	has := func(sentence string) bool { return strings.Contains(text, sentence) }
	switch {
	case has("GNU ") || has("Mozilla Public License"):
		return ""
	case has("Apache License Version 2.0"):
		return "Apache-2.0"
	case has("Permission is hereby granted, free of charge, to any person obtaining a copy"):
		return "MIT"
	case has("Redistribution and use in source and binary forms") && has("endorse or promote products"):
		return "BSD-3-Clause"
	case has("Redistribution and use in source and binary forms"):
		return "BSD-2-Clause"
	case has("Permission to use, copy, modify, and/or distribute this software for any purpose with or without fee is hereby granted"):
		return "ISC"
	}
	return ""
}
