package explain

import (
	"strings"

	"github.com/iam-policy-playground/playground/engine"
)

// Reason returns the one sentence that explains a result: layer, policy, statement and element.
func Reason(r *engine.Result) string {
	f := finder{trace: r.Trace}
	switch r.Why {
	case engine.ReasonCannotEvaluate:
		return upperFirst(r.Failure) + "."
	case engine.ReasonExplicitDeny:
		return f.denial(r)
	case engine.ReasonDepends, engine.ReasonTooManyWays:
		return f.open(r)
	case engine.ReasonIdentityPolicyGrants:
		return f.grant(r) + ", and nothing denies it."
	case engine.ReasonNamedDirectly:
		return f.grant(r) + " and names the caller itself, which is enough in the same account; nothing denies it."
	case engine.ReasonRoleNamed:
		return f.grant(r) + " and names the role, so no identity policy is needed; nothing limits or denies it."
	case engine.ReasonDelegatedByOwnPolicy:
		return f.grant(r) + ", as the resource's own policy lets the account decide; nothing denies it."
	case engine.ReasonResourcePolicyGrants:
		return f.grant(r) + ", and nothing denies it."
	case engine.ReasonBothAccountsAllow:
		return f.grants(r) + ", as a call across accounts needs; nothing denies it."
	}
	return f.silence(r)
}

