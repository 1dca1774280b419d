package catalog

import (
	"slices"
	"testing"
)

const small = `# what comes before the first service
a Lost|R
s one|Service One
a Get|R|bot alias*,?bot|one:a,one:${b}.c
a Tag|TW
r bot alias|arn:1,arn:2|one:a
r bot|arn:3
k one:${b}.c|Bool
k one:x.c|String
k ?one:y
s empty|Without Anything
s two|Service Two
a Get|PW`

func TestParse(t *testing.T) {
	all := Parse(small)
	if len(all) != 3 || all[0].Prefix != "one" || all[1].Name != "Without Anything" || all[2].Prefix != "two" {
		t.Fatalf("the services are %v", all)
	}
	if n := len(all[1].Actions()) + len(all[1].Keys()) + len(all[1].ResourceTypes()); n != 0 {
		t.Errorf("a service without records has %d", n)
	}
	get, _ := all[0].Action("GET")
	if len(get.Types) != 2 || !get.Types[0].Required || get.Types[0].Name != "bot alias" || !slices.Equal(get.Types[0].ARNs, []string{"arn:1", "arn:2"}) || !get.Types[1].Unlisted {
		t.Errorf("its types are %v", get.Types)
	}
	if !slices.Equal(get.Keys, []string{"one:a", "one:${b}.c"}) {
		t.Errorf("its keys are %q", get.Keys)
	}
	tag, _ := all[0].Action("tag")
	other, _ := all[2].Action("get")
	if !slices.Equal(tag.Levels, []Level{Tagging, Write}) || !slices.Equal(other.Levels, []Level{PermissionsManagement, Write}) {
		t.Errorf("the levels are %q and %q", tag.Levels, other.Levels)
	}
	if _, ok := all[2].Action("tag"); ok {
		t.Error("a service has the action of another")
	}
	for name, want := range map[string]string{"one:z.c": "one:${b}.c", "one:x.c": "one:x.c", "one:X.C": "one:x.c", "one:a.b.c": "one:${b}.c", "one:.c": "", "one:Y": "one:y"} {
		if key, ok := all[0].Key(name); key.Name != want || ok != (want != "") {
			t.Errorf("%s is the key %q, want %q", name, key.Name, want)
		}
	}
}

func TestRecordsReadBack(t *testing.T) {
	for _, s := range Parse(small) {
		again := Parse("# some comment\n" + s.Records())
		if len(again) != 1 || again[0].Prefix != s.Prefix || again[0].Name != s.Name || len(again[0].Actions()) != len(s.Actions()) || len(again[0].Keys()) != len(s.Keys()) {
			t.Errorf("%s reads back as %v", s.Prefix, again)
		}
	}
}

func TestParseOfNothing(t *testing.T) {
	for _, text := range []string{"", "\n", "s", "s\n", "a Get|R\n", "# s one|Service One\n"} {
		if all := Parse(text); len(all) != 0 {
			t.Errorf("%q holds %v", text, all)
		}
	}
	var zero Service
	if _, ok := zero.Action(""); ok || len(zero.Actions())+len(zero.Keys()) > 0 {
		t.Error("the zero service has something")
	}
}
