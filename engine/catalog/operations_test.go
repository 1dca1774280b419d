package catalog_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/iam-policy-playground/playground/engine/apigateway"
	"github.com/iam-policy-playground/playground/engine/catalog"
)

// Operations whose path the reference does not list with their verb.
var unlistedOperations = []string{
	"PutMethod", "PutIntegration", "ImportDocumentationParts", "CreateResource", "TestInvokeMethod", "TestInvokeAuthorizer",
	"TagResource@2", "GetSdkTypes", "GetSdkType", "GetExport", "FlushStageCache", "FlushStageAuthorizersCache", "GetModelTemplate",
	"GetUsage", "UpdateUsage",
}

// Operations that are asked about the path of a list, while the reference only has the type of its members.
var askedAboutList = []string{
	"CreatePortal@2", "ListPortals@2", "CreatePortalProduct@2", "ListPortalProducts@2", "CreateProductPage@2", "ListProductPages@2",
	"CreateProductRestEndpointPage@2", "ListProductRestEndpointPages@2", "CreateRoutingRule@2", "ListRoutingRules@2",
}

// Resources that are a parameter of the call, and the connection, by their types.
var typeOfResource = map[string]string{
	"{domainNameArn}":                  "PrivateDomainName",
	"{domainNameAccessAssociationArn}": "DomainNameAccessAssociation",
	"arn:*:execute-api:*:*:*/*/":       "execute-api-general",
}

func TestEveryOperationHasItsActionAndType(t *testing.T) {
	var unlisted, lists []string
	count := 0
	for o := range apigateway.Operations() {
		count++
		name := o.Name
		if o.API == apigateway.V2 {
			name += "@2"
		}
		action, ok := catalog.Find(o.Action())
		if !ok || action.Unlisted || len(action.Types) == 0 {
			t.Errorf("%s: the catalog has no action %s", name, o.Action())
			continue
		}
		switch listed, found := fits(action, o.Resource()); {
		case !found:
			lists = append(lists, name)
		case !listed:
			unlisted = append(unlisted, name)
		}
	}
	if count != 124+103+3 {
		t.Errorf("there are %d operations", count)
	}
	if !sameSet(unlisted, unlistedOperations) {
		t.Errorf("not listed by the reference: %q", unlisted)
	}
	if !sameSet(lists, askedAboutList) {
		t.Errorf("without a type for their resource: %q", lists)
	}
}

// fits looks for a type of an action that a resource is of.
func fits(action catalog.Action, resource string) (listed, found bool) {
	resource = shape(resource)
	wanted := ""
	for head, name := range typeOfResource {
		if strings.HasPrefix(resource, shape(head)) {
			wanted = name
		}
	}
	for _, t := range action.Types {
		if t.Name == wanted || wanted == "" && slices.ContainsFunc(t.ARNs, func(arn string) bool { return shape(arn) == resource }) {
			listed, found = listed || !t.Unlisted, true
		}
	}
	return listed, found
}

var placeholder = regexp.MustCompile(`\$?\{[^}]*\}`)

// shape returns an ARN with all placeholders alike, but for those that are the whole of it.
func shape(arn string) string {
	if strings.HasPrefix(arn, "{") {
		return arn
	}
	return placeholder.ReplaceAllString(arn, "*")
}

// TestServicesAreThoseOfTheOperations holds the two packages to one spelling.
func TestServicesAreThoseOfTheOperations(t *testing.T) {
	if catalog.APIGatewayV1 != apigateway.V1 || catalog.APIGatewayV2 != apigateway.V2 {
		t.Error("the names of the services differ")
	}
}
