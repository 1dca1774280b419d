package scenario

import (
	"github.com/iam-policy-playground/playground/engine"
	"github.com/iam-policy-playground/playground/engine/internal/jsontree"
)

// stringsOf returns the elements of a list of strings. An empty list is not nil.
func stringsOf(v jsontree.Value) []string {
	all := make([]string, 0, v.Len())
	for e := v.First(); e.OK(); e = e.Next() {
		all = append(all, e.Str())
	}
	return all
}

// tagsOf returns the members of an object of strings. Tag keys that differ by letter case are different tags.
func tagsOf(v jsontree.Value) map[string]string {
	tags := make(map[string]string, v.Len())
	for k := v.First(); k.OK(); k = k.Next() {
		tags[k.Str()] = k.Of().Str()
	}
	return tags
}

// valueOf returns the value of a context key. A list makes the key multivalued, an empty one without a value.
func valueOf(s *shape, v jsontree.Value) engine.Value {
	switch v.Kind() {
	case jsontree.Array:
		return engine.Value{Strings: stringsOf(v), Multi: true}
	case jsontree.String:
		return engine.Value{Strings: []string{v.Str()}, Multi: s.multi}
	}
	return engine.Value{Strings: []string{v.Raw()}, Multi: s.multi} // numbers and booleans as they stand
}

func contextOf(v jsontree.Value) map[string]engine.Value {
	context := make(map[string]engine.Value, v.Len())
	for k := v.First(); k.OK(); k = k.Next() {
		context[k.Str()] = valueOf(oneValue, k.Of())
	}
	return context
}
