package lexical

import (
	"iter"
	"slices"
	"sync"
)

// builder makes an Index: readers write the collection down as one line of
// stems, and that line is sorted by stem and by pair. Sorting is by counting, so
// no list of postings grows on its own and no pair is looked up in a map.
type builder struct {
	*Index
	known  map[string]uint32 // the number of the form, by how it is written
	stemOf []uint32          // by form
	line   []uint32          // the stems of all fields, one field behind the other
	fields []uint32          // where each spot begins in line, and where the last ends
}

func newBuilder(docs []Document, p Params) *builder {
	if len(docs) > maxDocs {
		panic("lexical: too many documents for one index")
	}
	b := &builder{Index: &Index{params: p, stems: map[string]uint32{}}, known: map[string]uint32{}}
	for _, d := range docs {
		b.ids = append(b.ids, d.ID)
	}
	readers := readAll(docs)
	tokens, line := 0, 0
	for _, r := range readers {
		tokens += len(r.tokens)
		line += len(r.line)
	}
	b.tokens, b.line = make([]place, 0, tokens), make([]uint32, 0, line)
	for _, r := range readers {
		b.join(r)
	}
	b.bodies = append(b.bodies, uint32(len(b.tokens)))
	b.fields = append(b.fields, uint32(len(b.line)))
	return b
}

// join puts what a reader read behind what is there.
func (b *builder) join(r *reader) {
	numbers := make([]uint32, len(r.forms))
	for i := range r.forms {
		numbers[i] = b.form(r.raws[i], r.forms[i])
	}
	for _, at := range r.bodies {
		b.bodies = append(b.bodies, uint32(len(b.tokens))+at)
	}
	for _, at := range r.fields {
		b.fields = append(b.fields, uint32(len(b.line))+at)
	}
	for _, p := range r.tokens {
		b.tokens = append(b.tokens, place{p.start, numbers[p.form]})
	}
	for _, n := range r.line {
		b.line = append(b.line, b.stemOf[numbers[n]])
	}
}

// form is the number of a form in the whole collection.
func (b *builder) form(raw string, f form) uint32 {
	if n, ok := b.known[raw]; ok {
		return n
	}
	stem, ok := b.stems[f.stem]
	if !ok {
		stem = uint32(len(b.stems))
		b.stems[f.stem] = stem
	}
	n := uint32(len(b.forms))
	b.known[raw] = n
	b.forms, b.stemOf = append(b.forms, f), append(b.stemOf, stem)
	return n
}

func (b *builder) build() *Index {
	var wg sync.WaitGroup
	wg.Go(b.measure)
	wg.Go(b.sortWords)
	b.sortPairs()
	wg.Wait()
	return b.Index
}

// measure sets how much the length of each field holds a document back.
func (b *builder) measure() {
	length := func(doc int, f Field) float64 {
		at := newSpot(doc, f)
		return float64(b.fields[at+1] - b.fields[at])
	}
	var mean [numFields]float64
	for doc := range b.ids {
		for f := range numFields {
			mean[f] += length(doc, f)
		}
	}
	for f := range mean {
		mean[f] = max(1, mean[f]/float64(max(1, len(b.ids))))
	}
	b.norms = make([][numFields]float64, len(b.ids))
	for doc := range b.ids {
		for f := range numFields {
			long := length(doc, f) / mean[f]
			b.norms[doc][f] = 1 - b.params.B + b.params.B*long
		}
	}
}

// entry is a stem at its spot, and in a pair the other stem.
type entry struct {
	other uint32
	at    spot
}

// sortWords makes the postings of the stems.
func (b *builder) sortWords() {
	entries, begin := b.group(func(yield func(uint32, entry) bool) {
		for i := range spot(len(b.fields) - 1) {
			for _, stem := range b.line[b.fields[i]:b.fields[i+1]] {
				yield(stem, entry{at: i})
			}
		}
	})
	b.words.begin = make([]uint32, 1, len(b.stems)+1)
	b.words.all = make([]posting, 0, len(entries))
	for stem := range b.stems32() {
		for _, e := range entries[begin[stem]:begin[stem+1]] {
			b.words.add(e.at)
		}
		b.words.end()
	}
	b.words.all = slices.Clone(b.words.all)
}

// sortPairs makes the postings of the pairs: it groups them by their second
// stem and then by their first, which leaves each group in the order of the
// second.
func (b *builder) sortPairs() {
	empty, hasEmpty := b.stems[""]
	bySecond, begin := b.group(func(yield func(uint32, entry) bool) {
		for i := range spot(len(b.fields) - 1) {
			stems := b.line[b.fields[i]:b.fields[i+1]]
			for j := 1; j < len(stems); j++ {
				if !hasEmpty || stems[j-1] != empty {
					yield(stems[j], entry{stems[j-1], i})
				}
			}
		}
	})
	byFirst, begin := b.group(func(yield func(uint32, entry) bool) {
		for second := range b.stems32() {
			for _, e := range bySecond[begin[second]:begin[second+1]] {
				yield(e.other, entry{second, e.at})
			}
		}
	})
	b.pairs.all = make([]posting, 0, len(byFirst))
	for first := range b.stems32() {
		b.pairs.begin = append(b.pairs.begin, uint32(len(b.pairs.second)))
		b.addPairs(byFirst[begin[first]:begin[first+1]])
	}
	b.pairs.begin = append(b.pairs.begin, uint32(len(b.pairs.second)))
	b.pairs.end()
	b.pairs.all = slices.Clone(b.pairs.all)
	b.pairs.second, b.pairs.postings.begin = slices.Clone(b.pairs.second), slices.Clone(b.pairs.postings.begin)
}

// addPairs makes the postings of the pairs of one first stem.
func (b *builder) addPairs(entries []entry) {
	for i, e := range entries {
		if i == 0 || e.other != entries[i-1].other {
			b.pairs.second = append(b.pairs.second, e.other)
			b.pairs.end()
		}
		b.pairs.add(e.at)
	}
}

// stems32 are the numbers of all stems.
func (b *builder) stems32() uint32 { return uint32(len(b.stems)) }

// group sorts entries by the stem they are given with, keeping the order of
// those with one stem. The second result is where the entries of each stem
// begin, and where the last end.
func (b *builder) group(all iter.Seq2[uint32, entry]) ([]entry, []uint32) {
	begin := make([]uint32, len(b.stems)+1)
	for stem := range all {
		begin[stem+1]++
	}
	for stem := range len(b.stems) {
		begin[stem+1] += begin[stem]
	}
	entries := make([]entry, begin[len(b.stems)])
	next := slices.Clone(begin)
	for stem, e := range all {
		entries[next[stem]] = e
		next[stem]++
	}
	return entries, begin
}
