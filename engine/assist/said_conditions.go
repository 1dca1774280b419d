package assist

import "strings"

// conditions says when a statement applies; "" if always.
//
// AWS: IAM User Guide, "IAM JSON policy elements: Condition".
func (s *statement) conditions() string {
	block, _ := s.member(s.object, "Condition")
	var said []string
	s.children(block, func(operator int) bool {
		s.children(s.nodes[operator].value, func(key int) bool {
			if s.nodes[key].isKey {
				said = append(said, test(s.str(operator), s.str(key), s.texts(s.nodes[key].value)))
			}
			return true
		})
		return true
	})
	if len(said) == 0 {
		return ""
	}
	return ", if " + strings.Join(said, ", and ")
}

// test says when an operator holds for a key.
func test(operator, key string, values []string) string {
	o := spell(operator)
	about := noun(key)
	switch {
	case o.operatorRow == nil:
		return quote(operator) + ", which is no operator, holds for " + about
	case o.name == "Null":
		return nullTest(o, about, values)
	case len(values) == 0:
		return about + " is compared with an empty list (" + operator + ")"
	}
	if said := wellKnown(o, strings.ToLower(key), values); said != "" {
		return said
	}
	if o.set != "" {
		return setTest(o, about, values)
	}
	if o.whenAbsent() && !always(key) {
		about += " is absent or"
	}
	return about + " " + o.compares(values)
}

// compares says how a value has to compare with those of the policy: is neither "a" nor "b".
func (s spelled) compares(values []string) string {
	if !s.not {
		return s.is + " " + s.list(values, "or") + s.suffix()
	}
	if len(values) == 1 {
		return s.predicate() + " " + s.list(values, "or") + s.suffix()
	}
	return s.is + " neither " + s.list(values, "nor") + s.suffix()
}

// setTest says when an operator holds for a key with several values.
//
// AWS: IAM User Guide, "Set operators for multivalued context keys".
func setTest(o spelled, about string, values []string) string {
	switch {
	case o.set == forAllValues && o.not:
		positive := *o.operatorRow
		positive.not = false
		return "no value of " + about + " " + spelled{operatorRow: &positive}.compares(values)
	case o.set == forAllValues:
		return "every value of " + about + " (if there is one) " + o.compares(values)
	case o.ifExists:
		return about + " is absent or at least one value of it " + o.compares(values)
	}
	return "at least one value of " + about + " " + o.compares(values)
}

// nullTest says when Null holds. With a set operator it does always or never.
//
// AWS: IAM User Guide, "Condition operator to check existence of condition keys".
func nullTest(o spelled, about string, values []string) string {
	absent, present := false, false
	for _, v := range values {
		absent = absent || strings.EqualFold(v, "true")
		present = present || strings.EqualFold(v, "false")
	}
	switch {
	case o.set == forAllValues:
		return "anything (ForAllValues:Null always holds)"
	case o.set == forAnyValue:
		return "never (ForAnyValue:Null does not hold)"
	case absent && present:
		return about + " is absent or present"
	case absent:
		return about + " is absent"
	case present:
		return about + " is present"
	}
	return "never (Null takes true or false)"
}

// list returns values as they are written: texts in quotes.
func (o *operatorRow) list(values []string, or string) string {
	said := make([]string, len(values))
	for i, v := range values {
		said[i] = v
		if o.kind == "String" || v == "" {
			said[i] = quote(v)
		}
	}
	return series(said, or)
}

// always reports whether every request has a key.
//
// AWS: IAM User Guide, "AWS global condition context keys".
func always(key string) bool {
	switch strings.ToLower(key) {
	case "aws:securetransport", "aws:currenttime", "aws:epochtime", "aws:requestedregion", "aws:useragent", "aws:viaawsservice":
		return true
	}
	return false
}

