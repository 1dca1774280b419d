package wire_test

import (
	"encoding/json"
	"slices"
	"testing"

	"github.com/iam-policy-playground/playground/engine/wire"
)

// TestCatalog asks for what the module holds: API Gateway and the global keys, and no other service.
func TestCatalog(t *testing.T) {
	var answer struct {
		Version, Date string
		Service       *struct {
			Prefix  string
			Actions []struct {
				Name   string
				Levels []string
				Types  []struct{ Type int }
			}
			ResourceTypes []struct {
				Name, API string
				ARNs      []string
			}
		}
		GlobalKeys []struct {
			Name  string
			Types []string
		}
	}
	ask := func(prefix string) {
		t.Helper()
		answer.Service, answer.GlobalKeys = nil, nil
		if err := json.Unmarshal(wire.Serve(wire.Catalog, []byte(prefix), nil), &answer); err != nil {
			t.Fatal(err)
		}
		if answer.Version == "" || len(answer.Date) != len("2026-09-26") {
			t.Errorf("%s: version %q, date %q", prefix, answer.Version, answer.Date)
		}
	}
	ask("execute-api")
	for _, a := range answer.Service.Actions {
		if a.Name != "Invoke" {
			continue
		}
		if !slices.Equal(a.Levels, []string{"Write"}) || len(a.Types) != 2 || answer.Service.ResourceTypes[a.Types[0].Type].ARNs[0] == "" {
			t.Errorf("execute-api:Invoke is %+v", a)
		}
	}
	ask("apigateway")
	if n := len(answer.Service.Actions); n < 44 {
		t.Errorf("apigateway has %d actions; the reference lists 44", n)
	}
	ask("")
	if !slices.ContainsFunc(answer.GlobalKeys, func(k struct {
		Name  string
		Types []string
	}) bool {
		return k.Name == "aws:SecureTransport" && slices.Equal(k.Types, []string{"Bool"})
	}) {
		t.Error("the global keys lack aws:SecureTransport, a Bool")
	}
	if ask("s3"); answer.Service != nil {
		t.Error("s3 is in the module")
	}
}
