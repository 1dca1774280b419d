package assist

import (
	"strings"

	"github.com/iam-policy-playground/playground/engine"
)

// A Hint explains what stands at a place.
type Hint struct {
	Span  engine.Span // zero if nothing is there to explain
	Title string
	Lines []string // plain text
	Page  string   // of AWS's documentation, on which the lines rest
}

// Pages of AWS's documentation.
const (
	guide          = "IAM User Guide, "
	elementsPage   = guide + "IAM JSON policy element reference"
	principalPage  = guide + "AWS JSON policy elements: Principal"
	resourcePage   = guide + "IAM JSON policy elements: Resource"
	arnPage        = guide + "Identify AWS resources with Amazon Resource Names (ARNs)"
	operatorsPage  = guide + "IAM JSON policy elements: Condition operators"
	setPage        = guide + "Set operators for multivalued context keys"
	globalKeysPage = guide + "AWS global condition context keys"
	variablesPage  = guide + "IAM policy elements: Variables and tags"
	versionPage    = guide + "IAM JSON policy elements: Version"
	servicesPage   = "Service Authorization Reference, Actions, resources, and condition keys for AWS services"
)

// Hover explains what stands at a byte offset: the string or word there, or the variable in it.
func Hover(policy Policy, offset int) Hint {
	if offset < 0 || offset >= len(policy.Text) || len(policy.Text) > engine.MaxDocumentSize {
		return Hint{}
	}
	o := sketch(policy.Text)
	p := o.at(offset)
	if p.node < 0 { // an opening quote
		p = o.at(offset + 1)
	}
	if p.node < 0 || p.slot == nothing {
		return Hint{}
	}
	n := &o.nodes[p.node]
	h := hoverer{Policy: policy, place: p, text: o.str(p.node), offset: offset}
	h.Span = engine.Span{Start: n.start, End: n.end}
	h.Title = h.text
	h.explain()
	if len(h.Lines) == 0 {
		return Hint{}
	}
	return h.Hint
}

// A hoverer collects what is to be said.
type hoverer struct {
	Policy
	Hint
	*place
	text   string // what stands there
	offset int
}

//go:noinline
func (h *hoverer) line(words ...string) { h.Lines = append(h.Lines, strings.Join(words, "")) }

func (h *hoverer) explain() {
	switch h.slot {
	case topKey, statementKey, principalKey:
		h.element()
	case versionValue:
		h.version()
	case effectValue:
		h.effect()
	case actionValue:
		h.action()
	case resourceValue:
		if !h.variable() {
			h.resource()
		}
	case principalValue:
		h.principal()
	case operatorKey:
		h.operator()
	case conditionKey:
		h.conditionKey()
	case operand:
		if !h.variable() {
			h.operand()
		}
	}
}

// element explains an element of the language, or a key of Principal.
func (h *hoverer) element() {
	h.Page = elementsPage
	rows := topElements
	switch h.slot {
	case statementKey:
		rows = statementElements
	case principalKey:
		rows, h.Page = principalElements, principalPage
	}
	for i := range rows {
		if rows[i].name == h.text {
			h.line(sentence(rows[i].says))
		}
	}
	if len(h.Lines) == 0 {
		h.line("No element of the policy language has this name.")
	} else if !takes(h.Kind, h.text) {
		h.line("A policy of type ", h.Kind.String(), " cannot have it.")
	}
}

// sentence makes a sentence of words.
func sentence(words string) string {
	return strings.ToUpper(words[:1]) + words[1:] + "."
}

func (h *hoverer) version() {
	h.Page = versionPage
	switch h.text {
	case "2012-10-17":
		h.line("The current version of the policy language. Variables such as ${aws:username} are replaced.")
	case "2008-10-17":
		h.line("The older version of the policy language. Variables such as ${aws:username} are plain text.")
	default:
		h.line("No version of the policy language: it is 2012-10-17, or 2008-10-17.")
	}
}

func (h *hoverer) effect() {
	h.Page = guide + "IAM JSON policy elements: Effect"
	switch h.text {
	case "Allow":
		h.line("Lets happen what the statement describes, unless a Deny says otherwise.")
	case "Deny":
		h.line("Forbids what the statement describes, whatever allows it.")
	default:
		h.line("Neither Allow nor Deny; the case of the letters counts.")
	}
}
