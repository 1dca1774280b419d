package assist

import "strings"

// A following is an ARN template as far as a text goes along with it.
type following struct {
	done   string // literal and written text up to the open placeholder
	open   string // the placeholder at which the text ends; "" if the template is complete
	behind string // of the template what follows the placeholder
}

// follow goes along a template with a text; false where they differ. Each placeholder takes what is written up to the first
// byte of the literal behind it.
func follow(template, typed string) (f following, ok bool) {
	for rest := typed; ; {
		head, tail, more := strings.Cut(template, "${")
		f.done += head
		f.open, f.behind, _ = strings.Cut(tail, "}")
		switch {
		case len(rest) <= len(head):
			return f, strings.HasPrefix(head, rest)
		case !more || !strings.HasPrefix(rest, head):
			return f, false
		}
		rest = rest[len(head):]
		end := -1
		if f.behind != "" {
			end = strings.IndexByte(rest, f.behind[0])
		}
		if end < 0 {
			return f, true
		}
		f.done, rest, template = f.done+rest[:end], rest[end:], f.behind
	}
}

// templates offers the ARNs that a template makes of what is typed: one for each value of the first placeholder that leaves a
// choice.
func (c *completer) templates(n *names, template, kind string) {
	f, ok := follow(template, c.typed)
	if !ok {
		return
	}
	values := n.values(f.open)
	for len(values) == 1 && len(f.done) >= len(c.typed) && f.behind != "" {
		done := f.done + values[0]
		f, _ = follow(f.behind, "")
		f.done = done + f.done
		values = n.values(f.open)
	}
	partial := c.typed[min(len(f.done), len(c.typed)):]
	for _, value := range values {
		if strings.HasPrefix(value, partial) {
			c.once(ResourceOption, f.done+value+n.filled(f.behind), "", kind)
		}
	}
	if partial != "" {
		c.once(ResourceOption, f.done+partial+n.filled(f.behind), "", kind)
	}
}

// httpMethods are the methods of calls to an API; * is any.
var httpMethods = []string{"*", "GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"}

// values returns what a placeholder can stand for. Names that the scenario does not have are those of the placeholder, so that
// nothing is granted by accident, or *.
func (n *names) values(placeholder string) []string {
	known := []string{"*"}
	switch placeholder {
	case "":
		return []string{""}
	case "Partition":
		if known = n.partitions; len(known) == 0 {
			known = []string{"aws"}
		}
		return known
	case "Region":
		known = n.regions
	case "Account":
		known = n.accounts
	case "ApiId", "RestApiId":
		known = n.apis
	case "Stage", "StageName":
		known = n.stages
	case "DomainName":
		known = n.domains
	case "ApiSpecificResourcePath":
	case "Method", "HttpMethodType":
		return httpMethods
	default:
		return []string{placeholder, "*"}
	}
	if len(known) == 0 {
		return []string{"*"}
	}
	return known
}

// filled returns a template with the first value of each placeholder.
func (n *names) filled(template string) string {
	for {
		head, tail, found := strings.Cut(template, "${")
		if !found {
			return template
		}
		placeholder, behind, _ := strings.Cut(tail, "}")
		template = head + n.values(placeholder)[0] + behind
	}
}
