package assist

import "strings"

// regions are the Regions of the partitions aws, aws-us-gov and aws-cn.
//
// AWS: AWS General Reference, "AWS Regions"; IAM User Guide, "AWS global condition context keys", aws:RequestedRegion.
const regions = "us-east-1 us-east-2 us-west-1 us-west-2 af-south-1 ap-east-1 ap-northeast-1 ap-northeast-2 ap-northeast-3 ap-south-1 ap-south-2 ap-southeast-1 ap-southeast-2 ap-southeast-3 ap-southeast-4 " +
	"ca-central-1 ca-west-1 eu-central-1 eu-central-2 eu-north-1 eu-south-1 eu-south-2 eu-west-1 eu-west-2 eu-west-3 il-central-1 me-central-1 me-south-1 sa-east-1 " +
	"us-gov-east-1 us-gov-west-1 cn-north-1 cn-northwest-1"

// enumerations are keys whose values are known: the end of the key's name in lower case, and the values.
//
// AWS: IAM User Guide, "AWS global condition context keys", aws:PrincipalType; API Gateway Developer Guide, "Policies example
// for API Gateway" and its API reference.
var enumerations = [...][2]string{
	{"aws:principaltype", "User AssumedRole FederatedUser Account Anonymous"},
	{"aws:requestedregion", regions},
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
	if strings.HasSuffix(name, "region") {
		c.list(n.regions, "of the scenario")
	}
	for _, e := range enumerations {
		if strings.HasPrefix(e[0], "/") && strings.HasPrefix(name, "apigateway:") && strings.HasSuffix(name, e[0]) || name == e[0] {
			c.list(strings.Fields(e[1]), "")
		}
	}
	c.list(n.forKey(name), "of the scenario")
	if name == "iam:passedtoservice" || name == "aws:principalservicename" || name == "aws:principalservicenameslist" {
		for _, s := range strings.Fields(servicePrincipals) {
			c.add(ValueOption, s+".amazonaws.com", "", "AWS service")
		}
	}
}

func (c *completer) list(values []string, detail string) {
	for _, v := range values {
		c.add(ValueOption, v, "", detail)
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
