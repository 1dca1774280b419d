package peers

import (
	"errors"
	"strings"

	"github.com/minio/pkg/v3/wildcard"

	"github.com/iam-policy-playground/playground/scripts/bench/measure"
)

// MinIOPattern is MinIO's comparison of a pattern with n times the letter a.
func MinIOPattern(pattern string, n int) measure.Contender {
	subject := strings.Repeat("a", n)
	return measure.Contender{Name: "MinIO", Run: func() error {
		if wildcard.Match(pattern, subject) {
			return errors.New("it matches, and must not")
		}
		return nil
	}}
}
