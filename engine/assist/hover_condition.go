package assist

import (
	"strings"

	"github.com/iam-policy-playground/playground/engine"
	"github.com/iam-policy-playground/playground/engine/catalog"
)

// operator explains a condition operator.
func (h *hoverer) operator() {
	h.Page = operatorsPage
	o := spell(h.text)
	if o.operatorRow == nil {
		h.line("No condition operator has this name.")
		return
	}
	if o.set != "" {
		h.Page = setPage
	}
	if o.name == "Null" {
		h.line("With true it holds if the request does not have the key, with false if it has.")
		h.nullForms(o)
		return
	}
	h.line(sentence(o.subject() + " " + o.predicate() + " what is listed" + o.suffix()))
	if o.not {
		h.line("Of several values in the policy none may match.")
	} else {
		h.line("Of several values in the policy one is enough.")
	}
	switch {
	case o.kind == "ARN", strings.HasSuffix(o.name, "Like"):
		h.line("* and ? in its values are wildcards.")
	case o.kind == "String":
		h.line("* and ? in its values are plain characters.")
	}
	if o.whenAbsent() {
		h.line("If the request does not have the key, it holds.")
	} else {
		h.line("If the request does not have the key, it does not hold.")
	}
}

func (h *hoverer) nullForms(o spelled) {
	switch {
	case o.set == forAllValues:
		h.line("With ForAllValues: it always holds.")
	case o.set == forAnyValue:
		h.line("With ForAnyValue: it never holds.")
	case o.ifExists:
		h.line("IfExists is not for Null.")
	}
}

// presences say when the request has a key, where that surprises; keys in lower case, a slash at the end stands for tags.
//
// AWS: IAM User Guide, "AWS global condition context keys".
var presences = [...][2]string{
	{"aws:sourceip", "A public address; absent when the request comes through a VPC endpoint."},
	{"aws:vpcsourceip", "Only in requests through a VPC endpoint."},
	{"aws:sourcevpc", "Only in requests through a VPC endpoint."},
	{"aws:sourcevpce", "Only in requests through a VPC endpoint."},
	{"aws:multifactorauthpresent", "Only with temporary credentials: absent with long-term access keys."},
	{"aws:multifactorauthage", "Only if the caller signed in with MFA."},
	{"aws:tokenissuetime", "Only with temporary credentials."},
	{"aws:username", "Only if the caller is an IAM user."},
	{"aws:principalorgid", "Only if the caller's account is in an organization."},
	{"aws:principalarn", "In every signed request; for a role session the ARN of the role."},
	{"aws:principaltag/", "Only if the caller has the tag."},
	{"aws:resourcetag/", "Only if the resource has the tag and its service supports the key."},
	{"aws:requesttag/", "Only if the request passes the tag."},
	{"aws:tagkeys", "Only if the request passes tags."},
	{"aws:sourcearn", "Only if a service calls on behalf of a resource."},
	{"aws:sourceaccount", "Only if a service calls on behalf of a resource."},
	{"aws:calledvia", "Only if a service passes on the call of a principal."},
	{"aws:referer", "Whatever the client says: it can be forged."},
	{"aws:useragent", "Whatever the client says: it can be forged."},
}

// conditionKey explains a condition key.
func (h *hoverer) conditionKey() { h.aboutKey(h.text) }

func (h *hoverer) aboutKey(name string) {
	prefix, _, _ := strings.Cut(name, ":")
	k, found := findKey(h.Know, name)
	h.Page = servicesPage
	switch service, known := h.Know.Directory(strings.ToLower(prefix)); {
	case strings.EqualFold(prefix, "aws"):
		h.Page = globalKeysPage
		h.line("Global condition key: ", noun(name))
	case known == catalog.Loaded:
		h.line("Condition key of ", service.Service.Name)
	case known == catalog.Listed && !found:
		h.line("What keys ", prefix, " has is not loaded.")
		return
	}
	if !found {
		h.line("AWS's catalog of ", catalog.Date, " does not list it.")
		return
	}
	if len(k.Types) > 0 {
		h.line("Type: ", keyDetail(k))
	}
	if k.Multivalued() {
		h.line("It needs ", forAnyValue, " or ", forAllValues, " before the operator.")
	}
	lower := strings.ToLower(name)
	for _, p := range presences {
		if lower == p[0] || strings.HasSuffix(p[0], "/") && strings.HasPrefix(lower, p[0]) {
			h.line(p[1])
		}
	}
	if always(name) {
		h.line("Every request has it.")
	}
}

// operand explains a value of a condition by its key, and the fields of an ARN.
func (h *hoverer) operand() {
	h.line("Value of ", h.step(2))
	h.aboutKey(h.step(2))
	if a, ok := cutARN(h.text); ok {
		h.arn(a)
	}
}

// variable explains the policy variable at the offset, and reports whether one is there.
func (h *hoverer) variable() bool {
	raw := h.outline.text[h.start:h.end]
	at := h.offset - h.start
	if at < 0 || at >= len(raw) {
		return false
	}
	open := strings.LastIndex(raw[:min(at+2, len(raw))], "${")
	if open < 0 {
		return false
	}
	end := strings.IndexByte(raw[open:], '}')
	if end < 0 || open+end < at {
		return false
	}
	h.Span = engine.Span{Start: h.start + open, End: h.start + open + end + 1}
	h.Title = raw[open : open+end+1]
	h.Page = variablesPage
	h.aboutVariable(raw[open+2 : open+end])
	return true
}

func (h *hoverer) aboutVariable(inside string) {
	name, otherwise, hasDefault := strings.Cut(inside, ",")
	switch name {
	case "*", "?", "$":
		h.line("The character ", name, " itself.")
	case "":
		h.line("A variable without a name.")
	default:
		k, found := findKey(h.Know, name)
		h.line("The value that the request has under ", name, ".")
		switch {
		case found && k.Multivalued():
			h.line("A key with several values cannot be a variable.")
		case hasDefault:
			h.line("Without one: ", strings.Trim(otherwise, " '"))
		default:
			h.line("Without one the entry matches nothing.")
		}
	}
	if h.documentVersion() != "2012-10-17" {
		h.line("Plain text here: variables need Version 2012-10-17.")
	}
}

// documentVersion returns what Version says.
func (h *hoverer) documentVersion() string {
	top := h.statement
	for ; top >= 0; top = h.nodes[top].parent {
		if value, _ := h.member(top, "Version"); value >= 0 {
			return h.str(value)
		}
	}
	return ""
}
