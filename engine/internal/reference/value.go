package reference

import (
	"bytes"
	"encoding/base64"
	"math/big"
	"net/netip"
	"regexp"
	"strings"
	"time"
)

// The tests of section 3.5: one value of the request against one of the policy. What cannot be read matches nothing.

func likeText(value string, want wanted) bool { return glob(want.pattern, value) }

func likeTextAnyCase(value string, want wanted) bool {
	return strings.EqualFold(written(want.pattern), value)
}

var decimal = regexp.MustCompile(`^[+-]?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?$`)

// number compares decimals of any length.
func number(holds func(compared int) bool) func(string, wanted) bool {
	return func(value string, want wanted) bool {
		a, ok1 := readNumber(value)
		b, ok2 := readNumber(want.text)
		return ok1 && ok2 && holds(a.Cmp(b))
	}
}

func readNumber(text string) (*big.Rat, bool) {
	if !decimal.MatchString(text) {
		return nil, false
	}
	return new(big.Rat).SetString(text)
}

var (
	epoch = regexp.MustCompile(`^-?[0-9]+$`)
	// dateShape is asked first: package time is more lenient.
	dateShape   = regexp.MustCompile(`^\d{4}-\d{2}(-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})?)?)?$`)
	dateLayouts = []string{
		"2006-01", "2006-01-02",
		"2006-01-02T15:04Z07:00", "2006-01-02T15:04:05Z07:00",
		"2006-01-02T15:04", "2006-01-02T15:04:05",
	}
)

// date compares instants.
func date(holds func(compared int) bool) func(string, wanted) bool {
	return func(value string, want wanted) bool {
		a, ok1 := readDate(value)
		b, ok2 := readDate(want.text)
		return ok1 && ok2 && holds(a.Cmp(b))
	}
}

// readDate gives seconds since 1970. A bare integer is just that; what is missing of a date is its start, in UTC.
func readDate(text string) (*big.Rat, bool) {
	if epoch.MatchString(text) {
		return new(big.Rat).SetString(text)
	}
	if !dateShape.MatchString(text) {
		return nil, false
	}
	for _, layout := range dateLayouts {
		if at, err := time.Parse(layout, text); err == nil {
			seconds := new(big.Rat).SetInt64(at.Unix())
			return seconds.Add(seconds, big.NewRat(int64(at.Nanosecond()), 1e9)), true
		}
	}
	return nil, false
}

// boolean knows true and false, in any case.
func boolean(value string, want wanted) bool {
	policy := written(want.pattern)
	return (strings.EqualFold(policy, "true") || strings.EqualFold(policy, "false")) && strings.EqualFold(policy, value)
}

func sameBytes(value string, want wanted) bool {
	a, err1 := base64.StdEncoding.Strict().DecodeString(value)
	b, err2 := base64.StdEncoding.Strict().DecodeString(want.text)
	return err1 == nil && err2 == nil && bytes.Equal(a, b)
}

// inNetwork asks whether an address lies in a block. A bare address is a block of one.
func inNetwork(value string, want wanted) bool {
	address, err := netip.ParseAddr(value)
	if err != nil {
		return false
	}
	if one, err := netip.ParseAddr(want.text); err == nil {
		return one.Unmap() == address.Unmap()
	}
	block, err := netip.ParsePrefix(want.text)
	return err == nil && block.Contains(address.Unmap())
}

// likeARN compares field by field, with case; wildcards do not leave their field, and the sixth is all the rest.
func likeARN(value string, want wanted) bool {
	got, ok := arnFields(value)
	if !ok || got[0] != "arn" || want.fields == nil {
		return false
	}
	for i, pattern := range want.fields {
		if !glob(pattern, got[i]) {
			return false
		}
	}
	return true
}

func written(pattern []sign) string {
	var text strings.Builder
	for _, s := range pattern {
		text.WriteRune(s.char)
	}
	return text.String()
}
