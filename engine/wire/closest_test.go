package wire

import (
	"encoding/json"
	"testing"
)

// An implicit deny names the step of the Allow statement that matches in the most elements; other decisions name none.
func TestClosestStatement(t *testing.T) {
	const policy = `{"Version":"2012-10-17","Statement":[
		{"Effect":"Allow","Action":"s3:PutObject","Resource":"*"},
		{"Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::reports"},
		{"Effect":"Allow","Action":"s3:GetObject","Resource":"*","Condition":{"Bool":{"aws:SecureTransport":"true"}}}]}`
	for _, test := range []struct{ name, action, context, want string }{
		{"two statements miss by one element, and one of them matches in two", "s3:GetObject", `{"aws:SecureTransport":false}`, "identity.p0.s2"},
		{"no statement is about the action", "s3:ListBucket", `{"aws:SecureTransport":false}`, ""},
		{"allowed", "s3:PutObject", `{"aws:SecureTransport":false}`, ""},
	} {
		answer := Serve(Evaluate, []byte(`{"scenario":1,"policies":[{"name":"P","type":"identity","document":`+policy+`}],"requests":[{"principal":"arn:aws:iam::111122223333:user/alice",
			"action":"`+test.action+`","resource":"arn:aws:s3:::reports/q3.csv","resourceAccount":"111122223333","context":`+test.context+`}]}`), nil)
		var got struct{ Results []struct{ Closest string } }
		if err := json.Unmarshal(answer, &got); err != nil || len(got.Results) != 1 {
			t.Fatalf("%s: %v %s", test.name, err, answer)
		}
		if got.Results[0].Closest != test.want {
			t.Errorf("%s: closest is %q, want %q", test.name, got.Results[0].Closest, test.want)
		}
	}
}
