// Package native holds our engine and the floor below it as contenders, without any peer: the short form of the benchmark
// needs nothing from a registry.
package native

import (
	"errors"
	"strconv"
	"strings"

	"github.com/iam-policy-playground/playground/engine"
	"github.com/iam-policy-playground/playground/engine/wire"
	"github.com/iam-policy-playground/playground/scripts/bench/floor"
	"github.com/iam-policy-playground/playground/scripts/bench/measure"
	"github.com/iam-policy-playground/playground/scripts/bench/workload"
)

// The names of contenders.
const (
	Ours    = "engine"
	NewAsk  = "engine, request prepared too"
	Floor   = "floor"
	Indexed = "floor, indexed"
)

var errDenied = errors.New("denied, where the workload allows")

func allowed(yes bool) error {
	if yes {
		return nil
	}
	return errDenied
}

// Deciding returns one decision with all prepared, one that prepares its request, and the floor's.
func Deciding(w *workload.Workload) ([]measure.Contender, error) {
	set, request := w.Set(), w.Request()
	query := set.Ask(request)
	list := []measure.Contender{
		{Name: Ours, Run: func() error { return allowed(query.Decide() == engine.Allowed) }},
		{Name: NewAsk, Run: func() error { return allowed(set.Ask(request).Decide() == engine.Allowed) }},
	}
	if w.Layered() {
		return list, nil
	}
	policy, asked, err := floor.Compile(w, false)
	if err != nil {
		return nil, err
	}
	list = append(list, measure.Contender{Name: Floor, Run: func() error { return allowed(policy.Allowed(asked)) }})
	if len(w.Policies[0].Statements) < 100 {
		return list, nil
	}
	indexed, asked, err := floor.Compile(w, true)
	return append(list, measure.Contender{Name: Indexed, Run: func() error { return allowed(indexed.Allowed(asked)) }}), err
}

// Preparing returns the way from a policy's text to something that decides, and the floor's look at each byte of it.
func Preparing(w *workload.Workload) []measure.Contender {
	var texts []string
	for i := range w.Policies {
		texts = append(texts, w.Policies[i].Document())
	}
	types := make([]engine.Type, len(texts))
	for i := range types {
		types[i] = w.Policies[i].Kind()
	}
	return []measure.Contender{
		{Name: Ours, Run: func() error {
			for i, text := range texts {
				if engine.Compile(types[i], text).Failure() != nil {
					return errors.New("refused")
				}
			}
			return nil
		}},
		{Name: Floor, Run: func() error {
			for _, text := range texts {
				if !floor.Valid(text) {
					return errors.New("invalid")
				}
			}
			return nil
		}},
	}
}

// Fresh returns a function that gives the scenario with documents that no call had before: the engine keeps those that it
// compiled.
func Fresh(scenario string) func() []byte {
	parts, calls := strings.Split(scenario, `"Version":`), 0
	return func() []byte {
		calls++
		return []byte(strings.Join(parts, `"Id":"`+strconv.Itoa(calls)+`","Version":`))
	}
}

// Serving returns the engine as the module's hosts call it, text in and text out, for one of the tables of node.mjs.
func Serving(table string, w *workload.Workload) []measure.Contender {
	const many = 1000
	switch table {
	case "request":
		scenario := []byte(w.Scenario(many))
		return []measure.Contender{{Name: "engine, native", Run: func() error { return answered(wire.Serve(wire.Decide, scenario, nil), many) }, Per: many}}
	case "text":
		fresh := Fresh(w.Scenario(1))
		return []measure.Contender{{Name: "engine, native", Run: func() error { return answered(wire.Serve(wire.Decide, fresh(), nil), 1) }}}
	}
	fresh := Fresh(w.Scenario(1))
	return []measure.Contender{{Name: "engine, native", Run: func() error { return answered(wire.Serve(wire.Evaluate, fresh(), nil), 1) }}}
}

func answered(answer []byte, requests int) error {
	if strings.Count(string(answer), `"decision":"allowed"`) < requests {
		return errors.New("not allowed: " + string(answer[:min(len(answer), 200)]))
	}
	return nil
}

// Patterns compares a pattern with a text of n times the letter a, which it does not match.
func Patterns(pattern string, n int) []measure.Contender {
	subject, cut := strings.Repeat("a", n), floor.Cut(pattern)
	return []measure.Contender{like(pattern, subject), {Name: Floor, Run: func() error {
		if cut.Match(subject) {
			return errMatches
		}
		return nil
	}}}
}

var errMatches = errors.New("it matches, and must not")

// like asks StringLike, in a condition, for a text that does not match.
func like(pattern, subject string) measure.Contender {
	document := engine.Compile(engine.Identity, `{"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "*", "Resource": "*", "Condition": {"StringLike": {"aws:Referer": "`+pattern+`"}}}}`)
	set := engine.New(engine.Environment{}, []engine.Policy{{Name: "Like", Document: document, Everywhere: true}})
	query := set.Ask(engine.Request{Principal: "arn:aws:iam::111122223333:user/dana", Action: "s3:GetObject", Resource: "arn:aws:s3:::pets/cat",
		Context: map[string]engine.Value{"aws:Referer": {Strings: []string{subject}}}})
	return measure.Contender{Name: Ours, Run: func() error {
		if query.Decide() != engine.ImplicitDeny {
			return errMatches
		}
		return nil
	}}
}
