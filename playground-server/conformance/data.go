package conformance

import (
	"encoding/json"
	"strings"
)

// pets is a scenario with two requests; its blanks and the order of its fields tell whether bytes were kept.
const pets = `{ "scenario": 1,  "title": "Pets", "requests": [
    {"name": "alice reads a pet", "principal": "arn:aws:iam::111122223333:user/alice", "action": "s3:GetObject", "resource": "arn:aws:s3:::pets/cat", "resourceAccount": "111122223333"},
    {"name": "alice removes a pet", "principal": "arn:aws:iam::111122223333:user/alice", "action": "s3:DeleteObject", "resource": "arn:aws:s3:::pets/cat", "resourceAccount": "111122223333"}],
  "policies": [{"name": "ReadPets", "type": "identity", "document": {"Version": "2012-10-17", "Statement":[{"Sid":"Read","Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::pets/*"}]}}] }`

// sealedText stands for ciphertext: base64url of 40 bytes.
const sealedText = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8gISIjJCUmJw"

// padded is a scenario of exactly n bytes.
func padded(n int) string {
	const head, tail = `{"scenario":1,"policies":[],"requests":[],"description":"`, `"}`
	return head + strings.Repeat("x", n-len(head)-len(tail)) + tail
}

func quoted(s string) string {
	b, err := json.Marshal(s)
	if err != nil {
		panic(err)
	}
	return string(b)
}
