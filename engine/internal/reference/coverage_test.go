package reference_test

import (
	"fmt"
	"maps"
	"slices"
	"testing"

	"github.com/iam-policy-playground/playground/engine/internal/reference"
	"github.com/iam-policy-playground/playground/engine/internal/reference/generate"
)

// count adds what the requests of a scenario meet.
func count(s reference.Scenario, counts map[string]int) {
	for _, r := range s.Requests {
		for _, seen := range s.Seen(r) {
			counts[seen]++
		}
	}
	nearMisses(s, counts)
}

// complete fails for every row of a table that no scenario met; -v shows the counts.
func complete(t *testing.T, counts map[string]int) {
	for _, row := range slices.Sorted(maps.Keys(rows())) {
		if counts[row] == 0 {
			t.Errorf("no generated scenario has: %s", row)
		}
	}
	for _, seen := range slices.Sorted(maps.Keys(counts)) {
		t.Logf("%7d %s", counts[seen], seen)
	}
}

// nearMisses counts how often a small change of the request changes the decision, and how often it does not.
func nearMisses(s reference.Scenario, counts map[string]int) {
	first, _ := s.Decide(s.Requests[0])
	for _, r := range s.Requests[1:] {
		d, _ := s.Decide(r)
		counts[fmt.Sprintf("near miss, %s: %t", r.Name, d.Verdict == first.Verdict)]++
	}
}

var (
	kinds = []reference.CallerKind{
		reference.User, reference.Session, reference.Federated, reference.Root, reference.Service, reference.Provider, reference.Anonymous,
	}
	verdicts = []reference.Verdict{reference.Allow, reference.ExplicitDeny, reference.ImplicitDeny}
	either   = []bool{true, false}
	prefixes = []string{"", "ForAllValues:", "ForAnyValue:"}
)

// rows lists what must be met, from the tables of the fact sheet.
func rows() map[string]bool {
	want := map[string]bool{}
	add := func(format string, args ...any) { want[fmt.Sprintf(format, args...)] = true }
	for _, verdict := range verdicts {
		for _, kind := range kinds {
			add("caller %s: %s", kind, verdict)
		}
		for _, layer := range []string{"scp", "endpoint", "resource", "identity", "boundary", "session"} {
			add("layer %s: %s", layer, verdict)
		}
		for _, accounts := range []string{"same", "differ", "of the resource only"} {
			add("accounts %s: %s", accounts, verdict)
		}
	}
	add("layer rcp: allowed") // RCPFullAWSAccess is always there, so an RCP never denies by silence
	add("layer rcp: explicitDeny")
	addGrants(add)
	for _, yes := range either {
		for _, element := range []string{"Action", "NotAction", "Resource", "NotResource", "Principal", "NotPrincipal"} {
			add("element %s: %t", element, yes)
		}
		for _, policyType := range []string{"identity", "boundary", "session", "resource", "trust", "scp", "endpoint"} {
			add("policy %s Allow: %t", policyType, yes)
			add("policy %s Deny: %t", policyType, yes)
		}
		add("policy rcp Deny: %t", yes)
		for _, rule := range []string{"whole", "padded", "variable"} {
			add("resource %s: %t", rule, yes)
		}
		add("variable: %t", yes)
		for _, change := range generate.Changes() {
			if yes || change != "action: another case" { // which never matters: section 2.1
				add("near miss, %s: %t", change, yes)
			}
		}
		addOperators(add, yes)
	}
	for _, row := range []string{"resource *", "resource too short: false", "resource old variable: false", "resource across colons",
		"variable with its default", "variable ${*}", "variable ${?}", "variable ${$}"} {
		add("%s", row)
	}
	return want
}

// addGrants adds the cells of section 6.4 that decide something.
func addGrants(add func(string, ...any)) {
	for _, kind := range []reference.CallerKind{reference.User, reference.Session, reference.Federated, reference.Root} {
		for _, grant := range []reference.Grant{reference.Wildcard, reference.ByAccount} {
			for _, verdict := range verdicts {
				add("grant to %s by %s: %s", kind, grant, verdict)
			}
		}
	}
	for _, verdict := range verdicts {
		for _, kind := range []reference.CallerKind{reference.User, reference.Session, reference.Federated} {
			add("grant to %s by %s: %s", kind, reference.Exactly, verdict)
		}
		for _, kind := range []reference.CallerKind{reference.Session, reference.Federated} {
			add("grant to %s by %s: %s", kind, reference.ByRole, verdict)
		}
	}
	for _, kind := range []reference.CallerKind{reference.Service, reference.Provider} {
		add("grant to %s by %s: %s", kind, reference.Exactly, reference.Allow)
	}
	add("grant to %s by %s: %s", reference.Anonymous, reference.Wildcard, reference.Allow)
}

// addOperators adds every operator with every prefix and suffix, and the rows of sections 3.3 and 3.4.
func addOperators(add func(string, ...any), yes bool) {
	for _, operator := range reference.Operators {
		for _, prefix := range prefixes {
			switch {
			case operator.Name != "Null":
				add("operator %s%s: %t", prefix, operator.Name, yes)
				add("operator %s%sIfExists: %t", prefix, operator.Name, yes)
			case prefix == "":
				add("operator Null: %t", yes)
			}
		}
	}
	add("operator ForAllValues:Null: true") // they are constants
	add("operator ForAnyValue:Null: false")
	for _, polarity := range []string{"positive", "negated"} {
		for _, carried := range []string{"single", "list", "empty"} {
			for _, set := range []string{"ForAllValues", "ForAnyValue"} {
				add("key %s under %s %s: %t", carried, polarity, set, yes)
			}
		}
		add("key single under %s alone: %t", polarity, yes)
		add("key empty under %s alone: %t", polarity, yes)
		add("key list under %s alone: false", polarity)
		add("key missing under %s ForAllValues: true", polarity)
		add("key missing under %s ForAnyValue: %t", polarity, yes)
	}
	add("key missing under positive alone: %t", yes)
	add("key missing under negated alone: true")
}
