package apigateway

import "strings"

// listedOnly are verbs on paths that the reference lists although no operation is written so: a verb, a blank and the path, with stars
// for parameters. A policy may name them.
//
// AWS: Service Authorization Reference, "Actions, resources, and condition keys for Amazon API Gateway Management"; the same for
// "Management V2".
const listedOnly = `PATCH /usageplans/*/keys/*
POST /restapis/*/gatewayresponses
POST /restapis/*/resources
POST /restapis/*/resources/*/methods/*/responses/*
POST /restapis/*/resources/*/methods/*/integration/responses/*
PATCH /restapis/models/*/template
DELETE /restapis/models/*/template
GET /apis/*/cors
GET /apis/*/stages/*/accesslogsettings
GET /apis/*/stages/*/routesettings/*
GET /apis/*/stages/*/cache/authorizers
GET /apis/*/routes/*/requestparameters/*
PATCH /apis/*/routes/*/requestparameters/*
PATCH /tags/*
DELETE /domainnameaccessassociations/domainname/*/*/*`

// EachVerb shows the verb and the path of everything that the actions GET, POST, PUT, PATCH and DELETE are about, with stars for
// the parameters, which have no slash, until see returns false.
func EachVerb(see func(verb, path string) bool) {
	for c := (cursor{}); c.next(); {
		if c.Action() == "apigateway:"+c.Method && !see(c.Method, starred(c.Path)) {
			return
		}
	}
	for rest := listedOnly; rest != ""; {
		var line string
		line, rest, _ = strings.Cut(rest, "\n")
		if verb, path, _ := strings.Cut(line, " "); !see(verb, path) {
			return
		}
	}
}

// starred returns a path with a star for each parameter.
func starred(path string) string {
	before, rest, found := strings.Cut(path, "{")
	if !found {
		return path
	}
	_, after, _ := strings.Cut(rest, "}")
	return before + "*" + starred(after)
}
