package scenario

import (
	"strconv"

	"github.com/iam-policy-playground/playground/engine"
	"github.com/iam-policy-playground/playground/engine/internal/jsontree"
)

var policyTypes = &words{"PolicyType", "The role a document plays. It decides what attachedTo names.", typeNames()}

func typeNames() []string {
	names := make([]string, 0, len(attachments))
	for _, a := range attachments {
		names = append(names, a.kind.String())
	}
	return names
}

var policyRecord = record{
	name: "Policy",
	noun: "a policy",
	doc:  "One policy document and what it is attached to.",
	fields: []field{
		{name: "name", shape: anyText, doc: `Name in results. Default: "policy" and its number, from 1. Two policies may have the same.`,
			set: func(r *reader, v jsontree.Value) { r.policy.Name = v.Str() }},
		{name: "type", required: true, shape: oneOf(policyTypes), doc: "The role the document plays.",
			set: func(r *reader, v jsontree.Value) { r.policy.Type, _ = engine.TypeOf(v.Str()) }},
		{name: "attachedTo", shape: listOf(anyText),
			doc: "ARNs or ids of what it is attached to, by its type: users, groups and roles (identity), users and roles (boundary), " +
				"role sessions and federated users (session), a resource (resource), roles (trust), a root, organizational unit or account " +
				"(scp, rcp), a VPC endpoint (endpoint), an API (authorizer). Absent: whatever each request names. Empty: nothing.",
			set: func(r *reader, v jsontree.Value) { r.policy.AttachedTo, r.policy.Everywhere = stringsOf(v), false }},
		{name: "document", required: true, shape: &shape{kind: document},
			doc: "The policy: a JSON object, or its text in a string exactly as typed, broken or not.",
			set: func(r *reader, v jsontree.Value) {
				if v.Kind() == jsontree.String {
					r.policy.Text, r.policy.Offset = v.Str(), -1
				} else {
					r.policy.Text, r.policy.Offset = v.Raw(), v.Start()
				}
			}},
	},
	begin: func(r *reader) { r.policy = Policy{Everywhere: true, Offset: -1} },
	end: func(r *reader, v jsontree.Value) {
		if r.policy.Name == "" {
			r.policy.Name = "policy " + strconv.Itoa(len(r.scenario.Policies)+1)
		}
		r.attachments(v)
		r.scenario.Policies = append(r.scenario.Policies, r.policy)
	},
}

// attachments checks what the policy is attached to, as far as its type is known.
func (r *reader) attachments(policy jsontree.Value) {
	if r.policy.Type == engine.Authorizer {
		k := member(policy, "type")
		r.push("type", -1)
		r.report(engine.NotSupportedYet, k.Of().Start(), k.Of().End(), "a policy of a Lambda authorizer is not supported yet")
		r.pop()
		return
	}
	to := attachmentOf(r.policy.Type)
	if to == nil {
		return
	}
	r.push("attachedTo", -1)
	i := 0
	for e := member(policy, "attachedTo").Of().First(); e.OK(); e = e.Next() {
		if s := e.Str(); e.Kind() == jsontree.String && !to.matches(s) {
			code, message := to.refusal(s)
			if to.hint(s) == "" {
				message += r.attachmentHint()
			}
			r.push("", i)
			r.reportAt(e, code, message)
			r.pop()
		}
		i++
	}
	r.pop()
}

// attachmentHint adds what a policy of this type is attached to where that is often mistaken.
func (r *reader) attachmentHint() string {
	switch r.policy.Type {
	case engine.Session:
		return "; a session policy is attached to the session, not to its role"
	case engine.Trust:
		return "; a trust policy is attached to the role that it lets others assume"
	}
	return ""
}
