package apigateway

import "strings"

// askPolicies asks what writing a resource policy needs.
//
// AWS: Developer Guide, "How Amazon API Gateway works with IAM", UpdateRestApiPolicy; "Custom domain names for private APIs
// in API Gateway".
func (a *asker) askPolicies() {
	action := "apigateway:UpdateRestApiPolicy"
	if strings.HasSuffix(a.operation.Name, "DomainName") {
		action = "apigateway:UpdateDomainNamePolicy"
	}
	if policy := a.parameters.get("policy"); policy.OK() && policy.Raw() != `""` || a.touched("/policy") || a.document.setsPolicy(a.operation.API) {
		c := a.add("its policy", action, a.checks[0].Resource, true)
		if a.operation.Method == "POST" {
			c.note("whether a create asks " + action + " on the collection or on what does not exist yet is not documented; the resource of the call is taken")
		}
	}
	if a.operation.Name == "UpdateDomainName" && a.touched("/managementPolicy") {
		a.add("its management policy", "apigateway:UpdateDomainNameManagementPolicy", a.checks[0].Resource, true)
	}
}

// askMutualTLS asks what changing the truststore of a domain name needs.
//
// AWS: Service Authorization Reference, AddCertificateToDomain and RemoveCertificateFromDomain; Developer Guide, "How to
// turn on mutual TLS authentication for your REST APIs".
func (a *asker) askMutualTLS() {
	const part = "its mutual TLS"
	resource := a.checks[0].Resource
	switch a.operation.Name {
	case "CreateDomainName", "UpdateDomainName":
		if a.truststore() {
			c := a.add(part, "apigateway:AddCertificateToDomain", resource, true)
			if a.operation.Name == "UpdateDomainName" {
				c.note("whether replacing a truststore asks RemoveCertificateFromDomain too is not documented; only AddCertificateToDomain is asked")
			}
		} else if a.operation.Name == "UpdateDomainName" && (a.touched("/mutualTlsAuthentication") || a.parameters.get("mutualTlsAuthentication").OK()) {
			a.add(part, "apigateway:RemoveCertificateFromDomain", resource, true)
		}
	case "DeleteDomainName":
		uri, known := a.env.Resources[resource].State["mtlsTrustStoreUri"]
		if known && strings.Join(uri.Strings, "") != "" {
			a.add(part, "apigateway:RemoveCertificateFromDomain", resource, true)
		} else if !known {
			a.checks[0].add("", "if the domain name uses mutual TLS, RemoveCertificateFromDomain is asked too; the scenario's resources give no mtlsTrustStoreUri for it", false)
		}
	}
}

// truststore reports whether the call sets something of a truststore.
func (a *asker) truststore() bool {
	const place = "mutualTlsAuthentication"
	all := append(a.parameters.all(place+".truststoreUri"), a.parameters.all(place+".truststoreVersion")...)
	return strings.Join(append(all, a.patched("/"+place)...), "") != ""
}

// askAssociation asks for the private domain name that a VPC endpoint is to be linked to.
func (a *asker) askAssociation() {
	if a.operation.Name != "CreateDomainNameAccessAssociation" {
		return
	}
	arn := a.required("domainNameArn")
	a.checkARN("domainNameArn", arn)
	c := a.add("its domain name", "apigateway:CreateAccessAssociation", arn, false)
	a.fillResourceTags(c)
}

// askPortals asks for the products of a portal, and for the product of a page that is deleted.
func (a *asker) askPortals() {
	const products = "apigateway:GetPortalProduct"
	switch a.operation.Name {
	case "CreatePortal", "UpdatePortal":
		for _, arn := range a.parameters.all("includedPortalProductArns") {
			a.checkARN("includedPortalProductArns", arn)
			a.fill(a.add("its product", products, arn, false), "GetPortalProduct")
		}
	case "PreviewPortal", "PublishPortal":
		a.checks[0].add("", products+" is asked too for each product of the portal, which the call does not name", false)
	case "DeleteProductRestEndpointPage":
		product, _, _ := strings.Cut(a.checks[0].Resource, "/productrestendpointpages")
		c := a.add("its product", a.checks[0].Action, product, false)
		a.fill(c, "GetPortalProduct")
		c.note("the reference lists both the page and its product as required resources; both are asked")
	}
}

// roleParameters hold the ARN of a role that API Gateway is to assume.
//
// AWS: Service Authorization Reference, operations with iam:PassRole.
var roleParameters = [...]string{"credentials", "authorizerCredentials", "cloudwatchRoleArn", "credentialsArn", "authorizerCredentialsArn"}

// callerCredentials stands in the place of a role where the backend is called with the credentials of the caller.
//
// AWS: API Gateway API Reference, "Integration", credentials.
const callerCredentials = ":iam::*:user/*"

// askRoles asks iam:PassRole for each role that the call hands over.
func (a *asker) askRoles() {
	for _, name := range roleParameters {
		roles := a.patched("/" + name)
		if a.patches == nil && a.document == nil {
			roles = a.parameters.all(name)
		}
		for _, role := range roles {
			a.askRole(name, role)
		}
	}
	if a.document != nil {
		for _, role := range a.document.roles() {
			a.askRole("body", role)
		}
	}
}

// askRole asks once for each role.
//
// AWS: IAM User Guide, "Grant a user permissions to pass a role to an AWS service"; "AWS Identity and Access Management
// condition keys", iam:PassedToService.
func (a *asker) askRole(parameter, role string) {
	if role == "" || strings.HasSuffix(role, callerCredentials) {
		return
	}
	for i := range a.checks {
		if a.checks[i].Resource == role {
			return
		}
	}
	fields := strings.SplitN(role, ":", 6)
	if len(fields) < 6 || fields[0] != "arn" || fields[2] != "iam" || !strings.HasPrefix(fields[5], "role/") {
		a.fail(a.operation.shown(parameter), quote(role)+" is not the ARN of a role, such as arn:"+a.call.Partition+":iam::111122223333:role/ApiGateway")
		return
	}
	c := a.add("its role", "iam:PassRole", role, false)
	c.put("iam:PassedToService", []string{"apigateway.amazonaws.com"}, false)
}
