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

func (t tri) not() tri { return yes - t }

// and, or and not are Kleene's: the minimum, the maximum and the mirror image.
func and(ts ...tri) tri {
	least := yes
	for _, t := range ts {
		least = min(least, t)
	}
	return least
}

func or(ts ...tri) tri {
	most := no
	for _, t := range ts {
		most = max(most, t)
	}
	return most
}
