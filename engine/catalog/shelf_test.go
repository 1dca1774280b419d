package catalog

import (
	"slices"
	"strings"
	"testing"
)

const shelfIndex = "s one|Service One\ns two|Service Two\ns four|Service Four\n"

func TestShelfKnowsWhatItWasBrought(t *testing.T) {
	var shelf Shelf
	expect := func(prefix string, want Knowledge) {
		t.Helper()
		if _, known := shelf.Of(prefix); known != want {
			t.Errorf("%s is %d, want %d", prefix, known, want)
		}
	}
	expect("one", Unheard)
	expect("execute-api", Loaded)
	shelf.Learn("s one|Service One\na Get|R\n")
	expect("ONE", Loaded)
	expect("two", Unheard)
	shelf.Learn(shelfIndex)
	expect("one", Loaded)
	expect("two", Listed)
	expect("three", NoSuch)
	shelf.Learn("s aws|Global condition keys\nk aws:A|String\n")
	expect("aws", NoSuch)
	if n := shelf.Loaded(); n != 1 {
		t.Errorf("%d services are loaded", n)
	}
	one, _ := shelf.Of("one")
	if _, ok := one.Action("get"); !ok || one.Name != "Service One" {
		t.Errorf("one is %+v", one)
	}
}

// TestShelfForgetsTheOldest brings more than the bound: what came first is only listed then, unless it was brought again.
func TestShelfForgetsTheOldest(t *testing.T) {
	var shelf Shelf
	bring := func(prefix string, bytes int) {
		shelf.Learn("s " + prefix + "|Name\na Get|R\na " + strings.Repeat("x", bytes) + "|R\n")
	}
	bring("one", maxRecords/3)
	bring("two", maxRecords/3)
	bring("one", maxRecords/3)
	bring("three", maxRecords/2)
	for prefix, want := range map[string]Knowledge{"one": Loaded, "two": Listed, "three": Loaded} {
		if _, known := shelf.Of(prefix); known != want {
			t.Errorf("%s is %d, want %d", prefix, known, want)
		}
	}
	if shelf.Loaded() != 2 || shelf.size > maxRecords {
		t.Errorf("%d services, %d bytes", shelf.Loaded(), shelf.size)
	}
	bring("four", maxRecords)
	if shelf.Loaded() != 0 || shelf.size != 0 {
		t.Errorf("%d services, %d bytes after one that is too large", shelf.Loaded(), shelf.size)
	}
}

func TestInquiryRemembersWhatItLacked(t *testing.T) {
	var shelf Shelf
	shelf.Learn(shelfIndex)
	shelf.Learn("s one|Service One\na Get|R\n")
	q := NewInquiry(&shelf)
	for _, prefix := range []string{"two", "one", "Two", "three", "apigateway"} {
		q.Of(prefix)
	}
	if !slices.Equal(q.Wants(), []string{"two"}) {
		t.Errorf("wants %q", q.Wants())
	}
	if q := NewInquiry(nil); q.Wants() != nil {
		t.Error("an empty shelf wants something")
	}
}
