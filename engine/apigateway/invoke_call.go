package apigateway

import (
	"slices"
	"strings"
)

// A call is an Invocation that is being read from an HTTP request.
type call struct {
	Invocation
	apis    map[string]API
	message Message
	url     address
	server  server
	domain  *Domain // that the URL names
	path    string  // what is left of the path
}

// findAPI finds the API behind the server. Account is the caller's before.
func (c *call) findAPI() *Problem {
	c.put("aws:SourceVpce", c.server.vpce)
	if c.server.domain != "" {
		return c.findDomain()
	}
	c.DefaultEndpoint = true
	c.APIID, c.Region, c.Partition = c.server.apiID, c.server.region, c.server.partition
	c.API, c.Listed = c.apis[c.APIID]
	switch {
	case c.Listed:
		c.Account = c.API.Account
	case c.Account == "":
		return badCall("nothing says whose API " + c.APIID + " is; list it in apis with its account, Region and type")
	default:
		c.note("the scenario does not list the API " + c.APIID + "; it is taken to be a " + c.assumedType() + " of the caller's account, with any stage and path")
	}
	return nil
}

func (c *call) assumedType() string {
	if c.url.webSocket {
		return "WebSocket API"
	}
	return "REST API"
}

// findDomain finds the API behind a custom domain name.
func (c *call) findDomain() *Problem {
	m, rest, p := findMapping(c.apis, c.server.domain, c.path)
	if p != nil {
		return p
	}
	c.APIID, c.API, c.Listed = m.apiID, c.apis[m.apiID], true
	c.Account, c.Region = c.API.Account, c.API.Region
	c.Partition, _ = partitionOf(c.Region)
	if m.ID != "" {
		c.DomainARN = c.arn("/domainnames/" + m.Name + "+" + m.ID)
		c.put("execute-api:viaDomainArn", c.DomainARN)
	}
	if m.BasePath != "" {
		c.open("the guide says that API Gateway strips the base path, " + quote(m.BasePath) + ", before it calls the API, but not that the ARN leaves it out; it is left out")
		if next := c.path[len("/")+len(m.BasePath):]; next != "" && next[0] != '/' {
			c.open("the base path " + quote(m.BasePath) + " takes the call because it begins the path; the guide does not say what is left then, and it is taken to be " + quote(rest))
		}
	}
	c.domain, c.path = &m.Domain, rest
	return nil
}

// checkAPI says what the call and the scenario's API contradict each other in.
func (c *call) checkAPI() *Problem {
	if !c.Listed {
		return nil
	}
	endpoint := c.API.Endpoint
	if endpoint == "" {
		endpoint = Regional + ", which it is without saying"
	}
	api := "the API " + c.APIID + " of apis "
	private := c.API.Endpoint == Private
	switch {
	case c.server.region != "" && c.server.region != c.API.Region:
		return badCall("the host names the Region " + c.server.region + ", and " + api + "is in " + c.API.Region)
	case c.server.vpce != "" && !private:
		return badCall("the call comes through the VPC endpoint " + c.server.vpce + ", and " + api + "is " + endpoint + "; make its endpoint PRIVATE, or call " + c.endpoint())
	case c.domain != nil && c.domain.ID != "" && !private:
		return badCall("the private custom domain name " + c.domain.Name + "+" + c.domain.ID + " leads to private APIs only, and " + api + "is " + endpoint)
	case c.domain != nil && c.domain.ID == "" && private:
		return badCall(api + "is PRIVATE, and only private custom domain names lead there; write " + c.domain.Name + "+{id} in its domains")
	case c.url.webSocket && c.API.Type != WebSocket:
		return badCall(api + "is no WebSocket API but " + c.API.Type + "; write https:// for wss://")
	case !c.url.webSocket && c.API.Type == WebSocket && strings.Contains(c.path+"/", "/@connections/"):
		return badCall("calls to @connections go to the API's own endpoint, https://" + c.endpoint() + "/{stage}/@connections/{connectionId}")
	case !c.url.webSocket && c.API.Type == WebSocket:
		return badCall(api + "is a WebSocket API; connect with wss://, or write the action execute-api:Invoke and the resource that names a route")
	}
	return nil
}

