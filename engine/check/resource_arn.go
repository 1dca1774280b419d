package check

import (
	"slices"
	"strings"

	"github.com/iam-policy-playground/playground/engine"
	"github.com/iam-policy-playground/playground/engine/catalog"
)

// resourceARNs notes ARNs in Resource that no resource has.
//
// AWS: IAM User Guide, "Identify AWS resources with Amazon Resource Names (ARNs)"; Service Authorization Reference, "Resource types".
func resourceARNs(s *subject) {
	for i := range s.statements {
		in := &s.statements[i]
		services, all := servicesOf(s.know, in)
		for _, e := range in.resource.entries {
			if a, ok := cutARN(e.text); ok {
				s.partition(e, a)
				s.region(e, a)
				s.arnOfService(e, a, services, all)
			}
		}
	}
}

func (s *subject) partition(e entry, a arn) {
	partition := strings.ToLower(a[arnPartition])
	if isLiteral(partition) && !contains(catalog.Partitions(), partition) {
		s.noteNearest(InvalidPartition, e, a, arnPartition, catalog.Partitions(), "AWS has no partition "+quote(partition))
	}
}

func (s *subject) region(e entry, a arn) {
	region := strings.ToLower(a[arnRegion])
	if region != "" && isLiteral(region) && region != "aws" && !mayBeRegion(region) {
		s.noteNearest(InvalidARNRegion, e, a, arnRegion, catalog.Regions(), quote(region)+" is no Region")
	}
}

// noteNearest notes a field of an ARN that is none of the names there are, and offers the one that was meant.
func (s *subject) noteNearest(code engine.Code, e entry, a arn, field int, names []string, message string) {
	if right, ok := nearest(a[field], names); ok {
		s.note(engine.Error, code, e.value, message+"; write "+quote(right), rewrite(e.value, a.with(field, right)))
		return
	}
	s.note(engine.Error, code, e.value, message+", so "+quote(e.text)+" matches nothing")
}

// namespaces are services that ARNs name, but no action.
const namespaces = " catalog elastic-inference route53-recovery-control "

// gatewayServices are left alone here: API Gateway's ARNs have checks of their own.
const gatewayServices = " apigateway execute-api "

// arnOfService compares an ARN with the resource types of its service, and with those of the services whose actions the
// statement has, if all of them are known: they may name others' resources.
func (s *subject) arnOfService(e entry, a arn, services []*catalog.Directory, all bool) {
	name := a[arnService]
	if !isLiteral(name) || name == "" || isOneOf(name, namespaces) {
		return
	}
	service, known := s.know.Directory(name)
	switch {
	case known == catalog.NoSuch:
		s.noteNearest(InvalidService, e, a, arnService, s.prefixes(), "AWS's reference lists no service "+quote(name))
	case known == catalog.Loaded && all && mayBeAccount(a[arnAccount]) && !isOneOf(name, gatewayServices):
		if shapes := s.shapesOf(append(services, service), a); shapes != nil {
			s.shape(e, a, shapes)
		}
	}
}

// isOneOf reports whether a word, in any case, stands in a list that has a blank around each.
func isOneOf(word, list string) bool { return strings.Contains(list, " "+strings.ToLower(word)+" ") }

// mayBeAccount reports whether a field may be an account. What else stands there, the evaluator notes: the ARN may have been cut
// in another place than its author thought.
func mayBeAccount(field string) bool {
	return field == "aws" || strings.Trim(open(field), "*?0123456789") == ""
}

// servicesOf returns the services whose actions a statement lists; all is false if one may be missing.
func servicesOf(know *catalog.Inquiry, in *statement) (services []*catalog.Directory, all bool) {
	if in.action.negated || len(in.resource.entries) == 0 {
		return nil, false
	}
	for _, e := range in.action.entries {
		prefix, _, ok := cutAction(e.text)
		service, known := know.Directory(prefix)
		if !ok || known == catalog.Listed || known == catalog.Unheard {
			return nil, false
		}
		if service != nil && !slices.Contains(services, service) {
			services = append(services, service)
		}
	}
	return slices.Clip(services), true
}

// shapesOf returns the ARNs of the types of some services that have the service of a; nil if a fits one of them.
func (s *subject) shapesOf(services []*catalog.Directory, a arn) (shapes []arn) {
	a[arnService] = strings.ToLower(a[arnService])
	for i := range a {
		a[i] = open(a[i])
	}
	for _, service := range services {
		for _, shape := range s.arnsOf(service) {
			opened := shape.opened
			if !overlaps(opened[arnService], a[arnService]) {
				continue
			}
			if fits(opened, a, arnRegion) && fits(opened, a, arnAccount) && fits(opened, a, arnResource) {
				return nil
			}
			shapes = append(shapes, shape.written)
		}
	}
	return shapes
}

