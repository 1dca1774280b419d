package generate

import (
	"encoding/json"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// families are the operators by what they compare. Section 3.2.
var families = map[string][]string{
	"String": {
		"StringEquals", "StringNotEquals", "StringEqualsIgnoreCase", "StringNotEqualsIgnoreCase", "StringLike", "StringNotLike",
	},
	"Numeric": {
		"NumericEquals", "NumericNotEquals", "NumericLessThan", "NumericLessThanEquals", "NumericGreaterThan", "NumericGreaterThanEquals",
	},
	"Date": {
		"DateEquals", "DateNotEquals", "DateLessThan", "DateLessThanEquals", "DateGreaterThan", "DateGreaterThanEquals",
	},
	"Bool":      {"Bool"},
	"Binary":    {"BinaryEquals"},
	"IpAddress": {"IpAddress", "NotIpAddress"},
	"Arn":       {"ArnEquals", "ArnLike", "ArnNotEquals", "ArnNotLike"},
}

// byOperator holds each family as often as it has operators, and texts a little more often.
var byOperator = func() (all []string) {
	for _, family := range slices.Sorted(maps.Keys(families)) {
		for range families[family] {
			all = append(all, family)
		}
		if family == "String" {
			all = append(all, family, family)
		}
	}
	return all
}()

// condition makes no, one, two or three tests; an operator with a key stands in it once.
func (m *maker) condition() map[string]map[string]any {
	var condition map[string]map[string]any
	for m.chance(45) && len(condition) < 3 && !(m.focused && len(condition) > 0) {
		key := m.conditionKey()
		operator := m.operator(key.family)
		if condition == nil {
			condition = map[string]map[string]any{}
		}
		if slices.ContainsFunc(slices.Collect(maps.Keys(condition)), func(other string) bool { return strings.EqualFold(other, operator) }) {
			continue
		}
		m.tested = append(m.tested, key.name)
		condition[operator] = map[string]any{m.anyCase(key.name, 10): m.values(operator, key)}
	}
	return condition
}

// someCondition makes at least one test.
func (m *maker) someCondition() map[string]map[string]any {
	for {
		if condition := m.condition(); condition != nil {
			return condition
		}
	}
}

// conditionKey prefers keys that the request has. Families are chosen by their number of operators.
func (m *maker) conditionKey() contextKey {
	family := pick(m, byOperator...)
	for {
		key := pick(m, derived...)
		if m.focused || m.chance(60) {
			key = pick(m, given...)
		}
		if _, ok := m.keys[strings.ToLower(key.name)]; key.family == family && (ok || m.chance(20)) {
			return key
		}
	}
}

// operator chooses one, mostly of the key's family, with its prefix and suffix.
func (m *maker) operator(family string) string {
	if m.chance(8) {
		return pick(m, "Null", "Null", "Null", "ForAllValues:Null", "ForAnyValue:Null")
	}
	if m.chance(10) {
		family = pick(m, byOperator...)
	}
	operator := pick(m, families[family]...)
	if m.chance(3) {
		operator = strings.ToLower(operator)
	}
	if m.chance(25) {
		operator += "IfExists"
	}
	if m.chance(40) {
		operator = pick(m, "ForAllValues:", "ForAnyValue:") + operator
	}
	return operator
}

// values makes the policy's side of a test: what the request carries, near it, a pattern of it, or another value of the key.
func (m *maker) values(operator string, key contextKey) any {
	if strings.HasSuffix(operator, "Null") {
		return pick[any](m, "true", "false", "True", true, false, []string{"true", "false"}, "maybe", []string{})
	}
	if m.chance(3) {
		return []string{}
	}
	carried := m.keys[strings.ToLower(key.name)].Texts
	values := []string{}
	for len(values) == 0 || m.chance(30) {
		at := "x"
		if len(key.values) > 0 {
			at = pick(m, key.values...)
		}
		if len(carried) > 0 && m.chance(85) {
			at = pick(m, carried...)
		}
		values = append(values, m.wanted(operator, at))
	}
	return m.unquoted(values)
}

// wanted makes one value of the policy from one that the request may carry.
func (m *maker) wanted(operator, carried string) string {
	operator = strings.ToLower(operator)
	switch {
	case m.chance(25) || (m.focused || carried == "") && m.chance(30):
		return carried
	case strings.Contains(operator, "string") && m.chance(12):
		return m.withVariable(carried)
	case strings.Contains(operator, "like") && !strings.Contains(operator, "arn"):
		return pick(m, m.like(carried), m.like(carried), m.near(carried), "*", "a${*}b")
	case strings.Contains(operator, "numeric"):
		return m.nearNumber(carried)
	case strings.Contains(operator, "date"):
		return m.nearDate()
	case strings.Contains(operator, "ipaddress"):
		return m.network(carried)
	case strings.Contains(operator, "arn"):
		return m.arnValue(carried)
	case strings.Contains(operator, "bool"):
		return pick(m, "true", "false", "False", "no")
	case strings.Contains(operator, "binary"):
		return pick(m, "YWJj", "YWI=", "YQ==", "//79", "AAE=", "YWI", "abc")
	}
	return m.near(carried)
}

func (m *maker) nearNumber(carried string) string {
	if n, err := strconv.Atoi(carried); err == nil {
		return pick(m, carried, carried+".0", strconv.Itoa(n-1), strconv.Itoa(n+1), carried+".5", carried+"e0")
	}
	return pick(m, "10", "10.5", "1e1", "-3", "0.1", "99999999999999999999.5", "ten")
}

func (m *maker) nearDate() string {
	return pick(m, "2026-07-01T12:00:00Z", "2026-07-01T12:00:00+00:00", "2026-07-01T10:00-02:00", "2026-07-01T12:00:00.5Z",
		"2026-07-01T12:00:01Z", "2026-07-01", "2026-07-02", "2026-07", "1782907200", "1782907201", "2026", "2026-07-01T12:00:00", "2026-7-1", "now")
}

func (m *maker) network(carried string) string {
	return pick(m, "203.0.113.0/24", "203.0.113.77/24", "203.0.113.6/31", "203.0.113.7", "203.0.113.7/32", "0.0.0.0/0",
		"198.51.100.0/25", "2001:db8::/32", "2001:db8::1", "2001:db8::1/128", "::/0", "203.0.113.0/33", "203.0.113", carried+"/8")
}

func (m *maker) arnValue(carried string) string {
	fields := strings.SplitN(carried, ":", 6)
	if len(fields) < 6 {
		return pick(m, carried, "*", "arn:*", "arn:*:*:*:*:*", "*:*:*:*:*:*")
	}
	at := m.IntN(6)
	switch m.IntN(6) {
	case 0:
		fields[at] = m.like(fields[at])
	case 1:
		fields[at] = m.near(fields[at])
	case 2:
		fields[at] = "*"
	case 3:
		fields[5] = m.withVariable(fields[5])
	case 4:
		return pick(m, "arn:aws:*", "arn:*:*:*:*:*", "${aws:PrincipalArn}", "${aws:SourceArn}", strings.Join(fields[:5], ":")+"*")
	}
	return strings.Join(fields, ":")
}

// withVariable puts a variable where a text has the value of a key, or somewhere.
func (m *maker) withVariable(text string) string {
	type variable struct{ key, value string }
	var found []variable
	for _, key := range append(append([]contextKey{}, derived...), given...) {
		value := m.keys[strings.ToLower(key.name)]
		if !value.List && len(value.Texts) > 0 && value.Texts[0] != "" && strings.Contains(text, value.Texts[0]) {
			found = append(found, variable{key.name, value.Texts[0]})
		}
	}
	if len(found) > 0 && m.chance(75) {
		v := pick(m, found...)
		return strings.Replace(text, v.value, "${"+m.anyCase(v.key, 10)+pick(m, "", "", ", 'pears'")+"}", 1)
	}
	runes := []rune(text)
	at := m.IntN(len(runes) + 1)
	put := pick(m, "${aws:username}", "${aws:PrincipalTag/team}", "${aws:PrincipalTag/team, 'alice'}", "${aws:TagKeys}", "${*}", "${$}",
		"${?}", "${aws:SourceVpc}")
	return string(runes[:at]) + put + string(runes[at:])
}

// unquoted writes a value with or without brackets, and now and then numbers and booleans without quotes.
func (m *maker) unquoted(values []string) any {
	if len(values) == 1 && m.chance(60) {
		if isJSONNumberOrBool(values[0]) && m.chance(40) {
			return json.RawMessage(values[0])
		}
		return values[0]
	}
	return values
}

func isJSONNumberOrBool(text string) bool {
	var read any
	if json.Unmarshal([]byte(text), &read) != nil {
		return false
	}
	switch read.(type) {
	case float64, bool:
		return true
	}
	return false
}
