package engine

import (
	"encoding/base64"
	"math/big"
	"strings"
	"testing"
	"time"
)

func TestDecimalsCompareExactly(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want int
	}{
		{"1", "1.0", 0}, {"10", "9", 1}, {"-1", "1", -1}, {"-2", "-10", 1}, {"0", "-0", 0}, {"0.1", "0.09", 1}, {"1e3", "1000", 0},
		{"12e-1", "1.2", 0}, {"9007199254740993", "9007199254740992", 1}, {"00012", "12", 0}, {"0.000", "0", 0}, {"-0.5", "0", -1}, {"+7", "7", 0},
		{"1e100000", "1e99999", 1}, {"1e-100000", "1e-99999", -1},
	} {
		a, okA := parseDecimal(c.a)
		b, okB := parseDecimal(c.b)
		if !okA || !okB || a.compare(b) != c.want || b.compare(a) != -c.want {
			t.Errorf("%s compared with %s is %d, want %d", c.a, c.b, a.compare(b), c.want)
		}
	}
	for _, text := range []string{"", "-", "1.", ".5", "1e", "1e+", "0x10", "1 ", " 1", "NaN", "Infinity", "1_000", "1e100001", "1e-100001", "e5", "١"} {
		if d, ok := parseDecimal(text); ok {
			t.Errorf("%q is read as %+v", text, d)
		}
	}
}

// FuzzDecimal compares with arbitrary-precision arithmetic.
func FuzzDecimal(f *testing.F) {
	for _, s := range []string{"1.50", "-0", "12e-7", "100", "0.001", "9e9"} {
		f.Add(s, "1.5")
	}
	f.Fuzz(func(t *testing.T, s, u string) {
		a, okA := parseDecimal(s)
		b, okB := parseDecimal(u)
		if !okA || !okB || len(s)+len(u) > 200 || max(a.exp, -a.exp, b.exp, -b.exp) > 400 {
			return
		}
		x, okX := new(big.Rat).SetString(s)
		y, okY := new(big.Rat).SetString(u)
		if !okX || !okY || a.compare(b) != x.Cmp(y) {
			t.Errorf("%s compared with %s is %d", s, u, a.compare(b))
		}
		for _, d := range []decimal{a, b} {
			if back, ok := parseDecimal(d.text("")); !ok || back.compare(d) != 0 {
				t.Errorf("%+v is written %q", d, d.text(""))
			}
			if above, ok := parseDecimal(d.text("1")); !ok || !d.negative && above.compare(d) <= 0 {
				t.Errorf("%+v with a digit more is %q", d, d.text("1"))
			}
		}
	})
}

func TestInstants(t *testing.T) {
	for _, c := range []struct {
		text     string
		seconds  int64
		fraction string
	}{
		{"1970-01-01T00:00:00Z", 0, ""}, {"1970-01-01", 0, ""}, {"1970-02", 31 * 86400, ""}, {"0", 0, ""}, {"-1", -1, ""},
		{"2026-01-15T10:30:00+01:30", 1768467600, ""}, {"2026-01-15T04:00:00-05:00", 1768467600, ""}, {"2026-01-15T09:00Z", 1768467600, ""},
		{"2026-01-15T09:00:00.250Z", 1768467600, "25"}, {"2026-01-15T09:00:00", 1768467600, ""}, {"1768467600", 1768467600, ""},
		{"2026-01-15T23:59:00+23:59", 1768435200, ""}, {"123456789012345", 123456789012345, ""}, {"0000-01-01", -62167219200, ""},
		{"0000-02-29", -62162121600, ""}, {"2024", 2024, ""}, {"2000-02-29", 951782400, ""}, {"1969-12-31T23:59:59Z", -1, ""}, {"0001-01-01", -62135596800, ""},
	} {
		if got, ok := parseInstant(c.text); !ok || got.seconds != c.seconds || got.fraction != c.fraction {
			t.Errorf("%q is %+v (%v)", c.text, got, ok)
		}
	}
	for _, text := range []string{"", "soon", "2026-13-01", "2026-00-01", "2026-02-30", "1900-02-29", "2026-1-5", "2026-01-15 09:00", "2026-01-15T25:00Z",
		"2026-01-15T09Z", "2026-01-15T09:00:60Z", "2026-01T09:00Z", "2026-01-15T09:00.5Z", "2026-01-15T09:00:00+1:00", "2026-01-15T09:00:00+24:00",
		"2026-01-15T09:00:00+01:60", "2026-01x15", "2026x01-15", "2026-01-15Tab:00Z", "2026-01-15T09:abZ", "2026-01-15T09x00Z", "2026-01-15T09:00:abZ",
		"2026-01-15T09:00:5Z", "2026-01-15T09:00x05Z", "2026-01-15T09:00:00x5Z", "2026-01-15T09:00:00.Z", "2026-01-15T09:00:00.xZ", "2026-01-15T09:00:ab.5Z",
		"abcd-01-15", "12026-01-15", "2026-ab-15", "2026-01-ab", "1234567890123456", "2026-01-15T+01:00", "20260115T090000Z", "--1", "1.5"} {
		if got, ok := parseInstant(text); ok {
			t.Errorf("%q is read as %+v", text, got)
		}
	}
}

