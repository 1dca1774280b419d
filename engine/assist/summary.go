package assist

import "github.com/iam-policy-playground/playground/engine"

// A Sentence says in plain words what a statement does.
type Sentence struct {
	Span engine.Span // of the statement
	Say  string
}

// Summary returns a sentence for each statement.
func Summary(policy Policy) []Sentence {
	o := sketch(policy.Text)
	var all []Sentence
	for _, i := range o.statements() {
		all = append(all, Sentence{engine.Span{Start: o.nodes[i].start, End: o.nodes[i].end}, ""})
	}
	return all
}

// statements returns the objects that are statements, in the order of the text.
func (o *outline) statements() (all []int) {
	for i := range o.nodes {
		if o.nodes[i].kind != object {
			continue
		}
		if keys, statement := o.path(i); statement == i && len(keys) > 0 {
			all = append(all, i)
		}
	}
	return all
}
