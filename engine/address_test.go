package engine

import (
	"net/netip"
	"testing"
)

// readAddress is parseAddress by the standard library.
func readAddress(s string) (netip.Addr, bool) {
	a, err := netip.ParseAddr(s)
	return a.Unmap(), err == nil && a.Zone() == ""
}

// readNetwork is parseNetwork by the standard library.
func readNetwork(s string) (netip.Prefix, bool) {
	if a, ok := readAddress(s); ok {
		return netip.PrefixFrom(a, a.BitLen()), true
	}
	p, err := netip.ParsePrefix(s)
	if err == nil && p.Addr().Is4In6() && p.Bits() >= 96 {
		p = netip.PrefixFrom(p.Addr().Unmap(), p.Bits()-96)
	}
	return p.Masked(), err == nil
}

var addressTexts = []string{
	"0.0.0.0", "255.255.255.255", "203.0.113.7", "203.0.113.07", "203.0.113", "1.2.3.4.5", "256.1.1.1", "1..2.3", "::", "::1", "1::", "1::2",
	"2001:db8::1", "2001:DB8:0:0:1:0:0:1", "1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7::", "1:2:3:4:5:6:7:8::", "::2:3:4:5:6:7:8", "1:2:3:4:5:6:7",
	":1", "1:", ":::", "1::2::3", "12345::", "g::", "::ffff:1.2.3.4", "::1.2.3.4", "1:2:3:4:5:6:1.2.3.4", "1:2:3:4:5:6:7:1.2.3.4",
	"1.2.3.4::", "::1.2.3.4:5", "1::1.2.3.4:0", "fe80::1%eth0", "0:0:1:0:0:0:1:0", "1:0:0:1:0:0:1:1", "1:0:1:1:1:1:1:1", "", "x",
	"10.0.0.0/8", "10.1.2.3/8", "0.0.0.0/0", "1.2.3.4/32", "1.2.3.4/33", "1.2.3.4/", "1.2.3.4/08", "1.2.3.4/+8", "1.2.3.4/8/8", "::/0",
	"2001:db8::1/32", "2001:db8::/64", "::/129", "::/128", "::ffff:1.2.3.4/120", "::ffff:1.2.3.4/96", "::ffff:1.2.3.4/90", "fe80::%a/10", "/8",
}

// FuzzAddress compares addresses and networks with those of the standard library.
func FuzzAddress(f *testing.F) {
	for i, text := range addressTexts {
		f.Add(text, addressTexts[(i+7)%len(addressTexts)])
	}
	f.Fuzz(func(t *testing.T, text, other string) { compareAddresses(t, text, other) })
}

// TestAddress compares every pair of texts.
func TestAddress(t *testing.T) {
	for _, text := range addressTexts {
		for _, other := range addressTexts {
			compareAddresses(t, text, other)
		}
	}
}

func compareAddresses(t *testing.T, text, other string) {
	t.Helper()
	a, ok := parseAddress(other)
	std, want := readAddress(other)
	if ok != want || ok && a.String() != std.String() {
		t.Fatalf("address %q: %v %v, want %v %v", other, a, ok, std, want)
	}
	n, ok := parseNetwork(text)
	stdNet, wantNet := readNetwork(text)
	if ok != wantNet {
		t.Fatalf("network %q: %v, want %v", text, ok, wantNet)
	}
	if !ok {
		return
	}
	mixed := n.first.is4() != n.last().is4() // a wide IPv6 network in which all of IPv4 lies; Contains keeps them apart
	if n.first.String() != stdNet.Addr().String() || !mixed && !stdNet.Contains(asNetip(n.last())) {
		t.Fatalf("network %q: %v to %v, want %v", text, n.first, n.last(), stdNet)
	}
	for _, b := range n.beside() {
		if stdNet.Contains(asNetip(b)) || n.contains(b) {
			t.Fatalf("network %q: %v is not beside it", text, b)
		}
	}
	if want && n.contains(a) != stdNet.Contains(std) {
		t.Fatalf("network %q contains %q: %v, want %v", text, other, n.contains(a), stdNet.Contains(std))
	}
}

func asNetip(a address) netip.Addr { return netip.MustParseAddr(a.String()) }