// endpoint is the host of the API's default endpoint.
func (c *call) endpoint() string {
	_, suffixes := partitionOf(c.Region)
	suffix, _, _ := strings.Cut(suffixes, " ")
	return c.APIID + ".execute-api." + c.Region + "." + suffix
}

// cutStage finds the stage: the one that the domain name is mapped to, the only one of an API behind a domain name, or the
// first segment of the path. An HTTP API has a stage without a segment too.
func (c *call) cutStage() *Problem {
	first, rest := cutSegment(c.path)
	stages := c.API.Stages
	isHTTP := c.Listed && c.API.Type == HTTP
	switch {
	case c.domain != nil && c.domain.Stage != "":
		c.Stage = c.domain.Stage
		return nil
	case c.domain != nil && len(stages) == 1:
		c.Stage = stages[0]
		return nil
	case first == defaultStage:
		return badCall("the stage $default, which only HTTP APIs have, is no part of the path; leave it out")
	case isHTTP && stages != nil && !slices.Contains(stages, first) && slices.Contains(stages, defaultStage):
		c.Stage = defaultStage
		return nil
	case isHTTP && stages == nil && !isStage(first):
		c.Stage = defaultStage
		return nil
	case !isStage(first):
		return badCall(c.noStage(first))
	case isHTTP && stages == nil:
		c.note("the API lists no stages, so that " + quote(first) + " is taken to be one; list $default in stages if it is part of the path")
	}
	c.Stage, c.path = first, rest
	return nil
}

func (c *call) noStage(first string) string {
	message := "the path begins with no stage"
	if first != "" {
		message = quote(first) + ", which the path begins with, is no name of a stage"
	}
	message += "; write one behind the host, as in /prod/pets"
	if c.domain != nil {
		message = quote(c.domain.Name) + " is mapped to no stage, and " + message + " with the base path before it, or map it with -> in domains"
	}
	return message
}

// readPath reads what is behind the stage.
func (c *call) readPath() *Problem {
	if !c.url.webSocket {
		c.Path = c.path
		if c.Path == "" {
			c.Path = "/"
		}
		return nil
	}
	switch {
	case c.Method != "GET":
		return badCall("a client connects to a WebSocket API with GET; write GET for " + c.Method)
	case c.path != "" && c.path != "/":
		return badCall("a WebSocket API has no paths; leave off " + quote(c.path) + " behind the stage")
	}
	c.Method, c.Path = "", connectRoute
	return nil
}

// readHeaders takes from the headers what policies or the cache ask for.
//
// AWS: API Gateway Developer Guide, "Cache settings for REST APIs in API Gateway".
func (c *call) readHeaders() *Problem {
	c.put("aws:UserAgent", c.message.UserAgent)
	c.put("aws:Referer", c.message.Referer)
	sent := c.message.CacheControl
	cached := !c.url.webSocket && (!c.Listed || c.API.Type == REST)
	switch {
	case sent == "":
	case !hasDirective(sent, "max-age=0"):
		c.note("of the header Cache-Control only max-age=0 is known to invalidate a cache; " + quote(sent) + " is taken to play no part")
	case !cached:
		c.note("only REST APIs have a cache; the header Cache-Control plays no part")
	case c.Method != "GET":
		c.note("a cache holds answers to GET unless the stage says otherwise; the header Cache-Control is taken to play no part")
	default:
		c.InvalidatesCache = true
	}
	return nil
}

// hasDirective reports whether a list with commas has a word, in any case.
func hasDirective(list, word string) bool {
	for one := range strings.SplitSeq(list, ",") {
		if strings.EqualFold(strings.TrimSpace(one), word) {
			return true
		}
	}
	return false
}
