package check_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/iam-policy-playground/playground/engine"
	"github.com/iam-policy-playground/playground/engine/catalog"
	"github.com/iam-policy-playground/playground/engine/check"
)

// managedErrors are the errors in the AWS managed policies of the folder, by hand: actions and services that AWS has withdrawn, and
// slips of AWS's own. All others have none.
var managedErrors = map[string][]string{
	"AWSIoT1ClickReadOnlyAccess": { // the service ended in 2024
		`INVALID_SERVICE_IN_ACTION "iot1click:Describe*"`, `INVALID_SERVICE_IN_ACTION "iot1click:Get*"`, `INVALID_SERVICE_IN_ACTION "iot1click:List*"`,
	},
	"RDSCloudHsmAuthorizationRole": { // of CloudHSM Classic
		`INVALID_ACTION "cloudhsm:CreateLunaClient"`, `INVALID_ACTION "cloudhsm:DeleteLunaClient"`, `INVALID_ACTION "cloudhsm:DescribeHapg"`,
		`INVALID_ACTION "cloudhsm:DescribeLunaClient"`, `INVALID_ACTION "cloudhsm:GetConfig"`, `INVALID_ACTION "cloudhsm:ModifyHapg"`,
		`INVALID_ACTION "cloudhsm:ModifyLunaClient"`,
	},
	"AWSCodeStarFullAccess":                  {`INVALID_ACTION "cloud9:ValidateEnvironmentName"`},
	"KafkaConnectServiceRolePolicy":          {`UNSUPPORTED_ACTION_FOR_CONDITION_KEY "ec2:DescribeNetworkInterfaces"`}, // Describe actions know no tags
	"AppIntegrationsServiceLinkedRolePolicy": {`INVALID_ARN_RESOURCE "arn:aws:appflow:*:*:connector-profile/*"`},       // connectorprofile
	"AmazonSageMakerQuickSightVPCPolicy":     {`INVALID_ARN_RESOURCE "arn:aws:quicksight:*:*:vpcconnection/*"`},        // vpcConnection
	"AmazonDevOpsGuruOrganizationsAccess":    {`INVALID_ARN_RESOURCE "arn:aws:organizations::*:"`},
}

// TestManagedPolicies checks policies that AWS wrote: no error rests on a document alone, and what rests on the catalog is true.
func TestManagedPolicies(t *testing.T) {
	files, err := filepath.Glob("../testdata/managed/*.json")
	if err != nil || len(files) < 25 {
		t.Fatalf("%d policies: %v", len(files), err)
	}
	for _, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), ".json")
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range engine.Compile(engine.Identity, string(text)).Diagnostics() {
			if d.Severity == engine.Error {
				t.Errorf("%s: the document alone has %s: %s", name, d.Code, d.Message)
			}
		}
		var got []string
		for _, f := range check.Document(engine.Identity, string(text), catalog.NewInquiry(everything())) {
			if f.Severity == engine.Error {
				got = append(got, string(f.Code)+" "+string(text[f.Span.Start:f.Span.End]))
			}
		}
		if !slices.Equal(got, managedErrors[name]) {
			t.Errorf("%s has the errors %q, want %q", name, got, managedErrors[name])
		}
	}
	for name := range managedErrors {
		if !slices.ContainsFunc(files, func(file string) bool { return filepath.Base(file) == name+".json" }) {
			t.Errorf("%s is not there", name)
		}
	}
}
