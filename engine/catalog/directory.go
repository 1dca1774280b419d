package catalog

import "strings"

// A Directory finds the records of one service by name without reading the others. Making one costs as much as reading the
// service once; a Shelf keeps those it made.
type Directory struct {
	Service
	own     bool // it is in the module, whatever a host brings
	actions []record
	types   []record
	keys    []record

	last lastKeys
}

// lastKeys is what KeysOf answered last: whoever types in a condition asks about the same actions at each letter.
type lastKeys struct {
	actions []int
	own     []Key
	others  []string
}

func (l *lastKeys) answers(actions []int) bool {
	if len(l.actions) != len(actions) || len(actions) == 0 {
		return false
	}
	for i := range actions {
		if l.actions[i] != actions[i] {
			return false
		}
	}
	return true
}

// A record is where a line and the name in it stand in the service's text. It holds no pointers, so that the garbage collector
// need not look at a directory.
type record struct {
	start, end         uint32 // of the line
	nameStart, nameEnd uint32 // without its question mark
}

func newDirectory(s Service) *Directory {
	d := &Directory{Service: s}
	for start := 0; start < len(s.text); {
		end := len(s.text)
		if i := strings.IndexByte(s.text[start:], '\n'); i >= 0 {
			end = start + i
		}
		if end-start > 2 {
			d.enter(start, end)
		}
		start = end + 1
	}
	return d
}

// enter files a line.
func (d *Directory) enter(start, end int) {
	r := record{uint32(start), uint32(end), uint32(start + 2), uint32(end)}
	if i := strings.IndexByte(d.text[start:end], '|'); i >= 0 {
		r.nameEnd = uint32(start + i)
	}
	if d.text[start+2] == '?' {
		r.nameStart++
	}
	switch d.text[start] {
	case actionRecord:
		d.actions = append(d.actions, r)
	case typeRecord:
		d.types = append(d.types, r)
	case keyRecord:
		d.keys = append(d.keys, r)
	}
}

func (d *Directory) name(r record) string { return d.text[r.nameStart:max(r.nameStart, r.nameEnd)] }

// read returns a cursor on a record.
func (d *Directory) read(r record) cursor {
	c := cursor{rest: d.text[r.start:r.end]}
	c.next(d.text[r.start])
	return c
}

// Len returns the number of actions.
func (d *Directory) Len() int { return len(d.actions) }

// Name returns the name of an action by its index, in the order of the catalog.
func (d *Directory) Name(i int) string { return d.name(d.actions[i]) }

// Outline returns the action whose name is at an index. Of its resource types it has the names only.
func (d *Directory) Outline(i int) Action {
	c := d.read(d.actions[i])
	return c.action(nil)
}

// at returns the action at an index with its resource types.
func (d *Directory) at(i int) Action {
	a := d.Outline(i)
	for j := range a.Types {
		t := &a.Types[j]
		if r, ok := d.typeNamed(t.Name, t.API); ok {
			c := d.read(r)
			t.ResourceType = c.resourceType()
		}
	}
	return a
}

func (d *Directory) typeNamed(name, api string) (record, bool) {
	for _, r := range d.types {
		if strings.HasPrefix(d.name(r), name) {
			if n, a := cutAPI(d.name(r)); n == name && a == api {
				return r, true
			}
		}
	}
	return record{}, false
}

// Action returns an action by its name without the prefix, in any case.
func (d *Directory) Action(name string) (Action, bool) {
	for i := range d.actions {
		if strings.EqualFold(d.Name(i), name) {
			return d.at(i), true
		}
	}
	return Action{}, false
}

// Levels returns the access levels of the action at an index.
func (d *Directory) Levels(i int) []Level {
	c := d.read(d.actions[i])
	return c.levels()
}

// Types returns the resource types of some actions at indexes, each once.
func (d *Directory) Types(actions []int) (all []ResourceType) {
	d.eachType(actions, func(c *cursor) { all = append(all, c.resourceType()) })
	return all
}

// eachType calls visit with the records of the resource types of some actions, each once.
func (d *Directory) eachType(actions []int, visit func(c *cursor)) {
	seen := map[string]bool{}
	for _, i := range actions {
		c := d.read(d.actions[i])
		for list := c.fields[1]; list != ""; {
			var written string
			written, list, _ = strings.Cut(list, ",")
			written = strings.TrimSuffix(strings.TrimPrefix(written, "?"), "*")
			if seen[written] {
				continue
			}
			seen[written] = true
			name, api := cutAPI(written)
			if r, ok := d.typeNamed(name, api); ok {
				c := d.read(r)
				visit(&c)
			}
		}
	}
}

// KeysOf returns the condition keys that some actions at indexes have, and their resource types, each once: those of the
// service, and the names of the others. The slices belong to the Directory.
func (d *Directory) KeysOf(actions []int) (own []Key, others []string) {
	if !d.last.answers(actions) {
		own, others = d.keysOf(actions)
		d.last = lastKeys{actions, own, others}
	}
	return d.last.own, d.last.others
}

func (d *Directory) keysOf(actions []int) (own []Key, others []string) {
	left := make(map[string]bool, len(d.keys))
	var names []string
	note := func(list string) {
		for list != "" {
			var name string
			if name, list, _ = strings.Cut(list, ","); !left[name] {
				left[name] = true
				names = append(names, name)
			}
		}
	}
	for _, i := range actions {
		c := d.read(d.actions[i])
		note(c.fields[2])
	}
	d.eachType(actions, func(c *cursor) { note(c.fields[1]) })
	for _, r := range d.keys {
		if left[d.name(r)] {
			c := d.read(r)
			own = append(own, c.key())
			left[d.name(r)] = false
		}
	}
	for _, name := range names {
		if left[name] {
			others = append(others, name)
		}
	}
	return own, others
}

// Keys returns the condition keys of the service.
func (d *Directory) Keys() []Key {
	all := make([]Key, len(d.keys))
	for i, r := range d.keys {
		c := d.read(r)
		all[i] = c.key()
	}
	return all
}

// EachType calls visit for the resource types of the service until it returns false, with the ARNs as one text between commas.
func (d *Directory) EachType(visit func(name, arns string) bool) {
	for i := range d.types {
		c := d.read(d.types[i])
		if name, _ := cutAPI(c.name); !visit(name, c.fields[0]) {
			return
		}
	}
}

// Key returns the condition key of a name, in any case. A key without placeholders goes before one with.
func (d *Directory) Key(name string) (found Key, ok bool) {
	for _, r := range d.keys {
		switch own := d.name(r); {
		case len(own) == len(name) && strings.EqualFold(own, name):
			c := d.read(r)
			return c.key(), true
		case !ok && strings.IndexByte(own, '$') >= 0 && covers(own, name):
			c := d.read(r)
			found, ok = c.key(), true
		}
	}
	return found, ok
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
		return d.Service.Name
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
