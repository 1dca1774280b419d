package scenario

import (
	"strconv"

	"github.com/iam-policy-playground/playground/engine/internal/jsontree"
)

// Schema returns the JSON Schema (draft 2020-12) of scenarios, indented. It says all that the tables of fields say; that
// a key is both given and unknown, that a role has groups, or that two APIs claim a domain name, only Parse finds.
func Schema() []byte {
	root := recordSchema(&scenarioRecord)
	top := object{
		{"$schema", "https://json-schema.org/draft/2020-12/schema"},
		{"$id", "scenario.schema.json"},
		{"title", scenarioRecord.name},
	}
	defs := object{}
	for _, rec := range records() {
		if rec != &scenarioRecord {
			defs = append(defs, entry{rec.name, recordSchema(rec)})
		}
	}
	return append(appendJSON(nil, append(append(top, root...), entry{"$defs", defs}), "\n"), '\n')
}

// records returns the records of the format, each once, in the order in which the tables lead to them.
func records() []*record {
	all := []*record{&scenarioRecord}
	for i := 0; i < len(all); i++ {
		for j := range all[i].fields {
			s := all[i].fields[j].shape
			for s.of != nil {
				s = s.of
			}
			if s.record != nil {
				all = append(all, s.record)
			}
		}
	}
	return all
}

func recordSchema(rec *record) object {
	properties, required := object{}, []string{}
	for i := range rec.fields {
		f := &rec.fields[i]
		properties = append(properties, entry{f.name, append(object{{"description", f.describe()}}, shapeSchema(f.shape)...)})
		if f.required {
			required = append(required, f.name)
		}
	}
	schema := object{{"description", rec.doc}, {"type", "object"}, {"properties", properties}, {"additionalProperties", false}}
	if len(required) > 0 {
		schema = append(schema, entry{"required", required})
	}
	if len(rec.choices) > 0 {
		schema = append(schema, entry{"oneOf", choicesSchema(rec.choices)})
	}
	if len(rec.variants) > 0 {
		schema = append(schema, entry{"allOf", variantsSchema(rec)})
	}
	return schema
}

// describe returns the sentences about f.
func (f *field) describe() string {
	if f.state {
		return f.doc + " As the key " + stateKey(f.name) + " reports it."
	}
	return f.doc
}

// choicesSchema demands all fields of one choice and forbids those of the others.
func choicesSchema(choices []choice) []object {
	var all []object
	for i, c := range choices {
		others := object{}
		for j, other := range choices {
			if j == i {
				continue
			}
			for _, name := range append(append([]string{}, other.needs...), other.may...) {
				if !c.has(name) {
					others = append(others, entry{name, false})
				}
			}
		}
		all = append(all, object{{"required", c.needs}, {"properties", others}})
	}
	return all
}

// variantsSchema says for each variant what its limits leave.
func variantsSchema(rec *record) []object {
	var all []object
	for _, v := range rec.variants {
		var left []object
		for i := range v.limits {
			left = append(left, limitSchema(rec, &v.limits[i], v.limits[i].path))
		}
		all = append(all, object{
			{"if", object{{"properties", object{{v.field, object{{"enum", v.values}}}}}, {"required", []string{v.field}}}},
			{"then", object{{"allOf", left}}},
		})
	}
	return all
}

// limitSchema narrows the last field of path, which begins in rec.
func limitSchema(rec *record, l *limit, path []string) object {
	s := rec.fields[rec.index(path[0])].shape
	var left any
	switch {
	case len(path) > 1:
		left = limitSchema(s.of.record, l, path[1:])
	case l.words != nil:
		left = object{{"enum", l.words}}
	case l.form != nil:
		left = formSchema(l.form)
	default:
		return object{{"properties", object{{path[0], false}}}}
	}
	if s.kind == list {
		left = object{{"items", left}}
	}
	return object{{"properties", object{{path[0], left}}}}
}

func formSchema(f *form) object {
	if f == nil {
		return object{{"type", "string"}}
	}
	return object{{"type", "string"}, {"pattern", f.expression()}}
}

func shapeSchema(s *shape) object {
	switch s.kind {
	case text:
		if s.words != nil {
			return object{{"enum", s.words.list}}
		}
		return formSchema(s.form)
	case flag:
		return object{{"type", "boolean"}}
	case version:
		return object{{"const", 1}}
	case list:
		return listSchema(s)
	case mapping:
		schema := object{{"type", "object"}, {"additionalProperties", shapeSchema(s.of)}}
		keys := object{{"maxLength", MaxKey}}
		if s.form != nil {
			keys = append(keys, entry{"pattern", s.form.expression()})
		}
		if s.most > 0 {
			schema = append(schema, entry{"maxProperties", s.most})
		}
		return append(schema, entry{"propertyNames", keys})
	case fields:
		return object{{"$ref", "#/$defs/" + s.record.name}}
	case condition:
		return object{{"anyOf", []object{
			{{"type", []string{"string", "number", "boolean"}}}, {{"type", "array"}, {"items", object{{"type", "string"}}}},
		}}}
	case document:
		return object{{"type", []string{"object", "string"}}}
	case anything:
		return object{{"type", "object"}}
	}
	panic("scenario: a shape without a schema")
}

func listSchema(s *shape) object {
	schema := object{{"type", "array"}}
	if s.first != nil {
		schema = append(schema, entry{"prefixItems", []object{formSchema(s.first)}})
	}
	schema = append(schema, entry{"items", shapeSchema(s.of)})
	if s.most > 0 {
		schema = append(schema, entry{"maxItems", s.most})
	}
	return schema
}

// An object is JSON that keeps the order of its members.
type object []entry

type entry struct {
	key   string
	value any // string, bool, int, []string, object or []object
}

// appendJSON appends v; newline is a line break with the indentation of the line that v begins on.
func appendJSON(dst []byte, v any, newline string) []byte {
	switch v := v.(type) {
	case string:
		return jsontree.AppendString(dst, v)
	case bool:
		return strconv.AppendBool(dst, v)
	case int:
		return strconv.AppendInt(dst, int64(v), 10)
	case []string:
		dst = append(dst, '[')
		for i, s := range v {
			if i > 0 {
				dst = append(dst, ", "...)
			}
			dst = jsontree.AppendString(dst, s)
		}
		return append(dst, ']')
	case []object:
		dst = append(dst, '[')
		for i, o := range v {
			dst = appendJSON(separate(dst, i, newline+"  "), o, newline+"  ")
		}
		return append(append(dst, newline...), ']')
	case object:
		if len(v) == 0 {
			return append(dst, "{}"...)
		}
		dst = append(dst, '{')
		for i, e := range v {
			dst = append(jsontree.AppendString(separate(dst, i, newline+"  "), e.key), ": "...)
			dst = appendJSON(dst, e.value, newline+"  ")
		}
		return append(append(dst, newline...), '}')
	}
	panic("scenario: a value of the schema that has no JSON")
}

// separate appends what stands before the element with index i.
func separate(dst []byte, i int, newline string) []byte {
	if i > 0 {
		dst = append(dst, ',')
	}
	return append(dst, newline...)
}
