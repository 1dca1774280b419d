package check

import "testing"

// textsUpTo returns all texts over an alphabet of at most n characters.
func textsUpTo(alphabet string, n int) []string {
	all := []string{""}
	for from := 0; n > 0; n-- {
		to := len(all)
		for _, text := range all[from:to] {
			for _, c := range alphabet {
				all = append(all, text+string(c))
			}
		}
		from = to
	}
	return all
}

// matches is the definition of wildcards, followed without haste.
func matches(pattern, text string) bool {
	switch {
	case pattern == "":
		return text == ""
	case pattern[0] == '*':
		return matches(pattern[1:], text) || text != "" && matches(pattern, text[1:])
	}
	return text != "" && (pattern[0] == '?' || pattern[0] == text[0]) && matches(pattern[1:], text[1:])
}

// A textSet has a bit for each text.
type textSet []uint64

func textsOf(pattern string, texts []string) textSet {
	set := make(textSet, len(texts)/64+1)
	for i, text := range texts {
		if matches(pattern, text) {
			set[i/64] |= 1 << (i % 64)
		}
	}
	return set
}

func (s textSet) within(other textSet) bool {
	for i := range s {
		if s[i]&^other[i] != 0 {
			return false
		}
	}
	return true
}

func (s textSet) meets(other textSet) bool {
	for i := range s {
		if s[i]&other[i] != 0 {
			return true
		}
	}
	return false
}

// TestCoversIsContainment compares covers and overlaps with all texts of up to eight characters, of which c stands in no
// pattern, for all pairs of patterns of up to four.
func TestCoversIsContainment(t *testing.T) {
	texts := textsUpTo("abc", 8)
	patterns := textsUpTo("ab?*", 4)
	sets := make([]textSet, len(patterns))
	for i, p := range patterns {
		sets[i] = textsOf(p, texts)
	}
	for i, a := range patterns {
		for j, b := range patterns {
			if want := sets[j].within(sets[i]); covers(a, b) != want {
				t.Fatalf("covers(%q, %q) is not %v", a, b, want)
			}
			if want := sets[i].meets(sets[j]); overlaps(a, b) != want {
				t.Fatalf("overlaps(%q, %q) is not %v", a, b, want)
			}
		}
	}
}

func TestCoversCountsCharacters(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"?", "é", true}, {"??", "é", false}, {"é*", "é?", true}, {"?*", "é", true}, {"*é", "*è", false},
	} {
		if covers(c.a, c.b) != c.want {
			t.Errorf("covers(%q, %q) is not %v", c.a, c.b, c.want)
		}
	}
}
