package engine

import (
	"strings"

	"github.com/iam-policy-playground/playground/engine/internal/jsontree"
)

const (
	// MaxDocumentSize bounds the text of one policy, in bytes. The largest quota of a service is 40,000 characters; the
	// largest policy AWS manages has about 152,000.
	MaxDocumentSize = 1 << 20
	// maxDocumentDepth bounds the nesting of brackets. A policy needs seven.
	maxDocumentDepth = 100
)

// A Document is one policy text, compiled. It is immutable and safe for concurrent use.
type Document struct {
	kind        Type
	text        string
	variables   bool // Version 2012-10-17: ${…} is replaced
	statements  []statement
	index       index
	diagnostics Diagnostics
	answer      AuthorizerAnswer // of an authorizer
	failure     int              // index of the diagnostic that keeps the document from being evaluated, or -1
}

// A statement is one compiled statement.
type statement struct {
	span      Span
	sid       string
	allow     bool
	effect    Span // of the value
	action    actions
	resource  resources
	principal principals
	condition condition
}

// An element is what all elements of a statement share.
type element struct {
	span    Span // from the key to the end of the value; zero if the element is absent
	negated bool // NotAction, NotResource, NotPrincipal
}

func (e *element) present() bool { return e.span.End > 0 }

// Compile reads a policy document that plays the role of kind. It always returns a Document; one with an error that
// keeps AWS from storing it is not evaluated, and a request in which it takes part is decided as an error.
func Compile(kind Type, text string) *Document {
	r := &reader{doc: &Document{kind: kind, text: text, failure: -1}, texts: texts{size: min(len(text)/4, maxPiece)}}
	if len(text) > MaxDocumentSize {
		r.refuse(DocumentTooLarge, Span{}, "the document is larger than 1 MiB; no service stores such a policy")
	} else {
		r.document()
	}
	r.finish()
	return r.doc
}

// Kind returns the role the document was compiled for.
func (d *Document) Kind() Type { return d.kind }

// Text returns the text the document was compiled from.
func (d *Document) Text() string { return d.text }

// Diagnostics returns what was found in the text, sorted; their Policy is 0. The slice belongs to the Document.
func (d *Document) Diagnostics() Diagnostics { return d.diagnostics }

// Failure returns the diagnostic that keeps d from being evaluated, or nil.
func (d *Document) Failure() *Diagnostic {
	if d.failure < 0 {
		return nil
	}
	return &d.diagnostics[d.failure]
}

// Len returns the number of statements.
func (d *Document) Len() int { return len(d.statements) }

// Sid returns the Sid of statement i, or "".
func (d *Document) Sid(i int) string { return d.statements[i].sid }

func (d *Document) hasAllow() bool {
	for i := range d.statements {
		if d.statements[i].allow {
			return true
		}
	}
	return false
}

// deniesCanonicalUser reports whether a Deny statement names an account by its canonical user id.
func (d *Document) deniesCanonicalUser() bool {
	for i := range d.statements {
		s := &d.statements[i]
		for j := range s.principal.entries {
			if !s.allow && s.principal.entries[j].kind == canonicalPrincipal {
				return true
			}
		}
	}
	return false
}

// maxSeveral bounds for how many entries of lists memory is made at once.
const maxSeveral = 64

// A reader compiles one document and collects what it finds.
type reader struct {
	doc   *Document
	sids  map[string]bool
	texts texts
	head  arnHead // of the last resource that has one which can be known again

	// The lists of the statements are parts of these: there is one of each in a statement, and most are short.
	allActions   []action
	allResources []resource
	several      int // entries that new ones have room for
}

func (r *reader) note(severity Severity, code Code, span Span, message string) {
	r.doc.diagnostics = append(r.doc.diagnostics, Diagnostic{Span: span, Severity: severity, Code: code, Message: message})
}

// refuse notes an error that keeps AWS from storing the document.
func (r *reader) refuse(code Code, span Span, message string) {
	r.note(Error, code, span, message)
	r.doc.diagnostics[len(r.doc.diagnostics)-1].refuses = true
}

// maxDiagnostics bounds the findings of one document; what comes after them is rarely read.
const maxDiagnostics = 100

// finish sorts the findings, remembers the first that refuses the document, and indexes the statements.
func (r *reader) finish() {
	d := r.doc
	d.diagnostics.Sort()
	for i := range d.diagnostics {
		if d.diagnostics[i].refuses {
			d.failure = i
			break
		}
	}
	if d.failure < 0 {
		d.index = newIndex(d.statements)
	} else {
		d.statements = nil
	}
	if len(d.diagnostics) <= maxDiagnostics {
		return
	}
	if last := maxDiagnostics - 1; d.failure > last {
		d.diagnostics[last] = d.diagnostics[d.failure]
		d.failure = last
	}
	d.diagnostics = d.diagnostics[:maxDiagnostics:maxDiagnostics]
}

func spanOf(v jsontree.Value) Span {
	start, end := v.Span()
	return Span{start, end}
}

// memberSpan covers a key and its value.
func memberSpan(key jsontree.Value) Span { return Span{key.Start(), key.Of().End()} }

var problemCodes = [...]Code{
	jsontree.Syntax: JSONSyntaxError, jsontree.TooDeep: DocumentTooDeep,
	jsontree.DuplicateKey: DuplicateKey, jsontree.Unicode: InvalidUnicode,
}

