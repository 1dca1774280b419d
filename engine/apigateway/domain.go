package apigateway

import "strings"

// maxDomain is how many bytes a mapping may have: a name of 253, a path of 300, the name of a stage of 128, and signs.
const maxDomain = 1 << 10

// inBasePath are the bytes of a base path beside letters and digits.
//
// AWS: API Gateway Developer Guide, "Use API mappings to connect API stages to a custom domain name for REST APIs".
const inBasePath = "$-_.+!*'()/"

// ParseDomain reads what leads to an API: NAME[+ID][/BASE/PATH][ -> STAGE]. A name that begins with *. stands for all names
// below it; an ID makes it a private custom domain name.
//
// AWS: API Gateway Developer Guide, "Custom domain name for public REST APIs in API Gateway" and "Custom domain names for
// private APIs in API Gateway".
func ParseDomain(text string) (Domain, *Problem) {
	if len(text) > maxDomain {
		return Domain{}, badDomain(text, "it is longer than any custom domain name with a base path and a stage")
	}
	from, stage, mapped := strings.Cut(text, "->")
	d := Domain{Stage: strings.TrimSpace(stage)}
	if mapped && d.Stage != defaultStage && !isStage(d.Stage) {
		return Domain{}, badDomain(text, "write the name of a stage behind ->, of letters, digits, - and _, or $default")
	}
	host, base, _ := strings.Cut(strings.TrimSpace(from), "/")
	name, id, private := strings.Cut(host, "+")
	d.Name, d.ID = strings.ToLower(name), id
	plain, wild := strings.CutPrefix(d.Name, "*.")
	d.BasePath = strings.TrimSuffix(base, "/")
	if d.BasePath == "(none)" {
		d.BasePath = ""
	}
	switch {
	case strings.HasSuffix(host, ":"):
		return Domain{}, badDomain(text, "leave off the scheme and begin with the name, as in api.example.com")
	case strings.Contains(plain, ".execute-api."), isService(plain):
		return Domain{}, badDomain(text, "an endpoint of AWS is no custom domain name; every API has its own without listing it")
	case !isHostName(plain) || !strings.Contains(plain, "."):
		return Domain{}, badDomain(text, "write the name of a host, as in api.example.com/base -> stage")
	case private && !isID(id):
		return Domain{}, badDomain(text, "write the id of the private custom domain name behind +, of lower-case letters and digits")
	case private && wild:
		return Domain{}, badDomain(text, "a private custom domain name has no wildcard")
	}
	return d, checkBasePath(text, d.BasePath)
}

func badDomain(text, message string) *Problem {
	return problem("domains", quote(text)+" is no custom domain name: "+message)
}

func checkBasePath(text, base string) *Problem {
	const longest = 300
	switch {
	case base == "":
		return nil
	case len(base) > longest:
		return badDomain(text, "a base path has 300 characters at most")
	case base[0] == '/' || base[len(base)-1] == '/' || strings.Contains(base, "//"):
		return badDomain(text, "leave no part of the base path empty")
	case !consistsOf(strings.ToLower(base), inBasePath):
		return badDomain(text, "a base path has letters, digits and "+inBasePath+" only")
	}
	return nil
}

// defaultStage is the stage of an HTTP API that has no segment in the path.
const defaultStage = "$default"

// isStage reports whether s may be the name of a stage, but for $default.
func isStage(s string) bool {
	return s != "" && len(s) <= 128 && consistsOf(strings.ToLower(s), "-_")
}
