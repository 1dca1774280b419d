package apigateway

import "strings"

// An address is a URL cut into what routing depends on.
type address struct {
	webSocket bool
	host      string // in lower case, without the port
	path      string // as sent, with its leading slash and without the query
}

// cutURL cuts a URL and says what no client could send or API Gateway does not answer.
func cutURL(text string) (address, *Problem) {
	if len(text) > maxMessage {
		return address{}, badCall("the URL is longer than 8 KiB; API Gateway answers 414 to far shorter ones")
	}
	scheme, rest, found := strings.Cut(text, "://")
	if !found {
		return address{}, badCall(quote(text) + " is no whole URL; write https:// and the host before the path")
	}
	u := address{}
	switch strings.ToLower(scheme) {
	case "https":
	case "wss":
		u.webSocket = true
	case "http":
		return address{}, badCall("API Gateway answers over TLS only; write https:// for http://")
	case "ws":
		return address{}, badCall("API Gateway answers over TLS only; write wss:// for ws://")
	default:
		return address{}, badCall(quote(scheme+"://") + " leads to no API; write https://, or wss:// to connect to a WebSocket API")
	}
	if p := checkText(rest); p != nil {
		return address{}, p
	}
	rest, _, _ = strings.Cut(rest, "?")
	host, path, _ := strings.Cut(rest, "/")
	u.path = "/" + path
	if strings.ContainsAny(u.path, "{}") {
		return address{}, badCall("the path holds a brace; write the value that a client sends in place of a parameter, as in /pets/7 for /pets/{petId}")
	}
	var p *Problem
	u.host, p = checkHost(host)
	return u, p
}

// checkText looks for what does not stand in a URL as it is sent.
func checkText(rest string) *Problem {
	for i := range len(rest) {
		switch c := rest[i]; {
		case c == '#':
			return badCall("a client never sends a fragment; leave off " + quote(rest[i:]))
		case c <= ' ' || c == 0x7f:
			return badCall("the URL holds a space or a control character; write it percent-encoded, as in %20")
		case c > 0x7f:
			return badCall("the URL holds letters beyond ASCII; write them percent-encoded in the path, and as xn--… in the host")
		}
	}
	return nil
}

// checkHost returns a host in lower case without its port.
func checkHost(name string) (string, *Problem) {
	lower := strings.ToLower(name)
	if strings.Contains(lower, "@") {
		return "", badCall("the URL holds a user name; leave off what stands before the @")
	}
	lower, port, found := strings.Cut(lower, ":")
	if found && port != "443" {
		return "", badCall("API Gateway answers at port 443 only; leave off " + quote(":"+port))
	}
	if lower == "" {
		return "", badCall("the URL has no host; write one behind https://")
	}
	if !isHostName(lower) {
		return "", badCall(quote(name) + " is no name of a host")
	}
	return lower, nil
}

// isHostName reports whether s, in lower case, consists of labels with dots between them.
func isHostName(s string) bool {
	for label := range strings.SplitSeq(s, ".") {
		if label == "" || !consistsOf(label, "-") || label[0] == '-' || label[len(label)-1] == '-' {
			return false
		}
	}
	return len(s) <= 253
}

// consistsOf reports whether s has lower-case letters, digits and the bytes of others only.
func consistsOf(s, others string) bool {
	for i := range len(s) {
		if c := s[i]; (c < 'a' || c > 'z') && (c < '0' || c > '9') && strings.IndexByte(others, c) < 0 {
			return false
		}
	}
	return true
}
