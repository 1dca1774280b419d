package apigateway

import "strings"

// A host is what the name of a server says about a call.
type host struct {
	api       string // Connections for execute-api, else "": V1 or V2 by the path
	apiID     string // Connections only
	region    string
	partition string
}

// partitions are known by how their Regions begin; suffixes are the domains of their endpoints. The first line whose
// prefix fits counts.
//
// AWS: AWS General Reference, "Amazon API Gateway endpoints and quotas"; the partitions of the SDKs' endpoint rules.
var partitions = [...]struct{ prefix, partition, suffixes string }{
	{"cn-", "aws-cn", "amazonaws.com.cn api.amazonwebservices.com.cn"},
	{"us-gov-", "aws-us-gov", "amazonaws.com api.aws"},
	{"us-iso-", "aws-iso", "c2s.ic.gov api.aws.ic.gov"},
	{"us-isob-", "aws-iso-b", "sc2s.sgov.gov api.aws.scloud"},
	{"eu-isoe-", "aws-iso-e", "cloud.adc-e.uk api.cloud-aws.adc-e.uk"},
	{"us-isof-", "aws-iso-f", "csp.hci.ic.gov api.aws.hci.ic.gov"},
	{"eusc-", "aws-eusc", "amazonaws.eu api.amazonwebservices.eu"},
	{"", "aws", "amazonaws.com api.aws"},
}

// partitionOf returns the partition of a Region and the domains of its endpoints.
func partitionOf(region string) (partition, suffixes string) {
	for _, p := range partitions {
		if strings.HasPrefix(region, p.prefix) {
			return p.partition, p.suffixes
		}
	}
	return "", ""
}

// isRegion reports whether s looks like us-east-1: words of letters, and a digit at the end.
func isRegion(s string) bool {
	hyphens := 0
	for i := range len(s) {
		switch c := s[i]; {
		case c == '-' && i > 0 && s[i-1] != '-':
			hyphens++
		case 'a' <= c && c <= 'z', '0' <= c && c <= '9':
		default:
			return false
		}
	}
	return hyphens >= 2 && '0' <= s[len(s)-1] && s[len(s)-1] <= '9'
}

const hostsWanted = "; management calls go to apigateway.{region}.amazonaws.com or apigateway.{region}.api.aws"

// parseHost reads apigateway.us-east-1.amazonaws.com and its kin, and a1b2c3.execute-api.us-east-1.amazonaws.com.
func parseHost(name string) (host, *Problem) {
	lower := strings.ToLower(strings.TrimSuffix(name, ":443"))
	service, rest, _ := strings.Cut(lower, ".")
	h := host{}
	if tail, ok := strings.CutPrefix(rest, "execute-api."); ok {
		h.api, h.apiID, rest = Connections, service, tail
	} else if service != "apigateway" && service != "apigateway-fips" {
		return host{}, problem("url", "the host "+quote(name)+" is not an endpoint of API Gateway"+hostsWanted)
	}
	region, domain, _ := strings.Cut(rest, ".")
	if !isRegion(region) {
		return host{}, problem("url", "the host "+quote(name)+" names no Region"+hostsWanted)
	}
	h.region = region
	partition, suffixes := partitionOf(region)
	if domain != "" && lists(suffixes, domain) {
		h.partition = partition
		return h, nil
	}
	return host{}, problem("url", "the host "+quote(name)+" is no endpoint of the Region "+region+"; its endpoints end in "+strings.ReplaceAll(suffixes, " ", " or "))
}