func upperFirst(s string) string {
	if s == "" || strings.HasPrefix(s, "aws:") {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

// A finder looks up steps in a trace.
type finder struct{ trace *engine.Step }

// path returns the steps from the root to step.
func (f finder) path(step *engine.Step) []*engine.Step {
	var walk func(s *engine.Step) []*engine.Step
	walk = func(s *engine.Step) []*engine.Step {
		if s == step {
			return []*engine.Step{s}
		}
		for _, child := range s.Steps {
			if below := walk(child); below != nil {
				return append([]*engine.Step{s}, below...)
			}
		}
		return nil
	}
	return walk(f.trace)
}

// place names the policy of a statement: "Identity policy InvokePets", "SCP ReadOnly at ou-root-apps".
func (f finder) place(statement *engine.Step) string {
	text, at := "", ""
	for _, s := range f.path(statement) {
		switch s.Op {
		case engine.OpLayer:
			text = LayerName(s.Name)
		case engine.OpLevel:
			at = " at " + s.Name
		case engine.OpPolicy:
			text += " " + s.Name
		}
	}
	return upperFirst(text + at)
}

func (f finder) denial(r *engine.Result) string {
	if len(r.DecidedBy) == 0 {
		return meaning(r.Why)
	}
	first := r.DecidedBy[0].Step
	text := f.place(first) + " denies it in " + first.Name
	if key := decisiveKey(first); key != nil {
		text += ": " + strings.TrimSuffix(sayKey(key), ".")
	}
	if n := len(r.DecidedBy) - 1; n > 0 {
		text += "; " + Count(n, "other statement") + " would deny it too"
	}
	return text + "."
}

// decisiveKey is the first condition key of a statement that applies.
func decisiveKey(s *engine.Step) *engine.Step {
	for _, child := range s.Steps {
		if child.Op == engine.OpKey {
			return child
		}
		if child.Op == engine.OpElement && child.Name != "Condition" {
			continue
		}
		if key := decisiveKey(child); key != nil {
			return key
		}
	}
	return nil
}

func (f finder) grant(r *engine.Result) string {
	if len(r.DecidedBy) == 0 {
		return "A policy allows it"
	}
	first := r.DecidedBy[0].Step
	return f.place(first) + " allows it in " + first.Name
}

// grants names one statement of each policy type that allows.
func (f finder) grants(r *engine.Result) string {
	var parts []string
	seen := map[string]bool{}
	for _, c := range r.DecidedBy {
		layer := f.path(c.Step)[1].Name
		if !seen[layer] {
			seen[layer] = true
			parts = append(parts, f.place(c.Step)+" allows it in "+c.Step.Name)
		}
	}
	if len(parts) == 0 {
		return "Both accounts allow it"
	}
	for i := range parts[1:] {
		parts[i+1] = lowerFirstName(parts[i+1])
	}
	return strings.Join(parts, " and ")
}

// lowerFirstName makes "Resource policy X" fit the middle of a sentence and leaves "SCP X" alone.
func lowerFirstName(s string) string {
	if len(s) > 1 && s[1] >= 'A' && s[1] <= 'Z' {
		return s
	}
	return lowerFirst(s)
}

func (f finder) open(r *engine.Result) string {
	var names []string
	for _, d := range r.DependsOn {
		names = append(names, d.Key)
	}
	if r.Why == engine.ReasonTooManyWays || len(names) == 0 {
		return "The decision is left open: the unknown keys can go in more ways than are tried."
	}
	return "Everything else is settled: the decision depends on " + strings.Join(names, " and ") + ", which the request leaves unknown."
}

// silence explains an implicit deny, and whatever else has no statement to name, with the statement that came closest.
func (f finder) silence(r *engine.Result) string {
	base := strings.TrimSuffix(meaning(r.Why), ".")
	if r.Decision != engine.ImplicitDeny {
		return base + "."
	}
	if blocked := f.blockedBy(r.Why); blocked != "" {
		base = blocked
	}
	if s := f.closest(); s != nil {
		return base + "; closest is " + lowerFirstName(f.place(s)) + ", but " + s.Name + " does not apply: " + FailingElement(s) + "."
	}
	if idle := f.idle(); idle != "" {
		return base + "; " + idle + "."
	}
	return base + "."
}

// blockedBy names the policies of the layer that withholds the permission.
func (f finder) blockedBy(why engine.Code) string {
	for _, layer := range f.trace.Steps {
		if layer.Op != engine.OpLayer || !layer.Decides {
			continue
		}
		var names []string
		at := ""
		for _, s := range layer.Steps {
			if s.Op == engine.OpLevel && s.Decides {
				at = s.Name
			}
			if s.Op == engine.OpPolicy && s.Outcome == engine.OutcomeImplicitDeny {
				names = append(names, s.Name)
			}
		}
		switch why {
		case engine.ReasonBoundarySilent:
			return "Permissions boundary " + strings.Join(names, ", ") + " does not allow it, so no identity policy can grant it"
		case engine.ReasonSessionSilent:
			return "Session policy " + strings.Join(names, ", ") + " does not allow it, so the session does not have the permission"
		case engine.ReasonEndpointSilent:
			return "VPC endpoint policy " + strings.Join(names, ", ") + " does not allow it, and a request through the endpoint needs that"
		case engine.ReasonSCPSilent:
			return "The SCPs at " + at + " do not allow it, and every level from the root to the account must"
		}
	}
	return ""
}

// closest finds the Allow statement of a withholding layer that misses by the fewest elements.
func (f finder) closest() *engine.Step {
	var best *engine.Step
	score := 0
	var walk func(s *engine.Step)
	walk = func(s *engine.Step) {
		if s.Op == engine.OpStatement {
			if n := matching(s); s.Effect == "Allow" && s.Answer == engine.No && n > score {
				best, score = s, n
			}
			return
		}
		for _, child := range s.Steps {
			walk(child)
		}
	}
	for _, layer := range f.trace.Steps {
		if layer.Op == engine.OpLayer && layer.Decides {
			walk(layer)
		}
	}
	return best
}

// matching counts the elements that match, but only for statements about the action.
func matching(s *engine.Step) int {
	n := 0
	for _, e := range s.Steps {
		if e.Op != engine.OpElement {
			continue
		}
		if e.Answer == engine.Yes {
			n++
		} else if strings.HasSuffix(e.Name, "Action") {
			return 0
		}
	}
	return n
}

// idle says which policies of the withholding layers have no effect on the request.
func (f finder) idle() string {
	for _, layer := range f.trace.Steps {
		if layer.Op != engine.OpLayer || !layer.Decides {
			continue
		}
		for _, p := range layer.Steps {
			switch {
			case p.Op == engine.OpPolicy && p.Why == engine.ReasonAttachedToNothing:
				return "policy " + p.Name + " is attached to nothing, so it has no effect"
			case p.Op == engine.OpPolicy && p.Why == engine.ReasonAttachedElsewhere:
				return "policy " + p.Name + " is attached to " + p.Want + " and takes no part"
			case p.Op == engine.OpPolicy && p.Outcome == engine.OutcomeImplicitDeny:
				return LayerName(layer.Name) + " " + p.Name + " has " + Count(len(p.Steps), "statement") + ", none about this action"
			}
		}
	}
	return ""
}
