package generate

import (
	"maps"
	"reflect"
	"slices"
	"strings"

	"github.com/iam-policy-playground/playground/engine/internal/reference"
)

// A change makes a near miss of a request.
type change struct {
	name string
	make func(*maker, *reference.Request)
}

// changes are the ways in which a request differs from the first.
var changes = []change{
	{"action: a letter less", func(m *maker, r *reference.Request) { r.Action = r.Action[:len(r.Action)-1] }},
	{"action: a letter more", func(m *maker, r *reference.Request) { r.Action += "s" }},
	{"action: another case", func(m *maker, r *reference.Request) { r.Action = m.anyCase(r.Action, 100) }},
	{"resource: a letter less", func(m *maker, r *reference.Request) { r.Resource = trim(r.Resource) }},
	{"resource: a letter more", func(m *maker, r *reference.Request) { r.Resource = extend(r.Resource, "x") }},
	{"resource: another case", func(m *maker, r *reference.Request) { r.Resource = lastInUpper(r.Resource) }},
	{"resource: a slash more", func(m *maker, r *reference.Request) { r.Resource = extend(r.Resource, "/") }},
	{"principal: a letter more", func(m *maker, r *reference.Request) {
		if strings.Contains(r.Principal, "/") {
			r.Principal += "x"
		}
	}},
	{"principal: somebody else", func(m *maker, r *reference.Request) {
		if strings.HasPrefix(r.Principal, "arn:") {
			r.Principal = users[m.IntN(len(users))]
		}
	}},
	{"context: a value's letter", func(m *maker, r *reference.Request) { m.changeValue(r, single, m.near) }},
	{"context: a value's case", func(m *maker, r *reference.Request) { m.changeValue(r, singleText, strings.ToUpper) }},
	{"context: an empty value", func(m *maker, r *reference.Request) { m.changeValue(r, single, func(string) string { return "" }) }},
	{"context: a key less", func(m *maker, r *reference.Request) { delete(r.Context, m.carriedKey(r, every)) }},
	{"context: a key more", func(m *maker, r *reference.Request) {
		key := pick(m, given...)
		for _, asked := range given {
			if slices.Contains(m.tested, asked.name) && m.chance(70) {
				key = asked
			}
		}
		for name := range r.Context {
			if strings.EqualFold(name, key.name) {
				return
			}
		}
		r.Context[key.name] = m.value(key)
	}},
	{"context: values more", func(m *maker, r *reference.Request) {
		name := m.carriedKey(r, list)
		for _, key := range given {
			if key.name == name {
				r.Context[name] = reference.List(append(slices.Clone(r.Context[name].Texts), pick(m, key.values...), "more")...)
			}
		}
	}},
}

// nearMiss changes one thing of the first request; if a policy decides by its conditions, a value that they ask for.
func (m *maker) nearMiss() (r reference.Request) {
	possible := changes
	if m.focused {
		possible = changes[slices.IndexFunc(changes, func(c change) bool { return strings.HasPrefix(c.name, "context:") }):]
	}
	for range 10 { // not every change is possible in every request
		c := pick(m, possible...)
		r = m.request
		r.Name = c.name
		r.Context = maps.Clone(m.request.Context)
		if c.make(m, &r); !same(r, m.request) {
			break
		}
	}
	return r
}

func same(a, b reference.Request) bool {
	return a.Action == b.Action && a.Resource == b.Resource && a.Principal == b.Principal && reflect.DeepEqual(a.Context, b.Context)
}

// changeValue changes the value of one of the keys that of chooses. Another endpoint is another policy, so that stays.
func (m *maker) changeValue(r *reference.Request, of func(contextKey) bool, to func(string) string) {
	name := m.carriedKey(r, of)
	if value, ok := r.Context[name]; ok && !value.List && name != "aws:SourceVpce" {
		r.Context[name] = reference.Text(to(value.Texts[0]))
	}
}

func every(contextKey) bool { return true }

func list(key contextKey) bool { return key.list }

func single(key contextKey) bool { return !key.list }

func singleText(key contextKey) bool { return !key.list && key.family == "String" }

// carriedKey chooses a key that a request gives, preferably one that a policy asks for; "" if there is none.
func (m *maker) carriedKey(r *reference.Request, of func(contextKey) bool) (name string) {
	for _, key := range given {
		_, ok := r.Context[key.name]
		asked := slices.Contains(m.tested, key.name)
		if ok && of(key) && (asked || !m.focused && (name == "" || m.chance(10))) {
			name = key.name
		}
	}
	return name
}

func trim(resource string) string {
	if resource == "*" {
		return resource
	}
	return resource[:len(resource)-1]
}

func extend(resource, by string) string {
	if resource == "*" {
		return resource
	}
	return resource + by
}

// lastInUpper raises the last field of an ARN.
func lastInUpper(resource string) string {
	fields := strings.SplitN(resource, ":", 6)
	if len(fields) == 6 {
		fields[5] = strings.ToUpper(fields[5])
	}
	return strings.Join(fields, ":")
}

// Changes names the near misses.
func Changes() (names []string) {
	for _, c := range changes {
		names = append(names, c.name)
	}
	return names
}
