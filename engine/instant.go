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
	const fullDay = len("2006-01-02")
	if len(s) <= fullDay || s[fullDay] != 'T' {
		if n, ok := parseInteger(s); ok && s[0] != '+' && len(strings.TrimPrefix(s, "-")) <= maxEpochDigits {
			return instant{seconds: n}, true
		}
		days, ok := parseDay(s)
		return instant{seconds: days * 86400}, ok
	}
	days, okD := parseDay(s[:fullDay])
	clock, offset, okZ := cutZone(s[fullDay+1:])
	seconds, fraction, okC := parseClock(clock)
	if !okD || !okZ || !okC {
		return instant{}, false
	}
	return instant{seconds: days*86400 + seconds - offset, fraction: fraction}, true
}

// parseDay reads YYYY-MM-DD or YYYY-MM as days since 1970-01-01.
func parseDay(s string) (days int64, ok bool) {
	day, okD := 1, true
	switch len(s) {
	case len("2006-01"):
	case len("2006-01-02"):
		day, okD = digits(s[8:], 2)
		okD = okD && s[7] == '-'
	default:
		return 0, false
	}
	year, okY := digits(s[:4], 4)
	month, okM := digits(s[5:7], 2)
	if !okY || !okM || !okD || s[4] != '-' || month < 1 || month > 12 || day < 1 || day > monthLength(year, month) {
		return 0, false
	}
	return civilDays(year, month, day), true
}

// parseClock reads hh:mm, hh:mm:ss or hh:mm:ss.s….
func parseClock(s string) (seconds int64, fraction string, ok bool) {
	if len(s) < len("15:04") || s[2] != ':' {
		return 0, "", false
	}
	hour, okH := digits(s[:2], 2)
	minute, okM := digits(s[3:5], 2)
	second, okS := 0, true
	if rest := s[5:]; rest != "" {
		second, fraction, okS = parseSeconds(rest)
	}
	if !okH || !okM || !okS || hour > 23 || minute > 59 || second > 59 {
		return 0, "", false
	}
	return int64(hour*3600 + minute*60 + second), fraction, true
}

// parseSeconds reads :ss or :ss.s….
func parseSeconds(s string) (second int, fraction string, ok bool) {
	if len(s) < len(":05") || s[0] != ':' {
		return 0, "", false
	}
	second, ok = digits(s[1:3], 2)
	if rest := s[3:]; rest != "" {
		fraction = rest[1:]
		ok = ok && rest[0] == '.' && fraction != "" && allDigits(fraction)
	}
	return second, strings.TrimRight(fraction, "0"), ok
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

// digits reads a number of n digits.
func digits(s string, n int) (number int, ok bool) {
	if len(s) != n {
		return 0, false
	}
	for i := range len(s) {
		digit := s[i] - '0'
		if digit > 9 {
			return 0, false
		}
		number = number*10 + int(digit)
	}
	return number, true
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
