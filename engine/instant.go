package engine

import (
	"cmp"
	"strings"
)

// An instant is a point in time: seconds since 1970-01-01T00:00:00Z and the decimal digits of a fraction of a second,
// without trailing zeros.
type instant struct {
	seconds  int64
	fraction string
}

func (t instant) compare(u instant) int {
	return cmp.Or(cmp.Compare(t.seconds, u.seconds), strings.Compare(t.fraction, u.fraction))
}

// maxEpochDigits bounds epoch seconds to what fits an int64 with room to spare.
const maxEpochDigits = 15

// parseInstant reads a date of the W3C profile of ISO 8601 or whole epoch seconds. What is missing is the start of the
// period, and UTC. A bare integer is always epoch seconds, also where it looks like a year (RATIONALE.md, "Why 2024 is
// a second of 1970").
//
// AWS: IAM User Guide, "Condition operators", Date condition operators.
func parseInstant(s string) (instant, bool) {
	if digits := strings.TrimPrefix(s, "-"); digits != "" && len(digits) <= maxEpochDigits && allDigits(digits) {
		n, _ := parseInteger(s)
		return instant{seconds: n}, true
	}
	day, clock, hasClock := strings.Cut(s, "T")
	days, ok := parseDay(day, hasClock)
	if !ok {
		return instant{}, false
	}
	t := instant{seconds: days * 86400}
	if !hasClock {
		return t, true
	}
	clock, offset, ok := cutZone(clock)
	if !ok {
		return instant{}, false
	}
	seconds, fraction, ok := parseClock(clock)
	t.seconds += seconds - offset
	t.fraction = fraction
	return t, ok
}

// parseDay reads YYYY-MM-DD, or YYYY-MM if no clock time follows, as days since 1970-01-01.
func parseDay(s string, full bool) (days int64, ok bool) {
	years, rest, _ := strings.Cut(s, "-")
	months, inMonth, dated := strings.Cut(rest, "-")
	if full && !dated {
		return 0, false
	}
	year, okY := digits(years, 4)
	month, okM := digits(months, 2)
	day, okD := 1, true
	if dated {
		day, okD = digits(inMonth, 2)
	}
	if !okY || !okM || !okD || month < 1 || month > 12 || day < 1 || day > monthLength(year, month) {
		return 0, false
	}
	return civilDays(year, month, day), true
}

// parseClock reads hh:mm, hh:mm:ss or hh:mm:ss.s….
func parseClock(s string) (seconds int64, fraction string, ok bool) {
	s, fraction, point := strings.Cut(s, ".")
	hours, rest, _ := strings.Cut(s, ":")
	minutes, last, hasSeconds := strings.Cut(rest, ":")
	if point && (!hasSeconds || fraction == "" || !allDigits(fraction)) {
		return 0, "", false
	}
	hour, okH := digits(hours, 2)
	minute, okM := digits(minutes, 2)
	second, okS := 0, true
	if hasSeconds {
		second, okS = digits(last, 2)
	}
	if !okH || !okM || !okS || hour > 23 || minute > 59 || second > 59 {
		return 0, "", false
	}
	return int64(hour*3600 + minute*60 + second), strings.TrimRight(fraction, "0"), true
}

// cutZone cuts Z or ±hh:mm off the end and returns the offset in seconds east of UTC.
func cutZone(s string) (clock string, offset int64, ok bool) {
	if clock, ok := strings.CutSuffix(s, "Z"); ok {
		return clock, 0, true
	}
	i := strings.IndexAny(s, "+-")
	if i < 0 {
		return s, 0, true
	}
	hours, minutes, _ := strings.Cut(s[i+1:], ":")
	h, okH := digits(hours, 2)
	m, okM := digits(minutes, 2)
	offset = int64(h*3600 + m*60)
	if s[i] == '-' {
		offset = -offset
	}
	return s[:i], offset, okH && okM && h <= 23 && m <= 59
}

func digits(s string, n int) (int, bool) {
	if len(s) != n || !allDigits(s) {
		return 0, false
	}
	v, ok := parseInteger(s)
	return int(v), ok
}

func monthLength(year, month int) int {
	switch month {
	case 2:
		if year%4 == 0 && (year%100 != 0 || year%400 == 0) {
			return 29
		}
		return 28
	case 4, 6, 9, 11:
		return 30
	}
	return 31
}

// civilDays counts the days from 1970-01-01 to a date of the proleptic Gregorian calendar. The year is taken to begin
// in March, so that the leap day is its last; 719,468 days lie between 0000-03-01 and 1970-01-01.
func civilDays(year, month, day int) int64 {
	if month <= 2 {
		year--
		month += 12
	}
	days := 365*year + floorDiv(year, 4) - floorDiv(year, 100) + floorDiv(year, 400)
	days += (153*(month-3) + 2) / 5
	return int64(days + day - 1 - 719468)
}

func floorDiv(a, b int) int {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}
