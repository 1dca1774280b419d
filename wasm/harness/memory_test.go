package harness

import (
	"os"
	"strconv"
	"strings"
	"testing"
)

// TestMemoryStaysFlat makes 3,000 calls of all sizes on one instance, whose memory never shrinks: what two thirds of them
// needed has to be enough for the rest. Without the yields of wasm/main.go the heap grows beyond the bound.
func TestMemoryStaysFlat(t *testing.T) {
	const (
		calls = 3000
		most  = 48 << 20 // bytes; far below the 128 MiB of a Cloudflare Worker
		slack = 8 << 20  // bytes; a collection may begin a little later
		short = 3000     // bytes of a scenario; longer ones take long to answer and not more memory than those of large
	)
	h := open(t, Options{Instances: 1})
	files, err := Files(corpus)
	if err != nil {
		t.Fatal(err)
	}
	var inputs [][]byte
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if len(text) <= short {
			inputs = append(inputs, text)
		}
	}
	if len(inputs) < 20 {
		t.Fatalf("%d short scenarios in %s", len(inputs), corpus)
	}
	early := 0
	for i := range calls {
		in, op := inputs[i%len(inputs)], []uint32{OpEvaluate, OpDecide, OpExplain}[i%3]
		if i%20 == 0 {
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

// large returns a scenario of some 300 kB with a policy that is different for each n, so that it was not compiled before.
func large(n int) []byte {
	statement := `{"Sid": "S` + strconv.Itoa(n) + `", "Effect": "Allow", "Action": ["s3:Get*", "s3:List*"], "Resource": ["arn:aws:s3:::pets/*", "arn:aws:s3:::owners/*"],
		"Condition": {"StringEquals": {"aws:PrincipalTag/team": ["a", "b"]}, "IpAddress": {"aws:SourceIp": ["203.0.113.0/24"]}}}`
	statements := strings.Repeat(statement+",", 999) + statement
	request := `{"principal": "arn:aws:iam::111122223333:user/alice", "action": "s3:GetObject", "resource": "arn:aws:s3:::pets/cat", "resourceAccount": "111122223333"}`
	return []byte(`{"scenario": 1, "policies": [{"name": "Large", "type": "identity", "document": {"Version": "2012-10-17", "Statement": [` + statements + `]}}], "requests": [` + request + `]}`)
}

// memory returns the size in bytes of the memory of the only instance.
func memory(h *Harness) int {
	one := <-h.free
	defer func() { h.free <- one }()
	return int(one.module.Memory().Size())
}
