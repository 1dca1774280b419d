package engine

import (
	"strconv"
	"strings"
)

// An address is an IP address of 128 bits. An IPv4 address is its IPv6 form ::ffff:a.b.c.d. The standard library's
// netip would bring 30 kB of other packages into the module; a test compares with it.
type address struct{ high, low uint64 }

// A network holds the addresses that begin with the same bits. All its other bits are zero.
type network struct {
	first address
	bits  int // of 128, so 96 more than an IPv4 network is written with
}

// v4 is what IPv4 addresses begin with.
const v4 = 0xffff << 32

func (a address) is4() bool { return a.high == 0 && a.low>>32 == v4>>32 }

// mask is an address whose first bits are ones.
func mask(bits int) address {
	return address{^(^uint64(0) >> bits), ^(^uint64(0) >> max(bits-64, 0))}
}

// contains reports whether a lies in n; an IPv4 address lies in no IPv6 network.
func (n network) contains(a address) bool {
	m := mask(n.bits)
	return a.is4() == n.first.is4() && (a.high^n.first.high)&m.high == 0 && (a.low^n.first.low)&m.low == 0
}

// last returns the last address of n.
func (n network) last() address {
	m := mask(n.bits)
	return address{n.first.high | ^m.high, n.first.low | ^m.low}
}

// beside returns the addresses before and behind n, as far as its family has them.
func (n network) beside() []address {
	before, behind := n.first, n.last()
	if before.low--; before.low == ^uint64(0) {
		before.high--
	}
	if behind.low++; behind.low == 0 {
		behind.high++
	}
	var list []address
	if before.is4() == n.first.is4() && n.first != (address{}) {
		list = append(list, before)
	}
	if behind.is4() == n.first.is4() && behind != (address{}) {
		list = append(list, behind)
	}
	return list
}

// parseNetwork reads a CIDR block or a bare address. Bits after the prefix are dropped; an IPv4 address written in
// IPv6 form is IPv4. A bare address stands for itself alone, in both families (RATIONALE.md, "Why a bare IPv6 address
// is a /128").
//
// AWS: IAM User Guide, "Condition operators", IP address condition operators.
func parseNetwork(s string) (network, bool) {
	text, prefix, hasPrefix := strings.Cut(s, "/")
	a, ok := parseAddress(text)
	n := network{a, 128}
	if !ok || !hasPrefix {
		return n, ok
	}
	width := 128
	if !strings.Contains(text, ":") {
		width = 32
	}
	bits, ok := digits(prefix, len(prefix))
	if !ok || prefix == "" || len(prefix) > 3 || prefix[0] == '0' && prefix != "0" || bits > width {
		return network{}, false
	}
	n.bits = 128 - width + bits
	m := mask(n.bits)
	n.first = address{a.high & m.high, a.low & m.low}
	return n, true
}

// parseAddress reads an IPv4 address of four numbers, or an IPv6 address without zone.
func parseAddress(s string) (address, bool) {
	if low, ok := parseIPv4(s); ok {
		return address{low: v4 | low}, true
	}
	front, back, short := strings.Cut(s, "::")
	var groups [8]uint64
	head, ok := parseGroups(front, groups[:], !short)
	if !ok || !short && head != len(groups) {
		return address{}, false
	}
	if short {
		var tail [7]uint64 // :: stands for one group at least
		n, ok := parseGroups(back, tail[:], true)
		if !ok || head+n > len(tail) {
			return address{}, false
		}
		copy(groups[len(groups)-n:], tail[:n])
	}
	var a address
	for i := range 4 {
		a.high = a.high<<16 | groups[i]
		a.low = a.low<<16 | groups[i+4]
	}
	return a, true
}

// parseGroups reads the groups of s, of four hexadecimal digits at most, and returns how many there are. The end of an
// address may be written as an IPv4 address.
func parseGroups(s string, groups []uint64, end bool) (n int, ok bool) {
	for more := s != ""; more; {
		var group string
		group, s, more = strings.Cut(s, ":")
		if low, ok := parseIPv4(group); ok && end && !more && n+2 <= len(groups) {
			groups[n], groups[n+1] = low>>16, low&0xffff
			return n + 2, true
		}
		value, ok := hexGroup(group)
		if !ok || n == len(groups) {
			return 0, false
		}
		groups[n] = value
		n++
	}
	return n, true
}

// parseIPv4 reads four decimal numbers up to 255. A leading zero, which some take for octal, is refused.
func parseIPv4(s string) (low uint64, ok bool) {
	field, digits, points := uint64(0), 0, 0
	for i := range len(s) {
		if s[i] == '.' && digits > 0 {
			low, field, digits = low<<8|field, 0, 0
			points++
			continue
		}
		digit := uint64(s[i]) - '0'
		if digit > 9 || digits > 0 && field == 0 {
			return 0, false
		}
		if field = field*10 + digit; field > 255 {
			return 0, false
		}
		digits++
	}
	return low<<8 | field, points == 3 && digits > 0
}

const hexDigits = "0123456789abcdef"

func hexGroup(s string) (uint64, bool) {
	if s == "" || len(s) > 4 {
		return 0, false
	}
	n := uint64(0)
	for i := range len(s) {
		digit := strings.IndexByte(hexDigits, lower(s[i]))
		if digit < 0 {
			return 0, false
		}
		n = n<<4 | uint64(digit)
	}
	return n, true
}

// String writes a, an IPv6 address with :: for the first of its longest runs of zeros.
func (a address) String() string {
	if a.is4() {
		return strconv.Itoa(int(a.low>>24&255)) + "." + strconv.Itoa(int(a.low>>16&255)) + "." +
			strconv.Itoa(int(a.low>>8&255)) + "." + strconv.Itoa(int(a.low&255))
	}
	var groups [8]uint64
	for i := range 4 {
		groups[i], groups[i+4] = a.high>>(48-16*i)&0xffff, a.low>>(48-16*i)&0xffff
	}
	from, to := 0, 0
	for i := range groups {
		end := i
		for end < len(groups) && groups[end] == 0 {
			end++
		}
		if end-i > max(to-from, 1) {
			from, to = i, end
		}
	}
	var b []byte
	for i := 0; i < len(groups); i++ {
		if i == from && to > from {
			b = append(b, "::"...)
			i = to - 1
			continue
		}
		if i > 0 && i != to {
			b = append(b, ':')
		}
		b = strconv.AppendUint(b, groups[i], 16)
	}
	return string(b)
}

// single reports whether n is one address.
func (n network) single() bool { return n.bits == 128 }
