package peers

import (
	"encoding/json"
	"strings"

	"github.com/minio/pkg/v3/policy"

	"github.com/iam-policy-playground/playground/scripts/bench/workload"
)

// minioKeys are the keys that MinIO knows in the place of those of a workload. MinIO reads no others.
var minioKeys = map[string]string{"aws:SecureTransport": "aws:SecureTransport", "aws:SourceIp": "aws:SourceIp", "aws:CurrentTime": "aws:CurrentTime",
	"aws:username": "aws:username", "aws:PrincipalTag/team": "s3:ExistingObjectTag/team", "aws:PrincipalArn": "aws:userid", "aws:TagKeys": "aws:groups"}

// minio is the workload as MinIO can express it: a policy about objects, with the API for the bucket.
type minio struct {
	text string
	args policy.Args
}

func newMinio(w *workload.Workload) minio {
	p := w.Policies[0]
	p.Statements = append([]workload.Statement(nil), p.Statements...)
	for i := range p.Statements {
		p.Statements[i] = toObjects(p.Statements[i])
	}
	bucket, object, _ := strings.Cut(objectOf(w.Resource), "/")
	args := policy.Args{Action: policy.GetObjectAction, BucketName: bucket, ObjectName: object, ConditionValues: map[string][]string{}}
	for key, values := range w.Context {
		_, name, _ := strings.Cut(minioKeys[key], ":")
		args.ConditionValues[name] = values
	}
	return minio{p.Document(), args}
}

func toObjects(s workload.Statement) workload.Statement {
	action := "s3:GetObject"
	if strings.HasSuffix(s.Actions[0], "*") {
		action = "s3:*"
	}
	objects := make([]string, len(s.Resources))
	for i, resource := range s.Resources {
		objects[i] = "arn:aws:s3:::" + objectOf(resource)
	}
	s.Actions, s.Resources = []string{action}, objects
	s.Conditions = append([]workload.Condition(nil), s.Conditions...)
	for i := range s.Conditions {
		s.Conditions[i].Key = minioKeys[s.Conditions[i].Key]
	}
	return s
}

// objectOf is what follows the account in an ARN.
func objectOf(arn string) string {
	if fields := strings.SplitN(arn, ":", 6); len(fields) == 6 {
		return strings.TrimPrefix(fields[5], "/")
	}
	return arn
}

func (m minio) parse() (*policy.Policy, error) {
	p := &policy.Policy{}
	return p, json.Unmarshal([]byte(m.text), p)
}
