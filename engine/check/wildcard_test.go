package check

import "testing"

func TestLike(t *testing.T) {
	for _, test := range []struct {
		pattern, text string
		want          bool
	}{
		{"", "", true}, {"", "a", false}, {"*", "", true}, {"a*", "a", true}, {"a*b", "ab", true}, {"a*b", "aXbXb", true}, {"a*b", "aXbX", false},
		{"Get*Acl", "getobjectacl", true}, {"Get*Acl", "GetObject", false}, {"?", "", false}, {"a?c", "abc", true}, {"*?", "x", true}, {"**a", "bca", true},
	} {
		if got := like(test.pattern, test.text); got != test.want {
			t.Errorf("%q covers %q: %t", test.pattern, test.text, got)
		}
	}
}

func TestOverlaps(t *testing.T) {
	for _, test := range []struct {
		a, b string
		want bool
	}{
		{"", "", true}, {"a", "", false}, {"*", "", true}, {"a*", "*b", true}, {"a*", "b*", false}, {"user/*", "*", true}, {"user/*", "role/*", false},
		{"*/*", "bucket", false}, {"*/*", "bucket/x", true}, {"ab?", "a*d", true}, {"ab?", "a*cd", false}, {"?", "?", true}, {"*a*", "b*b", true}, {"a?", "?b", true},
		{"log-group:*:*", "log-group:/aws/*", true}, {"ab", "a", false},
	} {
		if overlaps(test.a, test.b) != test.want || overlaps(test.b, test.a) != test.want {
			t.Errorf("%q overlaps with %q: want %t", test.a, test.b, test.want)
		}
	}
}
