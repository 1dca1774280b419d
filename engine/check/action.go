package check

import (
	"strings"

	"github.com/iam-policy-playground/playground/engine"
	"github.com/iam-policy-playground/playground/engine/catalog"
)

// actionNames notes actions that do not exist: of no service, or of a service that has no such action.
//
// AWS: Service Authorization Reference, "Actions, resources, and condition keys for AWS services".
func actionNames(s *subject) {
	for i := range s.statements {
		for _, e := range s.statements[i].action.entries {
			s.actionName(e)
		}
	}
}

func (s *subject) actionName(e entry) {
	prefix, name, ok := cutAction(e.text)
	if !ok {
		return
	}
	switch service, known := s.know.Directory(prefix); {
	case known == catalog.NoSuch:
		s.noService(e, prefix, name)
	case known == catalog.Loaded && !hasAction(service, name):
		s.noAction(e, service, name)
	}
}

// cutAction cuts an action into service and name. What the evaluator finds fault with is none.
func cutAction(text string) (prefix, name string, ok bool) {
	prefix, name, ok = strings.Cut(text, ":")
	return prefix, name, ok && prefix != "" && name != "" && !strings.ContainsAny(prefix, "*?") && !strings.ContainsAny(text, " \t\r\n,$")
}

func (s *subject) noService(e entry, prefix, name string) {
	message := "AWS's reference lists no service " + quote(prefix)
	if right, ok := nearest(prefix, s.prefixes()); ok {
		s.note(engine.Error, InvalidServiceInAction, e.value, message+"; write "+quote(right+":"+name), rewrite(e.value, right+":"+name))
		return
	}
	s.note(engine.Error, InvalidServiceInAction, e.value, message+", so "+quote(e.text)+" matches nothing")
}

// prefixes returns those of all services that are known.
func (s *subject) prefixes() (all []string) {
	for _, service := range s.know.Services() {
		all = append(all, service.Prefix)
	}
	return all
}

// hasAction reports whether a service has an action that a pattern covers.
func hasAction(service *catalog.Directory, pattern string) bool {
	found := false
	eachAction(service, pattern, func(int) bool {
		found = true
		return false
	})
	return found
}

// eachAction calls visit for the index of each action that a pattern covers, until it returns false.
func eachAction(service *catalog.Directory, pattern string, visit func(i int) bool) {
	literal := isLiteral(pattern)
	for i := range service.Len() {
		name := service.Name(i)
		if (literal && strings.EqualFold(pattern, name) || !literal && like(pattern, name)) && !visit(i) {
			return
		}
	}
}

func (s *subject) noAction(e entry, service *catalog.Directory, name string) {
	if !isLiteral(name) {
		s.note(engine.Error, engine.InvalidAction, e.value, "AWS's reference lists no action of "+service.Prefix+" that "+quote(e.text)+" covers, so it matches nothing")
		return
	}
	message := "AWS's reference lists no action " + quote(name) + " of " + service.Prefix
	var names []string
	for i := range service.Len() {
		names = append(names, service.Name(i))
	}
	if right, ok := nearest(name, names); ok {
		s.note(engine.Error, engine.InvalidAction, e.value, message+"; write "+quote(service.Prefix+":"+right), rewrite(e.value, service.Prefix+":"+right))
		return
	}
	s.note(engine.Error, engine.InvalidAction, e.value, message+", so "+quote(e.text)+" matches nothing")
}
