package apigateway

import (
	"iter"
	"strings"
)

// Names of the services whose operations this package knows, as the AWS SDKs have them.
const (
	V1          = "apigateway"              // REST APIs, usage plans, keys, domain names
	V2          = "apigatewayv2"            // HTTP and WebSocket APIs, routing rules, portals
	Connections = "apigatewaymanagementapi" // @connections of WebSocket APIs
)

// An Operation is one call of a service: what it is on the wire and what IAM is asked about it.
type Operation struct {
	API    string // V1, V2 or Connections
	Name   string // CreateRestApi
	Method string // POST
	Path   string // /restapis/{restApiId}, with the names of parameters; without the /v2 that V2 has on the wire

	parameters string // names of the others, one space between; ? before those that stand in the query
}

// Operations yields every operation, in the order of the paths.
//
// AWS: API Gateway API Reference, "Actions"; API Gateway Version 2 API Reference, "Resources". Names are those of the SDK
// for Go, modules apigateway 1.40 and apigatewayv2 1.35.
func Operations() iter.Seq[Operation] {
	return func(yield func(Operation) bool) {
		for c := (cursor{}); c.next() && yield(c.Operation); {
		}
	}
}

// A cursor walks the tables of operations. The zero cursor stands before the first. Loops over a cursor take less of the
// module than those over an iterator.
type cursor struct {
	Operation
	tables int    // begun so far
	rest   string // of the current one
}

func (c *cursor) next() bool {
	for {
		if c.rest == "" {
			if c.tables == len(operationTables) {
				return false
			}
			c.API, c.rest = operationTables[c.tables].api, operationTables[c.tables].text
			c.tables++
		}
		var line string
		line, c.rest, _ = strings.Cut(c.rest, "\n")
		if line[0] != ' ' {
			c.Path = line
			continue
		}
		c.Method, line, _ = strings.Cut(line[1:], " ")
		c.Name, c.parameters, _ = strings.Cut(line, " ")
		return true
	}
}

// isNamed reports whether o has an action of its own instead of the verb.
//
// AWS: Service Authorization Reference, "Actions, resources, and condition keys for Amazon API Gateway Management V2".
func (o *Operation) isNamed() bool {
	return o.API == V2 && (strings.HasPrefix(o.Path, "/portal") || strings.Contains(o.Path, "/routingrules"))
}

// hasAccount reports whether the ARN of o's resource names the account.
func (o *Operation) hasAccount() bool {
	return o.isNamed() || strings.HasPrefix(o.Path, "/domainnameaccessassociations")
}

// Action returns the action that the call itself asks for. Further ones depend on the parameters: Call.Checks.
func (o *Operation) Action() string {
	switch {
	case o.API == Connections:
		return "execute-api:ManageConnections"
	case o.Name == "PutRoutingRule":
		return "apigateway:UpdateRoutingRule"
	case o.Name == "RejectDomainNameAccessAssociation":
		return "apigateway:RejectAccessAssociation"
	case o.isNamed():
		return "apigateway:" + o.Name
	}
	return "apigateway:" + o.Method
}

// Resource returns the ARN that the call itself asks about, with {partition}, {region}, {account} and the parameters of
// Path in braces. A private domain name has its id and the account in the ARN, which the template does not show.
//
// AWS: API Gateway Developer Guide, "API Gateway Amazon Resource Name (ARN) reference".
func (o *Operation) Resource() string {
	switch {
	case o.API == Connections:
		return "arn:{partition}:execute-api:{region}:{account}:{apiId}/{stage}/" + o.Method + "/@connections/{connectionId}"
	case o.Name == "RejectDomainNameAccessAssociation":
		return "{domainNameArn}"
	case o.Name == "DeleteDomainNameAccessAssociation":
		return "{domainNameAccessAssociationArn}"
	}
	path := o.Path
	for _, verb := range [...]string{"/preview", "/publish", "/sharingpolicy"} {
		path = strings.TrimSuffix(path, verb) // the last word is what to do with the portal, not a resource
	}
	if o.hasAccount() {
		return "arn:{partition}:apigateway:{region}:{account}:" + path
	}
	return "arn:{partition}:apigateway:{region}::" + path
}

