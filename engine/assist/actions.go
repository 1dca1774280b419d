package assist

import (
	"strconv"
	"strings"

	"github.com/iam-policy-playground/playground/engine"
	"github.com/iam-policy-playground/playground/engine/catalog"
)

// trustActions are what a trust policy can allow.
//
// AWS: IAM User Guide, "Pass session tags in AWS STS", "Monitor and control actions taken with assumed roles".
var trustActions = [...]string{"sts:AssumeRole", "sts:AssumeRoleWithSAML", "sts:AssumeRoleWithWebIdentity", "sts:TagSession", "sts:SetSourceIdentity", "sts:SetContext"}

// actions offers actions of the service that is typed, or services.
func (c *completer) actions() {
	if c.Kind == engine.Trust {
		for _, name := range trustActions {
			c.add(ActionOption, name, "", "")
		}
		return
	}
	prefix, _, named := strings.Cut(c.typed, ":")
	if !named {
		c.services()
		return
	}
	service, known := c.Know.Directory(prefix)
	if known != catalog.Loaded {
		return
	}
	c.lead(len(prefix) + 1)
	patterns := patternsOf(service)
	var begin, hold []int
	for i := range service.Len() {
		switch at := indexFold(service.Name(i), c.wanted); {
		case at == 0:
			begin = append(begin, i)
		case at > 0:
			hold = append(hold, i)
		}
	}
	begin = append(begin, hold...)
	for _, i := range begin[:min(len(begin), MaxOptions-min(len(patterns), MaxOptions))] {
		c.add(ActionOption, prefix+":"+service.Name(i), "", actionDetail(service, i))
	}
	for _, p := range patterns {
		c.add(ActionOption, prefix+":"+p.text, "", countOf(p.count, "action"))
	}
}

// indexFold returns where lower stands in a text in any case, or -1. Only ASCII letters have two cases.
func indexFold(text, lower string) int {
	for i := 0; i+len(lower) <= len(text); i++ {
		j := 0
		for j < len(lower) && fold(text[i+j]) == lower[j] {
			j++
		}
		if j == len(lower) {
			return i
		}
	}
	return -1
}

// common are the services that most policies are about; a list of all would not show them.
const common = "execute-api apigateway s3 ec2 lambda iam sts dynamodb sqs sns kms logs cloudwatch events states secretsmanager ssm ecr ecs rds"

// services offers prefixes: first those of the resource that the policy is attached to and of other actions of the statement,
// then the common ones.
func (c *completer) services() {
	if c.Kind != engine.RCP {
		c.add(ActionOption, "*", "", "every action of every service")
	}
	for _, prefix := range c.near() {
		c.service(strings.ToLower(prefix))
	}
	for _, prefix := range strings.Fields(common) {
		c.service(prefix)
	}
	for _, prefix := range c.Know.Prefixes() {
		if c.full() {
			return
		}
		c.service(prefix)
	}
}

func (c *completer) service(prefix string) {
	if name := c.Know.NameOf(prefix); name != "" {
		c.once(ActionOption, prefix+":", here, name)
	}
}

// near returns the services that the policy is about.
func (c *completer) near() (prefixes []string) {
	if c.Kind == engine.Authorizer {
		prefixes = append(prefixes, "execute-api")
	}
	for _, arn := range c.Attached {
		if fields := strings.SplitN(arn, ":", 4); len(fields) == 4 && c.Kind == engine.Resource {
			prefixes = append(prefixes, fields[2])
		}
	}
	for _, name := range c.namedActions() {
		prefix, _, named := strings.Cut(name, ":")
		if named {
			prefixes = append(prefixes, prefix)
		}
	}
	return prefixes
}

// namedActions returns the entries of Action and NotAction of the statement at the place.
func (c *completer) namedActions() []string {
	value, _ := c.member(c.statement, "Action", "NotAction")
	return c.texts(value)
}

// actionDetail says what the catalog knows of an action, by its index: "Read · object".
func actionDetail(d *catalog.Directory, i int) string {
	a := d.Outline(i)
	detail := levelWords(a.Levels, " and ")
	if types := typeNames(a); len(types) > 0 {
		detail += " · " + strings.Join(types, ", ")
	}
	if a.Unlisted {
		detail += " · not in AWS's reference"
	}
	return strings.TrimPrefix(detail, " · ")
}

func levelWords(levels []catalog.Level, and string) string {
	words := make([]string, len(levels))
	for i, l := range levels {
		words[i] = string(l)
	}
	return strings.Join(words, and)
}

// typeNames returns the names of the resource types of an action, each once.
func typeNames(a catalog.Action) (names []string) {
	for _, t := range a.Types {
		if !contains(names, t.Name) {
			names = append(names, t.Name)
		}
	}
	return names
}

//go:noinline
func contains(list []string, s string) bool {
	for _, one := range list {
		if one == s {
			return true
		}
	}
	return false
}

// A pattern covers several actions.
type pattern struct {
	text  string
	count int
}

// leastCovered is how many actions a pattern has to cover to be worth an offer.
const leastCovered = 3

// patternsOf returns * and, for each verb that several actions begin with, a pattern: Get*.
func patternsOf(d *catalog.Directory) []pattern {
	all := []pattern{{"*", d.Len()}}
	for i := 0; i < d.Len(); {
		verb := firstWord(d.Name(i))
		n := 1
		for i+n < d.Len() && firstWord(d.Name(i+n)) == verb {
			n++
		}
		if n >= leastCovered && verb != "" {
			all = append(all, pattern{verb + "*", n})
		}
		i += n
	}
	return all
}

// firstWord returns Get of GetObject; "" for one word.
func firstWord(name string) string {
	for i := 1; i < len(name); i++ {
		if name[i] >= 'A' && name[i] <= 'Z' {
			if name[i-1] >= 'A' && name[i-1] <= 'Z' {
				return ""
			}
			return name[:i]
		}
	}
	return ""
}

// countOf says "1 action" or "3 actions".
func countOf(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return strconv.Itoa(n) + " " + noun + "s"
}
