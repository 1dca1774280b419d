package apigateway

import "strings"

// A server is what a call names as its receiver: the default endpoint of an API, or a custom domain name.
type server struct {
	apiID     string // of the default endpoint; "" for a custom domain name
	domain    string // the custom domain name
	region    string // of the endpoint; "" for a custom domain name that is called without naming an endpoint
	partition string
	vpce      string // id of the VPC endpoint that the call names
}

const endpointsWanted = "; the endpoint of an API is {api}.execute-api.{region}.amazonaws.com"

// serverOf reads the host of the URL, and the headers that say more if that is the endpoint of a VPC.
//
// AWS: API Gateway Developer Guide, "Invoke a private API".
func (m *Message) serverOf(u address) (server, *Problem) {
	s, public, p := parseServer(u.host)
	if p != nil {
		return server{}, p
	}
	if public {
		return s, m.checkHeaders(u)
	}
	if m.APIID != "" && !isID(m.APIID) {
		return server{}, badCall(quote(m.APIID) + " in X-Apigw-Api-Id is no id of an API; write one as in a1b2c3d4e5")
	}
	named := server{}
	if m.Host != "" && !strings.EqualFold(m.Host, u.host) {
		if named, p = m.parseHostHeader(s); p != nil {
			return server{}, p
		}
	}
	s.apiID, s.domain = named.apiID, named.domain
	switch {
	case m.APIID == "" && s.apiID == "" && s.domain == "":
		return server{}, badCall("the host " + quote(u.host) + " is the endpoint of a VPC and names no API; add a line Host: {api}.execute-api." + s.region + ".amazonaws.com, or X-Apigw-Api-Id: {api}")
	case m.APIID != "" && s.domain != "", m.APIID != "" && s.apiID != "" && m.APIID != s.apiID:
		return server{}, badCall("the headers Host and X-Apigw-Api-Id name different APIs; leave one of them")
	case m.APIID != "":
		s.apiID = m.APIID
	}
	return s, nil
}

// checkHeaders says which headers play no part at a host that names its receiver.
func (m *Message) checkHeaders(u address) *Problem {
	if m.APIID != "" {
		return badCall("leave off X-Apigw-Api-Id; it names the API only at a host of a VPC endpoint, {vpce}.execute-api.{region}.vpce.amazonaws.com")
	}
	if m.Host != "" && !strings.EqualFold(strings.TrimSuffix(m.Host, ":443"), u.host) {
		return badCall("the header Host differs from the host of the URL; only at a host of a VPC endpoint, {vpce}.execute-api.{region}.vpce.amazonaws.com, it may")
	}
	return nil
}

// parseHostHeader reads the header Host of a call to the endpoint of a VPC.
func (m *Message) parseHostHeader(at server) (server, *Problem) {
	name, p := checkHost(m.Host)
	if p != nil {
		return server{}, badCall("the header Host, " + quote(m.Host) + ", is no name of a host")
	}
	s, public, p := parseServer(name)
	switch {
	case p != nil:
		return server{}, p
	case !public, s.vpce != "" && s.vpce != at.vpce:
		return server{}, badCall("the header Host names another VPC endpoint than the URL; write the host of an API there, {api}.execute-api." + at.region + ".amazonaws.com")
	case s.apiID != "" && s.region != at.region:
		return server{}, badCall("the header Host names the Region " + s.region + ", and the URL " + at.region + "; a VPC endpoint leads to APIs of its own Region")
	}
	return s, nil
}

// parseServer reads the name of a host, in lower case. It is not public if it leads to a VPC endpoint and leaves open which
// API is meant.
func parseServer(name string) (s server, public bool, p *Problem) {
	if isService(name) {
		return server{}, false, badCall("the host " + quote(name) + " takes management calls, not calls to an API" + endpointsWanted)
	}
	label, rest, found := strings.Cut(name, ".execute-api.")
	if !found && strings.HasPrefix(name, "execute-api.") {
		return server{}, false, badCall("the host " + quote(name) + " names no API" + endpointsWanted)
	}
	if !found {
		return server{domain: name}, true, nil
	}
	region, domain, _ := strings.Cut(rest, ".")
	if !isRegion(region) {
		return server{}, false, badCall("the host " + quote(name) + " names no Region" + endpointsWanted)
	}
	partition, suffixes := partitionOf(region)
	s = server{region: region, partition: partition}
	if at, ok := strings.CutPrefix(domain, "vpce."); ok && lists(suffixes, at) {
		s.vpce = vpceOf(label)
		if s.vpce == "" {
			return server{}, false, badCall(quote(label) + " is no VPC endpoint; its name begins with its id, as in vpce-0123456789abcdef0-abcdefgh")
		}
		return s, false, nil
	}
	if domain == "" || !lists(suffixes, domain) {
		return server{}, false, badCall("the host " + quote(name) + " is no endpoint of the Region " + region + "; its endpoints end in " + strings.ReplaceAll(suffixes, " ", " or "))
	}
	id, vpce, private := strings.Cut(label, "-")
	switch {
	case id == "vpce":
		return server{}, false, badCall("the host of a VPC endpoint is {vpce}.execute-api." + region + ".vpce." + domain + "; the one of an API begins with the API's id")
	case !isID(id):
		return server{}, false, badCall(quote(label) + " is no id of an API" + endpointsWanted)
	case private && vpceOf(vpce) != vpce:
		return server{}, false, badCall(quote(vpce) + " is no id of a VPC endpoint; write the host as {api}-{vpce}, as in a1b2c3d4e5-vpce-0123456789abcdef0")
	}
	s.apiID, s.vpce = id, vpce
	return s, true, nil
}

// vpceOf returns the id that the name of a VPC endpoint begins with: vpce-0a1b of vpce-0a1b-xyz-us-east-1a. "" for another name.
func vpceOf(label string) string {
	first, rest, _ := strings.Cut(label, "-")
	second, _, _ := strings.Cut(rest, "-")
	if first != "vpce" || !isID(second) {
		return ""
	}
	return label[:len("vpce-")+len(second)]
}

// isID reports whether s may be the id of an API or of a private custom domain name.
func isID(s string) bool { return s != "" && len(s) <= 64 && consistsOf(s, "") }