// WirePath returns the path as it stands in the URL.
func (o *Operation) WirePath() string {
	if o.API == V2 {
		return "/v2" + o.Path
	}
	return o.Path
}

// Where a parameter stands.
const (
	inPath  = "{"
	inQuery = "?"
	inBody  = " "
	inAny   = inPath + inQuery + inBody
)

// names lists the parameters that stand in one of the places.
func (o *Operation) names(places string) (all []string) {
	for rest := o.Path; strings.Contains(places, inPath); {
		_, name, found := strings.Cut(rest, "{")
		if !found {
			break
		}
		name, rest, _ = strings.Cut(name, "}")
		all = append(all, name)
	}
	for rest := o.parameters; rest != ""; {
		var name string
		name, rest, _ = strings.Cut(rest, " ")
		place := inBody
		if name[0] == '?' {
			name, place = name[1:], inQuery
		}
		if strings.Contains(places, place) {
			all = append(all, name)
		}
	}
	return all
}

// known returns the parameter that is written so, "" if none in the places is.
func (o *Operation) known(places, written string) string {
	for _, name := range o.names(places) {
		if o.sameName(written, name) {
			return name
		}
	}
	return ""
}

// meant is the end of a sentence about an unknown parameter: the one that is like it, or all.
func (o *Operation) meant(places, written string) string {
	all := o.names(places)
	for i, name := range all {
		if places == inAny {
			all[i] = o.shown(name)
		}
		if editDistance(written, name) <= min(maxDistance, (len(name)+2)/3) {
			return "; did you mean " + quote(all[i])
		}
	}
	if len(all) == 0 {
		return "; it has none"
	}
	return ";" + thereAre(all)
}

// sameName reports whether written is the parameter name. The SDKs write those of V1 with a small letter first; those of
// V2 with a capital one, and the wire with a small one.
func (o *Operation) sameName(written, name string) bool {
	return sameName(o.API != V1, written, name)
}

func sameName(anyCase bool, written, name string) bool {
	if written == name {
		return true
	}
	return anyCase && len(written) == len(name) && written != "" &&
		strings.EqualFold(written[:1], name[:1]) && written[1:] == name[1:]
}

// shown returns the name of a parameter as the SDKs write it.
func (o *Operation) shown(name string) string {
	if o.API == V1 || name == "" {
		return name
	}
	return strings.ToUpper(name[:1]) + name[1:]
}

// operationOf finds an operation by its name.
func operationOf(api, name string) (Operation, *Problem) {
	var other, near string
	distance := maxDistance + 1
	for c := (cursor{}); c.next(); {
		if c.API != api {
			if c.Name == name {
				other = c.API
			}
			continue
		}
		if c.Name == name {
			return c.Operation, nil
		}
		if d := editDistance(name, c.Name); d < distance || near == "" {
			distance, near = d, c.Name
		}
	}
	if near == "" {
		return Operation{}, problem("api", quote(api)+" is no API of API Gateway; there are "+V1+" and "+V2)
	}
	if other != "" {
		return Operation{}, problem("operation", quote(name)+" is an operation of "+other+", not of "+api)
	}
	message := api + " has no operation " + quote(name)
	if distance <= maxDistance {
		message += "; did you mean " + quote(near)
	}
	return Operation{}, problem("operation", message)
}

// maxDistance is how many letters may be wrong in a name for which another is suggested.
const maxDistance = 3

// editDistance counts the letters to add, drop or change, without regard to case, that make a into b; more than
// maxDistance may be any number above it.
func editDistance(a, b string) int {
	a, b = strings.ToLower(a), strings.ToLower(b)
	if len(a) > len(b)+maxDistance || len(b) > len(a)+maxDistance {
		return maxDistance + 1
	}
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		before := row[0] // of the row above, one to the left
		row[0] = i + 1
		for j := range len(b) {
			change := before
			if a[i] != b[j] {
				change++
			}
			before = row[j+1]
			row[j+1] = min(change, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}

// quote puts s in quotation marks, shortened if it is long.
func quote(s string) string {
	const most = 80
	if len(s) > most {
		s = strings.ToValidUTF8(s[:most], "") + "…"
	}
	return `"` + s + `"`
}