// FuzzInstant compares with the standard library on the forms that both read.
func FuzzInstant(f *testing.F) {
	f.Add(int64(1768467600), 90)
	f.Add(int64(-1), -330)
	f.Add(int64(253402300799), 0)
	f.Fuzz(func(t *testing.T, seconds int64, zone int) {
		if seconds < -62135596800 || seconds > 253402300799 || zone < -1439 || zone > 1439 {
			return
		}
		at := time.Unix(seconds, 0).In(time.FixedZone("", zone*60))
		text := at.Format(time.RFC3339)
		if at.Year() < 1 || at.Year() > 9999 {
			return
		}
		if got, ok := parseInstant(text); !ok || got.seconds != seconds {
			t.Errorf("%s is %+v, want %d", text, got, seconds)
		}
	})
}

// FuzzBase64 compares with the standard library's strict decoder.
func FuzzBase64(f *testing.F) {
	for _, s := range []string{"", "eA==", "eHk=", "eHl6", "eB==", "A===", "e A=", "Zm9vYmFy"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		want, err := base64.StdEncoding.Strict().DecodeString(s)
		if strings.ContainsAny(s, "\r\n") {
			return // the standard library skips line breaks
		}
		if got, ok := decodeBase64(s); ok != (err == nil) || ok && got != string(want) {
			t.Errorf("%q is %q (%v), want %q (%v)", s, got, ok, want, err)
		}
	})
}

func TestNetworks(t *testing.T) {
	for _, c := range []struct {
		network, address string
		want             bool
	}{
		{"203.0.113.0/24", "203.0.113.255", true}, {"203.0.113.0/24", "203.0.114.0", false}, {"203.0.113.77/24", "203.0.113.5", true},
		{"203.0.113.7", "203.0.113.7", true}, {"203.0.113.7", "203.0.113.8", false}, {"0.0.0.0/0", "2001:db8::1", false}, {"::/0", "192.0.2.1", false},
		{"2001:DB8::/32", "2001:db8:0::1", true}, {"2001:db8::1", "2001:db8::2", false}, {"203.0.113.0/24", "::ffff:203.0.113.9", true},
		{"1:2:3::5:6:7:8", "1:2:3:0:5:6:7:8", true}, {"::ffff:203.0.113.0/120", "203.0.113.9", true}, {"10.0.0.0/8", "10.255.255.255", true},
		{"203.0.113.0/32", "203.0.113.0", true},
	} {
		n, okN := parseNetwork(c.network)
		a, okA := parseAddress(c.address)
		if !okN || !okA || n.contains(a) != c.want {
			t.Errorf("%s holds %s: %v, want %v", c.network, c.address, n.contains(a), c.want)
		}
	}
	for _, text := range []string{"", "203.0.113", "203.0.113.0/33", "203.0.113.0/", "203.0.113.*", "2001:db8::/129", "fe80::1%eth0", "256.0.0.1", "1.2.3.4/024", "203.0.113.",
		"1:2:3:4::5:6:7:8", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "1::2::3"} {
		if n, ok := parseNetwork(text); ok {
			t.Errorf("%q is read as %v", text, n)
		}
	}
}

