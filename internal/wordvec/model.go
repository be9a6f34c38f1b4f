// Package wordvec holds word vectors that are part of the program, and makes
// vectors of texts from them: the embedder that needs no key and no network.
//
// It is what it is: it knows that a truce is like a ceasefire. It does not
// read, and sees neither word order nor negation.
package wordvec

import (
	"bytes"
	_ "embed"
	"encoding/binary"
	"fmt"
	"io"
	"iter"
	"maps"
	"math"
	"slices"
	"sync"
	"sync/atomic"
)

//go:embed news-40k-96.vec
var news []byte

// id names the vectors and the way texts are made of them.
const id = "news-40k-96/sif-1"

// Model is a table of word vectors. It may be used by many at once.
type Model struct {
	dims     int
	total    float64
	words    []string
	counts   []uint32
	row      map[string]int
	weights  []float32 // of each word in a text
	function []bool    // whether the word says nothing of what a text is about

	packed    []byte    // len(words) × dims int8, as in the file
	vectors   []float32 // the same, each row of length 1 once it is unpacked
	unpacked  []atomic.Bool
	unpacking sync.Mutex

	gramsOnce sync.Once
	grams     []int32 // rows, in the order of their 4-grams
	gramAt    []int32 // where the rows of a 4-gram begin in grams
}

// Open reads the vectors that are part of the program: 40,000 words in 96
// dimensions.
func Open() (*Model, error) { return parse(news) }

// Read reads vectors in the form that README.md describes.
func Read(r io.Reader) (*Model, error) {
	data, err := io.ReadAll(r)
	if err != nil {
		return nil, fmt.Errorf("word vectors: %w", err)
	}
	return parse(data)
}

const magic = "TBVEC1\n"

// parse keeps the data, which must not change.
func parse(data []byte) (*Model, error) {
	if !bytes.HasPrefix(data, []byte(magic)) {
		return nil, fmt.Errorf("not a file of word vectors: it does not begin with TBVEC1")
	}
	data = data[len(magic):]
	if len(data) < 12 {
		return nil, fmt.Errorf("word vectors: the header is cut off")
	}
	words, dims, total := binary.LittleEndian.Uint32(data), binary.LittleEndian.Uint32(data[4:]), binary.LittleEndian.Uint32(data[8:])
	if words > 1<<22 || dims == 0 || dims > 1<<12 || total == 0 {
		return nil, fmt.Errorf("word vectors: %d words of %d dimensions are not plausible", words, dims)
	}
	m := &Model{dims: int(dims), total: float64(total)}
	data, err := m.readWords(data[12:], int(words))
	if err != nil {
		return nil, err
	}
	if want := len(m.words) * m.dims; len(data) < want {
		return nil, fmt.Errorf("word vectors: cut off at vector %d", len(data)/m.dims)
	}
	m.packed = data
	m.vectors = make([]float32, len(m.words)*m.dims)
	m.unpacked = make([]atomic.Bool, len(m.words))
	return m, nil
}

// minEntry is the least that a word takes in the file, in bytes.
const minEntry = 1 + 4

// readWords reads the words and what is computed from them and their counts,
// and returns the rest of the data.
func (m *Model) readWords(data []byte, n int) ([]byte, error) {
	if n > len(data)/minEntry {
		return nil, fmt.Errorf("word vectors: cut off: %d bytes do not hold %d words", len(data), n)
	}
	m.row = make(map[string]int, n)
	m.words, m.counts, m.weights = make([]string, n), make([]uint32, n), make([]float32, n)
	for i := range n {
		if len(data) == 0 || len(data) < 1+int(data[0])+4 {
			return nil, fmt.Errorf("word vectors: cut off at word %d", i)
		}
		end := 1 + int(data[0])
		w := string(data[1:end])
		m.words[i], m.row[w] = w, i
		m.counts[i] = binary.LittleEndian.Uint32(data[end:])
		m.weights[i] = weight(float64(m.counts[i]) / m.total)
		data = data[end+4:]
	}
	m.function = make([]bool, n)
	for w := range function {
		if i, ok := m.row[w]; ok {
			m.function[i] = true
		}
	}
	return data, nil
}

// ID names the vectors and the method: texts embedded under different IDs are
// not comparable.
func (m *Model) ID() string { return id }

// Words are the words of the table, most frequent first. Do not change them.
func (m *Model) Words() []string { return m.words }

// Has tells whether the word, in lower case, is in the table.
func (m *Model) Has(word string) bool { _, ok := m.row[word]; return ok }

// Frequency is the share of the training text that a word made up, in 0..1, and
// that of a word seen once for words that are not in the table.
func (m *Model) Frequency(word string) float64 {
	if i, ok := m.row[word]; ok {
		return float64(m.counts[i]) / m.total
	}
	return 1 / m.total
}

