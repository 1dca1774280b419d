package apigateway

// operationTables list the operations by path: method, name, names of the parameters in the body, and after question
// marks those in the query. The parameters of V2 are written as on the wire; the SDKs begin them with a capital.
var operationTables = [...]struct{ api, text string }{{V1, operationsV1}, {V2, operationsV2}, {Connections, operationsConnections}}

// AWS: API Gateway API Reference, "Actions".
const operationsV1 = `/account
 GET GetAccount
 PATCH UpdateAccount patchOperations
/apikeys
 GET GetApiKeys ?customerId ?includeValues ?limit ?nameQuery ?position
 POST CreateApiKey customerId description enabled generateDistinctId name stageKeys tags value
 POST ImportApiKeys body ?failOnWarnings ?format
/apikeys/{apiKey}
 GET GetApiKey ?includeValue
 PATCH UpdateApiKey patchOperations
 DELETE DeleteApiKey
/clientcertificates
 GET GetClientCertificates ?limit ?position
 POST GenerateClientCertificate description tags
/clientcertificates/{clientCertificateId}
 GET GetClientCertificate
 PATCH UpdateClientCertificate patchOperations
 DELETE DeleteClientCertificate
/domainnameaccessassociations
 GET GetDomainNameAccessAssociations ?limit ?position ?resourceOwner
 POST CreateDomainNameAccessAssociation accessAssociationSource accessAssociationSourceType domainNameArn tags
/domainnameaccessassociations/{domainNameAccessAssociationArn}
 DELETE DeleteDomainNameAccessAssociation
/domainnames
 GET GetDomainNames ?limit ?position ?resourceOwner
 POST CreateDomainName certificateArn certificateBody certificateChain certificateName certificatePrivateKey domainName endpointAccessMode endpointConfiguration mutualTlsAuthentication ownershipVerificationCertificateArn policy regionalCertificateArn regionalCertificateName routingMode securityPolicy tags
/domainnames/{domainName}
 GET GetDomainName ?domainNameId
 PATCH UpdateDomainName patchOperations ?domainNameId
 DELETE DeleteDomainName ?domainNameId
/domainnames/{domainName}/basepathmappings
 GET GetBasePathMappings ?domainNameId ?limit ?position
 POST CreateBasePathMapping basePath restApiId stage ?domainNameId
/domainnames/{domainName}/basepathmappings/{basePath}
 GET GetBasePathMapping ?domainNameId
 PATCH UpdateBasePathMapping patchOperations ?domainNameId
 DELETE DeleteBasePathMapping ?domainNameId
/rejectdomainnameaccessassociations
 POST RejectDomainNameAccessAssociation ?domainNameAccessAssociationArn ?domainNameArn
/restapis
 GET GetRestApis ?limit ?position
 POST CreateRestApi apiKeySource binaryMediaTypes cloneFrom description disableExecuteApiEndpoint endpointAccessMode endpointConfiguration minimumCompressionSize name policy securityPolicy tags version
 POST ImportRestApi body ?failOnWarnings ?parameters
/restapis/{restApiId}
 GET GetRestApi
 PUT PutRestApi body ?failOnWarnings ?mode ?parameters
 PATCH UpdateRestApi patchOperations
 DELETE DeleteRestApi
/restapis/{restApiId}/authorizers
 GET GetAuthorizers ?limit ?position
 POST CreateAuthorizer authorizerCredentials authorizerResultTtlInSeconds authorizerUri authType identitySource identityValidationExpression name providerARNs type
/restapis/{restApiId}/authorizers/{authorizerId}
 GET GetAuthorizer
 POST TestInvokeAuthorizer additionalContext body headers multiValueHeaders pathWithQueryString stageVariables
 PATCH UpdateAuthorizer patchOperations
 DELETE DeleteAuthorizer
/restapis/{restApiId}/deployments
 GET GetDeployments ?limit ?position
 POST CreateDeployment cacheClusterEnabled cacheClusterSize canarySettings description stageDescription stageName tracingEnabled variables
/restapis/{restApiId}/deployments/{deploymentId}
 GET GetDeployment ?embed
 PATCH UpdateDeployment patchOperations
 DELETE DeleteDeployment
/restapis/{restApiId}/documentation/parts
 GET GetDocumentationParts ?limit ?locationStatus ?nameQuery ?path ?position ?type
 POST CreateDocumentationPart location properties
 PUT ImportDocumentationParts body ?failOnWarnings ?mode
/restapis/{restApiId}/documentation/parts/{documentationPartId}
 GET GetDocumentationPart
 PATCH UpdateDocumentationPart patchOperations
 DELETE DeleteDocumentationPart
/restapis/{restApiId}/documentation/versions
 GET GetDocumentationVersions ?limit ?position
 POST CreateDocumentationVersion description documentationVersion stageName
/restapis/{restApiId}/documentation/versions/{documentationVersion}
 GET GetDocumentationVersion
 PATCH UpdateDocumentationVersion patchOperations
 DELETE DeleteDocumentationVersion
/restapis/{restApiId}/gatewayresponses
 GET GetGatewayResponses ?limit ?position
/restapis/{restApiId}/gatewayresponses/{responseType}
 GET GetGatewayResponse
 PUT PutGatewayResponse responseParameters responseTemplates statusCode
 PATCH UpdateGatewayResponse patchOperations
 DELETE DeleteGatewayResponse
/restapis/{restApiId}/models
 GET GetModels ?limit ?position
 POST CreateModel contentType description name schema
/restapis/{restApiId}/models/{modelName}
 GET GetModel ?flatten
 PATCH UpdateModel patchOperations
 DELETE DeleteModel
/restapis/{restApiId}/models/{modelName}/default_template
 GET GetModelTemplate
/restapis/{restApiId}/requestvalidators
 GET GetRequestValidators ?limit ?position
 POST CreateRequestValidator name validateRequestBody validateRequestParameters
/restapis/{restApiId}/requestvalidators/{requestValidatorId}
 GET GetRequestValidator
 PATCH UpdateRequestValidator patchOperations
 DELETE DeleteRequestValidator
/restapis/{restApiId}/resources
 GET GetResources ?embed ?limit ?position
/restapis/{restApiId}/resources/{parentId}
 POST CreateResource pathPart
/restapis/{restApiId}/resources/{resourceId}
 GET GetResource ?embed
 PATCH UpdateResource patchOperations
 DELETE DeleteResource
/restapis/{restApiId}/resources/{resourceId}/methods/{httpMethod}
 GET GetMethod
 POST TestInvokeMethod body clientCertificateId headers multiValueHeaders pathWithQueryString stageVariables
 PUT PutMethod apiKeyRequired authorizationScopes authorizationType authorizerId operationName requestModels requestParameters requestValidatorId
 PATCH UpdateMethod patchOperations
 DELETE DeleteMethod
/restapis/{restApiId}/resources/{resourceId}/methods/{httpMethod}/integration
 GET GetIntegration
 PUT PutIntegration cacheKeyParameters cacheNamespace connectionId connectionType contentHandling credentials integrationHttpMethod integrationTarget passthroughBehavior requestParameters requestTemplates responseTransferMode timeoutInMillis tlsConfig type uri
 PATCH UpdateIntegration patchOperations
 DELETE DeleteIntegration
/restapis/{restApiId}/resources/{resourceId}/methods/{httpMethod}/integration/responses/{statusCode}
 GET GetIntegrationResponse
 PUT PutIntegrationResponse contentHandling responseParameters responseTemplates selectionPattern
 PATCH UpdateIntegrationResponse patchOperations
 DELETE DeleteIntegrationResponse
/restapis/{restApiId}/resources/{resourceId}/methods/{httpMethod}/responses/{statusCode}
 GET GetMethodResponse
 PUT PutMethodResponse responseModels responseParameters
 PATCH UpdateMethodResponse patchOperations
 DELETE DeleteMethodResponse
/restapis/{restApiId}/stages
 GET GetStages ?deploymentId
 POST CreateStage cacheClusterEnabled cacheClusterSize canarySettings deploymentId description documentationVersion stageName tags tracingEnabled variables
/restapis/{restApiId}/stages/{stageName}
 GET GetStage
 PATCH UpdateStage patchOperations
 DELETE DeleteStage
/restapis/{restApiId}/stages/{stageName}/cache/authorizers
 DELETE FlushStageAuthorizersCache
/restapis/{restApiId}/stages/{stageName}/cache/data
 DELETE FlushStageCache
/restapis/{restApiId}/stages/{stageName}/exports/{exportType}
 GET GetExport ?parameters ?accepts
/restapis/{restApiId}/stages/{stageName}/sdks/{sdkType}
 GET GetSdk ?parameters
/sdktypes
 GET GetSdkTypes ?limit ?position
/sdktypes/{id}
 GET GetSdkType
/tags/{resourceArn}
 GET GetTags ?limit ?position
 PUT TagResource tags
 DELETE UntagResource ?tagKeys
/usageplans
 GET GetUsagePlans ?keyId ?limit ?position
 POST CreateUsagePlan apiStages description name quota tags throttle
/usageplans/{usagePlanId}
 GET GetUsagePlan
 PATCH UpdateUsagePlan patchOperations
 DELETE DeleteUsagePlan
/usageplans/{usagePlanId}/keys
 GET GetUsagePlanKeys ?limit ?nameQuery ?position
 POST CreateUsagePlanKey keyId keyType
/usageplans/{usagePlanId}/keys/{keyId}
 GET GetUsagePlanKey
 DELETE DeleteUsagePlanKey
/usageplans/{usagePlanId}/keys/{keyId}/usage
 PATCH UpdateUsage patchOperations
/usageplans/{usagePlanId}/usage
 GET GetUsage ?endDate ?keyId ?limit ?position ?startDate
/vpclinks
 GET GetVpcLinks ?limit ?position
 POST CreateVpcLink description name tags targetArns
/vpclinks/{vpcLinkId}
 GET GetVpcLink
 PATCH UpdateVpcLink patchOperations
 DELETE DeleteVpcLink`

