package catalog

import "testing"

func TestCarries(t *testing.T) {
	var shelf Shelf
	shelf.Learn("s one|Service One\na Get|R|Thing*|one:own\na Tag|TW||aws:RequestTag/${TagKey}\na ?Hidden|R\nr Thing|arn:p:one:::x|one:Of/${Name}\nk one:own|String\n")
	d, _ := NewInquiry(&shelf).Directory("one")
	for _, test := range []struct {
		action int
		key    string
		want   bool
	}{
		{0, "ONE:OWN", true}, {0, "one:of/a", true}, {0, "one:of/", false}, {0, "aws:RequestTag/a", false}, {1, "aws:requesttag/a", true}, {1, "one:own", false}, {2, "one:own", true},
	} {
		if got := d.Carries(test.action, test.key); got != test.want {
			t.Errorf("action %d carries %s: %t", test.action, test.key, got)
		}
	}
}
