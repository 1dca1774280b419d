// Package reference decides requests a second time, for tests only. It was written from the fact sheet of IAM, table by table,
// without a look at the engine, and for clarity: pure functions over decoded JSON, nothing compiled, nothing cached, nothing
// recorded. Where engine and reference decide a scenario differently, one of them has misread a page of AWS.
//
// A file holds one idea, and the section of the sheet that it follows stands above each rule:
//
//	scenario.go    the JSON of a scenario, decoded and written
//	document.go    a policy document                                                        1.1, 1.3
//	glob.go        texts with wildcards
//	variable.go    ${…}                                                                     4
//	action.go      Action and NotAction                                                     2.1, 2.2
//	resource.go    Resource and NotResource                                                 2.3, 2.4
//	caller.go      who calls: kinds, and the chain of names of each                         2.5
//	principal.go   Principal and NotPrincipal                                               1.5, 2.5, 2.6
//	keys.go        condition keys that follow from caller and resource                      5, 7.4
//	operator.go    the table of operators                                                   3.2
//	value.go       numbers, dates, addresses, bytes, ARNs                                   3.5
//	condition.go   one test: missing keys, sets, IfExists, Null                             3.1, 3.3, 3.4
//	attach.go      which policies take part                                                 the scenario format
//	verdict.go     a statement, a policy set, levels of an organization                     6.1, 6.3
//	decide.go      how the layers combine                                                   6.2, 6.4 to 6.9
//
// The tests run it over the corpora, and compare it with the engine on scenarios that the package generate makes; agree_test.go
// says how to run a million of them. What is known to be wrong in the engine stands in testdata/gaps.
//
// It knows nothing of API Gateway's workflow, of unknown keys and of what makes a document invalid: Decide calls such a request
// ErrBeyond.
package reference
