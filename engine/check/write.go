package check

import (
	"strings"

	"github.com/iam-policy-playground/playground/engine/internal/jsontree"
)

// quote puts s between quotation marks, shortened to what a sentence can carry.
func quote(s string) string {
	const most = 80
	if len(s) > most {
		s = strings.ToValidUTF8(s[:most], "") + "…"
	}
	return `"` + s + `"`
}

// rewrite is the fix that writes another string, or key, in the place of v.
func rewrite(v jsontree.Value, text string) Fix {
	return Fix{"Write " + quote(text), []Edit{{spanOf(v), string(jsontree.AppendString(nil, text))}}}
}
