package apigateway

import (
	"strings"

	"github.com/iam-policy-playground/playground/engine/internal/jsontree"
)

// A document is the OpenAPI definition that an import brings. A nil document brings nothing.
//
// AWS: API Gateway Developer Guide, "OpenAPI extensions for API Gateway".
type document struct {
	parameters // not OK where the definition cannot be read: YAML, or not shown
}

const imports = "ImportRestApi PutRestApi ImportApi ReimportApi"

// readDocument reads the definition: an object, or a string with one as JSON.
func (a *asker) readDocument() {
	if !lists(imports, a.operation.Name) {
		return
	}
	root := a.parameters.get("body")
	if root.Kind() == jsontree.String {
		tree, problems := jsontree.Parse(root.Str(), maxDepth)
		root = tree.Root()
		if len(problems) > 0 && problems[0].Kind == jsontree.Syntax {
			root = jsontree.Value{}
		}
	}
	if root.Kind() != jsontree.Object {
		root = jsontree.Value{}
	}
	a.document = &document{parameters: parameters{root: root}}
	if a.operation.Name == "ImportApi" {
		a.readDocumentTags()
	}
}

// readDocumentTags takes the tags of an HTTP API from the list of tags in its definition.
//
// AWS: Developer Guide, "x-amazon-apigateway-tag-value property".
func (a *asker) readDocumentTags() {
	list := a.document.get("tags")
	if list.Kind() != jsontree.Array {
		return
	}
	for e := list.First(); e.OK(); e = e.Next() {
		p := parameters{root: e}
		if value := p.get("x-amazon-apigateway-tag-value"); value.OK() {
			a.sentTags = append(a.sentTags, tag{key: p.text("name"), value: scalar(value)})
		}
	}
}

// setsPolicy reports whether the definition holds a resource policy; only REST APIs have one.
func (d *document) setsPolicy(api string) bool {
	return d != nil && api == V1 && d.get("x-amazon-apigateway-policy").OK()
}

// fillDocument fills the Request keys of an import: one value for each method, route or authorizer of the definition.
//
// AWS: Service Authorization Reference, condition keys "also … during import and reimport".
func (a *asker) fillDocument(c *Check) {
	if a.document == nil {
		return
	}
	d := a.document
	v2 := a.operation.API == V2
	if !d.root.OK() {
		c.Unknown = []string{requestKey + "ApiKeyRequired", requestKey + "AuthorizerType", requestKey + "DisableExecuteApiEndpoint", requestKey + "RouteAuthorizationType"}
		if v2 {
			c.Unknown = append(c.Unknown, requestKey+"AuthorizerUri")
		}
		c.add("", "the call shows no definition as JSON: what it would fill is not known, and the policies and roles it may hold are not asked about", false)
		return
	}
	keys, types := d.routes()
	c.setList("ApiKeyRequired", keys)
	c.setList("RouteAuthorizationType", types)
	authorizers := d.authorizers("type")
	for i := range authorizers {
		authorizers[i] = strings.ToUpper(authorizers[i])
	}
	c.setList("AuthorizerType", authorizers)
	if v2 {
		c.setList("AuthorizerUri", d.authorizers("authorizerUri"))
	}
	disabled := d.all("x-amazon-apigateway-endpoint-configuration.disableExecuteApiEndpoint")
	if len(disabled) == 0 && strings.HasPrefix(a.operation.Name, "Import") {
		disabled = []string{"false"} // always filled by an import, as by a create
	}
	if len(disabled) > 0 {
		c.set(requestKey+"DisableExecuteApiEndpoint", disabled, false)
	}
}

func (c *Check) setList(name string, values []string) {
	if len(values) > 0 {
		c.set(requestKey+name, values, true)
	}
}

// scheme returns the security scheme of a name, from where OpenAPI 3 or OpenAPI 2 has it.
func (d *document) scheme(name string) parameters {
	scheme := d.of(d.of(d.get("components"), "securitySchemes"), name)
	if !scheme.OK() {
		scheme = d.of(d.get("securityDefinitions"), name)
	}
	return parameters{root: scheme}
}

// authorizers returns a member of each authorizer.
func (d *document) authorizers(member string) (all []string) {
	for _, list := range [...]jsontree.Value{d.of(d.get("components"), "securitySchemes"), d.get("securityDefinitions")} {
		if list.Kind() != jsontree.Object {
			continue
		}
		for key := list.First(); key.OK(); key = key.Next() {
			all = append(all, parameters{root: key.Of()}.all("x-amazon-apigateway-authorizer."+member)...)
		}
	}
	return all
}

const methods = "get put post delete options head patch trace x-amazon-apigateway-any-method"

// operations calls f with each method of each path.
func (d *document) operations(f func(method parameters)) {
	paths := d.get("paths")
	if paths.Kind() != jsontree.Object {
		return
	}
	for path := paths.First(); path.OK(); path = path.Next() {
		if path.Of().Kind() != jsontree.Object {
			continue
		}
		for key := path.Of().First(); key.OK(); key = key.Next() {
			if lists(methods, key.Str()) {
				f(parameters{root: key.Of()})
			}
		}
	}
}

// routes returns of each method whether it needs an API key, and its type of authorization.
func (d *document) routes() (keys, types []string) {
	d.operations(func(method parameters) {
		security := method.get("security")
		if !security.OK() {
			security = d.get("security")
		}
		kind, key := "NONE", "false"
		if security.Kind() == jsontree.Array {
			for e := security.First(); e.OK(); e = e.Next() {
				d.require(e, &kind, &key)
			}
		}
		if own := method.all("x-amazon-apigateway-auth.type"); len(own) > 0 {
			kind = strings.ToUpper(own[0])
		}
		keys, types = append(keys, key), append(types, kind)
	})
	return keys, types
}

// require reads one security requirement: the names of schemes.
func (d *document) require(requirement jsontree.Value, kind, key *string) {
	if requirement.Kind() != jsontree.Object {
		return
	}
	for name := requirement.First(); name.OK(); name = name.Next() {
		scheme := d.scheme(name.Str())
		authorizer := strings.Join(scheme.all("x-amazon-apigateway-authorizer.type"), "")
		switch {
		case strings.EqualFold(scheme.text("x-amazon-apigateway-authtype"), "awsSigv4"):
			*kind = "AWS_IAM"
		case strings.EqualFold(authorizer, "jwt"):
			*kind = "JWT"
		case strings.EqualFold(authorizer, "cognito_user_pools"):
			*kind = "COGNITO_USER_POOLS"
		case authorizer != "":
			*kind = "CUSTOM"
		case strings.EqualFold(scheme.text("type"), "apiKey") && strings.EqualFold(scheme.text("name"), "x-api-key"):
			*key = "true"
		}
	}
}

// roles returns the roles of integrations and authorizers.
func (d *document) roles() []string {
	all := d.authorizers("authorizerCredentials")
	d.operations(func(method parameters) {
		all = append(all, method.all("x-amazon-apigateway-integration.credentials")...)
	})
	return all
}
