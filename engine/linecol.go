package engine

import (
	"strconv"

	"github.com/iam-policy-playground/playground/engine/internal/jsontree"
)

// LineCol returns the line and the column of a byte offset in text, both counted from 1, the column in bytes.
func LineCol(text string, offset int) (line, column int) { return jsontree.LineCol(text, offset) }

func itoa(n int) string { return strconv.Itoa(n) }
