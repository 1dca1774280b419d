// Package assist helps whoever writes a policy: what can stand at the cursor, what stands there and means, and what each
// statement says in plain words. All of it works in texts that are half typed.
//
// Goals: every host has the same help, computed from the byte offset of the cursor; what is inserted is JSON at that place;
// names come from AWS's catalog and from the scenario; a summary never says that a statement grants more than it does.
//
// Non-goals: finding mistakes (package check), deciding requests, formatting. What a service has is known only if somebody
// has brought its catalog; the service is then among the wanted.
//
// Small functions that many places call are kept from being written out there: the module is smaller by a tenth of this package.
//
// AWS: IAM User Guide, "IAM JSON policy element reference"; Service Authorization Reference.
package assist

import (
	"github.com/iam-policy-playground/playground/engine"
	"github.com/iam-policy-playground/playground/engine/catalog"
	"github.com/iam-policy-playground/playground/engine/scenario"
)

// A Policy is the text that somebody writes, with what is known beside it.
type Policy struct {
	Kind     engine.Type
	Text     string             // complete or not
	Attached []string           // ARNs or ids of what it is attached to
	Scenario *scenario.Scenario // whose names are offered; nil for none
	Know     *catalog.Inquiry
}
