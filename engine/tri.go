package engine

// tri is a three-valued truth: without unknown context keys only no and yes occur.
// The zero tri is no, so that what is forgotten grants nothing.
type tri uint8

const (
	no tri = iota
	unknown
	yes
)

func triOf(b bool) tri {
	if b {
		return yes
	}
	return no
}

// not is Kleene's, as are the minimum of several for "and" and the maximum for "or".
func (t tri) not() tri { return yes - t }
