package module

import (
	"encoding/binary"
	"errors"
)

// The Go linker ends a data segment wherever eight bytes are zero, and pays for the next one with an address and a length
// that no compressor can guess: 56,000 segments, more than half of what a browser takes (100,000). Segments that are
// joined, with the zeros between them, take 58 kB less on their way to a reader, and are faster to load.

// gap is how many zeros may stand between the data of one segment.
const gap = 64

// dataSection is the id of the section whose segments fill the memory of a new instance.
const dataSection = 11

// A segment is the bytes that a new instance has at an address; those that no segment names are zero.
type segment struct {
	address uint64
	data    []byte
}

var errModule = errors.New("the module is not as the Go linker writes it")

// Shrink returns what Go linked for WebAssembly with the same code and the same memory in fewer bytes, but for the names and the
// lines that traces of crashes would show. It fails for what Go's linker does not write.
func Shrink(module []byte) ([]byte, error) {
	const preamble = 8
	if len(module) < preamble || string(module[:4]) != "\x00asm" {
		return nil, errModule
	}
	out := append(make([]byte, 0, len(module)), module[:preamble]...)
	for rest := module[preamble:]; len(rest) > 0; {
		id, r := rest[0], reader{rest: rest[1:]}
		content := r.bytes()
		if id == dataSection {
			joined, err := joinSegments(content)
			if err != nil {
				return nil, err
			}
			out = append(out, id)
			out = binary.AppendUvarint(out, uint64(len(joined)))
			out = append(out, joined...)
		} else {
			out = append(out, rest[:len(rest)-len(r.rest)]...)
		}
		if r.failed {
			return nil, errModule
		}
		rest = r.rest
	}
	return out, nil
}

// joinSegments returns the content of a data section with fewer segments, and without source lines.
func joinSegments(content []byte) ([]byte, error) {
	r := reader{rest: content}
	var list []segment
	for range r.number() {
		if s := r.segment(); r.failed {
			return nil, errModule
		} else if n := len(list) - 1; n >= 0 && list[n].end() <= s.address && s.address-list[n].end() <= gap {
			list[n].data = append(list[n].data, make([]byte, s.address-list[n].end())...)
			list[n].data = append(list[n].data, s.data...)
		} else {
			list = append(list, segment{s.address, append([]byte(nil), s.data...)})
		}
	}
	if len(r.rest) > 0 {
		return nil, errModule
	}
	out := binary.AppendUvarint(nil, uint64(len(list)))
	for _, s := range list {
		dropLines(s.data)
		out = appendSegment(out, s)
	}
	return out, nil
}

func (s segment) end() uint64 { return s.address + uint64(len(s.data)) }

// What stands around the address of a segment of memory 0: i32.const address, end.
const (
	active   = "\x00\x41"
	endConst = "\x0b"
)

func appendSegment(b []byte, s segment) []byte {
	b = append(b, active...)
	b = binary.AppendUvarint(b, s.address)
	if last := len(b) - 1; b[last]&0x40 != 0 { // the number is signed, and would be negative
		b[last] |= 0x80
		b = append(b, 0)
	}
	b = append(b, endConst...)
	b = binary.AppendUvarint(b, uint64(len(s.data)))
	return append(b, s.data...)
}

// A reader takes a module apart. Once something is missing it has failed, and reads nothing.
type reader struct {
	rest   []byte
	failed bool
}

func (r *reader) number() uint64 {
	n, size := binary.Uvarint(r.rest)
	if size <= 0 {
		r.failed, r.rest = true, nil
		return 0
	}
	r.rest = r.rest[size:]
	return n
}

// bytes reads a length and that many bytes.
func (r *reader) bytes() []byte {
	n := r.number()
	if n > uint64(len(r.rest)) {
		r.failed, r.rest = true, nil
		return nil
	}
	b := r.rest[:n]
	r.rest = r.rest[n:]
	return b
}

func (r *reader) word(want string) {
	if len(r.rest) < len(want) || string(r.rest[:len(want)]) != want {
		r.failed, r.rest = true, nil
		return
	}
	r.rest = r.rest[len(want):]
}

func (r *reader) segment() segment {
	r.word(active)
	s := segment{address: r.number()}
	r.word(endConst)
	s.data = r.bytes()
	return s
}
