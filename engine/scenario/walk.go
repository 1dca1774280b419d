package scenario

import (
	"strconv"
	"strings"

	"github.com/iam-policy-playground/playground/engine"
	"github.com/iam-policy-playground/playground/engine/internal/jsontree"
)

// value checks v against s, reads what it holds, and reports whether v itself is right. Elements and members of v
// that are not right are left out by whoever keeps it.
func (r *reader) value(s *shape, v jsontree.Value) bool {
	if r.stopped() {
		return false
	}
	ok := s.takes(v)
	if !ok {
		r.reportAt(v, WrongType, r.subject()+" takes "+s.noun()+", this is "+v.Kind().String())
		r.settle(v.End())
		return false
	}
	switch s.kind {
	case text:
		ok = r.text(s, v)
	case list:
		ok = r.list(s, v)
	case mapping:
		ok = r.mapping(s, v)
	case fields:
		r.record(s.record, v)
	case condition:
		ok = r.condition(v)
	case anything:
		r.anything(v)
	case document:
		if v.Kind() == jsontree.Object {
			r.dismiss(v.End())
		}
	}
	r.settle(v.End())
	return ok
}

// takes reports whether v is of a JSON type of the shape.
func (s *shape) takes(v jsontree.Value) bool {
	switch k := v.Kind(); s.kind {
	case text:
		return k == jsontree.String
	case flag:
		return k == jsontree.True || k == jsontree.False
	case version:
		return k == jsontree.Number && isVersion(v)
	case list:
		return k == jsontree.Array
	case condition:
		return k == jsontree.String || k == jsontree.Number || k == jsontree.True || k == jsontree.False || k == jsontree.Array
	case document:
		return k == jsontree.Object || k == jsontree.String
	default:
		return k == jsontree.Object
	}
}

// noun says in a sentence what the shape takes.
func (s *shape) noun() string {
	switch s.kind {
	case text:
		return "a string"
	case flag:
		return "true or false"
	case version:
		return "the number 1"
	case list:
		return "a list"
	case condition:
		return "a string, a number, true, false or a list of strings"
	case document:
		return "an object or the text of one in a string"
	}
	return "an object"
}

// subject names what is being read.
func (r *reader) subject() string {
	last := r.path[len(r.path)-1]
	if last.index >= 0 && len(r.path) > 1 {
		return "an element of " + quote(r.path[len(r.path)-2].key)
	}
	return quote(last.key)
}

func (r *reader) text(s *shape, v jsontree.Value) bool {
	switch got := v.Str(); {
	case s.words != nil && !contains(s.words.list, got):
		r.reportAt(v, WrongValue, quote(got)+" is none of the values of "+r.subject()+": "+strings.Join(s.words.list, ", ")+suggestion(got, s.words.list))
		return false
	case s.form != nil && !r.matches(s.form, got):
		code, message := s.form.refusal(got)
		r.reportAt(v, code, message)
		return false
	}
	return true
}

// A match is a text that has a form.
type match struct {
	form *form
	text string
}

// matches reports whether s has the form. The requests of a suite repeat each other: a text that had the form just before
// is not looked at again.
func (r *reader) matches(f *form, s string) bool {
	var last *match
	for i := range r.matched {
		if r.matched[i].form == f {
			last = &r.matched[i]
		}
	}
	if last != nil && last.text == s {
		return true
	}
	if !f.matches(s) {
		return false
	}
	if last != nil {
		last.text = s
	} else if len(r.matched) < cap(r.matched) {
		r.matched = append(r.matched, match{f, s})
	}
	return true
}

func contains(list []string, s string) bool {
	for _, other := range list {
		if other == s {
			return true
		}
	}
	return false
}

// list reads the elements of v, and tells whether all are right.
func (r *reader) list(s *shape, v jsontree.Value) bool {
	if s.of.record != nil && s.of.record.expect != nil {
		s.of.record.expect(r, min(v.Len(), s.most))
	}
	ok, i := true, 0
	for e := v.First(); e.OK() && !r.stopped(); e = e.Next() {
		if i == s.most && s.most > 0 {
			r.tooMany(s, v, "elements")
			return false
		}
		r.push("", i)
		ok = r.element(s, i, e) && ok
		r.pop()
		i++
	}
	return ok
}

func (r *reader) tooMany(s *shape, v jsontree.Value, of string) {
	r.report(engine.DocumentTooLarge, v.Start(), v.End(),
		r.subject()+" has "+strconv.Itoa(v.Len())+" "+of+", more than the "+strconv.Itoa(s.most)+" that are read")
}

func (r *reader) element(s *shape, i int, e jsontree.Value) bool {
	of := s.of
	if i == 0 && s.first != nil {
		of = &shape{kind: text, form: s.first}
	}
	if of.kind == fields && !of.takes(e) {
		of.record.keepNothing(r) // so that the elements behind keep their indexes
	}
	return r.value(of, e)
}

func (rec *record) keepNothing(r *reader) {
	if rec.begin != nil {
		rec.begin(r)
		rec.end(r, jsontree.Value{})
	}
}

