package jsontree

import (
	"fmt"
	"strings"
	"testing"
)

// statements returns a policy of n statements, about 215 bytes each, indented or not.
func statements(n int, indent string) string {
	var b strings.Builder
	b.WriteString(`{"Version": "2012-10-17", "Statement": [`)
	for i := range n {
		if i > 0 {
			b.WriteString(",")
		}
		fmt.Fprintf(&b, `%[1]s{%[1]s"Sid": "S%[2]d",%[1]s"Effect": "Allow",%[1]s"Action": "execute-api:*",%[1]s"Resource": [`+
			`"arn:aws:execute-api:us-east-1:111122223333:api%04[2]d/*/GET/res/*", "arn:aws:execute-api:us-east-1:111122223333:api%04[2]d/*/POST/*"]}`, indent, i)
	}
	b.WriteString("]}")
	return b.String()
}

func BenchmarkParse(b *testing.B) {
	for name, text := range map[string]string{
		"small":    statements(1, "\n      "),
		"large":    statements(1000, ""),
		"indented": statements(1000, "\n      "),
		"keys":     manyKeys(100000, ""),
		"escapes":  `["` + strings.Repeat(`{\"Effect\": \"Allow\"}\n`, 10000) + `"]`,
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				if _, problems := Parse(text, 64); len(problems) > 0 {
					b.Fatal(problems)
				}
			}
		})
	}
}
