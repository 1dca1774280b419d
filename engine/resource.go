package engine

import (
	"strings"

	"github.com/iam-policy-playground/playground/engine/internal/jsontree"
)

// resources are the entries of Resource or NotResource.
//
// AWS: IAM User Guide, "IAM JSON policy elements: Resource"; "IAM JSON policy elements: NotResource".
type resources struct {
	element
	entries []resource
}

// A resource is one entry.
type resource struct {
	span     Span
	text     string // as written
	any      bool   // the lone *
	never    bool   // it can match nothing
	short    bool   // the short form: the last field of pattern is what is below the API
	padded   bool   // fields were missing and taken as *
	variable bool   // the sixth field has variables: part holds it, pattern what is before the first of them and a star
	folded   bool   // the text has capitals in its first five fields
	part     template
	pattern  arnPattern
}

func (r *reader) resources(key jsontree.Value) resources {
	name, v := key.Str(), key.Of()
	list := resources{element: element{memberSpan(key), name == "NotResource"}}
	if isEmptyList(v) {
		r.note(Suggestion, EmptyArrayResource, spanOf(v), name+" is an empty list, so the statement never applies")
	}
	if r.doc.kind == Trust {
		r.refuse(RoleTrustPolicyResource, spanOf(key), "a trust policy has no "+name+"; its resource is the role it belongs to")
	}
	if n := max(1, v.Len()); cap(r.allResources)-len(r.allResources) < n {
		r.allResources = make([]resource, 0, max(n, r.several))
	}
	from := len(r.allResources)
	r.strings(name, v, func(v jsontree.Value, text string) {
		r.allResources = append(r.allResources, resource{span: spanOf(v), text: text})
		r.resource(&r.allResources[len(r.allResources)-1])
	})
	list.entries = r.allResources[from:len(r.allResources):len(r.allResources)]
	return list
}

// resource compiles an entry, of which span and text are known.
func (r *reader) resource(e *resource) {
	text := e.text
	r.checkAuthorizerResource(e.span, text)
	switch {
	case text != "" && strings.Trim(text, "*") == "":
		e.any = true
	case r.doc.kind == Resource && strings.HasPrefix(text, shortForm):
		r.short(e)
	case !r.knownHead(e):
		r.fullARN(e)
	}
}

// An arnHead is the first five fields of an ARN with their colons, and where they end. Most entries of a policy have service,
// Region and account in common with the one before.
type arnHead struct {
	text string
	ends [arnResource]uint32
}

// knownHead compiles an entry that begins with the last head in which there was nothing to see: no wildcard, no variable, no
// capital, and nothing to note.
func (r *reader) knownHead(e *resource) bool {
	h := &r.head
	if h.text == "" || !strings.HasPrefix(e.text, h.text) || strings.Contains(e.text[len(h.text):], "${") {
		return false
	}
	e.pattern.readyPattern, e.pattern.ends = r.texts.wild(e.text).ready(), h.ends
	return true
}

// fullARN compiles an entry that is an ARN, or should be one.
func (r *reader) fullARN(e *resource) {
	found := len(r.doc.diagnostics)
	var space [len(arn{})]string
	fields := splitARN(space[:0], e.text, r.doc.variables)
	if fields[0] != "arn" && fields[0] != "*" {
		r.refuse(InvalidARNPrefix, e.span, quote(e.text)+" is neither * nor an ARN; an ARN begins with arn:")
		return
	}
	written := len(fields)
	if written < len(arn{}) {
		fields = r.pad(e, fields)
	}
	if e.never {
		return
	}
	r.compileResource(e, fields, written)
	r.checkResource(e, fields)
	if len(r.doc.diagnostics) == found && !e.folded && e.pattern.headFixed() {
		r.head = arnHead{e.text[:e.pattern.ends[arnResource-1]+1], e.pattern.ends}
	}
}

