package assist

import "strings"

// speaker returns the statement at the place, for its words.
func (h *hoverer) speaker() *statement {
	effect, _ := h.member(h.place.statement, "Effect")
	return &statement{Policy: h.Policy, outline: h.outline, object: h.place.statement, allow: effect >= 0 && h.str(effect) == "Allow"}
}

// resource explains an entry of Resource.
func (h *hoverer) resource() {
	h.Page = resourcePage
	if h.text == "*" {
		h.line("Every resource, and what actions without resource types need.")
		return
	}
	h.line(sentence(h.speaker().resource(h.text)))
	if a, ok := cutARN(h.text); ok {
		h.Page = arnPage
		h.arn(a)
	}
	if h.step(0) == "NotResource" {
		h.line("Under NotResource: the statement is about every resource but the listed ones.")
	}
}

// arn names the fields of an ARN.
func (h *hoverer) arn(a arn) {
	for _, field := range [...][2]string{{"Partition", a.partition}, {"Service", a.service}, {"Region", a.region}, {"Account", a.account}, {"Resource", a.resource}} {
		switch field[1] {
		case "":
			h.line(field[0], ": none")
		case "*":
			h.line(field[0], ": any")
		default:
			h.line(field[0], ": ", field[1])
		}
	}
}

// principal explains an entry of Principal.
func (h *hoverer) principal() {
	h.Page = principalPage
	kind := h.step(1)
	if kind == "" {
		kind = "AWS"
	}
	said := h.speaker().principal(kind, h.text)
	if said == everyone {
		said = "everyone, also anonymous callers"
	}
	h.line(sentence(said))
	switch _, session, _ := strings.Cut(h.text, ":assumed-role/"); {
	case strings.Contains(h.text, ":role/"):
		h.line("Whoever has assumed the role.")
	case session != "":
		h.line("This one session of the role only.")
	}
	if h.step(0) == "NotPrincipal" {
		h.line("Under NotPrincipal: the statement is about everyone but the listed ones.")
	}
}
