package assist

import (
	"strings"

	"github.com/iam-policy-playground/playground/engine/catalog"
)

// enumerations are keys whose values are known: the end of the key's name in lower case, and the values.
//
// AWS: IAM User Guide, "AWS global condition context keys", aws:PrincipalType; API Gateway Developer Guide, "Policies example
// for API Gateway" and its API reference.
var enumerations = [...][2]string{
	{"aws:principaltype", "User AssumedRole FederatedUser Account Anonymous"},
	{"/endpointtype", "EDGE REGIONAL PRIVATE"},
	{"/authorizertype", "TOKEN REQUEST JWT"},
	{"/routeauthorizationtype", "NONE AWS_IAM CUSTOM JWT COGNITO_USER_POOLS"},
	{"/routingmode", "API_MAPPING_ONLY ROUTING_RULE_ONLY ROUTING_RULE_THEN_API_MAPPING"},
	{"/portalpublishstatus", "PUBLISHED PUBLISH_IN_PROGRESS PUBLISH_FAILED DISABLED DISABLE_IN_PROGRESS DISABLE_FAILED"},
}

// values offers values of the condition key above: those of its type, those that are known, names of the scenario.
func (c *completer) values() {
	operator, name := spell(c.step(1)), strings.ToLower(c.step(2))
	key, _ := findKey(c.Know, name)
	n := c.names()
	if operator.operatorRow != nil && operator.name == "Null" {
		c.add(ValueOption, "true", "", "the key is absent")
		c.add(ValueOption, "false", "", "the key is present")
		return
	}
	if len(key.Types) > 0 && strings.TrimPrefix(key.Types[0], arrayOf) == "Bool" {
		c.list([]string{"true", "false"}, "")
	}
	if name == "aws:requestedregion" || name == "ec2:region" {
		c.list(n.regions, "of the scenario")
		c.list(catalog.Regions(), "")
	}
	for _, e := range enumerations {
		if strings.HasPrefix(e[0], "/") && strings.HasPrefix(name, "apigateway:") && strings.HasSuffix(name, e[0]) || name == e[0] {
			c.list(strings.Fields(e[1]), "")
		}
	}
	c.list(n.forKey(name), "of the scenario")
	if name == "iam:passedtoservice" || name == "aws:principalservicename" || name == "aws:principalservicenameslist" {
		for _, s := range strings.Fields(servicePrincipals) {
			c.once(ValueOption, s+".amazonaws.com", "", "AWS service")
		}
	}
}

//go:noinline
func (c *completer) list(values []string, detail string) {
	for _, v := range values {
		c.once(ValueOption, v, "", detail)
	}
}

// forKey returns the names of the scenario that are values of a condition key, given in lower case.
func (n *names) forKey(key string) []string {
	switch key {
	case "aws:principalaccount", "aws:resourceaccount", "aws:sourceaccount", "aws:vpceaccount", "s3:resourceaccount", "kms:calleraccount":
		return n.accounts
	case "aws:principalorgid", "aws:resourceorgid", "aws:sourceorgid", "aws:vpceorgid":
		return n.organizations
	case "aws:principalarn":
		return n.principals
	case "aws:sourcearn":
		return n.resources
	case "aws:sourcevpce", "apigateway:request/accessassociationsource":
		return n.endpoints
	case "aws:sourcevpc":
		return n.vpcs
	case "aws:username":
		return n.users
	case "aws:tagkeys":
		return n.tags
	case "apigateway:request/stagename":
		return n.stages
	case "aws:principalservicename", "aws:principalservicenameslist", "iam:passedtoservice":
		return n.services
	}
	return nil
}