// A shape is the ARN of a resource type, as the catalog has it and with stars for its placeholders.
type shape struct{ written, opened arn }

// arnsOf returns the ARNs of a service.
func (s *subject) arnsOf(service *catalog.Directory) []shape {
	if all, ok := s.shapes[service]; ok {
		return all
	}
	var all []shape
	service.EachType(func(_, arns string) bool {
		for _, text := range strings.Split(arns, ",") {
			if a, ok := cutARN(text); ok {
				one := shape{a, a}
				for i := range one.opened {
					one.opened[i] = open(a[i])
				}
				all = append(all, one)
			}
		}
		return true
	})
	if s.shapes == nil {
		s.shapes = map[*catalog.Directory][]shape{}
	}
	s.shapes[service] = all
	return all
}

// fits reports whether a field of an ARN may be what a shape has there, both opened. A placeholder is never empty.
func fits(shape, a arn, field int) bool {
	if shape[field] == "" {
		return strings.Trim(a[field], "*") == ""
	}
	return a[field] != "" && overlaps(shape[field], a[field])
}

// shape notes why an ARN fits no shape of its service: because of the resource, or of Region and account in front of it.
func (s *subject) shape(e entry, a arn, shapes []arn) {
	var fitting []arn
	for _, shape := range shapes {
		if overlaps(open(shape[arnResource]), open(a[arnResource])) {
			fitting = append(fitting, shape)
		}
	}
	if fitting == nil {
		s.resourcePart(e, a, shapes)
		return
	}
	s.emptyField(e, a, arnRegion, fitting, ARNRegionNotAllowed, MissingARNRegion)
	if !isOneOf(a[arnService], ownResources) || a[arnAccount] != "" {
		s.emptyField(e, a, arnAccount, fitting, ARNAccountNotAllowed, MissingARNAccount)
	}
}

// ownResources are the services that have resources of AWS's own, whose ARNs have no account: arn:aws:ssm:us-east-1::document/AWS-RunShellScript.
const ownResources = " ssm resource-explorer-2 "

// resourcePart notes a resource part that begins with a slip of what the reference lists, as users/ is of user/, or with nothing
// of it: only a name where all have their type in front. AWS's reference does not list all types; so nothing else is noted.
func (s *subject) resourcePart(e entry, a arn, shapes []arn) {
	var heads []string
	named := false
	for _, shape := range shapes {
		h := head(shape[arnResource])
		named = named || h == ""
		if h != "" && !contains(heads, h) {
			heads = append(heads, h)
		}
	}
	own := head(a[arnResource])
	message := "AWS's reference lists no resource of " + a[arnService] + " whose ARN has " + quote(a[arnResource]) + " behind the account"
	if right, ok := within(own, heads, 1); ok && right != own {
		right += a[arnResource][len(own):]
		s.note(engine.Error, InvalidARNResource, e.value, message+"; write "+quote(right), rewrite(e.value, a.with(arnResource, right)))
	} else if own == "" && isLiteral(a[arnResource]) && a[arnResource] != "root" && !named {
		s.note(engine.Error, InvalidARNResource, e.value, message+"; the type of the resource comes first, as in "+strings.Join(heads[:min(3, len(heads))], ", "))
	}
}

// head returns what a resource part begins with, up to its first slash or colon; "" if it has none or a placeholder comes before.
func head(resource string) string {
	i := strings.IndexAny(resource, "/:$*?")
	if i < 0 || resource[i] != '/' && resource[i] != ':' {
		return ""
	}
	return resource[:i+1]
}

// emptyField notes a field that has to be empty, or may not be.
func (s *subject) emptyField(e entry, a arn, field int, shapes []arn, notAllowed, missing engine.Code) {
	empty := 0
	for _, shape := range shapes {
		if shape[field] == "" {
			empty++
		}
	}
	name := arnFields[field]
	switch {
	case empty == len(shapes) && strings.Trim(open(a[field]), "*") != "":
		s.note(engine.Error, notAllowed, e.value, "an ARN of this resource has no "+name+", so "+quote(e.text)+" matches nothing; leave it empty", rewrite(e.value, a.with(field, "")))
	case empty == 0 && a[field] == "":
		s.note(engine.Error, missing, e.value, "an ARN of this resource names its "+name+", so "+quote(e.text)+" matches nothing; write it, or *")
	}
}

func contains(list []string, s string) bool {
	for _, one := range list {
		if one == s {
			return true
		}
	}
	return false
}
