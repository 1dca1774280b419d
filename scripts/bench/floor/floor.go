package floor

import (
	"fmt"
	"net/netip"
	"slices"
	"time"

	"github.com/iam-policy-playground/playground/scripts/bench/workload"
)

// A Request holds what conditions ask, already parsed.
type Request struct {
	action, resource string
	text             map[string]string
	address          netip.Addr
	now              time.Time
	tags             []string
}

type statement struct {
	deny       bool
	action     Pattern
	resources  []Pattern
	conditions []func(*Request) bool
}

// A Policy is one that only knows what the workloads use.
type Policy struct {
	statements []statement
	byPrefix   map[string][]int // statements by the text before the first wildcard of their resources
	prefix     int              // its length, where all have the same one; 0 for none
}

// Compile makes the matcher of a workload with one policy, and its request. With indexed, statements are found by the
// beginning of their resources.
func Compile(w *workload.Workload, indexed bool) (*Policy, *Request, error) {
	p := &Policy{}
	for i := range w.Policies[0].Statements {
		s, err := compile(w, &w.Policies[0].Statements[i])
		if err != nil {
			return nil, nil, err
		}
		p.statements = append(p.statements, s)
	}
	if indexed {
		p.index()
	}
	r, err := request(w)
	return p, r, err
}

func request(w *workload.Workload) (*Request, error) {
	r := &Request{action: w.Action, resource: w.Resource, text: map[string]string{}, tags: w.Context["aws:TagKeys"]}
	for key, values := range w.Context {
		r.text[key] = values[0]
	}
	var err error
	if text, ok := r.text["aws:SourceIp"]; ok {
		if r.address, err = netip.ParseAddr(text); err != nil {
			return nil, err
		}
	}
	if text, ok := r.text["aws:CurrentTime"]; ok {
		r.now, err = time.Parse(time.RFC3339, text)
	}
	return r, err
}

func compile(w *workload.Workload, from *workload.Statement) (statement, error) {
	s := statement{deny: from.Effect == "Deny", action: Cut(from.Actions[0])}
	for _, resource := range from.Resources {
		s.resources = append(s.resources, Cut(w.Expand(resource)))
	}
	for _, c := range from.Conditions {
		test, err := condition(w, c)
		if err != nil {
			return s, err
		}
		s.conditions = append(s.conditions, test)
	}
	return s, nil
}

func condition(w *workload.Workload, c workload.Condition) (func(*Request) bool, error) {
	key, values := c.Key, slices.Clone(c.Values)
	for i := range values {
		values[i] = w.Expand(values[i])
	}
	switch c.Operator {
	case "Bool":
		return func(r *Request) bool { return r.text[key] == values[0] }, nil
	case "StringEquals":
		return func(r *Request) bool { return slices.Contains(values, r.text[key]) }, nil
	case "StringLike":
		pattern := Cut(values[0])
		return func(r *Request) bool { return pattern.Match(r.text[key]) }, nil
	case "ForAnyValue:StringEquals":
		return func(r *Request) bool {
			return slices.ContainsFunc(r.tags, func(tag string) bool { return slices.Contains(values, tag) })
		}, nil
	case "IpAddress", "NotIpAddress":
		networks, want := make([]netip.Prefix, len(values)), c.Operator == "IpAddress"
		for i := range values {
			networks[i] = netip.MustParsePrefix(values[i])
		}
		return func(r *Request) bool {
			return want == slices.ContainsFunc(networks, func(n netip.Prefix) bool { return n.Contains(r.address) })
		}, nil
	case "DateGreaterThan", "DateLessThan":
		date, err := time.Parse(time.RFC3339, values[0])
		later := c.Operator == "DateGreaterThan"
		return func(r *Request) bool { return later && r.now.After(date) || !later && r.now.Before(date) }, err
	}
	return nil, fmt.Errorf("the floor has no %s", c.Operator)
}

func (p *Policy) index() {
	p.byPrefix, p.prefix = map[string][]int{}, len(p.statements[0].resources[0].head)
	for i := range p.statements {
		prefix := p.statements[i].resources[0].head
		p.byPrefix[prefix] = append(p.byPrefix[prefix], i)
	}
}

// Allowed decides.
func (p *Policy) Allowed(r *Request) bool {
	allowed := false
	if p.prefix > 0 {
		return p.indexed(r)
	}
	for i := range p.statements {
		if s := &p.statements[i]; s.covers(r) {
			if s.deny {
				return false
			}
			allowed = true
		}
	}
	return allowed
}

func (p *Policy) indexed(r *Request) bool {
	allowed := false
	for _, i := range p.byPrefix[r.resource[:p.prefix]] {
		if s := &p.statements[i]; s.covers(r) {
			if s.deny {
				return false
			}
			allowed = true
		}
	}
	return allowed
}

func (s *statement) covers(r *Request) bool {
	if !s.action.Match(r.action) || !s.about(r.resource) {
		return false
	}
	for _, holds := range s.conditions {
		if !holds(r) {
			return false
		}
	}
	return true
}

func (s *statement) about(resource string) bool {
	for i := range s.resources {
		if s.resources[i].Match(resource) {
			return true
		}
	}
	return false
}
