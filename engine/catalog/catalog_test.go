package catalog_test

import (
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/iam-policy-playground/playground/engine/catalog"
)

// lines returns those of a file of expectations that say something. They were written from the facts about AWS's pages, not
// from the data.
func lines(t *testing.T, name string) (all []string) {
	t.Helper()
	text, err := os.ReadFile("../testdata/catalog/" + name)
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(text)) {
		if line = strings.TrimSuffix(line, "\n"); line != "" && line[0] != '#' {
			all = append(all, line)
		}
	}
	if len(all) < 40 {
		t.Fatalf("%s has only %d lines", name, len(all))
	}
	return all
}

// service returns a service that has to be there.
func service(t *testing.T, prefix string) catalog.Service {
	t.Helper()
	s, ok := catalog.Of(prefix)
	if !ok {
		t.Fatalf("there is no service %s", prefix)
	}
	return s
}

// Words of the files for what the package writes out.
var (
	apis = map[string]string{"V1": catalog.APIGatewayV1, "V2": catalog.APIGatewayV2, "-": ""}
	long = strings.NewReplacer("Q:", "apigateway:Request/", "S:", "apigateway:Resource/", "{", "${",
		"AA:", "arn:${Partition}:apigateway:${Region}:${Account}:", "A:", "arn:${Partition}:apigateway:${Region}::",
		"X:", "arn:${Partition}:execute-api:${Region}:${Account}:")
	levelsOf = map[string][]catalog.Level{"Read": {catalog.Read}, "List": {catalog.List}, "Write": {catalog.Write}, "PM": {catalog.PermissionsManagement, catalog.Write}}
)

func longKeys(short []string) (all []string) {
	for _, key := range short {
		switch key {
		case "-":
		case "tag":
			all = append(all, "aws:ResourceTag/${TagKey}")
		case "aws:RequestTag", "aws:ResourceTag":
			all = append(all, key+"/${TagKey}")
		default:
			all = append(all, long.Replace(key))
		}
	}
	return all
}

// sameSet compares without regard to order.
func sameSet(x, y []string) bool {
	return slices.Equal(slices.Sorted(slices.Values(x)), slices.Sorted(slices.Values(y)))
}

// A wantedType is a resource type as the files know it; its key is name@API.
type wantedType struct {
	arn      string
	keys     []string
	unlisted bool
}

func typeName(t catalog.ResourceType) string {
	for short, api := range apis {
		if t.API == api {
			return t.Name + "@" + short
		}
	}
	return t.Name + "@" + t.API
}

func TestResourceTypes(t *testing.T) {
	want := map[string]*wantedType{}
	for _, line := range lines(t, "types.txt") {
		word := strings.Fields(line)
		switch word[0] {
		case "guide":
			w := want[word[2]+"@"+word[1]]
			w.keys = append(w.keys, longKeys(word[3:])...)
		case "gap":
			want[word[2]+"@"+word[1]] = &wantedType{arn: long.Replace(word[3]), unlisted: true}
		default:
			want[word[1]+"@"+word[0]] = &wantedType{arn: long.Replace(word[2]), keys: longKeys(word[3:])}
		}
	}
	if len(want) != 91 {
		t.Errorf("types.txt has %d types", len(want))
	}
	for _, prefix := range []string{"apigateway", "execute-api"} {
		for _, got := range service(t, prefix).ResourceTypes() {
			name := typeName(got)
			w := want[name]
			delete(want, name)
			switch {
			case w == nil:
				t.Errorf("%s is not in types.txt, or twice in the catalog", name)
			case !slices.Equal(got.ARNs, []string{w.arn}):
				t.Errorf("%s has the ARNs %q, want %q", name, got.ARNs, w.arn)
			case !sameSet(got.Keys, w.keys):
				t.Errorf("%s has the keys %q, want %q", name, got.Keys, w.keys)
			case got.Unlisted != w.unlisted:
				t.Errorf("%s is unlisted: %t", name, got.Unlisted)
			}
		}
	}
	for name := range want {
		t.Errorf("%s is missing", name)
	}
}

