package scenario

import (
	"strconv"

	"github.com/iam-policy-playground/playground/engine"
	"github.com/iam-policy-playground/playground/engine/apigateway"
	"github.com/iam-policy-playground/playground/engine/internal/jsontree"
)

const (
	// MaxSize is the largest scenario that is read, in bytes. The page keeps scenarios in links and in shares of
	// 64 KiB; 16 MiB holds a generated suite of 100,000 requests and bounds the memory of the module to a few times that.
	MaxSize = 16 << 20

	// MaxPolicies is more than an account can have attached to anything: quotas are 5,000 roles and 10,000 groups and
	// customer managed policies are fewer.
	MaxPolicies = 10_000

	// MaxRequests lets a suite test every action of AWS (about 18,000) for several principals in one file.
	MaxRequests = 100_000

	// MaxAPIs is more than an account may have of one endpoint type in a Region, which is 600.
	MaxAPIs = 1000

	// MaxRoutes is more than an API may have: the quota of 300 can be raised, to far less than this.
	MaxRoutes = 10_000

	// MaxDepth is how many brackets may be open at once outside of policy documents. The format itself needs six;
	// the rest is for the body and the parameters of a call. Documents have their own limit.
	MaxDepth = 64

	// MaxKey is the longest key of a map, in bytes: the length that IAM allows an ARN. It bounds the paths of problems.
	MaxKey = 2048

	// maxProblems is after how many problems reading stops. One more is added that concerns the whole scenario.
	maxProblems = 1000
)

// A Scenario is what a text says. Maps and slices belong to it; strings may share the bytes of the text.
type Scenario struct {
	Title       string
	Description string
	Environment engine.Environment
	APIs        map[string]apigateway.API // by id
	Policies    []Policy                  // as many as the text lists, at the same index, also the faulty ones
	Requests    []Request                 // likewise
}

// A Policy is one document and what it is attached to.
type Policy struct {
	Name       string // "policy 2" if the text gives none
	Type       engine.Type
	AttachedTo []string
	Everywhere bool   // attachedTo is absent: attached to whatever each request names
	Text       string // the document as typed, or its bytes in the scenario if it is an object there
	Offset     int    // where Text begins in the scenario if it is an object there, else -1
	Begin      int    // where the document begins in the scenario: its brace, or the quote of its string
}

// A Request is one question with the answer that is expected. It asks for its Action and Resource, or else for what HTTP
// or Operation stands for.
type Request struct {
	engine.Request
	HTTP          string         // a call as a client sends it: method, URL and headers; "" for none
	Body          jsontree.Value // of HTTP: an object, not OK for none
	Operation     *Operation     // nil for none
	Authorization string         // how the API authorizes the call; "" if the text does not say, and so for the next two
	Token         string         // valid or invalid
	Signature     string         // valid or invalid
	Expect        string         // a word of Expectation; "" for none
	Path          string         // of the request in the scenario, as in requests[3]
}

// An Operation is a call of a management API as the AWS SDKs name it.
type Operation struct {
	API        string         // apigateway or apigatewayv2
	Region     string         // "" if the text does not say
	Name       string         // CreateRestApi
	Parameters jsontree.Value // an object, not OK for none
}

// Parse reads text. The Scenario is never nil and holds what could be read; a value with a problem is left out of it.
// All diagnostics are errors with Policy -1 and a Path: what lies below requests[i] or policies[i] concerns that one
// only, everything else concerns all. Problems of a policy's own text are not looked for.
func Parse(text string) (*Scenario, engine.Diagnostics) {
	s := &Scenario{
		Environment: engine.Environment{
			Accounts:   map[string]engine.Account{},
			Principals: map[string]engine.Principal{},
			Resources:  map[string]engine.ResourceInfo{},
			Endpoints:  map[string]engine.EndpointInfo{},
		},
		APIs: map[string]apigateway.API{},
	}
	r := reader{scenario: s, matched: make([]match, 0, 8), mapped: map[string]string{}}
	if len(text) > MaxSize {
		r.report(engine.DocumentTooLarge, 0, len(text),
			"the scenario has "+strconv.Itoa(len(text))+" bytes, more than the "+strconv.Itoa(MaxSize)+" that are read")
		return s, r.problems
	}
	tree, pending := jsontree.Parse(text, MaxDepth)
	r.document(tree.Root(), pending)
	r.problems.Sort()
	return s, r.problems
}
