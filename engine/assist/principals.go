package assist

import (
	"strings"

	"github.com/iam-policy-playground/playground/engine"
)

// servicePrincipals are services that act for their customers, under names that AWS documents.
//
// AWS: IAM User Guide, "AWS JSON policy elements: Principal", AWS service principals; the guides of the services.
const servicePrincipals = "apigateway backup cloudformation cloudfront cloudtrail codebuild codepipeline config ds ec2 ecs ecs-tasks eks elasticloadbalancing events firehose glue iot lambda " +
	"logs pods.eks rolesanywhere s3 sagemaker scheduler ses sns sqs ssm states"

// providers are the identity providers that AWS knows by name.
const knownProviders = "cognito-identity.amazonaws.com www.amazon.com graph.facebook.com accounts.google.com"

// principals offers who a statement can name. Straight below Principal that is the star, or an object.
//
// AWS: IAM User Guide, "AWS JSON policy elements: Principal"; Organizations User Guide, "RCP syntax".
func (c *completer) principals() {
	kind := c.step(1)
	if kind == "" && c.Kind != engine.Trust || kind == "AWS" && c.Kind != engine.RCP {
		c.add(PrincipalOption, "*", "", "everyone, also anonymous callers")
	}
	if c.Kind == engine.RCP {
		return
	}
	n := c.names()
	for _, id := range n.accounts {
		c.principal("AWS", "arn:"+n.values("Partition")[0]+":iam::"+id+":root", "account "+id+", which decides who of it")
	}
	for _, arn := range n.principals {
		c.principal("AWS", arn, "of the scenario")
	}
	for _, name := range n.services {
		c.principal("Service", name, "of the scenario")
	}
	for _, name := range strings.Fields(servicePrincipals) {
		c.principal("Service", name+".amazonaws.com", "AWS service")
	}
	if c.Kind != engine.Trust {
		return
	}
	for _, arn := range n.providers {
		c.principal("Federated", arn, "of the scenario")
	}
	for _, name := range strings.Fields(knownProviders) {
		c.principal("Federated", name, "identity provider")
	}
}

// principal offers a name below the key that it belongs under, or straight below Principal the object with it.
func (c *completer) principal(key, name, detail string) {
	switch c.step(1) {
	case key:
		c.once(PrincipalOption, name, "", detail)
	case "":
		c.value(PrincipalOption, name, `{"`+key+`": "`+escape(name)+`"}`, detail)
	}
}
