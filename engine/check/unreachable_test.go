package check_test

import (
	"testing"

	"github.com/iam-policy-playground/playground/engine"
	"github.com/iam-policy-playground/playground/engine/catalog"
	"github.com/iam-policy-playground/playground/engine/check"
	"github.com/iam-policy-playground/playground/engine/scenario"
)

// TestStatementsThatAreReached has policies beside each other that come close to leaving nothing of a statement.
func TestStatementsThatAreReached(t *testing.T) {
	const (
		ann   = `"arn:aws:iam::111122223333:user/ann"`
		bob   = `"arn:aws:iam::111122223333:user/bob"`
		read  = `{"name": "A", "type": "identity", "attachedTo": [` + ann + `], "document": {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::pets/*"}}}`
		inOrg = `"accounts": {"111122223333": {"organization": "o-exampleorg1", "path": ["r-ab12", "ou-ab12-11111111"]}}, `
	)
	// other is a policy beside read.
	other := func(kind, attached, statement string) string {
		return `{"name": "B", "type": "` + kind + `", ` + attached + `"document": {"Version": "2012-10-17", "Statement": [` + statement + `]}}`
	}
	to := func(list string) string { return `"attachedTo": [` + list + `], ` }
	const (
		denyAll  = `{"Effect": "Deny", "Action": "*", "Resource": "*"}`
		allowSQS = `{"Effect": "Allow", "Action": "sqs:*", "Resource": "*"}`
	)
	for name, c := range map[string]struct {
		environment, policies string
		unreachable           int
	}{
		"a Deny for her":                          {"", read + "," + other("identity", to(ann), denyAll), 1},
		"a Deny for her and others":               {"", read + "," + other("identity", to(bob+","+ann), denyAll), 1},
		"a Deny for whomever a request names":     {"", read + "," + other("identity", "", denyAll), 1},
		"a Deny for somebody else":                {"", read + "," + other("identity", to(bob), denyAll), 0},
		"a Deny on a condition":                   {"", read + "," + other("identity", to(ann), `{"Effect": "Deny", "Action": "*", "Resource": "*", "Condition": {"Bool": {"aws:SecureTransport": "false"}}}`), 0},
		"a Deny of a part":                        {"", read + "," + other("identity", to(ann), `{"Effect": "Deny", "Action": "s3:*", "Resource": "arn:aws:s3:::pets/cats/*"}`), 0},
		"a Deny of all but this":                  {"", read + "," + other("identity", to(ann), `{"Effect": "Deny", "NotAction": "s3:*", "Resource": "*"}`), 0},
		"a boundary of another service":           {"", read + "," + other("boundary", to(ann), allowSQS), 1},
		"a boundary of everybody":                 {"", read + "," + other("boundary", "", allowSQS), 1},
		"a boundary of somebody else":             {"", read + "," + other("boundary", to(bob), allowSQS), 0},
		"a boundary that may meet it":             {"", read + "," + other("boundary", to(ann), `{"Effect": "Allow", "Action": "s3:Get*", "Resource": "arn:aws:s3:::*/cat"}`), 0},
		"a boundary of another bucket":            {"", read + "," + other("boundary", to(ann), `{"Effect": "Allow", "Action": "*", "Resource": "arn:aws:s3:::toys/*"}`), 1},
		"a boundary of everything but this":       {"", read + "," + other("boundary", to(ann), `{"Effect": "Allow", "NotAction": "s3:Get*", "Resource": "*"}`), 1},
		"a boundary of everything but other":      {"", read + "," + other("boundary", to(ann), `{"Effect": "Allow", "NotAction": "s3:Put*", "Resource": "*"}`), 0},
		"an SCP of her unit":                      {inOrg, read + "," + other("scp", to(`"ou-ab12-11111111"`), allowSQS), 1},
		"an SCP for everybody":                    {inOrg, read + "," + other("scp", "", allowSQS), 1},
		"an SCP of another unit":                  {inOrg, read + "," + other("scp", to(`"ou-ab12-22222222"`), allowSQS), 0},
		"an SCP that denies alone":                {inOrg, read + "," + other("scp", to(`"r-ab12"`), `{"Effect": "Deny", "Action": "sqs:*", "Resource": "*"}`), 0},
		"an SCP that denies it":                   {inOrg, read + "," + other("scp", to(`"r-ab12"`), `{"Effect": "Deny", "Action": "s3:*", "Resource": "*"}`), 1},
		"an SCP outside an organization":          {"", read + "," + other("scp", to(`"111122223333"`), denyAll), 0},
		"two SCPs of a level":                     {inOrg, read + "," + other("scp", to(`"r-ab12"`), allowSQS) + "," + other("scp", to(`"r-ab12"`), `{"Effect": "Allow", "Action": "*", "Resource": "*"}`), 0},
		"an SCP for everybody counts at the root": {inOrg, read + "," + other("scp", "", allowSQS) + "," + other("scp", to(`"r-ab12"`), `{"Effect": "Allow", "Action": "*", "Resource": "*"}`), 0},
		"the management account":                  {`"accounts": {"111122223333": {"organization": "o-exampleorg1", "path": ["r-ab12"], "management": true}}, `, read + "," + other("scp", to(`"r-ab12"`), denyAll), 0},
	} {
		s, problems := scenario.Parse(`{"scenario": 1, ` + c.environment + `"policies": [` + c.policies + `], "requests": []}`)
		if len(problems) > 0 {
			t.Fatalf("%s: %v", name, problems)
		}
		var found []string
		for _, f := range checkScenario(s, catalog.NewInquiry(everything())) {
			if f.Code == check.UnreachableStatement {
				found = append(found, f.Message)
			}
		}
		if len(found) != c.unreachable {
			t.Errorf("%s: %q", name, found)
		}
	}
}

// TestStatementsBesideADeny has policies of an Allow and a Deny, and whether the Deny leaves nothing.
func TestStatementsBesideADeny(t *testing.T) {
	const allow = `{"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::111122223333:role/R"}, "Action": "execute-api:Invoke", "Resource": "execute-api:/prod/GET/*"}`
	for deny, want := range map[string]bool{
		`{"Effect": "Deny", "Principal": "*", "Action": "execute-api:*", "Resource": "execute-api:/prod/*"}`:                                                          true,
		`{"Effect": "Deny", "Principal": {"AWS": "arn:aws:iam::111122223333:role/R"}, "Action": "execute-api:*", "Resource": "execute-api:/prod/*"}`:                  true,
		`{"Effect": "Deny", "Principal": {"AWS": "arn:aws:iam::111122223333:role/S"}, "Action": "execute-api:*", "Resource": "execute-api:/prod/*"}`:                  false,
		`{"Effect": "Deny", "NotPrincipal": {"AWS": "*"}, "Action": "execute-api:*", "Resource": "execute-api:/prod/*"}`:                                              false,
		`{"Effect": "Deny", "Principal": "*", "Action": "execute-api:*", "Resource": "execute-api:/prod/GET/pets"}`:                                                   false,
		`{"Effect": "Deny", "Principal": "*", "Action": "execute-api:Invoke", "Resource": "execute-api:/*", "Condition": {"Bool": {"aws:SecureTransport": "false"}}}`: false,
		`{"Effect": "Deny", "Principal": "*", "Action": "execute-api:InvalidateCache", "Resource": "execute-api:/*"}`:                                                 false,
	} {
		found := false
		for _, f := range check.Document(engine.Resource, policy(allow+","+deny), catalog.NewInquiry(everything())) {
			found = found || f.Code == check.UnreachableStatement
		}
		if found != want {
			t.Errorf("%s: %v", deny, found)
		}
	}
}
