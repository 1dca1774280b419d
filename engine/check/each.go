package check

// statementChecks look at one statement, and testChecks at one test of its condition.
var (
	statementChecks = [...]func(s *subject, in *statement){
		redundantEntries, roleActions, servicePrincipals, webIdentities, trustedTwice, forgeable, resourcesOfActions, absentVariables,
		gatewayARNs, gatewayActions, namedPrincipals,
	}
	testChecks = [...]func(s *subject, in *statement, t *test){
		redundantNumbers, starValue, impossible, multiFactor, needlessIfExists,
		unpaired, kmsValues, sessionARNs, audience, gitHubSubject, resourceControl,
		sourceIP, notIPAddress, keysOfCalls, tagsOnCreate, undocumentedKey,
	}
)

// eachStatement makes the checks of all statements and of all their tests.
func eachStatement(s *subject) {
	for i := range s.statements {
		in := &s.statements[i]
		for _, check := range statementChecks {
			check(s, in)
		}
		for j := range in.condition {
			for _, check := range testChecks {
				check(s, in, &in.condition[j])
			}
		}
	}
}
