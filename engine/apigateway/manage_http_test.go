package apigateway

import (
	"strings"
	"testing"

	"github.com/iam-policy-playground/playground/engine"
)

func TestParametersOfHTTPRequests(t *testing.T) {
	const v1 = "https://apigateway.us-east-1.amazonaws.com"
	for _, c := range []struct{ method, url, body, operation, parameters string }{
		{"GET", v1 + "/restapis", "", "GetRestApis", `{}`},
		{"GET", v1 + "/restapis?limit=5&position=a%20b", "", "GetRestApis", `{"limit":"5","position":"a b"}`},
		{"GET", v1 + "/apikeys?name=n", "", "GetApiKeys", `{"nameQuery":"n"}`},
		{"POST", v1 + "/restapis", `{"name": "n", "tags": {"a": "b"}}`, "CreateRestApi", `{"name":"n","tags":{"a": "b"}}`},
		{"POST", v1 + "/restapis?mode=import&failonwarnings=true&endpointConfigurationTypes=PRIVATE&a=1&a=2", `{"swagger": "2.0"}`, "ImportRestApi",
			`{"failOnWarnings":"true","parameters":{"endpointConfigurationTypes":"PRIVATE","a":["1","2"]},"body":{"swagger": "2.0"}}`},
		{"POST", v1 + "/apikeys?mode=import&format=csv", "", "ImportApiKeys", `{"format":"csv"}`},
		{"PUT", v1 + "/restapis/a1?mode=merge", `{}`, "PutRestApi", `{"restApiId":"a1","mode":"merge","body":{}}`},
		{"POST", v1 + "/restapis/a1/resources/r1", `{"pathPart": "pets"}`, "CreateResource", `{"restApiId":"a1","parentId":"r1","pathPart":"pets"}`},
		{"PUT", v1 + "/restapis/a1/resources/r1/methods/GET/integration", `{"httpMethod": "POST", "uri": "u"}`, "PutIntegration",
			`{"restApiId":"a1","resourceId":"r1","httpMethod":"GET","integrationHttpMethod":"POST","uri":"u"}`},
		{"DELETE", v1 + "/tags/arn%3Aaws%3Aapigateway%3Aus-east-1%3A%3A%2Frestapis%2Fa1?tagKeys=Team&tagKeys=Env", "", "UntagResource",
			`{"resourceArn":"arn:aws:apigateway:us-east-1::/restapis/a1","tagKeys":["Team","Env"]}`},
		{"DELETE", v1 + "/tags/arn:aws:apigateway:us-east-1::/restapis/a1?tagKeys=Team", "", "UntagResource",
			`{"resourceArn":"arn:aws:apigateway:us-east-1::/restapis/a1","tagKeys":"Team"}`},
		{"PATCH", v1 + "/domainnames/priv.example.com?domainNameId=id1", `{"patchOperations": []}`, "UpdateDomainName",
			`{"domainName":"priv.example.com","domainNameId":"id1","patchOperations":[]}`},
		{"GET", v1 + "/v2/apis?maxResults=5", "", "GetApis", `{"maxResults":"5"}`},
		{"POST", v1 + "/v2/apis/h1/stages", `{"stageName": "$default", "Tags": {}}`, "CreateStage", `{"apiId":"h1","stageName":"$default","Tags":{}}`},
		{"POST", "https://a1b2c3.execute-api.eu-west-1.amazonaws.com/prod/@connections/KO7%3D", "", "PostToConnection", `{"apiId":"a1b2c3","stage":"prod","connectionId":"KO7="}`},
	} {
		call, problem := ManagementHTTP(c.method, c.url, object(t, c.body))
		if problem != nil {
			t.Errorf("%s %s: %s: %s", c.method, c.url, problem.Field, problem.Message)
			continue
		}
		if call.Operation != c.operation || call.Parameters.Raw() != c.parameters {
			t.Errorf("%s %s: %s %s", c.method, c.url, call.Operation, call.Parameters.Raw())
		}
	}
}

