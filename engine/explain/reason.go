package explain

import (
	"slices"
	"strings"

	"github.com/iam-policy-playground/playground/engine"
)

// Reason returns the one sentence that explains a result: layer, policy, statement and element.
func Reason(r *engine.Result) string {
	if r.Gate != nil && r.Decision != engine.Depends && r.Why != engine.ReasonEveryWayAgrees {
		return atGate(r)
	}
	f := finder{trace: r.Trace}
	text := f.reason(r)
	if f.restsOnOpenPoint(r) {
		text = openPoint(text)
	}
	return text
}

func openPoint(text string) string {
	return strings.TrimSuffix(text, ".") + "; this rests on a point that AWS's documentation leaves open."
}

func (f finder) reason(r *engine.Result) string {
	switch r.Why {
	case engine.ReasonCannotEvaluate:
		return upperFirst(strings.TrimSuffix(r.Failure, "?")) + "."
	case engine.ReasonExplicitDeny:
		return f.denial(r)
	case engine.ReasonDepends, engine.ReasonTooManyWays:
		return f.open(r)
	case engine.ReasonEveryWayAgrees:
		return f.indifference(r)
	case engine.ReasonBothAccountsAllow:
		return f.grants(r) + ", as a call across accounts needs; nothing denies it."
	}
	if r.Decision == engine.Allowed && len(r.DecidedBy) > 0 {
		return f.grant(r)
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

// path returns the steps from the root to a statement, nil if it is not in the trace.
func (f finder) path(statement *engine.Step) []*engine.Step {
	if f.trace == statement {
		return []*engine.Step{statement}
	}
	if f.trace.Op == engine.OpStatement { // below it are no others
		return nil
	}
	for _, child := range f.trace.Steps {
		if below := (finder{child}).path(statement); below != nil {
			return append([]*engine.Step{f.trace}, below...)
		}
	}
	return nil
}

// place names the policy of a statement: "Identity policy InvokePets", "SCP ReadOnly at ou-root-apps".
func (f finder) place(statement *engine.Step) string {
	layer, text, at := "", "", ""
	for _, s := range f.path(statement) {
		switch s.Op {
		case engine.OpLayer:
			layer = s.Name
		case engine.OpLevel:
			at = " at " + s.Name
		case engine.OpPolicy:
			text = layeredName(layer, s)
		}
	}
	return upperFirst(text + at)
}

func (f finder) denial(r *engine.Result) string {
	if len(r.DecidedBy) == 0 {
		return meaning(r.Why)
	}
	first := r.DecidedBy[0].Step
	text := f.place(first) + " denies it in " + statementName(first)
	if s := decisive(first); s != nil {
		text += ": " + strings.TrimSuffix(Say(s), ".")
	}
	if n := len(r.DecidedBy) - 1; n > 0 {
		text += "; " + Count(n, "other statement") + " would deny it too"
	}
	return text + "."
}

// decisive is the step that tells best why a Deny applies: its first condition key, else the element that narrows it.
func decisive(statement *engine.Step) *engine.Step {
	if key := decisiveKey(statement); key != nil {
		return key
	}
	var best *engine.Step
	for _, e := range statement.Steps {
		if e.Op == engine.OpElement && e.Name != "Condition" && (best == nil || narrowness(e) > narrowness(best)) {
			best = e
		}
	}
	return best
}

// narrowness ranks the elements of a statement that applies by how much they tell of why it does.
func narrowness(e *engine.Step) int {
	switch {
	case strings.HasPrefix(e.Name, "Not"):
		return 4
	case e.Name == "Principal" && e.Why != engine.ReasonPrincipalEveryone:
		return 3
	case e.Name == "Resource" && e.Want != "*":
		return 2
	case e.Name == "Action":
		return 1
	}
	return 0
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

// grant explains an Allow inside one account.
func (f finder) grant(r *engine.Result) string {
	first := r.DecidedBy[0].Step
	switch r.Why {
	case engine.ReasonNamedDirectly:
		s := causeNaming(r, engine.ReasonPrincipalEveryone, engine.ReasonPrincipalExact, engine.ReasonNotExcluded)
		return f.allows(s) + " and names " + named.of(naming(s)) + ", which is enough in the same account; nothing denies it."
	case engine.ReasonRoleNamed:
		s := causeNaming(r, engine.ReasonPrincipalVia)
		return f.allows(s) + " and names the role or user behind the session, so no identity policy is needed; nothing limits or denies it."
	case engine.ReasonDelegatedByOwnPolicy:
		own := causeNaming(r, engine.ReasonPrincipalAccount)
		return f.allows(first) + ", and " + lowerFirstName(f.place(own)) + " leaves it to the account's policies in " + statementName(own) + "; nothing denies it."
	}
	return f.allows(first) + ", and nothing denies it."
}

// named says whom a Principal names.
var named = phrases{
	{engine.ReasonPrincipalEveryone, "everyone"}, {engine.ReasonPrincipalExact, "the caller itself"},
	{engine.ReasonNotExcluded, "everyone it does not list"},
}

// causeNaming returns the first cause whose Principal names the caller in one of the ways, else the first cause.
func causeNaming(r *engine.Result, ways ...engine.Code) *engine.Step {
	for _, c := range r.DecidedBy {
		if slices.Contains(ways, naming(c.Step)) {
			return c.Step
		}
	}
	return r.DecidedBy[0].Step
}

func (f finder) allows(statement *engine.Step) string {
	return f.place(statement) + " allows it in " + statementName(statement)
}

// grants names one statement of each policy type that allows.
func (f finder) grants(r *engine.Result) string {
	var parts []string
	seen := map[string]bool{}
	for _, c := range r.DecidedBy {
		layer := f.path(c.Step)[1].Name
		if !seen[layer] {
			seen[layer] = true
			parts = append(parts, f.allows(c.Step))
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
	text := "The decision depends on " + strings.Join(names, " and ") + ", which the request leaves unknown"
	if s := f.first(func(s *engine.Step) bool { return s.Op == engine.OpStatement && s.Answer == engine.Unknown }); s != nil {
		text += "; " + lowerFirstName(f.place(s)) + " asks for it in " + statementName(s)
	}
	return text + "."
}

// first finds the first step of which is holds.
func (f finder) first(is func(*engine.Step) bool) *engine.Step {
	var walk func(s *engine.Step) *engine.Step
	walk = func(s *engine.Step) *engine.Step {
		if is(s) {
			return s
		}
		for _, child := range s.Steps {
			if found := walk(child); found != nil {
				return found
			}
		}
		return nil
	}
	return walk(f.trace)
}

// unknownKeys names the unknown keys that statements ask for.
func (f finder) unknownKeys() []string {
	var names []string
	f.first(func(s *engine.Step) bool {
		if s.Op == engine.OpStatement && s.Answer == engine.Unknown {
			if name := unknownKey(s); !slices.Contains(names, name) {
				names = append(names, name)
			}
		}
		return false
	})
	return names
}

// indifference explains a decision that no unknown key changes.
func (f finder) indifference(r *engine.Result) string {
	names := f.unknownKeys()
	if len(names) == 0 {
		return meaning(r.Why)
	}
	return "Whatever " + strings.Join(names, " and ") + " may be, the policies lead to the same decision."
}

// restsOnOpenPoint reports whether a result would be another under another reading of AWS's pages: all statements that
// deny, or all of one layer that allow, have an unsettled element.
func (f finder) restsOnOpenPoint(r *engine.Result) bool {
	if r.Why == engine.ReasonFederatedUserLimits {
		return true
	}
	settled := map[string]bool{}
	for _, c := range r.DecidedBy {
		layer := ""
		if r.Decision == engine.Allowed {
			layer = f.path(c.Step)[1].Name
		}
		settled[layer] = settled[layer] || !unsettled(c.Step)
	}
	for _, ok := range settled {
		if !ok {
			return true
		}
	}
	return false
}

// unsettled reports whether an element or a condition key of a statement is.
func unsettled(s *engine.Step) bool {
	if s.Notes&engine.Unsettled != 0 && (s.Op == engine.OpElement || s.Op == engine.OpKey) {
		return true
	}
	return slices.ContainsFunc(s.Steps, unsettled)
}