// splitARN cuts text into at most six fields, which it appends to fields. With variables, colons inside ${…} do not cut.
func splitARN(fields []string, text string, variables bool) []string {
	start, inside := 0, false
	for i := 0; i < len(text) && len(fields) < arnResource; i++ {
		switch text[i] {
		case '$':
			inside = inside || variables && strings.HasPrefix(text[i:], "${")
		case '}':
			inside = false
		case ':':
			if !inside {
				fields = append(fields, text[start:i])
				start = i + 1
			}
		}
	}
	return append(fields, text[start:])
}

// pad completes an ARN of fewer than six fields as the policy type does.
//
// AWS: IAM User Guide, "IAM JSON policy elements: Resource" (identity policies); the other types as facts known of
// the services (RATIONALE.md, "Why short ARNs differ by policy type").
func (r *reader) pad(e *resource, fields []string) []string {
	message := "the ARN " + quote(e.text) + " has fewer than six fields"
	switch kind := r.doc.kind; {
	case kind == Identity || kind == Boundary || kind == Authorizer:
		r.note(Error, MissingARNField, e.span, message+"; the missing ones are taken as *")
	case kind == SCP && strings.HasSuffix(e.text, "*"):
		r.note(Error, MissingARNField, e.span, message+"; the missing ones are taken as *")
	case (kind == Resource || kind == Endpoint) && strings.Contains(e.text, "*"):
		r.note(Error, MissingARNField, e.span, message+"; the missing ones are taken as *")
	case kind == Resource || kind == Endpoint:
		r.note(Error, MissingARNField, e.span, message+", so it matches nothing")
		e.never = true
	default:
		r.refuse(MissingARNField, e.span, message+", and this policy type takes no such ARN")
		e.never = true
	}
	e.padded = true
	for len(fields) < len(arn{}) {
		fields = append(fields, "*")
	}
	return fields
}

func (r *reader) compileResource(e *resource, fields []string, written int) {
	loose := pattern("")
	if starEndsField(fields[:min(written, arnResource)]) {
		loose = r.texts.wild(strings.Join(fields[:written], ":"))
	}
	folded := arn(fields)
	for i, f := range fields[:arnResource] {
		folded[i] = strings.ToLower(f)
		e.folded = e.folded || folded[i] != f
	}
	text := e.text
	if e.folded || e.padded || e.short {
		text = strings.Join(folded[:], ":")
	}
	e.pattern = newARNPattern(folded[:], r.texts.wild(text))
	e.pattern.loose = loose
	switch {
	case !strings.Contains(e.text, "${"):
	case r.doc.variables:
		r.resourceVariables(e, fields)
	default:
		r.note(Error, VariableUnsupportedInVersion, e.span, "variables are replaced only with \"Version\": \"2012-10-17\"; here "+quote(e.text)+" is plain text")
	}
}

// starEndsField reports whether one of the fields ends in a star.
func starEndsField(fields []string) bool {
	for _, f := range fields {
		if strings.HasSuffix(f, "*") {
			return true
		}
	}
	return false
}

// resourceVariables compiles the variables of the sixth field. In the others they are not replaced, and the text
// matches no ARN.
func (r *reader) resourceVariables(e *resource, fields []string) {
	for _, f := range fields[:arnResource] {
		if strings.Contains(f, "${") {
			r.note(Warning, VariableUnsupportedInElement, e.span, "variables are replaced only after the fifth colon of an ARN, so "+quote(e.text)+" matches nothing")
			e.never = true
			return
		}
	}
	part, err := parseTemplate(fields[arnResource], true)
	if err != nil {
		r.refuse(err.code, e.span, err.message)
		return
	}
	if text, ok := part.static(); ok {
		e.pattern = e.pattern.withResource(text)
		return
	}
	e.part, e.variable = part, true
	e.pattern = e.pattern.withResource(pattern(part.literal()) + pattern([]byte{star}))
}

