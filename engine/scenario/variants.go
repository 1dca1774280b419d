package scenario

import "github.com/iam-policy-playground/playground/engine/internal/jsontree"

// narrow reports what stands in v against the variants of its record. given has a bit for each field that is there.
func (r *reader) narrow(rec *record, v jsontree.Value, given uint64) {
	for i := range rec.variants {
		variant := &rec.variants[i]
		if !rec.holds(given, variant.field) {
			continue
		}
		if value := member(v, variant.field).Of().Str(); contains(variant.values, value) {
			cause := " does not go with " + quote(variant.field) + " " + quote(value)
			for j := range variant.limits {
				l := &variant.limits[j]
				r.limit(rec, l, l.path, v, cause)
			}
		}
	}
}

// limit follows path from v, an object of rec, and reports what the limit does not allow.
func (r *reader) limit(rec *record, l *limit, path []string, v jsontree.Value, cause string) {
	k := member(v, path[0])
	if v.Kind() != jsontree.Object || !k.OK() || r.stopped() {
		return
	}
	r.push(path[0], -1)
	switch s := rec.fields[rec.index(path[0])].shape; {
	case len(path) == 1 && l.words == nil && l.form == nil:
		r.reportAt(k, WrongValue, quote(path[0])+cause+": "+l.why)
	case s.kind == list:
		i := 0
		for e := k.Of().First(); e.OK(); e = e.Next() {
			r.push("", i)
			if len(path) > 1 {
				r.limit(s.of.record, l, path[1:], e, cause)
			} else {
				r.limitText(s.of, l, e, cause)
			}
			r.pop()
			i++
		}
	default:
		r.limitText(s, l, k.Of(), cause)
	}
	r.pop()
}

// limitText reports the string v, of shape s, if the limit does not allow it. What the shape does not allow is reported
// already.
func (r *reader) limitText(s *shape, l *limit, v jsontree.Value, cause string) {
	got := v.Str()
	switch {
	case v.Kind() != jsontree.String:
	case s.words != nil && !contains(s.words.list, got):
	case s.form != nil && !s.form.matches(got):
	case l.words != nil && !contains(l.words, got):
		r.reportAt(v, WrongValue, quote(got)+cause+": "+l.why)
	case l.form != nil && !l.form.matches(got):
		code, message := l.form.refusal(got)
		if l.why != "" && l.form.hint(got) == "" {
			message += "; " + l.why
		}
		r.reportAt(v, code, message)
	case l.fault != nil:
		if fault := l.fault(got); fault != "" {
			r.reportAt(v, WrongValue, quote(got)+": "+fault)
		}
	}
}
