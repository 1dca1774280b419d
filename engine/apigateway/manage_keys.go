package apigateway

import "strings"

// A serviceKey is a pair of condition keys: apigateway:Request/name holds what a call sends, apigateway:Resource/name what
// is stored. Names of operations and paths are separated by spaces.
type serviceKey struct {
	name      string
	multi     bool   // ArrayOf… in the reference
	requestV1 string // operations of V1 that fill the Request key
	fromV1    string // where its value is in their parameters; it stands in patches where slashes take the place of the dots
	requestV2 string
	fromV2    string
	stored    string // operations that fill the Resource key
}

const (
	stageWrites  = "CreateStage UpdateStage"
	ruleWrites   = "CreateRoutingRule PutRoutingRule"
	portalWrites = "CreatePortal UpdatePortal"
	restAPI      = "UpdateRestApi DeleteRestApi PutRestApi "
	bothAPIs     = "UpdateRestApi DeleteRestApi UpdateApi DeleteApi "
	domains      = "UpdateDomainName DeleteDomainName "
	domainWrites = "CreateDomainName UpdateDomainName "
	authorizers  = "UpdateAuthorizer DeleteAuthorizer PutRestApi ReimportApi"
	routes       = "PutMethod DeleteMethod PutRestApi UpdateRoute DeleteRoute ReimportApi"
	storedRule   = "PutRoutingRule DeleteRoutingRule"
	storedPortal = "GetPortal UpdatePortal DeletePortal DisablePortal PreviewPortal PublishPortal"
	storedPage   = "GetProductRestEndpointPage UpdateProductRestEndpointPage DeleteProductRestEndpointPage"
	pageCreation = "CreateProductRestEndpointPage"
	association  = "CreateDomainNameAccessAssociation"
)

// serviceKeys say which operations fill which keys. What an import fills is in fillDocument.
//
// AWS: Service Authorization Reference, "Condition keys for Amazon API Gateway Management" and "… Management V2". The
// reference names no operation for the keys of portals; those are filled wherever a portal is the resource.
var serviceKeys = [...]serviceKey{
	{"AccessLoggingDestination", false, "UpdateStage", "accessLogSettings.destinationArn", stageWrites, "accessLogSettings.destinationArn", "UpdateStage DeleteStage"},
	{"AccessLoggingFormat", false, "UpdateStage", "accessLogSettings.format", stageWrites, "accessLogSettings.format", "UpdateStage DeleteStage"},
	{"ApiKeyRequired", true, "PutMethod", "apiKeyRequired", "CreateRoute UpdateRoute", "apiKeyRequired", routes},
	{"ApiName", false, "CreateRestApi UpdateRestApi", "name", "CreateApi UpdateApi", "name", bothAPIs},
	{"AuthorizerType", true, "CreateAuthorizer UpdateAuthorizer", "type", "CreateAuthorizer UpdateAuthorizer", "authorizerType", authorizers},
	{"AuthorizerUri", true, "", "", "CreateAuthorizer UpdateAuthorizer", "authorizerUri", authorizers},
	{"DisableExecuteApiEndpoint", false, "CreateRestApi UpdateRestApi", "disableExecuteApiEndpoint", "CreateApi UpdateApi", "disableExecuteApiEndpoint", bothAPIs},
	{"EndpointType", true, "CreateRestApi UpdateRestApi " + domainWrites, "endpointConfiguration.types", domainWrites, "domainNameConfigurations.endpointType", restAPI + "UpdateApi DeleteApi " + domains},
	{"MtlsTrustStoreUri", false, domainWrites, "mutualTlsAuthentication.truststoreUri", domainWrites, "mutualTlsAuthentication.truststoreUri", domains},
	{"MtlsTrustStoreVersion", false, domainWrites, "mutualTlsAuthentication.truststoreVersion", domainWrites, "mutualTlsAuthentication.truststoreVersion", domains},
	{"RouteAuthorizationType", true, "PutMethod", "authorizationType", "CreateRoute UpdateRoute", "authorizationType", routes},
	{"RoutingMode", false, domainWrites, "routingMode", domainWrites, "routingMode", domains},
	{"SecurityPolicy", true, "CreateRestApi UpdateRestApi " + domainWrites, "securityPolicy", domainWrites, "domainNameConfigurations.securityPolicy", "UpdateRestApi DeleteRestApi " + domains},
	{"StageName", false, "CreateDeployment", "stageName", "CreateDeployment", "stageName", ""},
	{"ConditionBasePaths", true, "", "", ruleWrites, "conditions.matchBasePaths.anyOf", storedRule},
	{"Priority", false, "", "", ruleWrites, "priority", storedRule},
	{"AccessAssociationSource", false, association, "accessAssociationSource", "", "", ""},
	{"DomainNameArn", false, association, "domainNameArn", "", "", ""},
	{"CognitoUserPoolArn", false, "", "", portalWrites, "authorization.cognitoConfig.userPoolArn", storedPortal},
	{"PortalDisplayName", false, "", "", portalWrites, "portalContent.displayName", storedPortal},
	{"PortalDomainName", false, "", "", portalWrites, "endpointConfiguration.acmManaged.domainName", storedPortal},
	{"PortalPublishStatus", false, "", "", "", "", storedPortal},
	{"PortalProductDisplayName", false, "", "", "CreatePortalProduct UpdatePortalProduct", "displayName", "GetPortalProduct UpdatePortalProduct DeletePortalProduct GetPortalProductSharingPolicy PutPortalProductSharingPolicy DeletePortalProductSharingPolicy"},
	{"ProductPageTitle", false, "", "", "CreateProductPage UpdateProductPage", "displayContent.title", "GetProductPage UpdateProductPage DeleteProductPage"},
	{"ProductRestEndpointPageEndpointPrefix", false, "", "", pageCreation + " UpdateProductRestEndpointPage", "displayContent.overrides.endpoint", storedPage},
	{"Method", false, "", "", pageCreation, "restEndpointIdentifier.identifierParts.method", storedPage},
	{"RestApiId", false, "", "", pageCreation, "restEndpointIdentifier.identifierParts.restApiId", storedPage},
	{"Stage", false, "", "", pageCreation, "restEndpointIdentifier.identifierParts.stage", storedPage},
	{"CognitoUserPoolProviderArn", false, "CreateAuthorizer UpdateAuthorizer", "providerARNs", "", "", ""},
}

