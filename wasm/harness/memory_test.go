package harness

import (
	"os"
	"strings"
	"testing"
)

// TestMemoryStaysFlat makes 3,000 calls of all sizes on one instance, whose memory never shrinks: what two
// thirds of them needed has to be enough for the rest.
func TestMemoryStaysFlat(t *testing.T) {
	const (
		calls = 3000
		most  = 48 << 20 // bytes; far below the 128 MiB of a Cloudflare Worker
		slack = 4 << 20  // bytes; a collection may begin a little later
	)
	h := open(t, Options{Instances: 1})
	files, err := Files(corpus)
	if err != nil || len(files) == 0 {
		t.Fatalf("no scenarios in %s: %v", corpus, err)
	}
	var inputs [][]byte
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		inputs = append(inputs, text)
	}
	early := 0
	for i := range calls {
		in, op := inputs[i%len(inputs)], []uint32{OpEvaluate, OpDecide, OpExplain}[i%3]
		if i%50 == 0 {
			in = large(i)
		}
		if _, err := h.Call(t.Context(), op, in); err != nil {
			t.Fatal(err)
		}
		if i == calls*2/3 {
			early = memory(h)
		}
	}
	late := memory(h)
	t.Logf("%.1f MB after %d calls, %.1f MB after %d", float64(early)/1e6, calls*2/3, float64(late)/1e6, calls)
	if late > most || late > early+slack {
		t.Errorf("%d bytes after %d calls, %d after %d: the memory grows", early, calls*2/3, late, calls)
	}
}

// large returns a scenario of some 300 kB that differs with n, so that no policy of it was compiled before.
func large(n int) []byte {
	statement := `{"Sid": "S` + strings.Repeat("x", n%7) + `", "Effect": "Allow", "Action": ["s3:Get*", "s3:List*"], "Resource": ["arn:aws:s3:::pets/*", "arn:aws:s3:::owners/*"],
		"Condition": {"StringEquals": {"aws:PrincipalTag/team": ["a", "b"]}, "IpAddress": {"aws:SourceIp": ["203.0.113.0/24"]}}}`
	statements := strings.Repeat(statement+",", 1000) + statement
	request := `{"principal": "arn:aws:iam::111122223333:user/alice", "action": "s3:GetObject", "resource": "arn:aws:s3:::pets/cat", "resourceAccount": "111122223333"}`
	return []byte(`{"scenario": 1, "policies": [{"name": "Large", "type": "identity", "document": {"Version": "2012-10-17", "Statement": [` + statements + `]}}], "requests": [` + request + `]}`)
}

// memory returns the size in bytes of the memory of the only instance.
func memory(h *Harness) int {
	one := <-h.free
	defer func() { h.free <- one }()
	return int(one.module.Memory().Size())
}