func TestHostsOfEveryPartition(t *testing.T) {
	for host, want := range map[string]string{
		"apigateway.us-east-1.amazonaws.com":                 "aws us-east-1",
		"apigateway.us-east-1.amazonaws.com:443":             "aws us-east-1",
		"ApiGateway.EU-West-1.AmazonAWS.com":                 "aws eu-west-1",
		"apigateway-fips.us-east-1.amazonaws.com":            "aws us-east-1",
		"apigateway.ap-southeast-2.api.aws":                  "aws ap-southeast-2",
		"apigateway.cn-north-1.amazonaws.com.cn":             "aws-cn cn-north-1",
		"apigateway.cn-north-1.api.amazonwebservices.com.cn": "aws-cn cn-north-1",
		"apigateway.us-gov-west-1.amazonaws.com":             "aws-us-gov us-gov-west-1",
		"apigateway.us-iso-east-1.c2s.ic.gov":                "aws-iso us-iso-east-1",
		"apigateway.us-isob-east-1.sc2s.sgov.gov":            "aws-iso-b us-isob-east-1",
		"apigateway.eusc-de-east-1.amazonaws.eu":             "aws-eusc eusc-de-east-1",
	} {
		call, problem := ManagementHTTP("GET", "https://"+host+"/account", object(t, ""))
		if problem != nil {
			t.Errorf("%s: %s", host, problem.Message)
		} else if got := call.Partition + " " + call.Region; got != want {
			t.Errorf("%s: %s, want %s", host, got, want)
		}
	}
}

func TestPathIsKeptAsSent(t *testing.T) {
	for url, want := range map[string]string{
		"/v2/apis/h1/stages/$default":                       "::/apis/h1/stages/$default",
		"/v2/apis/h1/stages/%24default":                     "::/apis/h1/stages/%24default",
		"/domainnames/example.com/basepathmappings/(none)":  "::/domainnames/example.com/basepathmappings/(none)",
		"/domainnames/example.com/basepathmappings/a%2fb":   "::/domainnames/example.com/basepathmappings/a%2fb",
		"/domainnames/priv.example.com?domainNameId=id1":    ":111122223333:/domainnames/priv.example.com+id1",
		"/domainnames/priv.example.com+id1":                 ":111122223333:/domainnames/priv.example.com+id1",
		"/tags/arn:aws:apigateway:us-east-1::/restapis/a1":  "::/tags/arn%3Aaws%3Aapigateway%3Aus-east-1%3A%3A%2Frestapis%2Fa1",
		"/tags/arn%3aaws%3aapigateway%3aus-east-1%3a%3a/vp": "::/tags/arn%3Aaws%3Aapigateway%3Aus-east-1%3A%3A%2Fvp",
	} {
		call, problem := ManagementHTTP("GET", "https://apigateway.us-east-1.amazonaws.com"+url, object(t, ""))
		if problem != nil {
			t.Errorf("%s: %s", url, problem.Message)
			continue
		}
		call.Account = testAccount
		checks, problem := call.Checks(engine.Environment{})
		if problem != nil {
			t.Errorf("%s: %s", url, problem.Message)
			continue
		}
		if checks[0].Resource != "arn:aws:apigateway:us-east-1"+want {
			t.Errorf("%s: %s", url, checks[0].Resource)
		}
		if open := len(checks[0].Notes) > 0; open != (strings.Contains(url, "%") && !strings.HasPrefix(url, "/tags")) {
			t.Errorf("%s: notes %v", url, checks[0].Notes)
		}
	}
}

