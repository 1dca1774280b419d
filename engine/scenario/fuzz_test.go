package scenario

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/iam-policy-playground/playground/engine"
	"github.com/iam-policy-playground/playground/engine/internal/jsontree"
)

// checkDiagnostics fails unless every span lies in the text, every path leads to a value that the span is at, and the
// scenario has an element for each of the text.
func checkDiagnostics(t *testing.T, text string, s *Scenario, ds engine.Diagnostics) {
	t.Helper()
	tree, _ := jsontree.Parse(text, MaxDepth)
	for _, d := range ds {
		if d.Policy != -1 || d.Path == "" || d.Message == "" || d.Code == "" || !utf8.ValidString(d.Message) {
			t.Fatalf("%q: %+v", text, d)
		}
		if d.Span.Start < 0 || d.Span.End < d.Span.Start || d.Span.End > len(text) {
			t.Fatalf("%q: span of %+v", text, d)
		}
		if len(ds) > maxProblems || d.Path == "$" {
			continue
		}
		if err := resolve(tree.Root(), d.Path, d.Span.Start); err != nil {
			t.Fatalf("%q: %v: %+v", text, err, d)
		}
	}
	for _, p := range s.Policies {
		if p.Offset >= 0 && text[p.Offset:p.Offset+len(p.Text)] != p.Text || p.Name == "" {
			t.Fatalf("%q: policy %+v", text, p)
		}
	}
	for i, r := range s.Requests {
		if r.Path != "requests["+strconv.Itoa(i)+"]" || r.Name == "" {
			t.Fatalf("%q: request %+v", text, r)
		}
	}
}

// resolve follows a path by the place that it is to lead to: a key may stand twice.
func resolve(v jsontree.Value, path string, at int) error {
	for path != "" {
		name, rest, err := nextStep(path)
		if err != nil {
			return err
		}
		path = rest
		found := jsontree.Value{}
		if i, isIndex := name.(int); isIndex && v.Kind() == jsontree.Array {
			found = v.First()
			for ; i > 0; i-- {
				found = found.Next()
			}
		} else if v.Kind() == jsontree.Object {
			for k := v.First(); k.OK(); k = k.Next() {
				if k.Str() == name && k.Start() <= at && at <= max(k.End(), k.Of().End()) {
					found = k
				}
			}
		}
		if !found.OK() {
			return fmt.Errorf("nothing at %v", name)
		}
		v = found
		if of := found.Of(); of.OK() && path != "" {
			v = of
		}
	}
	return nil
}

// nextStep cuts the first step off a path: a string or an int.
func nextStep(path string) (any, string, error) {
	path = strings.TrimPrefix(path, ".")
	if !strings.HasPrefix(path, "[") {
		end := strings.IndexAny(path, ".[")
		if end < 0 {
			end = len(path)
		}
		return path[:end], path[end:], nil
	}
	if !strings.HasPrefix(path, `["`) {
		digits, rest, _ := strings.Cut(path[1:], "]")
		i, err := strconv.Atoi(digits)
		return i, rest, err
	}
	d := json.NewDecoder(strings.NewReader(path[1:]))
	var key string
	err := d.Decode(&key)
	return key, strings.TrimPrefix(path[1+d.InputOffset():], "]"), err
}

func FuzzParse(f *testing.F) {
	for _, c := range problems {
		f.Add(c.text)
	}
	f.Add(complete)
	f.Add(`{"scenario": 1, "policies": [{"name": 1}], "requests": [{"http": 1, "body": [], "operation": {}, "context": {"a:b": {"x": "\ud800"}}}]}`)
	f.Fuzz(func(t *testing.T, text string) {
		s, ds := Parse(text)
		if utf8.ValidString(text) {
			checkDiagnostics(t, text, s, ds)
		}
		if len(ds) == 0 && (len(text) == 0 || !json.Valid([]byte(text))) {
			t.Fatalf("%q: no problem", text)
		}
	})
}

func BenchmarkParse(b *testing.B) {
	var requests strings.Builder
	for i := range 1000 {
		if i > 0 {
			requests.WriteByte(',')
		}
		fmt.Fprintf(&requests, `{"name": "n%d", "principal": "%s", "action": "s3:GetObject", "resource": "arn:aws:s3:::b/%d", "context": {"aws:SourceIp": "203.0.113.7"}, "expect": "allowed"}`, i, alice, i)
	}
	for name, text := range map[string]string{
		"complete": complete,
		"requests": `{"scenario": 1, "policies": [], "requests": [` + requests.String() + `]}`,
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				if _, ds := Parse(text); len(ds) > 0 {
					b.Fatal(ds)
				}
			}
		})
	}
}
