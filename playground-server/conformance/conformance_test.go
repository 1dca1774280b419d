package conformance

import (
	"flag"
	"strings"
	"testing"
)

var address = flag.String("url", "", "scheme and host of a running server, without limits on its clients")

// running is a server that somebody else has started: what needs other settings is skipped.
type running struct{ url string }

func (r running) Start(t *testing.T, s Settings) Server {
	if s != (Settings{}) {
		t.Skip("the running server has its own settings")
	}
	return Server{URL: r.url}
}

func TestRunningServer(t *testing.T) {
	if *address == "" {
		t.Skip("-url names no server")
	}
	Run(t, running{strings.TrimSuffix(*address, "/")})
}

func TestForeignMarkupIsFound(t *testing.T) {
	for _, body := range []string{`<p><script>x</script>`, `<a href="javascript:x">`, `<p onerror=x>`, `<p style="x">`, `<img src=x>`, `<p`, `<x>`} {
		if foreignMarkup(body) == "" {
			t.Errorf("%s is taken for ours", body)
		}
	}
	if wrong := foreignMarkup(`<p class="say">a &lt;b&gt;</p><svg class="v"><use href="#v"/></svg>`); wrong != "" {
		t.Error(wrong)
	}
}
