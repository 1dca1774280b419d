package services

import (
	"slices"
	"strings"
	"testing"

	"github.com/iam-policy-playground/playground/engine/catalog"
)

func TestEveryServiceReads(t *testing.T) {
	known := []string{"String", "Numeric", "Date", "Bool", "IPAddress", "ARN", "ArrayOfString", "ArrayOfBool", "ArrayOfARN"}
	actions, previous := 0, ""
	for _, s := range All() {
		if s.Prefix <= previous || s.Prefix != strings.ToLower(s.Prefix) || s.Name == "" {
			t.Errorf("the service %q %q stands behind %q", s.Prefix, s.Name, previous)
		}
		previous = s.Prefix
		names := map[string]bool{}
		for _, a := range s.Actions() {
			lower := strings.ToLower(a.Name)
			if names[lower] || len(a.Levels) == 0 && !a.Unlisted {
				t.Errorf("%s:%s is there twice, or has no level", s.Prefix, a.Name)
			}
			names[lower] = true
			for _, at := range a.Types {
				if len(at.ARNs) == 0 || !strings.HasPrefix(at.ARNs[0], "arn:") && at.ARNs[0] != "*" {
					t.Errorf("%s:%s: the type %q has the ARNs %q", s.Prefix, a.Name, at.Name, at.ARNs)
				}
			}
		}
		for _, k := range s.Keys() {
			if !k.Unlisted && (len(k.Types) != 1 || !slices.Contains(known, k.Types[0])) {
				t.Errorf("%s has the types %q", k.Name, k.Types)
			}
		}
		actions += len(names)
	}
	if actions < 22000 {
		t.Errorf("there are only %d actions", actions)
	}
}

// TestKnownServices looks up what a reader of AWS's reference would look up first.
func TestKnownServices(t *testing.T) {
	s3, _ := Of("S3")
	get, ok := s3.Action("getobject")
	if !ok || !slices.Equal(get.Levels, []catalog.Level{catalog.Read}) {
		t.Errorf("s3:GetObject: %v, %t", get.Levels, ok)
	}
	if i := slices.IndexFunc(get.Types, func(at catalog.ActionType) bool { return at.Name == "object" }); i < 0 || get.Types[i].ARNs[0] != "arn:${Partition}:s3:::${BucketName}/${ObjectName}" {
		t.Errorf("s3:GetObject has the types %v", get.Types)
	}
	if key, ok := s3.Key("s3:RequestObjectTag/team"); !ok || key.Multivalued() {
		t.Errorf("s3:RequestObjectTag/team is %v, %t", key, ok)
	}
	iam, _ := Of("iam")
	pass, ok := iam.Action("PassRole")
	if !ok || !slices.Contains(pass.Keys, "iam:PassedToService") || len(pass.Types) != 1 || !pass.Types[0].Required {
		t.Errorf("iam:PassRole is %v, %t", pass, ok)
	}
	sts, _ := Of("sts")
	if tag, ok := sts.Action("TagSession"); !ok || !slices.Contains(tag.Levels, catalog.Tagging) {
		t.Errorf("sts:TagSession is %v, %t", tag.Levels, ok)
	}
}

func TestCorrectedServicesReplaceTheData(t *testing.T) {
	if _, ok := Of("aws"); ok {
		t.Error("the global condition keys are a service")
	}
	gateway, _ := Of("apigateway")
	post, _ := gateway.Action("POST")
	if !slices.ContainsFunc(post.Types, func(at catalog.ActionType) bool { return at.Name == "Apis" }) {
		t.Error("apigateway:POST does not know HTTP APIs, as in the data")
	}
}

func TestLicenseGoesAlong(t *testing.T) {
	if !strings.HasPrefix(License, "MIT License") || !strings.Contains(License, "Copyright") {
		t.Errorf("the licence is %.40q", License)
	}
}
