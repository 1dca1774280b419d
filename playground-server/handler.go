package main

import (
	"net/http"
	"net/netip"
	"strings"

	"github.com/iam-policy-playground/playground/engine/wire"
	"github.com/iam-policy-playground/playground/playground-server/share"
)

// newHandler returns the whole server: the built page, and what package share answers beside it.
func newHandler(s *site, o share.Options) http.Handler {
	o.Site, o.Module = s, s.engine
	o.Evaluate = func(op uint32, in []byte) []byte { return wire.Serve(op, in, nil) }
	return share.New(o)
}

// clientOf returns who asks, for the limiters. header is one that a trusted proxy sets; of its values, which a client may
// begin, the last is the proxy's. Without one it is the address that the connection comes from.
func clientOf(r *http.Request, header string) string {
	from := r.RemoteAddr
	if header != "" {
		values := strings.Split(strings.Join(r.Header.Values(header), ","), ",")
		from = strings.TrimSpace(values[len(values)-1])
	}
	return prefixOf(from, 32, 64)
}

// prefixOf cuts an address, with or without a port, to its first bits: one household has many addresses of IPv6.
func prefixOf(from string, bits4, bits6 int) string {
	address, err := netip.ParseAddr(from)
	if err != nil {
		with, err := netip.ParseAddrPort(from)
		if err != nil {
			return "unknown"
		}
		address = with.Addr()
	}
	address = address.Unmap().WithZone("")
	bits := bits6
	if address.Is4() {
		bits = bits4
	}
	prefix, err := address.Prefix(bits)
	if err != nil {
		return "unknown"
	}
	return prefix.Addr().String()
}
