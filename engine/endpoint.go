package engine

// endpointKey is the key that says through which VPC endpoint a request came. It does more than conditions do: it
// chooses the endpoint policies that take part.
//
// AWS: AWS PrivateLink Guide, "Control access to VPC endpoints using endpoint policies".
const endpointKey = "aws:sourcevpce"

// endpoint returns the VPC endpoint the request came through: none, one, or not known.
func (q *Query) endpoint() (id string, known tri) {
	v, from, _ := q.lookup(endpointKey)
	switch {
	case from == sourceUnknown:
		return "", unknown
	case len(v.Strings) == 0:
		return "", no
	}
	return v.Strings[0], yes
}

func (q *Query) noEndpoint() bool {
	_, known := q.endpoint()
	return known == no
}

// mayTakePart reports whether an endpoint policy is, or may be, attached to the endpoint of the request.
func (q *Query) mayTakePart(p *Policy) bool {
	id, known := q.endpoint()
	return known == unknown && (p.Everywhere || len(p.AttachedTo) > 0) || known == yes && attachedToEndpoint(p, id)
}

func attachedToEndpoint(p *Policy, id string) bool {
	return p.Everywhere || anyOf(p.AttachedTo, func(to string) bool { return to == id })
}

// endpointPolicies evaluates the policies of the request's endpoint. Where the endpoint is not known, each of them may
// take part or not.
func (q *Query) endpointPolicies(list []int, rec *Step) (t tally, pass tri) {
	id, known := q.endpoint()
	if known != unknown {
		var part []int
		for _, i := range list {
			if known == yes && attachedToEndpoint(&q.set.policies[i], id) {
				part = append(part, i)
			}
		}
		if t = q.policies(part, rec); len(part) == 0 {
			return t, yes
		}
		return t, t.allow
	}
	q.touch(endpointKey)
	if q.onEndpoint != nil {
		for _, i := range list {
			q.onEndpoint(&q.set.policies[i])
		}
	}
	t = q.policies(list, rec)
	t.deny, t.allow = min(t.deny, unknown), unknown
	t.denials, t.grants = nil, nil
	return t, unknown
}
