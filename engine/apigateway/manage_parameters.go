package apigateway

import (
	"strings"

	"github.com/iam-policy-playground/playground/engine/internal/jsontree"
)

// parameters reads the members of an object by their names in the SDKs.
type parameters struct {
	root    jsontree.Value
	anyCase bool // the first letter of a name may be small or capital
}

// get returns the member of an object, not OK if it is not there or null.
func (p parameters) get(name string) jsontree.Value { return p.of(p.root, name) }

func (p parameters) of(object jsontree.Value, name string) jsontree.Value {
	if object.Kind() != jsontree.Object {
		return jsontree.Value{}
	}
	for key := object.First(); key.OK(); key = key.Next() {
		if sameName(p.anyCase, key.Str(), name) && key.Of().Kind() != jsontree.Null {
			return key.Of()
		}
	}
	return jsontree.Value{}
}

// text returns a member that is a string, number or boolean, "" for any other.
func (p parameters) text(name string) string { return scalar(p.get(name)) }

// all returns the strings, numbers and booleans at a path such as domainNameConfigurations.endpointType, those of every
// element where there is a list on the way.
func (p parameters) all(path string) []string { return p.below(nil, p.root, path) }

func (p parameters) below(found []string, v jsontree.Value, path string) []string {
	switch {
	case v.Kind() == jsontree.Array:
		for e := v.First(); e.OK(); e = e.Next() {
			found = p.below(found, e, path)
		}
	case path != "":
		name, rest, _ := strings.Cut(path, ".")
		if member := p.of(v, name); member.OK() {
			found = p.below(found, member, rest)
		}
	case v.Kind() != jsontree.Object && v.Kind() != jsontree.Null && v.OK():
		found = append(found, scalar(v))
	}
	return found
}

// scalar returns a string, number or boolean as text, "" for any other kind.
func scalar(v jsontree.Value) string {
	switch v.Kind() {
	case jsontree.String:
		return v.Str()
	case jsontree.Number, jsontree.True, jsontree.False:
		return v.Raw()
	}
	return ""
}

// A patch is one change of an update in V1.
//
// AWS: API Gateway API Reference, "PatchOperation"; "Amazon API Gateway patch operations".
type patch struct{ op, path, value string }

// sets reports whether the patch gives a value rather than taking one away.
func (p *patch) sets() bool { return p.op == "add" || p.op == "replace" }

// touches reports whether the patch is about the path or something below it.
func (p *patch) touches(path string) bool {
	rest, ok := strings.CutPrefix(p.path, path)
	return ok && (rest == "" || rest[0] == '/') && p.op != "test"
}

const patchOps = "add remove replace move copy test"

// readPatches reads patchOperations.
func (a *asker) readPatches() {
	list := a.parameters.get("patchOperations")
	if !list.OK() {
		return
	}
	if list.Kind() != jsontree.Array {
		a.fail("patchOperations", "patchOperations is "+list.Kind().String()+", not a list")
		return
	}
	for e := list.First(); e.OK(); e = e.Next() {
		p := parameters{root: e}
		change := patch{p.text("op"), p.text("path"), p.text("value")}
		if !lists(patchOps, change.op) {
			a.fail("patchOperations", "an element of patchOperations has no op; it is one of "+strings.ReplaceAll(patchOps, " ", ", "))
			return
		}
		if !strings.HasPrefix(change.path, "/") {
			a.fail("patchOperations", "the path "+quote(change.path)+" in patchOperations does not begin with /")
			return
		}
		a.patches = append(a.patches, change)
	}
}

// patched returns the values that the patches give to a path or to entries of the list there.
func (a *asker) patched(path string) []string {
	var all []string
	if path == "" {
		return nil
	}
	for i := range a.patches {
		if p := &a.patches[i]; p.touches(path) && p.sets() {
			all = append(all, p.value)
		}
	}
	return all
}

// touched reports whether a patch is about the path, removals included.
func (a *asker) touched(path string) bool {
	for i := range a.patches {
		if a.patches[i].touches(path) {
			return true
		}
	}
	return false
}
