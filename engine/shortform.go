package engine

import "strings"

// shortForm begins the resources that API Gateway writes out as ARNs of the API that has the policy:
// execute-api:/stage/METHOD/path. It is of the policies of resources only.
//
// AWS: API Gateway Developer Guide, "API Gateway resource policy examples"; "Create and attach an API Gateway resource
// policy to an API".
const shortForm = "execute-api:/"

// domainNames begins the resource part of the ARN of a private custom domain name, which has no stages below it.
const domainNames = "/domainnames/"

// short compiles the short form: a pattern of what is below the API.
func (r *reader) short(e *resource) {
	e.short = true
	r.compileResource(e, splitARN(nil, "arn:*:execute-api:*:*:"+strings.TrimPrefix(e.text, "execute-api:"), r.doc.variables), len(arn{}))
	e.pattern.loose = ""
}

// belowAPI returns the part of a resource's last field that the short form speaks of, with its slash, and what is before
// it.
func belowAPI(part string) (below, api string) {
	if strings.HasPrefix(part, domainNames) {
		return "/", part
	}
	if i := strings.IndexByte(part, '/'); i >= 0 {
		return part[i:], part[:i]
	}
	return "", part
}

// writtenOut is the ARN that the short form stands for in q.
func (e *resource) writtenOut(q *Query, below string) string {
	text := "arn:" + q.resource[arnPartition] + ":execute-api:" + q.resource[arnRegion] + ":" + q.resource[arnAccount] + ":"
	_, api := belowAPI(q.resource[arnResource])
	if strings.HasPrefix(api, domainNames) {
		return text + api + strings.TrimPrefix(below, "/")
	}
	return text + api + below
}

// shortPart is what an entry names below the API, with its variables replaced.
func (e *resource) shortPart(q *Query) string {
	if e.variable {
		return e.part.resolve(q).text.text()
	}
	return e.pattern.field(arnResource).text()
}
