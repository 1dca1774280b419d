package catalog

import "strings"

// The text of a catalog is made of lines, its records. The letter in front says what a line is about; | stands between its
// fields and a comma between the parts of one. What comes before the first service is a comment.
//
//	s PREFIX|NAME              a service, to which the lines below it belong
//	a NAME|LEVELS|TYPES|KEYS   an action; LEVELS is a letter for each, TYPES are resource types, with * if required
//	r NAME|ARNS|KEYS           a resource type; @1 or @2 behind the name tells the two API Gateways apart
//	k NAME|TYPES               a condition key
//
// A question mark before a name, also before a resource type of an action, stands for: not in AWS's reference.
const (
	serviceRecord = 's'
	actionRecord  = 'a'
	typeRecord    = 'r'
	keyRecord     = 'k'
)

// Parse returns the services of a text. It keeps the text, and reads of it what it is asked for.
func Parse(text string) (all []Service) {
	for {
		s, rest, found := cutService(text)
		if !found {
			return all
		}
		all, text = append(all, s), rest
	}
}

// cutService returns the first service of a text, and what follows it.
func cutService(text string) (s Service, rest string, found bool) {
	start := 0
	if !strings.HasPrefix(text, "s ") {
		start = strings.Index(text, "\ns ") + 1
		if start == 0 {
			return s, "", false
		}
	}
	c := cursor{rest: text[start:]}
	c.next(serviceRecord)
	s = Service{Prefix: c.name, Name: c.fields[0], text: c.rest}
	if strings.HasPrefix(c.rest, "s ") {
		s.text, rest = "", c.rest
	} else if end := strings.Index(c.rest, "\ns "); end >= 0 {
		s.text, rest = c.rest[:end+1], c.rest[end+1:]
	}
	return s, rest, true
}

// Records returns the service as text, which Parse reads.
func (s Service) Records() string { return "s " + s.Prefix + "|" + s.Name + "\n" + s.text }

// A cursor walks the records of one kind; rest is what it has not seen.
type cursor struct {
	rest     string
	name     string
	unlisted bool
	fields   [3]string // behind the name; "" where the record has fewer
}

// next moves to the next record of a kind.
func (c *cursor) next(kind byte) bool {
	for c.rest != "" {
		var line string
		line, c.rest, _ = strings.Cut(c.rest, "\n")
		if len(line) < 3 || line[0] != kind || line[1] != ' ' {
			continue
		}
		c.name, line, _ = strings.Cut(line[2:], "|")
		c.name, c.unlisted = strings.CutPrefix(c.name, "?")
		for i := range c.fields {
			c.fields[i], line, _ = strings.Cut(line, "|")
		}
		return true
	}
	return false
}

func (c *cursor) key() Key {
	return Key{Name: c.name, Types: split(c.fields[0]), Unlisted: c.unlisted}
}

func (c *cursor) resourceType() ResourceType {
	t := ResourceType{ARNs: split(c.fields[0]), Keys: split(c.fields[1]), Unlisted: c.unlisted}
	t.Name, t.API = cutAPI(c.name)
	return t
}

// action reads the record of an action, whose types are among those given; one that is not has but a name.
func (c *cursor) action(types []ResourceType) Action {
	a := Action{Name: c.name, Keys: split(c.fields[2]), Levels: c.levels(), Unlisted: c.unlisted}
	for _, written := range split(c.fields[1]) {
		a.Types = append(a.Types, actionType(written, types))
	}
	return a
}

// levels reads the access levels of an action.
func (c *cursor) levels() (all []Level) {
	for _, letter := range c.fields[0] {
		for _, level := range [...]Level{Read, List, Write, Tagging, PermissionsManagement} {
			if rune(level[0]) == letter {
				all = append(all, level)
			}
		}
	}
	return all
}

func actionType(written string, types []ResourceType) (t ActionType) {
	written, t.Unlisted = strings.CutPrefix(written, "?")
	written, t.Required = strings.CutSuffix(written, "*")
	t.Name, t.API = cutAPI(written)
	for i := range types {
		if types[i].Name == t.Name && types[i].API == t.API {
			t.ResourceType = types[i]
		}
	}
	return t
}

// cutAPI takes the mark of one of the API Gateways off the name of a resource type.
func cutAPI(written string) (name, api string) {
	name, mark, _ := strings.Cut(written, "@")
	switch mark {
	case "1":
		api = APIGatewayV1
	case "2":
		api = APIGatewayV2
	}
	return name, api
}

// split is strings.Split by commas, but nothing has no parts.
func split(list string) []string {
	if list == "" {
		return nil
	}
	return strings.Split(list, ",")
}
