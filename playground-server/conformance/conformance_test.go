package conformance

import "testing"

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
