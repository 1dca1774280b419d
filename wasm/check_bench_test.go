package main_test

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/iam-policy-playground/playground/engine/catalog/services"
	"github.com/iam-policy-playground/playground/engine/wire"
	"github.com/iam-policy-playground/playground/wasm/harness"
)

// largePolicy is an identity policy as large as IAM keeps one that customers manage: 6,144 characters, of four services.
func largePolicy() string {
	var statements []string
	for i := 0; ; i++ {
		statements = append(statements, fmt.Sprintf(`{"Sid":"S%d","Effect":"Allow","Action":["ec2:RunInstances","ec2:Describe*","s3:GetObject","s3:Put*","dynamodb:Query","sqs:SendMessage"],"Resource":["arn:aws:ec2:*:111122223333:instance/*","arn:aws:s3:::bucket-%d/*","arn:aws:dynamodb:eu-west-1:111122223333:table/t%d","arn:aws:sqs:eu-west-1:111122223333:q%d"],"Condition":{"StringEquals":{"aws:ResourceTag/team":"t%d"}}}`, i, i, i, i, i))
		policy := `{"Version":"2012-10-17","Statement":[` + strings.Join(statements, ",") + `]}`
		if len(policy) > 6144 {
			return policy
		}
	}
}

// BenchmarkCheck measures the findings of a large policy with all that it names at hand, in the library and in the module.
func BenchmarkCheck(b *testing.B) {
	document, err := json.Marshal(largePolicy())
	if err != nil {
		b.Fatal(err)
	}
	text := []byte(`{"scenario": 1, "policies": [{"name": "P", "type": "identity", "document": ` + string(document) + `}], "requests": []}`)
	h, err := harness.New(b.Context(), harness.Options{Instances: 1})
	if err != nil {
		b.Fatal(err)
	}
	defer h.Close(context.Background())
	inModule := func(op uint32, in []byte) []byte {
		answer, err := h.Call(b.Context(), op, in)
		if err != nil {
			b.Fatal(err)
		}
		return answer
	}
	inLibrary := func(op uint32, in []byte) []byte { return wire.Serve(op, in, nil) }
	for name, serve := range map[string]func(uint32, []byte) []byte{"library": inLibrary, "module": inModule} {
		b.Run(name, func(b *testing.B) {
			serve(wire.Learn, []byte(services.Index()))
			records := recordsByPrefix()
			for _, prefix := range []string{"ec2", "s3", "dynamodb", "sqs"} {
				serve(wire.Learn, []byte(records[prefix]))
			}
			for b.Loop() {
				serve(wire.Check, text)
			}
		})
	}
}
