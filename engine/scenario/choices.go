package scenario

import (
	"strings"

	"github.com/iam-policy-playground/playground/engine/internal/jsontree"
)

// choose reports unless all fields of one choice are given and none that only others have. given has a bit for each
// field of rec that is there.
func (r *reader) choose(rec *record, v jsontree.Value, given uint64) {
	chosen := rec.chosen(given)
	if chosen == nil {
		r.lacks(rec, v, rec.alternatives())
		return
	}
	for i := range rec.choices {
		if name := rec.choices[i].astray(rec, chosen, given); name != "" {
			k := member(v, name)
			r.push(name, -1)
			r.report(WrongValue, k.Start(), k.Of().End(), quote(name)+" cannot stand beside "+quote(rec.first(chosen, given))+": "+rec.goesWith(name))
			r.pop()
			return
		}
	}
	for _, name := range chosen.needs {
		if !rec.holds(given, name) {
			r.lacks(rec, v, quote(name))
		}
	}
}

// holds reports whether the field with that name is given.
func (rec *record) holds(given uint64, name string) bool { return given&(1<<rec.index(name)) != 0 }

// chosen returns the first choice of which a needed field is given, nil if there is none.
func (rec *record) chosen(given uint64) *choice {
	for i := range rec.choices {
		if rec.first(&rec.choices[i], given) != "" {
			return &rec.choices[i]
		}
	}
	return nil
}

// first returns the first needed field of c that is given, "" if none is.
func (rec *record) first(c *choice, given uint64) string {
	for _, name := range c.needs {
		if rec.holds(given, name) {
			return name
		}
	}
	return ""
}

func (c *choice) has(name string) bool { return contains(c.needs, name) || contains(c.may, name) }

// astray returns the first field of c that is given although the chosen one does not have it, "" if none is.
func (c *choice) astray(rec *record, chosen *choice, given uint64) string {
	for _, names := range [][]string{c.needs, c.may} {
		for _, name := range names {
			if rec.holds(given, name) && !chosen.has(name) {
				return name
			}
		}
	}
	return ""
}

// goesWith says with which fields the one with that name stands.
func (rec *record) goesWith(name string) string {
	var with []string
	for i := range rec.choices {
		c := &rec.choices[i]
		if contains(c.needs, name) {
			return rec.noun + " has " + rec.alternatives()
		}
		if contains(c.may, name) {
			with = append(with, quote(c.needs[0]))
		}
	}
	return "it goes with " + strings.Join(with, " or ")
}

// alternatives names the choices: "action" with "resource", or "http", or "operation".
func (rec *record) alternatives() string {
	var all []string
	for _, c := range rec.choices {
		var quoted []string
		for _, name := range c.needs {
			quoted = append(quoted, quote(name))
		}
		all = append(all, strings.Join(quoted, " with "))
	}
	return strings.Join(all, ", or ")
}