// wellKnown says tests in the words of people; "" for those that have none.
func wellKnown(o spelled, key string, values []string) string {
	is := func(name string) bool { return o.set == "" && strings.HasPrefix(o.name, name) && !o.not }
	switch unless := ""; key {
	case "aws:sourceip":
		if o.ifExists && !o.not {
			unless = " (or its public address is not known)"
		}
		if is("IpAddress") {
			return "the request comes from " + o.list(values, "or") + unless
		}
		if o.set == "" && o.name == "NotIpAddress" {
			return "the request does not come from " + o.list(values, "or") + " (or its public address is not known)"
		}
	case "aws:securetransport":
		if is("Bool") && len(values) == 1 && strings.EqualFold(values[0], "true") {
			return "the request uses TLS"
		}
		if is("Bool") && len(values) == 1 && strings.EqualFold(values[0], "false") {
			return "the request does not use TLS"
		}
	case "aws:multifactorauthpresent":
		if is("Bool") && !o.ifExists && len(values) == 1 && strings.EqualFold(values[0], "true") {
			return "the caller signed in with MFA"
		}
	case "aws:principalorgid":
		if is("StringEquals") && !o.ifExists && o.suffix() == "" {
			return "the caller belongs to the organization " + series(values, "or")
		}
	case "aws:sourcevpce":
		if is("StringEquals") && !o.ifExists && o.suffix() == "" {
			return "the request comes through the VPC endpoint " + series(values, "or")
		}
	case "aws:sourcevpc":
		if is("StringEquals") && !o.ifExists && o.suffix() == "" {
			return "the request comes through an endpoint of the VPC " + series(values, "or")
		}
	}
	return ""
}

// nouns are what people call condition keys, in lower case.
//
// AWS: IAM User Guide, "AWS global condition context keys".
var nouns = [...][2]string{
	{"aws:principalarn", "the caller's ARN"},
	{"aws:principalaccount", "the caller's account"},
	{"aws:principalorgid", "the caller's organization"},
	{"aws:principaltype", "the caller's type"},
	{"aws:username", "the caller's user name"},
	{"aws:userid", "the caller's id"},
	{"aws:resourceaccount", "the resource's account"},
	{"aws:resourceorgid", "the resource's organization"},
	{"aws:sourceip", "the caller's public address"},
	{"aws:vpcsourceip", "the caller's address in the VPC"},
	{"aws:sourcevpc", "the VPC that the request comes from"},
	{"aws:sourcevpce", "the VPC endpoint that the request comes through"},
	{"aws:sourcearn", "the resource that the service acts for"},
	{"aws:sourceaccount", "the account that the service acts for"},
	{"aws:sourceorgid", "the organization that the service acts for"},
	{"aws:requestedregion", "the Region of the call"},
	{"aws:currenttime", "the time"},
	{"aws:epochtime", "the time"},
	{"aws:tokenissuetime", "the time at which the session began"},
	{"aws:multifactorauthage", "the age of the MFA sign-in in seconds"},
	{"aws:useragent", "the client that the request names"},
	{"aws:referer", "the page that the request names"},
	{"aws:tagkeys", "the tag keys in the request"},
	{"aws:calledvia", "the services that passed the call on"},
	{"iam:passedtoservice", "the service that gets the role"},
	{"sts:externalid", "the external id"},
	{"kms:viaservice", "the service that uses the key"},
	{"s3:prefix", "the prefix that is listed"},
}

// noun returns what a sentence calls a condition key.
func noun(key string) string {
	lower := strings.ToLower(key)
	for i := range nouns {
		if nouns[i][0] == lower {
			return nouns[i][1]
		}
	}
	for _, tag := range [...][2]string{{"aws:principaltag/", "the caller's tag "}, {"aws:resourcetag/", "the resource's tag "}, {"aws:requesttag/", "the request's tag "}} {
		if strings.HasPrefix(lower, tag[0]) && len(key) > len(tag[0]) {
			return tag[1] + key[len(tag[0]):]
		}
	}
	return key
}