func (r *reader) document() {
	tree, problems := jsontree.Parse(r.doc.text, maxDocumentDepth)
	syntax := false
	for _, p := range problems {
		r.refuse(problemCodes[p.Kind], Span{p.Start, p.End}, p.Message)
		syntax = syntax || p.Kind == jsontree.Syntax || p.Kind == jsontree.TooDeep
	}
	if syntax {
		return
	}
	root := r.policyOf(tree.Root())
	if !root.OK() {
		return
	}
	if root.Kind() != jsontree.Object {
		r.refuse(NotAnObject, spanOf(root), "a policy is an object in braces, this is "+article(root.Kind()))
		return
	}
	r.version(root)
	r.checkSize(root)
	statements := jsontree.Value{}
	for key := root.First(); key.OK(); key = key.Next() {
		switch key.Str() {
		case "Version":
		case "Id":
			r.id(key)
		case "Statement":
			statements = key.Of()
		default:
			r.refuse(InvalidPolicyElement, spanOf(key), "a policy has no element "+quote(key.Str())+"; it has Version, Id and Statement")
		}
	}
	if !statements.OK() {
		r.refuse(MissingStatement, Span{root.Start(), root.Start() + 1}, "the policy has no Statement")
		return
	}
	r.statements(statements)
}

// version reads Version before anything else, because it decides what ${ means.
func (r *reader) version(root jsontree.Value) {
	strict := r.doc.kind == SCP || r.doc.kind == RCP
	for key := root.First(); key.OK(); key = key.Next() {
		if key.Str() != "Version" {
			continue
		}
		v := key.Of()
		if v.Kind() != jsontree.String {
			r.mismatch("Version", v, "a string")
			return
		}
		switch version := v.Str(); {
		case version == "2012-10-17":
			r.doc.variables = true
		case version == "2008-10-17" && !strict:
		case version == "2008-10-17":
			r.refuse(InvalidVersion, spanOf(v), "this policy type asks for version 2012-10-17")
		default:
			r.refuse(InvalidVersion, spanOf(v), quote(version)+" is no version of the policy language; write 2012-10-17")
		}
		return
	}
	if place := (Span{root.Start(), root.Start() + 1}); strict {
		r.refuse(MissingVersion, place, "this policy type asks for \"Version\": \"2012-10-17\"")
	} else {
		r.note(Warning, MissingVersion, place, "without Version the policy is read as 2008-10-17, in which ${…} is plain text")
	}
}

func (r *reader) id(key jsontree.Value) {
	if key.Of().Kind() != jsontree.String {
		r.mismatch("Id", key.Of(), "a string")
		return
	}
	r.text(key.Of())
	switch r.doc.kind {
	case Resource, Trust, Endpoint:
	default:
		r.note(Warning, UnsupportedID, spanOf(key), "only policies attached to a resource have an Id; it changes nothing here")
	}
}

func (r *reader) statements(v jsontree.Value) {
	switch v.Kind() {
	case jsontree.Object:
		r.statement(v)
	case jsontree.Array:
		r.doc.statements = make([]statement, 0, v.Len())
		r.several = min(v.Len(), maxSeveral)
		for s := v.First(); s.OK(); s = s.Next() {
			if s.Kind() == jsontree.Object {
				r.statement(s)
			} else {
				r.mismatch("Statement", s, "an object in each place of its list")
			}
		}
	default:
		r.mismatch("Statement", v, "an object or a list of objects")
	}
}

// mismatch refuses a value whose JSON type element may not have.
func (r *reader) mismatch(element string, v jsontree.Value, wants string) {
	r.refuse(DataTypeMismatch, spanOf(v), element+" takes "+wants+", this is "+article(v.Kind()))
}

func article(k jsontree.Kind) string {
	switch k {
	case jsontree.Null:
		return "null"
	case jsontree.True, jsontree.False:
		return "a boolean"
	case jsontree.Number:
		return "a number"
	case jsontree.String:
		return "a string"
	case jsontree.Array:
		return "a list"
	}
	return "an object"
}

// quote puts s between quotation marks, shortened to what a sentence can carry.
func quote(s string) string {
	const most = 80
	if len(s) > most {
		s = strings.ToValidUTF8(s[:most], "") + "…"
	}
	return `"` + s + `"`
}

// text returns a string and notes characters that IAM does not store.
func (r *reader) text(v jsontree.Value) string {
	s := v.Str()
	if v.Plain() {
		return s
	}
	for _, c := range s {
		if c < ' ' && c != '\t' && c != '\n' && c != '\r' {
			r.refuse(UnsupportedCharacter, spanOf(v), "the string has a control character; policies hold none but tab, line feed and carriage return")
			return s
		}
		if c > 0xFF && r.storedByIAM() {
			r.refuse(UnsupportedCharacter, spanOf(v), "the string has the character "+string(c)+"; IAM stores characters up to U+00FF only")
			return s
		}
	}
	return s
}

// storedByIAM reports whether IAM or Organizations keeps policies of this type, and so limits their characters.
func (r *reader) storedByIAM() bool { return r.doc.kind != Resource && r.doc.kind != Endpoint }
