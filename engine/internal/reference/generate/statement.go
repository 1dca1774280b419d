package generate

import "strings"

// denies gives the percent of Deny statements by type: control policies forbid more often, and those of resources cannot allow.
var denies = map[string]int{
	"identity": 15, "boundary": 15, "session": 15, "resource": 20, "trust": 15, "scp": 50, "rcp": 100, "endpoint": 15,
}

func (m *maker) statement(policyType string) map[string]any {
	s := map[string]any{"Effect": "Allow"}
	if m.chance(denies[policyType]) {
		s["Effect"] = "Deny"
	}
	if policyType != "rcp" && m.chance(20) {
		m.principal(s, policyType)
		return m.broad(s, policyType)
	}
	m.action(s, policyType)
	if policyType != "trust" {
		m.resource(s, policyType)
	}
	m.principal(s, policyType)
	if condition := m.condition(); condition != nil {
		s["Condition"] = condition
	}
	return s
}

// broad makes a statement about the request's action on everything, without conditions.
func (m *maker) broad(s map[string]any, policyType string) map[string]any {
	s["Action"] = m.request.Action
	if policyType != "trust" {
		s["Resource"] = "*"
	}
	return s
}

// listOrOne writes a list of one value with or without brackets.
func (m *maker) listOrOne(values []string) any {
	if len(values) == 1 && m.chance(50) {
		return values[0]
	}
	return values
}

// entries makes one to three values, the first by aim.
func (m *maker) entries(aim, others func() string) []string {
	entries := []string{aim()}
	for m.chance(30) {
		entries = append(entries, others())
	}
	m.Shuffle(len(entries), func(i, j int) { entries[i], entries[j] = entries[j], entries[i] })
	return entries
}

func (m *maker) action(s map[string]any, policyType string) {
	service, name, _ := strings.Cut(m.request.Action, ":")
	some := func() string {
		switch {
		case policyType == "trust":
			return pick(m, m.request.Action, pick(m, assuming...))
		case m.chance(40):
			return m.anyCase(m.request.Action, 30)
		case m.chance(15) && policyType != "rcp":
			return "*"
		case m.chance(50):
			return m.anyCase(service, 10) + ":" + nonempty(m.like(name))
		}
		return service + ":" + nonempty(m.near(name))
	}
	element, aim := "Action", some
	if policyType != "rcp" && policyType != "trust" && m.chance(15) {
		element, aim = "NotAction", func() string { return service + ":" + nonempty(m.near(name)) }
	}
	s[element] = m.listOrOne(m.entries(aim, some))
}

// nonempty keeps an action's name from being empty.
func nonempty(name string) string {
	if name == "" {
		return "*"
	}
	return name
}

func (m *maker) resource(s map[string]any, policyType string) {
	some := func() string {
		switch {
		case m.chance(30):
			return "*"
		case m.request.Resource == "*":
			return pick(m, "arn:aws:s3:::*", "arn:*:*:*:*:*", "arn:aws:ec2:*:*:instance/i-1")
		}
		return m.arn(policyType)
	}
	element := "Resource"
	if m.chance(15) {
		element = "NotResource"
	}
	s[element] = m.listOrOne(m.entries(some, some))
}

// arn makes a pattern from the request's resource.
func (m *maker) arn(policyType string) string {
	fields := strings.SplitN(m.request.Resource, ":", 6)
	switch chance := m.IntN(100); {
	case chance < 20:
	case chance < 40:
		fields[5] = oneStar(m.like(fields[5]))
	case chance < 50:
		fields[5] = m.near(fields[5])
	case chance < 65:
		at := 1 + m.IntN(4)
		if fields[at] != "" || at > 2 {
			fields[at] = oneStar(m.like(fields[at]))
		}
	case chance < 72:
		at := 1 + m.IntN(4)
		fields[at] = m.anyCase(fields[at], 100)
	case chance < 77 && canSkipField(fields[5], policyType):
		at := 2 + m.IntN(2)
		fields = append(append(fields[:at:at], "*"), fields[at+2:]...) // one star for two fields
	case chance < 82 && takesShort(policyType):
		fields = fields[:3+m.IntN(3)]
		if m.chance(60) || policyType == "scp" {
			fields[len(fields)-1] += "*"
		}
	default:
		fields[5] = m.withVariable(fields[5])
	}
	return strings.Join(fields, ":")
}

// takesShort says whether IAM stores ARNs of fewer than six fields in such a policy. Section 2.3, rule 6.
func takesShort(policyType string) bool {
	return policyType != "session" && policyType != "rcp"
}

// canSkipField says whether one star may stand for two fields: where a colon of the last field makes up for the one that goes, or
// where short ARNs are stored.
func canSkipField(last, policyType string) bool {
	return strings.Contains(last, ":") || takesShort(policyType) && policyType != "scp"
}

// oneStar writes two stars in a row as one.
func oneStar(pattern string) string { return strings.ReplaceAll(pattern, "**", "*") }
