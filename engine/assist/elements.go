package assist

import "github.com/iam-policy-playground/playground/engine"

// An elementRow is an element of the policy language.
type elementRow struct {
	name  string
	not   string // the element that may not stand beside it: its negation, or what it negates
	rest  string // what a new one has behind its colon
	says  string
	page  string
	lists bool
}

// statementSource is an empty statement.
const statementSource = `{"Effect": "` + here + `", "Action": "", "Resource": ""}`

// AWS: IAM User Guide, "IAM JSON policy element reference".
var topElements = []elementRow{
	{name: "Version", rest: `"2012-10-17"`, says: "version of the policy language; without 2012-10-17 variables are plain text"},
	{name: "Id", says: "identifier of the policy; some services require one"},
	{name: "Statement", rest: "[" + statementSource + "]", says: "a statement or a list of them"},
}

var statementElements = []elementRow{
	{name: "Sid", says: "identifier of the statement, unique in the policy"},
	{name: "Effect", says: "Allow or Deny"},
	{name: "Principal", not: "NotPrincipal", rest: `{"AWS": "` + here + `"}`, says: "who the statement is about"},
	{name: "NotPrincipal", not: "Principal", rest: `{"AWS": "` + here + `"}`, says: "everyone but these"},
	{name: "Action", not: "NotAction", says: "actions that the statement is about"},
	{name: "NotAction", not: "Action", says: "every action but these"},
	{name: "Resource", not: "NotResource", says: "resources that the statement is about"},
	{name: "NotResource", not: "Resource", says: "every resource but these"},
	{name: "Condition", rest: `{"` + here + `": {"": ""}}`, says: "when the statement applies"},
}

// AWS: IAM User Guide, "AWS JSON policy elements: Principal".
var principalElements = []elementRow{
	{name: "AWS", says: "accounts, users, roles and sessions; * is everyone"},
	{name: "Service", says: "AWS services"},
	{name: "Federated", says: "identity providers; trust policies only"},
	{name: "CanonicalUser", says: "an account by its canonical user id; Amazon S3 only"},
}

// takes reports whether policies of a type may have an element.
//
// AWS: IAM User Guide, "AWS JSON policy elements: Principal", "NotPrincipal", "Id"; Organizations User Guide, "SCP syntax" and
// "RCP syntax".
func takes(t engine.Type, element string) bool {
	switch element {
	case "Id":
		return t == engine.Resource || t == engine.Trust || t == engine.Endpoint
	case "Principal":
		return t == engine.Resource || t == engine.Trust || t == engine.RCP || t == engine.Endpoint
	case "NotPrincipal":
		return t == engine.Resource || t == engine.Endpoint
	case "NotAction":
		return t != engine.RCP
	case "Resource", "NotResource":
		return t != engine.Trust
	case "Federated":
		return t == engine.Trust
	case "CanonicalUser":
		return t == engine.Resource
	}
	return true
}

// elements offers the keys that may stand in an object and do not yet.
func (c *completer) elements() {
	rows := topElements
	switch c.slot {
	case statementKey:
		rows = statementElements
	case principalKey:
		rows = principalElements
	}
	for i := range rows {
		row := &rows[i]
		if !takes(c.Kind, row.name) || c.has(row.name) || row.not != "" && c.has(row.not) {
			continue
		}
		rest := row.rest
		if row.name == "Principal" && c.Kind == engine.RCP {
			rest = `"*"`
		}
		if row.name == "Statement" && c.Kind == engine.Trust {
			rest = "[" + trustSource + "]"
		}
		c.add(ElementOption, row.name, rest, row.says)
	}
}

// has reports whether a key stands in the object at the place, other than at the cursor.
func (c *completer) has(name string) bool {
	_, key := c.member(c.container, name)
	return key >= 0 && key != c.node
}

const trustSource = `{"Effect": "Allow", "Principal": {"` + here + `": ""}, "Action": "sts:AssumeRole"}`

func (c *completer) elementValues() {
	switch c.slot {
	case versionValue:
		c.add(ValueOption, "2012-10-17", "", "the current language, with variables")
		if c.Kind != engine.SCP && c.Kind != engine.RCP {
			c.add(ValueOption, "2008-10-17", "", "the older language, without variables")
		}
	case effectValue:
		if c.Kind != engine.RCP {
			c.add(ValueOption, "Allow", "", "lets what the statement describes happen")
		}
		c.add(ValueOption, "Deny", "", "forbids it, whatever else allows it")
	case statementValue:
		source := statementSource
		if c.Kind == engine.Trust {
			source = trustSource
		}
		c.value(ElementOption, "a statement", source, "with Effect, Action and Resource")
	}
}
