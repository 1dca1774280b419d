package share

import (
	"strings"
	"testing"
)

// The hashes are those that `printf %s TEXT | openssl dgst -sha256 -binary | base64` prints.
func TestPolicyOfAPageWithItsOwnStyleAndScript(t *testing.T) {
	const page = `<!doctype html><script>a()</script><style>p{color:red}</style><script type="module" src="main.js"></script>`
	got := PolicyOf([]byte(page))
	for _, want := range []string{
		"style-src 'self' 'sha256-p0bF+un5yUb9MBO6xRb8kPHlY2BdpHVtLiFkDrZPF64='; ",
		"script-src 'self' 'wasm-unsafe-eval' 'sha256-qVpDBgj7bpq5hMAcGp3AOc79J3Y1Z4HvySTwKrWDoy4='; ",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("the policy is %q, which lacks %q", got, want)
		}
	}
	if strings.Count(got, "sha256-") != 2 {
		t.Errorf("the policy is %q: a script with an address needs no hash", got)
	}
	if got := PolicyOf([]byte(`<!doctype html><p>nothing of its own`)); got != PagePolicy {
		t.Errorf("without styles and scripts in it, a page has the policy %q", got)
	}
}
