package main

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestLicencesAreRecognized(t *testing.T) {
	for text, want := range map[string]string{
		"Apache License\n   Version 2.0, January 2004":                                                    "Apache-2.0",
		"Permission is hereby granted, free of charge,\nto any person obtaining a copy of":                "MIT",
		"Redistribution and use in source and\nbinary forms … may be used to endorse or promote products": "BSD-3-Clause",
		"Redistribution and use in source and binary forms, with or without modification":                 "BSD-2-Clause",
		"GNU AFFERO GENERAL PUBLIC LICENSE":                                                               "",
		"All rights reserved":                                                                             "",
	} {
		if got := nameOf(text); got != want {
			t.Errorf("%q is %q, want %q", text, got, want)
		}
	}
}

func TestOtherLicencesAreRefused(t *testing.T) {
	mit := component{Name: "a", Licences: licences("MIT")}
	for name, list := range map[string][]component{
		"none":                {mit, {Name: "b"}},
		"GPL":                 {{Name: "b", Licences: licences("GPL-3.0-only")}, mit},
		"one of two is other": {{Name: "b", Licences: licences("MIT", "SSPL-1.0")}},
	} {
		if check(list) == nil {
			t.Errorf("%s passes", name)
		}
	}
	if err := check([]component{mit}); err != nil {
		t.Error(err)
	}
}

func TestThePagesPackagesAreComponents(t *testing.T) {
	names := bundled("The playground\n\n==== @a/b ====\n\nMIT\n==== preact ====\n\n====\n\n==== Go, its runtime and standard library ====\n")
	if !slices.Equal(names, []string{"@a/b", "preact"}) {
		t.Fatalf("packages %q", names)
	}
	all := []component{{Name: "preact"}, {Name: "typescript"}, {Name: "@a/b"}}
	if got, err := named(all, names); err != nil || len(got) != 2 || got[0].Name != "@a/b" || got[1].Parts[0].Value != "page" {
		t.Errorf("%v, %v", got, err)
	}
	if _, err := named(all[1:], names); err == nil || !strings.Contains(err.Error(), "preact is in the page") {
		t.Errorf("a package that is not in the lock file: %v", err)
	}
	if _, err := named(all, nil); err == nil {
		t.Error("a page without packages passes")
	}
}

// TestModulesOfTheParts wants what the server needs for its database, and nothing from outside in the module.
func TestModulesOfTheParts(t *testing.T) {
	t.Chdir(filepath.Join("..", ".."))
	modules, err := goModules()
	if err != nil {
		t.Fatal(err)
	}
	if err := check(modules); err != nil {
		t.Error(err)
	}
	in := map[string]string{}
	for _, m := range modules {
		for _, p := range m.Parts {
			in[m.Name] += p.Value + " "
		}
	}
	for name, want := range map[string]string{
		"std": "module server worker ", "modernc.org/sqlite": "server ", "github.com/syumai/workers": "worker ", "github.com/evanw/esbuild": "",
	} {
		if in[name] != want {
			t.Errorf("%s ships in %q, want %q", name, in[name], want)
		}
	}
}
