package managed_test

import (
	"io/fs"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/iam-policy-playground/playground/engine"
	"github.com/iam-policy-playground/playground/engine/catalog/managed"
	"github.com/iam-policy-playground/playground/engine/catalog/services"
)

func TestPolicies(t *testing.T) {
	want := [][3]string{
		{"arn:aws:iam::aws:policy/AmazonAPIGatewayAdministrator", "v1", ""},
		{"arn:aws:iam::aws:policy/AmazonAPIGatewayInvokeFullAccess", "v2", ""},
		{"arn:aws:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs", "v1", ""},
		{"arn:aws:iam::aws:policy/aws-service-role/APIGatewayServiceRolePolicy", "v9", "ops.apigateway.amazonaws.com"},
	}
	var got [][3]string
	for _, p := range managed.All() {
		got = append(got, [3]string{p.ARN, p.Version, p.Service})
		for _, name := range []string{p.ARN, p.Name, strings.TrimPrefix(p.ARN, "arn:aws:iam::aws:policy/")} {
			if found, ok := managed.Find(name); !ok || found != p {
				t.Errorf("%s is found as %s", name, found.ARN)
			}
		}
	}
	if !slices.Equal(got, want) {
		t.Errorf("the policies are %q", got)
	}
	if _, ok := managed.Find(""); ok {
		t.Error("a policy without a name")
	}
	files, err := fs.Glob(os.DirFS("."), "*.json")
	if err != nil || len(files) != len(want) {
		t.Errorf("there are %d documents for %d policies (%v)", len(files), len(want), err)
	}
}

// TestDocumentsAreSound compiles each document, and looks up the actions in the catalog.
func TestDocumentsAreSound(t *testing.T) {
	statements := map[string]int{"AmazonAPIGatewayAdministrator": 1, "AmazonAPIGatewayInvokeFullAccess": 1, "AmazonAPIGatewayPushToCloudWatchLogs": 1, "APIGatewayServiceRolePolicy": 8}
	actions := 0
	for _, p := range managed.All() {
		doc := engine.Compile(engine.Identity, p.Text)
		for _, d := range doc.Diagnostics() {
			if d.Severity == engine.Error {
				t.Errorf("%s: %s", p.Name, d.Message)
			}
		}
		if n := strings.Count(p.Text, `"Effect": "Allow"`); n != statements[p.Name] {
			t.Errorf("%s has %d statements, want %d", p.Name, n, statements[p.Name])
		}
		for _, word := range strings.Split(p.Text, `"`) {
			prefix, name, found := strings.Cut(word, ":")
			if s, ok := services.Of(prefix); found && ok && !strings.Contains(name, ":") && !strings.Contains(name, "*") {
				actions++
				if _, ok := s.Action(name); !ok {
					t.Errorf("%s allows %s, which is no action", p.Name, word)
				}
			}
		}
	}
	if actions != 2+7+15+3+2+1+1+14+1+1 {
		t.Errorf("%d actions were looked up", actions)
	}
}
