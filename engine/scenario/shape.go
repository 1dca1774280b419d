package scenario

import "github.com/iam-policy-playground/playground/engine/internal/jsontree"

// A kind is a JSON type, as far as the format tells them apart.
type kind uint8

const (
	text      kind = iota + 1 // a string
	flag                      // true or false
	version                   // the number 1
	list                      // a list of one shape
	mapping                   // an object whose keys are data
	fields                    // an object whose keys are the fields of a record
	condition                 // the value of a context key: a string, a number, true or false, or a list of strings
	document                  // a policy: an object, or its text in a string
	anything                  // an object that is handed on as it is
)

// A shape is what a value may be.
type shape struct {
	kind   kind
	words  *words  // text: the only strings allowed
	form   *form   // text: what the string looks like; mapping: what the keys look like
	of     *shape  // list, mapping: what they hold
	first  *form   // list: what the first string looks like, where it differs from the others
	record *record // fields
	most   int     // list, mapping: how many elements or keys are read; 0 for any number
	fold   bool    // mapping: keys that differ only by letter case are the same key
	multi  bool    // condition: the key is multivalued, even if one value is given
}

// A words is a closed list of strings with a name of its own in the generated types.
type words struct {
	name, doc string
	list      []string
}

// A record is the fields of one kind of object.
type record struct {
	name, doc string // of the generated type
	noun      string // in messages: "an account"
	fields    []field
	choices   []choice  // if any: the fields of exactly one of them are given
	variants  []variant // what a field's value means for the others

	expect func(r *reader, n int)                      // makes room for a list of n
	begin  func(r *reader)                             // forgets the object before
	take   func(r *reader, f *field, v jsontree.Value) // reads a field whose value is right
	end    func(r *reader, v jsontree.Value)           // keeps what was read; v is not an object if there was none to read
}

// A field is one row of the format.
type field struct {
	name, doc string // doc is one sentence or more, for the schema and the types
	shape     *shape
	required  bool
	state     bool // it is state of the service that a condition key reports
}

// A choice is a set of fields that stand for each other with other choices of the record.
type choice struct {
	needs []string
	may   []string // only together with those of needs; other choices may have them too
}

// A variant narrows what other fields of a record may be while one field has one of some values.
type variant struct {
	field  string
	values []string
	limits []limit
}

// A limit is what a field may be in a variant: one of the words, or of the form; with neither of the two it may not stand
// there.
type limit struct {
	path  []string // the field, and then the field of the objects that it lists
	words []string
	form  *form
	fault func(string) string // what the form cannot say: what is wrong with a string, "" for nothing
	why   string              // ends the message
}

func (rec *record) index(name string) int {
	for i := range rec.fields {
		if rec.fields[i].name == name {
			return i
		}
	}
	return -1
}

var (
	anyText    = &shape{kind: text}
	aFlag      = &shape{kind: flag}
	textList   = &shape{kind: list, of: anyText}
	anyTags    = &shape{kind: mapping, of: anyText}
	oneValue   = &shape{kind: condition}
	manyValues = &shape{kind: condition, multi: true}
)
