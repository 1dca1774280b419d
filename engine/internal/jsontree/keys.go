package jsontree

// fewKeys is the number of keys up to which comparing each with each is faster than a map.
const fewKeys = 16

// checkKeys reports every key of the object that stands in it before.
func (p *parser) checkKeys(object uint32) {
	switch count := p.nodes[object].count; {
	case count < 2:
	case count <= fewKeys:
		p.compareKeys(object + 1)
	default:
		p.collectKeys(object+1, int(count))
	}
}

func (p *parser) compareKeys(first uint32) {
	for k := p.nodes[first].next; k != 0; k = p.nodes[k].next {
		for earlier := first; earlier != k; earlier = p.nodes[earlier].next {
			a, b := &p.nodes[earlier], &p.nodes[k]
			if (a.end-a.start == b.end-b.start || a.escaped || b.escaped) && p.sameKey(a, b) {
				p.duplicate(k)
				break
			}
		}
	}
}

func (p *parser) sameKey(a, b *node) bool {
	if !a.escaped && !b.escaped {
		return p.text[a.start:a.end] == p.text[b.start:b.end]
	}
	return p.keyText(a) == p.keyText(b)
}

func (p *parser) collectKeys(first uint32, count int) {
	seen := make(map[string]struct{}, count)
	for k := first; k != 0; k = p.nodes[k].next {
		key := p.keyText(&p.nodes[k])
		if _, twice := seen[key]; twice {
			p.duplicate(k)
		}
		seen[key] = struct{}{}
	}
}

func (p *parser) keyText(n *node) string {
	raw := p.text[n.start+1 : n.end-1]
	if n.escaped {
		return unescape(raw)
	}
	return raw
}

func (p *parser) duplicate(key uint32) {
	n := &p.nodes[key]
	p.report(DuplicateKey, int(n.start), int(n.end), "the key "+quote(p.keyText(n))+" stands in this object twice")
}