// Similarity is the cosine of two words in lower case, -1..1. It is false where
// one of them is not in the table: for a guess at unknown words, see Vector.
func (m *Model) Similarity(a, b string) (float64, bool) {
	u, v := m.Known(a), m.Known(b)
	if u == nil || v == nil {
		return 0, false
	}
	return Cosine(u, v), true
}

// Known is the vector of a word in lower case, of length 1, nil for a word that
// is not in the table.
func (m *Model) Known(word string) []float32 {
	if i, ok := m.row[word]; ok {
		return m.at(i)
	}
	return nil
}

// Cosine is that of two vectors of length 1 and of one model, -1..1.
func Cosine(u, v []float32) float64 { return dot(u, v) }

// Vector is the vector of a word in lower case, of length 1. For a word that is
// not in the table it is the mean of the words that share most of its character
// 4-grams; false where there are none.
func (m *Model) Vector(word string) ([]float32, bool) {
	if i, ok := m.row[word]; ok {
		return m.at(i), true
	}
	return m.guess(word)
}

// at is the vector of a row. It is unpacked when it is first asked for: most
// runs of the program need a few thousand of them.
func (m *Model) at(i int) []float32 {
	if !m.unpacked[i].Load() {
		m.unpack(i)
	}
	return m.vectors[i*m.dims : (i+1)*m.dims]
}

func (m *Model) unpack(i int) {
	m.unpacking.Lock()
	defer m.unpacking.Unlock()
	if m.unpacked[i].Load() {
		return
	}
	packed, v := m.packed[i*m.dims:(i+1)*m.dims], m.vectors[i*m.dims:(i+1)*m.dims]
	var sum float64
	for _, b := range packed {
		sum += float64(int8(b)) * float64(int8(b))
	}
	scale := 1 / math.Sqrt(max(sum, 1))
	for d, b := range packed {
		v[d] = float32(float64(int8(b)) * scale)
	}
	m.unpacked[i].Store(true)
}

// Similar words share at least this much of their 4-grams (Dice coefficient);
// words that share less would only add noise.
const minShared = 0.5

// guess makes a vector of the words that look like the unknown one.
func (m *Model) guess(word string) ([]float32, bool) {
	m.gramsOnce.Do(m.indexGrams)
	own := slices.Collect(fourGrams(word))
	shared := map[int32]int{}
	for _, g := range own {
		for _, i := range m.grams[m.gramAt[g]:m.gramAt[g+1]] {
			shared[i]++
		}
	}
	sum := make([]float32, m.dims)
	found := false
	for _, i := range slices.Sorted(maps.Keys(shared)) { // the last bit depends on the order
		dice := 2 * float64(shared[i]) / float64(len(own)+len(m.words[i])-1)
		if dice < minShared {
			continue
		}
		found = true
		for d, x := range m.at(int(i)) {
			sum[d] += float32(dice*dice) * x
		}
	}
	return sum, found && normalize(sum)
}

// indexGrams sorts the rows by the 4-grams of their words, in two passes: count,
// then fill.
func (m *Model) indexGrams() {
	m.gramAt = make([]int32, 1<<gramBits+1)
	for _, w := range m.words {
		for g := range fourGrams(w) {
			m.gramAt[g+1]++
		}
	}
	for g := range 1 << gramBits {
		m.gramAt[g+1] += m.gramAt[g]
	}
	m.grams = make([]int32, m.gramAt[1<<gramBits])
	next := append([]int32(nil), m.gramAt...)
	for i, w := range m.words {
		for g := range fourGrams(w) {
			m.grams[next[g]] = int32(i)
			next[g]++
		}
	}
}

// gramBits is the size of the table of 4-grams, of which the words have some
// 30,000: two of them rarely share a place, and it does not matter if they do.
const gramBits = 18

// fourGrams are the places in the table of the runs of four bytes of a word and
// of the marks that stand for its beginning and end: len(word)-1 of them, none
// for a word shorter than three bytes.
func fourGrams(word string) iter.Seq[uint32] {
	return func(yield func(uint32) bool) {
		if len(word) < 3 {
			return
		}
		g := uint32('<')<<8 | uint32(word[0])<<16 | uint32(word[1])<<24
		for i := 2; i <= len(word); i++ {
			last := byte('>')
			if i < len(word) {
				last = word[i]
			}
			g = g>>8 | uint32(last)<<24
			if !yield(g * 2654435761 >> (32 - gramBits)) {
				return
			}
		}
	}
}

func dot(a, b []float32) float64 {
	var s float32
	for i, x := range a {
		s += x * b[i]
	}
	return float64(s)
}

// normalize scales v to length 1, and tells whether it could: not where v is 0.
func normalize(v []float32) bool {
	n := math.Sqrt(dot(v, v))
	if n < 1e-9 {
		return false
	}
	for i := range v {
		v[i] = float32(float64(v[i]) / n)
	}
	return true
}
