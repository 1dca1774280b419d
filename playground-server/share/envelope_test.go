package share

import (
	"bytes"
	"compress/flate"
	"encoding/base64"
	"io"
	"strings"
	"testing"
	"unicode/utf8"
)

func FuzzEnvelope(f *testing.F) {
	for _, seed := range []string{`{"kind":"public","scenario":{"a":"\u0000"},"expires":"1d"}`, `{"kind":"sealed","sealed":"` + strings.Repeat("A", 60) + `"}`, `{"kind":"sealed","kind":""}`, `{`, "{\"a\":\"\xff\"}", `{"scenario":{}}x`} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, body string) {
		e, wrong := openEnvelope([]byte(body))
		if wrong != nil {
			if kinds[wrong.name].status < 400 || kinds[wrong.name].status > 422 || wrong.detail == "" {
				t.Errorf("%q: %+v", body, wrong)
			}
			return
		}
		if e.kind != Public && e.kind != Sealed || lifetimes[e.expires] == 0 || e.body == "" || !utf8.ValidString(e.body) || !strings.Contains(body, e.body) && e.kind == Public {
			t.Errorf("%q became %+v", body, e)
		}
		if e.kind == Sealed && !isBase64URL(e.body) || e.kind == Public && e.body[0] != '{' {
			t.Errorf("%q became %+v", body, e)
		}
	})
}

func FuzzText(f *testing.F) {
	for _, seed := range []string{`<script>`, `"'&`, "\u202e\u200b\u0000\xff", "ok\n\ttext", "&lt;", "日本語 é"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, s string) {
		var m markup
		m.text(s)
		got := m.b.String()
		if strings.ContainsAny(got, `<>"'`) || !utf8.ValidString(got) || strings.ContainsAny(got, "\u202e\u200b\x00") {
			t.Errorf("%q became %q", s, got)
		}
	})
}

func TestOddCharactersAreShown(t *testing.T) {
	for text, want := range map[string]string{"a\u202eb": "a‹U+202E›b", "\x00": "‹U+0000›", "\U000e0041": "‹U+E0041›", "\ufeff": "‹U+FEFF›", "é 日本 \n": "é 日本 \n", "\u3164": "‹U+3164›", "a\ufe0f": "a‹U+FE0F›"} {
		var m markup
		m.text(text)
		if got := m.b.String(); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func TestFragmentIsThePages(t *testing.T) {
	for _, scenario := range []string{`{}`, `{"scenario":1,"policies":[],"requests":[]}`, strings.Repeat("pets,", 5000), "é"} {
		link := fragmentOf(scenario)
		data, ok := strings.CutPrefix(link, "#v1.")
		if !ok || strings.HasSuffix(link, "-") || strings.HasSuffix(link, "_") {
			t.Fatalf("link %s", link)
		}
		deflated, err := base64.RawURLEncoding.DecodeString(data)
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(flate.NewReader(bytes.NewReader(deflated)))
		if err != nil || strings.TrimRight(string(text), " ") != scenario {
			t.Errorf("%.40q came back as %.40q, %v", scenario, text, err)
		}
	}
}

func TestSealedPageNamesItsFilesFromTheRoot(t *testing.T) {
	const page = `<link href="main.css"><script src="./main.js"></script><a href="/x">b</a><a href="#y">b</a><a href="https://x/">b</a><img src="data:x"><a href="">`
	const want = `<link href="/main.css"><script src="/main.js"></script><a href="/x">b</a><a href="#y">b</a><a href="https://x/">b</a><img src="data:x"><a href="">`
	if got := string(absolute([]byte(page))); got != want {
		t.Errorf("%s", got)
	}
}

func TestIDsAreRandomAndWhole(t *testing.T) {
	seen, last := map[string]bool{}, map[byte]int{}
	for range 4000 {
		id := newID()
		if !validID(id) || seen[id] {
			t.Fatalf("id %s", id)
		}
		seen[id] = true
		last[id[idLength-1]]++
	}
	if len(last) != 4 {
		t.Errorf("last characters %v", last)
	}
	for _, id := range []string{"", "A", strings.Repeat("A", 23), strings.Repeat("A", 21) + "B", strings.Repeat("A", 21) + "-", strings.Repeat("A", 20) + "+A", strings.Repeat("é", 11)} {
		if validID(id) {
			t.Errorf("%q is taken for an id", id)
		}
	}
	if _, err := base64.RawURLEncoding.Strict().DecodeString(newToken()); err != nil {
		t.Error(err)
	}
}
