package apigateway

import (
	"maps"
	"strings"

	"github.com/iam-policy-playground/playground/engine"
	"github.com/iam-policy-playground/playground/engine/internal/jsontree"
	"github.com/iam-policy-playground/playground/engine/internal/order"
)

// A tag is one that a call sends, or the key of one that it removes.
type tag struct {
	key, value string
	removed    bool
}

// readTags reads the tags of the call: those it sends, and the keys that UntagResource removes.
func (a *asker) readTags() {
	v := a.parameters.get("tags")
	if v.OK() && v.Kind() != jsontree.Object {
		a.fail(a.operation.shown("tags"), "the tags are "+v.Kind().String()+", not an object")
		return
	}
	for key := v.First(); key.OK(); key = key.Next() {
		if kind := key.Of().Kind(); kind == jsontree.Object || kind == jsontree.Array {
			a.fail(a.operation.shown("tags"), "the value of the tag "+quote(key.Str())+" is "+kind.String()+", not a string")
		}
		a.send(key.Str(), scalar(key.Of()), false)
	}
	for _, key := range a.parameters.all("tagKeys") {
		a.send(key, "", true)
	}
	for i := range a.patches {
		p := &a.patches[i]
		if name, ok := strings.CutPrefix(p.path, "/tags/"); ok {
			a.send(strings.ReplaceAll(strings.ReplaceAll(name, "~1", "/"), "~0", "~"), p.value, !p.sets())
		}
	}
}

func (a *asker) send(key, value string, removed bool) {
	a.sentTags = append(a.sentTags, tag{key, value, removed})
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
	c.put("aws:TagKeys", keys, true)
	c.setTags("aws:RequestTag/", sent)
}

