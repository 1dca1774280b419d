package engine

import (
	"slices"
	"strconv"
	"strings"
	"testing"
)

// TestTextsBesideLimits holds which numbers and dates are tried for a key: the limits themselves, and what lies in the gaps between
// them.
func TestTextsBesideLimits(t *testing.T) {
	number := func(g *gatherer, text string) {
		d, _ := parseDecimal(text)
		g.thresholds = append(g.thresholds, d)
	}
	date := func(g *gatherer, text string) {
		at, _ := parseInstant(text)
		g.instants = append(g.instants, at)
	}
	zeros := strings.Repeat("0", 298)
	for _, c := range []struct {
		limit    func(g *gatherer, text string)
		limits   string
		texts    []string
		complete bool
	}{
		{number, "", nil, true},
		{number, "10 2.5", []string{"0", "10", "10.01", "2.5", "2.51"}, true},
		{number, "0", []string{"0", "0.1", "-0.1"}, true},
		{number, "-3", []string{"0", "-3", "-3.1"}, true},
		{number, "100", []string{"0", "100", "100.1"}, true},
		{number, "0.05 7", []string{"0", "0.05", "0.051", "7", "7.001"}, true},
		{number, "1e298", []string{"0", "1" + zeros, "1" + zeros + ".1"}, true}, // 300 digits are written, no more
		{number, "1e299", nil, false},
		{number, "1e-300", []string{"0", "0.0" + zeros + "1", "0.0" + zeros + "11"}, true},
		{number, "1e-301", nil, false},
		{date, "100", []string{"100", "101", "99"}, true},
		{date, "100 102", []string{"100", "101", "99", "102", "103"}, true},
		{date, "100 101", []string{"100", "101", "99", "102"}, false}, // what lies between two seconds is not tried
		{date, "1970-01-01T00:00:00.5Z", []string{"0", "1", "-1"}, false},
	} {
		g := gatherer{complete: true, seen: map[string]bool{}}
		for text := range strings.FieldsSeq(c.limits) {
			c.limit(&g, text)
		}
		g.numbers()
		g.dates()
		if !slices.Equal(g.texts, c.texts) || g.complete != c.complete {
			t.Errorf("%q: %q, complete %v; want %q, %v", c.limits, g.texts, g.complete, c.texts, c.complete)
		}
	}
}

// TestPartsOfTexts holds which parts of a text a variable may stand for: all of a short one, those between separators of a long one.
func TestPartsOfTexts(t *testing.T) {
	g := gatherer{complete: true, seen: map[string]bool{}}
	if g.substrings("ab"); !slices.Equal(g.texts, []string{"ab", "a", "b"}) || !g.complete {
		t.Errorf("%q, complete %v", g.texts, g.complete)
	}
	a, b := strings.Repeat("a", 30), strings.Repeat("b", 40)
	for text, want := range map[string][]int{
		"":                         {0, 0},
		"abc":                      {0, 1, 2, 3},
		a + "/" + b:                {0, 30, 31, 71},
		a + "-" + b + ",":          {0, 30, 31, 71, 72},
		a + "x" + b:                {0, 71},
		"/" + a + b:                {0, 1, 71},
		a + b[:34]:                 append(upTo(64), 64),
		a + b[:34] + ":":           {0, 64, 65},
		strings.Repeat("a", 65):    {0, 65},
		a + "=" + b[:10] + "+" + a: {0, 30, 31, 41, 42, 72},
	} {
		if got := cutPlaces(text); !slices.Equal(got, want) {
			t.Errorf("%q is cut at %v, want %v", text, got, want)
		}
	}
}

// upTo counts from 0.
func upTo(n int) (list []int) {
	for i := range n {
		list = append(list, i)
	}
	return list
}

// TestTextsAreBounded holds that no more than maxTexts are tried, and that more are not passed over in silence.
func TestTextsAreBounded(t *testing.T) {
	g := gatherer{complete: true, seen: map[string]bool{}}
	for i := range maxTexts {
		g.add(strconv.Itoa(i))
	}
	if len(g.texts) != maxTexts || !g.complete {
		t.Errorf("%d texts, complete %v", len(g.texts), g.complete)
	}
	if g.add("0"); !g.complete {
		t.Error("a text that is there already is one too many")
	}
	if g.add("one more"); len(g.texts) != maxTexts || g.complete {
		t.Errorf("%d texts, complete %v", len(g.texts), g.complete)
	}
}
