package scenario

import (
	"strconv"

	"github.com/iam-policy-playground/playground/engine"
	"github.com/iam-policy-playground/playground/engine/internal/jsontree"
)

var policyTypes = &words{"PolicyType", "The role a document plays. It decides what attachedTo names.",
	[]string{"identity", "boundary", "session", "resource", "trust", "scp", "rcp", "endpoint", "authorizer"}}

// attachments has a row for each policy type: what its policies are attached to.
var attachments = []variant{
	{"type", []string{"identity"}, []limit{{path: attachedTo, form: identityHolder}}},
	{"type", []string{"boundary"}, []limit{{path: attachedTo, form: boundaryHolder}}},
	{"type", []string{"session"}, []limit{{path: attachedTo, form: sessionHolder, why: "a session policy is attached to the session, not to its role"}}},
	{"type", []string{"resource"}, []limit{{path: attachedTo, form: resourceARN}}},
	{"type", []string{"trust"}, []limit{{path: attachedTo, form: roleARN, why: "a trust policy is attached to the role that it lets others assume"}}},
	{"type", []string{"scp", "rcp"}, []limit{{path: attachedTo, form: organizationLevel}}},
	{"type", []string{"endpoint"}, []limit{{path: attachedTo, form: endpointID}}},
	{"type", []string{"authorizer"}, []limit{{path: attachedTo, form: apiID}}},
}

var attachedTo = []string{"attachedTo"}

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
			doc: "The policy: a JSON object, or its text in a string exactly as typed, broken or not. For authorizer: the policy, or the function's whole answer."},
	},
	variants: attachments,
	begin:    func(r *reader) { r.policy = Policy{Everywhere: true, Offset: -1} },
	take:     (*reader).takePolicy,
	end: func(r *reader, v jsontree.Value) {
		if r.policy.Name == "" {
			r.policy.Name = "policy " + strconv.Itoa(len(r.scenario.Policies)+1)
		}
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
		r.policy.Text, r.policy.Offset, r.policy.Begin = v.Raw(), v.Start(), v.Start()
		if v.Kind() == jsontree.String {
			r.policy.Text, r.policy.Offset = v.Str(), -1
		}
	}
}
