package conformance

import (
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"

	"github.com/iam-policy-playground/playground/engine/wire"
)

// evaluation compares the answers with those of the library, byte for byte.
func evaluation(t *testing.T, c *client) {
	asked := 0
	for name, text := range corpus(t) {
		a := c.post(t, "/api/evaluate", text)
		if want := string(wire.Serve(wire.Evaluate, []byte(text), nil)); a.status != http.StatusOK || a.body != want {
			t.Errorf("%s: status %d, and not the library's %d bytes", name, a.status, len(want))
		}
		if asked++; asked == 60 {
			break
		}
	}
	for _, text := range []string{pets, `{}`, `[`, `null`, "\xff", `"`, strings.Repeat("[", 100_000), padded(900_000)} {
		a := c.post(t, "/api/evaluate", text)
		wantStatus(t, a, http.StatusOK)
		wantHeader(t, a, "Content-Type", "application/json")
		wantHeader(t, a, "Cache-Control", "no-store")
		if a.body != string(wire.Serve(wire.Evaluate, []byte(text), nil)) {
			t.Errorf("%.40s: not the library's bytes", text)
		}
	}
}

// corpus returns scenarios of the engine's tests by their file.
func corpus(t *testing.T) map[string]string {
	t.Helper()
	_, here, _, _ := runtime.Caller(0)
	root := filepath.Join(filepath.Dir(here), "..", "..", "engine", "testdata")
	texts := map[string]string{}
	err := fs.WalkDir(os.DirFS(root), ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(name, ".scenario.json") {
			return err
		}
		data, err := os.ReadFile(filepath.Join(root, name))
		texts[name] = string(data)
		return err
	})
	if err != nil || len(texts) == 0 {
		t.Fatalf("%d scenarios, %v", len(texts), err)
	}
	return texts
}

func manyAtOnce(t *testing.T, c *client) {
	s := c.createPublic(t, pets)
	want := string(wire.Serve(wire.Evaluate, []byte(pets), nil))
	var group sync.WaitGroup
	for i := range 200 {
		group.Go(func() {
			switch i % 4 {
			case 0:
				if a := c.post(t, "/api/evaluate", pets); a.status == http.StatusOK && a.body != want || a.status != http.StatusOK && a.status != http.StatusServiceUnavailable {
					t.Errorf("evaluate: status %d", a.status)
				}
			case 1:
				if a := c.get(t, "/api/shares/"+s.ID); a.status != http.StatusOK && a.status != http.StatusServiceUnavailable {
					t.Errorf("read: status %d", a.status)
				}
			case 2:
				if a := c.get(t, "/s/"+s.ID); a.status != http.StatusOK && a.status != http.StatusServiceUnavailable {
					t.Errorf("page: status %d", a.status)
				}
			default:
				if a := c.post(t, "/api/shares", `{"kind":"sealed","sealed":"`+sealedText+`"}`); a.status != http.StatusCreated {
					t.Errorf("create: status %d", a.status)
				}
			}
		})
	}
	group.Wait()
}