// TestAddressesAreWritten holds how addresses are written, the way of RFC 5952: with :: for the first of the longest runs of zeros.
func TestAddressesAreWritten(t *testing.T) {
	for text, want := range map[string]string{
		"203.0.113.7": "203.0.113.7", "0.0.0.0": "0.0.0.0", "::ffff:10.1.2.255": "10.1.2.255",
		"0:0:0:0:0:0:0:0": "::", "0:0:0:0:0:0:0:1": "::1", "2001:DB8:0:0:0:0:0:0": "2001:db8::", "1:2:3:4:5:6:7:8": "1:2:3:4:5:6:7:8",
		"1:0:0:2:0:0:0:3": "1:0:0:2::3", "1:0:0:0:2:0:0:3": "1::2:0:0:3", "1:0:0:2:0:0:3:4": "1::2:0:0:3:4", "1:0:2:3:4:5:6:7": "1:0:2:3:4:5:6:7",
		"0:0:1:0:0:0:0:0": "0:0:1::", "0:0:0:1::": "0:0:0:1::",
	} {
		if a, ok := parseAddress(text); !ok || a.String() != want {
			t.Errorf("%s is written %s, want %s", text, a, want)
		}
	}
}

// TestNeighboursOfNetworks holds which addresses lie just outside of a network, within its family.
func TestNeighboursOfNetworks(t *testing.T) {
	for text, want := range map[string]string{
		"10.0.0.0/8": "9.255.255.255 11.0.0.0", "0.0.0.0/0": "", "0.0.0.0/8": "1.0.0.0", "255.0.0.0/8": "254.255.255.255", "203.0.113.7": "203.0.113.6 203.0.113.8",
		"::/0": "", "::/128": "::1", "::1": ":: ::2", "ffff::/16": "fffe:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
		"2001:db8::/32":   "2001:db7:ffff:ffff:ffff:ffff:ffff:ffff 2001:db9::",
		"0:0:0:1::/64":    "::ffff:ffff:ffff:ffff 0:0:0:2::",
		"::fffe:0:0/96":   "::fffd:ffff:ffff",
		"::1:0:0:0/80":    "::2:0:0:0",
		"2001:db8::1/128": "2001:db8:: 2001:db8::2",
	} {
		n, ok := parseNetwork(text)
		var got []string
		for _, a := range n.beside() {
			got = append(got, a.String())
		}
		if !ok || strings.Join(got, " ") != want {
			t.Errorf("beside %s are %v, want %s", text, got, want)
		}
	}
}

func TestPatterns(t *testing.T) {
	for _, c := range []struct {
		pattern, text string
		want          bool
	}{
		{"", "", true}, {"", "a", false}, {"*", "", true}, {"*", "a/b:c", true}, {"?", "", false}, {"?", "é", true}, {"??", "é", false},
		{"a*", "a", true}, {"a*b", "acbcb", true}, {"a*b", "acbc", false}, {"*a*", "bab", true}, {"a?c", "a/c", true}, {"home/*", "home", false},
		{"home/*", "home/", true}, {"*.txt", "a.txt.txt", true}, {"a**b", "ab", true}, {"[a]*", "[a]b", true}, {"a.c", "abc", false}, {"a\n*", "a\nb", true},
		{"*a?*", "ab", true}, {"*a?*", "xxab", true}, {"*a?*", "xxa", false}, {"*é?*", "ééé", true}, {"*b?", "abc", true}, {"*b?", "abcd", false},
	} {
		if got := wild(c.pattern).match(c.text); got != c.want {
			t.Errorf("%q covers %q: %v, want %v", c.pattern, c.text, got, c.want)
		}
	}
}

