// Package generate makes scenarios at random, for tests only: policies of every type around one caller, one resource and one
// action, with values that fit, nearly fit and do not fit. A seed gives the same scenarios on every machine.
//
// A statement is aimed: each of its elements is made from what the request carries, as a pattern that covers it, as a near miss,
// or as something else. The second and further requests of a scenario differ from the first in one thing; their names say in which.
// Documents are such as IAM stores; the reference does not judge the others.
package generate

import (
	"math/rand/v2"
	"slices"
	"strings"

	"github.com/iam-policy-playground/playground/engine/internal/reference"
)

// A maker makes one scenario.
type maker struct {
	*rand.Rand
	s       reference.Scenario
	request reference.Request // the first, at which all policies aim
	keys    reference.Context // what it carries
	tested  []string          // keys that conditions ask for
	focused bool              // on one policy, which decides by its conditions
}

// Scenario makes a scenario.
func Scenario(r *rand.Rand) reference.Scenario {
	m := &maker{Rand: r, s: reference.Scenario{Scenario: 1}}
	m.world()
	m.request = m.firstRequest()
	m.keys, _ = m.s.Context(m.request)
	if m.focused = m.chance(35); m.focused {
		m.onePolicy()
	} else {
		m.policies()
	}
	m.s.Requests = append(m.s.Requests, m.request)
	for range 1 + m.IntN(2) {
		m.s.Requests = append(m.s.Requests, m.nearMiss())
	}
	return m.s
}

func (m *maker) chance(percent int) bool { return m.IntN(100) < percent }

func pick[T any](m *maker, from ...T) T { return from[m.IntN(len(from))] }

// world lists what there is: accounts, principals with tags and groups, owners of buckets, endpoints.
func (m *maker) world() {
	m.s.Accounts, m.s.Principals = map[string]reference.Account{}, map[string]reference.Principal{}
	m.s.Resources, m.s.Endpoints = map[string]reference.Resource{}, map[string]reference.VPCEndpoint{}
	for _, account := range accounts {
		if m.chance(70) {
			m.s.Accounts[account] = m.account()
		}
	}
	for _, principal := range listed {
		p := reference.Principal{Groups: principal.groups, ID: principal.id, User: principal.user, Tags: m.tags()}
		p.ServiceLinked = principal.role && m.chance(5)
		m.s.Principals[principal.arn] = p
	}
	for _, resource := range tagged {
		if m.chance(50) {
			m.s.Resources[resource] = reference.Resource{Tags: m.tags()}
		}
	}
	if m.chance(60) {
		m.s.Resources[bucket] = reference.Resource{Account: pick(m, accounts...), Tags: m.tags()}
	}
	for _, endpoint := range endpoints {
		m.s.Endpoints[endpoint] = reference.VPCEndpoint{Type: pick(m, "", "interface", "gateway")}
	}
}

func (m *maker) account() (a reference.Account) {
	a.Path = slices.Clone(path[:m.IntN(len(path)+1)])
	if len(a.Path) > 0 && m.chance(80) {
		a.Organization = pick(m, organizations...)
	}
	a.Management = m.chance(8)
	if m.chance(8) {
		a.FullAWSAccess = new(bool)
	}
	return a
}

func (m *maker) tags() map[string]string {
	tags := map[string]string{}
	for _, key := range tagKeys {
		if m.chance(40) {
			tags[m.anyCase(key, 20)] = pick(m, words...)
		}
	}
	return tags
}

// firstRequest combines a caller with something to do. Callers without an account say whose the resource is.
func (m *maker) firstRequest() reference.Request {
	r := reference.Request{Name: "first"}
	what := pick(m, targets...)
	r.Action, r.Resource = pick(m, what.actions...), what.resource
	r.Principal = pick(m, callers...)
	switch {
	case strings.HasPrefix(r.Action, "sts:AssumeRoleWith") && m.chance(80):
		r.Principal = pick(m, providers...)
	case strings.HasPrefix(r.Action, "sts:Get"):
		r.Principal = users[m.IntN(len(users))]
	}
	if what.ownerless && (!strings.HasPrefix(r.Principal, "arn:") || m.chance(30)) {
		r.ResourceAccount = pick(m, accounts...)
	}
	r.Context = map[string]reference.Value{}
	for _, key := range given {
		if m.chance(key.often) {
			r.Context[m.anyCase(key.name, 5)] = m.value(key)
		}
	}
	return r
}

// value makes what a request carries for a key.
func (m *maker) value(key contextKey) reference.Value {
	one := func() string { return pick(m, key.values...) }
	switch {
	case key.list && m.chance(90):
		texts := []string{}
		for range m.IntN(4) {
			texts = append(texts, one())
		}
		return reference.List(texts...)
	case m.chance(3) && !strings.HasPrefix(key.name, "aws:"): // the engine knows that those are single-valued
		return reference.List(one())
	case m.chance(6):
		return reference.Text("")
	}
	text := one()
	return reference.Value{Texts: []string{text}, Bare: isJSONNumberOrBool(text) && m.chance(30)}
}
