package catalog

import "strings"

// A Shelf is what is known of services beyond the two of API Gateway: their names from an index, and the records of those that
// a host has brought. The zero Shelf knows API Gateway and the global keys only. It is not safe for concurrent use.
type Shelf struct {
	indexed bool               // an index was brought: what it does not list does not exist
	known   map[string]Service // by prefix in lower case; one without records is listed only
	loaded  []string           // prefixes of those with records, the oldest first
	size    int                // bytes of their records

	directories map[string]*Directory // of services that were asked about, by prefix as asked
	prefixes    []string              // of known, sorted
}

// maxRecords bounds the records on a shelf, in bytes: twice what all services have together. One policy may name them all.
const maxRecords = 4 << 20

// A Knowledge is how much a Shelf knows of a service.
type Knowledge uint8

const (
	Unheard Knowledge = iota // nobody has brought an index, so the service may exist or not
	NoSuch                   // the index does not list it
	Listed                   // it exists, and its records have not been brought
	Loaded                   // its records are here
)

// Learn puts the services of a text on the shelf, as records.go describes it, and keeps nothing else of the text. A text in
// which no service has records is an index, which has to list all there are.
func (s *Shelf) Learn(text string) {
	if s.known == nil {
		s.known = map[string]Service{}
	}
	services, index := Parse(text), true
	for i := range services {
		index = index && services[i].text == ""
	}
	s.indexed = s.indexed || index && len(services) > 0
	for i := range services {
		if prefix := strings.ToLower(services[i].Prefix); prefix != globalPrefix {
			s.put(strings.Clone(prefix), services[i].clone())
		}
	}
}

// put keeps a service. Its name alone does not take away the records that are here.
func (s *Shelf) put(prefix string, service Service) {
	if _, ok := s.known[prefix]; !ok {
		s.prefixes = insert(s.prefixes, prefix)
	}
	if service.text == "" {
		service.text = s.known[prefix].text
		s.known[prefix] = service
		return
	}
	s.forget(prefix)
	s.known[prefix] = service
	s.loaded, s.size = append(s.loaded, prefix), s.size+len(service.text)
	for s.size > maxRecords {
		s.forget(s.loaded[0])
	}
}

// insert puts a text into a sorted list. An index comes sorted, so that it mostly goes to the end.
func insert(list []string, text string) []string {
	list = append(list, text)
	for i := len(list) - 1; i > 0 && list[i-1] > text; i-- {
		list[i-1], list[i] = text, list[i-1]
	}
	return list
}

// forget takes the records of a service off the shelf, if they are there; it stays listed.
func (s *Shelf) forget(prefix string) {
	for i, one := range s.loaded {
		if one == prefix {
			service := s.known[prefix]
			s.loaded, s.size = append(s.loaded[:i], s.loaded[i+1:]...), s.size-len(service.text)
			service.text = ""
			s.known[prefix] = service
			return
		}
	}
}

// clone copies a service, so that the text it came in can go.
func (s Service) clone() Service {
	return Service{Prefix: strings.Clone(s.Prefix), Name: strings.Clone(s.Name), text: strings.Clone(s.text)}
}

// Loaded returns the number of services whose records are here, without those of API Gateway.
func (s *Shelf) Loaded() int { return len(s.loaded) }

// Of returns the service of a prefix, in any case, and what is known of it. The Service has actions, types and keys only
// if it is Loaded.
func (s *Shelf) Of(prefix string) (Service, Knowledge) {
	if own, ok := Of(prefix); ok {
		return own, Loaded
	}
	service, ok := s.known[strings.ToLower(prefix)]
	switch {
	case !ok && s.indexed:
		return Service{}, NoSuch
	case !ok:
		return Service{}, Unheard
	case service.text == "":
		return service, Listed
	}
	return service, Loaded
}

// An Inquiry asks a Shelf, and remembers what would have been of use.
type Inquiry struct {
	shelf *Shelf
	wants []string
}

// NewInquiry begins to ask a shelf; nil is an empty one.
func NewInquiry(shelf *Shelf) *Inquiry {
	if shelf == nil {
		shelf = &Shelf{}
	}
	return &Inquiry{shelf: shelf}
}

// Of is Shelf.Of; a service that is listed only is among the wanted from then on.
func (q *Inquiry) Of(prefix string) (Service, Knowledge) {
	service, known := q.shelf.Of(prefix)
	if known == Listed && !contains(q.wants, service.Prefix) {
		q.wants = append(q.wants, service.Prefix)
	}
	return service, known
}

// Services returns the prefixes and names of all services that are known, without an order.
func (q *Inquiry) Services() (all []Service) {
	for _, service := range q.shelf.known {
		all = append(all, service)
	}
	return all
}

// Wants returns the prefixes of services whose records would have made a difference, in the order they were asked for.
func (q *Inquiry) Wants() []string { return q.wants }

func contains(list []string, s string) bool {
	for _, one := range list {
		if one == s {
			return true
		}
	}
	return false
}
