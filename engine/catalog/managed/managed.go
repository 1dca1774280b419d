// Package managed holds the AWS managed policies for API Gateway, ready to attach.
//
// Each is a JSON file as AWS publishes the document, so that everything that reads policies reads them. The page gets them
// from build/page; the module does not hold them.
//
// Non-goals: managed policies of other services that touch API Gateway, and older versions.
//
// AWS: AWS Managed Policy Reference.
package managed

import (
	"embed"
	"strings"
)

// A Policy is one AWS managed policy. The zero Policy is none.
type Policy struct {
	Name    string // "AmazonAPIGatewayAdministrator"
	ARN     string // in the partition aws
	Version string // the one that Text is
	Service string // the service whose service-linked role alone may have it; "" if users, groups and roles may
	Text    string // the document
}

//go:embed *.json
var documents embed.FS

// policies are all of them: path and name, version, service.
var policies = [][3]string{
	{"AmazonAPIGatewayAdministrator", "v1"},
	{"AmazonAPIGatewayInvokeFullAccess", "v2"},
	{"service-role/AmazonAPIGatewayPushToCloudWatchLogs", "v1"},
	{"aws-service-role/APIGatewayServiceRolePolicy", "v9", "ops.apigateway.amazonaws.com"},
}

const arnHead = "arn:aws:iam::aws:policy/"

// All returns the policies, in the order of AWS's developer guide.
func All() []Policy {
	all := make([]Policy, len(policies))
	for i, row := range policies {
		name := row[0][strings.LastIndexByte(row[0], '/')+1:]
		text, err := documents.ReadFile(name + ".json")
		if err != nil {
			panic(err) // it is part of the program
		}
		all[i] = Policy{Name: name, ARN: arnHead + row[0], Version: row[1], Service: row[2], Text: string(text)}
	}
	return all
}

// Find returns a policy by its name, alone or behind its path, or by its ARN.
func Find(name string) (Policy, bool) {
	for _, p := range All() {
		if name == p.ARN || arnHead+name == p.ARN || name == p.Name {
			return p, true
		}
	}
	return Policy{}, false
}
