package apigateway

import (
	"strings"

	"github.com/iam-policy-playground/playground/engine"
	"github.com/iam-policy-playground/playground/engine/internal/jsontree"
)

// A tag is one that a call sends, or the key of one that it removes.
type tag struct {
	key, value string
	removed    bool
}

// readTags reads the tags of the call: those it sends, and the keys that UntagResource removes.
func (a *asker) readTags() {
	if v := a.parameters.get("tags"); v.OK() {
		if v.Kind() != jsontree.Object {
			a.fail(a.operation.shown("tags"), "the tags are "+v.Kind().String()+", not an object")
			return
		}
		for key := v.First(); key.OK(); key = key.Next() {
			if kind := key.Of().Kind(); kind == jsontree.Object || kind == jsontree.Array {
				a.fail(a.operation.shown("tags"), "the value of the tag "+quote(key.Str())+" is "+kind.String()+", not a string")
			}
			a.sentTags = append(a.sentTags, tag{key: key.Str(), value: scalar(key.Of())})
		}
	}
	for _, key := range a.parameters.all("tagKeys") {
		a.sentTags = append(a.sentTags, tag{key: key, removed: true})
	}
	for i := range a.patches {
		if name, ok := strings.CutPrefix(a.patches[i].path, "/tags/"); ok {
			name = strings.ReplaceAll(strings.ReplaceAll(name, "~1", "/"), "~0", "~")
			a.sentTags = append(a.sentTags, tag{name, a.patches[i].value, !a.patches[i].sets()})
		}
	}
}

// fillTags fills aws:RequestTag and aws:TagKeys.
//
// AWS: API Gateway Developer Guide, "Using tags to control access to API Gateway REST API resources"; IAM User Guide,
// "AWS global condition context keys".
func (a *asker) fillTags(c *Check) {
	if len(a.sentTags) == 0 {
		return
	}
	keys := make([]string, 0, len(a.sentTags))
	sent := make(map[string]string, len(a.sentTags))
	for _, t := range a.sentTags {
		keys = append(keys, t.key)
		if !t.removed {
			sent[t.key] = t.value
		}
	}
	c.Context["aws:TagKeys"] = engine.Value{Strings: keys, Multi: true}
	c.setTags("aws:RequestTag/", sent)
}

// setTags fills one key for each tag. Where keys of tags differ by case only, AWS documents no value: the condition key is
// unknown.
func (c *Check) setTags(prefix string, tags map[string]string) {
	for name, value := range tags {
		alone := true
		for other := range tags {
			alone = alone && (other == name || !strings.EqualFold(other, name))
		}
		if alone {
			c.Context[prefix+name] = engine.Value{Strings: []string{value}}
		} else {
			c.Unknown = append(c.Unknown, prefix+name)
		}
	}
}

// tagsKept are bytes that stand as they are in an encoded ARN, beside letters and digits. The star is in the ARNs that
// stand for what does not exist yet.
const tagsKept = "-._~*"

// encodeARN writes an ARN as the last segment of the path of its tags.
func encodeARN(arn string) string { return encodePercent(arn, tagsKept) }

// askTags asks what tags need: the call on /tags of the resource, and for the tag operations the resource itself.
//
// AWS: Developer Guide, "Allow tagging operations"; Service Authorization Reference, tables of operations. The shapes with
// a star and with /v2 are those of published refusals.
func (a *asker) askTags() {
	switch a.operation.Name {
	case "TagResource", "UntagResource", "GetTags":
		action := "apigateway:PATCH"
		if a.operation.Name == "GetTags" {
			action = "apigateway:GET"
		}
		c := a.add("the tagged resource", action, a.required("resourceArn"), false)
		a.fillTags(c)
		a.fillResourceTags(c)
		return
	case "CreatePortal", "CreatePortalProduct":
		if c := a.askNewTags("POST", a.checks[0].Resource+"/*"); c != nil {
			c.note("the reference lists POST for this call without saying on what; it is taken as the tag call")
		}
		return
	}
	if strings.HasPrefix(a.operation.Name, "Update") && len(a.sentTags) > 0 {
		c := a.add("its tags", "apigateway:PUT", a.arn("/tags/"+encodeARN(a.checks[0].Resource)), false)
		a.fillTags(c)
		c.note("no reference documents changing tags by a patch; the tag call is taken to be asked as well")
		return
	}
	verb, arn, text := a.newResource()
	if c := a.askNewTags(verb, arn); c != nil && text != "" {
		c.note(text)
	}
}

// askNewTags asks for the tag call on a resource that is being created, nil if the call has no tags.
func (a *asker) askNewTags(verb, arn string) *Check {
	if len(a.sentTags) == 0 {
		return nil
	}
	c := a.add("its tags", "apigateway:"+verb, a.arn("/tags/"+encodeARN(arn)), false)
	a.fillTags(c)
	return c
}

