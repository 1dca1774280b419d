// Package check finds the mistakes of policies before a request does: what the evaluator notes of a document, what only a
// catalog of services or reasoning on patterns can tell, what API Gateway makes of it, and what is odd about a scenario as a
// whole. Each finding has its place and, where one is certain, a fix.
//
// Goals: the checks of AWS's policy check reference that need no account, with their codes and severities; no finding that
// is not true; offline, fast enough for every keystroke; a text that is no JSON is repaired in mind, so that the rest of it
// is checked all the same.
//
// Non-goals: deciding requests (package engine does, and no finding here changes a decision), style, cost. What depends on a
// service that nobody has brought the catalog of is not claimed; the service is then among the wanted.
//
// AWS: IAM User Guide, "IAM validation check reference" ("Access Analyzer policy check reference").
package check