// TestStarsOverColons holds the two readings of a star that ends a field apart.
func TestStarsOverColons(t *testing.T) {
	for _, c := range []struct {
		pattern, arn  string
		strict, loose bool
	}{
		{"arn:aws:sns:*:topic", "arn:aws:sns:eu-west-1:111122223333:topic", false, true},
		{"arn:aws:logs:*:log-group:x", "arn:aws:logs:eu-west-1:111122223333:log-group:x", false, true},
		{"arn:aws:s3:::b*", "arn:aws:s3:::bucket/key", true, false},
		{"arn:aws:sns:eu*west:1:t", "arn:aws:sns:eu:west:1:t", false, false},
		{"arn:aws:sns:eu?*:1:t", "arn:aws:sns:eu:west:1:t", false, false},
		{"arn:aws:dynamodb:*:table/Parcels", "arn:aws:dynamodb:eu-west-1:111122223333:table/Parcels", false, true},
		{"arn:aws:dynamodb:*:table/Parcels", "arn:aws:dynamodb:eu-west-1:111122223333:table/parcels", false, false},
		{"arn:aws:dynamodb:*:table/parcels", "arn:aws:dynamodb:eu-west-1:111122223333:table/Parcels", false, false},
		{"arn:AWS:DynamoDB:*:table/Parcels", "arn:aws:dynamodb:eu-west-1:111122223333:table/Parcels", false, true},
		{"arn:aws:DYNAMODB:*:table/Parcels", "arn:aws:dynamodb:eu-west-1:111122223333:table/Parcels", false, true},
		{"arn:aws:zAZ:*:t", "arn:aws:zaz:eu-west-1:111122223333:t", false, true},
		{"arn:aws:sns:*", "arn:aws:sns:eu-west-1:111122223333:t", true, true},
		{"arn:aws:s?s:*:t", "arn:aws:sns:eu-west-1:111122223333:t", false, true},
		{"arn:aws:s?s:*:t", "arn:aws:s:s:eu-west-1:111122223333:t", false, false},
		{"arn:aws:sn*:e*:t", "arn:aws:sns:eu-west-1:111122223333:t", false, true},
		{"arn:aws:s*s:*:t", "arn:aws:sns:eu-west-1:111122223333:t", false, true},
		{"arn:aws:s*s:*:t", "arn:aws:s:s:eu-west-1:111122223333:t", false, false},
		{"arn:aws:sns:*:t*x:y", "arn:aws:sns:eu-west-1:111122223333:t:x:y", false, false},
		{"arn:aws:sns:*:*:t*x", "arn:aws:sns:eu:west:1:t:a:x", false, true},
		{"arn:aws:sns:*:*:t?x", "arn:aws:sns:eu:west:1:t:x", false, true},
		{"arn:aws:sns:*:1:é", "arn:aws:sns:ü:west:1:é", false, true},
		{"arn:aws:sns:*:1:t", "arn:aws:sns:1:t", false, false},
		{"arn:aws:a-service-of-a-long-name*:t", "arn:aws:sns:::t", false, false},
		{"arn:aws:sns*:a-topic-of-a-long-name", "arn:aws:sns:::t", false, false},
	} {
		p := arnPatternOf(t, c.pattern)
		a, _ := parseARN(c.arn)
		if got := p.match(&a, c.arn); got != c.strict {
			t.Errorf("%s covers %s field by field: %v, want %v", c.pattern, c.arn, got, c.strict)
		}
		if got := p.matchLoose(c.arn, len(c.arn)-len(a[arnResource])); got != c.loose {
			t.Errorf("%s covers %s with stars over colons: %v, want %v", c.pattern, c.arn, got, c.loose)
		}
	}
}

// arnPatternOf compiles a resource without variables.
func arnPatternOf(t *testing.T, text string) *arnPattern {
	d := Compile(Identity, `{"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "*", "Resource": "`+text+`"}}`)
	if d.Failure() != nil {
		t.Fatal(d.Failure().Message)
	}
	return &d.statements[0].resource.entries[0].pattern
}

