package check

import (
	"strconv"
	"strings"

	"github.com/iam-policy-playground/playground/engine/catalog"
	"github.com/iam-policy-playground/playground/engine/internal/jsontree"
)

// operatorNames are the condition operators as AWS writes them, without set prefix and IfExists.
//
// AWS: IAM User Guide, "IAM JSON policy elements: Condition operators".
var operatorNames = strings.Fields("StringEquals StringNotEquals StringEqualsIgnoreCase StringNotEqualsIgnoreCase StringLike StringNotLike " +
	"NumericEquals NumericNotEquals NumericLessThan NumericLessThanEquals NumericGreaterThan NumericGreaterThanEquals " +
	"DateEquals DateNotEquals DateLessThan DateLessThanEquals DateGreaterThan DateGreaterThanEquals " +
	"Bool BinaryEquals IpAddress NotIpAddress ArnEquals ArnLike ArnNotEquals ArnNotLike Null")

// fixOperator writes the operator that a name is a slip for, with its prefix and suffix.
func fixOperator(p *place) (Fix, bool) {
	object, key := p.member()
	base, set := strings.Trim(key.Str(), ": \t"), ""
	if before, rest, ok := strings.Cut(base, ":"); ok {
		if set, ok = nearest(strings.TrimSpace(before), []string{"ForAllValues", "ForAnyValue"}); !ok {
			return Fix{}, false
		}
		set, base = set+":", strings.Trim(rest, ": \t")
	}
	suffix := ""
	if n := len(base) - len("IfExists"); n > 0 && strings.EqualFold(base[n:], "IfExists") {
		base, suffix = base[:n], "IfExists"
	}
	name, ok := operatorNear(base)
	if !ok {
		return Fix{}, false
	}
	return renamed(object, key, set+name+suffix)
}

// operatorNear returns the operator that a name is a slip for: of the keyboard, or Not in the wrong place.
func operatorNear(name string) (string, bool) {
	if rest, ok := strings.CutPrefix(strings.ToLower(name), "not"); ok {
		for _, o := range operatorNames {
			if strings.ToLower(strings.Replace(o, "Not", "", 1)) == rest && strings.Contains(o, "Not") {
				return o, true
			}
		}
	}
	return nearest(name, operatorNames)
}

// fixNull writes Null alone, which can have neither prefix nor suffix.
func fixNull(p *place) (Fix, bool) {
	object, key := p.member()
	return renamed(object, key, "Null")
}

// fixLike writes the operator with wildcards, under which values without them mean the same.
func fixLike(p *place) (Fix, bool) {
	for i := len(p.path) - 1; i > 1; i-- {
		key := p.path[i]
		if name := key.Str(); key.Of().Kind() == jsontree.Object && strings.Contains(name, "Equals") && !strings.Contains(name, "IgnoreCase") {
			return renamed(p.path[i-1], key, strings.Replace(name, "Equals", "Like", 1))
		}
	}
	return Fix{}, false
}

// fixConditionKey writes the prefix of a global key.
func fixConditionKey(p *place) (Fix, bool) {
	object, key := p.member()
	for _, global := range catalog.GlobalKeys() {
		if prefix, name, _ := strings.Cut(global.Name, ":"); prefix == "aws" && strings.EqualFold(name, key.Str()) {
			return renamed(object, key, global.Name)
		}
	}
	return Fix{}, false
}

func fixWithdrawnKey(p *place) (Fix, bool) {
	object, key := p.member()
	return renamed(object, key, "aws:PrincipalArn")
}

// fixMixedTypes puts quotes around the numbers and booleans of a list, which are compared as strings anyway.
func fixMixedTypes(p *place) (Fix, bool) {
	fix := Fix{Title: "Make all of them strings"}
	for each := p.last().First(); each.OK(); each = each.Next() {
		if each.Kind() != jsontree.String {
			fix.Edits = append(fix.Edits, Edit{spanOf(each), `"` + each.Raw() + `"`})
		}
	}
	return fix, len(fix.Edits) > 0
}

// fixBooleans writes one value in the place of several that are the same.
func fixBooleans(p *place) (Fix, bool) {
	first := p.last().First()
	for each := first; each.OK(); each = each.Next() {
		if !strings.EqualFold(strings.Trim(each.Raw(), `"`), strings.Trim(first.Raw(), `"`)) {
			return Fix{}, false
		}
	}
	return replaced(p.last(), first.Raw()), first.OK()
}

// fixBlanks takes blanks from the ends of a value. Another check tells whether that is enough.
func fixBlanks(p *place) (Fix, bool) {
	v := p.last()
	text := strings.TrimSpace(v.Str())
	return rewrite(v, text), text != v.Str() && text != "" && !strings.ContainsAny(text, " ,;")
}

// fixHostBits writes zeros for the bits behind the prefix of an IPv4 range.
func fixHostBits(p *place) (Fix, bool) {
	address, prefix, _ := strings.Cut(p.last().Str(), "/")
	bits, err := strconv.Atoi(prefix)
	fields := strings.Split(address, ".")
	if err != nil || len(fields) != 4 {
		return Fix{}, false
	}
	for i, field := range fields {
		n, err := strconv.Atoi(field)
		if err != nil {
			return Fix{}, false
		}
		host := min(max(8*(i+1)-bits, 0), 8) // bits of this field behind the prefix
		fields[i] = strconv.Itoa(n >> host << host)
	}
	return rewrite(p.last(), strings.Join(fields, ".")+"/"+prefix), true
}

// fixEpoch writes seconds since 1970 as a date.
func fixEpoch(p *place) (Fix, bool) {
	v := p.last()
	text := v.Str()
	if v.Kind() == jsontree.Number {
		text = v.Raw()
	}
	seconds, err := strconv.ParseInt(text, 10, 64)
	if err != nil || seconds < 0 || seconds >= 253402300800 { // the year 10000
		return Fix{}, false
	}
	return rewrite(v, isoDate(seconds)), true
}

// isoDate writes a moment after 1970 as ISO 8601 does.
func isoDate(seconds int64) string {
	const day = 24 * 60 * 60
	days, rest := int(seconds/day), int(seconds%day)
	year := 1970
	for ; days >= yearLength(year); year++ {
		days -= yearLength(year)
	}
	month := 0
	lengths := [...]int{31, yearLength(year) - 337, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31}
	for ; days >= lengths[month]; month++ {
		days -= lengths[month]
	}
	two := func(n int) string { return strconv.Itoa(n/10) + strconv.Itoa(n%10) }
	return strconv.Itoa(year) + "-" + two(month+1) + "-" + two(days+1) + "T" + two(rest/3600) + ":" + two(rest/60%60) + ":" + two(rest%60) + "Z"
}

func yearLength(year int) int {
	if year%4 == 0 && (year%100 != 0 || year%400 == 0) {
		return 366
	}
	return 365
}