// AWS: API Gateway Version 2 API Reference, "Resources".
const operationsV2 = `/apis
 GET GetApis ?maxResults ?nextToken
 POST CreateApi apiKeySelectionExpression corsConfiguration credentialsArn description disableExecuteApiEndpoint disableSchemaValidation ipAddressType name protocolType routeKey routeSelectionExpression tags target version
 PUT ImportApi body ?basepath ?failOnWarnings
/apis/{apiId}
 GET GetApi
 PUT ReimportApi body ?basepath ?failOnWarnings
 PATCH UpdateApi apiKeySelectionExpression corsConfiguration credentialsArn description disableExecuteApiEndpoint disableSchemaValidation ipAddressType name routeKey routeSelectionExpression target version
 DELETE DeleteApi
/apis/{apiId}/authorizers
 GET GetAuthorizers ?maxResults ?nextToken
 POST CreateAuthorizer authorizerCredentialsArn authorizerPayloadFormatVersion authorizerResultTtlInSeconds authorizerType authorizerUri enableSimpleResponses identitySource identityValidationExpression jwtConfiguration name
/apis/{apiId}/authorizers/{authorizerId}
 GET GetAuthorizer
 PATCH UpdateAuthorizer authorizerCredentialsArn authorizerPayloadFormatVersion authorizerResultTtlInSeconds authorizerType authorizerUri enableSimpleResponses identitySource identityValidationExpression jwtConfiguration name
 DELETE DeleteAuthorizer
/apis/{apiId}/cors
 DELETE DeleteCorsConfiguration
/apis/{apiId}/deployments
 GET GetDeployments ?maxResults ?nextToken
 POST CreateDeployment description stageName
/apis/{apiId}/deployments/{deploymentId}
 GET GetDeployment
 PATCH UpdateDeployment description
 DELETE DeleteDeployment
/apis/{apiId}/exports/{specification}
 GET ExportApi ?exportVersion ?includeExtensions ?outputType ?stageName
/apis/{apiId}/integrations
 GET GetIntegrations ?maxResults ?nextToken
 POST CreateIntegration connectionId connectionType contentHandlingStrategy credentialsArn description integrationMethod integrationSubtype integrationType integrationUri passthroughBehavior payloadFormatVersion requestParameters requestTemplates responseParameters templateSelectionExpression timeoutInMillis tlsConfig
/apis/{apiId}/integrations/{integrationId}
 GET GetIntegration
 PATCH UpdateIntegration connectionId connectionType contentHandlingStrategy credentialsArn description integrationMethod integrationSubtype integrationType integrationUri passthroughBehavior payloadFormatVersion requestParameters requestTemplates responseParameters templateSelectionExpression timeoutInMillis tlsConfig
 DELETE DeleteIntegration
/apis/{apiId}/integrations/{integrationId}/integrationresponses
 GET GetIntegrationResponses ?maxResults ?nextToken
 POST CreateIntegrationResponse contentHandlingStrategy integrationResponseKey responseParameters responseTemplates templateSelectionExpression
/apis/{apiId}/integrations/{integrationId}/integrationresponses/{integrationResponseId}
 GET GetIntegrationResponse
 PATCH UpdateIntegrationResponse contentHandlingStrategy integrationResponseKey responseParameters responseTemplates templateSelectionExpression
 DELETE DeleteIntegrationResponse
/apis/{apiId}/models
 GET GetModels ?maxResults ?nextToken
 POST CreateModel contentType description name schema
/apis/{apiId}/models/{modelId}
 GET GetModel
 PATCH UpdateModel contentType description name schema
 DELETE DeleteModel
/apis/{apiId}/models/{modelId}/template
 GET GetModelTemplate
/apis/{apiId}/routes
 GET GetRoutes ?maxResults ?nextToken
 POST CreateRoute apiKeyRequired authorizationScopes authorizationType authorizerId modelSelectionExpression operationName requestModels requestParameters routeKey routeResponseSelectionExpression target
/apis/{apiId}/routes/{routeId}
 GET GetRoute
 PATCH UpdateRoute apiKeyRequired authorizationScopes authorizationType authorizerId modelSelectionExpression operationName requestModels requestParameters routeKey routeResponseSelectionExpression target
 DELETE DeleteRoute
/apis/{apiId}/routes/{routeId}/requestparameters/{requestParameterKey}
 DELETE DeleteRouteRequestParameter
/apis/{apiId}/routes/{routeId}/routeresponses
 GET GetRouteResponses ?maxResults ?nextToken
 POST CreateRouteResponse modelSelectionExpression responseModels responseParameters routeResponseKey
/apis/{apiId}/routes/{routeId}/routeresponses/{routeResponseId}
 GET GetRouteResponse
 PATCH UpdateRouteResponse modelSelectionExpression responseModels responseParameters routeResponseKey
 DELETE DeleteRouteResponse
/apis/{apiId}/stages
 GET GetStages ?maxResults ?nextToken
 POST CreateStage accessLogSettings autoDeploy clientCertificateId defaultRouteSettings deploymentId description routeSettings stageName stageVariables tags
/apis/{apiId}/stages/{stageName}
 GET GetStage
 PATCH UpdateStage accessLogSettings autoDeploy clientCertificateId defaultRouteSettings deploymentId description routeSettings stageVariables
 DELETE DeleteStage
/apis/{apiId}/stages/{stageName}/accesslogsettings
 DELETE DeleteAccessLogSettings
/apis/{apiId}/stages/{stageName}/cache/authorizers
 DELETE ResetAuthorizersCache
/apis/{apiId}/stages/{stageName}/routesettings/{routeKey}
 DELETE DeleteRouteSettings
/domainnames
 GET GetDomainNames ?maxResults ?nextToken
 POST CreateDomainName domainName domainNameConfigurations mutualTlsAuthentication routingMode tags
/domainnames/{domainName}
 GET GetDomainName
 PATCH UpdateDomainName domainNameConfigurations mutualTlsAuthentication routingMode
 DELETE DeleteDomainName
/domainnames/{domainName}/apimappings
 GET GetApiMappings ?maxResults ?nextToken
 POST CreateApiMapping apiId apiMappingKey stage
/domainnames/{domainName}/apimappings/{apiMappingId}
 GET GetApiMapping
 PATCH UpdateApiMapping apiId apiMappingKey stage
 DELETE DeleteApiMapping
/domainnames/{domainName}/routingrules
 GET ListRoutingRules ?domainNameId ?maxResults ?nextToken
 POST CreateRoutingRule actions conditions priority ?domainNameId
/domainnames/{domainName}/routingrules/{routingRuleId}
 GET GetRoutingRule ?domainNameId
 PUT PutRoutingRule actions conditions priority ?domainNameId
 DELETE DeleteRoutingRule ?domainNameId
/portalproducts
 GET ListPortalProducts ?maxResults ?nextToken ?resourceOwner
 POST CreatePortalProduct description displayName tags
/portalproducts/{portalProductId}
 GET GetPortalProduct ?resourceOwnerAccountId
 PATCH UpdatePortalProduct description displayName displayOrder
 DELETE DeletePortalProduct
/portalproducts/{portalProductId}/productpages
 GET ListProductPages ?maxResults ?nextToken ?resourceOwnerAccountId
 POST CreateProductPage displayContent
/portalproducts/{portalProductId}/productpages/{productPageId}
 GET GetProductPage ?resourceOwnerAccountId
 PATCH UpdateProductPage displayContent
 DELETE DeleteProductPage
/portalproducts/{portalProductId}/productrestendpointpages
 GET ListProductRestEndpointPages ?maxResults ?nextToken ?resourceOwnerAccountId
 POST CreateProductRestEndpointPage displayContent restEndpointIdentifier tryItState
/portalproducts/{portalProductId}/productrestendpointpages/{productRestEndpointPageId}
 GET GetProductRestEndpointPage ?includeRawDisplayContent ?resourceOwnerAccountId
 PATCH UpdateProductRestEndpointPage displayContent tryItState
 DELETE DeleteProductRestEndpointPage
/portalproducts/{portalProductId}/sharingpolicy
 GET GetPortalProductSharingPolicy
 PUT PutPortalProductSharingPolicy policyDocument
 DELETE DeletePortalProductSharingPolicy
/portals
 GET ListPortals ?maxResults ?nextToken
 POST CreatePortal authorization endpointConfiguration includedPortalProductArns logoUri portalContent rumAppMonitorName tags
/portals/{portalId}
 GET GetPortal
 PATCH UpdatePortal authorization endpointConfiguration includedPortalProductArns logoUri portalContent rumAppMonitorName
 DELETE DeletePortal
/portals/{portalId}/preview
 POST PreviewPortal
/portals/{portalId}/publish
 POST PublishPortal description
 DELETE DisablePortal
/tags/{resourceArn}
 GET GetTags
 POST TagResource tags
 DELETE UntagResource ?tagKeys
/vpclinks
 GET GetVpcLinks ?maxResults ?nextToken
 POST CreateVpcLink name securityGroupIds subnetIds tags
/vpclinks/{vpcLinkId}
 GET GetVpcLink
 PATCH UpdateVpcLink name
 DELETE DeleteVpcLink`

// The SDKs take the API and the stage from the endpoint; here they are parameters like the connection.
//
// AWS: API Gateway Developer Guide, "Use @connections commands in your backend service".
const operationsConnections = `/{apiId}/{stage}/@connections/{connectionId}
 GET GetConnection
 POST PostToConnection data
 DELETE DeleteConnection`