// newResource returns the verb of the tag call of a create, the ARN that is tagged, and what is not documented about it.
func (a *asker) newResource() (verb, arn, open string) {
	own := a.checks[0].Resource
	switch a.operation.Name {
	case "CreateRestApi", "CreateApiKey":
		return "PUT", own + "/*", ""
	case "CreateApi", "ImportApi":
		return "POST", a.arn("/v2/apis/*"), "the verb and the /v2 in the encoded ARN are as in published refusals; no reference lists a tag call for this operation"
	case "CreateStage":
		arn = own + "/" + a.newName("stageName")
		if a.operation.API == V1 {
			return "PUT", arn, "which ARN the tag call has when the name of the stage is in the call is not documented; that of the stage is taken"
		}
		return "PUT", arn, tagResource + own + "; the reference lists PUT, which is taken"
	case "CreateVpcLink":
		if a.operation.API == V2 {
			return "PUT", own + "/*", tagResource + own + "; the reference lists PUT, which is taken"
		}
	case "CreateDomainName":
		return "PUT", own + "/" + a.newName("domainName"), "which ARN the tag call has when the domain name is in the call is not documented; that of the domain name is taken"
	case "CreateDomainNameAccessAssociation":
		return "PUT", own + "/*", "which ARN the tag call has for what does not exist yet is documented for no such resource; a star is taken as for APIs"
	}
	return "PUT", own + "/*", "published refusals show the star for REST APIs and API keys; it is taken for this resource too"
}

// newName returns the name that a create gives, a star if it shows none.
func (a *asker) newName(parameter string) string {
	if name := a.parameters.text(parameter); name != "" {
		return name
	}
	return "*"
}

const tagResource = "published refusals name apigateway:TagResource, an action the reference does not have, on "

// fillResourceTags fills aws:ResourceTag from the tags of the check's resource and of what hands tags down to it.
func (a *asker) fillResourceTags(c *Check) {
	r := splitResource(c.Resource)
	switch r.segments[0] {
	case "account", "tags", "domainnameaccessassociations", "":
		return // these have no tags in the reference
	}
	tags := map[string]string{}
	for _, above := range a.tagged(r) {
		for key, value := range above {
			tags[key] = value
		}
	}
	c.setTags("aws:ResourceTag/", tags)
	const prefix = "aws:ResourceTag/"
	switch {
	case len(r.segments) == 1 && len(a.sentTags) > 0 && a.operation.Method == "POST":
		c.Notes = append(c.Notes, Note{prefix, "whether AWS reads the tags that a create sends as aws:ResourceTag too is not documented; they are not", true})
	case r.segments[0] == "apis" && len(r.segments) > 2 && len(a.env.Resources[r.upTo(2)].Tags) > 0:
		c.Notes = append(c.Notes, Note{prefix, "whether an HTTP or WebSocket API hands its tags down is not documented; it is taken not to", true})
	case len(tags) > 0 && a.operation.Method == "POST" && c.Part == ownPart && !strings.HasSuffix(a.operation.Path, "}"):
		c.Notes = append(c.Notes, Note{prefix, "a create has normally no aws:ResourceTag; the tags of what is above the new resource are taken, as for other calls there", true})
	case len(tags) > 0 && len(r.segments) > 2 && lists(silentAboutTags, r.segments[2]):
		c.Notes = append(c.Notes, Note{prefix, "the guide's list of what takes tags from a REST API does not name this resource; it is taken to", true})
	}
}

// silentAboutTags are the children that the guide's list of inheritance leaves out.
//
// AWS: Developer Guide, "Tagging API Gateway resources", Tag inheritance.
const silentAboutTags = "requestvalidators"

// tagged returns the tags that count for a resource, those that win last: what is above it, then its own.
//
// AWS: Developer Guide, "API Gateway resources that can be tagged", Tag inheritance.
func (a *asker) tagged(r resourceARN) []map[string]string {
	var all []map[string]string
	take := func(arn string) { all = append(all, a.env.Resources[arn].Tags) }
	n := len(r.segments)
	switch r.segments[0] {
	case "restapis", "usageplans":
		if n > 2 {
			take(r.upTo(2))
		}
		if n > 4 && r.segments[2] == "stages" {
			take(r.upTo(4))
		}
	case "domainnames":
		if n > 2 {
			without, with := r, r
			without.head = a.arn("")
			with.head = "arn:" + a.call.Partition + ":apigateway:" + a.call.Region + ":" + a.call.Account + ":"
			take(without.upTo(2))
			take(with.upTo(2))
		}
	}
	take(r.text)
	return all
}

// A resourceARN is an ARN with the path cut at its slashes.
type resourceARN struct {
	text, head string // head ends before the path
	segments   []string
}

func splitResource(arn string) resourceARN {
	r := resourceARN{text: arn}
	path := arn
	for range 5 {
		_, path, _ = strings.Cut(path, ":")
	}
	r.head = arn[:len(arn)-len(path)]
	r.segments = strings.Split(strings.TrimPrefix(path, "/"), "/")
	return r
}

// upTo returns the ARN of the first n segments.
func (r *resourceARN) upTo(n int) string { return r.head + "/" + strings.Join(r.segments[:n], "/") }
