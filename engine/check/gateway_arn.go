package check

import (
	"strings"

	"github.com/iam-policy-playground/playground/engine"
)

// gatewayARNs notes ARNs of API Gateway that no call asks about, whatever the action.
//
// AWS: API Gateway Developer Guide, "API Gateway Amazon Resource Name (ARN) reference".
func gatewayARNs(s *subject, in *statement) {
	for _, e := range in.resource.entries {
		if path, ok := strings.CutPrefix(e.text, shortForm); ok && path != "" {
			s.invokeARN(e, "execute-api:", "/"+path)
			continue
		}
		a, ok := cutARN(e.text)
		if !ok || !isOneOf(a[arnService], gatewayServices) {
			continue
		}
		if a[arnRegion] == "" {
			s.missing(e, MissingARNRegion, "Region")
		}
		switch path := a[arnResource]; {
		case strings.EqualFold(a[arnService], "apigateway"):
			s.managementARN(e, a)
		case a[arnAccount] == "":
			s.missing(e, MissingARNAccount, "account")
		case !strings.HasPrefix(path, "/"): // not of a private domain name
			s.invokeARN(e, a.with(arnResource, ""), path)
		}
	}
}

func (s *subject) missing(e entry, code engine.Code, field string) {
	s.note(engine.Error, code, e.value, "an ARN of this resource names its "+field+", so "+quote(e.text)+" matches nothing; write it, or *")
}

// withAccount are the resources whose ARNs name the account. Of the parts of a private domain name, AWS's pages print the mappings
// without it.
//
// AWS: Service Authorization Reference, "Resource types defined by Amazon API Gateway Management"; the same for "Management V2".
var withAccount = [...]string{"/domainnames/*+*", "/domainnames/*/routingrules*", "/domainnameaccessassociations*", "/portals*", "/portalproducts*"}

// managementARN notes /v2, an account where there is none, and a missing one.
func (s *subject) managementARN(e entry, a arn) {
	path := open(a[arnResource])
	if below, ok := strings.CutPrefix(a[arnResource], "/v2/"); ok {
		s.note(engine.Warning, GatewayV2InARN, e.value, "the ARNs of API Gateway have no /v2, so "+quote(e.text)+" matches nothing; leave it out", rewrite(e.value, a.with(arnResource, "/"+below)))
		return
	}
	may, must := false, false
	for _, of := range withAccount {
		may = may || overlaps(of, path)
		must = must || covers(of, path)
	}
	switch account := strings.Trim(open(a[arnAccount]), "*"); {
	case account != "" && !may:
		s.note(engine.Error, ARNAccountNotAllowed, e.value, "an ARN of this resource has no account, so "+quote(e.text)+" matches nothing; leave it empty", rewrite(e.value, a.with(arnAccount, "")))
	case a[arnAccount] == "" && must && !strings.Contains(path, "/basepathmappings"):
		s.missing(e, MissingARNAccount, "account")
	}
}

// invokeARN notes what is missing in the path of a method: api/stage/METHOD/path. What comes behind a star may be anything.
//
// AWS: API Gateway Developer Guide, "Control access for invoking an API".
func (s *subject) invokeARN(e entry, front, path string) {
	if what, right := missingSegment(path); what != "" {
		s.note(engine.Warning, MissingAPIARNSegment, e.value, quote(e.text)+" matches no call, because "+what+"; write "+quote(front+right), rewrite(e.value, front+right))
	}
}

// missingSegment says what the path of a method lacks, or "", and how it was meant.
func missingSegment(path string) (what, right string) {
	part := strings.SplitN(path, "/", 4) // API, stage, method, path
	last := len(part) - 1
	for i := range part {
		if i < 3 && strings.ContainsAny(part[i], "*?") && !(i == 2 && isVerb(part[1])) || strings.Contains(part[i], "${") {
			return "", ""
		}
	}
	end := "*"
	if part[last] != "" {
		end = "/*"
	}
	switch {
	case last == 0 || path == part[0]+"/":
		return "it ends behind the API", path + end
	case isVerb(part[1]):
		if last > 1 {
			end = ""
		}
		return "the stage is missing behind the API", part[0] + "/*" + path[len(part[0]):] + end
	case last == 1 || last == 2 && part[2] == "":
		return "it ends behind the stage", path + end
	case isVerb(part[2]):
		if last == 2 {
			return "it ends behind the method", path + end
		}
		return "", ""
	case last == 2:
		return "", "" // a route of a WebSocket API
	}
	method, below := strings.ToUpper(part[2]), part[3]
	what = "methods are written in capitals"
	if part[2] == "ANY" {
		what, method = "calls have a method, never ANY", "*"
	} else if !isVerb(method) {
		what, method, below = "the method is missing behind the stage", "*", part[2]+"/"+below
	}
	return what, strings.Join([]string{part[0], part[1], method, below}, "/")
}

// isVerb reports whether a method of an API may be called so.
func isVerb(text string) bool {
	switch text {
	case "GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS":
		return true
	}
	return false
}

// undocumentedKey notes keys of pages of API Gateway's guide that its reference does not list.
//
// AWS: API Gateway Developer Guide, "How Amazon API Gateway works with IAM"; Service Authorization Reference, "Condition keys for
// Amazon API Gateway Management".
func undocumentedKey(s *subject, _ *statement, t *test) {
	const tags = "apigateway:ResourceTag/"
	switch {
	case len(t.name) > len(tags) && strings.EqualFold(t.name[:len(tags)], tags):
		right := "aws:ResourceTag/" + t.name[len(tags):]
		s.note(engine.Warning, UndocumentedGatewayKey, t.key, "AWS's reference lists no "+t.name+"; write "+quote(right), rewrite(t.key, right))
	case isOneOf(t.name, " apigateway:cognitouserpoolproviderarn apigateway:request/cognitouserpoolproviderarn "):
		s.note(engine.Suggestion, UndocumentedGatewayKey, t.key, "AWS's reference lists no "+t.name+"; make sure that requests have it before relying on it")
	}
}
