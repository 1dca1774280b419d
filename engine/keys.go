package engine

import "strings"

// A keyType is how AWS types a condition key.
type keyType uint8

const (
	otherKey  keyType = iota // a key this package has no rule about
	singleKey                // one value
	multiKey                 // ArrayOf…: several values, needs a set operator
	alwaysKey                // one value that AWS sets for every request
)

// keyTypes are the keys whose type changes a decision or a diagnostic: the global keys, and the multivalued keys of
// services that a policy often tests. Names are in lower case; a name that ends in a slash stands for all tags.
//
// AWS: IAM User Guide, "AWS global condition context keys"; "Single-valued vs. multivalued context keys".
var keyTypes = map[string]keyType{
	"aws:principalarn":                 singleKey,
	"aws:principalaccount":             singleKey,
	"aws:principalorgid":               singleKey,
	"aws:principalorgpaths":            multiKey,
	"aws:principaltag/":                singleKey,
	"aws:principalisawsservice":        singleKey,
	"aws:principalservicename":         singleKey,
	"aws:principalservicenameslist":    multiKey,
	"aws:principaltype":                singleKey,
	"aws:userid":                       singleKey,
	"aws:username":                     singleKey,
	"aws:assumedroot":                  singleKey,
	"aws:federatedprovider":            singleKey,
	"aws:tokenissuetime":               singleKey,
	"aws:signinsessionarn":             singleKey,
	"aws:multifactorauthpresent":       singleKey,
	"aws:multifactorauthage":           singleKey,
	"aws:chatbotsourcearn":             singleKey,
	"aws:ec2instancesourcevpc":         singleKey,
	"aws:ec2instancesourceprivateipv4": singleKey,
	"aws:sourceidentity":               singleKey,
	"aws:sourceip":                     singleKey,
	"aws:sourcevpc":                    singleKey,
	"aws:sourcevpcarn":                 singleKey,
	"aws:sourcevpce":                   singleKey,
	"aws:vpceaccount":                  singleKey,
	"aws:vpceorgid":                    singleKey,
	"aws:vpceorgpaths":                 multiKey,
	"aws:vpcsourceip":                  singleKey,
	"aws:resourceaccount":              singleKey,
	"aws:resourceorgid":                singleKey,
	"aws:resourceorgpaths":             multiKey,
	"aws:resourcetag/":                 singleKey,
	"aws:calledvia":                    multiKey,
	"aws:calledviafirst":               singleKey,
	"aws:calledvialast":                singleKey,
	"aws:viaawsservice":                alwaysKey,
	"aws:calledviaawsmcp":              singleKey,
	"aws:viaawsmcpservice":             singleKey,
	"aws:ismcpserviceaction":           singleKey,
	"aws:currenttime":                  alwaysKey,
	"aws:epochtime":                    alwaysKey,
	"aws:referer":                      singleKey,
	"aws:requestedregion":              alwaysKey,
	"aws:requesttag/":                  singleKey,
	"aws:tagkeys":                      multiKey,
	"aws:securetransport":              alwaysKey,
	"aws:sourceaccount":                singleKey,
	"aws:sourcearn":                    singleKey,
	"aws:sourceorgid":                  singleKey,
	"aws:sourceorgpaths":               multiKey,
	"aws:sourceowner":                  singleKey,
	"aws:useragent":                    alwaysKey,

	"sts:transitivetagkeys":     multiKey,
	"kms:encryptioncontextkeys": multiKey,
	"dynamodb:leadingkeys":      multiKey,
	"dynamodb:attributes":       multiKey,
}

// keyTypeOf returns the type of a key given in lower case.
func keyTypeOf(key string) keyType {
	if strings.HasSuffix(key, ":amr") { // of every OIDC provider
		return multiKey
	}
	if i := strings.IndexByte(key, '/'); i >= 0 {
		key = key[:i+1]
	}
	return keyTypes[key]
}

// AlwaysPresent reports whether AWS sets a condition key, in any case, for every request.
func AlwaysPresent(key string) bool { return keyTypeOf(strings.ToLower(key)) == alwaysKey }
