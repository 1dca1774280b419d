// Package services is the catalog of every AWS service. It is apart from package catalog because it takes 1.5 MB, which is
// not for the module: the page loads what it needs as files, which build/page makes from it.
//
// services.txt is what the data package has, line by line, so that a change of the data can be read. Only the services that
// package catalog corrects differ from it. The data has a mistake that cannot be seen from it: where two services share a
// prefix, as with lex, one list of resource types may stand for both.
package services

import (
	_ "embed"
	"strings"

	"github.com/iam-policy-playground/playground/engine/catalog"
)

// Text is the data as it came, with its own services aws, apigateway and execute-api; catalog.Parse reads it.
//
//go:embed services.txt
var Text string

// License is that of the data: it goes where the data goes.
//
//go:embed LICENSE-iam-data.txt
var License string

// All returns every service, by prefix.
func All() (all []catalog.Service) {
	for _, s := range catalog.Parse(Text) {
		if s, ok := corrected(s); ok {
			all = append(all, s)
		}
	}
	return all
}

// Of returns the service of a prefix, in any case.
func Of(prefix string) (catalog.Service, bool) {
	for _, s := range catalog.Parse(Text) {
		if strings.EqualFold(s.Prefix, prefix) {
			return corrected(s)
		}
	}
	return catalog.Service{}, false
}

// corrected returns what package catalog has instead, if it has; false for what is no service.
func corrected(s catalog.Service) (catalog.Service, bool) {
	if s.Prefix == "aws" { // the global condition keys
		return catalog.Service{}, false
	}
	if better, ok := catalog.Of(s.Prefix); ok {
		return better, true
	}
	return s, true
}

// Index returns the prefixes and names of every service, which a catalog.Shelf learns as the list of all there are.
func Index() string {
	var b strings.Builder
	for _, s := range All() {
		b.WriteString("s " + s.Prefix + "|" + s.Name + "\n")
	}
	return b.String()
}

// Shelf returns a shelf that knows every service.
func Shelf() *catalog.Shelf {
	s := &catalog.Shelf{}
	s.Learn(Index())
	s.Learn(Text)
	return s
}
