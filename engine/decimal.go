package engine

import (
	"cmp"
	"math"
	"strings"
)

// A decimal is an exact number: ±0.digits × 10^exp, with neither leading nor trailing zeros among its digits.
// Zero has no digits. Binary floating point would call 9007199254740992 and 9007199254740993 equal.
type decimal struct {
	negative bool
	digits   string
	exp      int
}

// maxExponent bounds the exponent a decimal may be written with; beyond it a text is no number.
const maxExponent = 100_000

// parseDecimal reads an optional sign, digits with an optional point, and an optional exponent.
func parseDecimal(s string) (decimal, bool) {
	var d decimal
	if s != "" && (s[0] == '-' || s[0] == '+') {
		d.negative = s[0] == '-'
		s = s[1:]
	}
	if i := strings.IndexAny(s, "eE"); i >= 0 {
		exp, ok := parseInteger(s[i+1:])
		if !ok || exp > maxExponent || exp < -maxExponent {
			return decimal{}, false
		}
		d.exp = int(exp)
		s = s[:i]
	}
	whole, fraction, point := strings.Cut(s, ".")
	if whole == "" || point && fraction == "" || !allDigits(whole) || !allDigits(fraction) {
		return decimal{}, false
	}
	d.exp += len(whole)
	d.digits = whole
	if point {
		d.digits = whole + fraction
	}
	trimmed := strings.TrimLeft(d.digits, "0")
	d.exp -= len(d.digits) - len(trimmed)
	d.digits = strings.TrimRight(trimmed, "0")
	if d.digits == "" {
		return decimal{}, true
	}
	return d, true
}

// parseInteger reads digits with an optional sign. A number that is out of range becomes a very large one. Unlike
// strconv's, its errors do not bring quoting and floating point into the module.
func parseInteger(s string) (n int64, ok bool) {
	digits := strings.TrimPrefix(s, "-")
	if digits == s {
		digits = strings.TrimPrefix(s, "+")
	}
	for i := range len(digits) {
		n = min(n*10+int64(digits[i]-'0'), math.MaxInt64/100)
	}
	if s[:len(s)-len(digits)] == "-" {
		n = -n
	}
	return n, digits != "" && allDigits(digits)
}

func allDigits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return true
}

func (d decimal) compare(e decimal) int {
	if c := cmp.Compare(d.sign(), e.sign()); c != 0 || d.digits == "" {
		return c
	}
	c := cmp.Or(cmp.Compare(d.exp, e.exp), strings.Compare(d.digits, e.digits))
	if d.negative {
		return -c
	}
	return c
}

func (d decimal) sign() int {
	switch {
	case d.digits == "":
		return 0
	case d.negative:
		return -1
	}
	return 1
}

// CompareNumbers compares two numbers as the numeric condition operators read them: negative if a is less than b. ok is false
// where one of them is no number.
func CompareNumbers(a, b string) (c int, ok bool) {
	x, first := parseDecimal(a)
	y, second := parseDecimal(b)
	return x.compare(y), first && second
}
