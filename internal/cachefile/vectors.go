package cachefile

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"math"
	"slices"

	bolt "go.etcd.io/bbolt"
)

// Embedder makes vectors of texts; those of package rag are.
type Embedder interface {
	EmbedDocuments(ctx context.Context, texts []string) ([][]float32, error)
	EmbedQuery(ctx context.Context, text string) ([]float32, error)
}

// Vectors is an embedder that remembers. Its vectors are kept under the name of
// the embedder that made them, so those of two are never mixed.
type Vectors struct {
	file *File
	of   Embedder
	id   string

	questions, texts uint64 // how many are remembered; then the oldest go
}

// batch is how many vectors are made between two writings: what a process that
// is killed loses.
const batch = 128

// How many questions and texts are remembered of each embedder. The texts are many
// times those of a collection, and yet articles that come and go do not make the
// file grow for ever.
const (
	keptQuestions = 5000
	keptTexts     = 200_000
)

// Vectors gives an embedder this memory. The id must name what makes the
// vectors: the model, its version and where it runs.
func (f *File) Vectors(of Embedder, id string) *Vectors {
	return &Vectors{f, of, id, keptQuestions, keptTexts}
}

// EmbedDocuments makes the vectors that are not remembered, and remembers them a
// batch at a time.
func (v *Vectors) EmbedDocuments(ctx context.Context, texts []string) ([][]float32, error) {
	keys := make([]key, len(texts))
	for i, text := range texts {
		keys[i] = v.key("text", text)
	}
	known := v.load(keys)
	dims := 0
	for _, vector := range known {
		dims = len(vector)
	}
	for missing := range slices.Chunk(v.missing(keys, known), batch) {
		made, err := v.embed(ctx, texts, missing)
		if err != nil {
			return nil, err
		}
		if dims > 0 && len(made[0]) != dims {
			return v.all(ctx, texts) // the model behind the name has become another one
		}
		fresh := make([]entry, len(missing))
		for i, at := range missing {
			fresh[i] = entry{keys[at], made[i]}
			known[keys[at]] = made[i]
		}
		v.store(fresh, false)
	}
	vectors := make([][]float32, len(texts))
	for i, k := range keys {
		vectors[i] = known[k]
	}
	return vectors, nil
}

// all makes the vectors of all texts anew. Where their lengths differ even so,
// that is for the caller to find.
func (v *Vectors) all(ctx context.Context, texts []string) ([][]float32, error) {
	var vectors [][]float32
	for chunk := range slices.Chunk(texts, batch) {
		made, err := v.of.EmbedDocuments(ctx, chunk)
		if err != nil {
			return nil, err
		}
		var fresh []entry
		for i := range made[:min(len(made), len(chunk))] {
			fresh = append(fresh, entry{v.key("text", chunk[i]), made[i]})
		}
		v.store(fresh, false)
		vectors = append(vectors, made...)
	}
	return vectors, nil
}

// EmbedQuery makes the vector of a question, unless it is remembered.
func (v *Vectors) EmbedQuery(ctx context.Context, text string) ([]float32, error) {
	k := v.key("question", text)
	if known := v.load([]key{k}); known[k] != nil {
		return known[k], nil
	}
	vector, err := v.of.EmbedQuery(ctx, text)
	if err == nil && len(vector) > 0 {
		v.store([]entry{{k, vector}}, true)
	}
	return vector, err
}

// missing are the places of the texts that are not known, each text once.
func (v *Vectors) missing(keys []key, known map[key][]float32) []int {
	var places []int
	seen := map[key]bool{}
	for i, k := range keys {
		if known[k] == nil && !seen[k] {
			places, seen[k] = append(places, i), true
		}
	}
	return places
}

// embed makes the vectors of the texts at some places.
func (v *Vectors) embed(ctx context.Context, texts []string, places []int) ([][]float32, error) {
	some := make([]string, len(places))
	for i, at := range places {
		some[i] = texts[at]
	}
	made, err := v.of.EmbedDocuments(ctx, some)
	if err == nil && len(made) != len(some) {
		err = fmt.Errorf("%d texts gave %d vectors", len(some), len(made))
	}
	return made, err
}

