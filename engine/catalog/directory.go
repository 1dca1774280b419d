package catalog

import "strings"

// A Directory finds the records of one service by name without reading the others. Making one costs as much as reading the
// service once; a Shelf keeps those it made.
type Directory struct {
	Service
	own       bool // it is in the module, whatever a host brings
	actions   []record
	types     []record
	keys      map[string]record // by name in lower case; those with placeholders are in templates
	templates []record
	keyNames  []string
}

// A record is a line of the text.
type record struct {
	kind byte
	name string // with its question mark
	line string // the whole
}

func newDirectory(s Service) *Directory {
	d := &Directory{Service: s, keys: map[string]record{}}
	for rest := s.text; rest != ""; {
		var line string
		line, rest, _ = strings.Cut(rest, "\n")
		if len(line) < 3 {
			continue
		}
		name, _, _ := strings.Cut(line[2:], "|")
		r := record{line[0], strings.TrimPrefix(name, "?"), line}
		if r.kind == keyRecord {
			d.keyNames = append(d.keyNames, r.name)
		}
		switch {
		case r.kind == actionRecord:
			d.actions = append(d.actions, r)
		case r.kind == typeRecord:
			d.types = append(d.types, r)
		case r.kind == keyRecord && strings.Contains(r.name, "${"):
			d.templates = append(d.templates, r)
		case r.kind == keyRecord:
			d.keys[strings.ToLower(r.name)] = r
		}
	}
	return d
}

// read returns a cursor on a record.
func (r record) read() cursor {
	c := cursor{rest: r.line}
	c.next(r.kind)
	return c
}

// Names returns the names of the actions, in the order of the catalog. The slice belongs to the caller.
func (d *Directory) Names() []string {
	all := make([]string, len(d.actions))
	for i := range d.actions {
		all[i] = d.actions[i].name
	}
	return all
}

// Outline returns the action whose name is at an index of Names. Of its resource types it has the names only.
func (d *Directory) Outline(i int) Action {
	c := d.actions[i].read()
	return c.action(nil)
}

// at returns the action at an index with its resource types.
func (d *Directory) at(i int) Action {
	a := d.Outline(i)
	for j := range a.Types {
		t := &a.Types[j]
		if r, ok := d.typeNamed(t.Name, t.API); ok {
			c := r.read()
			t.ResourceType = c.resourceType()
		}
	}
	return a
}

func (d *Directory) typeNamed(name, api string) (record, bool) {
	for _, r := range d.types {
		if strings.HasPrefix(r.name, name) {
			if n, a := cutAPI(r.name); n == name && a == api {
				return r, true
			}
		}
	}
	return record{}, false
}

// Action returns an action by its name without the prefix, in any case.
func (d *Directory) Action(name string) (Action, bool) {
	for i := range d.actions {
		if strings.EqualFold(d.actions[i].name, name) {
			return d.at(i), true
		}
	}
	return Action{}, false
}

// Levels returns the access levels of the action at an index of Names.
func (d *Directory) Levels(i int) []Level {
	c := d.actions[i].read()
	return c.levels()
}

// Types returns the resource types of some actions at indexes of Names, each once.
func (d *Directory) Types(actions []int) (all []ResourceType) {
	seen := map[string]bool{}
	for _, i := range actions {
		c := d.actions[i].read()
		for _, written := range split(c.fields[1]) {
			name, api := cutAPI(strings.TrimSuffix(strings.TrimPrefix(written, "?"), "*"))
			if seen[name+"@"+api] {
				continue
			}
			seen[name+"@"+api] = true
			if r, ok := d.typeNamed(name, api); ok {
				c := r.read()
				all = append(all, c.resourceType())
			}
		}
	}
	return all
}

// KeysOf returns the names of the condition keys that some actions at indexes of Names have, and their resource types, each
// once.
func (d *Directory) KeysOf(actions []int) (names []string) {
	seen := map[string]bool{}
	note := func(list string) {
		for list != "" {
			var name string
			if name, list, _ = strings.Cut(list, ","); !seen[name] {
				seen[name] = true
				names = append(names, name)
			}
		}
	}
	for _, i := range actions {
		c := d.actions[i].read()
		note(c.fields[2])
	}
	for _, t := range d.Types(actions) {
		for _, name := range t.Keys {
			note(name)
		}
	}
	return names
}

// KeyNames returns the names of the condition keys of the service, in the order of the catalog. The slice belongs to the
// Directory.
func (d *Directory) KeyNames() []string { return d.keyNames }

// EachType calls visit for the resource types of the service until it returns false, with the ARNs as one text between commas.
func (d *Directory) EachType(visit func(name, arns string) bool) {
	for i := range d.types {
		c := d.types[i].read()
		if name, _ := cutAPI(c.name); !visit(name, c.fields[0]) {
			return
		}
	}
}

// Key returns the condition key of a name, in any case.
func (d *Directory) Key(name string) (Key, bool) {
	if r, ok := d.keys[strings.ToLower(name)]; ok {
		c := r.read()
		return c.key(), true
	}
	for _, r := range d.templates {
		if covers(r.name, name) {
			c := r.read()
			return c.key(), true
		}
	}
	return Key{}, false
}

// maxDirectories bounds how many directories a shelf keeps.
const maxDirectories = 64

// Directory is Of with the records ready to be found; nil unless the service is Loaded.
func (q *Inquiry) Directory(prefix string) (*Directory, Knowledge) {
	if d, ok := q.shelf.directories[prefix]; ok && q.shelf.still(d, prefix) {
		return d, Loaded
	}
	service, known := q.Of(prefix)
	if known != Loaded {
		return nil, known
	}
	return q.shelf.file(prefix, service), Loaded
}

// GlobalDirectory finds the global condition keys.
func (q *Inquiry) GlobalDirectory() *Directory {
	if d, ok := q.shelf.directories[globalPrefix]; ok {
		return d
	}
	s, _ := of(globalPrefix)
	return q.shelf.file(globalPrefix, s)
}

// Prefixes returns the prefixes of all services that a host has brought, in lower case, sorted. The slice belongs to the shelf.
func (q *Inquiry) Prefixes() []string { return q.shelf.prefixes }

// NameOf returns the name of a service by its prefix in lower case; "" if there is none.
func (q *Inquiry) NameOf(prefix string) string {
	if service, ok := q.shelf.known[prefix]; ok {
		return service.Name
	}
	if d, known := q.Directory(prefix); known == Loaded {
		return d.Name
	}
	return ""
}

// still reports whether a directory is that of what is on the shelf.
func (s *Shelf) still(d *Directory, prefix string) bool {
	service := s.known[strings.ToLower(prefix)]
	return d.own || service.text == d.text || service.text == ""
}

// file makes and keeps a directory.
func (s *Shelf) file(prefix string, service Service) *Directory {
	if s.directories == nil || len(s.directories) >= maxDirectories {
		s.directories = map[string]*Directory{}
	}
	d := newDirectory(service)
	_, d.own = Of(prefix)
	s.directories[prefix] = d
	return d
}