const (
	requestKey  = "apigateway:Request/"
	resourceKey = "apigateway:Resource/"
)

// lists reports whether words, separated by spaces, hold word.
func lists(words, word string) bool {
	return strings.Contains(" "+words+" ", " "+word+" ")
}

// fillRequested fills the Request keys of the call.
func (a *asker) fillRequested(c *Check) {
	for i := range serviceKeys {
		k := &serviceKeys[i]
		operations, from := k.requestV1, k.fromV1
		if a.operation.API == V2 {
			operations, from = k.requestV2, k.fromV2
		}
		switch {
		case a.operation.API == Connections || from == "":
		case lists(operations, a.operation.Name):
			a.fillRequest(c, k, from)
		case a.operation.Name == "UpdateMethod" && a.touched("/"+from) && lists(operations, "PutMethod"):
			c.about(k, "the reference says that PutMethod fills "+requestKey+k.name+" and does not name UpdateMethod; it is taken as absent")
		}
	}
	a.fillDocument(c)
}

// about notes what AWS's documentation leaves open about a Request key.
func (c *Check) about(k *serviceKey, text string) {
	c.open(requestKey+k.name, text)
}

func (a *asker) fillRequest(c *Check, k *serviceKey, from string) {
	values := a.parameters.all(from)
	if a.patches != nil {
		values = a.patched("/" + strings.ReplaceAll(from, ".", "/"))
	}
	creates := strings.HasPrefix(a.operation.Name, "Create")
	if len(values) == 0 && creates && k.name == "DisableExecuteApiEndpoint" {
		values = []string{"false"} // AWS: Developer Guide, identity-based policy examples: always filled by a create
	}
	if len(values) == 0 {
		if creates && lists("ApiKeyRequired EndpointType RouteAuthorizationType SecurityPolicy", k.name) || a.operation.Name == "PutMethod" {
			c.about(k, "the call does not say it, and whether AWS fills "+requestKey+k.name+" with the default is not documented; it is taken as absent")
		}
		return
	}
	for i, v := range values {
		if strings.EqualFold(v, "true") || strings.EqualFold(v, "false") {
			values[i] = strings.ToLower(v)
		}
	}
	c.set(requestKey+k.name, values, k.multi)
	switch {
	case k.name == "RoutingMode" && a.operation.API == V1 && strings.Contains(values[0], "BASE_PATH_MAPPING"):
		c.about(k, "V1 spells the mode with BASE_PATH_MAPPING and V2 with API_MAPPING; which of them the key holds for a call of V1 is not documented")
	case k.name == "CognitoUserPoolProviderArn":
		c.about(k, "only the guide names this key; the reference does not have it")
	}
}

// set fills a key. A key that is not an array holds the last value, but several where that cannot be.
func (c *Check) set(key string, values []string, multi bool) {
	if !multi && len(values) > 1 && !strings.HasSuffix(key, "ProviderArn") {
		values = values[len(values)-1:]
	}
	c.put(key, values, multi || len(values) > 1)
}

// fill adds what is stored about the resource of a check: the Resource keys that the operation fills, and the tags.
func (a *asker) fill(c *Check, operation string) {
	state := a.env.Resources[c.Resource].State
	for i := range serviceKeys {
		k := &serviceKeys[i]
		if !lists(k.stored, operation) || k.name == "AuthorizerUri" && a.operation.API == V1 {
			continue
		}
		name := strings.ToLower(k.name[:1]) + k.name[1:]
		if v, known := state[name]; known {
			c.put(resourceKey+k.name, v.Strings, v.Multi || k.multi)
			continue
		}
		c.add(resourceKey+k.name, "AWS takes it from the stored resource; the scenario's resources give no "+name+" for "+c.Resource, false)
	}
	a.fillResourceTags(c)
}
