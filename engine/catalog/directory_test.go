package catalog_test

import (
	"reflect"
	"testing"

	"github.com/iam-policy-playground/playground/engine/catalog"
	"github.com/iam-policy-playground/playground/engine/catalog/services"
)

// TestDirectoriesFindWhatServicesHave compares each directory with the service that it was made of.
func TestDirectoriesFindWhatServicesHave(t *testing.T) {
	shelf := services.Shelf()
	know := catalog.NewInquiry(shelf)
	prefixes := know.Prefixes()
	if len(prefixes) < 400 {
		t.Fatalf("%d services", len(prefixes))
	}
	for i, prefix := range prefixes {
		if i > 0 && prefixes[i-1] >= prefix {
			t.Errorf("%s comes before %s", prefixes[i-1], prefix)
		}
		service, known := know.Of(prefix)
		d, same := know.Directory(prefix)
		if known != same || (d == nil) != (known != catalog.Loaded) {
			t.Fatalf("%s is %d and %d", prefix, known, same)
		}
		if d == nil {
			continue
		}
		sameKeys(t, service, d)
		for j, a := range service.Actions() {
			if j%17 != 0 {
				continue
			}
			got, ok := d.Action(a.Name)
			if !ok || !reflect.DeepEqual(got, a) || d.Name(j) != a.Name || !reflect.DeepEqual(d.Levels(j), a.Levels) {
				t.Fatalf("%s:%s is %+v, want %+v", prefix, a.Name, got, a)
			}
			for _, typ := range d.Types([]int{j}) {
				if !hasType(a, typ) {
					t.Errorf("%s:%s has no type %s", prefix, a.Name, typ.Name)
				}
			}
		}
	}
	if got := know.GlobalDirectory().Keys(); !reflect.DeepEqual(got, catalog.GlobalKeys()) {
		t.Errorf("%d global keys, want %d", len(got), len(catalog.GlobalKeys()))
	}
}

func sameKeys(t *testing.T, service catalog.Service, d *catalog.Directory) {
	t.Helper()
	want := service.Keys()
	if got := d.Keys(); len(got) != len(want) {
		t.Fatalf("%s: %d keys, want %d", service.Prefix, len(got), len(want))
	}
	for _, k := range want {
		if got, ok := d.Key(k.Name); !ok || !reflect.DeepEqual(got, k) {
			t.Errorf("%s is %+v, want %+v", k.Name, got, k)
		}
	}
}

func hasType(a catalog.Action, t catalog.ResourceType) bool {
	for i := range a.Types {
		if a.Types[i].Name == t.Name && a.Types[i].API == t.API {
			return true
		}
	}
	return false
}

// TestDirectoriesFollowTheShelf brings a service twice.
func TestDirectoriesFollowTheShelf(t *testing.T) {
	shelf := &catalog.Shelf{}
	shelf.Learn("s one|One\na Get|R||\n")
	know := catalog.NewInquiry(shelf)
	if d, _ := know.Directory("one"); d.Len() != 1 || d.Name(0) != "Get" || know.NameOf("one") != "One" {
		t.Errorf("%d actions", d.Len())
	}
	shelf.Learn("s one|One\na Get|R||\na ?Put\n")
	if d, _ := know.Directory("one"); d.Len() != 2 || d.Name(1) != "Put" || !d.Outline(1).Unlisted {
		t.Errorf("%d actions after more were brought", d.Len())
	}
}

// TestKeysOfActions has a key of the service behind its type, one of another service, and a global one.
func TestKeysOfActions(t *testing.T) {
	shelf := &catalog.Shelf{}
	shelf.Learn("s one|One\na Get|R|thing*|one:b,aws:TagKeys\na Put|W||one:c\nr thing|arn:aws:one:::x|one:a,two:z\nk one:a|String\nk one:b|Bool\nk one:c|ARN\n")
	d, _ := catalog.NewInquiry(shelf).Directory("one")
	own, others := d.KeysOf([]int{0})
	if len(own) != 2 || own[0].Name != "one:a" || own[1].Name != "one:b" || !reflect.DeepEqual(others, []string{"aws:TagKeys", "two:z"}) {
		t.Errorf("%v and %v", own, others)
	}
}