// A wantedAction is an action as the files know it; its types are written name@API, with * if required and ? if unlisted.
type wantedAction struct {
	levels      []catalog.Level
	keys, types []string
	unlisted    bool
}

func wantedActions(t *testing.T) map[string]*wantedAction {
	want := map[string]*wantedAction{}
	var current *wantedAction
	for _, line := range lines(t, "actions.txt") {
		switch word := strings.Fields(line); {
		case word[0] == "gap":
			a := want["apigateway:"+word[2]]
			if a == nil {
				a = &wantedAction{unlisted: true}
				want["apigateway:"+word[2]] = a
			}
			for _, name := range word[3:] {
				a.types = append(a.types, "?"+strings.TrimSuffix(name, ",")+"@"+word[1])
			}
		case line[0] == ' ':
			for _, name := range word[1:] {
				name, required := strings.CutSuffix(strings.TrimSuffix(name, ","), "*")
				name += "@" + word[0]
				if required {
					name += "*"
				}
				current.types = append(current.types, name)
			}
		default:
			cell := strings.Split(line, " | ")
			if !strings.Contains(cell[0], ":") {
				cell[0] = "apigateway:" + cell[0]
			}
			current = &wantedAction{levels: levelsOf[cell[1]], keys: longKeys(strings.Split(cell[2], ", "))}
			want[cell[0]] = current
		}
	}
	return want
}

func TestActions(t *testing.T) {
	want := wantedActions(t)
	if len(want) != 44+2+3 {
		t.Errorf("actions.txt has %d actions", len(want))
	}
	for _, prefix := range []string{"apigateway", "execute-api"} {
		for _, got := range service(t, prefix).Actions() {
			name := prefix + ":" + got.Name
			w := want[name]
			delete(want, name)
			if w == nil {
				t.Errorf("%s is not in actions.txt, or twice in the catalog", name)
				continue
			}
			var types []string
			for _, at := range got.Types {
				written := typeName(at.ResourceType)
				if at.Required {
					written += "*"
				}
				if at.Unlisted {
					written = "?" + written
				}
				types = append(types, written)
				if len(at.ARNs) == 0 {
					t.Errorf("%s: the type %s has no ARN", name, written)
				}
			}
			switch {
			case !slices.Equal(got.Levels, w.levels):
				t.Errorf("%s has the levels %q, want %q", name, got.Levels, w.levels)
			case !sameSet(got.Keys, w.keys):
				t.Errorf("%s has the keys %q, want %q", name, got.Keys, w.keys)
			case !sameSet(types, w.types):
				t.Errorf("%s has the types %q, want %q", name, types, w.types)
			case got.Unlisted != w.unlisted:
				t.Errorf("%s is unlisted: %t", name, got.Unlisted)
			}
		}
	}
	for name := range want {
		t.Errorf("%s is missing", name)
	}
}

func TestKeys(t *testing.T) {
	want := map[string]string{}
	for _, line := range lines(t, "keys.txt") {
		name, types, _ := strings.Cut(line, " ")
		if name == "guide" {
			name, types = types, "?"
		}
		want[name] = types
	}
	for name, types := range want {
		key, ok := catalog.FindKey(name)
		if got := written(key); !ok || key.Name != name || got != types {
			t.Errorf("%s is found as %q of %q, want %q", name, key.Name, got, types)
		}
	}
	var got []string
	for _, prefix := range []string{"apigateway", "execute-api"} {
		for _, key := range service(t, prefix).Keys() {
			got = append(got, key.Name)
		}
	}
	maps.DeleteFunc(want, func(name, _ string) bool { return strings.HasPrefix(name, "aws:") })
	if !sameSet(got, slices.Collect(maps.Keys(want))) {
		t.Errorf("the keys are %q", got)
	}
}

// written is how the files have a key's types; ? stands for a key that is not in the reference.
func written(k catalog.Key) string {
	if k.Unlisted {
		return "?" + strings.Join(k.Types, ",")
	}
	return strings.Join(k.Types, ",")
}

