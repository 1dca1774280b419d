// Package scenario reads the one document that everything here works on: policies, what they are attached to, and the
// requests to decide.
//
// The tables of fields in environment.go, apis.go, policies.go and requests.go are the only definition of the format.
// Parse walks a text along them, Schema turns them into a JSON Schema and TypeScript into types; a field is added by
// adding its row, and a line to the function of its record that takes it. What one field means for the others are rows
// too: a record's choices and variants. Nothing is ignored silently: what a table does not know, or knows in another
// form, is a diagnostic with the JSON path and the bytes of the place.
//
// Paths look like requests[0].context["aws:SourceIp"]; "$" is the document itself. Spans are bytes of the text. A
// missing field is reported at the opening brace of the object that lacks it, an unknown one at its key.
package scenario
