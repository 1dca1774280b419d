package workload

import "github.com/iam-policy-playground/playground/engine"

var types = map[string]engine.Type{"identity": engine.Identity, "resource": engine.Resource, "boundary": engine.Boundary,
	"session": engine.Session, "scp": engine.SCP, "rcp": engine.RCP}

// Kind is the policy's type as the library calls it.
func (p *Policy) Kind() engine.Type { return types[p.Type] }

// Set compiles the policies with the library.
func (w *Workload) Set() *engine.Set {
	env := engine.Environment{Accounts: map[string]engine.Account{}}
	for id, path := range w.Accounts {
		env.Accounts[id] = engine.Account{Organization: "o-exampleorg1", Path: path}
	}
	policies := make([]engine.Policy, len(w.Policies))
	for i := range w.Policies {
		p := &w.Policies[i]
		policies[i] = engine.Policy{Name: p.Name, Document: engine.Compile(p.Kind(), p.Document()), Everywhere: p.AttachedTo == ""}
		if p.AttachedTo != "" {
			policies[i].AttachedTo = []string{p.AttachedTo}
		}
	}
	return engine.New(env, policies)
}

// Request is what is asked of the library.
func (w *Workload) Request() engine.Request {
	context := map[string]engine.Value{}
	for key, values := range w.Context {
		context[key] = engine.Value{Strings: values, Multi: len(values) > 1}
	}
	return engine.Request{Principal: w.Principal, Action: w.Action, Resource: w.Resource, Context: context}
}
