package wire

import "github.com/iam-policy-playground/playground/engine/catalog"

// serveCatalog writes what the module knows of a service, or of the global condition keys where prefix is empty: in the form
// of the page's files, which hold the other services too. A service that is not in the module is null.
func serveCatalog(prefix string, out []byte) []byte {
	w := writer{buf: append(out, `{"version":"`+catalog.Version+`","date":"`+catalog.Date+`"`...)}
	if prefix == "" {
		w.catalogKeys("globalKeys", catalog.GlobalKeys())
		w.raw("}")
		return w.buf
	}
	w.raw(`,"service":`)
	s, ok := catalog.Of(prefix)
	if !ok {
		w.raw("null}")
		return w.buf
	}
	w.raw(`{"prefix":`)
	w.string(s.Prefix)
	w.member(`,"name":`, s.Name)
	types := s.ResourceTypes()
	w.raw(`,"actions":[`)
	for i, a := range s.Actions() {
		w.comma(i)
		w.catalogAction(&a, types)
	}
	w.raw(`],"resourceTypes":[`)
	for i := range types {
		w.comma(i)
		w.catalogType(&types[i])
	}
	w.raw("]")
	w.catalogKeys("keys", s.Keys())
	w.raw("}}")
	return w.buf
}

func (w *writer) comma(i int) {
	if i > 0 {
		w.raw(",")
	}
}

// unlisted marks what AWS's reference does not have.
func (w *writer) unlisted(is bool) {
	if is {
		w.raw(`,"unlisted":true`)
	}
}

func (w *writer) catalogAction(a *catalog.Action, types []catalog.ResourceType) {
	w.raw(`{"name":`)
	w.string(a.Name)
	w.raw(`,"levels":[`)
	for i, l := range a.Levels {
		w.comma(i)
		w.string(string(l))
	}
	w.raw("]")
	if len(a.Types) > 0 {
		w.raw(`,"types":[`)
		for i := range a.Types {
			w.comma(i)
			w.catalogActionType(&a.Types[i], types)
		}
		w.raw("]")
	}
	w.catalogList("keys", a.Keys)
	w.unlisted(a.Unlisted)
	w.raw("}")
}

// catalogActionType names a resource type by its index among those of the service.
func (w *writer) catalogActionType(t *catalog.ActionType, types []catalog.ResourceType) {
	at := 0
	for types[at].Name != t.Name || types[at].API != t.API {
		at++
	}
	w.raw(`{"type":`)
	w.int(at)
	if t.Required {
		w.raw(`,"required":true`)
	}
	w.unlisted(t.Unlisted)
	w.raw("}")
}

func (w *writer) catalogType(t *catalog.ResourceType) {
	w.raw(`{"name":`)
	w.string(t.Name)
	w.optional(`,"api":`, t.API)
	w.raw(`,"arns":`)
	w.strings(t.ARNs)
	w.catalogList("keys", t.Keys)
	w.unlisted(t.Unlisted)
	w.raw("}")
}

func (w *writer) catalogKeys(name string, keys []catalog.Key) {
	w.raw(`,"` + name + `":[`)
	for i, k := range keys {
		w.comma(i)
		w.raw(`{"name":`)
		w.string(k.Name)
		w.catalogList("types", k.Types)
		w.unlisted(k.Unlisted)
		w.raw("}")
	}
	w.raw("]")
}

func (w *writer) catalogList(name string, list []string) {
	if len(list) > 0 {
		w.raw(`,"` + name + `":`)
		w.strings(list)
	}
}
