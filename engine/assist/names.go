package assist

import (
	"strings"

	"github.com/iam-policy-playground/playground/engine/internal/order"
	"github.com/iam-policy-playground/playground/engine/scenario"
)

// names are what a scenario speaks of, each sorted.
type names struct {
	partitions, regions, accounts   []string
	principals, services, providers []string // ARNs and service names
	users, tags, organizations      []string
	resources                       []string // ARNs
	apis, stages, domains           []string
	endpoints, vpcs                 []string
}

// maxRequests is in how many requests names are looked for: a list of options holds fewer.
const maxRequests = 200

// A gatherer collects names, each once.
type gatherer map[*[]string]map[string]bool

//go:noinline
func (g gatherer) note(list *[]string, name string) {
	if name == "" {
		return
	}
	if g[list] == nil {
		g[list] = map[string]bool{}
	}
	g[list][name] = true
}

// namesOf gathers the names of a scenario.
func namesOf(s *scenario.Scenario) *names {
	n := &names{}
	if s == nil {
		return n
	}
	g := gatherer{}
	for id, account := range s.Environment.Accounts {
		g.note(&n.accounts, id)
		g.note(&n.organizations, account.Organization)
	}
	for arn, p := range s.Environment.Principals {
		n.principal(g, arn)
		for tag := range p.Tags {
			g.note(&n.tags, tag)
		}
	}
	for arn, r := range s.Environment.Resources {
		n.resource(g, arn)
		g.note(&n.accounts, r.Account)
		for tag := range r.Tags {
			g.note(&n.tags, tag)
		}
	}
	for id, e := range s.Environment.Endpoints {
		g.note(&n.endpoints, id)
		g.note(&n.vpcs, e.VPC)
		g.note(&n.accounts, e.Account)
	}
	n.gatherAPIs(g, s)
	for i := range s.Policies {
		for _, to := range s.Policies[i].AttachedTo {
			n.resource(g, to)
		}
	}
	for i := range s.Requests[:min(len(s.Requests), maxRequests)] {
		n.principal(g, s.Requests[i].Principal)
		n.resource(g, s.Requests[i].Resource)
	}
	for list, found := range g {
		*list = order.Keys(found)
	}
	return n
}

func (n *names) gatherAPIs(g gatherer, s *scenario.Scenario) {
	for id, api := range s.APIs {
		g.note(&n.apis, id)
		g.note(&n.accounts, api.Account)
		g.note(&n.regions, api.Region)
		for _, stage := range api.Stages {
			g.note(&n.stages, stage)
		}
		for _, d := range api.Domains {
			g.note(&n.domains, d.Name)
		}
	}
}

// principal notes who a scenario names: an ARN or the name of a service.
func (n *names) principal(g gatherer, name string) {
	fields := strings.SplitN(name, ":", 6)
	switch {
	case strings.HasSuffix(name, ".amazonaws.com"):
		g.note(&n.services, name)
	case len(fields) < 6:
	case strings.Contains(fields[5], "-provider/"):
		g.note(&n.providers, name)
		n.place(g, fields)
	default:
		g.note(&n.principals, name)
		if user, ok := strings.CutPrefix(fields[5], "user/"); ok {
			g.note(&n.users, user[strings.LastIndexByte(user, '/')+1:])
		}
		n.place(g, fields)
	}
}

// resource notes the ARN of a resource.
func (n *names) resource(g gatherer, arn string) {
	if fields := strings.SplitN(arn, ":", 6); len(fields) == 6 {
		g.note(&n.resources, arn)
		n.place(g, fields)
	}
}

// place notes partition, Region and account of an ARN.
func (n *names) place(g gatherer, fields []string) {
	g.note(&n.partitions, fields[1])
	g.note(&n.regions, fields[3])
	g.note(&n.accounts, fields[4])
}
