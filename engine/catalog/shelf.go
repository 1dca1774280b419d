package catalog

import "strings"

// A Shelf is what is known of services beyond the two of API Gateway: their names from an index, and the records of those that
// a host has brought. The zero Shelf knows API Gateway and the global keys only. It is not safe for concurrent use.
type Shelf struct {
	indexed bool               // an index was brought: what it does not list does not exist
	known   map[string]Service // by prefix in lower case; one without records is listed only
}

// A Knowledge is how much a Shelf knows of a service.
type Knowledge uint8

const (
	Unheard Knowledge = iota // nobody has brought an index, so the service may exist or not
	NoSuch                   // the index does not list it
	Listed                   // it exists, and its records have not been brought
	Loaded                   // its records are here
)

// Learn puts the services of a text on the shelf, as records.go describes it. Services without records are an index, which
// has to list all there are.
func (s *Shelf) Learn(text string) {
	if s.known == nil {
		s.known = map[string]Service{}
	}
	for _, service := range Parse(text) {
		prefix := strings.ToLower(service.Prefix)
		if service.text == "" {
			s.indexed = true
		}
		if service.text != "" || s.known[prefix].text == "" {
			s.known[prefix] = service
		}
	}
}

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