// setTags fills one key for each tag. Where keys of tags differ by case only, AWS documents no value: the condition key is
// unknown.
func (c *Check) setTags(prefix string, tags map[string]string) {
	for _, name := range order.Keys(tags) {
		value, alone := tags[name], true
		for other := range tags {
			alone = alone && (other == name || !strings.EqualFold(other, name))
		}
		if alone {
			c.put(prefix+name, []string{value}, false)
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
// AWS: Developer Guide, "Allow tagging operations"; Service Authorization Reference, tables of operations.
func (a *asker) askTags() {
	o := &a.operation
	if strings.HasPrefix(o.Path, "/tags/") {
		action := "apigateway:PATCH"
		if o.Method == "GET" {
			action = "apigateway:GET"
		}
		c := a.add("the tagged resource", action, a.required("resourceArn"), false)
		a.fillTags(c)
		a.fillResourceTags(c)
		return
	}
	if len(a.sentTags) == 0 {
		return
	}
	row := 0
	for !strings.HasPrefix(o.Name, tagCalls[row].name) || !strings.HasPrefix(o.API, tagCalls[row].api) {
		row++
	}
	call := &tagCalls[row]
	arn := a.checks[0].Resource
	switch {
	case call.tagged == "":
		arn = a.arn("/v2/apis/*")
	case call.tagged != "own":
		if name := a.parameters.text(call.tagged); name != "" {
			arn += "/" + name
		} else {
			arn += "/*"
		}
	}
	c := a.add("its tags", "apigateway:"+call.verb, a.arn("/tags/"+encodeARN(arn)), false)
	a.fillTags(c)
	if strings.HasSuffix(arn, "/*") {
		c.add("", "the star at the end of the encoded ARN stands for the id that AWS will choose", false)
	}
	if call.open != "" {
		c.note(strings.Replace(call.open, "%", a.checks[0].Resource, 1))
	}
}

const published = "published refusals name apigateway:TagResource, an action the reference does not have, on %; the reference lists PUT, which is taken"

// tagCalls say how the tag call of a create looks: its verb, and the parameter that names the new resource below the
// collection, "*" for an id that is not known yet. The first row counts whose beginnings fit.
//
// AWS: Service Authorization Reference, tables of operations. The star and the /v2 are those of published refusals.
var tagCalls = [...]struct{ api, name, verb, tagged, open string }{
	{V1, "CreateRestApi", "PUT", "*", ""},
	{V1, "CreateApiKey", "PUT", "*", ""},
	{V2, "CreateApi", "POST", "", "the verb and the /v2 in the encoded ARN are as in published refusals; no reference lists a tag call for this operation"},
	{V2, "ImportApi", "POST", "", "the verb and the /v2 in the encoded ARN are as in published refusals; no reference lists a tag call for this operation"},
	{V2, "CreateStage", "PUT", "stageName", published},
	{V2, "CreateVpcLink", "PUT", "*", published},
	{V2, "CreatePortal", "POST", "*", "the reference lists POST for this call without saying on what; it is taken as the tag call"},
	{"", "CreateStage", "PUT", "stageName", "which ARN the tag call has when the name of the stage is in the call is not documented; that of the stage is taken"},
	{"", "CreateDomainName", "PUT", "domainName", "which ARN the tag call has when the domain name is in the call is not documented; that of the domain name is taken"},
	{"", "Update", "PUT", "own", "no reference documents changing tags by a patch; the tag call is taken to be asked as well"},
	{"", "", "PUT", "*", "published refusals show the star for REST APIs and API keys; it is taken for this resource too"},
}

// fillResourceTags fills aws:ResourceTag from the tags of the check's resource and of what hands tags down to it: what is
// nearer wins, key by key.
//
// AWS: Developer Guide, "API Gateway resources that can be tagged", Tag inheritance.
func (a *asker) fillResourceTags(c *Check) {
	head, path := cutARN(c.Resource)
	kind, below := cutSegment(path)
	tags := map[string]string{}
	switch id, child := cutSegment(below); kind {
	case "account", "tags", "domainnameaccessassociations":
		return // see untagged
	case "domainnames":
		if child != "" {
			parent := path[:len(path)-len(child)]
			a.takeTags(tags, a.arn(parent))
			a.takeTags(tags, a.ownARN(parent))
		}
	case "restapis", "usageplans":
		if child == "" {
			break
		}
		a.takeTags(tags, c.Resource[:len(c.Resource)-len(child)])
		part, rest := cutSegment(child)
		if _, rest = cutSegment(rest); part == "stages" && rest != "" {
			a.takeTags(tags, c.Resource[:len(c.Resource)-len(rest)])
		}
		if part == "requestvalidators" && len(tags) > 0 {
			c.open(resourceTag, "the guide's list of what takes tags from a REST API does not name this resource; it is taken to")
		}
	case "apis":
		if child != "" && len(a.env.Resources[head+"/apis/"+id].Tags) > 0 {
			c.open(resourceTag, "whether an HTTP or WebSocket API hands its tags down is not documented; it is taken not to")
		}
	}
	if a.operation.Method == "POST" && c.Part == ownPart && !strings.HasSuffix(a.operation.Path, "}") {
		if below == "" && len(a.sentTags) > 0 {
			c.open(resourceTag, "whether AWS reads the tags that a create sends as aws:ResourceTag too is not documented; they are not")
		} else if len(tags) > 0 {
			c.open(resourceTag, "a create has normally no aws:ResourceTag; the tags of what is above the new resource are taken, as for other calls there")
		}
	}
	a.takeTags(tags, c.Resource)
	c.setTags(resourceTag, tags)
}

const resourceTag = "aws:ResourceTag/"

// untagged are the keys that cannot be there in calls about a resource, because its type has no tags in the reference.
//
// AWS: Service Authorization Reference, "Resource types defined by Amazon API Gateway Management".
func untagged(resource string) map[string]engine.Code {
	_, path := cutARN(resource)
	switch kind, _ := cutSegment(path); kind {
	case "account", "tags", "domainnameaccessassociations":
		return map[string]engine.Code{"aws:resourcetag/": KeyOfTaggedTypes}
	}
	return nil
}

// takeTags adds the tags of a resource.
func (a *asker) takeTags(tags map[string]string, arn string) {
	maps.Copy(tags, a.env.Resources[arn].Tags)
}

// cutARN cuts an ARN in front of its path.
func cutARN(arn string) (head, path string) {
	path = arn
	for range 5 {
		_, path, _ = strings.Cut(path, ":")
	}
	return arn[:len(arn)-len(path)], path
}

// StoredKeys lists the keys that follow from what is stored about the resource of a management action: its state, and its
// tags with those that are handed down to it. A create is about the collection, of which nothing is stored.
//
// AWS: Service Authorization Reference, "Condition keys for Amazon API Gateway Management"; Developer Guide, "API Gateway
// resources that can be tagged".
func StoredKeys(env engine.Environment, action, resource, account string) Check {
	c := Check{Resource: resource, Part: "stored", Context: map[string]engine.Value{}}
	head, path := cutARN(resource)
	if len(path) == 0 || path[0] != '/' || !strings.HasPrefix(head, "arn:") {
		return c
	}
	fields := strings.SplitN(head, ":", 6)
	a := asker{env: env, call: Call{Partition: fields[1], Region: fields[3], Account: account}}
	for i := range serviceKeys {
		k := &serviceKeys[i]
		if v, known := env.Resources[resource].State[strings.ToLower(k.name[:1])+k.name[1:]]; known && k.stored != "" {
			c.put(resourceKey+k.name, v.Strings, v.Multi || k.multi)
		}
	}
	a.fillResourceTags(&c)
	return c
}
