// Package engine evaluates AWS IAM policies: it decides whether a principal may do an action on a resource, and records
// every question it asked on the way.
//
// The pipeline:
//
//	Compile(kind, text)      text → Document: statements with byte spans, patterns, operands, diagnostics
//	New(environment, …)      Documents and what they are attached to → Set
//	Set.Ask(request)         who calls, whose resource it is, derived context keys, policies that take part → Query
//	Query.Decide()           → Decision
//	Query.Evaluate()         → Result: the same Decision with its causes and the trace
//
// Compile once, ask often: Documents, Sets and Queries are immutable and safe for concurrent use. The zero Decision
// denies. A policy that AWS would not store is never guessed at: a request in which it takes part is decided as Failed.
//
// One walk serves both ways of asking; the trace is a recorder that may be absent. Truth has three values, because a
// request may say that a key's value is not known. Each way such a key can go, as far as the policies can tell the ways
// apart, is then tried (ways.go), and the Decision is Depends if they lead to different answers.
//
// Goals: the policy language and the evaluation logic as AWS's documentation has them, for every policy type and kind of
// principal; the exact place and a documented reason for each answer; bounded time and memory for any input. What the
// documentation leaves open follows RATIONALE.md and is marked Unsettled in the trace.
//
// Non-goals: which actions and resources a call of a service needs (packages above this one know), what a service does
// beside policies (ACLs, grants, Block Public Access), and service data: no decision rests on a catalog of services.
//
// Words: a layer is all policies of one type; a level is a root, an organizational unit or an account; the caller is the
// principal of the request; the owner is the account of the resource. Everything else has AWS's name.
//
// AWS pages: IAM User Guide, "Grammar of the IAM JSON policy language", "IAM JSON policy elements reference", "Policy
// evaluation logic", "Cross-account policy evaluation logic", "AWS global condition context keys"; AWS Organizations User
// Guide, "SCP evaluation", "RCP evaluation"; AWS PrivateLink Guide, "Control access to VPC endpoints using endpoint
// policies"; KMS Developer Guide, "Key policies in AWS KMS".
package engine
