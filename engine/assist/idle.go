package assist

import (
	"strings"

	"github.com/iam-policy-playground/playground/engine/catalog"
)

// maxIdleWork bounds how many pairs of an action's resource type and an entry of Resource are compared.
const maxIdleWork = 2000

// idle names actions of an Allow that no resource of the statement is for: the statement does not grant them.
//
// AWS: Service Authorization Reference, "Actions, resources, and condition keys for AWS services", The actions table.
func (s *statement) idle() string {
	actions, notActions := s.element("Action")
	resources, notResources := s.element("Resource")
	if !s.allow || notActions || notResources || len(resources) == 0 || contains(resources, "*") {
		return ""
	}
	reach := reach{resources: resources, left: maxIdleWork, known: map[string]bool{}}
	var idle []string
	for _, entry := range actions {
		prefix, name, ok := strings.Cut(entry, ":")
		if !ok || strings.ContainsAny(entry, "*?") {
			continue
		}
		service, known := s.Know.Directory(strings.ToLower(prefix))
		if known != catalog.Loaded {
			continue
		}
		if a, found := service.Action(name); found && !a.Unlisted && !reach.any(&a) {
			idle = appendNew(idle, entry)
		}
	}
	if len(idle) == 0 || reach.left < 0 {
		return ""
	}
	return "; it grants nothing of " + series(idle, "and") + ", because no such resource is named"
}

// maxARN is the length up to which entries are compared, in bytes: that of the longest ARN IAM allows.
const maxARN = 2048

// A reach remembers which ARN templates entries of Resource can match.
type reach struct {
	resources []string
	left      int
	known     map[string]bool
}

// any reports whether an action can be about one of the resources. One without resource types needs a star.
func (r *reach) any(a *catalog.Action) bool {
	if len(a.Types) == 0 {
		return r.matches("*", false)
	}
	for i := range a.Types {
		if a.Types[i].Unlisted || len(a.Types[i].ARNs) == 0 {
			return true
		}
		for _, template := range a.Types[i].ARNs {
			if r.matches(template, true) {
				return true
			}
		}
	}
	return false
}

func (r *reach) matches(template string, open bool) bool {
	found, asked := r.known[template]
	if asked {
		return found
	}
	for _, entry := range r.resources {
		if r.left--; r.left < 0 {
			return true
		}
		if !strings.HasPrefix(entry, "arn:") || strings.Count(entry, ":") < 5 || len(entry) > maxARN {
			found = true // a short form, fields that are added, no ARN at all
		} else if open {
			found = found || overlap(variable(entry), starred(template))
		} else {
			found = found || like(entry, template)
		}
	}
	r.known[template] = found
	return found
}

// Runs stand in a pattern for any text that lacks one byte: a field of an ARN has no colon, the name of a bucket no slash.
const (
	fieldRun  = '\x01'
	bucketRun = '\x02'
)

// variable puts a star in the place of each variable of an entry.
func variable(entry string) string {
	for {
		head, tail, found := strings.Cut(entry, "${")
		if !found {
			return entry
		}
		_, tail, _ = strings.Cut(tail, "}")
		entry = head + "*" + tail
	}
}

// starred puts a star or a run in the place of each ${…} of an ARN.
func starred(text string) string {
	var b strings.Builder
	for fields := 0; ; {
		head, tail, found := strings.Cut(text, "${")
		b.WriteString(head)
		if !found {
			return b.String()
		}
		fields += strings.Count(head, ":")
		name, rest, _ := strings.Cut(tail, "}")
		switch text = rest; {
		case fields < 5:
			b.WriteByte(fieldRun)
		case name == "BucketName":
			b.WriteByte(bucketRun)
		default:
			b.WriteByte('*')
		}
	}
}

// takesByte reports whether what stands in a pattern for a run of bytes takes one.
func takesByte(run, c byte) bool {
	return run == '*' || run == fieldRun && c != ':' || run == bucketRun && c != '/'
}

func isRun(c byte) bool { return c == '*' || c == fieldRun || c == bucketRun }

// overlap reports whether some text matches both of two patterns; only b has runs. row[j] tells whether what is read of a goes with b[:j].
func overlap(a, b string) bool {
	row := make([]bool, len(b)+1)
	row[0] = true
	stars(row, b)
	for i := range len(a) {
		next := make([]bool, len(b)+1)
		passed := false // a star of a, at an earlier j
		for j := range row {
			switch passed = passed || row[j] && a[i] == '*'; {
			case passed:
				next[j] = true
			case !row[j]:
			case j < len(b) && isRun(b[j]):
				next[j] = next[j] || takesByte(b[j], a[i])
			case j < len(b) && (a[i] == '?' || b[j] == '?' || fold(a[i]) == fold(b[j])):
				next[j+1] = true
			}
		}
		stars(next, b)
		row = next
	}
	return row[len(b)]
}

// stars marks what is reached by letting stars and runs of b stand for nothing.
func stars(row []bool, b string) {
	for j := range len(b) {
		if row[j] && isRun(b[j]) {
			row[j+1] = true
		}
	}
}
