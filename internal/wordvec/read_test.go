package wordvec

import (
	"bytes"
	"encoding/binary"
	"math"
	"runtime"
	"slices"
	"testing"
)

// table is a file of word vectors with a header that may lie.
func table(words, dims, total uint32, rest ...byte) []byte {
	head := []byte("TBVEC1\n")
	for _, n := range []uint32{words, dims, total} {
		head = binary.LittleEndian.AppendUint32(head, n)
	}
	return append(head, rest...)
}

// entry is a word of a table that was seen once.
func entry(word string) []byte {
	return append(append([]byte{byte(len(word))}, word...), 1, 0, 0, 0)
}

// FuzzRead reads any bytes: a table or an error, nothing else, and no more
// memory than the bytes can fill.
func FuzzRead(f *testing.F) {
	two := slices.Concat(entry("peace"), entry("war"), []byte{1, 2, 3, 0xff, 0, 0})
	f.Add(table(2, 3, 9, two...))
	f.Add(table(2, 3, 9, two[:len(two)-1]...))
	f.Add(table(1<<22, 1<<12, 9))
	f.Add(table(0, 1, 1))
	f.Add(table(1, 1, 1, slices.Concat(entry(""), []byte{0x80})...))
	f.Add(news[:500])
	f.Fuzz(func(t *testing.T, data []byte) {
		m, err := Read(bytes.NewReader(data))
		if err != nil {
			return
		}
		for _, w := range append(slices.Clone(m.words), "peacemaker", "", "\xff\xff\xff\xff") {
			v, ok := m.Vector(w)
			if length := dot(v, v); ok && (len(v) != m.Dims() || !(length < 1.001)) {
				t.Errorf("%q has a vector of %d dimensions and squared length %v", w, len(v), length)
			}
			if p := m.Frequency(w); math.IsNaN(p) || p < 0 {
				t.Errorf("%q has the frequency %v", w, p)
			}
		}
	})
}

// A header may promise more than the file holds: that costs nothing.
func TestReadAllocatesWhatIsThere(t *testing.T) {
	empty := bytes.Repeat(entry(""), 1<<16) // 320 KB of words without a letter
	for name, data := range map[string][]byte{
		"words":   table(1<<22, 1, 1),
		"vectors": table(1<<16, 1<<12, 1, empty...),
	} {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		if _, err := Read(bytes.NewReader(data)); err == nil {
			t.Errorf("%s: no error", name)
		}
		runtime.ReadMemStats(&after)
		if mib := (after.TotalAlloc - before.TotalAlloc) >> 20; mib > 64 {
			t.Errorf("%s: a file of %d bytes took %d MiB", name, len(data), mib)
		}
	}
}

func TestGuessIsTheSameEveryTime(t *testing.T) {
	m := open(t)
	first, _ := m.Vector("kremlinological")
	for range 20 {
		if again, _ := m.Vector("kremlinological"); !slices.Equal(first, again) {
			t.Fatal("two guesses at one word differ")
		}
	}
}
