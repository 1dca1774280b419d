package engine

import (
	"strings"

	"github.com/iam-policy-playground/playground/engine/internal/jsontree"
)

// actions are the entries of Action or NotAction.
//
// AWS: IAM User Guide, "IAM JSON policy elements: Action"; "IAM JSON policy elements: NotAction".
type actions struct {
	element
	entries []action
}

// An action is one entry: a pattern in lower case.
type action struct {
	span    Span
	text    string // as written
	pattern readyPattern
}

func (r *reader) actions(key jsontree.Value) actions {
	name, v := key.Str(), key.Of()
	list := actions{element: element{memberSpan(key), name == "NotAction"}}
	if isEmptyList(v) {
		r.note(Suggestion, EmptyArrayAction, spanOf(v), name+" is an empty list, so the statement never applies")
	}
	if r.doc.kind == RCP && list.negated {
		r.refuse(RCPNotAction, spanOf(key), "a resource control policy has no NotAction")
	}
	if n := max(1, v.Len()); cap(r.allActions)-len(r.allActions) < n {
		r.allActions = make([]action, 0, max(n, r.several))
	}
	from := len(r.allActions)
	r.strings(name, v, func(v jsontree.Value, text string) {
		r.checkAction(v, text)
		r.allActions = append(r.allActions, action{spanOf(v), text, pattern(r.texts.lower(v, text, smallWildcards)).ready()})
	})
	list.entries = r.allActions[from:len(r.allActions):len(r.allActions)]
	return list
}

func (r *reader) checkAction(v jsontree.Value, text string) {
	service, name, colon := strings.Cut(text, ":")
	switch {
	case strings.Trim(text, "*") == "" && text != "":
	case strings.Contains(text, "${"):
		r.note(Error, VariableUnsupportedInElement, spanOf(v), "variables are not replaced in actions, so "+quote(text)+" matches nothing")
	case !colon || service == "":
		r.refuse(InvalidAction, spanOf(v), quote(text)+" is no action; write it as service:name, such as s3:GetObject")
	case strings.ContainsAny(service, "*?"):
		r.refuse(UnsupportedWildcardInService, spanOf(v), "the service of "+quote(text)+" has a wildcard; name one service, or write * alone")
	case name == "" || strings.ContainsAny(text, " \t\r\n,"):
		r.note(Warning, InvalidAction, spanOf(v), "no action is called "+quote(text)+", so it matches nothing")
	}
}

// match reports whether the entries, with the negation of NotAction, cover an action given in lower case. The empty
// list covers nothing.
func (l *actions) match(action string) bool {
	for i := range l.entries {
		if l.entries[i].pattern.match(action) {
			return !l.negated
		}
	}
	return l.negated && len(l.entries) > 0
}
