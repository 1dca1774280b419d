package generate

import "strings"

// attachments chooses where a policy hangs: where it takes part, somewhere else, nowhere, or wherever the request is.
func (m *maker) attachments(l layer) *[]string {
	right := l.attach(m)
	to := []string{}
	switch chance := m.IntN(100); {
	case chance < 8:
		return nil
	case chance < 80:
		to = append(to, pick(m, right...))
	case chance < 90:
		to = append(to, pick(m, right...), m.elsewhere(l.policyType))
	case chance < 97:
		to = append(to, m.elsewhere(l.policyType))
	}
	return &to
}

// elsewhere is a place of the right form.
func (m *maker) elsewhere(policyType string) string {
	switch policyType {
	case "scp", "rcp":
		return pick(m, "ou-q8w2-other001", third, path[2])
	case "session":
		return pick(m, "arn:aws:sts::"+own+":assumed-role/Loader/run-3", "arn:aws:sts::"+own+":assumed-role/loader/run-1")
	case "resource":
		return pick(m, "arn:aws:sqs:eu-west-1:"+own+":order", bucket+"-2", "arn:aws:dynamodb:eu-west-1:"+own+":table/Parcel")
	case "trust":
		return "arn:aws:iam::" + own + ":role/Nobody"
	case "endpoint":
		return endpoints[1]
	}
	return pick(m, "arn:aws:iam::"+own+":user/bob", "arn:aws:iam::"+own+":role/Packer", "arn:aws:iam::"+other+":user/alice")
}

// identities are the users, groups and roles behind the caller.
func (m *maker) identities() []string {
	at := strings.Split(m.request.Principal, ":")
	last := at[len(at)-1]
	switch {
	case strings.HasPrefix(last, "user/alice"):
		return []string{m.request.Principal, groups[0]}
	case strings.HasPrefix(last, "user/eng"):
		return append([]string{m.request.Principal}, groups...)
	case strings.HasPrefix(last, "federated-user/"):
		return []string{listed[0].arn, groups[0]}
	case strings.HasPrefix(last, "assumed-role/"):
		return []string{m.s.RoleOf(m.request.Principal)}
	case strings.HasPrefix(last, "user/"), strings.HasPrefix(last, "role/"):
		return []string{m.request.Principal}
	}
	return []string{listed[0].arn}
}

// bounded are those of them that can have a boundary: no groups.
func (m *maker) bounded() []string { return m.identities()[:1] }

// levels are accounts, root and units.
func (m *maker) levels() []string {
	return append([]string{own, other}, path...)
}