// key names a vector in the file. A text and a question may have different
// vectors though they read the same.
type key [sha256.Size]byte

func (v *Vectors) key(kind, text string) key { return sha256.Sum256([]byte(kind + "\n" + text)) }

func (v *Vectors) bucket() []byte { return []byte("vectors of " + v.id) }

// What else stands in the bucket of an embedder: the keys of questions and texts by
// age, and how long its vectors are. None is the key of a vector: those are longer.
var (
	questionOrder = []byte("questions")
	textOrder     = []byte("texts")
	length        = []byte("length")
)

// load reads the vectors that are there and whole.
func (v *Vectors) load(keys []key) map[key][]float32 {
	known := map[key][]float32{}
	v.file.view(func(tx *bolt.Tx) error {
		b := tx.Bucket(v.bucket())
		if b == nil {
			return nil
		}
		for _, k := range keys {
			if vector := unpacked(k, b.Get(k[:])); vector != nil {
				known[k] = vector
			}
		}
		return nil
	})
	return known
}

// entry is a vector under its key.
type entry struct {
	key    key
	vector []float32
}

// store writes vectors, all of them or none; the first of them is the oldest.
func (v *Vectors) store(fresh []entry, questions bool) {
	v.file.update(func(tx *bolt.Tx) error {
		for _, e := range fresh {
			b, err := v.bucketFor(tx, len(e.vector))
			if err != nil {
				return err
			}
			if err := b.Put(e.key[:], packed(e.key, e.vector)); err != nil {
				return err
			}
			order, most := textOrder, v.texts
			if questions {
				order, most = questionOrder, v.questions
			}
			if err := age(b, order, e.key, most); err != nil {
				return err
			}
		}
		return nil
	})
}

// bucketFor is the bucket of the embedder, emptied where its vectors are of
// another length: then another model made them.
func (v *Vectors) bucketFor(tx *bolt.Tx, dims int) (*bolt.Bucket, error) {
	want := binary.LittleEndian.AppendUint32(nil, uint32(dims))
	if b := tx.Bucket(v.bucket()); b != nil {
		if bytes.Equal(b.Get(length), want) {
			return b, nil
		}
		if err := tx.DeleteBucket(v.bucket()); err != nil {
			return nil, err
		}
	}
	b, err := tx.CreateBucket(v.bucket())
	if err != nil {
		return nil, err
	}
	return b, b.Put(length, want)
}

// age adds a key to those remembered in an order, and lets the oldest go where they
// are more than most.
func age(b *bolt.Bucket, order []byte, k key, most uint64) error {
	o, err := b.CreateBucketIfNotExists(order)
	if err != nil {
		return err
	}
	n, err := o.NextSequence()
	if err != nil {
		return err
	}
	if err := o.Put(binary.BigEndian.AppendUint64(nil, n), k[:]); err != nil {
		return err
	}
	oldest, gone := o.Cursor().First()
	if n-binary.BigEndian.Uint64(oldest) < most {
		return nil
	}
	if !bytes.Equal(gone, k[:]) {
		if err := b.Delete(gone); err != nil {
			return err
		}
	}
	return o.Delete(oldest)
}

// packed is a vector as it stands in the file: a checksum of its key and its
// numbers, and the numbers.
func packed(k key, vector []float32) []byte {
	data := make([]byte, 4, 4+4*len(vector))
	for _, x := range vector {
		data = binary.LittleEndian.AppendUint32(data, math.Float32bits(x))
	}
	binary.LittleEndian.PutUint32(data, sum(k, data[4:]))
	return data
}

// unpacked is nil where the checksum does not agree.
func unpacked(k key, data []byte) []float32 {
	if len(data) < 8 || len(data)%4 != 0 || binary.LittleEndian.Uint32(data) != sum(k, data[4:]) {
		return nil
	}
	vector := make([]float32, len(data)/4-1)
	for i := range vector {
		vector[i] = math.Float32frombits(binary.LittleEndian.Uint32(data[4+4*i:]))
	}
	return vector
}

func sum(k key, numbers []byte) uint32 {
	return crc32.Update(crc32.ChecksumIEEE(k[:]), crc32.IEEETable, numbers)
}