func (r *reader) checkResource(e *resource, fields []string) {
	if s := fields[arnService]; s != strings.ToLower(s) && !strings.Contains(s, "${") {
		r.note(Error, InvalidARNServiceCase, e.span, "the service of an ARN is in lower case; write "+quote(strings.ToLower(s)))
	}
	if !e.padded && strings.ContainsAny(fields[arnService], "*?") {
		r.note(Suggestion, WildcardInServiceName, e.span, "the service of "+quote(e.text)+" has a wildcard; name one service")
	}
	if a := fields[arnAccount]; a != "" && !strings.ContainsAny(a, "*?$") && !isAccountID(a) && a != "aws" && a != "cloudfront" {
		r.note(Error, InvalidARNAccount, e.span, "the account of an ARN has 12 digits; "+quote(a)+" is none")
	}
}

// A resourceMatch is the result of comparing one entry with the request's resource.
type resourceMatch struct {
	answer  tri
	why     Code // of the mismatch, or of the match where it has something to say
	crosses bool // it matches only if a star may run over a colon
}

// match compares the entry with the resource of q. Why it does not match is only said if asked for.
func (e *resource) match(q *Query, reason bool) resourceMatch {
	switch {
	case e.any:
		return resourceMatch{answer: yes}
	case e.never:
		return resourceMatch{why: ReasonARNIncomplete}
	case !q.resourceIsARN:
		return resourceMatch{why: ReasonNoResourceType}
	}
	if e.variable {
		return e.matchFilled(q, reason)
	}
	return e.matchPattern(&e.pattern, q, reason)
}

// matchFilled is match for an entry with variables.
func (e *resource) matchFilled(q *Query, reason bool) resourceMatch {
	var space [fewPieces]readyPattern
	pieces, state := e.part.fill(q, space[:0])
	switch {
	case state != yes:
		return e.unresolved(q, state)
	case !reason && e.pattern.headFixed():
		return resourceMatch{answer: triOf(strings.HasPrefix(q.resourceText, e.pattern.literal()) && covers(pieces, q.resource[arnResource]))}
	}
	filled := e.pattern.withResource(join(pieces))
	return e.matchPattern(&filled, q, reason)
}

// matchPattern is match for an entry whose variables are replaced.
func (e *resource) matchPattern(p *arnPattern, q *Query, reason bool) resourceMatch {
	asked := &q.resource
	if e.short {
		below := q.resource
		below[arnResource], _ = belowAPI(below[arnResource])
		asked = &below
	}
	if p.match(asked, q.resourceText) {
		return resourceMatch{answer: yes}
	}
	if p.loose != "" && p.matchLoose(q.resourceText, len(q.resourceText)-len(q.resource[arnResource])) {
		return resourceMatch{answer: yes, crosses: true}
	}
	if !reason {
		return resourceMatch{}
	}
	return resourceMatch{why: arnMismatch[p.mismatch(asked)]}
}

// unresolved is the result for an entry with a variable that has no value, or an unknown one. Where the fixed fields
// already differ, the value does not matter.
func (e *resource) unresolved(q *Query, state tri) resourceMatch {
	if i := e.pattern.mismatch(&q.resource); i >= 0 && i < arnResource && e.pattern.loose == "" {
		return resourceMatch{why: arnMismatch[i]}
	}
	if state == unknown {
		if q.onResource != nil {
			e.part.unknowns(q, func(name string) { q.onResource(name, e) })
		}
		return resourceMatch{answer: unknown, why: ReasonUnknownKey}
	}
	return resourceMatch{why: ReasonVariableUnresolved}
}

// arnMismatch names the field at which two ARNs part.
var arnMismatch = [...]Code{
	arnPrefix: ReasonResourceMismatch, arnPartition: ReasonPartitionMismatch, arnService: ReasonServiceMismatch,
	arnRegion: ReasonRegionMismatch, arnAccount: ReasonAccountMismatch, arnResource: ReasonResourceMismatch,
}
