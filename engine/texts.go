package engine

import (
	"strings"

	"github.com/iam-policy-playground/playground/engine/internal/jsontree"
)

// texts keeps the patterns and the lower-case names of a document behind each other in a few pieces of memory: there are several
// in a statement, and most are short. The strings in a piece stay when the next piece is begun.
type texts struct {
	piece strings.Builder
	size  int // of a piece, in bytes
}

// maxPiece bounds a piece, in bytes.
const maxPiece = 4096

// A translation says what becomes of each byte of a text.
type translation [256]byte

var (
	wildcards      = newTranslation("*?", "\xff\xfe") // to a pattern
	small          = newTranslation("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "abcdefghijklmnopqrstuvwxyz")
	smallWildcards = newTranslation("ABCDEFGHIJKLMNOPQRSTUVWXYZ*?", "abcdefghijklmnopqrstuvwxyz\xff\xfe")
)

func newTranslation(from, to string) *translation {
	t := new(translation)
	for i := range t {
		t[i] = byte(i)
	}
	for i := range len(from) {
		t[from[i]] = to[i]
	}
	return t
}

// translate returns text with its bytes translated; text itself where that changes none.
func (t *texts) translate(text string, to *translation) string {
	same := 0
	for same < len(text) && to[text[same]] == text[same] {
		same++
	}
	if same == len(text) {
		return text
	}
	if t.piece.Cap()-t.piece.Len() < len(text) {
		t.piece.Reset()
		t.piece.Grow(max(t.size, len(text)))
	}
	start := t.piece.Len()
	done := 0
	for i := same; i < len(text); i++ {
		if c := to[text[i]]; c != text[i] {
			t.piece.WriteString(text[done:i])
			t.piece.WriteByte(c)
			done = i + 1
		}
	}
	t.piece.WriteString(text[done:])
	return t.piece.String()[start:]
}

// lower is translate for the text of v in lower case.
func (t *texts) lower(v jsontree.Value, text string, to *translation) string {
	if !v.Plain() {
		text = strings.ToLower(text)
	}
	return t.translate(text, to)
}
