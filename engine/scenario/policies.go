package scenario

import (
	"strconv"

	"github.com/iam-policy-playground/playground/engine"
	"github.com/iam-policy-playground/playground/engine/internal/jsontree"
)

var policyTypes = &words{"PolicyType", "The role a document plays. It decides what attachedTo names.",
	[]string{"identity", "boundary", "session", "resource", "trust", "scp", "rcp", "endpoint", "authorizer"}}

var policyRecord = record{
	name: "Policy",
	noun: "a policy",
	doc:  "One policy document and what it is attached to.",
	fields: []field{
		{name: "name", shape: anyText, doc: `Name in results. Default: "policy" and its number, from 1. Two policies may have the same.`},
		{name: "type", required: true, shape: &shape{kind: text, words: policyTypes}, doc: "The role the document plays."},
		{name: "attachedTo", shape: textList,
			doc: "ARNs or ids of what it is attached to, by its type: users, groups and roles (identity), users and roles (boundary), " +
				"role sessions and federated users (session), a resource (resource), roles (trust), a root, organizational unit or account " +
				"(scp, rcp), a VPC endpoint (endpoint), an API (authorizer). Absent: whatever each request names. Empty: nothing."},
		{name: "document", required: true, shape: &shape{kind: document},
			doc: "The policy: a JSON object, or its text in a string exactly as typed, broken or not."},
	},
	begin: func(r *reader) { r.policy = Policy{Everywhere: true, Offset: -1} },
	take:  (*reader).takePolicy,
	end: func(r *reader, v jsontree.Value) {
		if r.policy.Name == "" {
			r.policy.Name = "policy " + strconv.Itoa(len(r.scenario.Policies)+1)
		}
		r.attachments(v)
		r.scenario.Policies = append(r.scenario.Policies, r.policy)
	},
}

func (r *reader) takePolicy(f *field, v jsontree.Value) {
	switch f.name {
	case "name":
		r.policy.Name = v.Str()
	case "type":
		r.policy.Type, _ = engine.TypeOf(v.Str())
	case "attachedTo":
		r.policy.AttachedTo, r.policy.Everywhere = stringsOf(v), false
	case "document":
		r.policy.Text, r.policy.Offset = v.Raw(), v.Start()
		if v.Kind() == jsontree.String {
			r.policy.Text, r.policy.Offset = v.Str(), -1
		}
	}
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