// mapping reads the members of v, whose keys are data, and tells whether all are right.
func (r *reader) mapping(s *shape, v jsontree.Value) bool {
	ok := true
	var folded map[string]string // keys by themselves in lower case
	if s.fold && v.Len() > 1 {
		folded = make(map[string]string, v.Len())
	}
	if s.most > 0 && v.Len() > s.most {
		r.tooMany(s, v, "keys")
		return false
	}
	for k := v.First(); k.OK() && !r.stopped(); k = k.Next() {
		key := k.Str()
		if len(key) > MaxKey {
			r.reportAt(k, WrongValue, "a key of "+strconv.Itoa(len(key))+" bytes is longer than the "+strconv.Itoa(MaxKey)+" that are read")
			r.settle(k.Of().End())
			ok = false
			continue
		}
		r.push(key, -1)
		r.settle(k.End())
		switch {
		case s.form != nil && !s.form.matches(key):
			code, message := s.form.refusal(key)
			r.reportAt(k, code, message)
			r.settle(k.Of().End())
			ok = false
		case folded != nil && r.repeated(folded, k, key):
			r.settle(k.Of().End())
			ok = false
		case k.Of().OK():
			ok = r.value(s.of, k.Of()) && ok
		}
		r.pop()
	}
	return ok
}

// repeated tells whether k stands in the map already but for letter case, and reports it; that k stands there as it is
// the text's own problem says.
func (r *reader) repeated(folded map[string]string, k jsontree.Value, key string) bool {
	lower := strings.ToLower(key)
	earlier, twice := folded[lower]
	folded[lower] = key
	if twice && earlier != key {
		r.reportAt(k, engine.DuplicateKey, "the key "+quote(key)+" stands here twice: letter case does not tell context keys apart")
	}
	return twice
}

// condition checks that the elements of a list are strings.
func (r *reader) condition(v jsontree.Value) bool {
	if v.Kind() != jsontree.Array {
		return true
	}
	return r.list(textList, v)
}

// anything reports an object of which too much lies too deep. The text's own problem of that kind does so, unless it was
// dismissed with a policy before: only the first is found.
func (r *reader) anything(v jsontree.Value) {
	if !r.dismissedDepth {
		return
	}
	if len(r.path)+depthOf(v.Raw()) > MaxDepth { // each step of the path stands in a bracket
		r.reportAt(v, engine.DocumentTooDeep, "the brackets are nested more than "+strconv.Itoa(MaxDepth)+" levels deep")
	}
}

// depthOf returns how many brackets are open at once in the text of a value.
func depthOf(json string) (deepest int) {
	depth := 0
	for i := 0; i < len(json); i++ {
		switch json[i] {
		case '{', '[':
			depth++
			deepest = max(deepest, depth)
		case '}', ']':
			depth--
		case '"':
			for i++; json[i] != '"'; i++ {
				if json[i] == '\\' {
					i++
				}
			}
		}
	}
	return deepest
}

// record reads the fields of v.
func (r *reader) record(rec *record, v jsontree.Value) {
	if rec.begin != nil {
		rec.begin(r)
	}
	var given uint64 // a bit for each field
	for k := v.First(); k.OK() && !r.stopped(); k = k.Next() {
		name := k.Str()
		i := rec.index(name)
		if len(name) > MaxKey {
			r.unknownField(rec, k)
			continue
		}
		r.push(name, -1)
		r.settle(k.End())
		if i < 0 {
			r.unknownField(rec, k)
		} else {
			given |= 1 << i
			r.field(rec, &rec.fields[i], k)
		}
		r.pop()
	}
	r.missing(rec, v, given)
	r.narrow(rec, v, given)
	if rec.end != nil {
		rec.end(r, v)
	}
}

func (r *reader) field(rec *record, f *field, k jsontree.Value) {
	v := k.Of()
	switch {
	case !v.OK(): // the text ends here
	case r.value(f.shape, v) && rec.take != nil:
		rec.take(r, f, v)
	}
}

func (r *reader) unknownField(rec *record, k jsontree.Value) {
	names := make([]string, 0, len(rec.fields))
	for i := range rec.fields {
		names = append(names, rec.fields[i].name)
	}
	name := k.Str()
	r.reportAt(k, UnknownField, quote(name)+" is not a field of "+rec.noun+suggestion(name, names))
	r.settle(k.Of().End())
}

// missing reports the fields that v should have and has not. given has a bit for each field of rec that is there.
func (r *reader) missing(rec *record, v jsontree.Value, given uint64) {
	for i := range rec.fields {
		if rec.fields[i].required && given&(1<<i) == 0 {
			r.lacks(rec, v, quote(rec.fields[i].name))
		}
	}
	if len(rec.choices) > 0 {
		r.choose(rec, v, given)
	}
}

func (r *reader) lacks(rec *record, v jsontree.Value, what string) {
	r.report(MissingField, v.Start(), v.Start()+1, rec.noun+" needs "+what)
}