func TestTemplates(t *testing.T) {
	for text, want := range map[string]Code{
		"${": MissingBraceInVariable, "a/${aws:username": MissingBraceInVariable, "${}": EmptyVariable, "${ }": EmptyVariable,
		"${aws: username}": UnsupportedSpaceInVariable, "${aws:username, none}": MissingQuoteInVariable, "${aws:username, 'x}": MissingQuoteInVariable, "${,'x'}": EmptyVariable,
		"${aws:username, x'}": MissingQuoteInVariable, "${aws:username, '}": MissingQuoteInVariable, "${aws:username,}": MissingQuoteInVariable,
	} {
		if _, err := parseTemplate(text, true); err == nil || err.code != want {
			t.Errorf("%q gives %v, want %s", text, err, want)
		}
	}
	set := New(Environment{}, nil)
	q := set.Ask(Request{Principal: benchAlice, Action: "s3:GetObject", Resource: "*", Context: map[string]Value{"aws:PrincipalTag/Team": {Strings: []string{"r*d"}}, "aws:SourceIp": {Strings: []string{""}}}})
	for text, want := range map[string]string{
		"b/${aws:username}/*": "b/alice/*", "${*}${?}${$}": "*?$", "${AWS:principaltag/team}": "r*d", "${aws:PrincipalTag/x, 'none'}": "none",
		"${aws:SourceIp, 'empty counts as none'}": "empty counts as none", "${aws:PrincipalTag/x, 'a}b'}": "a}b", "a$b{c}": "a$b{c}",
	} {
		p, err := parseTemplate(text, true)
		if err != nil {
			t.Errorf("%q: %s", text, err.message)
			continue
		}
		if res := p.resolve(q); res.state != yes || res.text.text() != want {
			t.Errorf("%q becomes %q (%v), want %q", text, res.text.text(), res.state, want)
		}
	}
}

// TestOperatorSpellings holds that the table of operators has each name once and finds it in any case.
func TestOperatorSpellings(t *testing.T) {
	for i := range operators {
		o := &operators[i]
		for _, form := range []string{o.name, strings.ToUpper(o.name), "ForAllValues:" + o.name, "foranyvalue:" + o.name, "ForAnyValue:" + o.name + "IfExists"} {
			got, exact, ok := parseOperator(form)
			canonical := strings.HasSuffix(strings.TrimSuffix(form, "IfExists"), o.name) && !strings.HasPrefix(form, "foranyvalue")
			if !ok || got.operator != o || exact != canonical {
				t.Errorf("%q is not read as %s, or is said to be AWS's spelling: %v", form, o.name, exact)
			}
		}
	}
	for _, form := range []string{"", "StringEqual", "ForAllValues", "ForSomeValues:StringEquals", "StringEqualsIfExistsIfExists", "ForAllValues:ForAnyValue:Bool", "IfExists"} {
		if _, _, ok := parseOperator(form); ok {
			t.Errorf("%q is read as an operator", form)
		}
	}
}

// TestARNOperands holds that an ARN of a policy has all six fields, the first of them arn.
func TestARNOperands(t *testing.T) {
	for text, want := range map[string]bool{
		"arn:aws:s3:::b": true, "arn:*:*:*:*:*": true, "ar?:aws:s3:::b": true, "arn:aws:s3": false, "arn": false, "*": false, "x:aws:s3:::b": false,
	} {
		if o := newOperand(arnFamily, wild(text)); o.ok != want {
			t.Errorf("%s can be read: %v", text, o.ok)
		}
	}
}

// TestNumbersOfOthers holds what CompareNumbers and AlwaysPresent say to other packages.
func TestNumbersOfOthers(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want int
		ok   bool
	}{{"1", "2", -1, true}, {"2", "1", 1, true}, {"2", "2.0", 0, true}, {"1", "x", 1, false}, {"x", "1", -1, false}, {"x", "y", 0, false}} {
		if got, ok := CompareNumbers(c.a, c.b); ok != c.ok || ok && got != c.want {
			t.Errorf("%s compared with %s is %d (%v)", c.a, c.b, got, ok)
		}
	}
	for key, want := range map[string]bool{"aws:SecureTransport": true, "AWS:CURRENTTIME": true, "aws:SourceIp": false, "s3:prefix": false, "": false} {
		if AlwaysPresent(key) != want {
			t.Errorf("%q is always present: %v", key, !want)
		}
	}
}
