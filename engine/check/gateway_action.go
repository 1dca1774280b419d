package check

import (
	"strings"

	"github.com/iam-policy-playground/playground/engine"
	"github.com/iam-policy-playground/playground/engine/apigateway"
	"github.com/iam-policy-playground/playground/engine/internal/jsontree"
)

// verbActions are the actions of API Gateway that are the verb of the call.
var verbActions = [...]string{"GET", "POST", "PUT", "PATCH", "DELETE"}

// gatewayActions compares the verbs of a statement with the paths beside them.
//
// AWS: API Gateway API Reference, "Actions"; API Gateway Version 2 API Reference, "Resources".
func gatewayActions(s *subject, in *statement) {
	if in.action.negated || in.resource.negated {
		return
	}
	verbs, only := verbsOf(&in.action)
	if verbs == "" {
		return
	}
	lost := 0 // resources that no verb reaches
	for _, e := range in.resource.entries {
		path, ok := managedPath(e)
		if !ok {
			continue
		}
		if only {
			if there := verbsOn(path, ""); !sharesVerb(verbs, taggable(there)) {
				s.lostResource(e, verbs, there)
				lost++
			}
		}
		s.leavesOutParent(in, e, verbs, path)
	}
	if lost < len(in.resource.entries) {
		s.lostActions(in)
	}
}

// verbsOf returns the verbs that a list of actions covers, with a blank around each; only is false if it covers any other action.
func verbsOf(actions *element) (verbs string, only bool) {
	only = true
	for _, e := range actions.entries {
		before := len(verbs)
		for _, verb := range verbActions {
			if like(e.text, "apigateway:"+verb) {
				verbs += " " + verb + " "
			}
		}
		only = only && len(verbs) > before && !strings.ContainsAny(e.text, "*?")
	}
	return verbs, only
}

// managedPath returns the path of an entry of Resource that is an ARN of API Gateway's management, with stars for variables.
func managedPath(e entry) (path string, ok bool) {
	a, ok := cutARN(e.text)
	path = open(a[arnResource])
	return path, ok && strings.EqualFold(a[arnService], "apigateway") && !strings.HasPrefix(path, "/v2/")
}

// verbsOn adds the verbs of the calls whose path a pattern may match to verbs, with a blank around each.
func verbsOn(pattern, verbs string) string {
	apigateway.EachVerb(func(verb, path string) bool {
		if !strings.Contains(verbs, " "+verb+" ") && meet(path, pattern, true) {
			verbs += " " + verb + " "
		}
		return true
	})
	return verbs
}

// taggable adds PUT to verbs that have POST. A call that creates something with tags asks for PUT too, and AWS's pages do not say
// on which path.
func taggable(verbs string) string {
	if strings.Contains(verbs, " POST ") {
		verbs += " PUT "
	}
	return verbs
}

func sharesVerb(a, b string) bool {
	for _, verb := range verbActions {
		if strings.Contains(a, " "+verb+" ") && strings.Contains(b, " "+verb+" ") {
			return true
		}
	}
	return false
}

// listed returns words that have a blank around each as a list.
func listed(words string) string { return strings.Join(strings.Fields(words), ", ") }

func (s *subject) lostResource(e entry, verbs, there string) {
	a, _ := cutARN(e.text)
	if there != "" {
		s.note(engine.Warning, GatewayActionWithoutOperation, e.value, "no call with "+listed(verbs)+" has the path "+quote(a[arnResource])+", which has "+listed(there))
		return
	}
	var fixes []Fix
	if !strings.HasPrefix(a[arnResource], "/") && sharesVerb(verbs, verbsOn("/"+open(a[arnResource]), "")) {
		fixes = append(fixes, rewrite(e.value, a.with(arnResource, "/"+a[arnResource])))
	}
	s.note(engine.Warning, GatewayActionWithoutOperation, e.value, "no call of API Gateway has the path "+quote(a[arnResource]), fixes...)
}

// lostActions notes the verbs that none of the statement's resources has.
func (s *subject) lostActions(in *statement) {
	there := ""
	for _, e := range in.resource.entries {
		path, ok := managedPath(e)
		if !ok {
			return
		}
		there = verbsOn(path, there)
	}
	for _, e := range in.action.entries {
		service, verb, _ := strings.Cut(strings.ToUpper(e.text), ":")
		if service == "APIGATEWAY" && contains(verbActions[:], verb) && !strings.Contains(taggable(there), " "+verb+" ") {
			s.note(engine.Warning, GatewayActionWithoutOperation, e.value, "no call with "+verb+" has one of the statement's paths, which have "+listed(there))
		}
	}
}

// leavesOutParent notes a pattern /x/* without /x, where the statement's verbs are about /x too and no statement of the same effect
// names it.
func (s *subject) leavesOutParent(in *statement, e entry, verbs, path string) {
	parent, ok := strings.CutSuffix(path, "/*")
	name := parent[strings.LastIndex(parent, "/")+1:]
	if !ok || name == "" || strings.ContainsAny(name, "*?") || !sharesVerb(verbs, verbsAt(parent)) {
		return
	}
	if a, _ := cutARN(e.text); strings.Trim(a[arnAccount], "*") != "" {
		return // with an account it may match nothing at all
	}
	text := strings.TrimSuffix(e.text, "/*")
	wanted := resourcePattern(s.kind, entry{text: text})
	for i := range s.statements {
		if other := &s.statements[i]; other.effect == in.effect && !other.resource.negated && covered(s.resourcePatterns(&other.resource), &wanted) >= 0 {
			return
		}
	}
	s.note(engine.Suggestion, GatewayPatternLeavesOutParent, e.value, quote(e.text)+" leaves out "+quote(parent)+" itself; if that is meant too, write it beside", beside(e.value, in.resource.key.Of(), text))
}

// verbsAt is verbsOn for calls whose path has as many segments as the pattern.
func verbsAt(pattern string) (verbs string) {
	apigateway.EachVerb(func(verb, path string) bool {
		if strings.Count(path, "/") == strings.Count(pattern, "/") && meet(path, pattern, true) {
			verbs += " " + verb + " "
		}
		return true
	})
	return verbs
}

// beside is the fix that writes another string before one of a list, or of what becomes a list.
func beside(v, list jsontree.Value, text string) Fix {
	added := string(jsontree.AppendString(nil, text)) + ", "
	start, end := spanOf(v).Start, spanOf(v).End
	edits := []Edit{{Span: engine.Span{Start: start, End: start}, Text: added}}
	if list.Kind() != jsontree.Array {
		edits[0].Text = "[" + added
		edits = append(edits, Edit{Span: engine.Span{Start: end, End: end}, Text: "]"})
	}
	return Fix{"Add " + quote(text), edits}
}