func TestHTTPRequestsThatCannotBeUnderstood(t *testing.T) {
	const v1 = "https://apigateway.us-east-1.amazonaws.com"
	const hosts = "; management calls go to apigateway.{region}.amazonaws.com or apigateway.{region}.api.aws"
	for _, c := range []struct{ method, url, body, field, message string }{
		{"GET", "", "", "url", `"" does not begin with https://`},
		{"GET", "http://apigateway.us-east-1.amazonaws.com/restapis", "", "url", `"http://apigateway.us-east-1.amazonaws.com/restapis" does not begin with https://`},
		{"GET", v1 + "/rest apis", "", "url", `"` + v1 + `/rest apis" holds a space or a fragment, which cannot be sent`},
		{"GET", v1 + "/restapis#x", "", "url", `"` + v1 + `/restapis#x" holds a space or a fragment, which cannot be sent`},
		{"GET", "https://example.com/restapis", "", "url", `the host "example.com" is not an endpoint of API Gateway` + hosts},
		{"GET", "https://apigateway.amazonaws.com/restapis", "", "url", `the host "apigateway.amazonaws.com" names no Region` + hosts},
		{"GET", "https://apigateway.us-east-1.amazonaws.com.cn/restapis", "", "url", `the host "apigateway.us-east-1.amazonaws.com.cn" is no endpoint of the Region us-east-1; its endpoints end in amazonaws.com or api.aws`},
		{"GET", "https://apigateway.cn-north-1.amazonaws.com/restapis", "", "url", `the host "apigateway.cn-north-1.amazonaws.com" is no endpoint of the Region cn-north-1; its endpoints end in amazonaws.com.cn or api.amazonwebservices.com.cn`},
		{"GET", v1, "", "url", `there is no "/"; at the top there are account, apikeys, clientcertificates, domainnameaccessassociations, domainnames, rejectdomainnameaccessassociations, restapis, sdktypes, tags, usageplans and vpclinks`},
		{"GET", v1 + "/restapi", "", "url", `there is no "/restapi"; at the top there are account, apikeys, clientcertificates, domainnameaccessassociations, domainnames, rejectdomainnameaccessassociations, restapis, sdktypes, tags, usageplans and vpclinks`},
		{"GET", v1 + "/restapis/", "", "url", `there is no "/restapis/"; below /restapis there is {restApiId}`},
		{"GET", v1 + "/restapis/a1/stage", "", "url", `there is no "/restapis/a1/stage"; below /restapis/{restApiId} there are authorizers, deployments, documentation, gatewayresponses, models, requestvalidators, resources and stages`},
		{"GET", v1 + "/account/x", "", "url", `there is no "/account/x"; nothing is below /account`},
		{"GET", v1 + "/apis/h1/routes", "", "url", `there is no "/apis/h1/routes"; HTTP and WebSocket APIs are at /v2/apis/h1/routes`},
		{"GET", v1 + "/v2/restapis", "", "url", `there is no "/v2/restapis"; REST APIs and what belongs to them have no /v2: /restapis`},
		{"GET", v1 + "/v2", "", "url", `there is no "/v2"; at the top there are apis, domainnames, portalproducts, portals, tags and vpclinks`},
		{"GET", "https://a1.execute-api.us-east-1.amazonaws.com/prod/pets", "", "url", `"a1/prod/pets" is no management call; the endpoint of an API takes those to /{stage}/@connections/{connectionId} only`},
		{"PUT", v1 + "/restapis", "", "method", `"PUT" is no method of /restapis; it takes GET and POST`},
		{"get", v1 + "/account", "", "method", `"get" is no method of /account; it takes GET and PATCH`},
		{"POST", v1 + "/v2/apis/h1", "", "method", `"POST" is no method of /v2/apis/h1; it takes GET, PUT, PATCH and DELETE`},
		{"GET", v1 + "/restapis?stage=x", "", "url", `the query of GetRestApis has no parameter "stage"; there are limit and position`},
		{"GET", v1 + "/restapis?limti=5", "", "url", `the query of GetRestApis has no parameter "limti"; did you mean "limit"`},
		{"POST", v1 + "/restapis?mode=export", "", "url", `mode=export means nothing to CreateRestApi`},
		{"GET", v1 + "/restapis/a%2", "", "url", `"a%2" holds a % that two hexadecimal digits do not follow`},
		{"GET", v1 + "/restapis?%zz=1", "", "url", `"%zz" holds a % that two hexadecimal digits do not follow`},
		{"GET", v1 + "/account", `{"a": 1}`, "body.a", `the body of GetAccount has no member "a"; it has none`},
		{"POST", v1 + "/restapis", `{"nmae": 1}`, "body.nmae", `the body of CreateRestApi has no member "nmae"; did you mean "name"`},
		{"POST", v1 + "/restapis", `[]`, "body", `the body is a list, not an object`},
		{"POST", v1 + "/v2/apis", `{"name": "a", "Name": "b"}`, "body.Name", `"Name" is given twice`},
	} {
		call, problem := ManagementHTTP(c.method, c.url, object(t, c.body))
		if problem == nil {
			t.Errorf("%s %s is understood as %s", c.method, c.url, call.Operation)
			continue
		}
		if problem.Field != c.field || problem.Message != c.message {
			t.Errorf("%s %s: %s: %s", c.method, c.url, problem.Field, problem.Message)
		}
		checkSentence(t, problem.Message)
	}
}
