package assist

import (
	"strconv"
	"strings"

	"github.com/iam-policy-playground/playground/engine"
)

// A Sentence says in plain words what a statement does.
type Sentence struct {
	Span engine.Span // of the statement
	Say  string
}

// Summary returns a sentence for each statement of a text, in its order. A sentence never says more than the statement grants:
// what a reader has to know besides is in it, in brackets.
func Summary(policy Policy) []Sentence {
	if len(policy.Text) > engine.MaxDocumentSize {
		return nil
	}
	o := sketch(policy.Text)
	var all []Sentence
	for _, i := range o.statements() {
		s := statement{Policy: policy, outline: o, object: i}
		all = append(all, Sentence{engine.Span{Start: o.nodes[i].start, End: o.nodes[i].end}, s.say()})
	}
	return all
}

// statements returns the objects that are statements.
func (o *outline) statements() (all []int) {
	if len(o.nodes) == 0 {
		return nil
	}
	list, _ := o.member(0, "Statement")
	if answer, _ := o.member(0, "policyDocument"); list < 0 && answer >= 0 { // the whole answer of a Lambda authorizer
		list, _ = o.member(answer, "Statement")
	}
	if list < 0 {
		return nil
	}
	if o.nodes[list].kind == object {
		return []int{list}
	}
	o.children(list, func(i int) bool {
		if o.nodes[i].kind == object {
			all = append(all, i)
		}
		return true
	})
	return all
}

// A statement is one that is put into words.
type statement struct {
	Policy
	*outline
	object int
	allow  bool
}

// say returns the sentence.
func (s *statement) say() string {
	if lacks := s.lacks(); len(lacks) > 0 {
		return "Not complete: " + series(lacks, "and") + " " + areOrIs(lacks) + " missing."
	}
	effect, _ := s.member(s.object, "Effect")
	switch s.str(effect) {
	case "Allow":
		s.allow = true
	case "Deny":
	default:
		return "Not complete: Effect is neither Allow nor Deny."
	}
	return s.verb() + s.actions() + " on " + s.resources() + s.conditions() + s.idle() + "."
}

// lacks returns the elements that a statement needs and has not.
//
// AWS: IAM User Guide, "Grammar of the IAM JSON policy language".
func (s *statement) lacks() (names []string) {
	for _, name := range [...]string{"Effect", "Principal", "Action", "Resource"} {
		value, _ := s.member(s.object, name, "Not"+name)
		needed := takes(s.Kind, name)
		if needed && value < 0 {
			names = append(names, name)
		}
	}
	return names
}

func areOrIs(list []string) string {
	if len(list) == 1 {
		return "is"
	}
	return "are"
}

// verb says what the effect is, and for whom. An Allow of a policy that only limits grants nothing.
//
// AWS: IAM User Guide, "Policy evaluation logic"; Organizations User Guide, "Service control policies" and "Resource control
// policies".
func (s *statement) verb() string {
	who := s.principals()
	switch s.Kind {
	case engine.Boundary, engine.Session, engine.SCP, engine.RCP, engine.Endpoint:
		if s.allow && who != "" {
			return "Leaves open to " + who + ", without granting, "
		} else if s.allow {
			return "Leaves open, without granting, "
		}
	}
	if who != "" {
		who += " "
	}
	if s.allow {
		return "Allows " + who
	}
	return "Denies " + who
}

// element returns the strings of an element, and whether it is the negated one.
func (s *statement) element(name string) (entries []string, negated bool) {
	if value, key := s.member(s.object, name); key >= 0 {
		return s.texts(value), false
	}
	value, key := s.member(s.object, "Not"+name)
	return s.texts(value), key >= 0
}

// maxNamed is how many things a sentence names.
const maxNamed = 3

// series joins words: "a, b and c". Of more than maxNamed the rest is counted.
func series(words []string, and string) string {
	if more := len(words) - maxNamed; more > 1 {
		words = append(append([]string{}, words[:maxNamed]...), strconv.Itoa(more)+" more")
	}
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	last := len(words) - 1
	return strings.Join(words[:last], ", ") + " " + and + " " + words[last]
}
