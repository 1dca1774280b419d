package engine

import (
	"net/netip"
	"strings"
)

// parseNetwork reads a CIDR block or a bare address. Bits after the prefix are dropped; an IPv4 address written in
// IPv6 form is IPv4. A bare address stands for itself alone, in both families (RATIONALE.md, "Why a bare IPv6 address
// is a /128").
//
// AWS: IAM User Guide, "Condition operators", IP address condition operators.
func parseNetwork(s string) (netip.Prefix, bool) {
	if strings.IndexByte(s, '/') < 0 {
		a, ok := parseAddress(s)
		return netip.PrefixFrom(a, a.BitLen()), ok
	}
	p, err := netip.ParsePrefix(s)
	if err != nil {
		return netip.Prefix{}, false
	}
	if p.Addr().Is4In6() && p.Bits() >= 96 {
		p = netip.PrefixFrom(p.Addr().Unmap(), p.Bits()-96)
	}
	return p.Masked(), true
}

func parseAddress(s string) (netip.Addr, bool) {
	a, err := netip.ParseAddr(s)
	if err != nil || a.Zone() != "" {
		return netip.Addr{}, false
	}
	return a.Unmap(), true
}
