package module

import (
	"bytes"
	"encoding/binary"
	"testing"
)

// TestShrink joins what is near, in a memory that stays the same.
func TestShrink(t *testing.T) {
	segments := []segment{
		{64, []byte("ab")}, {66, []byte("c")}, {80, []byte("d")}, // joined; 64 has the bit that would make it negative
		{81 + gap + 1, []byte("far")},
		{8, []byte("before")},
		{1 << 20, nil},
	}
	content := binary.AppendUvarint(nil, uint64(len(segments)))
	for _, s := range segments {
		content = appendSegment(content, s)
	}
	joined, err := joinSegments(content)
	if err != nil {
		t.Fatal(err)
	}
	if n := joined[0]; n != 4 {
		t.Errorf("%d segments, want 4", n)
	}
	if !bytes.Equal(memory(t, joined), memory(t, content)) {
		t.Errorf("the memory changed: % x to % x", content, joined)
	}
	code := []byte{10, 2, 0xff, 0xff}
	module := append([]byte("\x00asm\x01\x00\x00\x00"), code...)
	want := append(append(bytes.Clone(module), dataSection, byte(len(joined))), joined...)
	module = append(append(append(module, dataSection, byte(len(content))), content...), 0, 1, 'x')
	got, err := Shrink(module)
	if err != nil || !bytes.Equal(got, append(want, 0, 1, 'x')) {
		t.Errorf("% x, %v", got, err)
	}
	for n := range len(module) {
		if got, err := Shrink(module[:n]); err == nil && n != 8 && n != 12 && n != len(module)-3 {
			t.Errorf("the first %d bytes are a module: % x", n, got)
		}
	}
}

// memory returns what a data section leaves in memory.
func memory(t *testing.T, content []byte) []byte {
	t.Helper()
	all := make([]byte, 2<<20)
	r := reader{rest: content}
	for range r.number() {
		s := r.segment()
		copy(all[s.address:], s.data)
	}
	if r.failed || len(r.rest) > 0 {
		t.Fatalf("no data section: % x", content)
	}
	return all
}
