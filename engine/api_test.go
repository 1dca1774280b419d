package engine_test

import (
	"fmt"
	"sync"
	"testing"

	"github.com/iam-policy-playground/playground/engine"
)

const readPets = `{"Version": "2012-10-17", "Statement": {"Sid": "Read", "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::pets/*"}}`

var readCat = engine.Request{Principal: "arn:aws:iam::111122223333:user/ann", Action: "s3:GetObject", Resource: "arn:aws:s3:::pets/cat"}

func Example() {
	document := engine.Compile(engine.Identity, readPets)
	set := engine.New(engine.Environment{}, []engine.Policy{
		{Name: "ReadPets", Document: document, AttachedTo: []string{"arn:aws:iam::111122223333:user/ann"}},
	})
	query := set.Ask(readCat)
	fmt.Println(query.Decide())
	for _, cause := range query.Evaluate().DecidedBy {
		fmt.Println(set.Policy(cause.Policy).Name, document.Sid(cause.Statement))
	}
	// Output:
	// allowed
	// ReadPets Read
}

// TestZeroValuesDeny holds that nothing that was left out is allowed.
func TestZeroValuesDeny(t *testing.T) {
	var set engine.Set
	var query engine.Query
	for name, got := range map[string]engine.Decision{
		"the zero Decision": engine.Decision(0), "the zero Result": engine.Result{}.Decision, "the zero Query": query.Decide(),
		"the zero Query, evaluated": query.Evaluate().Decision, "the zero Set": set.Ask(readCat).Decide(),
		"the zero Request":        engine.New(engine.Environment{}, nil).Ask(engine.Request{}).Decide(),
		"a Policy without text":   engine.New(engine.Environment{}, []engine.Policy{{Everywhere: true}}).Ask(readCat).Decide(),
		"a Set without policies":  engine.New(engine.Environment{}, nil).Ask(readCat).Decide(),
		"a policy for nobody":     engine.New(engine.Environment{}, []engine.Policy{{Document: engine.Compile(engine.Identity, readPets)}}).Ask(readCat).Decide(),
		"a document of no type":   engine.New(engine.Environment{}, []engine.Policy{{Document: engine.Compile(0, readPets), Everywhere: true}}).Ask(readCat).Decide(),
		"an unattached trust one": engine.New(engine.Environment{}, []engine.Policy{{Document: engine.Compile(engine.Trust, readPets), Everywhere: true}}).Ask(readCat).Decide(),
	} {
		if got != engine.ImplicitDeny && got != engine.Failed {
			t.Errorf("%s is %v", name, got)
		}
	}
	if new(engine.Step).Answer != engine.No {
		t.Error("the zero Answer is not no")
	}
}

// TestOneSetManyCallers asks one Set and one Query from many goroutines; the race detector watches.
func TestOneSetManyCallers(t *testing.T) {
	set := engine.New(engine.Environment{}, []engine.Policy{{Name: "P", Document: engine.Compile(engine.Identity, readPets), Everywhere: true}})
	query := set.Ask(readCat)
	open := readCat
	open.Unknown = []string{"*"}
	var wait sync.WaitGroup
	for range 8 {
		wait.Go(func() {
			for range 50 {
				if query.Decide() != engine.Allowed || query.Evaluate().Decision != engine.Allowed || set.Ask(open).Decide() != engine.Allowed {
					t.Error("not allowed")
				}
			}
		})
	}
	wait.Wait()
}
