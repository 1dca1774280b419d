package apigateway

import (
	"slices"
	"strings"
)

// A Message is an HTTP request as a scenario writes it. A header that is not there is "".
type Message struct {
	Method, URL  string
	Host         string // which server is meant, if the URL names the endpoint of a VPC
	APIID        string // X-Apigw-Api-Id: which API is meant, likewise
	CacheControl string
	UserAgent    string
	Referer      string
}

// maxMessage is how many bytes a message may have: far more than the longest ARN of a method, and little to walk through.
const maxMessage = 8 << 10

// verbs are the methods that a method of a REST API or a route of an HTTP API can have, beside ANY.
//
// AWS: API Gateway Developer Guide, "Set up a method using the API Gateway console".
var verbs = []string{"GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"}

func badCall(message string) *Problem { return problem("http", message) }

// ParseMessage reads "METHOD URL" and the headers on the lines below it. It says what is wrong with the method and the URL
// as far as that shows without knowing any API.
func ParseMessage(text string) (Message, *Problem) {
	if len(text) > maxMessage {
		return Message{}, badCall("the request is longer than 8 KiB; API Gateway takes no line as long")
	}
	lines := strings.Split(strings.TrimRight(text, " \t\r\n"), "\n")
	m, p := parseFirstLine(strings.TrimSpace(lines[0]))
	for _, line := range lines[1:] {
		if p != nil {
			break
		}
		p = m.readHeader(strings.TrimSpace(line))
	}
	if p != nil {
		return Message{}, p
	}
	return m, nil
}

// parseFirstLine reads the method and the URL.
func parseFirstLine(line string) (Message, *Problem) {
	words := strings.Fields(line)
	switch {
	case len(words) == 0:
		return Message{}, badCall("the first line is empty; write the method and the URL there, as in GET https://{api}.execute-api.{region}.amazonaws.com/{stage}/pets")
	case len(words) == 1 && strings.Contains(line, "/"):
		return Message{}, badCall(quote(line) + " has no method; write one before the URL, as in GET https://…")
	case len(words) == 1:
		return Message{}, badCall(quote(line) + " has no URL; write one behind the method, as in GET https://…")
	case len(words) == 3 && strings.HasPrefix(words[2], "HTTP/"):
		return Message{}, badCall("leave off " + quote(words[2]) + "; the first line is the method and the URL")
	case len(words) > 2:
		return Message{}, badCall("the URL holds a space; write it as %20")
	}
	m := Message{Method: words[0], URL: words[1]}
	if p := checkMethod("http", m.Method); p != nil {
		return Message{}, p
	}
	_, p := cutURL(m.URL)
	return m, p
}

// checkMethod says what is wrong with a method, which is about a field.
func checkMethod(field, method string) *Problem {
	upper := strings.ToUpper(method)
	switch {
	case slices.Contains(verbs, method):
		return nil
	case slices.Contains(verbs, upper):
		return problem(field, "write the method in capitals, as "+upper+"; "+quote(method)+" is another one")
	case upper == "ANY":
		return problem(field, "ANY is a setting of routes; write the method that the request has, as in GET")
	}
	return problem(field, quote(method)+" is no method that API Gateway takes; those are "+and(verbs))
}

// readHeader reads one line.
func (m *Message) readHeader(line string) *Problem {
	if line == "" {
		return badCall("leave no empty line between or behind the headers; what a request sends stands in the field body")
	}
	name, value, found := strings.Cut(line, ":")
	name, value = strings.TrimSpace(name), strings.TrimSpace(value)
	if !found || name == "" {
		return badCall(quote(line) + " is no header; write its name, a colon and its value")
	}
	to := m.header(strings.ToLower(name))
	switch {
	case to == nil:
		return badCall("leave off the header " + quote(name) + "; " + insteadOf(strings.ToLower(name)))
	case *to != "":
		return badCall("the header " + name + " is there twice; leave one")
	case value == "":
		return badCall("the header " + name + " has no value; write one or leave it off")
	}
	*to = value
	return nil
}

// header returns where the value of a header belongs; nil for one that no decision depends on.
func (m *Message) header(lower string) *string {
	switch lower {
	case "host":
		return &m.Host
	case "x-apigw-api-id":
		return &m.APIID
	case "cache-control":
		return &m.CacheControl
	case "user-agent":
		return &m.UserAgent
	case "referer":
		return &m.Referer
	}
	return nil
}

// insteadOf says where a scenario holds what such a header says.
func insteadOf(lower string) string {
	switch lower {
	case "authorization":
		return "who calls stands in the field principal, by which kind of authorization in authorization, and whether the token is good in token"
	case "x-amz-date", "x-amz-security-token", "x-amz-content-sha256":
		return "who signs stands in the field principal, and whether the signature is good in signature"
	case "x-api-key":
		return "API keys count calls and never decide whether one is allowed"
	case "x-forwarded-for":
		return "the caller's address stands in the field context, under aws:SourceIp"
	case "upgrade", "connection", "sec-websocket-key", "sec-websocket-version", "sec-websocket-protocol":
		return "a URL that begins with wss:// says that a client connects to a WebSocket API"
	}
	return "no decision depends on it; what a policy asks for stands in the field context"
}

// IsManagement reports whether the message is a management call: one to the service itself, or to the @connections of an
// API at its own endpoint. ManagementHTTP reads those.
func (m *Message) IsManagement() bool {
	u, p := cutURL(m.URL)
	if p != nil {
		return false
	}
	if isService(u.host) {
		return true
	}
	h, p := parseHost(u.host)
	if p != nil || h.api != Connections || u.webSocket || strings.Contains(h.apiID, "-") {
		return false
	}
	_, rest := cutSegment(u.path)
	second, _ := cutSegment(rest)
	return second == "@connections"
}

// isService reports whether a host, in lower case, is or is meant to be that of the management plane.
func isService(name string) bool {
	if !strings.HasPrefix(name, "apigateway.") && !strings.HasPrefix(name, "apigateway-fips.") {
		return false
	}
	for _, p := range partitions {
		for suffix := range strings.FieldsSeq(p.suffixes) {
			if strings.HasSuffix(name, "."+suffix) {
				return true
			}
		}
	}
	return false
}
