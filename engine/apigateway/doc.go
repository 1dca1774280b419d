// Package apigateway knows how Amazon API Gateway authorizes calls. It turns a call into questions for the evaluator and
// never decides one itself.
//
//   - Calls to APIs: Invoke reads a method and a URL, InvocationOf an ARN, as an Invocation: API, stage, route, ARN.
//   - Management calls: ManagementHTTP reads an HTTP request as a Call, Call.Checks lists the permissions it needs.
//   - PlanOf makes of either a chain of gates (engine.Chain): the workflow of a call to an API, in API Gateway's order, or the
//     checks of a management call.
//
// Goals: every operation and every kind of authorization as AWS's pages have them; nothing given in a call is ignored
// silently; what the pages leave open is decided one way and said in a Note. Non-goals: whether API Gateway would accept the
// call for other reasons, such as a missing parameter; throttling, quotas, integrations.
package apigateway
