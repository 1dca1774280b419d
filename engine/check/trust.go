package check

import (
	"strings"

	"github.com/iam-policy-playground/playground/engine"
)

// trustedTwice notes sessions in a trust policy that stand beside their role, which lets in all of its sessions.
//
// AWS: IAM User Guide, "AWS JSON policy elements: Principal"; "IAM policy validation check reference", Redundant principal in role
// trust policy.
func trustedTwice(s *subject, in *statement) {
	if p := &in.principal; s.kind == engine.Trust && !p.negated {
		for _, e := range p.entries {
			if role := roleOfSession(e, p.entries); role != "" {
				s.note(engine.Suggestion, RedundantPrincipalInRoleTrustPolicy, e.value, "the role "+quote(role)+" stands beside its session "+quote(e.text)+" and lets in all of its sessions; remove the session",
					remove("Remove "+quote(e.text), member(p.key.Of(), e.kind).Of(), e.value)...)
			}
		}
	}
}

// roleOfSession returns the entry that names the role of a session, or "".
func roleOfSession(session entry, entries []entry) string {
	head, rest, ok := strings.Cut(session.text, ":assumed-role/")
	partition, account, sts := strings.Cut(head, ":sts::")
	name, _, named := strings.Cut(rest, "/")
	if !ok || !sts || !named || session.kind != "AWS" {
		return ""
	}
	for _, e := range entries {
		path, isRole := strings.CutPrefix(e.text, partition+":iam::"+account+":role/")
		if isRole && e.kind == "AWS" && path[strings.LastIndexByte(path, '/')+1:] == name {
			return e.text
		}
	}
	return ""
}
