// Package properties holds, for tests only, what must be true of every set of policies and every request, whatever they say. No
// expectation is written down: a scenario is made at random, changed in a way whose effect is known, and decided twice.
//
//	decide_test.go     Decide equals Evaluate, and Explain
//	deny_test.go       adding a Deny never allows
//	allow_test.go      narrowing an Allow never allows
//	order_test.go      order never matters: of policies, statements, list entries, members and values
//	lists_test.go      a list is an or: a statement with two entries is two statements with one
//	negation_test.go   NotAction, NotResource, NotPrincipal and operators with Not are the negation
//	unknown_test.go    an unknown key resolves to one of its branches
//
// scenario_test.go makes scenarios and decides them. One more stands beside what it is about: fixes keep a valid document valid, in
// engine/check/valid_test.go.
package properties
