package apigateway

import (
	"strings"

	"github.com/iam-policy-playground/playground/engine"
)

// signedKeys exist only where IAM authenticated the caller. One that ends in a slash stands for all that begin with it.
//
// AWS: API Gateway Developer Guide, "AWS condition keys that can be used in API Gateway resource policies".
var signedKeys = [...]string{
	"aws:principalaccount", "aws:principalarn", "aws:principaltype", "aws:userid", "aws:username", "aws:principalorgid", "aws:principalorgpaths",
	"aws:principaltag/", "aws:tokenissuetime", "aws:multifactorauthpresent", "aws:multifactorauthage",
}

// vpcKeys exist only in calls to private APIs.
//
// AWS: the same page.
var vpcKeys = [...]string{"aws:sourcevpc", "aws:sourcevpce", "aws:vpcsourceip", "execute-api:viadomainarn"}

// absences are the keys that cannot be there: in calls that IAM authenticated or not, to private APIs or to others.
var absences = [2][2]map[string]engine.Code{{listAbsent(false, false), listAbsent(false, true)}, {listAbsent(true, false), listAbsent(true, true)}}

// absentKeys are the keys that cannot be there in a call that is not authenticated by IAM, or not to a private API. The
// map is shared.
func absentKeys(unsigned, public bool) map[string]engine.Code {
	row, column := 0, 0
	if unsigned {
		row = 1
	}
	if public {
		column = 1
	}
	return absences[row][column]
}

func listAbsent(unsigned, public bool) map[string]engine.Code {
	absent := map[string]engine.Code{}
	if unsigned {
		for _, key := range signedKeys {
			absent[key] = KeyNeedsSignature
		}
	}
	if public {
		for _, key := range vpcKeys {
			absent[key] = KeyOfPrivateAPIs
		}
	}
	return absent
}

// AbsentKey says why a condition key, in lower case, cannot be there in calls that are not authenticated by IAM, or not to private
// APIs: KeyNeedsSignature or KeyOfPrivateAPIs, or "" if it can.
func AbsentKey(key string, unsigned, public bool) engine.Code {
	absent := absentKeys(unsigned, public)
	if tag, _, ok := strings.Cut(key, "/"); ok {
		key = tag + "/"
	}
	return absent[key]
}