func TestGlobalKeys(t *testing.T) {
	got := map[string]string{}
	for _, key := range catalog.GlobalKeys() {
		got[key.Name] = written(key)
	}
	want := map[string]string{}
	for _, line := range lines(t, "global.txt") {
		name, types, _ := strings.Cut(line, " ")
		want[name] = types
	}
	for name, types := range want {
		if got[name] != types {
			t.Errorf("%s has the types %q, want %q", name, got[name], types)
		}
	}
	if len(got) != len(want) {
		t.Errorf("there are %d keys, want %d", len(got), len(want))
	}
}

// TestKeysOfActionsAndTypesExist holds what actions and types name to what is defined.
func TestKeysOfActionsAndTypesExist(t *testing.T) {
	for _, prefix := range []string{"apigateway", "execute-api"} {
		s := service(t, prefix)
		var keys []string
		for _, a := range s.Actions() {
			keys = append(keys, a.Keys...)
		}
		for _, rt := range s.ResourceTypes() {
			keys = append(keys, rt.Keys...)
		}
		for _, name := range keys {
			if key, ok := catalog.FindKey(name); !ok || key.Name != name {
				t.Errorf("%s: the key %s is not there", prefix, name)
			}
		}
	}
}

func TestNamesInAnyCase(t *testing.T) {
	for _, name := range []string{"apigateway:GET", "APIGateway:get", "apigateway:getPORTAL", "Execute-API:invoke"} {
		if a, ok := catalog.Find(name); !ok || !strings.EqualFold(name[strings.Index(name, ":")+1:], a.Name) {
			t.Errorf("%s is found as %q, %t", name, a.Name, ok)
		}
	}
	for _, name := range []string{"", ":", "apigateway", "apigateway:", "apigateway:HEAD", "apigateway:G*", "s3:GetObject", "aws:GET", "execute-api:GET", "get"} {
		if a, ok := catalog.Find(name); ok {
			t.Errorf("%q is found as %q", name, a.Name)
		}
	}
	for name, want := range map[string]string{
		"AWS:sourceip":                          "aws:SourceIp",
		"aws:PrincipalTag/team":                 "aws:PrincipalTag/${TagKey}",
		"aws:requesttag/a/b":                    "aws:RequestTag/${TagKey}",
		"aws:RequestTag/${TagKey}":              "aws:RequestTag/${TagKey}",
		"apigateway:request/endpointtype":       "apigateway:Request/EndpointType",
		"apigateway:ResourceTag/é":              "apigateway:ResourceTag/${TagKey}",
		"EXECUTE-API:VIADOMAINARN":              "execute-api:viaDomainArn",
		"ec2:sourceInstanceARN":                 "ec2:SourceInstanceArn",
		"aws:RequestTag/":                       "",
		"aws:RequestTag":                        "",
		"aws:PrincipalTags":                     "",
		"apigateway:Request/EndpointType/0":     "",
		"apigateway:Resource/StageName":         "",
		"s3:prefix":                             "",
		"":                                      "",
		"aws:":                                  "",
		strings.Repeat("aws:RequestTag/", 1000): "aws:RequestTag/${TagKey}",
	} {
		key, ok := catalog.FindKey(name)
		if key.Name != want || ok != (want != "") {
			t.Errorf("%.40q is found as %q, want %q", name, key.Name, want)
		}
	}
	for _, prefix := range []string{"aws", "AWS", "", "s3", "apigateway ", "s"} {
		if s, ok := catalog.Of(prefix); ok {
			t.Errorf("%q is the service %s", prefix, s.Name)
		}
	}
}

func TestMultivalued(t *testing.T) {
	for name, want := range map[string]bool{"aws:TagKeys": true, "apigateway:Request/ApiKeyRequired": true, "aws:SourceIp": false, "apigateway:ResourceTag/x": false} {
		if key, ok := catalog.FindKey(name); !ok || key.Multivalued() != want {
			t.Errorf("%s: %t, want %t", name, key.Multivalued(), want)
		}
	}
}

func TestVersionAndDate(t *testing.T) {
	if strings.Count(catalog.Version, ".") != 2 || len(catalog.Date) != len("2026-09-26") || catalog.Date < "2026-09-26" {
		t.Errorf("version %q, date %q", catalog.Version, catalog.Date)
	}
}
